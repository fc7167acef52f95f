"""Where the bytes of documents lie, and what is drawn of their pages: the storage "documents" (``STORAGES``), guarded,
so that whoever asks it can tell a file that is not there from a storage that does not answer. Called by ``files``,
``reader_files`` and ``viewer``."""

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage, storages

AWAY = (
    "The files of documents cannot be reached just now: where they are kept does not answer. Nothing is lost; ask again"
    " in a moment."
)
RETRY_AFTER = 10
"""Seconds."""
_REST = 3.0
"""Seconds after a failure in which nobody in this process asks again: each would wait for as long as the first did."""

log = logging.getLogger(__name__)
_failed_at = {"documents": -_REST}


class StorageAway(OSError):
    """The storage does not answer, or refuses. ``str(error)`` is a sentence for a person."""

    def __init__(self) -> None:
        super().__init__(AWAY)


class DocumentStore:
    """The storage's methods. Each raises ``StorageAway`` where the storage cannot be reached."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def exists(self, name: str) -> bool:
        with report_storage_away():
            return self._storage.exists(name)

    def size(self, name: str) -> int:
        with report_storage_away():
            return self._storage.size(name)

    def open(self, name: str) -> "File[bytes]":
        """Raises ``FileNotFoundError``; where the whole folder has gone, as when a disk is not mounted, it is away."""
        try:
            with report_storage_away():
                return self._storage.open(name)
        except FileNotFoundError:
            if (folder := getattr(self._storage, "location", "")) and not Path(folder).exists():
                raise StorageAway from None
            raise

    def save(self, name: str, content: "File[bytes]") -> None:
        with report_storage_away():
            self._storage.save(name, content)

    def delete(self, name: str) -> None:
        with report_storage_away():
            self._storage.delete(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Raises ``FileNotFoundError``."""
        with report_storage_away():
            return self._storage.listdir(path)


def get_document_storage() -> DocumentStore:
    """Where the bytes lie, and what is drawn of their pages."""
    return DocumentStore(storages["documents"])


@contextmanager
def report_storage_away() -> Iterator[None]:
    """Raises ``StorageAway`` in the place of what a storage raises when it cannot be reached; a file that is not there
    is told as it is. Right after a failure it raises at once."""
    if time.monotonic() - _failed_at["documents"] < _REST:
        raise StorageAway
    try:
        yield
    except (FileNotFoundError, StorageAway):
        raise
    except _list_failures() as error:
        _failed_at["documents"] = time.monotonic()
        log.warning("The storage of documents cannot be reached: %s", error)
        raise StorageAway from error


def forget_failure() -> None:
    """Lets the storage be asked again at once."""
    _failed_at["documents"] = -_REST


def leave_for_later[**P](work: Callable[P, None]) -> Callable[P, None]:
    """For what is deleted after a transaction: it is done, and what stays in the storage can be found by
    ``manage.py check_documents``."""

    @wraps(work)
    def try_it(*args: P.args, **given: P.kwargs) -> None:
        try:
            work(*args, **given)
        except StorageAway:
            log.warning("Not deleted, since the storage is away: %s; manage.py check_documents finds it.", args)

    return try_it


def _list_failures() -> tuple[type[BaseException], ...]:
    """What a folder raises, and a bucket; of a module that was never imported nothing can come."""
    botocore: Any = sys.modules.get("botocore.exceptions")
    return (OSError, botocore.BotoCoreError, botocore.ClientError) if botocore else (OSError,)
