"""How pictures of pages are handed to a program that recognises them: a line with the page's number and the picture's
bytes, then the picture. Pure; called by ``engines`` and its workers."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

MOST_BYTES = 64 * 2**20


def pack_pictures(pictures: Iterable[tuple[int, bytes]]) -> bytes:
    return b"".join(f"{number} {len(body)}\n".encode() + body for number, body in pictures)


def read_pictures(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Numbers and pictures. Raises ``ValueError`` on what ``pack_pictures`` has not written."""
    while line := stream.readline(32):
        number, length = map(int, line.split())
        if not 0 <= length <= MOST_BYTES:
            raise ValueError(f"A picture of {length} bytes")
        yield number, stream.read(length)
