"""Draws pages of a PDF by limited processes (``worker``), one after another. Called by ``inspection.render`` and
``ocr.recognise``."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dockets.documents.limited_process import ProcessEnded, run_limited_program

_WORKER = "dockets.documents.pictures.worker"
"""A name and no import: it loads PDFium and more, which only the process of its own needs."""


class CannotDrawFile(Exception):
    """Why: "encrypted", "damaged", "huge" or "long" (more pages than a file may have)."""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page: its number from 1, its size in points, and its picture. ``form``: "png" (grey, four bits a pixel),
    "jpeg", or "" where it could not be drawn or was not wanted. ``words``: how many its text layer shows, where that
    was asked."""

    page: int
    width: float
    height: float
    form: str
    across: int
    down: int
    words: int
    body: bytes


def draw_page_pictures(
    body: bytes | Path,
    pages: Sequence[int] | None = None,
    *,
    dots: int = 300,
    wordless: bool = False,
    undrawn: Collection[int] = (),
) -> Iterator[DrawnPage]:
    """The pictures of ``pages`` (from 1; None: all) in their order, with ``dots`` an inch. ``wordless``: pages with a
    text layer are not drawn. Of ``undrawn`` only the sizes are told. Each process ends within 20 seconds, and only one
    that has drawn a page is followed by another. Raises ``CannotDrawFile``."""
    rest = pages
    while rest is None or rest:
        numbers = None if rest is None else [*rest]
        wanted = json.dumps({"pages": numbers, "dots": dots, "wordless": wordless, "undrawn": [*undrawn]})
        try:
            answer = run_limited_program(_WORKER, body, wanted)
        except ProcessEnded:
            raise CannotDrawFile("huge") from None
        drawn, ended = _split_answer(answer)
        if "failed" in ended or not ended.get("pages"):
            raise CannotDrawFile(ended.get("failed", "damaged"))
        yield from drawn
        done = {one.page for one in drawn}
        there = range(1, ended["pages"] + 1)
        rest = [number for number in (there if rest is None else rest) if number not in done and number in there]
        if not drawn and rest:
            raise CannotDrawFile("huge")


def _split_answer(answer: bytes) -> tuple[list[DrawnPage], dict[str, Any]]:
    """The pages, and what the process said at its end."""
    drawn: list[DrawnPage] = []
    place = 0
    while place < len(answer):
        end = answer.index(b"\n", place)
        told: dict[str, Any] = json.loads(answer[place:end])
        if "page" not in told:
            return drawn, told
        place = end + 1 + told["bytes"]
        size = told.get("across", 0), told.get("down", 0)
        edges = told["width"], told["height"]
        drawn.append(DrawnPage(told["page"], *edges, told["form"], *size, told["words"], answer[end + 1 : place]))
    return drawn, {"failed": "huge"}
