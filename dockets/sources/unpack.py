"""The body of an answer, unpacked piece by piece and never beyond a limit. Under ``http``.

Done here and not by a client library, which unpacks each piece whole: a small piece can hold a thousand times its size.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping

from dockets.records import FetchFailed


def unpacked(pieces: Iterable[bytes], headers: Mapping[str, str], host: str, max_bytes: int) -> Iterator[bytes]:
    """``pieces`` as they come from ``host``, undone as ``headers`` say they are packed.

    Raises ``FetchFailed`` once there are more than ``max_bytes``, on another packing than was asked for, and where a packed body
    breaks off; ``zlib.error`` where it is damaged.
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
