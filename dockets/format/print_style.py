"""Dates, times and counts as newspapers print them: "Jan. 21, 2021", "10 a.m.", "1,000+"; and texts cut short.

Pure, and plain Python because a page calls it hundreds of times. Used by the views' rows and, through
``templatetags/print_style``, by templates.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
COUNTED_TO = 1_000
"""The highest count taken: beyond it a page says "1,000+"."""


def format_month_day(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}"


def format_date(day: date | None) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}" if day else "date not known"


def format_month(key: str) -> str:
    """ "2021-01" as "Jan. 2021"."""
    year, number = key.split("-")
    return f"{MONTHS[int(number) - 1]} {int(year)}"


def format_clock(moment: datetime) -> str:
    """The time of day as it stands in ``moment``'s own zone: "10 a.m.", "2:30 p.m.", "noon"."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "noon" if moment.hour else "midnight"
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{(moment.hour - 1) % 12 + 1}{minutes} {'p.m.' if moment.hour >= 12 else 'a.m.'}"


def format_zoned_clock(moment: datetime) -> str:
    """A time of day that somebody may have to keep, with its zone: "10 a.m. PST"."""
    zone = moment.tzname() or ""
    # Many zones have no abbreviation, only an offset such as "-03".
    return f"{format_clock(moment)} {'UTC' if zone.startswith(('+', '-')) else ''}{zone}".rstrip()


def format_moment(moment: datetime) -> str:
    """ "Jan. 21, 2021, 9:14 a.m. PST", in ``moment``'s own zone."""
    return f"{format_date(moment.date())}, {format_zoned_clock(moment)}"


def format_age(moment: datetime, now: datetime) -> str:
    """How long ago, in one unit: "just now", "4 minutes ago", "3 days ago"; from a month on, the date."""
    past = max(now - moment, timedelta(0))
    if past < timedelta(minutes=1):
        return "just now"
    if past >= timedelta(days=31):
        return format_date(moment.date())
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        number = int(past.total_seconds()) // length
        if number:
            return f"{number} {unit}{'s' if number > 1 else ''} ago"
    raise AssertionError("unreachable: a minute or more has passed")


def format_number(number: int) -> str:
    """20009 as "20,009"."""
    return f"{number:,}"


def format_capped_count(number: int) -> str:
    """A count, shown as "1,000+" above ``COUNTED_TO``."""
    return f"{COUNTED_TO:,}+" if number > COUNTED_TO else f"{number:,}"


def join_words(words: Sequence[str]) -> str:
    """A list in words: "entries", "parties and counsel", "entries, parties and counsel"; "" of none."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


CAPITALS_FROM = 12
"""Number of letters: a shorter caption in capitals may be an abbreviation ("IBM v. FTC")."""


def is_in_capitals(*names: str) -> bool:
    """Whether names are written in capitals throughout, as some clerks do; "EDS Ltd. v. ABC Corp." is not."""
    letters = [letter for name in names for letter in name if letter.isalpha()]
    return len(letters) >= CAPITALS_FROM and all(letter.isupper() for letter in letters)


_VERSUS = re.compile(r"\s+(?:v|vs|V|VS)\.?\s+")


def split_caption(case_name: str) -> tuple[str, str]:
    """Splits a caption for the italic "v." between: ``("Parler LLC", "Amazon")``; ``("In re Smith", "")``
    without one."""
    parts = _VERSUS.split(case_name, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) == 2 else (case_name or "Untitled case", "")


def shorten_text(text: str, most: int) -> str:
    """``text``, or where it has more than ``most`` characters its first words and " …"."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
