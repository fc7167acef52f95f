"""Reads the words of a PDF, as a program of its own: a malicious file can make a PDF reader run wild.

Reads the file from standard input and writes JSON to standard output: ``{"pages": […], "left_out": …, "unlooked": …}``,
one text a page, or ``{"failed": "…"}``. It limits its own memory, time and output, and can open no other file and no
connection once it reads. Started by ``extract``; programs that do more with a PDF import its limits and how it looks
under boxes (``dockets.documents.inspection``).

Words that the page covers with a dark box are left out, and counted in ``left_out``: a court that draws a bar over a
name leaves the name in the file. What a page shows is found by drawing it, which works for boxes, marks added later,
pictures and any stacking; so each page that has more on it than words and thin lines is drawn, for as long as ``LOOK``
allows. ``unlooked`` are the pages that were not.
"""

import codecs
import ctypes
import json
import math
import re
import resource
import sys
import time
from typing import Any

MEMORY = 300 * 2**20
"""Bytes of address space, so that no more are resident. The scan of a letter page in colours and 600 dpi takes 130
million. macOS does not enforce this limit; the limit on time it does."""
SECONDS = 20
"""Seconds of CPU time. 1,000 pages take three."""
WRITTEN = 64 * 2**20
"""Bytes of output."""
MOST_PAGES = 1_000
LONGEST = 20_000_000
"""Characters in all."""
LOOK = 10.0
"""Seconds after which no more pages are checked for boxes; a page of words and a box takes 0.05."""
REDACTED = "[redacted]"
_DARK = 64
"""Of 255: on a darker pixel no black letter can be seen."""
_COVERED = 0.95
"""Share of a letter's box that must be dark. Black letters fill no more than 0.7 of it, and white ones leave no more
than 0.9 dark."""
_SCALE = 2.0
"""Pixels per point."""
LARGEST = 2_000
"""Points. The picture of a larger page (a plan) would take too much memory."""
THICK = 4.0
"""Points. A thinner shape is a line under words or round a table."""
_BAR = b"\1" * 10
"""Ten dark pixels in a row, on seven rows: without that no word is covered."""
BEYOND_BOXES = frozenset({1, 2, 16, 20})
"""Annotations that cover nothing: text (a sticky note), link, popup, widget."""
_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile("d*w(?:[wd ]*[wd])?")
_FINE = 65_536
"""Steps into which a page's width and height are cut when places are computed."""
_BEGAN = time.monotonic()
_PASSWORD = 4
"""FPDF_ERR_PASSWORD."""


def limit_resources(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Limits this process, and each that it starts, to so many bytes of address space and seconds of CPU time."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most, most if hard == resource.RLIM_INFINITY else min(most, hard)))


class CannotOpen(Exception):
    """PDFium does not take the file. ``told``: what the process answers."""

    def __init__(self, **told: object) -> None:
        super().__init__(str(told))
        self.told = told


def open_pdf(body: bytes) -> Any:
    """PDFium's document. Raises ``CannotOpen``."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(body)
    except PdfiumError as error:
        raise CannotOpen(failed="encrypted" if error.err_code == _PASSWORD else "damaged") from error
    if len(document) > MOST_PAGES:
        raise CannotOpen(failed="long", pages=len(document))
    return document


def read_pdf_words(body: bytes) -> dict[str, object]:
    from pypdfium2 import PdfiumError

    try:
        document = open_pdf(body)
    except CannotOpen as refused:
        return refused.told
    number = len(document)
    pages: list[str] = []
    left, left_out, unlooked = LONGEST, 0, 0
    for place in range(number):
        try:
            page = document[place]
            text, hidden = _shown(page)
            left_out += hidden or 0
            unlooked += hidden is None
            page.close()
        except PdfiumError:
            text = ""
        left -= len(text)
        if left < 0:
            return {"failed": "huge"}
        pages.append(text)
    return {"pages": pages, "left_out": left_out, "unlooked": unlooked}


def _shown(page: Any) -> tuple[str, int | None]:
    """The words of a page that no dark box covers, and how many were left out; None where the page was not checked."""
    words = page.get_textpage()
    text: str = words.get_text_bounded()
    if not text.strip():
        return text, 0
    found = find_covered_words(page, words)
    return (text, None) if found is None else _without(*found, text)


def is_time_over(seconds: float) -> bool:
    """Whether the process has computed or lasted for so long: on a busy machine it is ended before its CPU time is."""
    return max(time.process_time(), time.monotonic() - _BEGAN) > seconds


def find_covered_words(page: Any, words: Any, *, marks: bool = True) -> tuple[str, list[tuple[int, int]]] | None:
    """The letters of a page's text and the stretches of them that dark boxes cover; None where the page was not
    checked. ``words``: PDFium's text page. ``marks``: whether annotations count. The letters are "" where nothing can
    cover any."""
    if not _is_drawn_on(page):
        return "", []
    if is_time_over(LOOK) or max(page.get_size()) > LARGEST:
        return None
    picture = PagePicture(page, marks=marks)
    if not picture.has_bars:
        return "", []
    letters = "".join(map(chr, list_letter_codes(words)))
    return letters, _find_runs(letters, [picture.is_covered(words, place) for place in range(len(letters))])


def list_letter_codes(words: Any) -> list[int]:
    """The letters of a page in PDFium's order and count, which are those of its boxes."""
    import pypdfium2.raw as pdfium

    return [pdfium.FPDFText_GetUnicode(words, place) for place in range(words.count_chars())]


def _is_drawn_on(page: Any) -> bool:
    """Whether anything on the page may cover words."""
    import pypdfium2.raw as pdfium

    for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, place)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind not in BEYOND_BOXES:
            return True
    edges = [ctypes.c_float() for _ in range(4)]
    for place in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, place)
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        pdfium.FPDFPageObj_GetBounds(drawn, *edges)
        left, bottom, right, top = (edge.value for edge in edges)
        if min(right - left, top - bottom) >= THICK:
            return True
    return False


