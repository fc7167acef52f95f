"""A file cut into rows: its delimiter, the lines above its heads, and each row with the line on which it begins.

Known to ``table`` alone. Pure. Everything takes time and room in proportion to the file, whatever the file is.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dockets.records import NotADocket, Refusal
from dockets.sources import table_columns

MAX_COLUMNS = 200
MAX_ROWS = 100_000
MAX_CELL = 2_000_000
"""Characters. Longer than any docket text that is taken (``normalise.LONGEST_TEXT``): a quotation mark was not closed."""
_MAX_DELIMITERS = 20_000
"""On one line: a row of that many cells would take more room than the file."""
_HEAD_LENGTH = 20_000
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_ABOVE = re.compile(r"[\"']?#\s*([A-Za-z][\w .-]{0,40}?)\s*[:=]\s*(.*)", re.DOTALL)
_SEPARATOR = re.compile(r"[\"']?sep=([,;\t|])[\"']?\s*", re.IGNORECASE)

csv.field_size_limit(MAX_CELL)  # for the whole process, and the only one that it has: nothing else here reads CSV


@dataclass(slots=True)
class Table:
    """What stands above the rows."""

    heads: list[str]
    fields: list[str]
    """Of each column, as ``table_columns.fields`` names it."""
    case: dict[str, str] = field(default_factory=dict)
    """From lines "# court: washsuperct" above the heads."""
    delimiter: str = ","
    line: int = 1
    """Of the heads."""


@dataclass(slots=True)
class Row:
    line: int
    """On which it begins, counted from 1."""
    cells: list[str]


def opened(text: str) -> tuple[Table, Iterator[str]]:
    """The head of a table, and the lines below. Raises ``NotADocket`` where no row names a column that is known."""
    lines = iter(io.StringIO(text, newline=""))
    case: dict[str, str] = {}
    delimiter = ""
    for number, line in enumerate(lines, start=1):
        if not line.strip(" \t\r\n,;|\"'"):
            continue
        if found := _SEPARATOR.fullmatch(line):
            delimiter = found[1]
        elif name := _case_field(line, case):
            case.setdefault(*name)
        else:
            heads, delimiter = _heads(line, number, delimiter)
            table = Table(heads, table_columns.fields(heads), case, delimiter, number)
            return table, lines
    msg = "There is no row in this table. The first row names the columns (docs/import-csv.md)."
    raise NotADocket(msg)


def _case_field(line: str, case: dict[str, str]) -> tuple[str, str] | None:
    found = _ABOVE.match(line)
    name = table_columns.case_field(found[1]) if found else ""
    # A spreadsheet fills such a line up with delimiters.
    return (name, found[2].strip(" \t\r\n,;|\"'")) if found and name else None


def _heads(line: str, number: int, delimiter: str) -> tuple[list[str], str]:
    if len(line) > _HEAD_LENGTH:
        columns = max(map(line.count, _DELIMITERS)) + 1
        msg = (
            f"The first row (line {number}) has {columns:,} columns in {len(line):,} characters: it does not name the columns of "
            f"a docket. At most {MAX_COLUMNS} are read."
        )
        raise NotADocket(msg)
    read = {mark: _cells(line, mark) for mark in ([delimiter] if delimiter else _DELIMITERS)}
    best = max(read, key=lambda mark: (sum(map(bool, table_columns.fields(read[mark]))), len(read[mark])))
    heads = read[best]
    if len(heads) > MAX_COLUMNS:
        msg = f"The first row (line {number}) names {len(heads):,} columns; a table of a docket may have {MAX_COLUMNS}."
        raise NotADocket(msg)
    return heads, best


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []


def rows(table: Table, lines: Iterator[str], refused: list[Refusal]) -> Iterator[Row]:
    """Every row that is not blank. What cannot be cut into cells is refused, and the next row is read."""
    reader = csv.reader(_bounded(lines, table), delimiter=table.delimiter, strict=True, skipinitialspace=True)
    for count in range(MAX_ROWS + 1):
        line = table.line + reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            refused.append(Refusal(f"line {line}", _why(error)))
            if _is_open(error):
                return
            continue
        if cells is None:
            return
        if count == MAX_ROWS:
            refused.append(Refusal(f"line {line}", f"This table has more than {MAX_ROWS:,} rows; the rest was left. Split it."))
        elif any(map(str.strip, cells)):
            yield Row(line, cells)


def _bounded(lines: Iterator[str], table: Table) -> Iterator[str]:
    for number, line in enumerate(lines, start=table.line + 1):
        if line.count(table.delimiter) > _MAX_DELIMITERS:
            name = _DELIMITERS.get(table.delimiter, "delimiters")
            msg = f"Line {number} has {line.count(table.delimiter):,} {name}: this is no table of a docket."
            raise NotADocket(msg)
        yield line


def _is_open(error: csv.Error) -> bool:
    return "unexpected end of data" in str(error) or "field larger than" in str(error)


def _why(error: csv.Error) -> str:
    if _is_open(error):
        return "A quotation mark that opens in this row is never closed, so nothing from here on was read."
    return "A quotation mark stands in the middle of a cell. Put the whole cell in quotation marks and write those within twice."


def too_many_cells(row: Row, table: Table) -> str:
    """Why a row is refused that has more cells than there are columns; "" for another."""
    if not any(cell.strip() for cell in row.cells[len(table.heads) :]):
        return ""
    name = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}.get(table.delimiter, "delimiter")
    return (
        f"It has {len(row.cells):,} cells, and there are {len(table.heads)} columns. A text with a {name} in it must stand in "
        "quotation marks."
    )
