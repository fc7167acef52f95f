"""From a file that a person hands in to the words of its pages: PDF or plain text. The PDF is read by a process of its own
(``pdf_words``), with limits, so that whatever it holds, this process lives. Before ``document_texts``.
"""

import codecs
import json
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dockets import document_pages, pdf_words
from dockets.document_pages import TooLong
from dockets.sources.decoding import text_of
from dockets.sources.describe import is_no_text

MOST_BYTES = 20 * 2**20
PATIENCE = 30.0
"""Seconds until a process that waits instead of working is ended."""
_HEAD = 1024
"""Where in a file "%PDF-" may stand, as PDF readers take it."""
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype|<html|<\?xml|\{\\rtf)", re.IGNORECASE)
_ITSELF = Path(pdf_words.__file__)

ENCRYPTED = "This PDF asks for a password, so nobody can read its words here. Save it without one and upload that."
DAMAGED = "This PDF is damaged or breaks off, and nothing of it was taken. Download it again."
TOO_MUCH = "Reading this PDF takes more memory or time than a document of a court needs, and nothing of it was taken."
SCANNED = (
    "No words are in this PDF: its pages are pictures. Have a program recognise the text (OCR), and upload what that has made."
)
NO_WORDS = "No words are in this file."
NOT_TAKEN = "This is neither a PDF nor plain text. Save it as one of these and upload that."


class CannotExtract(ValueError):
    """``str(error)`` is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """``pages`` as running text; ``is_paged``: whether they are the document's own. ``left_out``: words under dark boxes, which
    are not among them; ``unlooked``: pages on which nobody looked for any."""

    pages: Sequence[str]
    is_paged: bool = True
    left_out: int = 0
    unlooked: int = 0

    @property
    def about_boxes(self) -> str:
        """For whoever brought it in; "" where there is nothing to say."""
        said = []
        if self.left_out:
            lie, were = ("word lies", "was") if self.left_out == 1 else ("words lie", "were")
            said.append(f"{self.left_out:,} {lie} under dark boxes and {were} left out.")
        if self.unlooked:
            pages = f"{self.unlooked:,} page{'' if self.unlooked == 1 else 's'}"
            said.append(f"{pages} could not be looked through for words under dark boxes: do that yourself.")
        return " ".join(said)


def extract(body: bytes) -> Extracted:
    """Raises ``CannotExtract``."""
    if len(body) > MOST_BYTES:
        raise CannotExtract(f"This file has {len(body) / 2**20:.0f} MB; at most {MOST_BYTES // 2**20} MB are taken.")
    is_pdf = b"%PDF-" in body[:_HEAD]
    try:
        found = _of_pdf(body) if is_pdf else words_of(_plain(body))
    except TooLong as error:
        raise CannotExtract(str(error)) from error
    if not any(found.pages):
        raise CannotExtract(SCANNED if is_pdf else NO_WORDS)
    return found


def words_of(text: str) -> Extracted:
    """Of text that came as text. Raises ``TooLong``."""
    return Extracted(*document_pages.pages_of(text))


def _plain(body: bytes) -> str:
    """A text file with the form feeds between its pages, which other texts are read without."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return text_of(body)
    if is_no_text(body) or b"\0" in body or _MARKUP.match(body):
        raise CannotExtract(NOT_TAKEN)
    return "\f".join(map(text_of, body.split(b"\f")))


def _of_pdf(body: bytes) -> Extracted:
    told = _read(body)
    match told.get("failed"):
        case "encrypted":
            raise CannotExtract(ENCRYPTED)
        case "long":
            raise TooLong(f"It has {told['pages']:,} pages; at most {pdf_words.MOST_PAGES:,} are taken. Take a part of it.")
        case "damaged":
            raise CannotExtract(DAMAGED)
        case "huge":
            raise CannotExtract(TOO_MUCH)
    pages: list[str] = told["pages"]
    if not pages:
        raise CannotExtract(DAMAGED)
    return Extracted(document_pages.tidied(pages), left_out=told["left_out"], unlooked=told["unlooked"])


def _read(body: bytes) -> dict[str, Any]:
    """Files and no pipes: nobody has to read while the process writes, and the kernel holds it to how much it may."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as written:
        given.write(body)
        given.seek(0)
        started = subprocess.Popen(
            [sys.executable, "-P", "-s", "-E", str(_ITSELF)],
            stdin=given,
            stdout=written,
            stderr=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            start_new_session=True,
        )
        try:
            ended = started.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            ended = -signal.SIGKILL
        finally:
            started.kill()
            started.wait()
        written.seek(0)
        answer = written.read(pdf_words.WRITTEN)
    if ended:
        # Killed, or given up on: memory and time are what runs out; a crash of the reader is not told from that.
        raise CannotExtract(TOO_MUCH)
    told: dict[str, Any] = json.loads(answer)
    return told
