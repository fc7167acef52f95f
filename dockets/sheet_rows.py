"""A sheet row by row, before any cleaning: by which an unchanged one is known at once, and in a changed one the rows that did.

Pure; used by ``merge``. Digests of raw rows cost a tenth of reading them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

import orjson

from dockets.observe import newest_first
from dockets.records import DocketRecord, EntryRecord

RULES = 3
"""Raise this when ``normalise``, ``observe`` or ``resolve`` change: sheets that look unchanged are then read again."""
DIGEST, FINGERPRINT = 12, 16
"""Bytes of a row's digest, and of the fingerprint of the observation that was made of it."""


def rows(record: DocketRecord) -> Sequence[EntryRecord]:
    """The entries of a record, oldest first, as ``observe`` counts them."""
    return record.entries[::-1] if newest_first(record.entries) else record.entries


def digests(entries: Sequence[EntryRecord]) -> list[bytes]:
    """``DIGEST`` bytes for each entry."""
    try:
        return [blake2b(spelled, digest_size=DIGEST).digest() for spelled in map(orjson.dumps, entries)]
    except TypeError:
        return [blake2b(_spelled(entry), digest_size=DIGEST).digest() for entry in entries]


def fingerprint(record: DocketRecord) -> str:
    """32 hexadecimal characters over everything that a record says, in its order, but for its time."""
    return blake2b(b"%d" % RULES + _spelled(replace(record, as_of=None)), digest_size=16).hexdigest()


def _spelled(record: DocketRecord | EntryRecord) -> bytes:
    """Everything in a record; the same bytes only for the same content."""
    try:
        return orjson.dumps(record)
    except TypeError:  # JSON has no words for lone surrogates; such a text is cleaned later, and until then it counts as it is
        return repr(record).encode("utf-8", "surrogatepass")


def repacked(kept: bytes, of_rows: Sequence[bytes], marks: Mapping[int, str]) -> bytes:
    """``kept`` with the rows at these places, or added at its end, as ``of_rows`` and ``marks`` (fingerprints) have them."""
    size, rows = DIGEST + FINGERPRINT, bytearray(kept)
    for place, mark in sorted(marks.items()):
        rows[place * size : (place + 1) * size] = of_rows[place] + bytes.fromhex(mark)
    return bytes(rows)


def packed(of_rows: Sequence[bytes], fingerprints: Sequence[str]) -> bytes:
    """As ``Sheet.rows`` keeps them."""
    return b"".join(digest + bytes.fromhex(mark) for digest, mark in zip(of_rows, fingerprints, strict=True))


def unpacked(kept: bytes) -> list[tuple[bytes, str]]:
    """Digest and fingerprint of each row."""
    size = DIGEST + FINGERPRINT
    return [(kept[start : start + DIGEST], kept[start + DIGEST : start + size].hex()) for start in range(0, len(kept), size)]
