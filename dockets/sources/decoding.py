"""Decodes bytes to text, as courts really send them. Every parser calls it first. Pure."""

import codecs
import re

MAX_BYTES = 50 * 1024 * 1024
"""The largest payload that any source accepts. Real docket pages have at most a few megabytes."""

_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode_payload(body: bytes) -> str:
    """Decodes a payload. Never raises.

    UTF-8 where valid; an invalid byte is read as windows-1252, which is what browsers do with the ISO-8859-1 that
    CM/ECF declares. So one bad byte costs one character and not the accents of the whole page. Characters that neither
    XML nor PostgreSQL can hold are removed.
    """
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return strip_control_marks(body[len(bom) :].decode(encoding, "casetracker-windows-1252"))
    return strip_control_marks(body.decode("utf-8", "casetracker-windows-1252"))


def strip_control_marks(text: str) -> str:
    """The text without NUL, other control characters than tab and line ends, lone surrogates and byte order marks."""
    return _NOT_TEXT.sub("", text)


def _read_as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    try:
        return bad.decode("windows-1252"), error.end
    except UnicodeDecodeError:
        return bad.decode("iso-8859-1"), error.end


codecs.register_error("casetracker-windows-1252", _read_as_windows_1252)
