"""What the sources of a docket can tell of it: whether they show its header, its texts, all of its entries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from rulings.vocabulary.stages import CaseKind, Step

HEADERS = frozenset({
    "pacer-docket", "docket-history", "archive-xml", "appellate-docket", "acms-docket", "courtlistener",
})  # fmt: skip
"""Sources whose pages say when a case was terminated, so that silence means that it is open."""
_SCRAPS = frozenset({"court-feed", "court-notice", "attachment-page"})
"""Sources that show single entries as they come, and leave some out."""
_BY_HAND = frozenset({"csv", "docket-json"})
"""Files that people make: nothing says up to which day they know a docket."""
_NAMES_ONLY = frozenset({"docket-history"})
_LARGEST_NUMBER = 100_000
_LISTED = 3
_FEW = 0.1
"""Share of numbers, after a motion, that may be unseen on a docket page: courts keep sealed and private entries off
it."""
_MINUTES_OF_COURTS = {
    "district": CaseKind.CIVIL, "special": CaseKind.CIVIL, "appellate": CaseKind.APPEAL,
    "supreme": CaseKind.SUPREME_COURT, "bankruptcy": CaseKind.BANKRUPTCY,
}  # fmt: skip
_KINDS_OF_NUMBERS = {
    "cr": CaseKind.CRIMINAL, "mj": CaseKind.CRIMINAL, "po": CaseKind.CRIMINAL, "ap": CaseKind.ADVERSARY,
    "bk": CaseKind.BANKRUPTCY, "mc": CaseKind.MISCELLANEOUS, "ms": CaseKind.MISCELLANEOUS,
    "cv": CaseKind.CIVIL, "mdl": CaseKind.PANEL,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SaidStatus:
    """What editors say of whether the case goes on."""

    is_over: bool
    day: date | None
    """The day on which it ended."""
    how: Step | None


@dataclass(frozen=True, slots=True)
class DocketFacts:
    """What the docket itself states, and which sources it is known from."""

    kind: CaseKind
    filed: date | None
    terminated: date | None
    """As the docket's own header has it."""
    as_of: date
    """The day, in the court's zone, of which the record is known."""
    sources: frozenset[str]
    """Slugs of the sources that have shown it."""
    header_as_of: date | None = None
    """The day of which its header is known, at most ``as_of``; None where no page with a header says of which day it
    is."""
    seen_whole: bool = False
    """Whether a page with a header was known to show all entries up to its day."""
    defendants: int = 1
    """How many people are charged in it."""
    said: SaidStatus | None = None
    """The editors' word, which comes before what header and entries say."""
    of_application: bool = False
    """Whether it is the Supreme Court's docket of an application alone: "23A888"."""

    @property
    def has_header(self) -> bool:
        return not self.sources.isdisjoint(HEADERS)

    @property
    def by_scraps(self) -> bool:
        """Whether only feeds, notices and attachment pages have told of it."""
        return bool(self.sources) and self.sources <= _SCRAPS

    @property
    def by_hand(self) -> bool:
        """Whether only files that people made have told of it, so that silence after the last entry says nothing."""
        return bool(self.sources) and self.sources <= _BY_HAND

    @property
    def is_alone(self) -> bool:
        """Whether it is the case of one person who is charged."""
        return self.kind is CaseKind.CRIMINAL and self.defendants == 1

    @property
    def by_names(self) -> bool:
        """Whether it is known without the texts of its entries."""
        return bool(self.sources) and self.sources <= _NAMES_ONLY | _SCRAPS and not self.by_scraps


@dataclass(frozen=True, slots=True)
class UnseenNumbers:
    """Numbers below the docket's highest that no entry bears here."""

    highest: int = 0
    unseen: tuple[int, ...] = field(default=())

    def count_after(self, number: int) -> int:
        return sum(one > number for one in self.unseen)

    def leaves_in_doubt(self, number: int) -> bool:
        """Whether so many later numbers are unseen that a ruling may be among them."""
        unseen = self.count_after(number)
        return unseen > 1 and unseen > _FEW * max(self.highest - number, 1)

    def describe(self) -> list[list[int]]:
        """The longest runs of unseen numbers as [first, last], at most ``_LISTED``, in order."""
        runs: list[list[int]] = []
        for number in self.unseen:
            if runs and runs[-1][1] == number - 1:
                runs[-1][1] = number
            else:
                runs.append([number, number])
        return sorted(sorted(runs, key=lambda run: run[0] - run[1])[:_LISTED])


def get_case_kind(court_kind: str, case_type: str, nature: str = "") -> CaseKind:
    """The kind of case, by the type in its number, else by its court. ``nature``: a bankruptcy court gives only
    lawsuits a nature of suit."""
    if court_kind == "bankruptcy" and nature and case_type != "bk":
        return CaseKind.ADVERSARY
    by_court = _MINUTES_OF_COURTS.get(court_kind, CaseKind.CIVIL)
    if by_court in (CaseKind.APPEAL, CaseKind.SUPREME_COURT):
        return by_court
    return _KINDS_OF_NUMBERS.get(case_type, by_court)


def find_unseen_numbers(numbers: Sequence[int]) -> UnseenNumbers:
    """``numbers``: those of the docket's entries. A docket without numbers, or with numbers of documents in their
    place, skips none."""
    known = sorted({number for number in numbers if number > 0})
    if not known or known[-1] >= _LARGEST_NUMBER:
        return UnseenNumbers()
    there = set(known)
    return UnseenNumbers(known[-1], tuple(number for number in range(1, known[-1]) if number not in there))
