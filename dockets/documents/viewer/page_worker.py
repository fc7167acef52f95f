"""Draws one page of a PDF and says where its words stand, as a program of its own with the limits of ``pdf_worker``.

Arguments: the page's number from 1, and the picture's width in pixels. Reads the file from standard input and writes to
standard output a line of JSON, ``{"width": …, "height": …, "words": [[word, left, top, right, bottom], …]}`` or
``{"failed": "…"}``, and behind it the picture as WebP. The page's size is in points; the places of words are fractions
of its width and height, counted from the top left as the page is shown. Started by ``page_images`` alone.
"""

import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from dockets.documents.pdf_worker import CannotOpen, PagePlaces, forbid_opening, limit_resources, open_pdf

MOST_PIXELS = 16_000_000
"""A page that would have more at the width that is asked for is drawn smaller."""
MOST_LETTERS = 60_000
"""Of a page with more letters it is not said where they stand."""
_QUALITY, _METHOD = 72, 2
"""Of WebP with loss, for pages with colours or much between black and white."""
_SHADES = bytes((value * 15 + 127) // 255 * 17 for value in range(256))
_MOST_LOSSLESS = 0.25
"""A grey page is written without loss in these sixteen shades, unless that takes more bytes a pixel: words are sharper
then, and a page of them takes 70 kB instead of 140, and half the time."""

type Word = tuple[str, float, float, float, float]


class _WebP(io.BytesIO):
    """What Pillow writes to. By its name Pillow knows the format without importing all others first, which would take
    longer than drawing the page."""

    name = "page.webp"


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
        written = _WebP()
        picture.getchannel(0).point(_SHADES).convert("RGB").save(written, lossless=True, quality=0, method=0)
        if written.tell() < _MOST_LOSSLESS * picture.width * picture.height:
            return written.getvalue()
    written = _WebP()
    picture.save(written, quality=_QUALITY, method=_METHOD)
    return written.getvalue()


def _is_grey(picture: Any) -> bool:
    red, green, blue = (one.tobytes() for one in picture.split())
    return bool(red == green == blue)


def find_words(page: Any) -> Iterator[Word]:
    """The words of a page with their places, in the order in which the file has them."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    count = text.count_chars()
    if count > MOST_LETTERS:
        return
    place = PagePlaces(page, 1.0, 1.0)
    word, room, boxes = "", pdfium.FS_RECTF(), list[tuple[float, float, float, float]]()
    for index in range(count):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index))
        if not letter.isspace() and letter not in "\x00\x02\ufffe":
            pdfium.FPDFText_GetLooseCharBox(text, index, room)
            boxes.append((room.left, room.bottom, room.right, room.top))
            word += letter
        elif word:
            yield _place_word(word, boxes, place)
            word, boxes = "", []
    if word:
        yield _place_word(word, boxes, place)


def _place_word(word: str, boxes: Sequence[tuple[float, float, float, float]], place: PagePlaces) -> Word:
    """The word where its letters stand. Pages are turned by quarters only, so the letters need no turning one by
    one."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    left, top, right, bottom = place.find_box(min(lefts), min(bottoms), max(rights), max(tops))
    return word, round(left, 4), round(top, 4), round(right, 4), round(bottom, 4)


def run_page_worker() -> None:
    number, width = map(int, sys.argv[1:3])
    limit_resources()
    try:
        body = sys.stdin.buffer.read()
        from PIL import WebPImagePlugin  # noqa: F401 - for the loading

        forbid_opening()
        said, picture = draw_page(body, number, width)
    except MemoryError:
        said, picture = {"failed": "huge"}, b""
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + picture)
    sys.stdout.flush()
    os._exit(0)  # taking everything apart in order would take longer than reading the page


if __name__ == "__main__":
    run_page_worker()
