"""Collapses runs of routine lines into one that opens, so that appearances and summonses take no room between motions
and rulings. The many deadlines that a single order or petition sets for one day collapse likewise.

Never collapsed: lines that are new to the reader, that have a notice (altered, gone, possibly a duplicate), editors'
notes or texts, or a gap in the numbering before them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dockets.format.print_style import format_date, format_month_day
from rulings.html import render_lines
from rulings.html.event_lines import EventLine
from rulings.html.markup import Markup, fill_shape
from rulings.vocabulary.kinds import EventKind, Kind

FEWEST = 2
"""Smallest number of routine lines that is collapsed."""
FEWEST_DUE = 5
"""Smallest number of deadlines of one day that is collapsed."""
_PLURALS = {
    Kind.APPEARANCE: "appearances",
    Kind.SERVICE: "summonses and service",
    Kind.NOTICE: "notices",
    Kind.LETTER: "letters",
    Kind.MOTION: "motions",
    Kind.ORDER: "orders",
    Kind.TRANSCRIPT: "transcripts",
    Kind.EXHIBIT: "exhibits",
    Kind.DECLARATION: "declarations",
    Kind.STIPULATION: "stipulations",
    Kind.MINUTES: "minute entries",
}


@dataclass(frozen=True, slots=True)
class CollapsedLines:
    """A run of routine lines, or of deadlines of one day."""

    rows: list[EventLine]

    @property
    def is_routine(self) -> bool:
        return self.rows[0].routine

    @property
    def summary(self) -> str:
        """What is inside: "7 routine entries: appearances, summonses and service"; "20 deadlines"."""
        if not self.is_routine:
            return f"{len(self.rows)} deadlines"
        kinds = dict.fromkeys(_PLURALS.get(Kind(row.kind), "") for row in self.rows)
        known = ", ".join(filter(None, kinds))
        rest = " and others" if known and "" in kinds else ""
        return f"{len(self.rows)} routine entries" + (f": {known}{rest}" if known else "")

    @property
    def days(self) -> str:
        """The days covered: "Jan. 12", "Jan. 12–13", "Jan. 30–Feb. 2", with years where there are two; "" where none is
        known."""
        known = sorted(row.day for row in self.rows if row.day)
        return _days(known[0], known[-1]) if known else ""


def collapse_routine(rows: Sequence[EventLine]) -> Iterator[EventLine | CollapsedLines]:
    """The lines in their order, with each such run as one ``CollapsedLines``."""
    for alike, group in groupby(rows, _alike):
        run = list(group)
        if alike and len(run) >= (FEWEST if alike is _ROUTINE else FEWEST_DUE):
            yield CollapsedLines(run)
        else:
            yield from run


def render_collapsed_lines(rows: Sequence[EventLine]) -> Markup:
    """A timeline as ``render_lines`` draws it, with each collapsed run as an element that opens in place."""
    return Markup(
        "".join(
            _fold(row) if isinstance(row, CollapsedLines) else render_lines.render_lines([row])
            for row in collapse_routine(rows)
        )
    )


def _fold(fold: CollapsedLines) -> Markup:
    shape = '<li class="fold"><b>{}</b><details><summary>{}</summary><ol class="rail">{lines}</ol></details>'
    return fill_shape(shape, fold.days, fold.summary, lines=render_lines.render_lines(fold.rows))


_ROUTINE = "routine"


def _alike(row: EventLine) -> tuple[str, date | None] | str | None:
    """What neighbouring lines must share to be collapsed with this one; None: this line is never collapsed."""
    if row.notes or row.beside or row.news or row.gap:
        return None
    if row.routine:
        return _ROUTINE
    return (row.css, row.day) if row.css.partition(" ")[0] == EventKind.DEADLINE else None


def _days(first: date, last: date) -> str:
    if first.year != last.year:
        return f"{format_date(first)} – {format_date(last)}"
    if first == last:
        return format_month_day(first)
    return f"{format_month_day(first)}–{last.day if first.month == last.month else format_month_day(last)}"
