"""Converts the cells of a court's page to clean values. Pure; called by the parsers of PACER's pages and by others."""

import re
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dockets.record.records import Refusal

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)")
_ENTERED = re.compile(r"\[Entered:\s+(\d{1,2}/\d{1,2}/\d{4})(?:\s+(\d{1,2}:\d\d)\s*([AP]M))?\s*\]", re.IGNORECASE)


def get_cell_words(value: object) -> str:
    """The text of a cell on one line; "" for ``None``. No-break spaces, which appellate pages put into "Plaintiff -
    Appellee", become plain ones."""
    return " ".join(str(value).split()) if value is not None else ""


def get_cell_lines(value: object) -> str:
    """The text of a cell line by line, without blank lines."""
    return "\n".join(line for line in (get_cell_words(part) for part in str(value or "").splitlines()) if line)


def get_document_title(value: object, number: object) -> str:
    """A document's title; "" where only its number stands, as where a page breaks off after it."""
    told = get_cell_words(value)
    return "" if told == get_cell_words(number) else told


def convert_cell_date(value: object) -> date | None:
    """The date of what juriscraper has parsed as a date or time; None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def parse_cell_date(text: str) -> date | None:
    """Parses a date like 06/27/2017 or 06/27/17; None for a blank.

    Raises ``ValueError`` with a sentence for what is no date of the calendar: "13/13/2013", "04/02/20021".
    """
    written = get_cell_words(text)
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


def parse_docket_date(
    name: str, written: str, refused: list[Refusal], read: Callable[[str], date | None] = parse_cell_date
) -> date | None:
    """A date above the entries, parsed by ``read``. Text that is no date is reported in ``refused``, with its words.
    ``name``: the field's name, "date filed"."""
    try:
        return read(written)
    except (ValueError, OverflowError):
        refused.append(
            Refusal(f"docket: {name}", f"“{get_cell_words(written)[:40]}” is no date; the rest was taken without it.")
        )
        return None


def parse_entered_stamp(text: str, time_zone: str) -> tuple[date | None, datetime | None]:
    """Parses the "[Entered: 05/27/2022 11:10 AM]" that closes an appellate docket text: the date, and the time in that
    zone.

    None for what is not stated or is no time. A text may quote another entry's note, so the last one counts.
    """
    notes = _ENTERED.findall(text)
    if not notes:
        return None, None
    on, at, half = notes[-1]
    try:
        if not at:
            return parse_cell_date(on), None
        moment = datetime.strptime(f"{on} {at} {half.upper()}", "%m/%d/%Y %I:%M %p")  # noqa: DTZ007  the court's clock
    except ValueError:
        return None, None
    return moment.date(), moment.replace(tzinfo=ZoneInfo(time_zone))
