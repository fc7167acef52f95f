"""Dates, times and counts as newspapers print them: "Jan. 21, 2021", "10 a.m.", "1,000+".

Pure, and plain Python because a page calls it hundreds of times. Used by the views' rows and, through
``templatetags/print_style``, by templates.
"""

import re
from datetime import date, datetime, timedelta

MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
COUNTED_TO = 1_000
"""Nothing is counted further: beyond it a page says "1,000+"."""


def month_day(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}"


def full_date(day: date | None) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}" if day else "date not known"


def month(key: str) -> str:
    """ "2021-01" as "Jan. 2021"."""
    year, number = key.split("-")
    return f"{MONTHS[int(number) - 1]} {int(year)}"


def clock(moment: datetime) -> str:
    """The time of day as it stands in ``moment``'s own zone: "10 a.m.", "2:30 p.m.", "noon"."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "noon" if moment.hour else "midnight"
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{(moment.hour - 1) % 12 + 1}{minutes} {'p.m.' if moment.hour >= 12 else 'a.m.'}"


def zoned_clock(moment: datetime) -> str:
    """A time of day that somebody may have to keep, with its zone: "10 a.m. PST"."""
    zone = moment.tzname() or ""
    # Many zones have no letters of their own, but "-03".
    return f"{clock(moment)} {'UTC' if zone.startswith(('+', '-')) else ''}{zone}".rstrip()


def exact_time(moment: datetime) -> str:
    """ "Jan. 21, 2021, 9:14 a.m. PST", in ``moment``'s own zone."""
    return f"{full_date(moment.date())}, {zoned_clock(moment)}"


def ago(moment: datetime, now: datetime) -> str:
    """How long ago, in one unit: "just now", "4 minutes ago", "3 days ago"; from a month on, the date."""
    past = max(now - moment, timedelta(0))
    if past < timedelta(minutes=1):
        return "just now"
    if past >= timedelta(days=31):
        return full_date(moment.date())
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        number = int(past.total_seconds()) // length
        if number:
            return f"{number} {unit}{'s' if number > 1 else ''} ago"
    raise AssertionError("unreachable: a minute or more has passed")


def grouped(number: int) -> str:
    """20009 as 20,009."""
    return f"{number:,}"


def capped(number: int) -> str:
    """A count that was not taken beyond ``COUNTED_TO``."""
    return f"{COUNTED_TO:,}+" if number > COUNTED_TO else f"{number:,}"


CAPITALS_FROM = 12
"""Letters: a shorter caption of capitals may be an abbreviation ("IBM v. FTC")."""


def in_capitals(*names: str) -> bool:
    """Whether names are written in capitals throughout, as some clerks do; "EDS Ltd. v. ABC Corp." is not."""
    letters = [letter for name in names for letter in name if letter.isalpha()]
    return len(letters) >= CAPITALS_FROM and all(letter.isupper() for letter in letters)


_VERSUS = re.compile(r"\s+(?:v|vs|V|VS)\.?\s+")


def caption(case_name: str) -> tuple[str, str]:
    """A caption in two, for the italic "v." between: ``("Parler LLC", "Amazon")``; ``("In re Smith", "")`` without one."""
    parts = _VERSUS.split(case_name, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) == 2 else (case_name or "Untitled case", "")
