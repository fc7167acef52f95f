"""Which hearing each of several days belongs to that a sentence names together: "The pretrial conference and the jury
trial are RESET to 5/6/2021 at 10:00 AM and 6/7/2021 at 9:00 AM, respectively". Called by ``hearings``.

Only where there are as many hearings before the verb as days after it; otherwise the pairs are unknown.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rulings.reading.dates.days import find_dates
from rulings.reading.dates.hearing_titles import HEARD, read_hearing_title
from rulings.reading.references.references import SENTENCE_END

_WORD = re.compile(r"\brespectively\b")
_VERB = re.compile(
    r"\b(?P<moves>re-?set|rescheduled|continued|adjourned|moved|postponed|advanced)\b"
    r"|\b(?:set|scheduled|noticed|calendared)\b"
)
_FIRST_DAYS = re.compile(
    r"\b(?:previously|formerly|originally|currently|presently|now)? ?(?:set|scheduled|noticed|calendared)\b"
)
_NO_LONGER = re.compile(
    r",?\s+(?:is|are|be|shall be|have been|were)\s+(?:hereby )?(?:vacated|cancell?ed|stricken"
    r"|taken off|adjourned|continued"
    r"|rescheduled|re-?set|moved|postponed|held)\b"
)
"""Days of hearings that are called off or moved: "set for 3/4/2021 and 4/5/2021, respectively, are VACATED"."""
_REACH = 400
"""Characters before "respectively" that are searched for its sentence."""


class RespectiveHearing(NamedTuple):
    """The hearing that is set for one of the days."""

    title: str
    moves: bool


def read_respective_hearings(low: str) -> dict[int, RespectiveHearing]:
    """Index of each such day in a text in lower case -> its hearing."""
    if "respectively" not in low:
        return {}
    standing = (word for word in _WORD.finditer(low) if not _NO_LONGER.match(low, word.end()))
    return {start: heard for word in standing for start, heard in _pairs(low, word.start())}


def _pairs(low: str, end: int) -> Iterator[tuple[int, RespectiveHearing]]:
    start = max(0, end - _REACH)
    for stop in SENTENCE_END.finditer(low, start, end):
        start = stop.end() if HEARD.search(low, stop.end(), end) else start
    verbs = list(_VERB.finditer(low, start, end))
    if not verbs:
        return
    verb = verbs[-1]
    subject = _FIRST_DAYS.split(low[start : verb.start()])[0]
    titles = list(_titles(subject))
    set_for = [day for day, _, _ in find_dates(low[:end]) if day > verb.end()]
    if len(titles) == len(set_for) > 1:
        yield from (
            (day, RespectiveHearing(name, bool(verb["moves"]))) for day, name in zip(set_for, titles, strict=True)
        )


def _titles(subject: str) -> Iterator[str]:
    """The title of each thing heard: "pretrial conference" is one, though either word could be a title of its own."""
    found = list(HEARD.finditer(subject))
    for index, one in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if following is None or subject[one.end() : following.start()].strip():
            yield read_hearing_title(subject[: one.end()])
