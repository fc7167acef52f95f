"""Rows of a table as RFC 4180 has it, safe to open in a spreadsheet. Pure."""

import csv
from collections.abc import Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""


def safe(value: str) -> str:
    """With an apostrophe before what would be a formula: spreadsheets show the rest as text. Readers take the apostrophe off."""
    return f"'{value}" if value.startswith(_FORMULA) else value


class _Handed:
    """A file that hands on what is written to it: ``csv`` gives that to whoever asked for the line."""

    def write(self, line: str) -> str:
        return line


_HANDED = _Handed()


def row(values: Sequence[str]) -> str:
    """One line, with its end."""
    line: str = csv.writer(_HANDED).writerow([safe(value) for value in values])
    return line
