"""PDFs for tests, written by hand: a page of words each, and what goes wrong with such files."""

import zlib
from collections.abc import Sequence


def pdf(*pages: str | Sequence[str]) -> bytes:
    """One page for each; a page's words by the line, or none at all."""
    return _file([_words(page.split("\n") if isinstance(page, str) else page) for page in pages])


def with_streams(*streams: tuple[bytes, str]) -> bytes:
    """A page for each content stream as it is given, with the name of its filter."""
    return _file(list(streams))


def drawn_on(text: str, drawing: bytes, *, turned: int = 0, below: bool = False, more: str = "") -> bytes:
    """A page of words on which something is drawn, above them or ``below``. ``turned``: by so many degrees. ``more``:
    of the page's dictionary."""
    written = words(text)
    stream = drawing + b" " + written if below else written + b" " + drawing
    return _file([(stream, "")], page=f" /Rotate {turned} {more}")


def bomb(size: int) -> bytes:
    """A page that is drawn by ``size`` bytes of instructions, packed to a thousandth."""
    line = b"(word) Tj T* "
    body = b"BT /F1 9 Tf 14 TL 72 720 Td " + line * (size // len(line)) + b"ET"
    return with_streams((zlib.compress(body, 9), "/FlateDecode"))


def encrypted() -> bytes:
    """Asks for a password that nobody has: the hashes in it are of none."""
    words = b"<" + b"00" * 32 + b">"
    crypt = b"<< /Filter /Standard /V 1 /R 2 /O " + words + b" /U " + words + b" /P -4 >>"
    return _file([_words(["Secret"])], trailer=b" /Encrypt " + crypt + b" /ID [<00><00>]")


def words(text: str) -> bytes:
    """What draws them."""
    return _words(text.split("\n"))[0]


def _words(lines: Sequence[str]) -> tuple[bytes, str]:
    shown = b"".join(b"(" + _escaped(line) + b") Tj T* " for line in lines if line)
    return b"BT /F1 11 Tf 14 TL 72 720 Td " + shown + b"ET ", ""


def _escaped(line: str) -> bytes:
    return line.encode("latin-1").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(streams: Sequence[tuple[bytes, str]], *, trailer: bytes = b"", page: str = "") -> bytes:
    """``page``: of each page's dictionary."""
    kids = b" ".join(f"{4 + 2 * place} 0 R".encode() for place in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count " + str(len(streams)).encode() + b" >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    ]
    for place, (body, packed) in enumerate(streams):
        told = (
            f"/Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * place} 0"
            f" R{page}"
        )
        objects.append(b"<< /Type /Page " + told.encode() + b" >>")
        filtered = f" /Filter {packed}" if packed else ""
        objects.append(f"<< /Length {len(body)}{filtered} >>\nstream\n".encode() + body + b"\nendstream")
    written, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    end = (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R".encode()
        + trailer
        + f" >>\nstartxref\n{len(written)}\n%%EOF".encode()
    )
    return written + head + table + end
