"""Turns a workbook of a spreadsheet program (.xlsx) into the table (CSV) that is in its first sheet. Pure; called where
uploads are taken in, so that what is stored is text, which can be masked."""

import csv
import io
import itertools
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import IO

MOST_ROWS, MOST_CELLS, MOST_BLANK = 20_000, 200_000, 1_000
"""Behind so many blank rows a sheet is over: formatting may reach down to its millionth row."""
MOST_UNPACKED = 60 * 2**20
"""Bytes of the parts of a workbook, unpacked."""
_PARTS = frozenset({"[Content_Types].xml", "xl/workbook.xml"})
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")


class BadWorkbook(ValueError):
    """Nothing of a workbook is taken. ``str(error)`` is a sentence for a person."""


def is_workbook(file: IO[bytes]) -> bool:
    """Whether a zip is a workbook."""
    try:
        with zipfile.ZipFile(file) as archive:
            return set(archive.namelist()) >= _PARTS
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return False


def convert_workbook(file: IO[bytes], name: str) -> bytes:
    """The first sheet as CSV. Raises ``BadWorkbook``."""
    import openpyxl  # a quarter of a second and 25 MB, for those who read a workbook alone

    try:
        _check_parts(file, name)
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False, keep_vba=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what a sheet says of its size may be anything, and its rows are filled up to it
            return _write_table(sheet.iter_rows(values_only=True), name)
        finally:
            book.close()
    except BadWorkbook:
        raise
    except Exception as error:  # openpyxl raises whatever the part that it reads makes it raise
        raise BadWorkbook(f"{name} is a damaged workbook, or has no sheet. Save it as CSV and choose that.") from error


def _check_parts(file: IO[bytes], name: str) -> None:
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise BadWorkbook(
                f"{name} would unpack to more than {MOST_UNPACKED // 2**20} MB. Save its first sheet as CSV."
            )
        for part in parts:
            with archive.open(part) as opened:
                head = opened.read(4_096).upper()
            if any(mark in head.replace(b"\0", b"") for mark in _DECLARES):
                raise BadWorkbook(f"{name} declares entities, as no spreadsheet program does, and was not opened.")
    file.seek(0)


def _write_table(rows: Iterable[tuple[object, ...]], name: str) -> bytes:
    out, cells, count = io.StringIO(), 0, 0
    writer, blank = csv.writer(out, lineterminator="\n"), 0
    for row in rows:
        words = [_write_cell(value) for value in row]
        while words and not words[-1]:
            words.pop()
        count, cells = count + 1, cells + len(row)
        if count > MOST_ROWS or cells > MOST_CELLS:
            raise BadWorkbook(f"{name} has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells. Make several of it.")
        if words:
            writer.writerows(itertools.repeat([], blank))
            writer.writerow(words)
        blank = 0 if words else blank + 1
        if blank > MOST_BLANK:
            break
    return out.getvalue().encode()


def _write_cell(value: object) -> str:
    """A cell as people write it: a date without a time of day as a date, a whole number without a decimal point."""
    match value:
        case None:
            return ""
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)
