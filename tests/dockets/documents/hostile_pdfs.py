"""PDFs that are made to do harm, by their names; and a program that hands each to everything that opens PDFs, and says
what came of it.

``python -m tests.dockets.documents.hostile_pdfs NAME …``: a line of JSON for each file and use, ``{"file": …, "use": …,
"said": …, "seconds": …, "megabytes": …}``: seconds of CPU time, and the most that any process so far had resident.
"""

import json
import resource
import sys
import zlib
from collections.abc import Callable, Mapping

from tests.support import pdfs

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
USED = b"/Resources << /Font << /F1 5 0 R >> "
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"
WORDS = b"BT /F1 11 Tf 72 720 Td (Words of an order) Tj ET"


def stream(body: bytes, told: bytes = b"", *, packed: int = 0) -> bytes:
    """``packed``: how often it is compressed."""
    for _ in range(packed):
        body = zlib.compress(body, 9)
    if packed:
        told += b" /Filter [" + b" /FlateDecode" * packed + b" ]"
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (told, len(body), body)


def build(*, trailer: bytes = b"", **changed: bytes) -> bytes:
    """A page of words, with objects put in the place of its own or beside them: catalog, pages, page, contents, font,
    and ``more6`` and up."""
    objects = {
        1: changed.pop("catalog", b"<< /Type /Catalog /Pages 2 0 R >>"),
        2: changed.pop("pages", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
        3: changed.pop("page", PAGE + USED + b">> >>"),
        4: changed.pop("contents", stream(WORDS)),
        5: changed.pop("font", FONT),
        **{int(name.removeprefix("more")): body for name, body in changed.items()},
    }
    written, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, max(places) + 1))
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (max(places) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (max(places) + 1, trailer, len(written))
    return written + head + rows + end


def draw(told: bytes, picture: bytes, *, packed: int) -> bytes:
    """A page with a picture."""
    image = stream(picture, b"/Type /XObject /Subtype /Image " + told, packed=packed)
    used = USED + b"/XObject << /X 6 0 R >> >> >>"
    return build(page=PAGE + used, contents=stream(WORDS + b" q 612 0 0 792 0 0 cm /X Do Q"), more6=image)


def forms(depth: int, times: int) -> bytes:
    """Forms that draw one another: ``times`` to the power of ``depth``."""
    told = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X %d 0 R >> >>"
    nested = {f"more{6 + level}": stream(b"/X Do " * times, told % (7 + level)) for level in range(depth)}
    last = {f"more{6 + depth}": stream(b"0 0 9 9 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]")}
    page = PAGE + USED + b"/XObject << /X 6 0 R >> >> >>"
    return build(page=page, contents=stream(WORDS + b" /X Do"), **nested, **last)


def crowded(pages: int = 1_000) -> bytes:
    """Pages that share five thousand annotations."""
    kids = b" ".join(b"%d 0 R" % (10 + place) for place in range(pages))
    mark = b"<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [1 1 2 2] >> "
    return build(
        pages=b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        more6=b"[" + mark * 5_000 + b"]",
        **{f"more{10 + place}": PAGE + USED + b">> /Annots 6 0 R >>" for place in range(pages)},
    )


LAUGHS = b"<!DOCTYPE x [<!ENTITY a0 'ha'>%s]><x>&a20;</x>" % b"".join(
    b"<!ENTITY a%d '%s'>" % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 21)
)
SCRIPT = b"<< /S /JavaScript /JS (while (true) app.alert(1)) /Next 6 0 R >>"
WIDE = b"1 beginbfrange <0000> <FFFF> <0000> endbfrange " * 2_000

