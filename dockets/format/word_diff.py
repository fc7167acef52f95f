"""What changed between two wordings of an entry, word by word. Pure."""

import re
from difflib import SequenceMatcher
from typing import Literal

MOST_WORDS = 3_000
"""The most words of either text. Comparing costs the product of both lengths; longer texts are shown whole, one struck
out, one new."""

Piece = tuple[Literal["same", "added", "removed"], str]
_WORDS = re.compile(r"\s+|[^\s]+")


def diff_words(old: str, new: str) -> list[Piece]:
    """Pieces in reading order. Those that are not "added" spell ``old``, those that are not "removed" spell ``new``."""
    if old == new:
        return [("same", new)] if new else []
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return _pieces(("removed", old), ("added", new))
    pieces: list[Piece] = []
    for verdict, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verdict == "equal":
            pieces.append(("same", "".join(after[c:d])))
        else:
            pieces += _pieces(("removed", "".join(before[a:b])), ("added", "".join(after[c:d])))
    return pieces


def _pieces(*pieces: Piece) -> list[Piece]:
    return [piece for piece in pieces if piece[1]]
