"""The files of documents beside a dump: copied once into the folder ``documents`` next to it, since their content never
changes, listed for each dump, and read back by it."""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from dockets.documents.files import FileMissing, keep_bytes, open_file
from dockets.models import DocumentFile

FOLDER, LISTED = "documents", ".documents.json"
"""The folder beside the dumps, and the ending of a dump's list of hashes."""
_CHUNK = 2**20


def back_up_documents(dump: Path) -> Sequence[str]:
    """Copies the files that are kept now and are not in the folder beside ``dump`` yet, and writes the list of all of
    them. Returns what is missing, a sentence for each. Raises ``OSError`` where there is no room, and where they
    cannot be reached."""
    missing, hashes = [], []
    for row in DocumentFile.objects.order_by("pk").iterator():
        to = _locate(dump.parent, row.sha256)
        try:
            if not to.exists() or to.stat().st_size != row.size:
                _copy(row, to)
            hashes.append(row.sha256)
        except FileMissing as error:
            missing.append(str(error))
    listed = dump.with_name(f"{dump.name}{LISTED}")
    listed.touch(mode=0o600)
    listed.write_text(json.dumps(hashes))
    return missing


def _copy(row: DocumentFile, to: Path) -> None:
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = to.with_name(f"{to.name}.partial")
    partial.touch(mode=0o600)
    with open_file(row) as kept, partial.open("wb") as written:
        while some := kept.read(_CHUNK):
            written.write(some)
    os.replace(partial, to)


def list_damaged_documents(dump: Path) -> Sequence[str]:
    """The files that belong to ``dump`` and are not what they were when they came, a line for each; none for a dump
    without a list."""
    return [f"document {sha256[:12]}" for sha256 in _read_list(dump) if _hash(_locate(dump.parent, sha256)) != sha256]


def restore_documents(dump: Path) -> Sequence[str]:
    """Reads the files of ``dump`` back into the storage, each checked by its hash. Returns those that are missing or
    damaged, a line for each; they are not stored."""
    damaged = []
    for sha256 in _read_list(dump):
        path = _locate(dump.parent, sha256)
        body = path.read_bytes() if path.exists() else b""
        if hashlib.sha256(body).hexdigest() == sha256:
            keep_bytes(sha256, body)
        else:
            damaged.append(f"document {sha256[:12]}")
    return damaged


def forget_old_documents(folder: Path, dumps: Iterable[Path]) -> None:
    """Removes from the folder beside the dumps what none of ``dumps``, those that are kept, lists."""
    listed = {sha256 for dump in dumps for sha256 in _read_list(dump)}
    for path in (folder / FOLDER).glob("*/*.pdf"):
        if path.stem not in listed:
            path.unlink()


def _read_list(dump: Path) -> list[str]:
    listed = dump.with_name(f"{dump.name}{LISTED}")
    hashes: list[str] = json.loads(listed.read_text()) if listed.exists() else []
    return hashes


def _locate(folder: Path, sha256: str) -> Path:
    return folder / FOLDER / sha256[:2] / f"{sha256}.pdf"


def _hash(path: Path) -> str:
    if not path.exists():
        return ""
    with path.open("rb") as kept:
        return hashlib.file_digest(kept, "sha256").hexdigest()
