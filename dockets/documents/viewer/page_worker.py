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

from dockets.documents.pdf_worker import CannotOpen, PagePlaces, forbid_opening, limit_resources, open_pdf

MOST_PIXELS = 16_000_000
"""A page that would have more at the width that is asked for is drawn smaller."""
MOST_LETTERS = 60_000
"""Of a page with more letters it is not said where they stand."""
_QUALITY, _METHOD = 72, 2
"""Of WebP with loss, for pages with colours or much between black and white."""
_SHADES, _MOST_LOSSLESS = 16, 0.25
"""A grey page is written without loss in so many shades, unless that takes more bytes a pixel: words are sharper then,
and a page of them takes 70 kB instead of 100, and half the time."""

type Word = tuple[str, float, float, float, float]


def draw_page(body: bytes, number: int, width: int) -> tuple[dict[str, Any], bytes]:
    """What is said of the page, and its picture."""
    from pypdfium2 import PdfiumError

    try:
        document = open_pdf(body)
        if not 1 <= number <= len(document):
            return {"failed": "no such page"}, b""
        document.init_forms()
        page = document[number - 1]
        across, down = page.get_size()
        return {"width": across, "height": down, "words": list(find_words(page))}, _encode(page, width)
    except (CannotOpen, PdfiumError):
        return {"failed": "damaged"}, b""


def _encode(page: Any, width: int) -> bytes:
    across, down = page.get_size()
    scale = min(width / across, (MOST_PIXELS / (across * down)) ** 0.5)
    picture = page.render(scale=scale).to_pil().convert("RGB")
    if _is_grey(picture):
        grey = picture.convert("L").quantize(_SHADES).convert("RGB")
        written = io.BytesIO()
        grey.save(written, "WEBP", lossless=True, quality=0, method=0)
        if written.tell() < _MOST_LOSSLESS * picture.width * picture.height:
            return written.getvalue()
    written = io.BytesIO()
    picture.save(written, "WEBP", quality=_QUALITY, method=_METHOD)
    return written.getvalue()


def _is_grey(picture: Any) -> bool:
    from PIL import ImageChops

    red, green, blue = picture.split()
    return ImageChops.difference(red, green).getbbox() is None is ImageChops.difference(green, blue).getbbox()


def find_words(page: Any) -> Iterator[Word]:
    """The words of a page with their places, in the order in which the file has them."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    count = text.count_chars()
    if count > MOST_LETTERS:
        return
    place = PagePlaces(page, 1.0, 1.0)
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
