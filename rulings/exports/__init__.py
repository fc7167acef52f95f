"""A timeline to take away: the same events as on the page, narrowed by the same query, in the forms that other programs read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rulings.exports import atom, calendar, listing, table, timelinejs
from rulings.exports.across import CaseLine, case_lines
from rulings.exports.story import Line, Story

__all__ = ["FORMS", "CaseLine", "Form", "Line", "Story", "case_lines"]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of export."""

    media_type: str
    label: str
    """As linked on the page."""
    write: Callable[[Story], Iterable[str]]
    """Pieces of the text, made as they are asked for: a long docket is never in memory as a whole."""
    is_feed: bool = False
    """Whether programs ask for it again and again."""
    saved: bool = False
    """Whether a browser should save it rather than show it."""


FORMS = {
    "csv": Form("text/csv; charset=utf-8", "Table (CSV)", table.write, saved=True),
    "json": Form("application/json", "JSON", listing.write),
    "atom": Form("application/atom+xml; charset=utf-8", "Feed (Atom)", atom.write, is_feed=True),
    "ics": Form("text/calendar; charset=utf-8", "Hearings (calendar)", calendar.write, is_feed=True),
    "timelinejs.json": Form("application/json", "TimelineJS", timelinejs.write),
}
"""By the end of their address: ``timeline.csv``."""
