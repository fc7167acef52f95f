"""How long an observation has been seen, and where on the docket: what one more sheet of its channel says of that. Pure;
``merge`` writes what differs.

The answer depends on which sheets there were, not on the order in which they came: a sheet that comes late takes its place among
the others by its own time. A sheet that is not known to be complete can show that an entry was there, never that it was not.

What is told of an entry that is gone is when it was last shown, not which sheet was the first without it. Of sheets that came
again and again unchanged only the first and the last are known by their time, so of one that comes late, from in between, nobody
could tell which was the next; of one that comes in order, everybody could.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Sighting:
    """``position``, ``first_as_of``, ``last_as_of``, ``missing_since`` and ``placed_as_of`` of ``models.Observation``."""

    position: int
    """On the last complete sheet that showed it; where none did, on the first of the others. (Those slide: a place which changed
    with each of them would change the filing each time.)"""
    first: datetime
    last: datetime | None = None
    """None: on the newest sheet of its channel, which may come again and again unchanged."""
    missing: datetime | None = None
    """``last``, where a complete sheet came after it."""
    placed: datetime | None = None
    """Time of the sheet that tells its position. None: the newest complete one, or ``first`` where there is no complete one."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of one channel that came before."""

    complete: Sequence[datetime] = ()
    """Times of the complete ones, ascending."""
    newest: datetime | None = None
    """Of all, complete or not."""

    def without_since(self, last: datetime) -> datetime | None:
        """``last``, if a complete sheet came after it."""
        return last if self.complete and self.complete[-1] > last else None

    def end(self, known: Sighting) -> datetime:
        """Time of the last sheet that showed it."""
        return known.last or self.newest or known.first

    def placed(self, known: Sighting) -> "Placed":
        time = known.placed or (self.complete[-1] if self.complete else known.first)
        return Placed(self._has(time), time, known.position)

    def _has(self, time: datetime) -> bool:
        place = bisect_left(self.complete, time)
        return place < len(self.complete) and self.complete[place] == time


@dataclass(frozen=True, slots=True)
class Placed:
    """What tells a position."""

    whole: bool
    """Whether it was a complete sheet."""
    time: datetime
    position: int

    def counts_before(self, other: "Placed") -> bool:
        """Of complete sheets the last, of others the first."""
        if self.whole != other.whole:
            return self.whole
        return self.time > other.time if self.whole else self.time < other.time


def shown(known: Sighting | None, place: Placed, past: Sheets, now: Sheets) -> Sighting:
    """A sheet shows the entry at ``place``. ``known`` None: for the first time. ``now``: ``past`` and this sheet."""
    if known is None:
        return _seen(place.time, place.time, place, now)
    before = past.placed(known)
    first, last = min(known.first, place.time), max(past.end(known), place.time)
    return _seen(first, last, place if place.counts_before(before) else before, now)


def not_shown(known: Sighting, past: Sheets, now: Sheets) -> Sighting:
    """The one sheet that ``now`` has more than ``past`` does not show the entry."""
    return _seen(known.first, past.end(known), past.placed(known), now)


def _seen(first: datetime, last: datetime, place: Placed, sheets: Sheets) -> Sighting:
    usual = sheets.complete[-1] if sheets.complete else first
    return Sighting(
        place.position,
        first,
        None if last == sheets.newest else last,
        sheets.without_since(last),
        None if place.time == usual else place.time,
    )


def together(sheets: Sequence[Sheets]) -> Sheets:
    """The sheets of one channel that came under several numbers of one case, as though under one."""
    complete = sorted({time for one in sheets for time in one.complete})
    return Sheets(complete, max((one.newest for one in sheets if one.newest), default=None))


def united(sides: Sequence[tuple[Sighting, Sheets]], every: Sheets) -> Sighting:
    """Of one entry that was seen under several numbers of one case: how long and where, had all sheets (``every``) come under
    one. Each side is a sighting with the sheets that made it."""
    place, *others = [sheets.placed(known) for known, sheets in sides]
    for other in others:
        place = other if other.counts_before(place) else place
    first, last = min(known.first for known, _ in sides), max(sheets.end(known) for known, sheets in sides)
    return _seen(first, last, place, every)
