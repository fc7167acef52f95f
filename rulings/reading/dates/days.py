"""Finds days and times of day as courts write them: "3/4/2021", "2021-03-04", "March 4, 2021"; "10:00 AM", "3 p.m.",
"noon"."""

import re
from collections.abc import Iterator
from datetime import date, time

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_MONTH = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = re.compile(
    r"\b(?=[\djfmasondt])(?:(?<![\d/.\-])(?:(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d{2})(?![\d/])"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})(?![\d\-])"
    r"|(?P<dm>\d{2})-(?P<dd>\d{2})-(?P<dy>\d{4}|\d{2})(?![\d\-:/]))"
    rf"|(?P<month>{_MONTH})[a-z]{{0,6}}\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:\s?(?:,|-|\u2013|&|,? and|to|through)\s?\d{1,2}(?:st|nd|rd|th)?(?= ?[,\-\u2013&] ?\d|,? and \d|,? \d{4})){0,5}"
    r",? (?P<year>\d{4})(?!\d)"
    rf"|(?:the )?(?P<british>\d{{1,2}})(?:(?:st|nd|rd|th)?(?: day)? of|) (?P<moon>{_MONTH})[a-z]{{0,6}}\.?,?"
    r" (?P<when>\d{4})(?!\d))"
)
"""Of several days of a month, "May 4-6, 2021", the first is read."""
_A_DAY = re.compile(r"\d(?:[/-]\d|\d{3})")
"""Found in every text with a day, and much quicker than ``_DAY``."""
CLOCK = r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?\s*(?:o'?clock,?\s*)?(?P<half>[ap])\.?\s?m\b\.?|(?P<noon>noon)"
_BARE_CLOCK = re.compile(r"\b(?P<word>for|to)\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})\s+$")
"""A time without AM or PM, as bankruptcy courts of the nineties wrote it: "scheduled For 10:30 4/25/97". No court sits
before eight, so 2:30 is in the afternoon."""
_FIRST_HOUR, _LAST_HOUR = 8, 18
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_WEEKDAY_BEFORE = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+$")
_ZONE = (
    r"(?:,?\s*(?:\([^()]{0,20}\)|(?:prevailing )?(?:eastern|central|mountain|pacific|[ecmp][sd]?t)\b"
    r"(?: (?:standard|daylight))?(?: time)?))?"
)
_TIME_AFTER = re.compile(
    rf"(?:\s*\((?:mon|tues|wednes|thurs|fri)day\))?,?\s*(?:(?:commencing |beginning |starting |promptly "
    rf"|both ){{0,2}}(?:at|from|between)(?: the hour of| or about)?|@|-|\(|;?\.?\s*time:?)?\s*(?:{CLOCK})"
)
_TIME_LATER = re.compile(rf",?\s+(?:in|before|via|by) [^.;:]{{2,60}}?,?\s+(?:at|@)\s+(?:{CLOCK})")
"""A time that stands after the place: "3/4/2021 in Courtroom 4 at 10:00 AM"."""
_SPAN_AFTER = re.compile(
    r",?\s*(?:\w+day,?\s*)?(?:at|from|between|-|@)?\s*(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?"
    r"\s*(?:-|\u2013|to|until|and)"
    r"\s*(?P<till>\d{1,2})(?::\d{2})?\s*(?P<half>[ap])\.?\s?m\b\.?"
)
"""From one hour to another, of which the second alone has its half of the day: "1:30 - 3:00 PM"."""
_BARE_AFTER = re.compile(r",?\s*at\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?!\s*[ap:\d])")
_TIME_BEFORE = re.compile(
    rf"(?:{CLOCK}){_ZONE}\s*,?\s*(?:(?:in|before|via|by) [^.;:]{{2,50}}?,? (?=on\s))?(?:on\s+)?:?\s*{_WEEKDAY}$"
)
_NEAR = 80
"""Characters before a day within which its time is found."""
_MOST = 60
"""The most days read in one text."""


def find_dates(low: str) -> Iterator[tuple[int, int, date]]:
    """Start, end and date of each day in a text in lower case; what is no day of the calendar is left out."""
    for count, match in enumerate(_DAY.finditer(low) if _A_DAY.search(low) else ()):
        if count == _MOST:
            return
        if (day := _day(match)) is not None:
            yield match.start(), match.end(), day


def _day(match: re.Match[str]) -> date | None:
    try:
        if match["iso"]:
            day = date.fromisoformat(match["iso"])
        elif match["dm"]:
            day = date(_full_year(match["dy"]), int(match["dm"]), int(match["dd"]))
        elif match["british"]:
            day = date(int(match["when"]), _MONTHS[match["moon"]], int(match["british"]))
        elif match["month"]:
            day = date(int(match["year"]), _MONTHS[match["month"]], int(match["day"]))
        else:
            day = date(_full_year(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2100 else None


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)


def find_clock_time(before: str, after: str) -> tuple[str, time | None, int]:
    """The time of day that belongs to a day: the text before both, the time, and the index in ``after`` where they
    end."""
    near = max(0, len(before) - _NEAR)
    if then := _TIME_BEFORE.search(before, near):
        return before[: then.start()], read_clock(then), 0
    if bare := _BARE_CLOCK.search(before, near):
        return f"{before[: bare.start()]}{bare['word']} ", _bare_time(int(bare["hour"]), int(bare["minute"])), 0
    following = _TIME_AFTER.match(after)
    if following is None and (bare := _BARE_AFTER.match(after)):
        return _WEEKDAY_BEFORE.sub("", before), _bare_time(int(bare["hour"]), int(bare["minute"])), bare.end()
    if following is None and (span := _SPAN_AFTER.match(after)):
        return _WEEKDAY_BEFORE.sub("", before), _begins(span), span.end()
    following = following or _TIME_LATER.match(after)
    return (
        _WEEKDAY_BEFORE.sub("", before),
        read_clock(following) if following else None,
        following.end() if following else 0,
    )


def _begins(span: re.Match[str]) -> time | None:
    """The first hour of "11:30 - 1:00 PM", which is before noon, as that of "1:30 - 3:00 PM" is not."""
    hour, half = int(span["hour"]) % 12, span["half"]
    if hour > int(span["till"]) % 12:
        half = "a" if half == "p" else "p"
    minute = int(span["minute"] or 0)
    return time(hour + (12 if half == "p" else 0), minute) if int(span["hour"]) <= 12 and minute <= 59 else None


def _bare_time(hour: int, minute: int) -> time | None:
    if not 1 <= hour <= _LAST_HOUR or minute > 59:
        return None
    return time(hour if hour >= _FIRST_HOUR else hour + 12, minute)


def read_clock(match: re.Match[str]) -> time | None:
    """The time of day that ``CLOCK`` matched; None where the day has no such hour."""
    if match["noon"]:
        return time(12)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return time(hour % 12 + (12 if match["half"] == "p" else 0), minute)