FILES: Mapping[str, Callable[[], bytes]] = {
    "instructions": lambda: pdfs.bomb(40_000_000),
    "packed twice": lambda: build(contents=stream(bytes(400_000_000), packed=2)),
    "10,000 pages": lambda: pdfs.pdf(*["words"] * 10_000),
    "encrypted": pdfs.encrypted,
    "cut off": lambda: build()[:300],
    "cut in a stream": lambda: pdfs.bomb(1_000_000)[:-2_000],
    "pages in a circle": lambda: build(pages=b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"),
    "a form in itself": lambda: build(
        page=PAGE + USED + b"/XObject << /X 6 0 R >> >> >>",
        contents=stream(WORDS + b" /X Do"),
        more6=stream(b"/X Do", b"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"),
    ),
    "a length in itself": lambda: build(contents=b"<< /Length 4 0 R >>\nstream\n" + WORDS + b"\nendstream"),
    "an object in itself": lambda: build(contents=b"4 0 R"),
    "a table in a circle": lambda: build(trailer=b"/Prev 9"),
    "names in a circle": lambda: build(
        catalog=b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 6 0 R /JavaScript 6 0 R >> >>",
        more6=b"<< /Kids [6 0 R 6 0 R] >>",
    ),
    "forms in forms": lambda: forms(9, 10),
    "crowded": crowded,
    "a fine pattern": lambda: build(
        page=PAGE + USED + b"/Pattern << /P 6 0 R >> >> >>",
        contents=stream(WORDS + b" /Pattern cs /P scn 0 0 612 792 re f"),
        more6=stream(
            b"0 0 1 1 re f " * 1_000,
            b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 0.001 /YStep 0.001 /Resources << >>",
        ),
    ),
    "brackets": lambda: build(contents=stream(b"[" * 2_000_000 + WORDS, packed=1), more6=b"[" * 100_000),
    "states": lambda: build(contents=stream(b"q " * 5_000_000 + WORDS, packed=1)),
    "a vast picture": lambda: draw(
        b"/Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB", bytes(100_000_000), packed=1
    ),
    "no JPEG 2000": lambda: draw(b"/Width 9 /Height 9 /Filter /JPXDecode", b"\0\0\0\x0cjP  \r\n\x87\n" * 99, packed=0),
    "no JBIG2": lambda: draw(b"/Width 9 /Height 9 /BitsPerComponent 1 /Filter /JBIG2Decode", b"\x97JB2" * 99, packed=0),
    "a vast page": lambda: build(page=(PAGE + USED + b">> >>").replace(b"612 792", b"99999999 99999999")),
    "no page": lambda: build(page=(PAGE + USED + b">> >>").replace(b"612 792", b"0 -1")),
    "a broken font": lambda: build(
        font=FONT[:-2] + b"/FirstChar 0 /LastChar 999999999 /FontDescriptor << /FontFile2 6 0 R >> >>",
        more6=stream(b"\0\1\0\0\xff\xff" * 10_000, packed=1),
    ),
    "a wide font": lambda: build(font=FONT[:-2] + b"/ToUnicode 6 0 R >>", more6=stream(WIDE, packed=1)),
    "scripts": lambda: build(
        catalog=b"<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R /AcroForm << /XFA 6 0 R >> >>", more6=SCRIPT
    ),
    "laughs": lambda: build(catalog=b"<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>", more6=stream(LAUGHS)),
    "a web page before it": lambda: b"<html><script>alert(1)</script>" + build(),
    "an archive behind it": lambda: build() + b"PK\x03\x04" + bytes(2_000),
    "a program before it": lambda: b"MZ\x90\0" + build(),
}


def _extract(body: bytes) -> str:
    from dockets.documents.extract import CannotExtract, extract_words

    try:
        return f"read: {' '.join(extract_words(body).pages)[:80]}"
    except CannotExtract as error:
        return f"refused: {error}"


def _inspect(body: bytes) -> str:
    from dockets.documents.inspection.inspect import inspect_file

    found = inspect_file(body)
    kinds = ", ".join(sorted({one.kind for one in found.findings}))
    return f"refused: {found.refused}" if found.refused else f"read: {found.summary} ({kinds})"


def _render(body: bytes) -> str:
    from dockets.documents.inspection.render import CannotRender, render_as_images

    try:
        return f"read: {len(render_as_images(body))} bytes"
    except CannotRender as error:
        return f"refused: {error}"


USES: Mapping[str, Callable[[bytes], str]] = {"extract": _extract, "inspect": _inspect, "render": _render}


LONG = ("crowded", "a fine pattern")
"""Files with which each use takes all the time that it may: they are tried with the first use alone."""


def list_uses(file: str) -> list[str]:
    """What is done with a file."""
    return list(USES)[:1] if file in LONG else list(USES)


def main() -> None:
    for file in sys.argv[1:]:
        body = FILES[file]()
        for use in list_uses(file):
            run = USES[use]
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            said = run(body)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            megabytes = after.ru_maxrss / 1024
            told = {"file": file, "use": use, "said": said, "seconds": round(seconds, 1), "megabytes": round(megabytes)}
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
