"""What a cell of a court's page says, as a clean value. Pure; used by the parsers of PACER's pages."""

import re
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dockets.records import Refusal

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)")
_ENTERED = re.compile(r"\[Entered:\s+(\d{1,2}/\d{1,2}/\d{4})(?:\s+(\d{1,2}:\d\d)\s*([AP]M))?\s*\]", re.IGNORECASE)


def words(value: object) -> str:
    """On one line; "" for ``None``. No-break spaces, which appellate pages put into "Plaintiff - Appellee", are plain ones."""
    return " ".join(str(value).split()) if value is not None else ""


def lines(value: object) -> str:
    """Line by line, without the blank ones."""
    return "\n".join(line for line in (words(part) for part in str(value or "").splitlines()) if line)


def title(value: object, number: object) -> str:
    """What a document is called; "" where only its number stands, as where a page breaks off behind it."""
    told = words(value)
    return "" if told == words(number) else told


def as_day(value: object) -> date | None:
    """The day of what juriscraper has read as a date or as a time; None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def day(text: str) -> date | None:
    """The date in 06/27/2017 or 06/27/17; None where nothing stands.

    Raises ``ValueError`` with a sentence for what is no date of the calendar: "13/13/2013", "04/02/20021".
    """
    written = words(text)
    if not written:
        return None
    if found := _DAY.fullmatch(written):
        try:
            form = "%m/%d/%Y" if len(found[3]) == 4 else "%m/%d/%y"
            return datetime.strptime(written, form).date()  # noqa: DTZ007  a day
        except ValueError:
            pass
    msg = f"“{written[:40]}” is no date."
    raise ValueError(msg)


def day_of_docket(name: str, written: str, refused: list[Refusal], read: Callable[[str], date | None] = day) -> date | None:
    """A date that stands above the entries, as ``read`` reads it. What is there and is no date is told in ``refused``, with the
    words that are there. ``name``: of the field, "date filed"."""
    try:
        return read(written)
    except (ValueError, OverflowError):
        refused.append(Refusal(f"docket: {name}", f"“{words(written)[:40]}” is no date; the rest was taken without it."))
        return None


def entered(text: str, time_zone: str) -> tuple[date | None, datetime | None]:
    """From the "[Entered: 05/27/2022 11:10 AM]" that closes an appellate docket text: the day, and the moment in that zone.

    None for what is not told, or is no time. A text may quote another entry's note: the last one is its own.
    """
    notes = _ENTERED.findall(text)
    if not notes:
        return None, None
    on, at, half = notes[-1]
    try:
        if not at:
            return day(on), None
        moment = datetime.strptime(f"{on} {at} {half.upper()}", "%m/%d/%Y %I:%M %p")  # noqa: DTZ007  the court's clock
    except ValueError:
        return None, None
    return moment.date(), moment.replace(tzinfo=ZoneInfo(time_zone))
