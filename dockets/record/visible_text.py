"""Reads a text as a person would see it: escapes decoded, digits and dashes of other scripts as plain ones, invisible
characters and mark-up left out; and tells where in the original each place of it stands. Pure; called by ``privacy``.

Time and memory in proportion to the text.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from html.entities import html5

CELL = "\x1f"
"""Stands where a cell, a paragraph or another block begins or ends: words on its two sides are not one phrase."""

_ROUNDS = 4
"""HTML in JSON in HTML: how often escapes are decoded."""
_INVISIBLE = "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\udcad"
_ESCAPE = re.compile(
    rf"""&(?:\#(?:x[0-9a-f]{{1,6}}|[0-9]{{1,7}});?|[a-z]{{2,20}};)
    |\\ud[89ab][0-9a-f]{{2}}\\ud[c-f][0-9a-f]{{2}}|\\(?:u[0-9a-f]{{4}}|x[0-9a-f]{{2}}|[nrtf/"'\\])
    |[{_INVISIBLE}]""",
    re.IGNORECASE | re.VERBOSE,
)
_PAIR = len(r"\ud835\udfcf")
_SOFT_BREAK = re.compile(r"=\r?\n|=[0-9A-F]{2}")
_QUOTED_PRINTABLE = re.compile(r"Content-Transfer-Encoding:\s{0,9}quoted-printable", re.IGNORECASE)
_UNSEEN = re.compile(rf"[{_INVISIBLE}]")
_SHORT = {"n": "\n", "r": "\n", "t": " ", "f": "\f"}
_TAG = re.compile(
    r"<!--[^<>]{0,400}?-->|<!--|-->|<!\[CDATA\[|\]\]>|</?([a-z][a-z0-9:_-]{0,30})(?:[\s/][^<>]{0,2000})?>",
    re.IGNORECASE,
)
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "nobr",
    "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
})  # fmt: skip
_MASK_MARKS = {"•": "*", "●": "*", "∙": "*", "■": "*", "█": "*", "▪": "*", "×": "x", "·": ".", "‧": ".", "−": "-"}
_FEW = 40
"""So many characters are quicker replaced one after the other than all at once."""
_LOOSE_DASHES = "\u2043\u00ac\uff70"


class Layer:
    """A text made of another by replacing tokens. ``marks``: the places of dropped mark-up in the text below."""

    def __init__(self, below: str, tokens: Iterator[tuple[int, int, str]], *, keeps_marks: bool = False) -> None:
        pieces, place, length = [], 0, 0
        self.here: list[int] = []
        self.below: list[int] = []
        self.marks: list[tuple[int, int]] = []
        for start, end, words in tokens:
            pieces += [below[place:start], words]
            length += start - place
            self.here += [length, length + len(words)]
            self.below += [start, end]
            length, place = length + len(words), end
            if keeps_marks:
                self.marks.append((start, end))
        self.text = "".join([*pieces, below[place:]]) if pieces else below

    def list_places(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where a stretch of this text stands in the text below: several stretches if mark-up lies between."""
        left, right = self._find_start(start), self._find_end(end)
        places = []
        for mark in range(bisect_left(self.marks, (left, 0)), len(self.marks)):
            begin, close = self.marks[mark]
            if begin >= right:
                break
            if begin > left:
                places.append((left, begin))
            left = max(left, close)
        return [*places, (left, right)] if left < right else places

    def _find_start(self, place: int) -> int:
        row = bisect_right(self.here, place) - 1
        return place if row < 0 else self.below[row] + place - self.here[row]

    def _find_end(self, place: int) -> int:
        row = bisect_left(self.here, place)
        if row < len(self.here) and self.here[row] == place:
            return self.below[row]
        return place if row == 0 else self.below[row - 1] + place - self.here[row - 1]


class VisibleText:
    """A text in its two readings: ``decoded``, mark-up and all, and ``seen``, without the mark-up (None where there is
    none)."""

    def __init__(self, text: str) -> None:
        self._layers: list[Layer] = []
        self.decoded = text
        if "=" in text and _QUOTED_PRINTABLE.search(text):
            self._decode(_list_printed_bytes)
        for _ in range(_ROUNDS):
            if not ("&" in self.decoded or "\\" in self.decoded or not self.decoded.isascii()):
                break
            if not self._decode(_list_escapes):
                break
        self.decoded = _fold(self.decoded)
        marks = Layer(self.decoded, _list_tags(self.decoded), keeps_marks=True) if "<" in self.decoded else None
        self._marks = marks
        self.seen = marks.text if marks and marks.here else None

    def _decode(self, tokens: Callable[[str], Iterator[tuple[int, int, str]]]) -> bool:
        layer = Layer(self.decoded, tokens(self.decoded))
        if not layer.here:
            return False
        self._layers.append(layer)
        self.decoded = layer.text
        return True

    def locate_decoded(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where a stretch of ``decoded`` stands in the text itself."""
        places = [(start, end)]
        for layer in reversed(self._layers):
            places = [below for place in places for below in layer.list_places(*place)]
        return places

    def locate_seen(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where a stretch of ``seen`` stands in the text itself, without the mark-up in it."""
        stretches = self._marks.list_places(start, end) if self._marks else [(start, end)]
        return [place for stretch in stretches for place in self.locate_decoded(*stretch)]


def _list_escapes(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _ESCAPE.finditer(text):
        char = _decode_escape(found[0])
        if char is not None:
            yield found.start(), found.end(), char


def _list_printed_bytes(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _SOFT_BREAK.finditer(text):
        char = "" if found[0].endswith("\n") else chr(int(found[0][1:], 16))
        yield found.start(), found.end(), char


@cache
def _decode_named(name: str) -> str | None:
    char = html5.get(name) or html5.get(name.lower())
    return None if char is None or len(char) != 1 else "" if _UNSEEN.match(char) else char


def _decode_escape(token: str) -> str | None:
    """The character that an escape stands for, "" for one that nobody sees, None where it stands for none."""
    if token[0] == "&":
        if token[1] != "#":
            return _decode_named(token[1:])
        digits = token[2:].rstrip(";")
        return _make_char(int(digits[1:], 16) if digits[0] in "xX" else int(digits))
    if token[0] == "\\" and len(token) == _PAIR:
        high, low = int(token[2:6], 16), int(token[8:], 16)
        return _make_char(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00)
    if token[0] == "\\":
        return _make_char(int(f"0x{token[2:]}", 0)) if token[1] in "uUxX" else _SHORT.get(token[1].lower(), token[1])
    return ""


def _make_char(code: int) -> str | None:
    char = chr(code) if 0 < code < 0x110000 else None
    return "" if char and _UNSEEN.match(char) else char


def _list_tags(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _TAG.finditer(text):
        name = (found[1] or "").lower()
        yield found.start(), found.end(), "\n" if name == "br" else "" if not name or name in _INLINE else CELL


def _fold(text: str) -> str:
    """Digits, dashes, spaces and full-width letters as plain ones, character by character."""
    if text.isascii():
        return text
    plain = {char: folded for char in set(text) if char > "\x7f" and (folded := _fold_char(char)) != char}
    if len(plain) > _FEW:
        return text.translate({ord(char): folded for char, folded in plain.items()})
    for char, folded in plain.items():
        text = text.replace(char, folded)
    return text


@cache
def _fold_char(char: str) -> str:
    if "\udc80" <= char <= "\udcff" or "\x80" <= char <= "\x9f":
        byte = bytes([ord(char) & 0xFF])
        char = byte.decode("cp1252", "replace")
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.digit(char))
    if char in _MASK_MARKS:
        return _MASK_MARKS[char]
    if kind == "Pd" or char in _LOOSE_DASHES:
        return "-"
    if kind == "Zs":
        return " "
    if kind in ("Zl", "Zp") or char == "\x85":
        return "\n"
    plain = unicodedata.normalize("NFKC", char)
    return plain if kind != "No" and len(plain) == 1 and plain.isascii() else char
