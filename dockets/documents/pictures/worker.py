"""Draws pages of a PDF, as a program of its own with the limits of ``pdf_worker``. Started by ``draw`` alone.

Argument: JSON, ``{"pages": […] or null, "dots": …, "wordless": …, "undrawn": […]}``: the pages (from 1, null for all)
that are to be drawn, in how many dots an inch, whether those that have words are passed over, and of which the sizes
are enough. Reads the file from standard input. Writes to standard output a
line of JSON for each page, ``{"page": …, "width": …, "height": …, "words": …,
"form": "png" | "jpeg" | "", "across": …, "down": …, "bytes": …}``, and the picture's bytes behind it; at the end
``{"pages": …}``, how many the file has, or ``{"failed": "…"}``. Sizes are in points, ``across`` and ``down`` in pixels.
Whoever finds a page missing asks again for the rest: a process ends by itself when its time or room runs out.

A page in grey is written without loss in sixteen shades, which takes less room than a JPEG and leaves letters sharp;
one with colours, or with much between black and white, as JPEG.
"""

import io
import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from PIL import Image, ImageChops
from pypdfium2 import PdfiumError

from dockets.documents.pdf_worker import WRITTEN, CannotOpen, forbid_opening, is_time_over, limit_resources, open_pdf
from dockets.documents.pictures.text_layer import count_layer_words, has_text_layer

SECONDS = 12.0
"""After which no further page is begun."""
_ROOM = WRITTEN // 2
"""Bytes after which no further page is begun."""
MOST_PIXELS = 20_000_000
"""A page that would have more is drawn with fewer dots: a letter page has 8.4 million at 300 an inch."""
_QUALITY = 80
_PACKING = 4
"""Of PNG, from 1 to 9. The usual 6 takes a page of words a third longer, and saves two per cent."""
_SHADES = [(value * 15 + 127) // 255 for value in range(256)]
_PALETTE = [shade * 17 for shade in range(16) for _ in range(3)]
_COLOURED = 24
"""Of 255: how far the colours of a pixel may be apart in a page that is called grey."""
_BETWEEN = 0.15
"""Share of pixels that are neither nearly black nor nearly white, above which a page is a photograph."""


def draw_pages_of(document: Any, wanted: Mapping[str, Any]) -> Iterator[bytes]:
    """What is written of the pages. ``wanted``: the argument."""
    document.init_forms()
    room = _ROOM
    numbers = range(1, len(document) + 1)
    for number in numbers if wanted["pages"] is None else [one for one in wanted["pages"] if one in numbers]:
        if room < 0 or is_time_over(SECONDS):
            return
        told, picture = _draw_page(document, number, wanted)
        room -= len(picture)
        yield json.dumps(told).encode() + b"\n" + picture


def _draw_page(document: Any, number: int, wanted: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    told: dict[str, Any] = {"page": number, "width": 612.0, "height": 792.0, "words": 0, "form": "", "bytes": 0}
    try:
        page = document[number - 1]
        told["width"], told["height"] = page.get_size()
        if wanted["wordless"]:
            told["words"] = count_layer_words(page)
        if min(page.get_size()) <= 0 or has_text_layer(told["words"]) or number in wanted["undrawn"]:
            return told, b""
        form, picture, (across, down) = _encode(_render(page, wanted["dots"]))
        page.close()
    except (PdfiumError, MemoryError):
        return told, b""
    return told | {"form": form, "across": across, "down": down, "bytes": len(picture)}, picture


def _render(page: Any, dots: int) -> Image.Image:
    across, down = page.get_size()
    scale = min(dots / 72, (MOST_PIXELS / (across * down)) ** 0.5)
    picture: Image.Image = page.render(scale=scale).to_pil()
    return picture


def _encode(picture: Image.Image) -> tuple[str, bytes, tuple[int, int]]:
    """The form, the bytes, and the size in pixels."""
    written = io.BytesIO()
    if _has_colours(picture):
        picture.save(written, "JPEG", quality=_QUALITY, optimize=True)
        return "jpeg", written.getvalue(), picture.size
    grey = picture.convert("L")
    if sum(grey.histogram()[32:224]) > _BETWEEN * grey.width * grey.height:
        grey.save(written, "JPEG", quality=_QUALITY, optimize=True)
        return "jpeg", written.getvalue(), picture.size
    shades = grey.point(_SHADES)
    shades.putpalette(_PALETTE)
    shades.save(written, "PNG", bits=4, compress_level=_PACKING)
    return "png", written.getvalue(), picture.size


def _has_colours(picture: Image.Image) -> bool:
    red, green, blue = (picture if picture.mode == "RGB" else picture.convert("RGB")).split()
    apart = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return any(int(one.getextrema()[1]) > _COLOURED for one in apart)  # type: ignore[arg-type] # one band: two numbers


def run_picture_worker(written: BinaryIO) -> None:
    wanted = json.loads(sys.argv[1])
    limit_resources()
    try:
        body = sys.stdin.buffer.read()
        Image.init()
        forbid_opening()
        document = open_pdf(body)
        written.writelines(draw_pages_of(document, wanted))
        ended: dict[str, Any] = {"pages": len(document)}
    except CannotOpen as refused:
        ended = refused.told
    except MemoryError:
        ended = {"failed": "huge"}
    written.write(json.dumps(ended).encode() + b"\n")


if __name__ == "__main__":
    run_picture_worker(sys.stdout.buffer)
