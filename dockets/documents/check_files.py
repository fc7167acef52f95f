"""Compares the rows of kept files with the storage. Called by ``manage.py check_documents``."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from dockets.documents.files import (
    FileMissing,
    build_file_name,
    delete_drawn_pages,
    delete_stray_bytes,
    delete_unshown_files,
    open_file,
)
from dockets.documents.storage import get_document_storage
from dockets.models import DocumentFile, DocumentText

_SETTLED = timedelta(hours=1)
"""A file that is not shown yet, but came more lately, belongs to an upload that a worker has in hand."""
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class FileFault:
    """``what``: "missing" (the bytes are not there), "damaged" (they are others), "unshown" (no document has it any
    more), "stray" (bytes without a row), "drawn" (pictures of a file's pages that no document shows). ``can_mend``:
    whether deleting it loses nothing."""

    what: str
    sha256: str
    can_mend: bool


def list_file_faults(now: datetime) -> Iterator[FileFault]:
    """What is not as it should be. Reads every file."""
    for row in DocumentFile.objects.order_by("pk").iterator():
        try:
            with open_file(row) as kept:
                digest = hashlib.sha256()
                while some := kept.read(_CHUNK):
                    digest.update(some)
            if digest.hexdigest() != row.sha256:
                yield FileFault("damaged", row.sha256, False)
        except FileMissing:
            yield FileFault("missing", row.sha256, False)
    shown = Exists(DocumentText.objects.filter(file=OuterRef("pk")))
    for sha256 in DocumentFile.objects.filter(~shown, kept_at__lt=now - _SETTLED).values_list("sha256", flat=True):
        yield FileFault("unshown", sha256, True)
    drawn = [
        sha256 for sha256 in _list_drawn() if not DocumentText.objects.shown().filter(file__sha256=sha256).exists()
    ]
    yield from (FileFault("drawn", sha256, True) for sha256 in drawn)
    for sha256 in _list_stored():
        if not DocumentFile.objects.filter(sha256=sha256).exists():
            yield FileFault("stray", sha256, True)


def _list_stored() -> Iterator[str]:
    store = get_document_storage()
    try:
        folders, _ = store.listdir("files")
    except FileNotFoundError:
        return
    for folder in sorted(folders):
        for name in sorted(store.listdir(f"files/{folder}")[1]):
            sha256 = name.removesuffix(".pdf")
            if build_file_name(sha256) == f"files/{folder}/{name}":
                yield sha256


def _list_drawn() -> Iterator[str]:
    """The files of whose pages anything was drawn."""
    store = get_document_storage()
    try:
        for folder in sorted(store.listdir("drawn")[0]):
            for sha256 in sorted(store.listdir(f"drawn/{folder}")[0]):
                if store.listdir(f"drawn/{folder}/{sha256}")[1]:
                    yield sha256
    except FileNotFoundError:
        return


def mend_file_fault(fault: FileFault) -> None:
    """Deletes what nothing shows. Does nothing about a file that is missing or damaged: it has to come back from a
    backup, or be brought in again."""
    if fault.what == "unshown":
        delete_unshown_files(DocumentFile.objects.filter(sha256=fault.sha256).values_list("pk", flat=True))
    elif fault.what == "drawn":
        delete_drawn_pages(fault.sha256)
    elif fault.what == "stray":
        delete_stray_bytes(fault.sha256)
