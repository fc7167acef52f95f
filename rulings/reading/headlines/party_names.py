"""Names of the docket's own parties within a headline, as the docket writes them. Called by ``reading.filing``."""

import re
from collections.abc import Iterable
from functools import lru_cache

from rulings.reading.headlines.sentence_case import is_common, is_legal

_MOST = 200
"""Parties whose names are looked for."""
_LONGEST = 80
_SMALL = frozenset({"of", "and", "the", "for", "in", "on", "de", "la", "a"})
_LETTERS = 3
_TELLING = 2
_FIRM = re.compile(r",? (?:Inc|LLC|L\.L\.C|LLP|LP|L\.P|Ltd|Corp|Co|N\.A)\.?$", re.IGNORECASE)
"""The form of a company, before which texts write a comma where the docket does not."""


@lru_cache(maxsize=64)
def prepare_names(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each name of several words in lower case, and as a headline writes it."""
    prepared = {}
    for name in names[:_MOST]:
        words = name.split()
        if len(words) > 1 and len(name) <= _LONGEST and not all(map(_is_of_title, words)):
            spelled = " ".join(map(_spell, words)) if name.isupper() else name
            prepared[name.lower()] = spelled
            short = _FIRM.sub("", spelled)
            if len(short.split()) > _TELLING and not all(map(_is_of_title, short.split())):
                prepared.setdefault(short.lower(), short)
    return tuple(prepared.items())


def _is_of_title(word: str) -> bool:
    """Whether a word may be of a title that is no name: "Unsecured Creditors"."""
    return word.lower() in _SMALL or is_legal(word)


def _spell(word: str) -> str:
    bare = word.strip(".,;()")
    if bare.lower() in _SMALL:
        return word.lower()
    return word.capitalize() if bare.isalpha() and (len(bare) > _LETTERS or is_common(bare)) else word


def keep_party_names(headline: str, names: Iterable[tuple[str, str]]) -> str:
    """The headline with each party's name as the docket writes it, where some word of it is in lower case."""
    low = headline.lower()
    for name, spelled in names:
        at = low.find(name)
        spelled = f"the{spelled[len('the') :]}" if at > 0 and name.startswith("the ") else spelled
        if at < 0 or not _stands_alone(low, at, at + len(name)):
            continue
        if any(
            one.islower() and not two.islower()
            for one, two in zip(headline[at:].split(), spelled.split(), strict=False)
        ):
            headline = f"{headline[:at]}{spelled}{headline[at + len(name) :]}"
    return headline


def _stands_alone(low: str, start: int, end: int) -> bool:
    return not low[start - 1 : start].isalnum() and not low[end : end + 1].isalnum()
