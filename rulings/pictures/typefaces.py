"""The fonts of pictures: Source Serif for running text, Source Sans for labels and figures, and how wide words are in
them.

The files are Adobe's (OFL 1.1, ``fonts/LICENSE.txt``), so that a server needs no fonts of its own. They have Latin,
Greek and Cyrillic letters; the italic has only Latin. The only module that uses freetype.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dockets.format.xml_text import strip_non_xml
from rulings.pictures.palette import INK

STACKS = {
    "serif": "Source Serif Pro, Georgia, serif",
    "sans": "Source Sans Pro, Helvetica, Arial, sans-serif",
}
"""Font family names, with fallbacks for those who open an SVG."""
_FOLDER = Path(__file__).with_name("fonts")
_STEMS = {"serif": "SourceSerifPro", "sans": "SourceSansPro"}
_FACES = (
    ("serif", "Regular", False), ("serif", "Semibold", False), ("serif", "Regular", True), ("sans", "Regular", False),
    ("sans", "Semibold", False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Face:
    """A font at a size, in pixels."""

    family: str
    """"serif" or "sans"."""
    weight: str
    """"Regular" or "Semibold"."""
    size: int
    italic: bool = False
    fill: str = INK

    @property
    def leading(self) -> int:
        return round(self.size * 1.36)


def font_files() -> list[str]:
    """The paths of all font files that pictures use."""
    return [str(_file(family, weight, italic)) for family, weight, italic in _FACES]


def measure_text(face: Face, text: str) -> float:
    """Its width in pixels. A character that the font lacks counts as an em wide."""
    widths, unit = _metrics(face.family, face.weight, face.italic)
    return sum(widths.get(ord(sign), unit) for sign in text) / unit * face.size


def break_lines(face: Face, width: int, text: str, most: int) -> list[str]:
    """Lines that fit; the last ends in "…" where there would be more than ``most``."""
    lines = [line for line, _ in zip(_lines(face, width, strip_non_xml(text)), range(most + 1), strict=False)]
    return [*lines[: most - 1], f"{lines[most - 1].rstrip(' .,;')} …"] if len(lines) > most else lines


def fit_line(face: Face, width: int, text: str) -> str:
    """``text`` in one line, cut with "…" where it is too wide."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    if measure_text(face, line) <= width:
        return line
    while line and measure_text(face, f"{line}…") > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _lines(face: Face, width: int, text: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure_text(face, longer) <= width:
            line = longer
            continue
        if line:
            yield line
        *whole, line = _pieces(face, width, word)
        yield from whole
    if line:
        yield line


def _pieces(face: Face, width: int, word: str) -> list[str]:
    """Cuts a word that is wider than its column."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and measure_text(face, pieces[-1] + sign) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _file(family: str, weight: str, italic: bool) -> Path:
    return _FOLDER / f"{_STEMS[family]}-{'It' if italic else weight}.ttf"


@cache
def _metrics(family: str, weight: str, italic: bool) -> tuple[dict[int, int], int]:
    """Advance widths by code point, and the units of an em."""
    from freetype import FT_LOAD_NO_SCALE  # Not at import: most processes draw none.
    from freetype import Face as Font

    font = Font(str(_file(family, weight, italic)))
    widths = {code: font.get_advance(glyph, FT_LOAD_NO_SCALE) for code, glyph in font.get_chars() if glyph}
    return widths, font.units_per_EM
