"""Rows of a table as RFC 4180 has it, safe to open in a spreadsheet. Pure."""

import csv
import re
from collections.abc import Sequence

_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection); and what looks like one that was made safe, so
that there is one way back."""


def safe(value: str) -> str:
    """With an apostrophe before what would be a formula: spreadsheets show the rest as text. Readers take the apostrophe off
    where a formula, or another apostrophe before one, follows."""
    return f"'{value}" if _FORMULA.match(value) else value


class _Handed:
    """A file that hands on what is written to it: ``csv`` gives that to whoever asked for the line."""

    def write(self, line: str) -> str:
        return line


_HANDED = _Handed()


def row(values: Sequence[str]) -> str:
    """One line, with its end."""
    line: str = csv.writer(_HANDED).writerow([safe(value) for value in values])
    return line
