"""The files of documents: kept once by their hash, opened, and deleted when nothing shows them any more.

The bytes lie in the storage "documents" (``STORAGES``): a folder of the data directory, or a bucket. Nothing there has
an address of its own: each request passes through a view, which knows who may see what. The row is written and the
bytes are stored under one lock per hash, so that nobody deletes what somebody keeps at the same moment.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile, File
from django.db import transaction

from dockets.db.locks import hold_word
from dockets.documents.inspection.findings import Inspection
from dockets.documents.storage import get_document_storage, leave_for_later
from dockets.models import DocumentFile, DocumentText

_LOCK = "document file"


class FileMissing(Exception):
    """The storage does not have the bytes of a file that is kept. ``str(error)`` is a sentence for a person."""


def build_file_name(sha256: str) -> str:
    """The name of a file's bytes in the storage."""
    return f"files/{sha256[:2]}/{sha256}.pdf"


def build_drawn_folder(sha256: str) -> str:
    """The folder of the storage with what was drawn of a file's pages. It can be deleted at any time."""
    return f"drawn/{sha256[:2]}/{sha256}"


def keep_file(body: bytes, *, page_count: int, now: datetime) -> DocumentFile:
    """Stores the bytes, unless they are there whole, and returns their row."""
    sha256 = hashlib.sha256(body).hexdigest()
    with transaction.atomic():
        hold_file(sha256)
        row, _ = DocumentFile.objects.get_or_create(
            sha256=sha256, defaults={"size": len(body), "page_count": page_count, "kept_at": now}
        )
        keep_bytes(sha256, body)
    return row


def note_inspection(row: DocumentFile, inspection: Inspection) -> None:
    """Keeps what was found in a file."""
    row.inspection = inspection.as_json()
    row.save(update_fields=["inspection"])


def get_inspection(row: DocumentFile) -> Inspection | None:
    """What was found in a file; None where nobody has looked yet."""
    return Inspection.from_json(row.inspection) if row.inspection else None


def hold_file(sha256: str) -> None:
    """Waits until nobody else writes or deletes the file's bytes; held until the transaction ends."""
    hold_word(_LOCK, sha256)


def keep_bytes(sha256: str, body: bytes) -> None:
    """Stores the bytes of that hash, unless they are there."""
    store, name = get_document_storage(), build_file_name(sha256)
    if not store.exists(name) or store.size(name) != len(body):  # a machine that failed leaves a part of a file
        store.save(name, ContentFile(body))


def open_file(row: DocumentFile) -> "File[bytes]":
    """The bytes of a kept file, to be read and closed by the caller. Raises ``FileMissing`` and ``StorageAway``."""
    try:
        return get_document_storage().open(build_file_name(row.sha256))
    except FileNotFoundError as error:
        raise FileMissing(f"The file {row.sha256[:12]} is kept, but its bytes are not in the storage.") from error


def has_bytes(row: DocumentFile) -> bool:
    """Whether the storage has something under the name of a kept file; ``manage.py check_documents`` compares it."""
    return get_document_storage().exists(build_file_name(row.sha256))


def delete_unshown_files(files: Iterable[int]) -> None:
    """Deletes those of the files (ids) that no text shows any more: the row in this transaction, the bytes and what was
    drawn of their pages when it is committed."""
    for key in sorted(set(files)):
        with transaction.atomic():
            row = DocumentFile.objects.select_for_update().filter(pk=key).first()
            if row is not None and not DocumentText.objects.filter(file=row).exists():
                row.delete()
                transaction.on_commit(partial(delete_stray_bytes, row.sha256))


@leave_for_later
def delete_stray_bytes(sha256: str) -> None:
    """Deletes the bytes of a file that has no row, and what was drawn of its pages."""
    with transaction.atomic():
        hold_file(sha256)
        if not DocumentFile.objects.filter(sha256=sha256).exists():  # else it was brought in again meanwhile
            get_document_storage().delete(build_file_name(sha256))
            delete_drawn_pages(sha256)


def delete_drawn_pages(sha256: str, *, beginning: str = "") -> None:
    """Deletes what was drawn of a file's pages, as when it is withdrawn, or of that what has a name with this
    ``beginning``. They are drawn again when asked for."""
    store, folder = get_document_storage(), build_drawn_folder(sha256)
    try:
        _, names = store.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        if name.startswith(beginning):
            store.delete(f"{folder}/{name}")
