"""Rows of a table as RFC 4180 has it, safe to open in a spreadsheet. Pure."""

import csv
from collections.abc import Sequence
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


def safe(value: str) -> str:
    """With an apostrophe before what would be a formula: spreadsheets show the rest as text. Readers take the apostrophe off."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def row(values: Sequence[str]) -> str:
    """One line, with its end."""
    out = StringIO()
    csv.writer(out).writerow([safe(value) for value in values])
    return out.getvalue()
