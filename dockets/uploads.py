"""What a person hands in, as files: one by one, several at once, or a zip, which is taken whole. Before ``ingest``.

A zip is looked at before anything in it is unpacked; nothing of it is ever written to a disk, so that the names in it are only
words. Each file in it becomes a run of its own, also one that is refused: then its run says why.
"""

import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from dockets import ingest, run_actions
from dockets.models import ImportRun
from dockets.normalise import line
from dockets.read_payload import too_large
from dockets.records import Refusal
from dockets.sources.decoding import MAX_BYTES

MOST_FILES = 1_000
"""In one zip."""
MOST_UNPACKED = 200 * 2**20
"""Bytes of all files of one zip."""
MOST_SENT = 200 * 2**20
"""Bytes of one form with its files."""
RATIO = 100
"""How many times its packed size a file may have. Docket pages shrink to a tenth, never to a hundredth."""
SMALL = 2**20
"""Below this size nothing is a bomb, however well it is packed."""
type File = UploadedFile[Any]
_CENTRAL = b"PK\x01\x02"
_CHUNK = 2**20


class BadArchive(ValueError):
    """A zip of which nothing is taken. ``str(error)`` is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a zip: its bytes, or why it is not taken."""

    name: str
    body: bytes = b""
    refused: str = ""


@dataclass(slots=True)
class Taken:
    """What became of what was handed in. Several runs share a ``batch``."""

    runs: list[ImportRun]
    batch: str = ""


def take(files: Sequence[File], *, source_slug: str, court_id: str, requested_by: AbstractBaseUser) -> Taken:
    """Queues a preview for every file. Raises ``BadArchive`` where there is nothing else to be taken.

    ``source_slug`` and ``court_id``: as a person says; "" where the content is to tell.
    """
    batch = run_actions.new_batch() if len(files) > 1 or any(map(_is_zip, files)) else ""
    taken = Taken([], batch)
    for file in files:
        for member in _members(file, alone=len(files) == 1):
            taken.runs.append(_queue(member, batch, source_slug, court_id, requested_by, file.content_type or ""))
    return taken


def _members(file: File, *, alone: bool) -> Iterator[Member]:
    name = line(file.name or "")[:400]
    if _is_zip(file):
        try:
            yield from members(file, name)
        except BadArchive as error:
            if alone:
                raise
            yield Member(name, refused=str(error))
    elif (file.size or 0) > MAX_BYTES:
        yield Member(name, refused=too_large(file.size or 0))
    else:
        file.seek(0)
        yield Member(name, file.read())


def _queue(
    member: Member, batch: str, source_slug: str, court_id: str, requested_by: AbstractBaseUser, media_type: str
) -> ImportRun:
    if not member.refused:
        return ingest.queue_import(
            member.body,
            name=member.name,
            source_slug=source_slug,
            court_id=court_id,
            requested_by=requested_by,
            media_type=media_type,
            previews=True,
            batch=batch,
        )
    return ingest.note_refused(Refusal(member.name, member.refused), requested_by=requested_by, batch=batch)


def _is_zip(file: File) -> bool:
    file.seek(0)
    return file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}


def members(file: IO[bytes], name: str) -> Iterator[Member]:
    """Every file of a zip, in its order. Raises ``BadArchive`` before the first one where the whole is not to be opened."""
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
    """By the marks that stand before each entry of a zip's directory: reading a directory of a hundred thousand takes long."""
    file.seek(0)
    found, tail = 0, b""
    while chunk := file.read(_CHUNK):
        found += (tail + chunk).count(_CENTRAL)
        tail = chunk[-len(_CENTRAL) + 1 :]
        if found > MOST_FILES:
            raise BadArchive(f"{name} holds more than {MOST_FILES:,} files, and nothing of it was taken. Make several of it.")
    if not found:
        raise BadArchive(f"{name} is an empty zip archive, or a damaged one. Pack it again.")
    file.seek(0)


def _is_litter(name: str) -> bool:
    """What macOS and Windows put beside the files."""
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name in {".DS_Store", "Thumbs.db", "desktop.ini"}


def _measure(listed: Sequence[zipfile.ZipInfo], name: str) -> None:
    """By what the directory says of each file; a file that turns out longer is not read beyond it."""
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
        what = line(bombs[0].filename)[:200] if bombs else "what is in it"
        raise BadArchive(
            f"{name} was not opened: {what} would unpack to more than {RATIO} times its size, as no docket does. If it is"
            " meant to, unpack it and choose the files."
        )


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    name = line(info.filename)[:400]
    if why := _why_not(info):
        return Member(name, refused=why)
    try:
        body = archive.read(info)
    except Exception:  # each way of packing has errors of its own, LZMA's are related to none
        return Member(name, refused="It is damaged in the archive, or packed in a way that is not known. Pack it again.")
    if body[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return Member(name, refused="This is a zip inside a zip, which is not opened. Choose it by itself.")
    return Member(name, body)


def _why_not(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x1:
        return "It is encrypted. Unpack the archive with its password and choose the files."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "It is a link to another file, which is not followed. Choose that file."
    return too_large(info.file_size) if info.file_size > MAX_BYTES else ""


class BoundedUpload(FileUploadHandler):
    """The first of Django's upload handlers here: of a form that is too large no file is kept, in memory or on disk, and the view
    is told (``too_large``)."""

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
        """The next handler has it."""


def sent_too_much(meta: Mapping[str, object]) -> int:
    """Of a request's ``META``: the bytes of a form of which no file was kept; 0 for every other."""
    return int(str(meta.get("casetracker.too_large", 0)))
