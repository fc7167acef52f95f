"""The sentences of an order from which its ruling is quoted. Called by ``rulings.claims.prefill``."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rulings.reading.documents.running_lines import RUNNING_LINE

LONGEST, SHORTEST = 600, 25
"""Characters of a sentence that is offered: a longer one is no short quotation."""
_BRIEF = 20
"""Characters of one that decides, as "The motion is DENIED" does."""
READ_CHARACTERS = 600_000
"""Of a document: some three hundred pages."""
_END = re.compile(r"[.!?][”\"’')\]]{0,3}(?=\s)|\n(?![a-z])")
"""A line of a kept page is a paragraph; one that begins in lower case goes on with the sentence."""
_NO_END = re.compile(
    r"(?:\b(?:[A-Z]|v|vs|no|nos|inc|corp|co|ltd|llc|l\.l\.c|mr|ms|mrs|dr|jr|sr|hon|id|cf|see|e\.g|i\.e|al|etc|dkt|doc"
    r"|ex|exs|decl|mot|opp|compl|am|p|pp|para|sec|art|cir|app|supp|fed|ev|civ|crim|bankr|proc|rev|stat|u\.s|u\.s\.c"
    r"|f\.\d?d?|f\.\dth|s\.ct|l\.ed|wash|cal|tex|fla|mass|conn|dist|n\.d|s\.d|e\.d|w\.d|d\.c|st|ave|jan|feb|mar|apr"
    r"|jun|jul|aug|sept|sep|oct|nov|dec)|§)\.$",
    re.IGNORECASE,
)
"""A full stop after one of these ends an abbreviation, not a sentence."""
_FULL_LINE = 60
_STOPS = (".", "?", "!", ".”", ".’", '."', ".'", ":")
_LAW_ALONE = re.compile(r"\W*(?:see\b|id\.|cf\.|\d+ [A-Z]|compare\b|accord\b)", re.IGNORECASE)
_HOLDS = (
    (4, re.compile(r"\b(?:DENIES|GRANTS|DENIED|GRANTED|DISMISSES|DISMISSED|AFFIRMS?|AFFIRMED|REVERSES?|REVERSED"
                   r"|VACATES?|VACATED|REMANDS?|REMANDED|ORDERED|STRIKES|STAYS)\b")),
    (3, re.compile(r"\b(?:the court|this court|court|we|i) (?:therefore |thus |also |hereby |accordingly |explicitly )?"
                   r"(?:finds?|concludes?|holds?|rejects?|agrees?|disagrees?|declines?|grants?|den(?:y|ies)|rules?"
                   r"|dismiss(?:es)?|affirms?|reverses?|vacates?|remands?"
                   r"|(?:is|am|are) (?:not )?(?:persuaded|convinced))\b", re.IGNORECASE)),
    (2, re.compile(r"\b(?:has|have) (?:not |failed |shown |demonstrated |established |raised |stated |met )"
                   r"|\bfail(?:s|ed)? to\b|\blikely to (?:succeed|prevail|suffer)|\blikelihood of success\b"
                   r"|\b(?:in)?sufficient\b|\bno (?:evidence|genuine|basis|likelihood)\b|\bcannot\b", re.IGNORECASE)),
    (1, re.compile(r"\b(?:therefore|accordingly|thus|because|for (?:these|the foregoing) reasons)\b", re.IGNORECASE)),
    (1, re.compile(r"\b(?:evidence|arguments?|showing|in support of|on the merits|public interest|irreparable"
                   r"|equities)\b", re.IGNORECASE)),
)  # fmt: skip
"""Weights of the words with which a court decides and says why."""
_DECIDING = _HOLDS[0][0]


class OrderSentence(NamedTuple):
    """A sentence as the text has it. ``first`` and ``last``: the numbers of the pages on which it stands."""

    words: str
    first: int
    last: int
    weight: int
    """How much it sounds like deciding; 0: not at all."""


def list_sentences(pages: Sequence[tuple[int, str]]) -> list[OrderSentence]:
    """All sentences of the pages (number and words) that can be quoted, in their order; one may go on from a page to
    the next. Takes time in proportion to the text."""
    text, begins, numbers = _join(pages)
    found = []
    for start, end in _spans(text):
        words = " ".join(text[start:end].split())
        weight = _weigh(words) if _BRIEF <= len(words) <= LONGEST else 0
        is_long = SHORTEST <= len(words) <= LONGEST
        if not (is_long or weight >= _DECIDING) or _LAW_ALONE.match(words):
            continue
        first, last = (numbers[bisect_right(begins, at) - 1] for at in (_first_sign(text, start), end - 1))
        found.append(OrderSentence(words, first, last, weight))
    return found


def choose_sentences(sentences: Sequence[OrderSentence], most: int) -> list[OrderSentence]:
    """Those that decide or say why, at most ``most``, in the order of the text."""
    by_weight = sorted(enumerate(sentences), key=lambda item: (-item[1].weight, item[0]))
    return [one for _, one in sorted(item for item in by_weight[:most] if item[1].weight)]


def _join(pages: Sequence[tuple[int, str]]) -> tuple[str, list[int], list[int]]:
    """The text, without lines that are not its own; where each page begins in it, and the page's number."""
    parts, begins, numbers, size = [], [], [], 0
    for number, words in pages:
        lines = (line.strip() for line in RUNNING_LINE.sub("", words).splitlines())
        part = "".join(line + _end_line(line) for line in lines if line)
        part += "" if part.endswith("\n") and part[:-1].endswith(_STOPS) else " "
        if size + len(part) > READ_CHARACTERS:
            break
        parts.append(part)
        begins.append(size)
        numbers.append(number)
        size += len(part)
    return "".join(parts), begins, numbers


def _end_line(line: str) -> str:
    """A long line without a stop goes on in the next one."""
    return " " if len(line) >= _FULL_LINE and not line.endswith(_STOPS) else "\n"


def _first_sign(text: str, start: int) -> int:
    while start < len(text) - 1 and text[start].isspace():
        start += 1
    return start


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _END.finditer(text):
        if stop[0][0] == "." and _NO_END.search(text, max(start, stop.start() - 12), stop.start() + 1):
            continue
        if stop.end() > start:
            yield start, stop.end()
        start = stop.end()
    if text[start:].strip():
        yield start, len(text)


def _weigh(words: str) -> int:
    return sum(weight for weight, pattern in _HOLDS if pattern.search(words))
