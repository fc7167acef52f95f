"""CSV rows as in RFC 4180, safe to open in a spreadsheet. Pure."""

import csv
import re
from collections.abc import Sequence

_FIRST = frozenset("'=+-@\t\r＝＋－＠")
"""Looked at before the pattern in whole rows, since hardly any cell begins with one."""
_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), or what looks already escaped, so
that escaping can be undone."""


_INSIDE = re.compile("(?<=[;\r\n])(?='*\"*[=+\\-@\t＝＋－＠])")
"""Where a cell begins for a spreadsheet that splits at semicolons, as those of countries with decimal commas do. It
knows quotation marks only where a cell begins with one, so it also splits at semicolons and line ends within one."""


def escape_formula(value: str) -> str:
    """Puts an apostrophe before what would be a formula, at the beginning or after a semicolon or a line end inside;
    spreadsheets then show it as text. Readers remove the apostrophe where a formula, or another apostrophe before one,
    follows."""
    inside = _INSIDE.sub("'", value)
    return f"'{inside}" if _FORMULA.match(value) else inside


class _Handed:
    """A file whose ``write`` returns the line; ``csv`` passes it on to the caller of ``writerow``."""

    def write(self, line: str) -> str:
        return line


_WRITER = csv.writer(_Handed())
"""Keeps nothing from one row to the next."""


def _may_hold_formula(value: str) -> bool:
    return value[:1] in _FIRST or ";" in value or "\n" in value or "\r" in value


def format_csv_row(values: Sequence[str]) -> str:
    """One row as a CSV line, with its line end."""
    line: str = _WRITER.writerow([escape_formula(value) if _may_hold_formula(value) else value for value in values])
    return line
