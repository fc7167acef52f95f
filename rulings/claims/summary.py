"""What became of each claim, for the timeline: in one query, however many claims, rulings and parties there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, QuerySet, When
from django.db.models.functions import Coalesce, JSONObject

from dockets.format.print_style import format_date, format_month_day
from dockets.format.urls import build_filing_url
from dockets.models import Docket, Party
from rulings.claims.status import ClaimDecision, ClaimFate, ClaimStatus, get_claim_status
from rulings.html.event_lines import get_outcome_tone
from rulings.models import Claim, Disposition, Repleading
from rulings.models.claim import label_claim_by_now
from rulings.models.decision import filter_readable
from rulings.vocabulary.claims import Change, ClaimWord
from rulings.vocabulary.house_style import WordGroup, get_label
from rulings.vocabulary.outcomes import ENDED, Outcome


class ClaimOutcome(NamedTuple):
    """The status of a claim, for all against whom it is made or for some."""

    word: str
    tone: str
    """Tone of the outcome."""
    note: str
    """What was decided, where ``word`` does not say it: "Not likely to succeed". It is the news, and shown first."""
    when: str
    url: str
    """Address of the decision."""
    also: str
    """What became of that decision: "Affirmed Jan. 3, 2022"; or what was last decided on the claim before it ended
    undecided."""
    people: str
    """For whom, where it differs."""


@dataclass(slots=True)
class ClaimLine:
    label: str
    title: str
    ground: str
    outcomes: list[ClaimOutcome] = field(default_factory=list)


class _Word(NamedTuple):
    decision: ClaimDecision
    url: str


def list_claim_lines(docket: Docket, base: str) -> list[ClaimLine]:
    """As of today, claims first, then counterclaims and cross-claims."""
    lines, words, facing = {}, defaultdict(list), {}
    for row in _rows(docket):
        key = row["pk"]
        if key not in lines:
            later = [told["new"] for told in sorted(row["pleaded"], key=lambda told: (told["day"] or "", told["id"]))]
            lines[key] = ClaimLine(label_claim_by_now(row["kind"], row["number"], later), row["title"], row["ground"])
            facing[key] = {party["id"]: party["name"] for party in row["facing"]}
            words[key] = [_pleaded(told, base) for told in row["pleaded"]]
        if row["decided"]:
            words[key].append(_decided(row, base))
    for key, line in lines.items():
        line.outcomes = _list_outcomes(docket, words[key], facing[key])
    return list(lines.values())


def _rows(docket: Docket) -> Iterable[dict[str, Any]]:
    facing = Party.objects.filter(claims_faced=OuterRef("pk")).order_by("position", "id")
    later = Repleading.objects.filter(claim=OuterRef("pk"))
    parties = Disposition.parties.through.objects.filter(disposition=OuterRef("dispositions__pk"))
    by = "dispositions__ruling__filing__"
    pleading = {"new": "number", "number": "pleading__number", "public_id": "pleading__public_id"}
    asked: QuerySet[Any, Any] = Claim.objects.published().filter(docket=docket)
    asked = asked.annotate(
        facing=ArraySubquery(facing.values(told=JSONObject(id="id", name="display_name"))),
        pleaded=ArraySubquery(
            later.values(told=JSONObject(id="id", change="change", day="pleading__date_filed", **pleading))
        ),
        decided=Case(When(filter_readable("dispositions__"), then=F("dispositions__pk"))),
        outcome=F("dispositions__outcome"),
        reviews=F("dispositions__reviews"),
        day=Coalesce("dispositions__ruling__date", f"{by}date_filed"),
        filing_number=F(f"{by}number"),
        filing_id=F(f"{by}public_id"),
        party_ids=ArraySubquery(parties.values("party_id")),
    )
    told = ("decided", "outcome", "reviews", "day", "filing_number", "filing_id", "party_ids", "facing", "pleaded")
    rows: Iterable[dict[str, Any]] = asked.order_by("kind", "number", "pk", "decided").values(
        "pk", "kind", "number", "title", "ground", *told
    )
    return rows


def _decided(row: Mapping[str, Any], base: str) -> _Word:
    decision = ClaimDecision(
        row["decided"], row["day"], Outcome(row["outcome"]), frozenset(row["party_ids"]), row["reviews"]
    )
    return _Word(decision, build_filing_url(base, row["filing_number"], row["filing_id"]))


def _pleaded(told: Mapping[str, Any], base: str) -> _Word:
    """A later pleading dropped the claim, or made it again. The negative id keeps it apart from rulings' decisions and
    before them."""
    day = date.fromisoformat(told["day"]) if told["day"] else None
    outcome = Outcome.WITHDRAWN if told["change"] == Change.DROPPED else None
    return _Word(ClaimDecision(-told["id"], day, outcome), build_filing_url(base, told["number"], told["public_id"]))


def _list_outcomes(docket: Docket, words: Iterable[_Word], facing: Mapping[int, str]) -> list[ClaimOutcome]:
    """Parties with the same status stand together."""
    known = {word.decision.id: word for word in words}
    alike: dict[ClaimStatus, list[str]] = defaultdict(list)
    for party, each in get_claim_status([word.decision for word in known.values()], facing).items():
        alike[each] += [facing[party]] if party is not None else []
    return [_told(docket, each, known, ", ".join(people)) for each, people in alike.items()]


def _told(docket: Docket, found: ClaimStatus, known: Mapping[int, _Word], people: str) -> ClaimOutcome:
    standing, latest = known.get(found.standing or 0), known.get(found.latest or 0)
    later = latest if latest is not standing else None
    about = standing or latest
    if about is None:
        word = ClaimWord.NEVER_DECIDED if docket.closed_on else ClaimWord.NOT_DECIDED
        return ClaimOutcome(get_label(WordGroup.CLAIM, word), "pending", "", "", "", "", people)
    day, tone = about.decision.day, get_outcome_tone(about.decision.outcome or "")
    when, label = format_date(day) if day else "", about.decision.word
    also = f"{later.decision.word} {format_date(later.decision.day)}" if later and standing else ""
    if found.fate is ClaimFate.DECIDED:
        return ClaimOutcome(label, tone, "", when, about.url, also, people)
    if standing is None:
        again = get_label(WordGroup.CLAIM, ClaimWord.OPEN_AGAIN)
        return ClaimOutcome(again, tone, label, when, about.url, "", people)
    if found.fate is ClaimFate.ENDED and not (also or people):
        also = _said_before(standing.decision, known)
    never = found.fate is ClaimFate.ENDED or (
        docket.closed_on and not later and (day is None or day <= docket.closed_on)
    )
    if never:
        undecided = get_label(WordGroup.CLAIM, ClaimWord.NEVER_DECIDED)
        return ClaimOutcome(undecided, tone, _word_of_past(about.decision), when, about.url, also, people)
    return ClaimOutcome(get_label(WordGroup.CLAIM, ClaimWord.NOT_DECIDED), tone, label, when, about.url, also, people)


def _word_of_past(decision: ClaimDecision) -> str:
    """ "May proceed" is not said beside "Never decided", of a claim that can proceed no more."""
    is_over = decision.outcome == Outcome.MAY_PROCEED
    return get_label(WordGroup.CLAIM, ClaimWord.ALLOWED) if is_over else decision.word


def _said_before(end: ClaimDecision, known: Mapping[int, _Word]) -> str:
    """A court's last decision on a claim that ended undecided: "Not likely to succeed Jan. 21", without the year where
    that is the same."""
    said = [one for one in (word.decision for word in known.values()) if one.day and end.day and one.day <= end.day]
    last = max(
        (one for one in said if one.outcome and one.outcome not in ENDED),
        key=lambda one: (one.day, one.id),
        default=None,
    )
    if last is None or last.day is None or end.day is None:
        return ""
    word = _word_of_past(last)
    return f"{word} {format_month_day(last.day) if last.day.year == end.day.year else format_date(last.day)}"
