"""Folds runs of routine lines into one that opens: appearances and summonses take no room between motions and rulings. So do the
many deadlines of one day that a single order or petition sets.

What must be seen is never folded away: what is new to the reader, what is in doubt, what the numbering skips.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dockets.print_style import full_date, month_day
from rulings import markup
from rulings.markup import Markup, fill
from rulings.rows import Row
from rulings.words import EventKind, Kind

FEWEST = 2
"""Routine lines that are worth folding."""
FEWEST_DUE = 5
"""Deadlines of one day that are."""
_SPOKEN = {
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
class Fold:
    """A run of routine lines, or of deadlines of one day."""

    rows: list[Row]

    @property
    def is_routine(self) -> bool:
        return self.rows[0].routine

    @property
    def said(self) -> str:
        """ "7 routine entries: appearances, summonses and service"; "20 deadlines"."""
        if not self.is_routine:
            return f"{len(self.rows)} deadlines"
        kinds = dict.fromkeys(_SPOKEN.get(Kind(row.kind), "") for row in self.rows)
        known = ", ".join(filter(None, kinds))
        rest = " and others" if known and "" in kinds else ""
        return f"{len(self.rows)} routine entries" + (f": {known}{rest}" if known else "")

    @property
    def days(self) -> str:
        """ "Jan. 12", "Jan. 12–13", "Jan. 30–Feb. 2", with the years where there are two; "" where no day is known."""
        known = sorted(row.day for row in self.rows if row.day)
        return _days(known[0], known[-1]) if known else ""


def folded(rows: Sequence[Row]) -> Iterator[Row | Fold]:
    """The lines in their order, runs that are folded as one."""
    for alike, group in groupby(rows, _alike):
        run = list(group)
        if alike and len(run) >= (FEWEST if alike is _ROUTINE else FEWEST_DUE):
            yield Fold(run)
        else:
            yield from run


def lines(rows: Sequence[Row]) -> Markup:
    """A timeline as ``markup.lines`` draws it, with such runs as lines that open where they stand."""
    return Markup("".join(_fold(row) if isinstance(row, Fold) else markup.lines([row]) for row in folded(rows)))


def _fold(fold: Fold) -> Markup:
    shape = '<li class="fold"><b>{}</b><details><summary>{}</summary><ol class="rail">{lines}</ol></details>'
    return fill(shape, fold.days, fold.said, lines=markup.lines(fold.rows))


_ROUTINE = "routine"


def _alike(row: Row) -> tuple[str, date | None] | str | None:
    """What neighbours have to share, to be folded with this line; None: it stands by itself."""
    if row.notes or row.beside or row.news or row.gap:
        return None
    if row.routine:
        return _ROUTINE
    return (row.css, row.day) if row.css.partition(" ")[0] == EventKind.DEADLINE else None


def _days(first: date, last: date) -> str:
    if first.year != last.year:
        return f"{full_date(first)} – {full_date(last)}"
    if first == last:
        return month_day(first)
    return f"{month_day(first)}–{last.day if first.month == last.month else month_day(last)}"
