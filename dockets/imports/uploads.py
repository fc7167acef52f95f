"""Queues uploaded files: one, several at once, a zip, which is taken whole, or a workbook, which is the table in it.
Called by the import desk; the runs are queued by ``run``.

A zip is checked before anything in it is unpacked; nothing of it is ever written to disk, so that file names in it have
no effect. Each file in it becomes a run of its own, even one that is refused: then its run says why.
"""

import io
import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from dockets.imports import actions, run
from dockets.models import ImportRun
from dockets.payloads.read import describe_oversize
from dockets.record.records import Refusal
from dockets.record.text import clean_line
from dockets.sources.decoding import MAX_BYTES
from dockets.sources.table import workbook

MOST_FILES = 1_000
"""Files in one zip."""
MOST_UNPACKED = 200 * 2**20
"""Bytes of all files of one zip, unpacked."""
MOST_SENT = 200 * 2**20
"""Bytes of one form including its files."""
RATIO = 100
"""How many times its packed size a file may have. Docket pages compress to a tenth, never to a hundredth."""
SMALL = 2**20
"""Bytes. A smaller file is no zip bomb, however well it is packed."""
type File = UploadedFile[Any]
_ZIPS = frozenset({b"PK\x03\x04", b"PK\x05\x06"})
"""How a zip begins: with a file, or empty."""
_CENTRAL = b"PK\x01\x02"
_CHUNK = 2**20


class BadArchive(ValueError):
    """A zip of which nothing is taken. ``str(error)`` is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A file of a zip: its bytes, or why it is refused."""

    name: str
    body: bytes = b""
    refused: str = ""


@dataclass(slots=True)
class QueuedUploads:
    """The runs of an upload. Several share a ``batch``."""

    runs: list[ImportRun]
    batch: str = ""


def queue_uploads(
    files: Sequence[File], *, source_slug: str, court_id: str, requested_by: AbstractBaseUser
) -> QueuedUploads:
    """Queues a preview for every file. Raises ``BadArchive`` where the only file is a zip of which nothing is taken.

    ``source_slug`` and ``court_id``: as a person gave them; "" to find them from the content.
    """
    is_many = len(files) > 1 or any(is_zip_file(file) and not _is_workbook(file) for file in files)
    batch = actions.create_batch_id() if is_many else ""
    taken = QueuedUploads([], batch)
    for file in files:
        for member in _members(file, alone=len(files) == 1):
            taken.runs.append(_queue(member, batch, source_slug, court_id, requested_by, file.content_type or ""))
    return taken


def _members(file: File, *, alone: bool) -> Iterator[ZipMember]:
    name = clean_line(file.name or "")[:400]
    if is_zip_file(file) and not _is_workbook(file):
        try:
            yield from iterate_zip_members(file, name)
        except BadArchive as error:
            if alone:
                raise
            yield ZipMember(name, refused=str(error))
    elif (file.size or 0) > MAX_BYTES:
        yield ZipMember(name, refused=describe_oversize(file.size or 0))
    else:
        file.seek(0)
        yield ZipMember(name, file.read())


def _queue(
    member: ZipMember, batch: str, source_slug: str, court_id: str, requested_by: AbstractBaseUser, media_type: str
) -> ImportRun:
    if not member.refused:
        return run.queue_import(
            member.body,
            name=member.name,
            source_slug=source_slug,
            court_id=court_id,
            requested_by=requested_by,
            media_type=media_type,
            previews=True,
            batch=batch,
            masks_later=True,
        )
    return run.note_refused(Refusal(member.name, member.refused), requested_by=requested_by, batch=batch)


def is_zip_file(file: File) -> bool:
    """Whether a file begins as a zip does; also workbooks do."""
    file.seek(0)
    return file.read(4) in _ZIPS


def _is_workbook(file: File) -> bool:
    return is_zip_file(file) and (file.size or 0) <= MAX_BYTES and workbook.is_workbook(file)


