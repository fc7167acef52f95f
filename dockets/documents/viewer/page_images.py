"""Pictures of a kept file's pages, and where their words stand: drawn on demand by a process of its own
(``page_worker``), and kept in the storage until the file is deleted or withdrawn."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from django.core.files.base import ContentFile

from dockets.documents.files import build_drawn_folder, open_file
from dockets.documents.limited_process import ProcessEnded, run_limited_program
from dockets.documents.storage import get_document_storage
from dockets.models import DocumentFile

_WORKER = "dockets.documents.viewer.page_worker"
"""A name and no import: it loads PDFium and more, which only the process of its own needs."""
SMALL, WIDE, LARGE = 180, 900, 1_800
"""Pixels across: of a thumbnail, of a page, of one that is looked at closely."""
WIDTHS = (SMALL, WIDE, LARGE)
PATIENCE = 20.0
"""Seconds after which a process that draws is ended."""
_AT_ONCE = BoundedSemaphore(2)
_WAITED = 5.0
"""Seconds that a request waits for its turn. Two pages are drawn at a time by a process that serves pages."""
_FAILED = "This page could not be drawn: the file is damaged there, or asks for more memory or time than a page needs."


class CannotDraw(Exception):
    """The page has no picture. ``str(error)`` is a sentence for a person."""


class DrawingBusy(Exception):
    """Others are drawing; the same request can be made again in a few seconds."""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The size of a page in points, and its words with the fractions of the page between which each stands: left, top,
    right, bottom."""

    width: float
    height: float
    words: Sequence[tuple[str, float, float, float, float]]


def get_page_image(file: DocumentFile, number: int, width: int) -> bytes:
    """The picture of a page (from 1) as WebP, ``width`` (of ``WIDTHS``) pixels across. Raises ``CannotDraw``,
    ``DrawingBusy``, ``FileMissing`` and ``StorageAway``, as all here do."""
    kept = find_drawn_image(file, number, width)
    if kept is None and _read(f"{build_drawn_folder(file.sha256)}/{number}.json"):
        get_page_layout(file, number)  # a page that could not be drawn is not tried again
    return kept if kept is not None else _draw(file, number, width)[1]


def find_drawn_image(file: DocumentFile, number: int, width: int) -> bytes | None:
    """The picture of a page if it was drawn before."""
    return _read(f"{build_drawn_folder(file.sha256)}/{number}-{width}.webp")


def get_page_layout(file: DocumentFile, number: int) -> PageLayout:
    """Where the words of a page stand. Raises ``CannotDraw``, ``DrawingBusy`` and ``FileMissing``."""
    kept = _read(f"{build_drawn_folder(file.sha256)}/{number}.json")
    said = json.loads(kept) if kept is not None else _draw(file, number, WIDE)[0]
    if "failed" in said:
        raise CannotDraw(_FAILED)
    return PageLayout(said["width"], said["height"], [tuple(word) for word in said["words"]])


def _read(name: str) -> bytes | None:
    try:
        with get_document_storage().open(name) as kept:
            body: bytes = kept.read()
            return body
    except FileNotFoundError:
        return None


def _draw(file: DocumentFile, number: int, width: int) -> tuple[dict[str, Any], bytes]:
    """Draws and keeps both answers. That a page cannot be drawn is kept, too: a file that takes all the time that is
    allowed takes it once."""
    if not _AT_ONCE.acquire(timeout=_WAITED):
        raise DrawingBusy
    try:
        said, picture = _run(file, number, width)
    finally:
        _AT_ONCE.release()
    store, folder = get_document_storage(), build_drawn_folder(file.sha256)
    store.save(f"{folder}/{number}.json", ContentFile(json.dumps(said).encode()))
    if "failed" in said:
        raise CannotDraw(_FAILED)
    store.save(f"{folder}/{number}-{width}.webp", ContentFile(picture))
    return said, picture


def _run(file: DocumentFile, number: int, width: int) -> tuple[dict[str, Any], bytes]:
    """What the program says of the page, and its picture."""
    try:
        with open_file(file) as kept:
            answer = run_limited_program(_WORKER, kept, str(number), str(width), patience=PATIENCE)
    except ProcessEnded:
        return {"failed": "ended"}, b""
    said, _, picture = answer.partition(b"\n")
    return json.loads(said), picture
