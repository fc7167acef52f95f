"""Joins the words that stand in a page's picture with the text that is kept of the page. Pure; called by views.

The text that is kept is without stamps, line numbers, personal numbers and what stands under dark boxes, and words that
a line's end had parted are one again. Only what is kept gets a place in the picture: nothing can be selected there that
the text does not have.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_WORDS = 4_000
"""A page with more is shown without its words: comparing would take seconds."""
_WORD = re.compile(r"\S+")


class PlacedWord(NamedTuple):
    """A word, or a part of one, of a page's text: from where to where it goes in the text, and the fractions of the
    page between which it stands."""

    text: str
    begin: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


def place_words(words: str, drawn: Sequence[tuple[str, float, float, float, float]]) -> list[PlacedWord]:
    """The words of a page's text that stand in its picture, in the order of the text. ``drawn``: the words of the
    picture, with their places."""
    kept = list(_WORD.finditer(words))
    if len(kept) > MOST_WORDS or len(drawn) > MOST_WORDS:
        return []
    found = list(_place_equal(kept, drawn))
    return sorted(found, key=lambda word: (word.begin, word.end))


def _place_equal(
    kept: Sequence[re.Match[str]], drawn: Sequence[tuple[str, float, float, float, float]]
) -> Iterator[PlacedWord]:
    ours, theirs = [word[0] for word in kept], [word[0] for word in drawn]
    if (at := _find_whole(ours, theirs)) is not None:
        for mine, yours in zip(kept, drawn[at:], strict=False):
            yield PlacedWord(mine[0], mine.start(), mine.end(), *yours[1:])
        return
    for what, first, last, their_first, their_last in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if what == "equal":
            for mine, yours in zip(kept[first:last], drawn[their_first:their_last], strict=True):
                yield PlacedWord(mine[0], mine.start(), mine.end(), *yours[1:])
        elif what == "replace":
            yield from _place_parted(kept[first:last], drawn[their_first:their_last])


def _find_whole(ours: Sequence[str], theirs: Sequence[str]) -> int | None:
    """Where all of ours stand in a row among theirs: most pages differ by a stamp alone, and comparing word by word
    takes longer than all else that showing a page does."""
    length = len(ours)
    for at in range(len(theirs) - length + 1):
        if theirs[at : at + length] == ours:
            return at
    return None


def _place_parted(
    kept: Sequence[re.Match[str]], drawn: Sequence[tuple[str, float, float, float, float]]
) -> Iterator[PlacedWord]:
    """Words that a line's end had parted: two in the picture, one in the text."""
    place = 0
    for mine in kept:
        for at in range(place, len(drawn) - 1):
            head, tail = drawn[at], drawn[at + 1]
            cut = head[0].rstrip("-\u00ad")
            if mine[0] in (cut + tail[0], head[0] + tail[0]):
                length = len(head[0]) if mine[0].startswith(head[0]) else len(cut)
                yield PlacedWord(mine[0][:length], mine.start(), mine.start() + length, *head[1:])
                yield PlacedWord(mine[0][length:], mine.start() + length, mine.end(), *tail[1:])
                place = at + 2
                break


def merge_boxes(words: Sequence[PlacedWord], begin: int, end: int) -> list[tuple[float, float, float, float]]:
    """The boxes, one for each stretch of a line, of the words between two places of the text: left, top, right,
    bottom. ``words``: as ``place_words`` gives them, in order and none over another."""
    boxes: list[tuple[float, float, float, float]] = []
    first = bisect_right(words, begin, key=lambda word: word.end)
    for word in words[first : bisect_left(words, end, first, key=lambda word: word.begin)]:
        if boxes and _is_same_line(boxes[-1], word):
            left, top, _, bottom = boxes[-1]
            boxes[-1] = left, min(top, word.top), word.right, max(bottom, word.bottom)
        else:
            boxes.append((word.left, word.top, word.right, word.bottom))
    return boxes


def _is_same_line(box: tuple[float, float, float, float], word: PlacedWord) -> bool:
    """Whether the word goes on where the box ends."""
    _, top, right, bottom = box
    middle = (word.top + word.bottom) / 2
    return top < middle < bottom and word.right - right >= 0 and word.left - right < 3 * (bottom - top)