def iterate_zip_members(file: IO[bytes], name: str) -> Iterator[ZipMember]:
    """Every file of a zip, in its order. Raises ``BadArchive`` before the first one where the zip must not be
    opened."""
    _count(file, name)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise BadArchive(f"{name} is a damaged zip archive, and nothing of it was taken. Pack it again.") from error
    with archive:
        listed = [info for info in archive.infolist() if not info.is_dir() and not _is_litter(info.filename)]
        _measure(listed, name)
        for info in listed:
            yield _member(archive, info)


def _count(file: IO[bytes], name: str) -> None:
    """Checks the number of files by counting the signatures before each entry of the zip's directory: parsing a
    directory of a hundred thousand entries takes long."""
    file.seek(0)
    found, tail = 0, b""
    while chunk := file.read(_CHUNK):
        found += (tail + chunk).count(_CENTRAL)
        tail = chunk[-len(_CENTRAL) + 1 :]
        if found > MOST_FILES:
            raise BadArchive(
                f"{name} holds more than {MOST_FILES:,} files, and nothing of it was taken. Make several of it."
            )
    if not found:
        raise BadArchive(f"{name} is an empty zip archive, or a damaged one. Pack it again.")
    file.seek(0)


def _is_litter(name: str) -> bool:
    """Whether macOS or Windows added this file."""
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name in {".DS_Store", "Thumbs.db", "desktop.ini"}


def _measure(listed: Sequence[zipfile.ZipInfo], name: str) -> None:
    """Checks the sizes that the directory states; a file that turns out longer is not read beyond them."""
    if not listed:
        raise BadArchive(f"{name} is a zip archive without a file in it.")
    unpacked = sum(info.file_size for info in listed)
    if unpacked > MOST_UNPACKED:
        raise BadArchive(
            f"{name} would unpack to {unpacked / 2**20:,.0f} MB; at most {MOST_UNPACKED // 2**20} MB are taken."
            " Make several of it."
        )
    packed = sum(info.compress_size for info in listed)
    bombs = [info for info in listed if info.file_size > max(SMALL, RATIO * info.compress_size)]
    if bombs or unpacked > max(SMALL, RATIO * packed):
        what = clean_line(bombs[0].filename)[:200] if bombs else "what is in it"
        raise BadArchive(
            f"{name} was not opened: {what} would unpack to more than {RATIO} times its size, as no court file does."
            " If it is meant to, unpack it and choose the files."
        )


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> ZipMember:
    name = clean_line(info.filename)[:400]
    if why := _why_not(info):
        return ZipMember(name, refused=why)
    try:
        body = archive.read(info)
    except Exception:  # each compression method has errors of its own, LZMA's have no common base class
        return ZipMember(
            name, refused="It is damaged in the archive, or packed in a way that is not known. Pack it again."
        )
    if body[:4] in _ZIPS and not workbook.is_workbook(io.BytesIO(body)):
        return ZipMember(name, refused="This is a zip inside a zip, which is not opened. Choose it by itself.")
    return ZipMember(name, body)


def _why_not(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x1:
        return "It is encrypted. Unpack the archive with its password and choose the files."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "It is a link to another file, which is not followed. Choose that file."
    return describe_oversize(info.file_size) if info.file_size > MAX_BYTES else ""


class BoundedUpload(FileUploadHandler):
    """First of Django's upload handlers here: of a form that is too large no file is kept, in memory or on disk, and
    the view is told (``measure_oversized_form``)."""

    def handle_raw_input(
        self, input_data: object, meta: object, content_length: int, boundary: object, encoding: str | None = None
    ) -> None:
        self.too_large = content_length > MOST_SENT
        if self.request is not None and self.too_large:
            self.request.META["casetracker.too_large"] = content_length

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        if self.too_large:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler completes the file."""


def measure_oversized_form(meta: Mapping[str, object]) -> int:
    """From a request's ``META``: the bytes of a form that was too large, of which no file was kept; 0 for any other."""
    return int(str(meta.get("casetracker.too_large", 0)))