class PagePlaces:
    """Turns places on a page into those on a picture of it, ``width`` times ``height``, as it is shown: cut and
    rotated. Computed at a finer scale, since PDFium tells whole numbers."""

    def __init__(self, page: Any, width: float, height: float) -> None:
        self._size = width / _FINE, height / _FINE
        self.origin, (right, below), (left, above) = (
            self._place(page, *point) for point in ((0, 0), (1_000, 0), (0, 1_000))
        )
        x, y = self.origin
        self.slopes = (right - x) / 1_000, (below - y) / 1_000, (left - x) / 1_000, (above - y) / 1_000

    def _place(self, page: Any, x: float, y: float) -> tuple[float, float]:
        import pypdfium2.raw as pdfium

        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
        return across.value * self._size[0], down.value * self._size[1]

    def find_box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the box in the picture, counted from its top left."""
        (x, y), (xx, xy, yx, yy) = self.origin, self.slopes
        across = sorted((x + left * xx + bottom * yx, x + right * xx + top * yx))
        down = sorted((y + left * xy + bottom * yy, y + right * xy + top * yy))
        return across[0], down[0], across[1], down[1]


class PagePicture:
    """A drawn page, each pixel dark or not. ``marks``: whether its annotations are drawn."""

    def __init__(self, page: Any, *, marks: bool = True) -> None:
        bitmap = page.render(scale=_SCALE, grayscale=True, may_draw_forms=False, draw_annots=marks)
        self.width, self.height, self.stride = bitmap.width, bitmap.height, bitmap.stride
        self.dark = bytes(bitmap.buffer).translate(bytes(shade < _DARK for shade in range(256)))
        bitmap.close()
        self.places = PagePlaces(page, self.width, self.height)

    @property
    def has_bars(self) -> bool:
        """Whether anything dark is long and thick enough to cover a letter; lines and most letters are not."""
        every = int.from_bytes(self.dark)
        for rows in (1, 2, 3):
            every &= every >> 8 * self.stride * rows
        return _BAR in every.to_bytes(len(self.dark))

    def is_covered(self, words: Any, place: int) -> bool:
        """Whether a letter's box is dark: along its line up to the next letters, and as high as the letter itself."""
        import pypdfium2.raw as pdfium

        room, itself = words.get_charbox(place, loose=True), words.get_charbox(place)
        upright = abs(math.cos(pdfium.FPDFText_GetCharAngle(words, place))) > 0.7
        (left, _, right, _), (_, bottom, _, top) = (room, itself) if upright else (itself, room)
        box = self.places.find_box(left, bottom, right, top)
        first, last = max(round(box[0]), 0), min(round(box[2]), self.width)
        rows = range(max(round(box[1]), 0), min(round(box[3]), self.height))
        if last <= first or not rows or not self.dark[rows[len(rows) // 2] * self.stride + (first + last) // 2]:
            return False
        dark = sum(self.dark.count(1, row * self.stride + first, row * self.stride + last) for row in rows)
        return bool(dark >= _COVERED * (last - first) * len(rows))


def _find_runs(letters: str, covered: list[bool]) -> list[tuple[int, int]]:
    """The stretches of words of which any letter is covered."""
    mask = ["d" if dark else " " if letter.isspace() else "x" for letter, dark in zip(letters, covered, strict=True)]
    for word in _WORD.finditer(letters):
        mask[word.start() : word.end()] = ("w" if any(covered[word.start() : word.end()]) else "x") * len(word[0])
    return [run.span() for run in _RUN.finditer("".join(mask))]


def _without(letters: str, runs: list[tuple[int, int]], text: str) -> tuple[str, int]:
    """Removes ``runs`` from ``letters``, and counts their words; returns ``text`` where there are none."""
    if not runs:
        return text, 0
    kept, place = [], 0
    for start, end in runs:
        kept += [letters[place:start], REDACTED]
        place = end
    return "".join([*kept, letters[place:]]), sum(len(letters[start:end].split()) for start, end in runs)


_CODECS = ("ascii", "charmap", "latin-1", "utf-8", "utf-16", "utf-16-be", "utf-16-le")
"""In which a PDF's strings may be: PDFium's are decoded here, and pypdf takes the others, each when it meets one."""


def forbid_opening() -> None:
    """Forbids opening any more files or connections. Everything needed is loaded before, under the other limits."""
    import pypdfium2  # noqa: F401 - for the loading

    for name in _CODECS:
        codecs.lookup(name)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def run_pdf_worker() -> None:
    limit_resources()
    try:
        body = sys.stdin.buffer.read()
        forbid_opening()
        told = read_pdf_words(body)
    except MemoryError:
        told = {"failed": "huge"}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    run_pdf_worker()
