"""The matrix of claims as a picture for an article: SVG written here, PNG made of it, in fonts that the project brings along.

Its ground is light. An SVG's text stays text, in the fonts that its reader has; lines are broken by the widths of ours, with room
to spare.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from math import sqrt
from pathlib import Path

from django.conf import settings
from django.utils.html import escape

from dockets.print_style import full_date
from rulings.matrix_shape import Column, Line, Matrix, Now, Said

COLUMNS, CLAIMS = 6, 40
"""Shown at most: the latest rulings, the first claims. A picture with more could not be read."""
LINES_OF_REASON = 6
MOST_PIXELS = 8_000_000
"""Drawing takes a second for every ten million."""
_MARGIN, _CLAIM, _COLUMN, _NOW, _GAP = 44, 300, 236, 190, 26
_INK, _SOFT, _HAIR, _PAPER = "#1a1c1f", "#565a61", "#ddd8ce", "#fcfbf8"
_TONES = {"granted": "#1b6641", "denied": "#9d2929", "mixed": "#7d5100"}
"""As in the style sheet; the rest is soft grey, with a hollow mark."""
_SLACK = 1.04
_ANY_FONT = 1.13
"""How much wider than in our fonts a line may be in those of who opens an SVG."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Face:
    """A font at a size."""

    family: str
    weight: str
    size: int
    italic: bool = False
    fill: str = _INK

    @property
    def leading(self) -> int:
        return round(self.size * 1.36)


_HEAD = Face("serif", "Semibold", 30)
_KICKER = Face("sans", "Semibold", 14, fill=_SOFT)
_STAND = Face("serif", "Regular", 18)
_TITLE = Face("serif", "Semibold", 17)
_SMALL = Face("sans", "Regular", 14, fill=_SOFT)
_QUOTE = Face("serif", "Regular", 15, italic=True, fill=_SOFT)


def png(drawn: str, width: int, height: int) -> bytes:
    """Of an SVG of that size: twice as large, for sharp print, unless that would be more than ``MOST_PIXELS``."""
    zoom = min(2.0, sqrt(MOST_PIXELS / (width * height)))
    files = [str(_file(family, weight, italic)) for family, weight, italic in _FACES]
    import resvg_py  # Not at import: most processes draw none.

    return resvg_py.svg_to_bytes(svg_string=drawn, zoom=zoom, font_files=files, skip_system_fonts=True)


def svg(found: Matrix, site: str) -> str:
    return _drawn(found, site, _ANY_FONT).svg(f"What became of each claim: {_name(found)}", found.summary)


def png_of(found: Matrix, site: str) -> bytes:
    sheet = _drawn(found, site, _SLACK)
    return png(sheet.svg("", ""), sheet.width, sheet.y)


def _name(found: Matrix) -> str:
    return found.docket.case_name or found.docket.docket_number


def _drawn(found: Matrix, site: str, slack: float) -> "_Sheet":
    columns = found.columns[-COLUMNS:]
    width = max(2 * _MARGIN + _CLAIM + _GAP + len(columns) * (_COLUMN + _GAP) + _NOW, 900)
    sheet = _Sheet(width, slack)
    sheet.write(_KICKER, _MARGIN, width, "WHAT BECAME OF EACH CLAIM")
    sheet.y += 6
    sheet.write(_HEAD, _MARGIN, width - 2 * _MARGIN, _name(found))
    sheet.y += 4
    sheet.write(_STAND, _MARGIN, width - 2 * _MARGIN, found.summary)
    sheet.y += 22
    _heads(sheet, columns, found)
    for line in found.lines[:CLAIMS]:
        _row(sheet, line, len(columns))
    _foot(sheet, found, site)
    return sheet


def _places(columns: int) -> list[int]:
    """Where each column begins: claims, rulings, the status."""
    first = _MARGIN + _CLAIM + _GAP
    return [_MARGIN, *(first + (_COLUMN + _GAP) * at for at in range(columns + 1))]


