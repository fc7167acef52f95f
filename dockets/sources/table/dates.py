"""Parses dates as people write them in tables: ISO, US, with the month's name. Called by ``parse`` alone. Pure.

"3/4/2024" is March 4, as in the United States, unless the same file has dates that can only begin with the day: then,
and always with dots ("3.4.2024"), the meaning is uncertain and the date is refused.
"""

import re
from collections.abc import Iterable
from datetime import date

from dockets.record.docket_number import PIVOT
from dockets.record.text import FIRST_YEAR, LAST_YEAR, is_plausible_date

_TIME = r"(?:,?[T\s]\s*\d{1,2}:\d\d.{0,30})?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_MONTH_FIRST = re.compile(
    rf"(?:[a-z]{{3,9}},?\s+)?([a-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}",
    re.IGNORECASE | re.ASCII,
)
_DAY_FIRST = re.compile(
    rf"(?:[a-z]{{3,9}},?\s+)?(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+([a-z]{{3,9}})\.?,?[\s-]+(\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE | re.ASCII,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip


def has_day_first(cells: Iterable[str]) -> bool:
    """Whether any cell can only be read with the day first: "13/4/2024"."""
    found = (_NUMBERS.fullmatch(cell) for cell in cells)
    return any(12 < int(one[1]) <= 31 and int(one[3]) <= 12 for one in found if one and one[2] != ".")


def parse_table_date(cell: str, *, days_first: bool) -> date:
    """Parses one date. ``days_first``: the result of ``has_day_first`` for the file. Raises ``ValueError`` with a
    sentence."""
    shown = cell if len(cell) <= 30 else cell[:27] + "…"
    parts = _parts(cell, shown, days_first)
    try:
        read = date(*parts) if parts else None
    except ValueError:
        read = None
    if read is None:
        msg = f"“{shown}” is no date: write it as 2024-03-27, or leave it blank where it is not known."
        raise ValueError(msg)
    if not is_plausible_date(read):
        msg = f"The date {read.isoformat()} is not between {FIRST_YEAR} and {LAST_YEAR}."
        raise ValueError(msg)
    return read


def _parts(cell: str, shown: str, days_first: bool) -> tuple[int, int, int] | None:
    """Year, month and day."""
    if found := _ISO.fullmatch(cell):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _NUMBERS.fullmatch(cell):
        return _of_numbers(found, shown, days_first)
    if found := _MONTH_FIRST.fullmatch(cell):
        return int(found[3]), _month(found[1]), int(found[2])
    if found := _DAY_FIRST.fullmatch(cell):
        return _year(found[3]), _month(found[2]), int(found[1])
    return None


def _of_numbers(found: re.Match[str], shown: str, days_first: bool) -> tuple[int, int, int]:
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    if first > 12:
        return year, second, first
    if second <= 12 and first != second and (days_first or found[2] == "."):
        days = " and this file has others that begin with the day," if days_first else ""
        readings = f"{year}-{first:02}-{second:02} or {year}-{second:02}-{first:02}"
        msg = f"“{shown}” may be two days,{days} so it is not taken: write {readings}."
        raise ValueError(msg)
    return year, first, second


def _month(name: str) -> int:
    """The month's number, 1 to 12; 0 for an unknown name."""
    low = name.lower()
    whole = low[:3] in _MONTHS and (low in _MONTHS or low == "sept" or low in _NAMES)
    return _MONTHS.index(low[:3]) + 1 if whole else 0


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= PIVOT else 2000)
