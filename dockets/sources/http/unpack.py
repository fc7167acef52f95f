"""Decompresses a response body piece by piece, never beyond a limit. Called by ``client``.

Not left to a client library, which decompresses each piece whole: a small piece can expand a thousandfold.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping

from dockets.record.records import FetchFailed


def unpack_body(pieces: Iterable[bytes], headers: Mapping[str, str], host: str, max_bytes: int) -> Iterator[bytes]:
    """Decompresses ``pieces`` from ``host`` according to ``headers``.

    Raises ``FetchFailed`` once there are more than ``max_bytes``, for an encoding that was not asked for, and where a
    compressed body breaks off; ``zlib.error`` where it is damaged.
    """
    size = 0
    for part in _parts(pieces, headers.get("content-encoding", "").strip().lower(), host, max_bytes):
        size += len(part)
        if size > max_bytes:
            msg = f"{host} sent more than {max_bytes:,} bytes; nothing of it was taken."
            raise FetchFailed(msg)
        yield part


def _parts(pieces: Iterable[bytes], packing: str, host: str, max_bytes: int) -> Iterator[bytes]:
    if packing in {"identity", ""}:
        yield from pieces
        return
    if packing not in {"gzip", "x-gzip", "deflate"}:
        msg = f"{host} sent its answer packed as “{packing[:20]}”, which was not asked for."
        raise FetchFailed(msg)
    unpacker = zlib.decompressobj(wbits=47 if "gzip" in packing else 15)
    for piece in pieces:
        yield unpacker.decompress(piece, max_bytes + 1)
    if not unpacker.eof and not unpacker.unconsumed_tail:
        msg = f"{host} broke off its answer."
        raise FetchFailed(msg)
