"""Draws one page of a PDF and says where its words stand, as a program of its own with the limits of ``pdf_worker``.

Arguments: the page's number from 1, and the picture's width in pixels. Reads the file from standard input and writes to
standard output a line of JSON, ``{"width": …, "height": …, "words": [[word, left, top, right, bottom], …]}`` or
``{"failed": "…"}``, and behind it the picture as WebP. The page's size is in points; the places of words are fractions
of its width and height, counted from the top left as the page is shown. Started by ``page_images`` alone.
"""

import io
import json
import sys
from collections.abc import Iterator
from typing import Any

from dockets.documents.pdf_worker import forbid_opening, limit_resources

MOST_PIXELS = 16_000_000
"""A page that would have more at the width that is asked for is drawn smaller."""
MOST_LETTERS = 60_000
"""Of a page with more letters it is not said where they stand."""
_QUALITY, _METHOD = 72, 2
"""Of WebP: a page of words takes 50 to 100 kB and 0.05 s."""
_FINE = 65_536
"""Steps into which a page's width and height are cut when places are computed."""

type Word = tuple[str, float, float, float, float]


def draw_page(body: bytes, number: int, width: int) -> tuple[dict[str, Any], bytes]:
    """What is said of the page, and its picture."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PdfDocument(body) as document:
            if not 1 <= number <= len(document):
                return {"failed": "no such page"}, b""
            page = document[number - 1]
            document.init_forms()
            across, down = page.get_size()
            words = [] if across * down <= 0 else list(find_words(page))
            return {"width": across, "height": down, "words": words}, _encode(page, width)
    except PdfiumError:
        return {"failed": "damaged"}, b""


def _encode(page: Any, width: int) -> bytes:
    across, down = page.get_size()
    scale = min(width / across, (MOST_PIXELS / (across * down)) ** 0.5)
    picture = page.render(scale=scale).to_pil().convert("RGB")
    written = io.BytesIO()
    picture.save(written, "WEBP", quality=_QUALITY, method=_METHOD)
    return written.getvalue()


def find_words(page: Any) -> Iterator[Word]:
    """The words of a page with their places, in the order in which the file has them."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    count = text.count_chars()
    if count > MOST_LETTERS:
        return
    place = _Places(page)
    word, box = "", (2.0, 2.0, -1.0, -1.0)
    for index in range(count):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index))
        if letter.isspace() or letter in "\x00\x02\ufffe":
            if word:
                yield (word, *(round(edge, 4) for edge in box))  # type: ignore[misc] # four numbers
            word, box = "", (2.0, 2.0, -1.0, -1.0)
            continue
        left, top, right, bottom = place.find_box(*text.get_charbox(index, loose=True))
        word += letter
        box = min(box[0], left), min(box[1], top), max(box[2], right), max(box[3], bottom)
    if word:
        yield (word, *(round(edge, 4) for edge in box))  # type: ignore[misc]


class _Places:
    """Turns a box in the page's own coordinates into fractions of the page as it is shown, which may be turned."""

    def __init__(self, page: Any) -> None:
        self.page = page
        (self.x, self.y), (xx, xy), (yx, yy) = (self._place(*point) for point in ((0, 0), (1_000, 0), (0, 1_000)))
        self.slopes = (xx - self.x) / 1_000, (xy - self.y) / 1_000, (yx - self.x) / 1_000, (yy - self.y) / 1_000

    def _place(self, x: float, y: float) -> tuple[float, float]:
        import ctypes

        import pypdfium2.raw as pdfium

        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self.page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
        return across.value / _FINE, down.value / _FINE

    def find_box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        xx, xy, yx, yy = self.slopes
        across = sorted((self.x + left * xx + bottom * yx, self.x + right * xx + top * yx))
        down = sorted((self.y + left * xy + bottom * yy, self.y + right * xy + top * yy))
        return across[0], down[0], across[1], down[1]


def run_page_worker() -> None:
    number, width = map(int, sys.argv[1:3])
    limit_resources()
    try:
        body = sys.stdin.buffer.read()
        from PIL import Image

        Image.init()
        forbid_opening()
        said, picture = draw_page(body, number, width)
    except MemoryError:
        said, picture = {"failed": "huge"}, b""
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + picture)


if __name__ == "__main__":
    run_page_worker()
