"""Extracts the words of the pages of a PDF or plain-text file that a person uploads. The PDF is read by a process of
its own (``pdf_worker``), with limits, so that no file can bring down this process. Called before
``texts.store_text``."""

import codecs
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from dockets.documents import pdf_worker
from dockets.documents.limited_process import PATIENCE, ProcessEnded, run_limited_program
from dockets.documents.pages import TextTooLong, split_pages, tidy_pages
from dockets.sources.decoding import decode_payload
from dockets.sources.describe import is_unreadable_file

_HEAD = 1024
"""Bytes at the beginning of a file within which "%PDF-" may stand, as PDF readers accept it."""
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype|<html|<\?xml|\{\\rtf)", re.IGNORECASE)

ENCRYPTED = "This PDF asks for a password, so nobody can read its words here. Save it without one and upload that."
DAMAGED = "This PDF is damaged or breaks off, and nothing of it was taken. Download it again."
TOO_MUCH = "Reading this PDF takes more memory or time than a document of a court needs, and nothing of it was taken."
SCANNED = "No words are in it: its pages are pictures. It can be looked at, and search does not find it."
NO_WORDS = "No words are in this file."
NOT_TAKEN = "This is neither a PDF nor plain text. Save it as one of these and upload that."


class CannotExtract(ValueError):
    """The file has no text that can be extracted. ``str(error)`` is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class ExtractedText:
    """Extracted pages as running text; ``is_paged``: whether the pages are the document's own. ``left_out``: how many
    words under dark boxes were omitted; ``unlooked``: pages on which nobody looked for such boxes."""

    pages: Sequence[str]
    is_paged: bool = True
    left_out: int = 0
    unlooked: int = 0

    @property
    def about_boxes(self) -> str:
        """What was omitted, in words for the uploader; "" where there is nothing to say."""
        said = []
        if self.left_out:
            lie, were = ("word lies", "was") if self.left_out == 1 else ("words lie", "were")
            said.append(f"{self.left_out:,} {lie} under dark boxes and {were} left out.")
        if self.unlooked:
            pages = f"{self.unlooked:,} page{'' if self.unlooked == 1 else 's'}"
            said.append(f"{pages} could not be looked through for words under dark boxes: do that yourself.")
        return " ".join(said)


def extract_words(body: bytes) -> ExtractedText:
    """The text of a PDF or text file; of a PDF whose pages are pictures it is empty. Raises ``CannotExtract``."""
    check_size(len(body))
    is_pdf = is_pdf_file(body)
    try:
        found = _of_pdf(body) if is_pdf else extract_words_of_text(_plain(body))
    except TextTooLong as error:
        raise CannotExtract(str(error)) from error
    if not any(found.pages) and not is_pdf:
        raise CannotExtract(NO_WORDS)
    return found


def get_most_bytes() -> int:
    """The size of the largest file that is taken."""
    return int(settings.DOCUMENT_MEGABYTES) * 2**20


def check_size(size: int) -> None:
    """Raises ``CannotExtract`` for more bytes than are taken."""
    if size > get_most_bytes():
        told = f"{size / 2**20:,.0f} MB; at most {settings.DOCUMENT_MEGABYTES:,} MB are taken."
        raise CannotExtract(f"This file has {told} Split it, or ask for a copy that was scanned with fewer dots.")


def extract_words_of_text(text: str) -> ExtractedText:
    """Of text that came as text. Raises ``TextTooLong``."""
    return ExtractedText(*split_pages(text))


def _plain(body: bytes) -> str:
    """A text file's content with the form feeds between its pages, which other texts are cleaned of."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode_payload(body)
    if is_unreadable_file(body) or b"\0" in body or _MARKUP.match(body):
        raise CannotExtract(NOT_TAKEN)
    return "\f".join(map(decode_payload, body.split(b"\f")))


def is_pdf_file(body: bytes) -> bool:
    """Whether a reader of PDFs takes the file for one."""
    return b"%PDF-" in body[:_HEAD]


def _of_pdf(body: bytes) -> ExtractedText:
    told = _read(body)
    match told.get("failed"):
        case "encrypted":
            raise CannotExtract(ENCRYPTED)
        case "long":
            raise TextTooLong(
                f"It has {told['pages']:,} pages; at most {pdf_worker.MOST_PAGES:,} are taken. Take a part of it."
            )
        case "damaged":
            raise CannotExtract(DAMAGED)
        case "huge":
            raise CannotExtract(TOO_MUCH)
    pages: list[str] = told["pages"]
    if not pages:
        raise CannotExtract(DAMAGED)
    return ExtractedText(tidy_pages(pages), left_out=told["left_out"], unlooked=told["unlooked"])


def _read(body: bytes) -> dict[str, Any]:
    """Runs the PDF process and returns its answer."""
    try:
        told: dict[str, Any] = json.loads(run_limited_program(pdf_worker.__name__, body, patience=PATIENCE))
    except ProcessEnded:
        raise CannotExtract(TOO_MUCH) from None
    return told
