"""Single values out of CourtListener's JSON, whatever stands in their place. Pure; never raises."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dockets.sources.decoding import clean

_LAST_ID = re.compile(r"/([a-z0-9]{1,20})/?$")


def text(value: object) -> str:
    """A text or a number as text; "" for everything else."""
    if isinstance(value, str):
        return clean(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**19 else ""


def number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63 else None


def day(value: object) -> date | None:
    """Raises ``ValueError`` for what is there and is no date."""
    if value in (None, ""):
        return None
    if not isinstance(value, str):
        raise ValueError(f"{value!r:.40} is no date")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"“{clean(value)[:40]}” is no date") from None


def moment(value: object) -> datetime | None:
    """None for what is no moment, or does not say of which time zone it is."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def objects(value: object) -> Sequence[Mapping[str, Any]]:
    """Those of a list that are objects."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def id_in(*values: object) -> str:
    """The first id among values, which may be ids themselves or addresses that end with one."""
    return next(filter(None, map(_id, values)), "")


def _id(value: object) -> str:
    if isinstance(value, str) and "/" in value:
        found = _LAST_ID.search(value)
        return found[1] if found else ""
    written = text(value)
    return written if written.isascii() and written.isalnum() else ""


def first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")
