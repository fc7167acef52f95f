"""Draws the picture of a case (``share_card.ShareCard``) for shared links: 1200 by 630 pixels, the size that all
networks use."""

from functools import lru_cache

from rulings.pictures.palette import HAIR, INK, SOFT
from rulings.pictures.svg import Drawing, render_png, tone_colour
from rulings.pictures.typefaces import Face, break_lines, fit_line, measure_text
from rulings.timeline.share_card import ShareCard

WIDTH, HEIGHT = 1200, 630
KEPT = 64
"""Pictures that a process caches, some 50 kB each."""
_MARGIN = 72
_WIDTH = WIDTH - 2 * _MARGIN
"""Width of the text, in pixels."""
_CAPTION_SIZES = (84, 70, 58)
"""Font sizes of the caption; the largest in which it fits three lines is used."""
_CAPTION_LINES = 3
_SITE, _WHERE = Face("sans", "Semibold", 30), Face("sans", "Regular", 32, fill=SOFT)
_RULING, _LAST = Face("sans", "Regular", 32), Face("sans", "Regular", 34, fill=SOFT)
_BADGE = Face("sans", "Regular", 22, fill=SOFT)


@lru_cache(maxsize=KEPT)
def draw_share_card(card: ShareCard) -> bytes:
    """The picture as PNG. Equal cards give equal bytes."""
    return render_png(draw_svg(card))


def draw_svg(card: ShareCard) -> str:
    """The picture as SVG, from which the PNG is made."""
    drawing = Drawing(WIDTH)
    drawing.rectangle(0, 0, WIDTH, 12, INK)
    _head(drawing, card)
    _caption(drawing, card.caption)
    _state(drawing, card)
    return drawing.svg(HEIGHT)


def _head(drawing: Drawing, card: ShareCard) -> None:
    name = fit_line(_SITE, _WIDTH // 3, card.site)
    drawing.text(_SITE, WIDTH - _MARGIN, 96, name, from_right=True)
    room = _WIDTH - int(measure_text(_SITE, name)) - 40
    drawing.text(_WHERE, _MARGIN, 96, fit_line(_WHERE, room, card.where))


def _caption(drawing: Drawing, caption: str) -> None:
    for size in _CAPTION_SIZES:
        face = Face("serif", "Semibold", size)
        lines = break_lines(face, _WIDTH, caption, _CAPTION_LINES + 1)
        if len(lines) <= _CAPTION_LINES:
            break
    if len(lines) > _CAPTION_LINES:
        lines = [*lines[: _CAPTION_LINES - 1], fit_line(face, _WIDTH, f"{lines[_CAPTION_LINES - 1]} …")]
    for place, line in enumerate(lines):
        drawing.text(face, _MARGIN, round(126 + (0.99 + place * 1.12) * size), line)


def _state(drawing: Drawing, card: ShareCard) -> None:
    """Up to three lines at the foot: the last ruling and what it decided, how far the case has come, and what is
    next."""
    drawing.rectangle(_MARGIN, 423, _WIDTH, 3, HAIR)
    foot = 478
    if card.ruling:
        drawing.text(_RULING, _MARGIN, foot, fit_line(_RULING, _WIDTH, card.ruling))
        foot += 50
    if card.outcome:
        strong = Face("sans", "Semibold", 34, fill=tone_colour(card.tone))
        drawing.mark(_MARGIN + 11, foot - 12, card.tone, radius=11)
        drawing.text(strong, _MARGIN + 36, foot, fit_line(strong, _WIDTH - 36, card.outcome))
        foot += 50
    told = fit_line(_LAST, _WIDTH, " · ".join(filter(None, [card.stage, card.coming])))
    drawing.text(_LAST, _MARGIN, foot, told)
    drawing.text(_BADGE, WIDTH - _MARGIN, 96 + 34, card.badge, from_right=True)