def _heads(sheet: "_Sheet", columns: Sequence[Column], found: Matrix) -> None:
    places, bottoms, top = _places(len(columns)), [], sheet.y
    for place, column in zip(places[1:-1], columns, strict=True):
        sheet.y = top
        sheet.write(_TITLE, place, _COLUMN, column.title)
        sheet.write(_SMALL, place, _COLUMN, " · ".join(filter(None, [column.filing.told, column.filing.number])))
        bottoms.append(sheet.y)
    sheet.y = top
    sheet.write(_TITLE, places[-1], _NOW, full_date(found.on) if found.on else "Today")
    sheet.y = max([sheet.y, *bottoms]) + 8
    sheet.rule(_INK, 2)


def _row(sheet: "_Sheet", line: Line, columns: int) -> None:
    places, bottoms = _places(columns), []
    sheet.y += 12
    top = sheet.y
    sheet.write(_TITLE, places[0], _CLAIM, f"{line.label} · {line.claim.title}")
    sheet.write(_SMALL, places[0], _CLAIM, " · ".join(filter(None, [line.claim.ground, line.who])))
    bottoms.append(sheet.y)
    for place, cell in zip(places[1:-1], line.cells[len(line.cells) - columns :], strict=True):
        sheet.y = top
        for said in cell:
            _cell(sheet, place, said)
        bottoms.append(sheet.y)
    sheet.y = top
    for now in line.now:
        _now(sheet, places[-1], now)
    sheet.y = max([sheet.y, *bottoms]) + 12
    sheet.rule(_HAIR, 1)


def _cell(sheet: "_Sheet", place: int, said: Said) -> None:
    sheet.outcome(place, _COLUMN, said.label, said.tone)
    if said.parties:
        sheet.write(_SMALL, place, _COLUMN, f"as to {', '.join(said.parties)}", most=3)
    if said.undone:
        sheet.write(_SMALL, place, _COLUMN, said.undone)
    if said.reason:
        sheet.write(_SMALL, place, _COLUMN, said.reason, most=LINES_OF_REASON)
    if said.quotation:
        sheet.write(_QUOTE, place, _COLUMN, f"“{said.quotation}”", most=4)
    sheet.y += 4


def _now(sheet: "_Sheet", place: int, now: Now) -> None:
    sheet.outcome(place, _NOW, now.word, now.tone)
    if now.parties:
        sheet.write(_SMALL, place, _NOW, f"as to {', '.join(now.parties)}", most=3)
    if now.note:
        sheet.write(_SMALL, place, _NOW, now.note)
    sheet.y += 4


def _foot(sheet: "_Sheet", found: Matrix, site: str) -> None:
    sheet.y += 14
    left_out = [
        f"{len(found.columns) - COLUMNS} earlier rulings are not shown" if len(found.columns) > COLUMNS else "",
        f"{len(found.lines) - CLAIMS} more claims are not shown" if len(found.lines) > CLAIMS else "",
        "Some of it was read by machine"
        if any(said.machine for line in found.lines for cell in line.cells for said in cell)
        else "",
    ]
    docket = found.docket
    told = [f"{docket.court.name}, {docket.docket_number}", *left_out, f"{settings.SITE_NAME}, {site}"]
    sheet.write(_SMALL, _MARGIN, sheet.width - 2 * _MARGIN, ". ".join(filter(None, told)))
    sheet.y += 18


