"""How far a worker has come with an import. Counted in memory; the thread that keeps the lease writes it down (``leases.kept``),
over a connection of its own, because one docket is one transaction however long it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dockets.records import DocketRecord


class Cancelled(Exception):
    """A person asked for an end. What is not committed yet is not done."""


@dataclass(slots=True)
class Progress:
    """Docket entries that are dealt with, of how many. ``total`` 0: the payload is still being read."""

    total: int = 0
    done: int = 0
    began: datetime | None = None
    """When the first entry was begun."""
    cancelled: bool = False
    """A person has asked for an end."""

    def begin(self, records: Sequence[DocketRecord]) -> None:
        """The payload is read, and this is what it holds."""
        self.done, self.total, self.began = 0, sum(map(weight, records)), datetime.now(UTC)

    def within(self, record: DocketRecord) -> Callable[[float], None]:
        """To be told which share of this docket is done."""
        before, entries = self.done, weight(record)

        def tell(share: float) -> None:
            self.done = before + int(entries * share)

        return tell

    def check(self) -> None:
        """Between two dockets. Raises ``Cancelled``."""
        if self.cancelled:
            raise Cancelled


@dataclass(slots=True)
class Part:
    """One part of a docket's work, from one share of it to another, in proportion to the rows that are dealt with."""

    tell: Callable[[float], None]
    begin: float
    end: float
    rows: int
    """About how many there will be: most filings that are new come with one new observation."""
    done: int = 0

    def __call__(self, rows: int) -> None:
        """So many more are dealt with."""
        self.done = min(self.rows, self.done + rows)
        self.tell(self.begin + (self.end - self.begin) * self.done / max(1, self.rows))


def weight(record: DocketRecord) -> int:
    """Its entries; a docket without any counts as one."""
    return len(record.entries) or 1
