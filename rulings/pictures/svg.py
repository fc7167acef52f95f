"""Draws pictures: shapes and lines of text as SVG, and PNG made of it. The only module that uses resvg."""

from dataclasses import dataclass, field
from math import sqrt

from django.utils.html import escape

from dockets.format.xml_text import strip_non_xml
from rulings.pictures.palette import PAPER, SOFT, TONES
from rulings.pictures.typefaces import STACKS, Face, font_files

MOST_PIXELS = 8_000_000
"""Pixels of the largest picture; drawing takes a second for every ten million."""


@dataclass(slots=True)
class Drawing:
    """The drawing so far, in pixels from the top left."""

    width: int
    parts: list[str] = field(default_factory=list)

    def text(self, face: Face, x: int, baseline: int, line: str, *, from_right: bool = False) -> None:
        """One line, unbroken; ``from_right``: it ends at ``x``."""
        style = ' font-style="italic"' if face.italic else ""
        weight = ' font-weight="600"' if face.weight == "Semibold" else ""
        anchor = ' text-anchor="end"' if from_right else ""
        look = f'font-family="{STACKS[face.family]}" font-size="{face.size}" fill="{face.fill}"{weight}{style}{anchor}'
        self.parts.append(f'<text x="{x}" y="{baseline}" {look}>{escape(strip_non_xml(line))}</text>')

    def rectangle(self, x: int, y: int, width: int, height: int, fill: str) -> None:
        self.parts.append(f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}"/>')

    def mark(self, x: int, y: int, tone: str, radius: int = 5) -> None:
        """The mark of an outcome: a disc in its colour, a ring where nothing is decided. ``x``, ``y``: its centre."""
        fill, ring = tone_colour(tone), max(2, radius // 3)
        solid = f'r="{radius}" fill="{fill}"'
        look = solid if tone in TONES else f'r="{radius - ring // 2}" fill="none" stroke="{fill}" stroke-width="{ring}"'
        self.parts.append(f'<circle cx="{x}" cy="{y}" {look}/>')

    def svg(self, height: int, title: str = "", description: str = "") -> str:
        """The whole picture. ``title`` and ``description`` are for screen readers."""
        told = f"<title>{escape(strip_non_xml(title))}</title><desc>{escape(strip_non_xml(description))}</desc>"
        ground = f'<rect width="{self.width}" height="{height}" fill="{PAPER}"/>'
        size = f'width="{self.width}" height="{height}" viewBox="0 0 {self.width} {height}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>{told}{ground}{"".join(self.parts)}</svg>\n'


def tone_colour(tone: str) -> str:
    """The colour of an outcome's tone; grey where nothing is decided."""
    return TONES.get(tone, SOFT)


def print_zoom(width: int, height: int) -> float:
    """Twice the size, for sharp print, unless that would be more than ``MOST_PIXELS``."""
    return min(2.0, sqrt(MOST_PIXELS / (width * height)))


def render_png(drawn: str, zoom: float = 1.0) -> bytes:
    """Renders an SVG in our fonts alone, so that it looks the same on every machine."""
    import resvg_py  # Not at import: most processes draw none.

    return resvg_py.svg_to_bytes(svg_string=drawn, zoom=zoom, font_files=font_files(), skip_system_fonts=True)
