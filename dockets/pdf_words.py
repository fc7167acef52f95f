"""The words of a PDF: a program of its own, since what reads files of strangers may be made to run wild by one.

Reads the file from its input and writes JSON to its output: ``{"pages": […]}``, one text a page, or ``{"failed": "…"}``. It gives
itself limits on memory, time and what it writes, and opens no other file. Started by ``extract`` alone.
"""

import json
import resource
import sys

MEMORY = 1024 * 2**20
"""Bytes of address space. macOS does not hold a process to it; the time it does."""
SECONDS = 20
"""Of work. 1,000 pages take three."""
WRITTEN = 64 * 2**20
"""Bytes of output."""
MOST_PAGES = 1_000
LONGEST = 20_000_000
"""Characters in all."""
_PASSWORD = 4
"""FPDF_ERR_PASSWORD."""


def limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most, most if hard == resource.RLIM_INFINITY else min(most, hard)))


def words(body: bytes) -> dict[str, object]:
    # Only here: the limits are to hold for loading it, too.
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(body)
    except PdfiumError as error:
        return {"failed": "encrypted" if error.err_code == _PASSWORD else "damaged"}
    number = len(document)
    if number > MOST_PAGES:
        return {"failed": "long", "pages": number}
    pages: list[str] = []
    left = LONGEST
    for place in range(number):
        try:
            page = document[place]
            text = page.get_textpage().get_text_bounded()
            page.close()
        except PdfiumError:
            text = ""
        left -= len(text)
        if left < 0:
            return {"failed": "huge"}
        pages.append(text)
    return {"pages": pages}


def main() -> None:
    limit()
    try:
        told = words(sys.stdin.buffer.read())
    except MemoryError:
        told = {"failed": "huge"}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