@dataclass(slots=True)
class _Sheet:
    """What is drawn, from the top down; ``y`` is where the next thing begins."""

    width: int
    slack: float
    """How much room a line is given beyond its own width in our fonts."""
    y: int = 36
    parts: list[str] = field(default_factory=list)

    def write(self, face: Face, x: int, width: int, text: str, most: int = 8) -> None:
        for line in _broken(face, int(width / self.slack), text, most):
            style = ' font-style="italic"' if face.italic else ""
            weight = ' font-weight="600"' if face.weight == "Semibold" else ""
            baseline = self.y + round(face.size * 1.02)
            look = f'font-family="{_STACKS[face.family]}" font-size="{face.size}" fill="{face.fill}"{weight}{style}'
            self.parts.append(f'<text x="{x}" y="{baseline}" {look}>{escape(line)}</text>')
            self.y += face.leading

    def outcome(self, x: int, width: int, word: str, tone: str) -> None:
        """The word in its colour, with its mark."""
        fill = _TONES.get(tone, _SOFT)
        centre = self.y + 10
        mark = f'r="5" fill="{fill}"' if tone in _TONES else f'r="4" fill="none" stroke="{fill}" stroke-width="2"'
        self.parts.append(f'<circle cx="{x + 5}" cy="{centre}" {mark}/>')
        self.write(Face("sans", "Semibold", 16, fill=fill), x + 18, width - 18, word)

    def rule(self, fill: str, height: int) -> None:
        self.parts.append(
            f'<rect x="{_MARGIN}" y="{self.y}" width="{self.width - 2 * _MARGIN}" height="{height}" fill="{fill}"/>'
        )
        self.y += height

    def svg(self, title: str, description: str) -> str:
        told = f"<title>{escape(_plain(title))}</title><desc>{escape(_plain(description))}</desc>"
        ground = f'<rect width="{self.width}" height="{self.y}" fill="{_PAPER}"/>'
        size = f'width="{self.width}" height="{self.y}" viewBox="0 0 {self.width} {self.y}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>{told}{ground}{"".join(self.parts)}</svg>\n'


def _broken(face: Face, width: int, text: str, most: int) -> list[str]:
    """Lines that fit; the last ends in "…" where there would be more than ``most``."""
    lines = [line for line, _ in zip(_lines(face, width, _plain(text)), range(most + 1), strict=False)]
    return [*lines[: most - 1], f"{lines[most - 1].rstrip(' .,;')} …"] if len(lines) > most else lines


def _lines(face: Face, width: int, text: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if _width(face, longer) <= width:
            line = longer
            continue
        if line:
            yield line
        *whole, line = _pieces(face, width, word)
        yield from whole
    if line:
        yield line


def _pieces(face: Face, width: int, word: str) -> list[str]:
    """A word that is wider than its column, cut."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and _width(face, pieces[-1] + sign) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)


_STACKS = {
    "serif": "Source Serif Pro, Georgia, serif",
    "sans": "Source Sans Pro, Helvetica, Arial, sans-serif",
}
_FACES = (
    ("serif", "Regular", False), ("serif", "Semibold", False), ("serif", "Regular", True), ("sans", "Regular", False),
    ("sans", "Semibold", False),
)  # fmt: skip


def _file(family: str, weight: str, italic: bool) -> Path:
    package, stem = {"serif": ("font_source_serif_pro", "SourceSerifPro"), "sans": ("font_source_sans_pro", "SourceSansPro")}[
        family
    ]
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise LookupError(f"{package} is not installed.")
    return Path(spec.origin).with_name("files") / f"{stem}-{'It' if italic else weight}.ttf"


def _width(face: Face, text: str) -> float:
    widths, unit = _metrics(face.family, face.weight, face.italic)
    return sum(widths.get(ord(sign), unit) for sign in text) / unit * face.size


@cache
def _metrics(family: str, weight: str, italic: bool) -> tuple[dict[int, int], int]:
    """Advance widths by code point, and the units of an em. A sign that the font lacks is taken to be as wide as that."""
    from fontTools.ttLib import TTFont

    with TTFont(_file(family, weight, italic), lazy=True) as font:
        advances = font["hmtx"].metrics
        return {code: advances[glyph][0] for code, glyph in font.getBestCmap().items()}, font["head"].unitsPerEm
