"""What is known of the cases of a dispute, fetched for ``standing``: decisions that readers may see, rulings, the days
on which cases began and ended. A fixed number of queries, however many dockets there are.

And which dockets are one dispute: those that are related to each other by appeal, removal, remand, transfer,
consolidation or a new filing, as a source states or an admin has confirmed. Member cases of a multidistrict litigation
are disputes of their own.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from dockets.format.urls import build_docket_url, build_filing_url
from dockets.models import CaseStatus, Docket, DocketRelation
from rulings.models import Claim, Disposition, Editorial, Repleading, TimelineEvent
from rulings.models.publication import filter_published
from rulings.trackers.standing import CHAIN_OF_DETAIL, CaseSpan, Chain, MatterDecision
from rulings.vocabulary.claims import Change
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import EventKind, Kind
from rulings.vocabulary.outcomes import REVIEWS, Outcome

_TURNED = re.compile(r"\b(dissol\w+|vacat\w+|modif\w+|stay\w*|lift\w*)\b", re.IGNORECASE)
"""Of a motion against an injunction: to grant it is not to grant relief."""


class FilingLink(NamedTuple):
    """A filing that something rests on."""

    number: str
    url: str
    headline: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A ruling or the paper that opens a case: what may be the latest development, or put what is said in doubt."""

    day: date
    words: str
    link: FilingLink
    first_seen: datetime
    what: str
    """ "order", "judgment", "notice of appeal", "complaint"."""
    is_plain: bool
    """Whether the words are an editor's."""


@dataclass(frozen=True, slots=True)
class MatterFacts:
    dockets: Sequence[Docket]
    """In the order asked for, each with its court and reading."""
    claims: Sequence[str]
    """Chains of all claims, whether anything was decided on them or not."""
    decisions: Sequence[MatterDecision]
    links: Mapping[int, FilingLink]
    """By the id of a decision."""
    filing_of: Mapping[int, int]
    """The filing of a decision."""
    spans: Sequence[CaseSpan]
    rulings: Sequence[Ruling]
    """In order of their days."""


def load_matter_facts(docket_ids: Sequence[int]) -> MatterFacts:
    """Five queries."""
    rows = Docket.objects.filter(pk__in=docket_ids).select_related("court", "reading").defer("search").in_bulk()
    dockets = [rows[key] for key in docket_ids if key in rows]
    bases = {docket.pk: build_docket_url(docket.court_id, docket.docket_number) for docket in dockets}
    told = _load_decisions(docket_ids, bases)
    rulings = _load_rulings(docket_ids, bases, {link.url for _, link, _ in told})
    decisions = [row for row, _, _ in told]
    headlines = {line["url"]: line["headline"] for line, _ in rulings}
    links = {row.id: link._replace(headline=headlines.get(link.url, "")) for row, link, _ in told}
    claims = Claim.objects.published().filter(docket__in=docket_ids).order_by("pk").values_list("pk", flat=True)
    for row, link in _list_further_decisions(rulings, decisions, dockets):
        decisions.append(row)
        links[row.id] = link
    decisions += _load_repleadings(docket_ids)
    spans = [_span(docket) for docket in dockets if _is_read(docket)]
    filing_of = {row.id: filing for row, _, filing in told}
    shown = [ruling for _, ruling in rulings if ruling is not None]
    return MatterFacts(dockets, [f"claim {pk}" for pk in claims], decisions, links, filing_of, spans, shown)


def _is_read(docket: Docket) -> bool:
    return getattr(docket, "reading", None) is not None


def _span(docket: Docket) -> CaseSpan:
    is_over = docket.status == CaseStatus.ENDED or (not docket.status and docket.date_terminated is not None)
    return CaseSpan(docket.date_filed, docket.closed_on if is_over else None, is_over)


