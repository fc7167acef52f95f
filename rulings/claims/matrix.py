"""What became of each claim of a docket, as plain values: a row for each claim, a column for each ruling in order of
time, the status at the end.

Six queries, whatever the docket. Called by the page of claims and by all exports of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Model, OuterRef, Q
from django.db.models.functions import JSONObject

from dockets.format.print_style import format_date
from dockets.format.urls import build_filing_url
from dockets.models import Docket, DocumentText, Filing, Party
from rulings.claims.matrix_values import (
    ClaimNow,
    ClaimsMatrix,
    MatrixCell,
    MatrixColumn,
    MatrixLine,
    NamedFiling,
    PositionText,
    join_names,
)
from rulings.claims.status import ClaimDecision, ClaimFate, ClaimStatus, find_undone_decisions, get_claim_status
from rulings.html.event_lines import build_quotation_url, get_outcome_tone, label_outcome
from rulings.models import Claim, Disposition, Position, Repleading, Ruling, TimelineEvent
from rulings.vocabulary.claims import Change, ClaimWord, Stance
from rulings.vocabulary.house_style import WordGroup, get_label, name_standard
from rulings.vocabulary.kinds import KIND_LABELS, EventKind, Kind
from rulings.vocabulary.outcomes import Outcome


@dataclass(slots=True)
class _Known:
    """One docket's rows, by claim or ruling."""

    docket: Docket
    base: str
    closed: date | None
    """When the case was closed, as far as that is known on the day that is shown."""
    kinds: dict[int, str] = field(default_factory=dict)

    def named(self, filing: Filing) -> NamedFiling:
        day = filing.date_filed or filing.date_entered
        kind = KIND_LABELS[Kind(self.kinds[filing.pk])] if self.kinds.get(filing.pk) else "Filing"
        told = f"{kind} of {format_date(day)}" if day else f"{kind}, date not known"
        return NamedFiling(
            told, filing.number, build_filing_url(self.base, filing.number, filing.public_id), filing.public_id, day
        )


def build_matrix(docket: Docket, base: str, on: date | None = None) -> ClaimsMatrix:
    """``base`` is the docket's address. ``on``: the matrix as it stood at the end of that day."""
    made = (
        Claim.objects.published()
        .filter(docket=docket)
        .select_related("pleading")
        .defer("pleading__search", "pleading__long_text")
        .annotate(making=_people(Q(claims_made=OuterRef("pk"))), facing=_people(Q(claims_faced=OuterRef("pk"))))
        .order_by("kind", "pleading__date_filed", "number", "id")
    )
    claims = [row for row in made if _is_known(row.pleading.date_filed if row.pleading else None, on)]
    decided = [row for row in _dispositions(docket) if _is_known(_day(row.ruling), on)]
    changed = [row for row in _repleadings(docket) if _is_known(row.pleading.date_filed, on)]
    # The position of those who make the claim comes first.
    said = Position.objects.filter(claim__docket=docket).select_related("filing").defer("filing__search")
    stood = [
        row for row in said.order_by("-stance", "id") if _is_known(row.filing.date_filed if row.filing else None, on)
    ]
    closed = docket.closed_on if _is_known(docket.closed_on, on) else None
    known = _Known(docket, base, closed)
    known.kinds = _kinds(claims, decided, changed, stood)
    columns, keys = _columns(known, decided, changed)
    lines = [_line(known, claim, keys, decided, changed, stood) for claim in claims]
    return ClaimsMatrix(docket, columns, tuple(lines), on)


def _people(of: Q) -> ArraySubquery:
    """For a query: the parties of each row, in the court's order, to be read by ``_beside``."""
    return ArraySubquery(
        Party.objects.filter(of).order_by("position", "id").values(told=JSONObject(id="id", name="display_name"))
    )


def _beside(row: Model, beside: str) -> dict[int, str]:
    """The parties that a query has annotated as ``beside``, by their ids."""
    return {party["id"]: party["name"] for party in getattr(row, beside)}


def _dispositions(docket: Docket) -> list[Disposition]:
    """All published decisions of the rulings that decided on a claim, those on motions too, in order of time."""
    readable = Disposition.objects.published()
    rulings = readable.filter(ruling__docket=docket, claim__isnull=False)
    related = ("ruling__filing", "motion__filing", "reviews__ruling")
    rows = readable.filter(ruling__in=rulings.values("ruling")).select_related(*related)
    heavy = [f"{name}__{column}" for name in ("ruling__filing", "motion__filing") for column in ("search", "long_text")]
    of = Disposition.parties.through.objects.filter(disposition=OuterRef(OuterRef("pk"))).values("party")
    kept = DocumentText.objects.shown().filter(filing=OuterRef("ruling__filing"), document_number=0)
    found = rows.defer(*heavy).annotate(as_to=_people(Q(pk__in=of)), is_kept=Exists(kept))
    return sorted(found, key=lambda row: (_day(row.ruling) or date.min, row.ruling_id, row.pk))


