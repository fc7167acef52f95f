"""What finding and replacing words in a text takes, for the modules that mask: ``privacy``, ``minors``,
``stated_homes``. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from dockets.record.visible_text import VisibleText

START = r"(?:(?<![\w\u00c0-\u024f/=%+&?@~-])|(?<=<!--))"
"""The match must not begin inside a word, a number or a web address."""

type Span = tuple[int, int, str]
"""Start, end, and the words that replace what lies between."""


def compile_at_use(pattern: str, flags: re.RegexFlag = re.IGNORECASE | re.ASCII) -> Callable[[], re.Pattern[str]]:
    """Compiles when it is first called. Most processes never meet most of these labels, and to compile all that is
    looked for after them took a sixth of the time in which a command starts."""
    return cache(partial(re.compile, pattern, flags))


def lower_by_place(text: str) -> str:
    """The text in lower case, every letter in its place."""
    return text.replace("İ", "I").lower()  # the only letter whose lower case is longer


def iterate_places(low: str, letters: str) -> Iterator[int]:
    """Where ``letters`` stand in a text. Searching for them takes hardly any time, and most texts have none."""
    place = low.find(letters)
    while place >= 0:
        yield place
        place = low.find(letters, place + 1)


def mask_spans(text: str, find: Callable[[str], Iterable[Span]]) -> str:
    """The text without what ``find`` finds in it as a person would read it; mark-up that lies in between stays."""
    if text.isascii() and not ("&" in text or "\\" in text or "<" in text or "=" in text):
        spans = [*find(text)]
        return replace_spans(text, spans) if spans else text
    visible = VisibleText(text)
    places: list[Span] = []
    for start, end, words in find(visible.decoded):
        places += _name_first(visible.locate_decoded(start, end), words)
    if visible.seen is not None:
        for start, end, words in find(visible.seen):
            places += _name_first(visible.locate_seen(start, end), words)
    return replace_spans(text, places) if places else text


def _name_first(places: list[tuple[int, int]], words: str) -> Iterator[Span]:
    for row, (start, end) in enumerate(places):
        yield start, end, "" if row else words


def replace_spans(text: str, spans: Iterable[Span]) -> str:
    """The text with each span's words in its place. Of two that overlap, the first one's words stand for both."""
    kept, place = [], 0
    for start, end, words in sorted(spans):
        if start >= place:
            # Keep form feeds: they are a document's page breaks.
            kept += [text[place:start], words, "\f" * text.count("\f", start, end)]
            place = end
        elif end > place:
            kept.append("\f" * text.count("\f", place, end))
            place = end
    return "".join([*kept, text[place:]])
