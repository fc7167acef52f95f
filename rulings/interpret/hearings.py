"""Writes hearings and deadlines from what filings set, move and call off. Called by ``interpret_docket``."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from rulings.interpret.differences import write_differences, write_links
from rulings.interpret.order import FilingOrder
from rulings.models import Hearing
from rulings.reading.values import FilingReading, SetsDeadline, SetsHearing
from rulings.vocabulary.kinds import Kind, SetDate

_FIELDS = (
    "docket_id", "filing_id", "title", "date", "starts_at", "place", "vacated_by_id", "read_by_machine", "kind",
    "judge", "moved_to",
)  # fmt: skip
type _Key = tuple[int, date, datetime | None, str]
"""Identifies a row by its filing, day, time and title."""
_TRIAL = re.compile(r"\btrial\b(?! (?:conference|setting|management|status|readiness))")


@dataclass(frozen=True, slots=True)
class _Set:
    """One hearing or deadline as one filing sets it."""

    filing: int
    kind: SetDate
    title: str
    day: date
    starts_at: datetime | None
    place: str
    judge: str
    about: tuple[int, ...]
    moves: bool
    vacated_by: int | None = None
    moved_to: date | None = None

    @property
    def is_deadline(self) -> bool:
        return self.kind is SetDate.DEADLINE

    def is_also(self, other: "_Set") -> bool:
        """Whether both are the same, given the same day: two deadlines may share a day, but two hearings do not share a
        time."""
        if self.is_deadline or other.is_deadline:
            return self.kind is other.kind and self.title.lower() == other.title.lower()
        return self.starts_at is None or other.starts_at is None or self.starts_at == other.starts_at


def write_hearings(
    docket_id: int, readings: Mapping[int, FilingReading], order: FilingOrder, zone: ZoneInfo, ended: Mapping[int, date]
) -> bool:
    """Makes the machine's hearings and deadlines agree with ``readings``. Where an editor has entered one for the same
    time, the machine's is left out. ``ended``: motion -> the day on which it was decided."""
    rows = list(Hearing.objects.filter(docket=docket_id).order_by("id").values_list("id", *_FIELDS))
    editors = {(row[4], row[9] == SetDate.DEADLINE): row[5] for row in rows if not row[8]}
    there = {(row[2], row[4], row[5], row[3]): (row[0], row[1:]) for row in rows if row[8]}
    sets = [one for one in _all(readings, order, zone) if not _is_editors(one, editors)]
    kept = _called_off(_once_each(sets), sets, readings, order)
    wanted = {
        (one.filing, one.day, one.starts_at, one.title): (
            docket_id, one.filing, one.title, one.day, one.starts_at, one.place, one.vacated_by, True, one.kind.value,
            one.judge, one.moved_to,
        )
        for one in kept
    }  # fmt: skip
    _keep_renamed(there, wanted)
    ids, changed = write_differences(Hearing, _FIELDS, there, wanted)
    links = [
        (ids[(one.filing, one.day, one.starts_at, one.title)], about)
        for one in kept
        for about in _still_open(one, ended)
    ]
    linked = write_links(Hearing.about.through, "hearing_id", "filing_id", ids.values(), links) if ids else False
    return changed or linked


def _still_open(one: _Set, ended: Mapping[int, date]) -> Iterator[int]:
    """The filings that a hearing is about, without motions decided before its day: no motion is argued after that. A
    conference set by the order that granted more time is not held on the motion for more time."""
    return (about for about in one.about if one.is_deadline or about not in ended or one.day <= ended[about])


def _keep_renamed(there: dict[_Key, tuple[int, tuple[Any, ...]]], wanted: Mapping[_Key, tuple[Any, ...]]) -> None:
    """A deadline whose title has changed with the rules keeps its row, and with it its position among those of its
    filing and day, by which calendars identify it."""
    gone: dict[tuple[int, date], list[_Key]] = {}
    for key in sorted(
        (key for key in there if key not in wanted and _is_due(there[key][1])), key=lambda key: there[key][0]
    ):
        gone.setdefault(key[:2], []).append(key)
    for key in [key for key, values in wanted.items() if key not in there and _is_due(values)]:
        if before := gone.get(key[:2]):
            there[key] = there.pop(before.pop(0))


def _is_due(values: Sequence[Any]) -> bool:
    return bool(values[_FIELDS.index("kind")] == SetDate.DEADLINE)


def _is_editors(one: _Set, editors: Mapping[tuple[date, bool], datetime | None]) -> bool:
    key = (one.day, one.is_deadline)
    return key in editors and (one.starts_at is None or editors[key] is None or one.starts_at == editors[key])


def _all(readings: Mapping[int, FilingReading], order: FilingOrder, zone: ZoneInfo) -> list[_Set]:
    """Every hearing and deadline that any filing sets, in the order of the filings."""
    setting = sorted((filing for filing, read in readings.items() if read.hearings or read.deadlines), key=order.key)
    return [one for filing in setting for one in _of(filing, readings[filing], order, zone)]


