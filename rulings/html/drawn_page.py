"""What lies over the picture of a document's page, as SVG has it: its words, which can be marked and copied, and the
marks of hits, linked passages and notes. Pure; called by views.

Lengths are in points, written out, since a template would write them as a newsroom writes numbers.
"""

from collections.abc import Sequence
from typing import NamedTuple

from dockets.documents.page_images import PageLayout
from dockets.documents.page_layer import PlacedWord

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


class DrawnWord(NamedTuple):
    """A word over the picture, in points. ``begin`` and ``end`` count from the beginning of the page's words."""

    text: str
    begin: int
    end: int
    x: str
    y: str
    size: str
    length: str


def build_page_marks(kind: str, layout: PageLayout, boxes: Sequence[Box], note: str = "") -> list[PageMark]:
    """A mark of ``kind`` for each of the boxes, which are fractions of the page."""
    wide, high = layout.width, layout.height
    return [
        PageMark(kind, f"{left * wide - 1:.1f}", f"{top * high - 1:.1f}", f"{(right - left) * wide + 2:.1f}",
                 f"{(bottom - top) * high + 2:.1f}", note)
        for left, top, right, bottom in boxes
    ]  # fmt: skip


def draw_words(layout: PageLayout, placed: Sequence[PlacedWord]) -> list[DrawnWord]:
    """The words as they are drawn over the picture, each as long as it is there."""
    return [
        DrawnWord(word.text, word.begin, word.end, f"{word.left * layout.width:.1f}",
                  f"{(word.bottom - 0.22 * (word.bottom - word.top)) * layout.height:.1f}",
                  f"{max((word.bottom - word.top) * layout.height * 0.8, 1):.1f}",
                  f"{max((word.right - word.left) * layout.width, 1):.1f}")
        for word in placed
    ]  # fmt: skip


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