def _repleadings(docket: Docket) -> list[Repleading]:
    rows = Repleading.objects.filter(claim__docket=docket).select_related("pleading").defer("pleading__search")
    return sorted(rows, key=lambda row: (row.pleading.date_filed or date.min, row.pleading_id, row.pk))


def _day(ruling: Ruling) -> date | None:
    return ruling.date or ruling.filing.date_filed


def _is_known(day: date | None, on: date | None) -> bool:
    return on is None or day is None or day <= on


def _kinds(
    claims: Iterable[Claim], decided: Iterable[Disposition], changed: Iterable[Repleading], stood: Iterable[Position]
) -> dict[int, str]:
    filings = {claim.pleading_id for claim in claims} | {row.ruling.filing_id for row in decided}
    filings |= {row.pleading_id for row in changed} | {row.filing_id for row in stood}
    events = TimelineEvent.objects.filter(
        filing__in=filings - {None}, event_kind__in=[EventKind.FILING, EventKind.RULING]
    )
    return dict(events.values_list("filing_id", "kind"))


type _Key = tuple[date, int]
"""Key of a column: its day and its filing."""


def _columns(
    known: _Known, decided: Sequence[Disposition], changed: Sequence[Repleading]
) -> tuple[tuple[MatrixColumn, ...], tuple[_Key, ...]]:
    found: dict[_Key, MatrixColumn] = {}
    for ruling, rows in groupby(decided, key=lambda row: row.ruling):
        motions = tuple(_on_motion(known, row) for row in rows if row.motion and not row.claim_id)
        title = ruling.title or "Ruling"
        found[_key(_day(ruling), ruling.filing_id)] = MatrixColumn(
            title=title,
            filing=known.named(ruling.filing),
            standard=name_standard(ruling.standard),
            citation=ruling.citation,
            judge=ruling.judge,
            machine=ruling.read_by_machine,
            is_ruling=not ruling.by_parties,
            motions=motions,
        )
    for row in changed:
        column = MatrixColumn("Amended pleading", known.named(row.pleading), is_ruling=False)
        found.setdefault(_key(row.pleading.date_filed, row.pleading_id), column)
    keys = tuple(sorted(found))
    return tuple(found[key] for key in keys), keys


def _key(day: date | None, filing: int) -> _Key:
    return day or date.min, filing


def _on_motion(known: _Known, row: Disposition) -> MatrixCell:
    motion = row.motion
    asked = " ".join(filter(None, [motion.filing.number, motion.title or "Motion"])) if motion else ""
    return MatrixCell(
        row.pk,
        row.outcome,
        label_outcome(row.outcome),
        get_outcome_tone(row.outcome),
        (asked,),
        row.reason,
        row.quotation,
        row.place,
        quoted_from=row.quoted_from,
        quoted_at=_find_quoted(known, row),
    )


def _find_quoted(known: _Known, row: Disposition) -> str:
    """The address of the words that it quotes; "" where no text of the ruling is kept."""
    is_kept = row.quotation and not row.quoted_from and getattr(row, "is_kept", False)
    return build_quotation_url(known.named(row.ruling.filing).url, row.pk) if is_kept else ""


def _line(
    known: _Known,
    claim: Claim,
    keys: Sequence[_Key],
    decided: Sequence[Disposition],
    changed: Sequence[Repleading],
    stood: Sequence[Position],
) -> MatrixLine:
    own = [row for row in decided if row.claim_id == claim.pk]
    later = [row for row in changed if row.claim_id == claim.pk]
    facing = _beside(claim, "facing")
    decisions = [*map(_decision, own), *map(_pleaded_anew, later)]
    gone = find_undone_decisions(decisions, facing)
    days = {row.id: row for row in decisions}
    cells: dict[_Key, list[MatrixCell]] = defaultdict(list)
    for row in own:
        cells[_key(_day(row.ruling), row.ruling.filing_id)].append(_said(known, row, days.get(gone.get(row.pk, 0))))
    for one in later:
        cells[_key(one.pleading.date_filed, one.pleading_id)].append(_pleaded(one))
    made = tuple(_beside(claim, "making").values())
    return MatrixLine(
        claim=claim,
        asserted_by=made,
        against=tuple(facing.values()),
        pleading=known.named(claim.pleading) if claim.pleading else None,
        later=tuple((known.named(row.pleading), get_label(WordGroup.CHANGE, row.change), row.number) for row in later),
        cells=tuple(tuple(cells.get(key, ())) for key in keys),
        now=_now(known.closed, get_claim_status(decisions, facing), days, facing),
        stood=tuple(_stood(known, row, made, tuple(facing.values())) for row in stood if row.claim_id == claim.pk),
    )


