"""Digests and fingerprints of a sheet's raw rows, before any cleaning: they show at once whether a sheet is unchanged,
and in a changed one which rows changed.

Pure; used by ``upsert_docket``. Digests of raw rows cost a tenth of parsing them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

import orjson

from dockets.payloads.observe import is_newest_first
from dockets.record.records import DocketRecord, EntryRecord

RULES = 3
"""Raise this when ``normalise``, ``observe`` or ``resolve`` change: sheets that look unchanged are then processed
again."""
DIGEST, FINGERPRINT = 12, 16
"""Bytes of a row's digest, and of the fingerprint of the observation made from it."""


def list_snapshot_rows(record: DocketRecord) -> Sequence[EntryRecord]:
    """The entries of a record, oldest first, as ``observe_entries`` counts them."""
    return record.entries[::-1] if is_newest_first(record.entries) else record.entries


def digest_rows(entries: Sequence[EntryRecord]) -> list[bytes]:
    """A digest of ``DIGEST`` bytes for each entry."""
    try:
        return [blake2b(spelled, digest_size=DIGEST).digest() for spelled in map(orjson.dumps, entries)]
    except TypeError:
        return [blake2b(_spelled(entry), digest_size=DIGEST).digest() for entry in entries]


def fingerprint_record(record: DocketRecord) -> str:
    """32 hexadecimal characters: a hash of everything in a record, in its order, except its time."""
    return blake2b(b"%d" % RULES + _spelled(replace(record, as_of=None)), digest_size=16).hexdigest()


def _spelled(record: DocketRecord | EntryRecord) -> bytes:
    """Everything in a record as bytes; equal only for equal content."""
    try:
        return orjson.dumps(record)
    except TypeError:  # JSON cannot encode lone surrogates; they are cleaned later, here the text counts as it is
        return repr(record).encode("utf-8", "surrogatepass")


def repack_rows(kept: bytes, of_rows: Sequence[bytes], marks: Mapping[int, str]) -> bytes:
    """``kept`` (as from ``pack_rows``) with the rows at these places replaced, or added at its end, from ``of_rows``
    (digests) and ``marks`` (place -> fingerprint)."""
    size, rows = DIGEST + FINGERPRINT, bytearray(kept)
    for place, mark in sorted(marks.items()):
        rows[place * size : (place + 1) * size] = of_rows[place] + bytes.fromhex(mark)
    return bytes(rows)


def pack_rows(of_rows: Sequence[bytes], fingerprints: Sequence[str]) -> bytes:
    """Digests and fingerprints in the form of ``Sheet.rows``."""
    return b"".join(digest + bytes.fromhex(mark) for digest, mark in zip(of_rows, fingerprints, strict=True))


def first_rows(kept: bytes, count: int) -> bytes:
    """The first ``count`` rows of what ``pack_rows`` returns."""
    return kept[: count * (DIGEST + FINGERPRINT)]


def unpack_rows(kept: bytes) -> list[tuple[bytes, str]]:
    """Digest and fingerprint of each row."""
    size = DIGEST + FINGERPRINT
    return [
        (kept[start : start + DIGEST], kept[start + DIGEST : start + size].hex()) for start in range(0, len(kept), size)
    ]
