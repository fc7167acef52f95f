"""Filings in the order in which a docket shows them. Pure; used by ``resolve``.

By day, then by number. A minute entry has no number: it stands after the numbered entry which it followed where it was seen.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime

from dockets.seen import Resolved, Seen

_LEADING_DIGITS = re.compile(r"[0-9]{1,18}")
_NEVER = datetime(1, 1, 1, tzinfo=UTC)

type _Place = tuple[int, bool, int, str]


def number_order(number: str) -> int | None:
    """An entry's number as an integer, where it begins with digits: "12", and "12.1" as 12. ``Filing.number_order``."""
    found = _LEADING_DIGITS.match(number)
    return int(found[0]) if found else None


def in_docket_order(filings: Sequence[Resolved]) -> tuple[Resolved, ...]:
    """Oldest first, undated last, ``position`` set: 0, 1, … within each day, so that one more entry moves only its own day's."""
    days: defaultdict[date, list[Resolved]] = defaultdict(list)
    for filing in filings:
        days[filing.date_filed or filing.date_entered or date.max].append(filing)
    ordered: list[Resolved] = []
    for day in sorted(days):
        of_day = days[day]
        ordered += of_day if len(of_day) == 1 else _ranked(of_day)
    return tuple(ordered)


def _ranked(of_day: list[Resolved]) -> list[Resolved]:
    places = _places(of_day)
    ranked = [of_day[index] for index in sorted(range(len(of_day)), key=places.__getitem__)]
    for rank, filing in enumerate(ranked):
        filing.position = rank
    return ranked


def _places(of_day: list[Resolved]) -> list[_Place]:
    """Where each filing of one day stands: after which number, itself numbered or not, how far after, and its content."""
    numbers = [number_order(filing.number) for filing in of_day]
    minutes = _minutes(of_day, numbers) if None in numbers else {}
    places: list[_Place] = []
    for index, (filing, number) in enumerate(zip(of_day, numbers, strict=True)):
        after, step = minutes[index] if number is None else (number, 0)
        places.append((after, number is None, step, filing.number + filing.members[0].fingerprint))
    return places


def _minutes(of_day: list[Resolved], numbers: list[int | None]) -> dict[int, tuple[int, int]]:
    """Of each filing without a number: the number before it on the weightiest page that shows it, and its distance from there."""
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


def _place_on_page(one: Seen) -> tuple[datetime, int, str]:
    """Windows slide, so that places in them cannot be compared; their moments of entry can."""
    return (one.entered_at or _NEVER) if one.entry_dates_only else _NEVER, one.position, one.fingerprint
