"""What lies over the picture of a document's page, as SVG has it: its words, which can be marked and copied, and the
marks of hits, linked passages and notes. Pure; called by views.

Lengths are in points, written out, since a template would write them as a newsroom writes numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from dockets.documents.viewer.page_images import PageLayout
from dockets.documents.viewer.page_layer import PlacedWord

TURNS = (0, 90, 180, 270)
"""Degrees by which a page can be turned, clockwise."""

type Box = tuple[float, float, float, float]


class PageMark(NamedTuple):
    """A stretch of a line that is marked on the page, in points: a hit, a linked passage, or what a note stands on."""

    kind: str
    x: str
    y: str
    width: str
    height: str
    note: str = ""
    """The public id of the note, whose text a press of the mark leads to."""


def build_page_marks(kind: str, layout: PageLayout, boxes: Sequence[Box], note: str = "") -> list[PageMark]:
    """A mark of ``kind`` for each of the boxes, which are fractions of the page."""
    wide, high = layout.width, layout.height
    return [
        PageMark(kind, f"{left * wide - 1:.1f}", f"{top * high - 1:.1f}", f"{(right - left) * wide + 2:.1f}",
                 f"{(bottom - top) * high + 2:.1f}", note)
        for left, top, right, bottom in boxes
    ]  # fmt: skip


def draw_words(layout: PageLayout, placed: Sequence[PlacedWord]) -> SafeString:
    """The words as SVG has them over the picture, each as long as it is there, with where it begins and ends in the
    page's words. Written here, since a template takes ten times as long for the 500 words of a page."""
    return format_html_join("", _WORD, (_measure_word(layout, word) for word in placed))


_WORD = (
    '<text x="{}" y="{}" font-size="{}" textLength="{}" lengthAdjust="spacingAndGlyphs" data-begin="{}" data-end="{}">'
    "{} </text>"
)


def _measure_word(layout: PageLayout, word: PlacedWord) -> tuple[str | int, ...]:
    high = (word.bottom - word.top) * layout.height
    left, foot, long = word.left * layout.width, word.bottom * layout.height, (word.right - word.left) * layout.width
    sizes = f"{left:.1f}", f"{foot - 0.22 * high:.1f}", f"{max(0.8 * high, 1):.1f}", f"{max(long, 1):.1f}"
    return *sizes, word.begin, word.end, word.text


def describe_turned_page(layout: PageLayout, turn: int) -> dict[str, str]:
    """The size of a page and of the view on it, and how it is moved there when it is turned by ``turn`` (of ``TURNS``)
    degrees."""
    wide, high = f"{layout.width:.1f}", f"{layout.height:.1f}"
    moved = {
        0: "",
        90: f"translate({high} 0) rotate(90)",
        180: f"translate({wide} {high}) rotate(180)",
        270: f"translate(0 {wide}) rotate(270)",
    }[turn]
    view = (wide, high) if turn in (0, 180) else (high, wide)
    return {"transform": moved, "wide": wide, "high": high, "view_wide": view[0], "view_high": view[1]}


@dataclass(frozen=True, slots=True)
class PageCrop:
    """A part of a page, in points."""

    left: float
    top: float
    width: float
    height: float

    def __str__(self) -> str:
        """As a view box has it."""
        return f"{self.left:.1f} {self.top:.1f} {self.width:.1f} {self.height:.1f}"


def crop_page(layout: PageLayout, placed: Sequence[PlacedWord], boxes: Sequence[Box]) -> PageCrop | None:
    """The part of the page around ``boxes``: some lines before and after, as wide as what stands there; None without
    boxes."""
    if not boxes:
        return None
    line = max(bottom - top for _, top, _, bottom in boxes)
    above, below = min(box[1] for box in boxes), max(box[3] for box in boxes)
    around = max(_LINES_AROUND * line, _LEAST_AROUND)
    top, bottom = max(above - around, 0), min(below + around, 1)
    beside = [word for word in placed if word.bottom > top and word.top < bottom]
    top = max(min([top] + [word.top - _BETWEEN for word in beside]), 0)  # no line is cut
    bottom = min(max([bottom] + [word.bottom + _BETWEEN for word in beside]), 1)
    left = max(min([box[0] for box in boxes] + [word.left for word in beside]) - _EDGE, 0)
    right = min(max([box[2] for box in boxes] + [word.right for word in beside]) + _EDGE, 1)
    right = min(max(right, left + _LEAST_WIDTH), 1)
    left = max(min(left, right - _LEAST_WIDTH), 0)
    wide, high = layout.width, layout.height
    return PageCrop(left * wide, top * high, (right - left) * wide, (bottom - top) * high)


_LINES_AROUND, _LEAST_AROUND = 5, 0.07
"""Lines before and after a passage that are shown with it, and the least of the page's height."""
_EDGE, _LEAST_WIDTH = 0.035, 0.6
"""Fractions of the page's width."""
_BETWEEN = 0.006
"""Of the page's height, above the first line and below the last."""
