"""Whether a text says what a quotation of it says. Pure; called by claims, editorial files and commands.

What editors change in a quotation as a matter of form is no misquotation: typographic quotation marks and dashes, line
breaks and hyphens at them, capitals and additions in brackets, "[sic]", omissions marked by an ellipsis, the last sign.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

LONGEST = 5_000
"""Characters of a quotation that is looked for; a longer one is not found."""
LONGEST_OMISSION = 500
"""Words that an ellipsis, or brackets, may stand for."""
_MOST_PIECES = 40
_MOST_TRIED = 200
"""Places at which a quotation with omissions is tried."""

_SAME = str.maketrans({
    **dict.fromkeys("‘’‚‛ʼ′`´", "'"), **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"), "\u00ad": "", "…": "...", "\u00a0": " ",
})  # fmt: skip
_OMITTED = re.compile(r"\[?\s*\.(?:\s*\.){2,3}\s*\]?|\[[^\]\[]{2,}\](?:'s\b)?|\*\s*\*\s*\*")
"""An ellipsis, with or without brackets, and whatever else stands in brackets: the text may have anything there."""
_ONE_LETTER = re.compile(r"\[(\w)\]")
_HYPHEN = re.compile(r"(?<=\w)-(?:[^\S\n]*\n\s*)?(?=\w)")
"""A hyphen within a word, or at the end of a line: whether it belongs to the word, no text tells."""
_PARTED = re.compile(r"(?<=\w)[-‐‑‒–—―−\u00ad]+\s*\Z")
_DASH = re.compile(r"-{2,}")
_MARKS = re.compile(r"['\"]+")
_TOKEN = re.compile(r"\w+|[^\w\s]")


class QuotedPlace(NamedTuple):
    """Where a quotation stands: from which word of the text to which, counted from 0, the end not included. Signs count
    as words."""

    first: int
    end: int


def find_quotation(words: str, text: str) -> QuotedPlace | None:
    """Where ``text`` says ``words``; None where it does not, and for a quotation without a word."""
    if len(words) > LONGEST:
        return None
    plain = _ONE_LETTER.sub(r"\1", words.translate(_SAME))
    pieces = [piece for part in _OMITTED.split(plain) if (piece := _strip_end(_list_words(part)))]
    if not pieces or len(pieces) > _MOST_PIECES:
        return None
    said = _list_words(text)
    for tried, first in enumerate(_find_runs(pieces[0], said, 0, len(said))):
        if tried == _MOST_TRIED:
            break
        if (end := _follow(pieces[1:], said, first + len(pieces[0]))) is not None:
            return QuotedPlace(first, end)
    return None


def locate_quotation(words: str, text: str) -> tuple[int, int] | None:
    """From where to where, in characters, ``text`` says ``words``; None where it does not. A text of a page or two: it
    is gone through some thirty times."""
    place = find_quotation(words, text)
    if place is None:
        return None
    begin, end = _find_word(place.first, text), _find_word(place.end, text)
    while end > begin and text[end - 1].isspace():
        end -= 1
    return (begin, end) if find_quotation(words, text[begin:end]) else None


def _find_word(number: int, text: str) -> int:
    """Where the word of that number, as ``_list_words`` counts, begins; the end of the text where there are fewer."""
    return bisect_right(range(1, len(text) + 1), number, key=lambda end: _count_words(text[:end]))


def _count_words(beginning: str) -> int:
    """How many words and signs the beginning of a text has, never more than a longer one: a hyphen at its end counts
    for nothing, since the word may go on behind it."""
    return len(_list_words(_PARTED.sub("", beginning)))


def _list_words(text: str) -> list[str]:
    """The words and signs of a text, without quotation marks, which change within another quotation."""
    plain = unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME)
    return _TOKEN.findall(_MARKS.sub("", _HYPHEN.sub("", _DASH.sub("-", plain))).casefold())


def _strip_end(piece: list[str]) -> list[str]:
    """The sign at the end of a quotation, or before an omission, may be the editor's."""
    end = len(piece)
    while end and not piece[end - 1][0].isalnum():
        end -= 1
    return piece[:end]


def _follow(pieces: Sequence[Sequence[str]], said: Sequence[str], at: int) -> int | None:
    """Where the last of ``pieces`` ends, each standing soon after the one before it."""
    for piece in pieces:
        begin = next(_find_runs(piece, said, at, at + LONGEST_OMISSION + len(piece)), None)
        if begin is None:
            return None
        at = begin + len(piece)
    return at


def _find_runs(piece: Sequence[str], said: Sequence[str], start: int, stop: int) -> Iterator[int]:
    """Where ``piece`` begins in ``said[start:stop]``."""
    wanted, size = list(piece), len(piece)
    for at in range(start, min(stop, len(said)) - size + 1):
        if said[at] == wanted[0] and said[at : at + size] == wanted:
            yield at
