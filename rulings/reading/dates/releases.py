"""The day until which a court restricts a transcript: "Release of Transcript Restriction set for 5/12/2021".

Read of the whole text: clerks put the day behind the standing notice that a transcript may be viewed at the court's
terminal, at which a prepared text ends. The day is 90 days after the filing as the Judicial Conference's policy of
September 2007 has it, or another one that the court sets.
"""

import re
from collections.abc import Iterable, Set
from datetime import date

from rulings.reading.dates.days import find_dates
from rulings.reading.dates.deadline_titles import NO_TITLE
from rulings.reading.text import PreparedText, join_to_one_line
from rulings.reading.values import SetsDeadline
from rulings.vocabulary.kinds import TRANSCRIPT_RELEASE

_WORDS = ("restrict", "transcript")
_LEAD = re.compile(
    r"(?:\brelease of (?:the )?(?:transcript )?restrictions?(?: (?:is |was )?(?:re)?set)?(?: for| on|:)?"
    r"|\btranscript(?: access)?(?: will be| is| shall be)?(?: electronically)? restricted (?:through|thru|until)"
    r"|\baccess to (?:the|this) transcript (?:will be|is|shall be) restricted (?:through|thru|until))"
    r"\s*$"
)
_BEFORE = 80
"""Characters before a day in which its words stand."""


def read_transcript_releases(text: str) -> set[date]:
    """The days on which a transcript's restriction ends. ``text``: the court's, not prepared."""
    low = text.lower()
    if not all(word in low for word in _WORDS):
        return set()
    low = PreparedText.of(join_to_one_line(text)).low
    return {day for start, _, day in find_dates(low) if _LEAD.search(low[max(0, start - _BEFORE) : start])}


def add_transcript_releases(deadlines: Iterable[SetsDeadline], days: Set[date]) -> tuple[SetsDeadline, ...]:
    """The deadlines with the end of a transcript's restriction, in order of time. What was read of such a day as
    a deadline without a title ("access to the transcript is restricted until") is dropped."""
    others = (one for one in deadlines if one.date not in days or one.title != NO_TITLE)
    releases = (SetsDeadline(TRANSCRIPT_RELEASE, day) for day in days)
    return tuple(sorted((*others, *releases), key=lambda one: one.date))
