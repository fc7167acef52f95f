"""Where in a text a passage is, when the text may have changed since it was marked. Pure; called by notes,
``interpret.repoint`` and views.

A passage is stored as in the Web Annotation Data Model (W3C, 2017, sections 4.2.4 and 4.2.5): its words with some of
the text before and after (TextQuoteSelector), and its place (TextPositionSelector). Places are counted in code points.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

CONTEXT = 40
"""Characters kept of the text before and after a passage."""
LONGEST = 2_000
"""Characters of the longest passage. A note on more is a note on the whole."""
SEARCHED = 60_000
"""Characters of a text, around the passage's old place, that are searched for changed words. This bounds the time:
about a fifth of a second for the longest passage."""
_SHORT = 12
_MOST_COMPARED = 200
"""How many places with the same words are compared by the text around them."""


class Fit(StrEnum):
    """How well a passage was found in a text."""

    EXACT = "exact"
    MOVED = "moved"
    """The same words, elsewhere."""
    CHANGED = "changed"
    """Nearly the same words."""
    ORPHANED = "orphaned"
    """Not found; ``start`` and ``end`` mean nothing."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What was marked. ``start`` is None where its place is not known, as when the words were pasted."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None

    @property
    def end(self) -> int | None:
        return None if self.start is None else self.start + len(self.exact)


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """``text[start:end]`` is the passage."""

    fit: Fit
    start: int = 0
    end: int = 0


def hash_words(text: str) -> str:
    """A hash that tells one wording of a text from another."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def cut_passage(text: str, start: int, end: int) -> Passage:
    """The passage ``text[start:end]`` with its surroundings."""
    return Passage(text[start:end], text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT], start)


def locate_passage(passage: Passage, text: str) -> FoundPassage:
    """Finds the passage in a text: at its old place, else where its words are with the best matching surroundings, else
    where nearly its words are. The same arguments give the same answer, in bounded time."""
    if not passage.exact.strip() or len(passage.exact) > LONGEST:
        return FoundPassage(Fit.ORPHANED)
    if _stands_unchanged(passage, text):
        return FoundPassage(Fit.EXACT, passage.start or 0, passage.end or 0)
    return _with_the_same_words(passage, text) or _nearly(passage, text) or FoundPassage(Fit.ORPHANED)


def _stands_unchanged(passage: Passage, text: str) -> bool:
    if passage.start is None or passage.end is None:
        return False
    around = text[max(passage.start - len(passage.prefix), 0) : passage.end + len(passage.suffix)]
    return around == passage.prefix + passage.exact + passage.suffix and text.startswith(passage.exact, passage.start)


def _with_the_same_words(passage: Passage, text: str) -> FoundPassage | None:
    """Of several places with the same words, the one whose surroundings agree most, then the one nearest to the old
    place. Where the old place is known and no surroundings agree, no other place counts if there are several."""
    places = list(_places(passage.exact, text))
    if not places:
        return None
    best = max(places, key=lambda place: (_agreement(passage, text, *place), -_distance(passage, place[0])))
    if (
        len(places) > 1
        and passage.start is not None
        and not _agreement(passage, text, *best)
        and best[0] != passage.start
    ):
        return None
    return FoundPassage(Fit.EXACT if best[0] == passage.start else Fit.MOVED, *best)


def _places(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each place with the words. Blanks and line breaks count alike, since a page shows them alike."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    for number, found in enumerate(pattern.finditer(text)):
        if number == _MOST_COMPARED:
            return
        exact = text.startswith(words, found.start() - _lead(words))
        yield (found.start() - _lead(words), found.start() - _lead(words) + len(words)) if exact else found.span()


def _lead(words: str) -> int:
    return len(words) - len(words.lstrip())


def _agreement(passage: Passage, text: str, start: int, end: int) -> int:
    """How many characters before and after are unchanged."""
    before, after = text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]
    return _shared(before[::-1], passage.prefix[::-1]) + _shared(after, passage.suffix)


def _shared(one: str, other: str) -> int:
    for place, (mine, yours) in enumerate(zip(one, other, strict=False)):
        if mine != yours:
            return place
    return min(len(one), len(other))


def _distance(passage: Passage, start: int) -> int:
    return abs(start - passage.start) if passage.start is not None else start


def count_allowed_changes(words: str) -> int:
    """How many characters may differ for words to count as nearly the same: a third, for short ones a quarter."""
    return len(words) // (4 if len(words) < _SHORT else 3)


def _nearly(passage: Passage, text: str) -> FoundPassage | None:
    """The place where the fewest characters differ, within ``SEARCHED`` around the old place; of equals, the nearest to
    it."""
    begin = max((passage.start or 0) - SEARCHED // 2, 0)
    part = text[begin : begin + SEARCHED]
    ends = _fewest_changes(passage.exact, part)
    if ends is None:
        return None
    expected = (passage.end or 0) - begin
    end = min(ends, key=lambda place: abs(place - expected))
    # The start is found by the same search on the reversed text, from the end backwards.
    starts = _fewest_changes(passage.exact[::-1], part[max(end - 2 * len(passage.exact), 0) : end][::-1], anchored=True)
    start = end - (max(starts) if starts else len(passage.exact))
    start, end = max(start, 0) + begin, end + begin
    return FoundPassage(Fit.CHANGED, start, end) if text[start:end].strip() else None


def _fewest_changes(words: str, text: str, *, anchored: bool = False) -> list[int] | None:
    """The ends of substrings of ``text`` that become ``words`` by the fewest insertions, deletions and replacements of
    characters; None if that takes more than ``count_allowed_changes``. ``anchored``: the substring must begin where the
    text begins.

    Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming" (J. ACM 46, 1999):
    a column of the table of distances is two integers with one bit per character of ``words``, so the time grows with
    the length of the text.
    """
    size = len(words)
    where: dict[str, int] = {}
    for place, sign in enumerate(words):
        where[sign] = where.get(sign, 0) | 1 << place
    whole, last = (1 << size) - 1, 1 << (size - 1)
    rises, falls, distance = whole, 0, size
    fewest = count_allowed_changes(words)
    ends: list[int] = []
    for place, sign in enumerate(text, start=1):
        same = where.get(sign, 0)
        diagonal = (((same & rises) + rises) ^ rises) | same | falls
        up, down = falls | ~(diagonal | rises) & whole, rises & diagonal
        distance += bool(up & last) - bool(down & last)
        up, down = up << 1 | anchored, down << 1
        rises, falls = (down | ~(same | falls | up)) & whole, up & (same | falls) & whole
        if distance < fewest or (distance == fewest and not ends):
            fewest, ends = distance, [place]
        elif distance == fewest:
            ends.append(place)
    return ends or None
