"""Pages of hits that are grouped by case, so that one case with many hits does not fill a search. Pure: ``full_text``
finds which hits there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class FoundFiling:
    """One hit. ``rank``: how well it matches, the more the better; 0 where the newest come first."""

    id: int
    docket: int
    day: date | None
    rank: int = 0

    @property
    def order(self) -> tuple[int, bool, int, int]:
        """Sorts the best first; of those alike the newest, without a day last."""
        return (-self.rank, self.day is None, -(self.day or date.min).toordinal(), -self.id)


@dataclass(slots=True)
class CasePage:
    """Some cases with their first hits. ``more``: docket -> its hits that are not among ``hits``."""

    hits: list[FoundFiling] = field(default_factory=list)
    more: dict[int, int] = field(default_factory=dict)
    leads: list[FoundFiling] = field(default_factory=list)
    """The first hit of each case."""
    has_before: bool = False
    has_after: bool = False


def take_case_page(
    found: Iterable[FoundFiling], size: int, of_case: int, *, place: FoundFiling | None, backwards: bool
) -> CasePage:
    """The cases that come after ``place`` (``backwards``: before it), where ``place`` stands for the first hit of a
    case; as many as together have at most ``size`` hits, of each at most ``of_case``. None: from the beginning."""
    cases: dict[int, list[FoundFiling]] = {}
    for hit in sorted(found, key=lambda each: each.order):
        cases.setdefault(hit.docket, []).append(hit)
    listed = list(cases.values())
    if place is None:
        begin, end = 0, len(listed)
    else:
        before = sum(case[0].order < place.order for case in listed)
        here = any(case[0].order == place.order for case in listed)
        begin, end = (0, before) if backwards else (before + here, len(listed))
    kept = _fill(listed[begin:end], size, of_case, backwards=backwards)
    begin, end = (end - kept, end) if backwards else (begin, begin + kept)
    page = CasePage(has_before=begin > 0, has_after=end < len(listed))
    for case in listed[begin:end]:
        page.leads.append(case[0])
        page.hits += case[:of_case]
        if len(case) > of_case:
            page.more[case[0].docket] = len(case) - of_case
    return page


def _fill(cases: Sequence[Sequence[FoundFiling]], size: int, of_case: int, *, backwards: bool) -> int:
    """How many of ``cases`` a page holds, counted from its beginning, or ``backwards`` from its end."""
    held = 0
    for number, case in enumerate(reversed(cases) if backwards else cases):
        held += min(len(case), of_case)
        if held > size:
            return number
    return len(cases)
