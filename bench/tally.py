"""Counts of what was read rightly, read wrongly, and missed, and what they come to in per cent."""

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """Counts of one measure: read rightly, read wrongly, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, other: "Tally") -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

    @property
    def precision(self) -> float:
        return percent(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return percent(self.right, self.right + self.missed)


def percent(some: int, of: int) -> float:
    """100 where there was nothing to be right about."""
    return 100 * some / of if of else 100.0