def _decision(row: Disposition) -> ClaimDecision:
    return ClaimDecision(
        row.pk, _day(row.ruling), Outcome(row.outcome), frozenset(_beside(row, "as_to")), row.reviews_id
    )


def _pleaded_anew(row: Repleading) -> ClaimDecision:
    """A later pleading that drops a claim, or makes it again. The negative id keeps it apart from rulings' decisions
    and before them."""
    return ClaimDecision(-row.pk, row.pleading.date_filed, Outcome.WITHDRAWN if row.change == Change.DROPPED else None)


def _said(known: _Known, row: Disposition, undoing: ClaimDecision | None) -> MatrixCell:
    reviewed = _day(row.reviews.ruling) if row.reviews else None
    return MatrixCell(
        id=row.pk,
        outcome=row.outcome,
        label=label_outcome(row.outcome),
        tone=get_outcome_tone(row.outcome),
        parties=tuple(_beside(row, "as_to").values()),
        reason=row.reason,
        quotation=row.quotation,
        place=row.place,
        standard=name_standard(row.standard),
        quoted_from=row.quoted_from,
        quoted_at=_find_quoted(known, row),
        machine=row.read_by_machine,
        review=f"what was decided {format_date(reviewed)}" if reviewed else "",
        undone=_when(undoing.word, undoing.day) if undoing else "",
    )


def _pleaded(row: Repleading) -> MatrixCell:
    number = f"Now number {row.number}." if row.number else ""
    return MatrixCell(-row.pk, row.change, get_label(WordGroup.CHANGE, row.change), "pending", reason=number)


def _when(word: str, day: date | None) -> str:
    return f"{word} {format_date(day)}" if day else word


def _now(
    closed: date | None,
    found: Mapping[int | None, ClaimStatus],
    days: Mapping[int, ClaimDecision],
    facing: Mapping[int, str],
) -> tuple[ClaimNow, ...]:
    """Parties with the same status stand together."""
    alike: dict[ClaimStatus, list[str]] = defaultdict(list)
    for party, each in found.items():
        alike[each] += [facing[party]] if party is not None else []
    return tuple(_fares(closed, each, days, tuple(people)) for each, people in alike.items())


def _fares(
    closed: date | None, found: ClaimStatus, days: Mapping[int, ClaimDecision], people: tuple[str, ...]
) -> ClaimNow:
    standing, latest = days.get(found.standing or 0), days.get(found.latest or 0)
    label = standing.word if standing else ""
    since = standing.day if standing else None
    outcome = standing.outcome.value if standing and standing.outcome else ""
    reviewed = _when(latest.word, latest.day) if latest and latest is not standing else ""
    if found.fate is ClaimFate.DECIDED and standing:
        return ClaimNow(
            label, get_outcome_tone(outcome), reviewed or _when("since", since), found.fate, outcome, since, people
        )
    never = get_label(WordGroup.CLAIM, ClaimWord.NEVER_DECIDED)
    if found.fate is ClaimFate.ENDED:
        note = "; ".join(filter(None, [_when(label, since), reviewed]))
        return ClaimNow(never, "pending", note, found.fate, outcome, since, people)
    if closed and not reviewed and (since is None or since <= closed):
        return ClaimNow(never, "pending", _when("Case closed", closed), found.fate, outcome, since, people)
    if standing is None and reviewed:
        again = get_label(WordGroup.CLAIM, ClaimWord.OPEN_AGAIN)
        return ClaimNow(again, "pending", reviewed, found.fate, "", latest.day if latest else None, people)
    note = "; ".join(filter(None, [_when(label, since) if label else "", reviewed]))
    return ClaimNow(
        get_label(WordGroup.CLAIM, ClaimWord.NOT_DECIDED), "pending", note, found.fate, outcome, since, people
    )


def _stood(known: _Known, row: Position, made: tuple[str, ...], facing: tuple[str, ...]) -> PositionText:
    people = made if row.stance == Stance.FOR else facing
    who = join_names(people) or ("For the claim" if row.stance == Stance.FOR else "Against it")
    return PositionText(who, row.text, known.named(row.filing) if row.filing else None, row.stance)
