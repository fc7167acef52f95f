"""Makes a PDF of pictures of a PDF's pages alone, so that nothing but what the pages show is in it. Called by whatever
publishes files, as a task: a page takes 0.12 seconds and, in grey, 0.1 to 0.4 MB. A long one is made in stretches of
pages, by several tasks, and joined.

The pictures are drawn by limited processes; what is put together here is our own writing and is not read again.
"""

import io
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import BinaryIO

from dockets.documents.inspection.inspect import DAMAGED, ENCRYPTED
from dockets.documents.pdf_worker import MOST_PAGES
from dockets.documents.pictures.draw import CannotDrawFile, DrawnPage, draw_page_pictures

DOTS = 300
"""An inch."""
MOST_BYTES = 400 * 2**20
TOO_MUCH = "Drawing the pages of this PDF takes more memory or time than a document of a court needs; nothing was made."
TOO_LARGE = "Pictures of this PDF's pages would take more than {:,} MB; nothing was made. Publish a part of it."
TOO_LONG = "This PDF has more than {:,} pages, so no pictures of them were made. Publish a part of it."
NOT_DRAWN = "Page {:,} of this PDF could not be drawn, so nothing was made. Withhold that page, or save the file anew."
CROWDED = (
    "Pages {:,} to {:,} of this PDF are so crowded that drawing them takes too long; nothing was made. Withhold them,"
    " or publish a part of it."
)
SLOW, _LOOKED_AT = 2.0, 30.0
"""Seconds that a page may take on average, ten times what it does; asked once so many seconds have passed."""
AT_ONCE = 50
"""Pages of one process: eight seconds, and 20 MB."""
WITHHELD = "Withheld"
_CHUNK = 2**20
_SAYS = {"encrypted": ENCRYPTED, "damaged": DAMAGED, "long": TOO_LONG.format(MOST_PAGES)}


class CannotRender(ValueError):
    """No file was made. ``str(error)`` is a sentence for an editor."""


def render_as_images(body: bytes | Path, withheld: Collection[int] = ()) -> bytes:
    """The PDF of pictures. ``withheld``: numbers of pages, from 1, in whose place a grey page stands that says so.
    Raises ``CannotRender``. A long one is better written to a file: ``write_as_images``."""
    out = io.BytesIO()
    write_as_images(body, withheld, out)
    return out.getvalue()


def write_as_images(body: bytes | Path, withheld: Collection[int], out: BinaryIO) -> None:
    """Writes the PDF of pictures page by page, as ``render_as_images`` makes it. Raises ``CannotRender``; what has been
    written by then is no PDF."""
    written = _PictureFile(out)
    written.begin()
    _draw_pages(body, withheld, written)
    written.finish()


@dataclass(frozen=True, slots=True)
class PageStretch:
    """Some pages of a PDF of pictures, as ``write_page_stretch`` writes them. ``places``: where each of its objects
    begins."""

    first: int
    last: int
    size: int
    places: Mapping[int, int]


def write_page_stretch(
    body: bytes | Path, withheld: Collection[int], out: BinaryIO, *, pages: Sequence[int], until: Callable[[], bool]
) -> PageStretch:
    """Writes the pictures of ``pages``, which follow one another, for as long as ``until`` does not say that it is
    enough, which is asked after each ``AT_ONCE`` pages. Raises ``CannotRender``."""
    written = _PictureFile(out, before=pages[0] - 1)
    for some in batched(pages, AT_ONCE):
        _draw_pages(body, withheld, written, some)
        if until():
            break
    return PageStretch(pages[0], written.last, written.size, written.places)


def join_page_stretches(stretches: Iterable[tuple[PageStretch, BinaryIO]], out: BinaryIO) -> None:
    """Writes the PDF of all its stretches, each with a file that stands where it begins. Raises ``CannotRender`` where
    it is too large."""
    written = _PictureFile(out)
    written.begin()
    for stretch, body in stretches:
        written.add_stretch(stretch, body)
    written.finish()


def _draw_pages(
    body: bytes | Path,
    withheld: Collection[int],
    written: "_PictureFile",
    pages: Sequence[int] | None = None,
) -> None:
    began, first = time.monotonic(), written.last + 1
    try:
        for page in draw_page_pictures(body, pages, dots=DOTS, undrawn=withheld):
            if page.page not in withheld and not page.form:
                raise CannotRender(NOT_DRAWN.format(page.page))
            written.add_page(page, is_withheld=page.page in withheld)
            took = time.monotonic() - began
            if took > _LOOKED_AT and took > SLOW * (page.page - first + 1):
                raise CannotRender(CROWDED.format(first, page.page))
    except CannotDrawFile as error:
        raise CannotRender(_SAYS.get(str(error), TOO_MUCH)) from None


