"""What stands above and beside a timeline: the parties by side with their counsel, what became of each claim, the other
dockets of the dispute, and the activity by month. One query each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.db.models import Q
from django.http import QueryDict
from django.utils.http import urlencode

from dockets.format.print_style import format_date, format_month
from dockets.format.urls import build_docket_url
from dockets.models import Docket, DocketRelation, Party
from dockets.record.parties import name_party_side
from rulings.models import Reading
from rulings.timeline import queries
from rulings.timeline.filters import ASKED

OPEN_PARTIES = 10
"""Parties of a side that are shown open; one or two more are not worth hiding."""
PARTY_LINES = 120
"""Lines (a party, or one more of its lawyers) that a case page shows by default; mass actions have thousands."""
MONTH_BARS = 48
"""A longer period is drawn by year."""
_EVERYONES = ("attorney to be noticed", "cor ")
"""Roles that PACER gives nearly every lawyer (a notice is sent), in courts of appeals as a code ("COR LD NTC
Retained"). They are shown only on the page of parties."""
_HEIGHT = 40
_TIMES = ("month", "date_from", "date_to")


@dataclass(slots=True)
class Counsel:
    name: str
    where: str
    roles: str
    contact: str


@dataclass(slots=True)
class PartyLine:
    id: int
    name: str
    type: str
    extra: str
    ended: str
    counsel: list[Counsel] = field(default_factory=list)
    spellings: list[str] = field(default_factory=list)
    """Other names under which the court lists it, as the editors have said."""


@dataclass(slots=True)
class PartySide:
    name: str
    label: str
    parties: list[PartyLine] = field(default_factory=list)

    @property
    def first(self) -> list[PartyLine]:
        """The parties shown open beside the timeline."""
        return self.parties[: OPEN_PARTIES if len(self.parties) > 1.2 * OPEN_PARTIES else None]

    @property
    def folded(self) -> list[PartyLine]:
        return self.parties[len(self.first) :]


def describe_subject(docket: Docket) -> list[str]:
    """What the court says the case is about, and what is asked for. PACER's bare "Both" or "None" is shown with the
    field's name."""
    jury = docket.jury_demand
    return [
        told
        for told in (
            docket.cause,
            docket.nature_of_suit,
            f"Jury demand: {jury}" if jury in {"Both", "Defendant", "None", "Plaintiff"} else jury,
            f"Demand: {docket.demand}" if docket.demand else "",
        )
        if told
    ]


def list_sides(docket: Docket, *, contacts: bool) -> list[PartySide]:
    """Parties with counsel, plaintiffs first. ``contacts``: include what only admins see. The page of parties
    (``people``) lists all."""
    by_side = {side.value: PartySide(side.value, side.label) for side in Party.Side}
    known: dict[int, PartyLine] = {}
    lines = queries.fetch_parties(docket.pk, limit=PARTY_LINES, contacts=contacts)
    for line in sorted(lines, key=lambda line: line["same_as"] is not None):
        key = line["same_as"] or line["id"]
        if line["same_as"] is None and key not in known:
            known[key] = _party(line)
            by_side[line["side"]].parties.append(known[key])
        if key in known:
            _add_line(known[key], line)
    for side in by_side.values():
        if side.name != Party.Side.OTHER:
            side.label = name_party_side([party.type for party in side.parties], side.label)
    return [side for side in by_side.values() if side.parties]


def _add_line(party: PartyLine, line: Mapping[str, Any]) -> None:
    """Adds the lawyer of a line, and the name where it is another one of the party."""
    if line["same_as"] and line["name"] not in (party.name, *party.spellings):
        party.spellings.append(line["name"])
    left_out = (line["editors_counsel"] or {}).get("left_out", ())
    if line["counsel"] and line["counsel"] not in left_out:
        counsel = _counsel(line)
        # Clerks list a lawyer again with every new address.
        party.counsel += [counsel] if counsel not in party.counsel else []


def _party(line: Mapping[str, Any]) -> PartyLine:
    ended = f"until {format_date(line['date_terminated'])}" if line["date_terminated"] else ""
    kind = "" if line["type"].lower() == Party.Side.OTHER else line["type"]
    added = (line["editors_counsel"] or {}).get("added", ())
    counsel = [Counsel(one["name"], one["firm"], "", "") for one in added]
    return PartyLine(line["id"], line["name"], kind, line["extra_info"], ended, counsel)


def _counsel(line: Mapping[str, Any]) -> Counsel:
    where = ", ".join(filter(None, [line["firm"], line["city"]]))
    roles = [role for role in map(str.lower, line["roles"]) if not role.startswith(_EVERYONES)]
    return Counsel(line["counsel"], where, ", ".join(roles), line["contact"])


@dataclass(frozen=True, slots=True)
class RelatedDocket:
    relation: str
    court: str
    number: str
    name: str
    url: str
    """"" where that docket has not been imported."""
    docket: int | None = None
    """Its id, where it has been interpreted and has not been merged into another docket."""
    zone: str = "UTC"
    event_count: int = 0
    result: Mapping[str, Any] | None = None
    """The ruling on it as a whole, as its account has it."""


_BACKWARDS = {
    "appeal_of": "appealed as",
    "appealed_as": "appeal of",
    "removed_from": "removed to",
    "remanded_to": "remanded from",
    "transferred_to": "transferred from",
    "consolidated_with": "consolidated with",
    "member_of": "lead case of",
    "refiled_as": "refiled from",
}


_OTHER = (
    *("id", "court_id", "docket_number", "case_name", "court__name", "division", "merged_into_id"),
    *("court__time_zone", "reading__read_at", "reading__event_count", "reading__state__result"),
)


_RELATION = (
    *("docket_id", "other_id", "kind", "other_court__name", "other_number", "other_name"),
    *(f"{side}__{name}" for side in ("docket", "other") for name in _OTHER),
)


def list_related_dockets(docket: Docket) -> list[RelatedDocket]:
    """The other dockets of the dispute, each once, with all its relations, stated by either of the two."""
    known = DocketRelation.objects.believed().filter(Q(docket=docket) | Q(other=docket)).order_by("id")
    found: dict[tuple[str, str], list[RelatedDocket]] = {}
    for line in (_related(row, docket) for row in known.values(*_RELATION)):
        found.setdefault((line.court, line.number), []).append(line)
    return [
        replace(lines[0], relation=", ".join(dict.fromkeys(line.relation for line in lines)))
        for lines in found.values()
    ]


def _related(row: Mapping[str, Any], docket: Docket) -> RelatedDocket:
    outgoing = row["docket_id"] == docket.pk
    relation = DocketRelation.Kind(row["kind"]).label if outgoing else _BACKWARDS[row["kind"]]
    if outgoing and row["other_id"] is None:
        return RelatedDocket(relation, row["other_court__name"], row["other_number"], row["other_name"], "")
    other = {column: row[f"{'other' if outgoing else 'docket'}__{column}"] for column in _OTHER}
    court, number = ", ".join(filter(None, [other["court__name"], other["division"]])), other["docket_number"]
    is_here = other["reading__read_at"] is not None and other["merged_into_id"] is None
    return RelatedDocket(
        relation,
        court,
        number,
        other["case_name"],
        build_docket_url(other["court_id"], number),
        other["id"] if is_here else None,
        other["court__time_zone"],
        other["reading__event_count"] or 0,
        other["reading__state__result"] if is_here else None,
    )


class ActivityBar(NamedTuple):
    """One month (or year) of the activity chart; shapes are SVG path data in a viewBox that is ``_HEIGHT`` high."""

    label: str
    description: str
    """"Jan. 2021: 36 filings, 1 ruling"."""
    query: str
    """Query that narrows the timeline to this time, or lifts that filter where it is set."""
    current: bool
    space: str
    filings: str
    rulings: str


def build_activity_bars(reading: Reading | None, query: QueryDict) -> list[ActivityBar]:
    """A bar per month, or per year when the period is long; each links to the timeline of that time and keeps the other
    filters."""
    months = [(key, filings, rulings) for key, filings, rulings in (reading.months if reading else [])]
    by_year = len(months) > MONTH_BARS
    tallies = _years(months) if by_year else months
    highest = max((filings for _, filings, _ in tallies), default=0) or 1
    kept = urlencode({name: query.get(name, "") for name in ASKED if name not in _TIMES and query.get(name)})
    bars = []
    for place, tally in enumerate(tallies):
        time = {"date_from": f"{tally[0]}-01-01", "date_to": f"{tally[0]}-12-31"} if by_year else {"month": tally[0]}
        current = all(query.get(name) == value for name, value in time.items())
        bars.append(
            _bar(place, tally, highest, current, "&".join(filter(None, [kept, "" if current else urlencode(time)])))
        )
    return bars


def _years(months: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    tallies: dict[str, tuple[int, int]] = {}
    for key, filings, rulings in months:
        before = tallies.get(key[:4], (0, 0))
        tallies[key[:4]] = (before[0] + filings, before[1] + rulings)
    return [(year, *tally) for year, tally in tallies.items()]


def _bar(place: int, tally: tuple[str, int, int], highest: int, current: bool, query: str) -> ActivityBar:
    key, filings, rulings = tally
    label = format_month(key) if "-" in key else key
    description = (
        f"{label}: {filings} filing{'s' if filings != 1 else ''}, {rulings} ruling{'s' if rulings != 1 else ''}"
    )
    shapes = (
        _shape(place, _HEIGHT),
        _shape(place, _scaled(filings, highest)),
        _shape(place, _scaled(rulings, highest)),
    )
    return ActivityBar(label, description, f"?{query}", current, *shapes)


def _scaled(number: int, highest: int) -> int:
    """Height of a bar; anything above zero stays visible."""
    return max(round(_HEIGHT * number / highest), 1) if number else 0


def _shape(place: int, height: int) -> str:
    return f"M{place * 10} {_HEIGHT}v-{height}h8v{height}z" if height else ""
