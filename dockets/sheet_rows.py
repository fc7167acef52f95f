"""A sheet row by row, before any cleaning: by which an unchanged one is known at once, and in a changed one the rows that did.

Pure; used by ``merge``. Digests of raw rows cost a tenth of reading them.
"""

from collections.abc import Sequence
from hashlib import blake2b
from operator import attrgetter

from dockets.observe import newest_first
from dockets.records import DocketRecord, EntryRecord

RULES = 1
"""Raise this when ``normalise``, ``observe`` or ``resolve`` change: sheets that look unchanged are then read again."""
DIGEST, FINGERPRINT = 12, 16
"""Bytes of a row's digest, and of the fingerprint of the observation that was made of it."""

_ENTRY = attrgetter(*(name for name in EntryRecord.__slots__ if name != "documents"))
_DOCUMENT = attrgetter("number", "description", "pacer_doc_id", "page_count", "file_size", "url")
_DOCKET = attrgetter(*(name for name in DocketRecord.__slots__ if name not in ("entries", "as_of")))


def rows(record: DocketRecord) -> Sequence[EntryRecord]:
    """The entries of a record, oldest first, as ``observe`` counts them."""
    return record.entries[::-1] if newest_first(record.entries) else record.entries


def digests(entries: Sequence[EntryRecord]) -> list[bytes]:
    """``DIGEST`` bytes for each entry."""
    raw = (repr((_ENTRY(entry), [_DOCUMENT(document) for document in entry.documents])) for entry in entries)
    return [blake2b(row.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest() for row in raw]


def fingerprint(record: DocketRecord, of_rows: Sequence[bytes]) -> str:
    """32 hexadecimal characters over everything that a record says, but for its time."""
    head = repr((RULES, _DOCKET(record), len(of_rows))).encode("utf-8", "surrogatepass")
    return blake2b(head + b"".join(of_rows), digest_size=16).hexdigest()


def packed(of_rows: Sequence[bytes], fingerprints: Sequence[str]) -> bytes:
    """As ``Sheet.rows`` keeps them."""
    return b"".join(digest + bytes.fromhex(mark) for digest, mark in zip(of_rows, fingerprints, strict=True))


def unpacked(kept: bytes) -> list[tuple[bytes, str]]:
    """Digest and fingerprint of each row."""
    size = DIGEST + FINGERPRINT
    return [(kept[start : start + DIGEST], kept[start + DIGEST : start + size].hex()) for start in range(0, len(kept), size)]