def _load_decisions(
    docket_ids: Sequence[int], bases: Mapping[int, str]
) -> list[tuple[MatterDecision, FilingLink, int]]:
    """Those that readers may see: what is not published is in no row."""
    motion = TimelineEvent.objects.filter(filing=OuterRef("motion__filing"), event_kind__in=("filing", "ruling"))
    by, day = "ruling__filing__", Coalesce("ruling__date", "ruling__filing__date_filed")
    rows = Disposition.objects.published().filter(ruling__docket__in=docket_ids)
    rows = rows.annotate(
        day=day,
        detail=Subquery(motion.values("detail")[:1]),
        side=Subquery(motion.values("side")[:1]),
        asked=F("motion__title"),
    )
    fields = ("pk", "outcome", "claim_id", "reviews_id", "day", "detail", "side", "asked")
    of_filing = ("ruling__docket_id", "ruling__filing_id", f"{by}number", f"{by}public_id")
    found = []
    for row in rows.order_by("pk").values(*fields, *of_filing):
        chain = f"claim {row['claim_id']}" if row["claim_id"] else _chain(row["detail"], row["asked"])
        if not chain and row["reviews_id"] is None:
            continue
        url = build_filing_url(bases[row["ruling__docket_id"]], row[f"{by}number"], row[f"{by}public_id"])
        link = FilingLink(row[f"{by}number"], url, "", row["day"])
        outcome, side = Outcome(row["outcome"]), row["side"] or ""
        is_temporary = row["detail"] == Detail.TRO
        decision = MatterDecision(row["pk"], chain, row["day"], outcome, row["reviews_id"], side, is_temporary)
        found.append((decision, link, row["ruling__filing_id"]))
    return found


def _chain(detail: str | None, asked: str | None) -> str:
    chain = CHAIN_OF_DETAIL.get(detail or "")
    return "" if chain is None or (chain is Chain.RELIEF and _TURNED.search(asked or "")) else chain.value


def _load_repleadings(docket_ids: Sequence[int]) -> Iterable[MatterDecision]:
    """A later pleading drops a claim, or makes it again. Its id is negative, which keeps it apart from rulings'."""
    rows = Repleading.objects.filter(filter_published("claim__"), claim__docket__in=docket_ids)
    for pk, claim, change, day in rows.values_list("pk", "claim_id", "change", "pleading__date_filed"):
        outcome = Outcome.WITHDRAWN if change == Change.DROPPED else None
        yield MatterDecision(-2 * pk, f"claim {claim}", day, outcome)


type _Line = Mapping[str, Any]


def _load_rulings(
    docket_ids: Sequence[int], bases: Mapping[int, str], decided: set[str]
) -> list[tuple[_Line, Ruling | None]]:
    """Rulings, complaints and notices of appeal that are not routine, in order of their days."""
    wanted = Q(event_kind=EventKind.RULING) | Q(kind=Kind.COMPLAINT) | Q(detail=Detail.APPEAL, kind=Kind.NOTICE)
    plain = Editorial.objects.published().filter(filing=OuterRef("filing")).exclude(headline="")
    rows = TimelineEvent.objects.filter(wanted, docket__in=docket_ids, routine=False, filing__merged_into=None)
    rows = rows.annotate(plain=Subquery(plain.values("headline")[:1])).order_by("sort_date", "sort_order", "id")
    fields = ("id", "docket_id", "date", "kind", "detail", "outcome", "headline", "plain", "side", "event_kind")
    of_filing = ("filing__number", "filing__public_id", "filing__first_seen", "filing__date_filed")
    found: list[tuple[_Line, Ruling | None]] = []
    for row in rows.values(*fields, *of_filing):
        url = build_filing_url(bases[row["docket_id"]], row["filing__number"], row["filing__public_id"])
        day = row["date"]
        link = FilingLink(row["filing__number"], url, row["headline"], day)
        words = row["plain"] or row["headline"] or "Filing"
        what = "notice of appeal" if row["event_kind"] != EventKind.RULING and row["detail"] == Detail.APPEAL else (
            row["kind"] or "ruling"
        )  # fmt: skip
        ruling = Ruling(day, words, link, row["filing__first_seen"], what, bool(row["plain"])) if day else None
        found.append((row | {"url": url, "is_decided": url in decided, "link": link}, ruling))
    return found


def _list_further_decisions(
    lines: Iterable[tuple[_Line, Ruling | None]], known: Sequence[MatterDecision], dockets: Sequence[Docket]
) -> Iterable[tuple[MatterDecision, FilingLink]]:
    """Rulings whose own text says what became of a motion that is not in the record; and those of a court above, which
    review the last decision before them."""
    above = {docket.pk for docket in dockets if docket.court.kind in ("appellate", "supreme")}
    told = list(known)
    for line, _ in lines:
        outcome = Outcome(line["outcome"]) if line["outcome"] else None
        if line["is_decided"] or outcome is None or line["event_kind"] != EventKind.RULING:
            continue
        chain = _chain(line["detail"], line["headline"])
        if line["docket_id"] in above:
            last = _find_last(told, line["date"])
            chain = last.chain if last and outcome in REVIEWS else ""
        if chain:
            of_line = {"side": line["side"], "is_temporary": line["detail"] == Detail.TRO}
            decision = MatterDecision(-2 * line["id"] - 1, chain, line["date"], outcome, **of_line)
            told.append(decision)
            yield decision, line["link"]


