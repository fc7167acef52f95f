"""Writes hearings and deadlines from what filings set, move and call off. Called by ``interpret_docket``."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from rulings.interpret.court_days import CaseEnd, SetDay, resolve_court_days
from rulings.interpret.differences import write_differences, write_links
from rulings.interpret.order import FilingOrder
from rulings.models import Hearing
from rulings.reading.values import FilingReading, SetsDeadline, SetsHearing
from rulings.vocabulary.kinds import UNTIMED, Kind, SetDate, is_transcript_release

_FIELDS = (
    "docket_id", "filing_id", "title", "date", "starts_at", "place", "vacated_by_id", "read_by_machine", "kind",
    "judge", "moved_to", "held_by_id",
)  # fmt: skip
type _Key = tuple[int, date, datetime | None, str]
"""Identifies a row by its filing, day, time and title."""
_TRIAL = re.compile(r"\btrial\b(?! (?:conference|setting|management|status|readiness))")


def write_hearings(
    docket_id: int,
    readings: Mapping[int, FilingReading],
    order: FilingOrder,
    zone: ZoneInfo,
    ended: Mapping[int, date],
    ends: Sequence[CaseEnd] = (),
    *,
    alone: bool = False,
) -> bool:
    """Makes the machine's hearings and deadlines agree with ``readings``. Where an editor has entered one for the same
    time, the machine's is left out. ``ended``: motion -> the day on which it was decided. ``ends``: what ended the
    case, or the need of a trial. ``alone``: whether one person is charged."""
    rows = list(Hearing.objects.filter(docket=docket_id).order_by("id").values_list("id", *_FIELDS))
    editors = {(row[4], row[9] in UNTIMED): row[5] for row in rows if not row[8]}
    there = {(row[2], row[4], row[5], row[3]): (row[0], row[1:]) for row in rows if row[8]}
    sets = [one for one in _all(readings, order, zone) if not _is_editors(one, editors)]
    known = resolve_court_days(sets, readings, order, ends, accused_alone=alone)
    kept = [one for one in known if one.held_by != one.filing or not _is_editors(one, editors)]
    wanted = {
        (one.filing, one.day, one.starts_at, one.title): (
            docket_id, one.filing, one.title, one.day, one.starts_at, one.place, one.vacated_by, True, one.kind.value,
            one.judge, one.moved_to, one.held_by,
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


def _still_open(one: SetDay, ended: Mapping[int, date]) -> Iterator[int]:
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
    return values[_FIELDS.index("kind")] in UNTIMED


def _is_editors(one: SetDay, editors: Mapping[tuple[date, bool], datetime | None]) -> bool:
    key = (one.day, one.is_deadline)
    return key in editors and (one.starts_at is None or editors[key] is None or one.starts_at == editors[key])


def _all(readings: Mapping[int, FilingReading], order: FilingOrder, zone: ZoneInfo) -> list[SetDay]:
    """Every hearing and deadline that any filing sets, in the order of the filings."""
    setting = sorted((filing for filing, read in readings.items() if read.hearings or read.deadlines), key=order.key)
    return [one for filing in setting for one in _of(filing, readings, order, zone)]


def _of(filing: int, readings: Mapping[int, FilingReading], order: FilingOrder, zone: ZoneInfo) -> Iterator[SetDay]:
    reading = readings[filing]
    for hearing in reading.hearings:
        yield _hearing(filing, hearing, readings, order, zone)
    about = (
        tuple(sorted(_targets((refers.number for refers in reading.refers_to), filing, order)))
        if reading.deadlines
        else ()
    )
    for due in reading.deadlines:
        yield _deadline(filing, due, about, zone)


def _hearing(
    filing: int, hearing: SetsHearing, readings: Mapping[int, FilingReading], order: FilingOrder, zone: ZoneInfo
) -> SetDay:
    named = _targets(hearing.about, filing, order)
    heard = {target for one in named for target in _what_is_heard(one, readings, order)}
    about = tuple(sorted(heard)) or ((filing,) if readings[filing].kind is Kind.MOTION else ())
    is_trial = SetDate.TRIAL if _TRIAL.search(hearing.title.lower()) else SetDate.HEARING
    starts_at = _moment(hearing.date, hearing.starts, zone)
    return SetDay(
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


_FOR_ANOTHER_DAY = re.compile(
    r"\b(?:continu|adjourn|re-?sched|re-?set|postpon|advanc|vacat|cancel)\w*\b.{0,60}?"
    r"\b(?:hearing|conference|trial|argument|sentencing|arraignment|dates?|cmc)s?\b"
)


def _what_is_heard(named: int, readings: Mapping[int, FilingReading], order: FilingOrder) -> Iterable[int]:
    """What the hearing is about which an order on a filing sets: a request for another day is not what is heard on
    that day, but what the request names."""
    reading = readings[named]
    if reading.kind not in _ASKS or not _FOR_ANOTHER_DAY.search(reading.title.lower()):
        return (named,)
    return _targets((refers.number for refers in reading.refers_to), named, order)


_ASKS = frozenset({Kind.MOTION, Kind.STIPULATION, Kind.LETTER})


def _deadline(filing: int, due: SetsDeadline, about: tuple[int, ...], zone: ZoneInfo) -> SetDay:
    until = _moment(due.date, due.at, zone)
    kind = SetDate.RELEASE if is_transcript_release(due.title) else SetDate.DEADLINE
    return SetDay(filing, kind, due.title[:300], due.date, until, "", "", about, due.moves)


def _moment(day: date, at: time | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, at, tzinfo=zone) if at else None


def _targets(numbers: Iterable[str], filing: int, order: FilingOrder) -> set[int]:
    return {target for number in numbers if (target := order.target(number, filing)) is not None}
