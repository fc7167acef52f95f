"""Reads single values from CourtListener's JSON, whatever is in their place. Pure; only ``read_json_date`` raises."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from dockets.sources.decoding import strip_control_marks

_LAST_ID = re.compile(r"/([a-z0-9]{1,20})/?$")


def read_json_text(value: object) -> str:
    """A text, or a number as text; "" for anything else."""
    if isinstance(value, str):
        return strip_control_marks(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**19 else ""


def read_json_number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63 else None


def read_json_date(value: object) -> date | None:
    """The date, or None for a blank. Raises ``ValueError`` for anything else."""
    if value in (None, ""):
        return None
    if not isinstance(value, str):
        raise ValueError(f"{value!r:.40} is no date")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"“{strip_control_marks(value)[:40]}” is no date") from None


def read_json_moment(value: object) -> datetime | None:
    """An aware time; None for what is no time, or has no time zone."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def find_json_id(*values: object) -> str:
    """The first id among values, which may be ids or addresses that end with one."""
    return next(filter(None, map(_id, values)), "")


def _id(value: object) -> str:
    if isinstance(value, str) and "/" in value:
        found = _LAST_ID.search(value)
        return found[1] if found else ""
    written = read_json_text(value)
    return written if written.isascii() and written.isalnum() else ""


def find_first_text(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")
