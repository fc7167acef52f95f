"""Computes when, and at which position, an observation was seen, from the sheets of its source. Pure;
``upsert.observations`` writes what differs.

The result depends on which sheets there were, not on the order in which they came: a sheet that comes late takes its
place among the others by its own time. A sheet that is not known to be complete can show that an entry was there, never
that it was not.

For an entry that is gone, the time at which it was last shown is kept, not the first sheet without it. Of sheets that
came again and again unchanged only the first and the last time are known. If one came late, from in between, the next
one after it could not be determined; if it came in order, it could, and the result would depend on the order.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Sighting:
    """The fields ``position``, ``first_as_of``, ``last_as_of``, ``missing_since`` and ``placed_as_of`` of
    ``Observation``."""

    position: int
    """On the last complete sheet that showed it; where none did, on the first of the others. (Those are windows that
    move: a position that changed with each of them would change the filing each time.)"""
    first: datetime
    last: datetime | None = None
    """None: it is on the newest sheet of its source, which may come again and again unchanged."""
    missing: datetime | None = None
    """``last``, where a complete sheet came after it."""
    placed: datetime | None = None
    """Time of the sheet that the position is from. None: the newest complete one, or ``first`` where there is no
    complete one."""


@dataclass(frozen=True, slots=True)
class PastSheets:
    """Times of the sheets of one source that came before."""

    complete: Sequence[datetime] = ()
    """Times of the complete ones, ascending."""
    newest: datetime | None = None
    """Time of the newest sheet, complete or not."""

    def without_since(self, last: datetime) -> datetime | None:
        """``last``, if a complete sheet came after it."""
        return last if self.complete and self.complete[-1] > last else None

    def end(self, known: Sighting) -> datetime:
        """Time of the last sheet that showed it."""
        return known.last or self.newest or known.first

    def placed(self, known: Sighting) -> "HasPlace":
        time = known.placed or (self.complete[-1] if self.complete else known.first)
        return HasPlace(self._has(time), time, known.position)

    def _has(self, time: datetime) -> bool:
        place = bisect_left(self.complete, time)
        return place < len(self.complete) and self.complete[place] == time


@dataclass(frozen=True, slots=True)
class HasPlace:
    """A sheet that a position is from."""

    whole: bool
    """Whether it was a complete sheet."""
    time: datetime
    position: int

    def counts_before(self, other: "HasPlace") -> bool:
        """Whether this sheet's position takes precedence: complete sheets before others; of complete ones the last, of
        others the first."""
        if self.whole != other.whole:
            return self.whole
        return self.time > other.time if self.whole else self.time < other.time


def note_sighting(known: Sighting | None, place: HasPlace, past: PastSheets, now: PastSheets) -> Sighting:
    """The sighting after a sheet that shows the entry at ``place``. ``known`` None: for the first time. ``now``:
    ``past`` and this sheet."""
    if known is None:
        return _seen(place.time, place.time, place, now)
    before = past.placed(known)
    first, last = min(known.first, place.time), max(past.end(known), place.time)
    return _seen(first, last, place if place.counts_before(before) else before, now)


def note_absence(known: Sighting, past: PastSheets, now: PastSheets) -> Sighting:
    """The sighting after a sheet that does not show the entry. ``now``: ``past`` and this sheet."""
    return _seen(known.first, past.end(known), past.placed(known), now)


def _seen(first: datetime, last: datetime, place: HasPlace, sheets: PastSheets) -> Sighting:
    usual = sheets.complete[-1] if sheets.complete else first
    return Sighting(
        place.position,
        first,
        None if last == sheets.newest else last,
        sheets.without_since(last),
        None if place.time == usual else place.time,
    )


def combine_sheets(sheets: Sequence[PastSheets]) -> PastSheets:
    """Combines the sheets of one source that came under several numbers of one case, as though under one."""
    complete = sorted({time for one in sheets for time in one.complete})
    return PastSheets(complete, max((one.newest for one in sheets if one.newest), default=None))


def combine_sightings(sides: Sequence[tuple[Sighting, PastSheets]], every: PastSheets) -> Sighting:
    """Combines the sightings of one entry under several numbers of one case, as though all sheets (``every``) had come
    under one. Each side is a sighting with the sheets that made it."""
    place, *others = [sheets.placed(known) for known, sheets in sides]
    for other in others:
        place = other if other.counts_before(place) else place
    first, last = min(known.first for known, _ in sides), max(sheets.end(known) for known, sheets in sides)
    return _seen(first, last, place, every)
