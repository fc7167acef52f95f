"""Sorts filings in the order of the docket. Pure; called by ``resolve_filings``.

By day, then by number. A minute entry has no number: it comes after the numbered entry that it followed on the page
where it was seen.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime

from dockets.resolve.values import ObservedValues, ResolvedFiling

_LEADING_DIGITS = re.compile(r"[0-9]{1,18}")
_NEVER = datetime(1, 1, 1, tzinfo=UTC)

type _Place = tuple[int, bool, int, str]


def get_number_order(number: str) -> int | None:
    """An entry's number as an integer (``Filing.number_order``), where it begins with digits: 12 for "12" and for
    "12.1"."""
    found = _LEADING_DIGITS.match(number)
    return int(found[0]) if found else None


def sort_in_docket_order(filings: Sequence[ResolvedFiling]) -> tuple[ResolvedFiling, ...]:
    """Oldest first, undated last. Sets ``position``: 0, 1, … within each day, so that a new entry moves only those of
    its own day."""
    days: defaultdict[date, list[ResolvedFiling]] = defaultdict(list)
    for filing in filings:
        days[filing.date_filed or filing.date_entered or date.max].append(filing)
    ordered: list[ResolvedFiling] = []
    for day in sorted(days):
        of_day = days[day]
        ordered += of_day if len(of_day) == 1 else _ranked(of_day)
    return tuple(ordered)


def _ranked(of_day: list[ResolvedFiling]) -> list[ResolvedFiling]:
    places = _places(of_day)
    ranked = [of_day[index] for index in sorted(range(len(of_day)), key=places.__getitem__)]
    for rank, filing in enumerate(ranked):
        filing.position = rank
    return ranked


def _places(of_day: list[ResolvedFiling]) -> list[_Place]:
    """Sort key of each filing of one day: the number at or after which it stands, whether it has none itself, how many
    rows after, and its content."""
    numbers = [get_number_order(filing.number) for filing in of_day]
    minutes = _minutes(of_day, numbers) if None in numbers else {}
    places: list[_Place] = []
    for index, (filing, number) in enumerate(zip(of_day, numbers, strict=True)):
        after, step = minutes[index] if number is None else (number, 0)
        places.append((after, number is None, step, filing.number + filing.members[0].fingerprint))
    return places


def _minutes(of_day: list[ResolvedFiling], numbers: list[int | None]) -> dict[int, tuple[int, int]]:
    """For each filing without a number: the number before it on the page of the highest authority that shows it, and
    its row on that page."""
    pages: defaultdict[tuple[int, str], list[tuple[datetime, int, str, int]]] = defaultdict(list)
    for index, filing in enumerate(of_day):
        for one in filing.members:
            pages[one.authority, one.channel].append((*_place_on_page(one), index))
    found: dict[int, tuple[int, int]] = {}
    for page in sorted(pages, reverse=True):
        after = 0
        for step, (*_, index) in enumerate(sorted(pages[page])):
            number = numbers[index]
            if number is None:
                found.setdefault(index, (after, step))
            else:
                after = number
    return found


def _place_on_page(one: ObservedValues) -> tuple[datetime, int, str]:
    """Sort key on one page. Windows move on, so that positions in them cannot be compared; their moments of entry
    can."""
    return (one.entered_at or _NEVER) if one.entry_dates_only else _NEVER, one.position, one.fingerprint
