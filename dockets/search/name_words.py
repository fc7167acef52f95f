"""Names that hold what was typed: each word as it stands there, or as the initials of the name. Called by the look-ups
of cases and of people."""

import re
from collections.abc import Sequence
from functools import reduce
from operator import and_

from django.db.models import Q

MOST_WORDS = 8
_WORD = re.compile(r"[^\s\"']+")
_INITIALS = re.compile(r"[^\W\d_]{3,8}")
"""Two letters would be the initials of half of all people."""


def split_name_words(text: str) -> list[str]:
    """The words by which a name is looked for, at most ``MOST_WORDS``."""
    return _WORD.findall(text)[:MOST_WORDS]


def hold_name_words(field: str, words: Sequence[str], *, is_of_people: bool = False) -> Q:
    """Rows whose ``field`` holds every word, whatever its capitals, or has it as the initials of a whole name: "aws" of
    "Amazon Web Services, Inc.". ``is_of_people``: of nobody but people, whose initials tell nothing."""
    return reduce(and_, (_hold(field, word, is_of_people) for word in words))


def _hold(field: str, word: str, is_of_people: bool) -> Q:
    # Regular expressions, because PostgreSQL's trigram indexes serve "~*" and not the UPPER(…) LIKE of "icontains".
    held = Q(**{f"{field}__iregex": re.escape(word)})
    if is_of_people or not _INITIALS.fullmatch(word):
        return held
    # PostgreSQL rechecks what an index finds by the first pattern first, which takes it a quarter of the time.
    patterns = (write_initials_pattern(word), write_initials_pattern(word, is_whole=True))
    return held | reduce(and_, (Q(**{f"{field}__iregex": pattern}) for pattern in patterns))


def write_initials_pattern(word: str, *, is_whole: bool = False) -> str:
    """A regular expression of PostgreSQL for words of which ``word`` are the initials, with small words ("doj") or
    without ("fbi"); where it ``is_whole``, for a whole name of such words, but for "United States" (both "uscis" and
    "ice"), the place behind "of" ("aclu") and a company's form. A letter by itself is an initial of a person, and no
    word of a name."""
    has_nation = word[:2].lower() == "us"
    words = [rf"{letter}[[:alnum:]'’]+" for letter in word[2 if has_nation else 0 :]]
    pattern = _BETWEEN.join([_NATION, *words] if has_nation else words)
    return rf"{_BEGINS}{pattern}{_ENDS}" if is_whole else rf"\m{pattern}"


_NATION = r"(?:united states(?: of america)?|u\.? ?s\.?)\M"
_BEGINS = rf"(?:^|[,;:()/] ?|\m(?:vs?\.?|in re|ex rel\.?) )(?:the )?(?:{_NATION}\.? )?"
_BETWEEN = r"\.?(?:[- &]+(?:of|and|for|the|in|on|to|an?)\M)*[- &]+"
_FORM = r"(?:\.(?:com|net|org)|,? (?:inc|llc|corp|corporation|co|company|ltd|limited|lp|llp|pllc|plc|pbc|et al)\M\.?)"
_ENDS = rf"{_FORM}*(?=$|[,;:()/]| of | vs?\M)"
