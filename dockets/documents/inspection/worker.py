"""Looks through a PDF, as a program of its own with the limits of ``pdf_worker``. Started by ``inspect`` alone.

Argument: the numbers of the pages to look through, from 1, as JSON, or ``null`` for all and what is beside them. Reads
the file from standard input and writes JSON to standard output: ``{"pages": …, "findings": […], "unlooked": […],
"leftovers_unread": …}``, as ``Inspection.from_json`` takes it, or ``{"failed": "…", "pages": …}``.
"""

import io
import json
import logging
import signal
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import pypdf
from pypdfium2 import PdfiumError

from dockets.documents.inspection.covered_pictures import find_pictures_under_boxes
from dockets.documents.inspection.findings import Finding, round_boxes
from dockets.documents.inspection.leftovers import RectFinding, find_leftovers
from dockets.documents.inspection.page_findings import (
    PageLetters,
    cut_page_end,
    find_personal_words,
    find_words_under_boxes,
)
from dockets.documents.pdf_worker import (
    CannotOpen,
    PagePlaces,
    forbid_opening,
    is_time_over,
    limit_resources,
    open_pdf,
)

PAGES_SECONDS = 14.0
"""Seconds after which no more pages are looked through."""
_LEFTOVERS_SECONDS, _AGAIN = 4.0, 0.05
"""Of CPU time for what is beside the pages; and from one reminder that it is over to the next."""
_MOST_FINDINGS = 2_000


class _TimeOver(BaseException):
    """What is beside the pages took too long. No ``Exception``, so that nobody who catches those goes on."""


def inspect_document(body: bytes, wanted: Sequence[int] | None) -> dict[str, Any]:
    """What the process answers."""
    try:
        document = open_pdf(body)
    except CannotOpen as refused:
        return refused.told
    beside: list[Finding | RectFinding] = []
    is_read = wanted is not None or _read_leftovers(body, beside)
    numbers = range(1, len(document) + 1)
    found, unlooked = _look_through(document, numbers if wanted is None else [one for one in wanted if one in numbers])
    found += [one if isinstance(one, Finding) else _place_boxes(document, one) for one in beside]
    found.sort(key=lambda one: (one.page, one.kind))
    return {
        "pages": len(document),
        "findings": [one.as_json() for one in dict.fromkeys(found[:_MOST_FINDINGS])],
        "unlooked": unlooked,
        "leftovers_unread": not is_read,
        "refused": "",
    }


def _look_through(document: Any, numbers: Iterable[int]) -> tuple[list[Finding], list[int]]:
    """The findings on pages, and the numbers of those that could not be looked through."""
    found: list[Finding] = []
    unlooked: list[int] = []
    before = ""
    for number in numbers:
        if is_time_over(PAGES_SECONDS):
            unlooked.append(number)
            continue
        try:
            page = document[number - 1]
            on_page, is_seen, before = _look_at_page(page, number, before)
            page.close()
        except PdfiumError:
            on_page, is_seen, before = [], False, ""
        found += on_page
        unlooked += [] if is_seen else [number]
    return found, unlooked


def _look_at_page(page: Any, number: int, before: str) -> tuple[list[Finding], bool, str]:
    """The findings, whether the page was looked through for dark boxes, and the end of its words."""
    words = page.get_textpage()
    letters = PageLetters(page, words)
    under = find_words_under_boxes(page, words, number, letters) if letters.letters.strip() else ([], [])
    found, covered = under or ([], [])
    found = [*found, *find_personal_words(letters, number, before, covered)]
    if under is not None:
        found += find_pictures_under_boxes(page, number)
    return found, under is not None, cut_page_end(letters)


def _read_leftovers(body: bytes, found: list[Finding | RectFinding]) -> bool:
    """Adds to ``found`` what is beside the pages; whether all of it could be read. Whatever a damaged file makes pypdf
    raise says only that it could not."""

    def stop(*_: object) -> None:
        raise _TimeOver

    signal.signal(signal.SIGPROF, stop)
    # Again and again: Python drops what is raised while it clears something away.
    signal.setitimer(signal.ITIMER_PROF, _LEFTOVERS_SECONDS, _AGAIN)
    try:
        reader = pypdf.PdfReader(io.BytesIO(body))
        if reader.is_encrypted:
            reader.decrypt("")
        for one in find_leftovers(reader):
            found.append(one)
            if len(found) == _MOST_FINDINGS:
                return False
    except (Exception, _TimeOver):
        return False
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return not LOST.any_lost


def _place_boxes(document: Any, found: RectFinding) -> Finding:
    """The finding with fractions of its page in the place of rectangles."""
    try:
        places = PagePlaces(document[found.page - 1], 1.0, 1.0)
    except (PdfiumError, IndexError):
        return Finding(found.kind, found.page, (), found.sentence)
    boxes = (places.find_box(left, bottom, right, top) for left, bottom, right, top in filter(None, found.rects))
    return Finding(found.kind, found.page, round_boxes(boxes), found.sentence)


class LostPieces(logging.Handler):
    """Notes whether pypdf went on without a part of a file because this process could not load or hold it. It says so
    in its log alone."""

    any_lost = False

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        self.any_lost = self.any_lost or any(word in said for word in ("OSError", "MemoryError", "ImportError"))


LOST = LostPieces()


def watch_log() -> None:
    """Has ``LOST`` hear what pypdf logs, and nobody else."""
    log = logging.getLogger("pypdf")
    log.propagate, log.handlers = False, [LOST]


def _read_once() -> None:
    """Has pypdf import what it imports at use: later nothing can be opened."""
    writer, written = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(10, 10)
    for page in writer.pages:
        page.compress_content_streams()
    writer.write(written)
    found: list[Finding | RectFinding] = []
    _read_leftovers(written.getvalue(), found)


def run_inspection_worker() -> None:
    wanted = json.loads(sys.argv[1])
    limit_resources()
    watch_log()
    _read_once()
    try:
        body = sys.stdin.buffer.read()
        forbid_opening()
        told = inspect_document(body, wanted)
    except MemoryError:
        told = {"failed": "huge"}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    run_inspection_worker()
