"""Builds the lines of a timeline from what was read: pure, rows in and rows out.

``interpret_docket`` loads the input and writes the result; every page, feed and export reads that. A line carries
everything it shows beside the court's own text and the documents, so that showing a thousand of them needs no further
query.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from typing import Any
from zoneinfo import ZoneInfo

from rulings.reading.values import FilingReading, PartyName
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import UNTIMED, EventKind, Kind, SetDate
from rulings.vocabulary.motion_states import MotionState
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.relations import Relation

MOST_IN_THREAD = 12
"""Links in each direction: to filings that a filing refers to, and from filings that refer to it."""
MOST_NAMES = 4
MOST_MONTHS = 600
_MILESTONES, _FILINGS, _HEARINGS = 0, 100_000_000_000_000_000, 200_000_000_000_000_000
"""Order within a day: milestones, then filings, then hearings."""

FIELDS = (
    "event_kind", "filing_id", "hearing_id", "milestone_id", "date", "at", "sort_date", "sort_order", "kind",
    "headline", "outcome", "filed_by", "side", "party_ids", "thread", "detail", "routine", "state", "since",
    "is_corrected",
)  # fmt: skip
"""Columns of ``TimelineEvent``, in the order of ``BuiltEvent.values``."""

Key = tuple[str, int]
"""What a line shows: ("filing" | "hearing" | "milestone", id)."""


@dataclass(frozen=True, slots=True)
class FiledEvent:
    """A filing as the timeline shows it."""

    id: int
    public_id: str
    number: str
    day: date | None
    place: tuple[date, int]
    reading: FilingReading
    is_ruling: bool
    headline: str
    outcome: Outcome | None
    detail: Detail | None = None
    state: MotionState | None = None
    """The state of a motion."""
    since: date | None = None
    shown_by: int | None = None
    """The filing that brought the motion into its state."""
    is_corrected: bool = False
    """Whether editors have corrected what a machine read of it."""


@dataclass(frozen=True, slots=True)
class HearingEvent:
    """A hearing or a deadline as the timeline shows it."""

    id: int
    filing: int | None
    title: str
    date: date
    starts_at: datetime | None
    vacated: bool
    about: tuple[int, ...]
    kind: SetDate = SetDate.HEARING
    place: str = ""
    held_by: int | None = None
    """The filing that reports it as held."""

    @property
    def is_reported_only(self) -> bool:
        """Whether nothing set it, so that the minutes are its line in the timeline."""
        return self.held_by is not None and self.held_by == self.filing


@dataclass(frozen=True, slots=True)
class MilestoneEvent:
    """A milestone as the timeline shows it."""

    id: int
    date: date
    headline: str


@dataclass(frozen=True, slots=True)
class SpokenReference:
    """One filing refers to another."""

    filing: int
    relation: Relation
    target: int


@dataclass(slots=True)
class BuiltEvent:
    """One line; ``values`` are those of ``FIELDS``."""

    values: tuple[Any, ...]
    fingerprint: str = field(init=False)

    def __post_init__(self) -> None:
        self.fingerprint = blake2b(repr(self.values).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def build_events(
    filed: Sequence[FiledEvent],
    heard: Iterable[HearingEvent],
    outside: Iterable[MilestoneEvent],
    spoken: Iterable[SpokenReference],
    outcomes: Mapping[tuple[int, int], Outcome | None],
    parties: Sequence[PartyName],
    zone: ZoneInfo,
) -> dict[Key, BuiltEvent]:
    """Every line of one docket, by what it shows. ``outcomes``: (ruling, motion) -> what that ruling did to that
    motion."""
    by_id = {line.id: line for line in filed}
    threads = _threads(by_id, spoken, outcomes)
    names = _Names(parties)
    lines: dict[Key, BuiltEvent] = {
        ("filing", line.id): _filed(line, threads.get(line.id, []), names) for line in filed
    }
    lines.update({("hearing", line.id): _heard(line, by_id, zone) for line in heard if not line.is_reported_only})
    lines.update({("milestone", line.id): _outside(line) for line in outside})
    return lines


def count_by_month(filed: Iterable[FiledEvent]) -> list[list[Any]]:
    """``[["2021-01", filings, rulings], …]`` without a gap, at most the newest ``MOST_MONTHS``."""
    counts: dict[int, list[int]] = {}
    for line in filed:
        if line.day is not None:
            count = counts.setdefault(line.day.year * 12 + line.day.month - 1, [0, 0])
            count[0] += 1
            count[1] += line.is_ruling
    if not counts:
        return []
    last = max(counts)
    first = max(min(counts), last - MOST_MONTHS + 1)
    return [[f"{month // 12:04d}-{month % 12 + 1:02d}", *counts.get(month, [0, 0])] for month in range(first, last + 1)]


def count_by_kind(filed: Iterable[FiledEvent]) -> dict[str, int]:
    """Filings per kind, in the order of ``Kind``."""
    counts: dict[Kind, int] = {}
    for line in filed:
        counts[line.reading.kind] = counts.get(line.reading.kind, 0) + 1
    return {kind.value: counts[kind] for kind in Kind if kind in counts}


def count_by_detail(filed: Iterable[FiledEvent]) -> dict[str, int]:
    """Filings per detail, in the order of ``Detail``."""
    counts = Counter(line.detail for line in filed)
    return {detail.value: counts[detail] for detail in Detail if detail in counts}


def _filed(line: FiledEvent, thread: list[dict[str, Any]], names: "_Names") -> BuiltEvent:
    reading = line.reading
    sort_date, within = line.place
    return BuiltEvent((
        (EventKind.RULING if line.is_ruling else EventKind.FILING).value, line.id, None, None,
        line.day, None, sort_date, _FILINGS + within,
        reading.kind.value, line.headline, line.outcome.value if line.outcome else "",
        names.shown(reading), reading.side, sorted(reading.filed_by), thread,
        line.detail.value if line.detail else "", reading.routine, line.state.value if line.state else "", line.since,
        line.is_corrected,
    ))  # fmt: skip


def _heard(line: HearingEvent, by_id: Mapping[int, FiledEvent], zone: ZoneInfo) -> BuiltEvent:
    about = sorted((by_id[filing] for filing in line.about if filing in by_id), key=lambda filed: filed.place)
    clock = line.starts_at.astimezone(zone) if line.starts_at else None
    event_kind = EventKind.DEADLINE if line.kind in UNTIMED else EventKind.HEARING
    within = _HEARINGS + (clock.hour * 60 + clock.minute + 1 if clock else 0)
    return BuiltEvent((
        event_kind.value, line.filing, line.id, None, line.date, line.starts_at, line.date, within,
        "", line.title, Outcome.VACATED.value if line.vacated else "", "", "",
        [], [_link(Relation.ABOUT, True, filed) for filed in about[:MOST_IN_THREAD]],
        SetDate.TRIAL.value if line.kind is SetDate.TRIAL else "", line.kind in UNTIMED, "", None, False,
    ))  # fmt: skip


def _outside(line: MilestoneEvent) -> BuiltEvent:
    return BuiltEvent((
        EventKind.MILESTONE.value, None, None, line.id, line.date, None, line.date, _MILESTONES + line.id,
        "", line.headline, "", "", "", [], [], "", False, "", None, False,
    ))  # fmt: skip


def _threads(
    by_id: Mapping[int, FiledEvent],
    spoken: Iterable[SpokenReference],
    outcomes: Mapping[tuple[int, int], Outcome | None],
) -> dict[int, list[dict[str, Any]]]:
    """The links of each filing in both directions, each in order of date and cut to the first ``MOST_IN_THREAD``."""
    out: dict[int, list[tuple[Any, dict[str, Any]]]] = {}
    back: dict[int, list[tuple[Any, dict[str, Any]]]] = {}
    for word in spoken:
        speaker, target = by_id.get(word.filing), by_id.get(word.target)
        if speaker and target:
            # A ruling on several motions may have a different outcome for each.
            decided = outcomes.get((speaker.id, target.id)) if word.relation is Relation.DECIDES else None
            told = [_link(word.relation, True, target, decided), _link(word.relation, False, speaker, decided)]
            out.setdefault(speaker.id, []).append(((target.place, target.id, word.relation), told[0]))
            back.setdefault(target.id, []).append(((speaker.place, speaker.id, word.relation), told[1]))
    return {
        filing: [*_first(out.get(filing, ())), *_first(back.get(filing, ()))] for filing in out.keys() | back.keys()
    }


def _first(items: Iterable[tuple[Any, dict[str, Any]]]) -> list[dict[str, Any]]:
    return [link for _, link in sorted(items, key=lambda item: item[0])[:MOST_IN_THREAD]]


def _link(relation: Relation, outgoing: bool, line: FiledEvent, decided: Outcome | None = None) -> dict[str, Any]:
    outcome = decided or line.outcome
    return {
        "relation": relation.value,
        "outgoing": outgoing,
        "number": line.number,
        "public_id": line.public_id,
        "headline": line.headline,
        "date": line.day.isoformat() if line.day else None,
        "outcome": outcome.value if outcome else "",
    }


class _Names:
    """The names of filers as timelines show them."""

    def __init__(self, parties: Sequence[PartyName]) -> None:
        self._names = {party.id: party.name for party in parties}
        self._shown: dict[tuple[tuple[int, ...], str, str], str] = {}
        self._sides: dict[str, set[int]] = {}
        for party in parties:
            self._sides.setdefault(party.side, set()).add(party.id)

    def shown(self, reading: FilingReading) -> str:
        """ "Parler LLC", "A; B", "All defendants" or "A; B; C; D and 9 others"; the court's words where no party is
        known."""
        key = (reading.filed_by, reading.filer_text, reading.side)
        if key not in self._shown:
            self._shown[key] = self._name(reading)
        return self._shown[key]

    def _name(self, reading: FilingReading) -> str:
        if not reading.filed_by:
            return reading.filer_text or {"plaintiff": "Plaintiffs", "defendant": "Defendants"}.get(reading.side, "")
        names = list(dict.fromkeys(self._names[party] for party in reading.filed_by if party in self._names))
        if reading.filer_text:
            names.append(reading.filer_text)
        whole_side = self._sides.get(reading.side) if reading.side else None
        if len(names) > MOST_NAMES and whole_side and whole_side <= set(reading.filed_by) and not reading.filer_text:
            return f"All {reading.side}s"
        more = len(names) - MOST_NAMES
        return "; ".join(names[:MOST_NAMES]) + (f" and {more} other{'s' if more > 1 else ''}" if more > 0 else "")
