"""The picture of a passage of a document, for articles and shared links: the court's words, where they stand, and in
which case. As wide as the picture of a case, and as high as the words take."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from rulings.pictures.palette import HAIR, INK, MARKED, SOFT
from rulings.pictures.svg import Drawing, render_png
from rulings.pictures.typefaces import Face, break_lines, fit_line, measure_text

WIDTH, LEAST_HEIGHT = 1200, 630
"""Pixels."""
KEPT = 32
"""Pictures that a process caches."""
_LOOK = 1
"""Raised when the drawing changes, so that what browsers have is fetched anew."""
_MARGIN, _INDENT = 72, 40
_WIDTH = WIDTH - 2 * _MARGIN
_SIZES = ((58, 4), (46, 6), (36, 9), (30, 60))
"""Font sizes of the words, each with the most lines that are set in it."""
_SITE, _WHERE = Face("sans", "Semibold", 30), Face("sans", "Regular", 30, fill=SOFT)
_CASE, _CITED = Face("sans", "Semibold", 30), Face("sans", "Regular", 26, fill=SOFT)


@dataclass(frozen=True, slots=True)
class PassageCard:
    """Everything that the picture shows. Equal cards are one picture."""

    site: str
    where: str
    """"W.D. Wash. · 2:21-cv-00031"."""
    case: str
    words: str
    citation: str
    badge: str = ""
    """Says that a machine read the words from a picture, where that is so."""

    @property
    def digest(self) -> str:
        """Names the picture by its content."""
        told = (_LOOK, self.site, self.where, self.case, self.words, self.citation, self.badge)
        return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@lru_cache(maxsize=KEPT)
def draw_passage_png(card: PassageCard) -> bytes:
    """The picture as PNG. Equal cards give equal bytes."""
    return render_png(draw_passage_svg(card))


def draw_passage_svg(card: PassageCard) -> str:
    """The picture as SVG, from which the PNG is made."""
    drawing = Drawing(WIDTH)
    drawing.rectangle(0, 0, WIDTH, 12, INK)
    name = fit_line(_SITE, _WIDTH // 3, card.site)
    drawing.text(_SITE, WIDTH - _MARGIN, 92, name, from_right=True)
    room = _WIDTH - int(measure_text(_SITE, name)) - 40
    drawing.text(_WHERE, _MARGIN, 92, fit_line(_WHERE, room, card.where))
    face, lines = _break_words(card.words)
    cited = break_lines(_CITED, _WIDTH, f"{card.citation}.", 4)
    foot = 74 + _CASE.leading + len(cited) * _CITED.leading + (_CITED.leading + 8 if card.badge else 0)
    taken = len(lines) * face.leading
    height = max(LEAST_HEIGHT, 150 + taken + 50 + foot)
    _draw_words(drawing, face, lines, 150 + (height - 200 - foot - taken) // 2)
    _draw_foot(drawing, card, cited, height - foot)
    return drawing.svg(height, f"“{card.words}”", f"{card.citation}. {card.badge}".strip())


def _break_words(words: str) -> tuple[Face, list[str]]:
    """The words in the largest size in which they take not too many lines."""
    said = f"“{' '.join(words.split())}”"
    for size, most in _SIZES:
        face = Face("serif", "Regular", size)
        lines = break_lines(face, _WIDTH - _INDENT, said, most + 1)
        if len(lines) <= most:
            break
    return face, lines[:most]


def _draw_words(drawing: Drawing, face: Face, lines: list[str], top: int) -> None:
    drawing.rectangle(_MARGIN, top, 10, len(lines) * face.leading, MARKED)
    for place, line in enumerate(lines):
        drawing.text(face, _MARGIN + _INDENT, top + place * face.leading + face.size, line)


def _draw_foot(drawing: Drawing, card: PassageCard, cited: list[str], top: int) -> None:
    drawing.rectangle(_MARGIN, top, _WIDTH, 3, HAIR)
    base = top + 50
    drawing.text(_CASE, _MARGIN, base, fit_line(_CASE, _WIDTH, card.case))
    base += _CASE.leading
    for line in cited:
        drawing.text(_CITED, _MARGIN, base, line)
        base += _CITED.leading
    if card.badge:
        drawing.text(Face("sans", "Semibold", 24, fill=SOFT), _MARGIN, base + 8, card.badge)