class _PictureFile:
    """A PDF that is written page by page: a picture each (ISO 32000-1, 7.5 and 8.9.5). ``before``: how many pages
    another file has that it goes on from."""

    def __init__(self, out: BinaryIO, *, before: int = 0) -> None:
        self._out = out
        self.size = 0
        self.places: dict[int, int] = {}
        self.last = before

    def begin(self) -> None:
        self._write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")

    def add_stretch(self, stretch: PageStretch, body: BinaryIO) -> None:
        self.places |= {number: self.size + place for number, place in stretch.places.items()}
        while some := body.read(_CHUNK):
            self._write(some)
        self.last = stretch.last

    def add_page(self, page: DrawnPage, *, is_withheld: bool) -> None:
        number = 4 + 3 * self.last
        size = f"{page.width:.2f} {page.height:.2f}"
        if is_withheld:
            drawing, used = _draw_withheld(page), "/Font << /F 3 0 R >>"
        else:
            drawing = f"q {page.width:.2f} 0 0 {page.height:.2f} 0 0 cm /I Do Q".encode()
            used = f"/XObject << /I {number + 2} 0 R >>"
            self._add(number + 2, *_picture_of(page))
        told = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 {size}] /Resources << {used} >> /Contents {number + 1} 0 R"
        self._add(number, told.encode())
        self._add(number + 1, b"", drawing)
        self.last += 1

    def finish(self) -> None:
        kids = " ".join(f"{4 + 3 * page} 0 R" for page in range(self.last))
        self._add(1, b"/Type /Catalog /Pages 2 0 R")
        self._add(2, f"/Type /Pages /Count {self.last} /Kids [{kids}]".encode())
        self._add(3, b"/Type /Font /Subtype /Type1 /BaseFont /Helvetica")
        begin, last = self.size, max(self.places)
        rows = (f"{self.places[one]:010} 00000 n \n" if one in self.places else _FREE for one in range(1, last + 1))
        table = f"xref\n0 {last + 1}\n0000000000 65535 f \n{''.join(rows)}"
        self._write(f"{table}trailer\n<< /Size {last + 1} /Root 1 0 R >>\nstartxref\n{begin}\n%%EOF\n".encode())

    def _add(self, number: int, told: bytes, stream: bytes | None = None) -> None:
        self.places[number] = self.size
        self._write(f"{number} 0 obj\n<< ".encode() + told)
        if stream is not None:
            self._write(f" /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream\nendobj\n")
        else:
            self._write(b" >>\nendobj\n")

    def _write(self, some: bytes) -> None:
        self.size += self._out.write(some)
        if self.size > MOST_BYTES:
            raise CannotRender(TOO_LARGE.format(MOST_BYTES // 2**20))


_FREE = "0000000000 00000 f \n"


def _picture_of(page: DrawnPage) -> tuple[bytes, bytes]:
    """The dictionary and the stream of a page's picture. The lines of a PNG are a filter of PDF as they are."""
    told = f"/Type /XObject /Subtype /Image /Width {page.across} /Height {page.down} "
    if page.form == "png":
        told += "/ColorSpace /DeviceGray /BitsPerComponent 4 /Filter /FlateDecode /DecodeParms "
        told += f"<< /Predictor 15 /Colors 1 /BitsPerComponent 4 /Columns {page.across} >>"
        return told.encode(), b"".join(_list_png_data(page.body))
    colours = "DeviceGray" if _count_jpeg_bands(page.body) == 1 else "DeviceRGB"
    return f"{told}/ColorSpace /{colours} /BitsPerComponent 8 /Filter /DCTDecode".encode(), page.body


def _list_png_data(body: bytes) -> Iterator[bytes]:
    place = 8
    while place < len(body):
        length = int.from_bytes(body[place : place + 4])
        if body[place + 4 : place + 8] == b"IDAT":
            yield body[place + 8 : place + 8 + length]
        place += length + 12


def _count_jpeg_bands(body: bytes) -> int:
    """From the header of the frame: length, precision, height, width, and the count (ISO/IEC 10918-1, B.2.2)."""
    place = 2
    while body[place + 1] not in (0xC0, 0xC1, 0xC2):
        place += 2 + int.from_bytes(body[place + 2 : place + 4])
    return body[place + 9]


def _draw_withheld(page: DrawnPage) -> bytes:
    size = max(min(page.width, page.height) / 14, 1)
    left, middle = (page.width - 4.1 * size) / 2, page.height / 2
    ground = f"0.85 g 0 0 {page.width:.2f} {page.height:.2f} re f"
    return f"{ground} 0.25 g BT /F {size:.2f} Tf {left:.2f} {middle:.2f} Td ({WITHHELD}) Tj ET".encode()