def _find_last(known: Iterable[MatterDecision], day: date | None) -> MatterDecision | None:
    before = [row for row in known if row.day and day and row.day <= day and row.outcome not in REVIEWS]
    return max(before, key=lambda row: (row.day or date.min, row.id), default=None)


MOST_DOCKETS = 40
"""Dockets of one dispute; a consolidation of hundreds is cut here, the nearest first."""
_NESTED = {"appealed as"}
_WORDS = {
    ("appeal_of", False): "appealed as",
    ("appealed_as", True): "appealed as",
    ("removed_from", True): "removed from",
    ("removed_from", False): "removed as",
    ("remanded_to", True): "sent back to",
    ("remanded_to", False): "sent back from",
    ("transferred_to", True): "transferred to",
    ("transferred_to", False): "transferred from",
    ("consolidated_with", True): "consolidated with",
    ("consolidated_with", False): "consolidated with",
    ("refiled_as", True): "refiled as",
    ("refiled_as", False): "refiled from",
    ("appeal_of", True): "appeal of",
    ("appealed_as", False): "appeal of",
}
"""Kind of a relation, and whether it is seen from the docket that states it -> what the other one is."""


class RelatedDocket(NamedTuple):
    """A docket of a dispute, as it is related to the one by which it was found."""

    docket: int
    relation: str
    is_nested: bool


def find_dispute(lead: int) -> list[RelatedDocket]:
    """The dockets of a dispute, ``lead`` first, appeals after the docket that they come from. A docket that was merged
    stands for the one that survived it. A query for each step away from ``lead``."""
    return find_disputes([lead])[lead]


def find_disputes(leads: Iterable[int]) -> dict[int, list[RelatedDocket]]:
    """The dispute of each docket, as ``find_dispute`` has it. A query for each step away from the farthest."""
    merged = dict(Docket.objects.filter(pk__in=set(leads)).values_list("pk", "merged_into"))
    begun = {lead: survivor or lead for lead, survivor in merged.items()}
    near = _load_neighbours(begun.values())
    return {lead: _walk_dispute(docket, near) for lead, docket in begun.items()}


class _Neighbour(NamedTuple):
    place: tuple[int, bool]
    """The relation, and whether it is seen from its other end: they are followed in this order."""
    at: int
    docket: int
    words: str


def _walk_dispute(begun: int, near: Mapping[int, Sequence[_Neighbour]]) -> list[RelatedDocket]:
    found = {begun: RelatedDocket(begun, "", False)}
    order = [begun]
    edge = [begun]
    while edge and len(found) < MOST_DOCKETS:
        steps = sorted(step for docket in edge for step in near.get(docket, ()))
        edge = []
        for _, at, other, words in steps:
            if other not in found and len(found) < MOST_DOCKETS:
                found[other] = RelatedDocket(other, words, words in _NESTED)
                place = order.index(at) + 1 if words in _NESTED else len(order)
                order.insert(place, other)
                edge.append(other)
    return [found[docket] for docket in order]


def _load_neighbours(dockets: Iterable[int]) -> dict[int, list[_Neighbour]]:
    """Of these dockets, and of all that are reached from them in fewer steps than a dispute can have dockets."""
    near: dict[int, list[_Neighbour]] = {}
    edge = set(dockets)
    for _ in range(MOST_DOCKETS):
        if not edge:
            break
        near |= {docket: [] for docket in edge}
        for step in _list_neighbours(edge):
            near[step.at].append(step)
        edge = {step.docket for docket in edge for step in near[docket]} - near.keys()
    return near


def _list_neighbours(dockets: Set[int]) -> Iterable[_Neighbour]:
    """Every relation of ``dockets`` that tells of one dispute."""
    told = DocketRelation.objects.believed().exclude(kind=DocketRelation.Kind.MEMBER_OF)
    rows = told.filter(Q(docket__in=dockets) | Q(other__in=dockets), other__isnull=False).order_by("id")
    for key, docket, other, merged, kind in rows.values_list(
        "id", "docket_id", "other_id", "other__merged_into", "kind"
    ):
        further = merged or other
        if docket in dockets:
            yield _Neighbour((key, False), docket, further, _WORDS[kind, True])
        if further in dockets:
            yield _Neighbour((key, True), further, docket, _WORDS[kind, False])
