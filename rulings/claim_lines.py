"""What has become of each claim, as a timeline says it: in one query, however many claims, rulings and parties there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import Coalesce, JSONObject

from dockets.addresses import filing_address
from dockets.models import Docket, Party
from dockets.print_style import full_date, month_day
from rulings.claim_status import Decision, Fate, Status, status
from rulings.models import Claim, Disposition, Repleading
from rulings.models.claim import label_by_now
from rulings.rows import tone_of
from rulings.words import ENDED, Change, Outcome


class Come(NamedTuple):
    """What a claim has come to, for all against whom it is made or for some."""

    word: str
    tone: str
    """Of what was decided."""
    note: str
    """What was decided, where ``word`` does not say it: "Not likely to succeed". It is the news, and told first."""
    when: str
    url: str
    """Of what decided it."""
    also: str
    """What was said of that decision later: "Affirmed Jan. 3, 2022"; or of the claim before it came to its end undecided."""
    people: str
    """For whom, where it differs."""


@dataclass(slots=True)
class ClaimLine:
    label: str
    title: str
    ground: str
    come: list[Come] = field(default_factory=list)


class _Word(NamedTuple):
    decision: Decision
    url: str


def claim_lines(docket: Docket, base: str) -> list[ClaimLine]:
    """As of today, claims first, then counterclaims and cross-claims."""
    lines, words, facing = {}, defaultdict(list), {}
    for row in _rows(docket):
        key = row["pk"]
        if key not in lines:
            later = [told["new"] for told in sorted(row["pleaded"], key=lambda told: (told["day"] or "", told["id"]))]
            lines[key] = ClaimLine(label_by_now(row["kind"], row["number"], later), row["title"], row["ground"])
            facing[key] = {party["id"]: party["name"] for party in row["facing"]}
            words[key] = [_pleaded(told, base) for told in row["pleaded"]]
        if row["decided"]:
            words[key].append(_decided(row, base))
    for key, line in lines.items():
        line.come = _come(docket, words[key], facing[key])
    return list(lines.values())


def _rows(docket: Docket) -> Iterable[dict[str, Any]]:
    facing = Party.objects.filter(claims_faced=OuterRef("pk")).order_by("position", "id")
    later = Repleading.objects.filter(claim=OuterRef("pk"))
    parties = Disposition.parties.through.objects.filter(disposition=OuterRef("dispositions__pk"))
    by = "dispositions__ruling__filing__"
    pleading = {"new": "number", "number": "pleading__number", "public_id": "pleading__public_id"}
    asked = Claim.objects.filter(docket=docket).annotate(
        facing=ArraySubquery(facing.values(told=JSONObject(id="id", name="name"))),
        pleaded=ArraySubquery(later.values(told=JSONObject(id="id", change="change", day="pleading__date_filed", **pleading))),
        decided=F("dispositions__pk"),
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
    decision = Decision(row["decided"], row["day"], Outcome(row["outcome"]), frozenset(row["party_ids"]), row["reviews"])
    return _Word(decision, filing_address(base, row["filing_number"], row["filing_id"]))


def _pleaded(told: Mapping[str, Any], base: str) -> _Word:
    """A later pleading left the claim out, or made it again. Its id is below those of rulings, and none of theirs."""
    day = date.fromisoformat(told["day"]) if told["day"] else None
    outcome = Outcome.WITHDRAWN if told["change"] == Change.DROPPED else None
    return _Word(Decision(-told["id"], day, outcome), filing_address(base, told["number"], told["public_id"]))


def _come(docket: Docket, words: Iterable[_Word], facing: Mapping[int, str]) -> list[Come]:
    """Parties that fare alike stand together."""
    known = {word.decision.id: word for word in words}
    alike: dict[Status, list[str]] = defaultdict(list)
    for party, each in status([word.decision for word in known.values()], facing).items():
        alike[each] += [facing[party]] if party is not None else []
    return [_told(docket, each, known, ", ".join(people)) for each, people in alike.items()]


def _told(docket: Docket, found: Status, known: Mapping[int, _Word], people: str) -> Come:
    standing, latest = known.get(found.standing or 0), known.get(found.latest or 0)
    later = latest if latest is not standing else None
    about = standing or latest
    if about is None:
        return Come("Never decided" if docket.date_terminated else "Not decided yet", "pending", "", "", "", "", people)
    day, tone = about.decision.day, tone_of(about.decision.outcome or "")
    when, label = full_date(day) if day else "", about.decision.word
    also = f"{later.decision.word} {full_date(later.decision.day)}" if later and standing else ""
    if found.fate is Fate.DECIDED:
        return Come(label, tone, "", when, about.url, also, people)
    if standing is None:
        return Come("Open again", tone, label, when, about.url, "", people)
    if found.fate is Fate.ENDED and not (also or people):
        also = _said_before(standing.decision, known)
    never = found.fate is Fate.ENDED or (docket.date_terminated and not later and (day is None or day <= docket.date_terminated))
    return Come("Never decided" if never else "Not decided yet", tone, label, when, about.url, also, people)


def _said_before(end: Decision, known: Mapping[int, _Word]) -> str:
    """What a court last said of a claim that came to its end undecided: "Not likely to succeed Jan. 21", of the same year."""
    said = [one for one in (word.decision for word in known.values()) if one.day and end.day and one.day <= end.day]
    last = max((one for one in said if one.outcome and one.outcome not in ENDED), key=lambda one: (one.day, one.id), default=None)
    if last is None or last.day is None or end.day is None:
        return ""
    return f"{last.word} {month_day(last.day) if last.day.year == end.day.year else full_date(last.day)}"
