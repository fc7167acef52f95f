"""Draws the picture of a case (``card.Card``) for shared links: 1200 by 630 pixels, the measure of all networks.

Pillow is known here alone; it takes a process 5 MB, and is loaded when the first picture is drawn. The type is Source Serif 4
(OFL 1.1), from a wheel, so that a server needs no fonts of its own. It has Latin, Greek and Cyrillic letters.
"""

import io
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from rulings.card import Card

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
KEPT = 64
"""Pictures that a process keeps, some 25 kB each."""
_MARGIN = 72
_WIDTH = WIDTH - 2 * _MARGIN
"""Of what is written."""
_PAPER, _INK, _SOFT, _HAIR = "#fcfbf8", "#1a1c1f", "#565a61", "#ddd8ce"
_TONES = {"granted": "#1b6641", "denied": "#9d2929", "mixed": "#7d5100"}
_BOLD, _REGULAR = 650, 400
_CAPTION_SIZES = (84, 70, 58)
"""The largest in which a caption takes three lines at most."""
_CAPTION_LINES = 3
_FILE = files("fontpkg_source_serif_4") / "files" / "SourceSerif4[opsz,wght].ttf"


@lru_cache(maxsize=KEPT)
def draw(card: Card) -> bytes:
    """The picture as PNG. The same card gives the same bytes."""
    from PIL import Image, ImageDraw  # Not at import: most processes draw none.

    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, 12), fill=_INK)
    _head(pen, card)
    _caption(pen, card.caption)
    _state(pen, card)
    out = io.BytesIO()
    # Flat colours: a palette makes it a third of the size.
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _caption(pen: "ImageDraw.ImageDraw", caption: str) -> None:
    for size in _CAPTION_SIZES:
        font = _font(size, _BOLD)
        lines = _wrapped(caption, font)
        if len(lines) <= _CAPTION_LINES:
            break
    if len(lines) > _CAPTION_LINES:
        lines = [*lines[: _CAPTION_LINES - 1], _fitted(f"{lines[_CAPTION_LINES - 1]} …", font)]
    for place, line in enumerate(lines):
        pen.text((_MARGIN, 126 + place * size * 1.12), line, font=font, fill=_INK)


def _head(pen: "ImageDraw.ImageDraw", card: Card) -> None:
    strong, plain = _font(32, _BOLD), _font(32, _REGULAR)
    name = _fitted(card.site, strong, _WIDTH // 3)
    pen.text((WIDTH - _MARGIN, 96), name, font=strong, fill=_INK, anchor="rs")
    room = _WIDTH - int(strong.getlength(name)) - 40
    pen.text((_MARGIN, 96), _fitted(card.where, plain, room), font=plain, fill=_SOFT, anchor="ls")


def _state(pen: "ImageDraw.ImageDraw", card: Card) -> None:
    """Up to three lines at the foot: the last ruling, what it decided, how far the case has come and what comes next."""
    pen.line((_MARGIN, 424, WIDTH - _MARGIN, 424), fill=_HAIR, width=3)
    plain, strong = _font(34, _REGULAR), _font(34, _BOLD)
    foot = 478
    if card.ruling:
        pen.text((_MARGIN, foot), _fitted(card.ruling, plain), font=plain, fill=_INK, anchor="ls")
        foot += 50
    if card.outcome:
        colour = _TONES.get(card.tone, _SOFT)
        pen.ellipse((_MARGIN, foot - 24, _MARGIN + 22, foot - 2), fill=colour)
        pen.text((_MARGIN + 36, foot), _fitted(card.outcome, strong, _WIDTH - 36), font=strong, fill=colour, anchor="ls")
        foot += 50
    last = " · ".join(filter(None, [card.stage, card.coming]))
    pen.text((_MARGIN, foot), _fitted(last, plain), font=plain, fill=_SOFT, anchor="ls")


def _wrapped(text: str, font: "ImageFont.FreeTypeFont") -> list[str]:
    lines: list[str] = []
    for word in _printable(text).split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= _WIDTH:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(_fitted(word, font))
    return lines


def _fitted(text: str, font: "ImageFont.FreeTypeFont", width: int = _WIDTH) -> str:
    """``text`` in one line, cut with "…" to ``width``."""
    told = " ".join(_printable(text).split())
    if font.getlength(told) <= width:
        return told
    while told and font.getlength(f"{told}…") > width:
        told = told[:-1]
    return f"{told.rstrip()}…"


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


@lru_cache(maxsize=16)
def _font(size: int, weight: int) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    with as_file(_FILE) as path:
        font = ImageFont.truetype(path, size)
    font.set_variation_by_axes([weight, min(size, 60)])
    return font
