"""Hearings: from what filings set, move and call off to rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rulings.interpret.differences import write_differences, write_links
from rulings.interpret.order import FilingOrder
from rulings.models import Hearing
from rulings.reading import FilingReading, SetsHearing
from rulings.words import Kind

_FIELDS = ("docket_id", "filing_id", "title", "date", "starts_at", "place", "vacated_by_id", "read_by_machine")


@dataclass(frozen=True, slots=True)
class _Set:
    """One hearing as one filing sets it."""

    filing: int
    title: str
    date: date
    starts_at: datetime | None
    place: str
    about: tuple[int, ...]
    moves: bool
    vacated_by: int | None = None


def write_hearings(docket_id: int, readings: Mapping[int, FilingReading], order: FilingOrder, zone: ZoneInfo) -> bool:
    """Brings the machine's hearings in line with ``readings``. Where an editor has entered one for the same time, the machine's
    is left out."""
    rows = list(Hearing.objects.filter(docket=docket_id).order_by("id").values_list("id", *_FIELDS))
    editors = [(row[4], row[5]) for row in rows if not row[8]]
    there = {(row[2], row[4], row[5], row[3]): (row[0], row[1:]) for row in rows if row[8]}
    sets = [
        one for one in _all(readings, order, zone) if not any(_same_time(one.date, one.starts_at, *other) for other in editors)
    ]
    kept = _called_off(_once_each(sets), sets, readings, order)
    wanted = {
        (one.filing, one.date, one.starts_at, one.title): (
            docket_id, one.filing, one.title, one.date, one.starts_at, one.place, one.vacated_by, True,
        )
        for one in kept
    }  # fmt: skip
    ids, changed = write_differences(Hearing, _FIELDS, there, wanted)
    links = [(ids[(one.filing, one.date, one.starts_at, one.title)], about) for one in kept for about in one.about]
    linked = write_links(Hearing.about.through, "hearing_id", "filing_id", ids.values(), links) if ids else False
    return changed or linked


def _all(readings: Mapping[int, FilingReading], order: FilingOrder, zone: ZoneInfo) -> list[_Set]:
    """Every hearing that any filing sets, in the order of the filings."""
    setting = sorted((filing for filing, reading in readings.items() if reading.hearings), key=order.key)
    return [
        _one(filing, hearing, readings[filing].kind, order, zone) for filing in setting for hearing in readings[filing].hearings
    ]


def _one(filing: int, hearing: SetsHearing, kind: Kind, order: FilingOrder, zone: ZoneInfo) -> _Set:
    starts_at = datetime.combine(hearing.date, hearing.starts, tzinfo=zone) if hearing.starts else None
    targets = {target for number in hearing.about if (target := order.target(number, filing)) is not None}
    about = tuple(sorted(targets)) or ((filing,) if kind is Kind.MOTION else ())
    return _Set(filing, hearing.title[:300], hearing.date, starts_at, hearing.place[:300], about, hearing.moves)


def _same_time(day: date, starts_at: datetime | None, other_day: date, other_starts_at: datetime | None) -> bool:
    return day == other_day and (starts_at is None or other_starts_at is None or starts_at == other_starts_at)


def _once_each(sets: Iterable[_Set]) -> list[_Set]:
    """Several filings may speak of one hearing: the one that says most stands, of equals the first."""
    kept: list[_Set] = []
    for one in sets:
        same = next(
            (at for at, other in enumerate(kept) if _same_time(one.date, one.starts_at, other.date, other.starts_at)), None
        )
        if same is None:
            kept.append(one)
        elif (one.starts_at is not None, bool(one.place)) > (kept[same].starts_at is not None, bool(kept[same].place)):
            kept[same] = one
    return kept


def _called_off(kept: list[_Set], sets: list[_Set], readings: Mapping[int, FilingReading], order: FilingOrder) -> list[_Set]:
    off: dict[date, int] = {}
    for filing in sorted((filing for filing, reading in readings.items() if reading.vacates), key=order.key):
        for day in readings[filing].vacates:
            off[day] = filing
    moved = _moved(kept, sets, order)
    return [replace(one, vacated_by=_by(one, off, moved, order)) for one in kept]


def _by(one: _Set, off: Mapping[date, int], moved: Mapping[_Set, int], order: FilingOrder) -> int | None:
    filing = off.get(one.date)
    if filing is not None and order.key(filing) > order.key(one.filing):
        return filing
    return moved.get(one)


def _moved(kept: list[_Set], sets: list[_Set], order: FilingOrder) -> dict[_Set, int]:
    """For "Status hearing reset for …": the last one of that name, if it was still to come, is not held on its old day."""
    moved: dict[_Set, int] = {}
    for mover in (one for one in sets if one.moves):
        earlier = [
            one
            for one in kept
            if one.title.lower() == mover.title.lower()
            and one.date != mover.date
            and order.key(one.filing) < order.key(mover.filing)
        ]
        last = max(earlier, key=lambda one: order.key(one.filing), default=None)
        day = order.day(mover.filing)
        if last is not None and (day is None or last.date >= day):
            moved[last] = mover.filing
    return moved
