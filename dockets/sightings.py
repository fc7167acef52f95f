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


def together(sheets: Sequence[Sheets]) -> Sheets:
    """The sheets of one channel that came under several numbers of one case, as though under one."""
    complete = sorted({time for one in sheets for time in one.complete})
    return Sheets(complete, max((one.newest for one in sheets if one.newest), default=None))


def united(sides: Sequence[tuple[Sighting, Sheets]], every: Sheets) -> tuple[Sighting, int]:
    """Of one entry that was seen under several numbers of one case: how long, had all sheets (``every``) come under one.

    Each side is a sighting with the sheets that made it. Also which side tells its place on the docket: the last complete sheet
    that showed it; where there is none, the first window."""
    ends = [known.last or max([known.first, *sheets.complete[-1:]]) for known, sheets in sides]
    held = [_held(known, sheets, end) for (known, sheets), end in zip(sides, ends, strict=True)]
    first, last = min(known.first for known, _ in sides), max(ends)
    gone = every.first_after(max(held))
    places = range(len(sides))
    if every.complete:
        place = max(places, key=lambda side: (bool(sides[side][1].complete), ends[side]))
    else:
        place = min(places, key=lambda side: sides[side][0].first)
    return (Sighting(first, last, gone) if gone else Sighting(first)), place


def _held(known: Sighting, sheets: Sheets, end: datetime) -> datetime:
    """Until when nothing tells that the entry was gone: a newest sheet that is not complete leaves it open."""
    return max(filter(None, [end, sheets.newest])) if known.last is None else end
