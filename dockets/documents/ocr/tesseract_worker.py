"""Recognises words by Tesseract's command line, as a program of its own with limits that Tesseract inherits. Started by
``engines`` alone; it is given pictures that ``pictures.worker`` has drawn, never a file of a stranger.

Arguments: the number of pages, and where Tesseract lies. Reads pictures from standard input as ``picture_stream``
writes them, and writes to standard output a line of JSON for each, as ``OcrPage.from_json`` takes it.

Tesseract itself and not OCRmyPDF, which would write another PDF with a hidden layer of words: the file that is kept
stays as the court has sent it, byte by byte; each word keeps its own place and confidence, which that layer has no room
for; lines can be put in order; and neither Ghostscript nor another program has to open a file of a stranger.

Tesseract takes the two columns of a caption for one: its lines are cut at wide blanks and put in order here.
"""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping

from dockets.documents.ocr.picture_stream import read_pictures
from dockets.documents.ocr.reading_order import order_lines
from dockets.documents.ocr.results import OcrPage, OcrWord
from dockets.documents.pdf_worker import limit_resources

MEMORY = 1_000 * 2**20
"""Bytes of address space; 150 to 250 MB are resident."""
SECONDS_A_PAGE = 60
"""Of CPU time. A full page takes two to four."""
_LANGUAGE = "eng"
_BLANK = 0.03
"""Share of the page's width; between words there is a fifth of that."""
_WORD = "5"
"""The level of Tesseract's table on which words stand."""


def recognise_by_tesseract(program: str, number: int, picture: bytes) -> OcrPage:
    """The words of a picture of a page. Raises ``CalledProcessError`` where Tesseract fails."""
    done = subprocess.run(
        [program, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "3", "--dpi", "300", "tsv"],
        input=picture,
        capture_output=True,
        check=True,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"},
    )
    lines = [*parse_tesseract_table(done.stdout.decode("utf-8", "replace"))]
    parts = [part for line in lines for part in _cut_at_blanks(line)]
    order = order_lines([_find_corners(part) for part in parts], 1.0)
    return OcrPage(number, [[word for place in row for word in parts[place]] for row in order])


def _cut_at_blanks(line: list[OcrWord]) -> Iterator[list[OcrWord]]:
    part: list[OcrWord] = []
    for word in line:
        if part and word.box[0] - part[-1].box[2] > _BLANK:
            yield part
            part = []
        part.append(word)
    yield part


def _find_corners(part: list[OcrWord]) -> list[tuple[float, float]]:
    """From the top left clockwise, as the line is turned: by the middles of its first and its last word."""
    first, last = part[0].box, part[-1].box
    half = max(word.box[3] - word.box[1] for word in part) / 2
    left, right = (first[1] + first[3]) / 2, (last[1] + last[3]) / 2
    return [(first[0], left - half), (last[2], right - half), (last[2], right + half), (first[0], left + half)]


def parse_tesseract_table(table: str) -> Iterator[list[OcrWord]]:
    """The lines of Tesseract's table of tab-separated values, in its own order."""
    rows = [*csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)]
    width, height = next(((float(row["width"]), float(row["height"])) for row in rows if row["level"] == "1"), (1, 1))
    line: list[OcrWord] = []
    at: tuple[str, ...] = ()
    for row in rows:
        if row["level"] != _WORD or not (row["text"] or "").strip():
            continue
        place = row["block_num"], row["par_num"], row["line_num"]
        if place != at and line:
            yield line
            line = []
        at = place
        line.append(_read_word(row, width, height))
    if line:
        yield line


def _read_word(row: Mapping[str, str], width: float, height: float) -> OcrWord:
    left, top = float(row["left"]) / width, float(row["top"]) / height
    right, bottom = left + float(row["width"]) / width, top + float(row["height"]) / height
    return OcrWord(row["text"].strip(), (left, top, right, bottom), max(float(row["conf"]), 0.0) / 100)


def run_tesseract_worker() -> None:
    pages, program = int(sys.argv[1]), sys.argv[2]
    limit_resources(MEMORY, SECONDS_A_PAGE * pages)
    for number, body in read_pictures(sys.stdin.buffer):
        page = recognise_by_tesseract(program, number, body)
        sys.stdout.write(json.dumps(page.as_json()) + "\n")


if __name__ == "__main__":
    run_tesseract_worker()
