"""Reads our own PNGs: 8 bits a channel, with alpha, not interlaced."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

CHANNELS = 4


@dataclass(frozen=True, slots=True)
class Pixels:
    width: int
    height: int
    rows: list[bytearray]
    """Red, green, blue and alpha of each pixel."""

    def darkest(self, left: int, top: int, right: int, bottom: int) -> int:
        """The lowest value of any colour in that part, from 0 (black) to 255."""
        part = [row[left * CHANNELS : right * CHANNELS] for row in self.rows[top:bottom]]
        return min(min(row[channel::CHANNELS]) for row in part for channel in range(3))


def read_png(content: bytes) -> Pixels:
    """Raises ``AssertionError`` for what is no such PNG, ``zlib.error`` for a broken one."""
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    chunks = list(_chunks(content))
    assert chunks[0][0] == b"IHDR" and chunks[-1][0] == b"IEND"
    width, height, *form = struct.unpack(">IIBBBBB", chunks[0][1])
    assert form == [8, 6, 0, 0, 0]
    data = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    length = width * CHANNELS
    rows, above = [], bytearray(length)
    for place in range(0, len(data), length + 1):
        above = _unfiltered(data[place], bytearray(data[place + 1 : place + 1 + length]), above)
        rows.append(above)
    assert len(rows) == height
    return Pixels(width, height, rows)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place < len(content):
        length, name = struct.unpack(">I4s", content[place : place + 8])
        body = content[place + 8 : place + 8 + length]
        assert zlib.crc32(name + body) == struct.unpack(">I", content[place + 8 + length : place + 12 + length])[0]
        yield name, body
        place += 12 + length


def _unfiltered(kind: int, row: bytearray, above: bytearray) -> bytearray:
    """PNG (third edition), 9.2."""
    if kind == 0:
        return row
    if kind == 2:
        return bytearray([(value + up) & 255 for value, up in zip(row, above, strict=True)])
    for place in range(len(row)):
        left = row[place - CHANNELS] if place >= CHANNELS else 0
        corner = above[place - CHANNELS] if place >= CHANNELS else 0
        guess = (left, 0, (left + above[place]) >> 1, _paeth(left, above[place], corner))[kind - 1]
        row[place] = (row[place] + guess) & 255
    return row


def _paeth(left: int, up: int, corner: int) -> int:
    near = [abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)]
    return (left, up, corner)[near.index(min(near))]
