"""Splits a file into rows: its delimiter, the lines above its headings, and each row with the line on which it begins.

Called by ``parse`` and ``source``. Pure. Everything takes time and memory in proportion to the file, whatever the file
is.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dockets.record.records import NotADocket, Refusal
from dockets.sources.table.columns import find_case_field, map_columns

MAX_COLUMNS = 200
MAX_ROWS = 100_000
MAX_CELL = 2_000_000
"""The most characters of one cell, more than any docket text accepted (``normalise.LONGEST_TEXT``): beyond it, a
quotation mark was not closed."""
_MAX_DELIMITERS = 20_000
"""The most delimiters on one line: a row of that many cells would take more memory than the file."""
_HEAD_LENGTH = 20_000
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_ABOVE = re.compile(r"[\"']?#\s*([A-Za-z][\w .-]{0,40}?)\s*[:=]\s*(.*)", re.DOTALL)
_SEPARATOR = re.compile(r"[\"']?sep=([,;\t|])[\"']?\s*", re.IGNORECASE)

csv.field_size_limit(MAX_CELL)  # process-wide, which is safe because nothing else here reads CSV


@dataclass(slots=True)
class TableHead:
    """The headings, and the lines above them."""

    heads: list[str]
    fields: list[str]
    """The field of each column, from ``map_columns``."""
    case: dict[str, str] = field(default_factory=dict)
    """Fields of the case from lines "# court: washsuperct" above the headings."""
    delimiter: str = ","
    line: int = 1
    """The line of the headings."""


@dataclass(slots=True)
class TableRow:
    line: int
    """The line on which the row begins, counted from 1."""
    cells: list[str]


def open_table(text: str) -> tuple[TableHead, Iterator[str]]:
    """The head of a table, and the lines below it. Raises ``NotADocket`` where there is no row, or the first is too
    long or too wide."""
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
            table = TableHead(heads, map_columns(heads), case, delimiter, number)
            return table, lines
    msg = "There is no row in this table. The first row names the columns (docs/import-csv.md)."
    raise NotADocket(msg)


def _case_field(line: str, case: dict[str, str]) -> tuple[str, str] | None:
    found = _ABOVE.match(line)
    name = find_case_field(found[1]) if found else ""
    # A spreadsheet fills such a line up with delimiters.
    return (name, found[2].strip(" \t\r\n,;|\"'")) if found and name else None


def _heads(line: str, number: int, delimiter: str) -> tuple[list[str], str]:
    if len(line) > _HEAD_LENGTH:
        columns = max(map(line.count, _DELIMITERS)) + 1
        msg = (
            f"The first row (line {number}) has {columns:,} columns in {len(line):,} characters: it does not name the"
            f" columns of a docket. At most {MAX_COLUMNS} are read."
        )
        raise NotADocket(msg)
    read = {mark: _cells(line, mark) for mark in ([delimiter] if delimiter else _DELIMITERS)}
    best = max(read, key=lambda mark: (sum(map(bool, map_columns(read[mark]))), len(read[mark])))
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


def iterate_table_rows(table: TableHead, lines: Iterator[str], refused: list[Refusal]) -> Iterator[TableRow]:
    """Every row that is not blank. A row that cannot be split into cells is refused, and the next row is read."""
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
            refused.append(
                Refusal(f"line {line}", f"This table has more than {MAX_ROWS:,} rows; the rest was left. Split it.")
            )
        elif any(map(str.strip, cells)):
            yield TableRow(line, cells)


def _bounded(lines: Iterator[str], table: TableHead) -> Iterator[str]:
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
    return (
        "A quotation mark stands in the middle of a cell. Put the whole cell in quotation marks and write those within"
        " twice."
    )


def explain_extra_cells(row: TableRow, table: TableHead) -> str:
    """Why a row with more cells than columns is refused; "" for any other row."""
    if not any(cell.strip() for cell in row.cells[len(table.heads) :]):
        return ""
    name = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}.get(table.delimiter, "delimiter")
    return (
        f"It has {len(row.cells):,} cells, and there are {len(table.heads)} columns. A text with a {name} in it must"
        " stand in quotation marks."
    )
