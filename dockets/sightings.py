"""How long an observation has been seen: what one more sheet of its channel says of that. Pure; ``merge`` writes what differs.

The answer depends on which sheets there were, not on the order in which they came: a sheet that comes late takes its place among
the others by its own time. A sheet that is not known to be complete can show that an entry was there, never that it was not.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Sighting:
    """``first_as_of``, ``last_as_of`` and ``missing_since`` of ``models.Observation``."""

    first: datetime
    last: datetime | None = None
    """None: still shown."""
    missing: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of one channel that came before."""

    complete: Sequence[datetime] = ()
    """Times of the complete ones, ascending."""
    newest: datetime | None = None
    """Of all, complete or not."""

    def first_after(self, time: datetime) -> datetime | None:
        place = bisect_right(self.complete, time)
        return self.complete[place] if place < len(self.complete) else None


def shown(known: Sighting | None, time: datetime, sheets: Sheets) -> Sighting:
    """The sheet of ``time`` shows the entry. ``known`` None: for the first time."""
    if known is None:
        return _seen_at(time, time, sheets)
    first = min(known.first, time)
    if known.last is not None and time > known.last:
        return _seen_at(first, time, sheets)
    if known.last is None and known.first > time:
        return Sighting(first)
    return Sighting(first, known.last, known.missing)


def not_shown(known: Sighting, time: datetime, sheets: Sheets) -> Sighting:
    """The complete sheet of ``time`` does not show the entry."""
    if known.last is not None and known.missing is not None:
        return Sighting(known.first, known.last, time) if known.last < time < known.missing else known
    if sheets.newest is not None and time < sheets.newest:
        # A newer one showed it, or was not complete and left it open.
        return known
    last = max([known.first, *sheets.complete[-1:]])
    return Sighting(known.first, last, time) if time > last else known


def _seen_at(first: datetime, time: datetime, sheets: Sheets) -> Sighting:
    later = sheets.first_after(time)
    return Sighting(first, time, later) if later else Sighting(first)
