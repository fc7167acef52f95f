"""Measures how far a worker has come with an import. Counted in memory; the thread that extends the lease writes it to
the run (``leases.keep_run``), over a connection of its own, because one docket is one transaction however long it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dockets.record.records import DocketRecord


class ImportCancelled(Exception):
    """A person asked to cancel the import. What is not committed yet is not done."""


@dataclass(slots=True)
class ImportProgress:
    """Number of docket entries processed, of how many. ``total`` 0: the payload is still being parsed."""

    total: int = 0
    done: int = 0
    began: datetime | None = None
    """When work on the first entry began."""
    moved: datetime | None = None
    """When an entry was last done."""
    cancelled: bool = False
    """A person has asked to cancel."""

    def begin(self, records: Sequence[DocketRecord]) -> None:
        """Starts counting: the payload is parsed and holds ``records``."""
        self.done, self.total, self.began = 0, sum(map(weigh_record, records)), datetime.now(UTC)
        self.moved = self.began

    def within(self, record: DocketRecord) -> Callable[[float], None]:
        """A callback that takes the share of this docket that is done."""
        before, entries = self.done, weigh_record(record)

        def tell(share: float) -> None:
            done = before + int(entries * share)
            if done != self.done:
                self.done, self.moved = done, datetime.now(UTC)

        return tell

    def check(self) -> None:
        """Called between two dockets. Raises ``ImportCancelled`` where that was asked for."""
        if self.cancelled:
            raise ImportCancelled


@dataclass(slots=True)
class ProgressPart:
    """One part of the work on a docket, from one share of it to another, in proportion to the rows processed."""

    tell: Callable[[float], None]
    begin: float
    end: float
    rows: int
    """Expected number of rows: most new filings come with one new observation."""
    done: int = 0

    def __call__(self, rows: int) -> None:
        """Reports that ``rows`` more rows are processed."""
        self.done = min(self.rows, self.done + rows)
        self.tell(self.begin + (self.end - self.begin) * self.done / max(1, self.rows))


def weigh_record(record: DocketRecord) -> int:
    """Number of its entries; a docket without any counts as one."""
    return len(record.entries) or 1
