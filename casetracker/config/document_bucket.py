"""The files of documents in a bucket: the storage "documents" where ``CASETRACKER_DOCUMENTS_BUCKET`` is set. Settings
name the class; Django imports it when the first file is asked for, so that nobody else needs what the extra ``s3``
brings.

The bucket is private, and its addresses are told to nobody: each request passes through a view.
"""

import io
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from dockets.documents.storage import StorageAway

_PATIENCE = {"connect_timeout": 3, "read_timeout": 30, "retries": {"max_attempts": 2, "mode": "standard"}}
"""Seconds and tries: a page waits for it."""
_AT_ONCE = 2**16
"""Bytes that are read ahead."""


class DocumentBucket(S3Storage):  # type: ignore[misc]  # which brings no types
    """Files that are read as a stream from wherever somebody begins, not fetched whole. A file that is not there raises
    ``FileNotFoundError`` when it is opened, and when it goes while it is read."""

    def __init__(self, **given: Any) -> None:
        # Other servers than Amazon's often refuse the checksums that boto3 adds by itself, and have one name for all
        # buckets.
        sums, style = ("when_required", "path") if given.get("endpoint_url") else ("when_supported", "auto")
        config = Config(
            **_PATIENCE, signature_version="s3v4", s3={"addressing_style": style},
            request_checksum_calculation=sums, response_checksum_validation=sums,
        )  # fmt: skip
        super().__init__(client_config=config, **given)

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        if mode != "rb":
            raise ValueError("Files of documents are written whole.")
        found = self.bucket.Object(self._normalize_name(name))
        try:
            size = found.content_length
        except ClientError as error:
            raise _translate(error, name) from error
        return File(io.BufferedReader(_StoredBytes(found, size), _AT_ONCE), name)

    def url(self, name: str | None, *_: Any, **__: Any) -> str:
        raise NotImplementedError("Nobody is told an address of the bucket.")


class _StoredBytes(io.RawIOBase):
    """One object of the bucket."""

    def __init__(self, found: Any, size: int) -> None:
        self._found, self._size = found, size
        self._place = 0
        self._body: Any = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        if begin + offset != self._place:
            self._let_go()
            self._place = begin + offset
        return self._place

    def readinto(self, buffer: Any) -> int:
        if self._place >= self._size:
            return 0
        try:
            if self._body is None:
                self._body = self._found.get(Range=f"bytes={self._place}-")["Body"]
            some = self._body.read(len(buffer))
        except ClientError as error:
            raise _translate(error, self._found.key) from error
        except (BotoCoreError, HTTPClientError) as error:
            raise StorageAway from error
        buffer[: len(some)] = some
        self._place += len(some)
        return len(some)

    def close(self) -> None:
        self._let_go()
        super().close()

    def _let_go(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None


def _translate(error: ClientError, name: str) -> Exception:
    is_gone = error.response["ResponseMetadata"]["HTTPStatusCode"] == 404
    return FileNotFoundError(f"The bucket has no {name}.") if is_gone else StorageAway()