def _of(filing: int, reading: FilingReading, order: FilingOrder, zone: ZoneInfo) -> Iterator[_Set]:
    for hearing in reading.hearings:
        yield _hearing(filing, hearing, reading.kind, order, zone)
    about = (
        tuple(sorted(_targets((refers.number for refers in reading.refers_to), filing, order)))
        if reading.deadlines
        else ()
    )
    for due in reading.deadlines:
        yield _deadline(filing, due, about, zone)


def _hearing(filing: int, hearing: SetsHearing, kind: Kind, order: FilingOrder, zone: ZoneInfo) -> _Set:
    about = tuple(sorted(_targets(hearing.about, filing, order))) or ((filing,) if kind is Kind.MOTION else ())
    is_trial = SetDate.TRIAL if _TRIAL.search(hearing.title.lower()) else SetDate.HEARING
    starts_at = _moment(hearing.date, hearing.starts, zone)
    return _Set(
        filing,
        is_trial,
        hearing.title[:300],
        hearing.date,
        starts_at,
        hearing.place[:300],
        hearing.judge[:200],
        about,
        hearing.moves,
    )


def _deadline(filing: int, due: SetsDeadline, about: tuple[int, ...], zone: ZoneInfo) -> _Set:
    until = _moment(due.date, due.at, zone)
    return _Set(filing, SetDate.DEADLINE, due.title[:300], due.date, until, "", "", about, due.moves)


def _moment(day: date, at: time | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, at, tzinfo=zone) if at else None


def _targets(numbers: Iterable[str], filing: int, order: FilingOrder) -> set[int]:
    return {target for number in numbers if (target := order.target(number, filing)) is not None}


def _once_each(sets: Iterable[_Set]) -> list[_Set]:
    """Each hearing once, though several filings may set it: the version with a time and a place is kept, of equals the
    first."""
    kept: dict[date, list[_Set]] = {}
    for one in sets:
        of_day = kept.setdefault(one.day, [])
        same = next((at for at, other in enumerate(of_day) if one.is_also(other)), None)
        if same is None:
            of_day.append(one)
        elif (one.starts_at is not None, bool(one.place)) > (
            of_day[same].starts_at is not None,
            bool(of_day[same].place),
        ):
            of_day[same] = one
    return [one for of_day in kept.values() for one in of_day]


def _called_off(
    kept: list[_Set], sets: list[_Set], readings: Mapping[int, FilingReading], order: FilingOrder
) -> list[_Set]:
    off: dict[date, int] = {}
    for filing in sorted((filing for filing, reading in readings.items() if reading.vacates), key=order.key):
        for day in readings[filing].vacates:
            off[day] = filing
    moved = _moved(kept, sets, order)
    return [_with_end(one, off, moved, order) for one in kept]


def _with_end(one: _Set, off: Mapping[date, int], moved: Mapping[_Set, _Set], order: FilingOrder) -> _Set:
    mover = moved.get(one)
    filing = off.get(one.day) if not one.is_deadline else None
    if filing is not None and order.key(filing) > order.key(one.filing):
        return replace(one, vacated_by=filing, moved_to=mover.day if mover and mover.filing == filing else None)
    return replace(one, vacated_by=mover.filing, moved_to=mover.day) if mover else one


def _name(one: _Set) -> tuple[bool, str]:
    """What a row is matched by when it is moved. A case has one trial, whether it is called "Trial" or "Jury trial"."""
    return one.is_deadline, "trial" if one.kind is SetDate.TRIAL else one.title.lower()


def _apart(one: _Set, mover: _Set) -> bool:
    """Whether they are on different days, or at different hours of one day: "Settlement Conference reset for 2:00
    PM"."""
    return one.day != mover.day or (one.starts_at != mover.starts_at and None not in (one.starts_at, mover.starts_at))


def _moved(kept: list[_Set], sets: list[_Set], order: FilingOrder) -> dict[_Set, _Set]:
    """Which hearings were moved, and by which. "Status hearing reset for …" moves the last hearing of that name, if it
    was still to come."""
    named: dict[tuple[bool, str], list[_Set]] = {}
    for one in kept:
        named.setdefault(_name(one), []).append(one)
    moved: dict[_Set, _Set] = {}
    for mover in (one for one in sets if one.moves):
        earlier = [
            one
            for one in named.get(_name(mover), ())
            if _apart(one, mover) and order.key(one.filing) < order.key(mover.filing)
        ]
        last = max((order.key(one.filing) for one in earlier), default=None)
        day = order.day(mover.filing)
        for one in earlier:
            # A trial that two filings set is moved in both.
            if (mover.kind is SetDate.TRIAL or order.key(one.filing) == last) and (day is None or one.day >= day):
                moved[one] = mover
    return moved
