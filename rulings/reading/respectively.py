"""What several days are of that a sentence names together: "The pretrial conference and the jury trial are RESET to 5/6/2021 at
10:00 AM and 6/7/2021 at 9:00 AM, respectively".

Only where as many things heard stand before the verb as days behind it; else nobody knows which is whose.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rulings.reading.days import days
from rulings.reading.hearing_titles import HEARD, title
from rulings.reading.references import SENTENCE_END

_WORD = re.compile(r"\brespectively\b")
_VERB = re.compile(
    r"\b(?P<moves>re-?set|rescheduled|continued|adjourned|moved|postponed|advanced)\b|\b(?:set|scheduled|noticed|calendared)\b"
)
_FIRST_DAYS = re.compile(r"\b(?:previously|formerly|originally|currently|presently|now)? ?(?:set|scheduled|noticed|calendared)\b")
_NO_LONGER = re.compile(
    r",?\s+(?:is|are|be|shall be|have been|were)\s+(?:hereby )?(?:vacated|cancell?ed|stricken|taken off|adjourned|continued"
    r"|rescheduled|re-?set|moved|postponed|held)\b"
)
"""The days of what is called off or moved: "set for 3/4/2021 and 4/5/2021, respectively, are VACATED"."""
_REACH = 400
"""Characters before "respectively" that are its sentence."""


class Heard(NamedTuple):
    """What is set for one of the days."""

    title: str
    moves: bool


def respective(low: str) -> dict[int, Heard]:
    """Where each such day of a text in lower case stands, and what it is of."""
    if "respectively" not in low:
        return {}
    standing = (word for word in _WORD.finditer(low) if not _NO_LONGER.match(low, word.end()))
    return {start: heard for word in standing for start, heard in _pairs(low, word.start())}


def _pairs(low: str, end: int) -> Iterator[tuple[int, Heard]]:
    start = max(0, end - _REACH)
    for stop in SENTENCE_END.finditer(low, start, end):
        start = stop.end() if HEARD.search(low, stop.end(), end) else start
    verbs = list(_VERB.finditer(low, start, end))
    if not verbs:
        return
    verb = verbs[-1]
    subject = _FIRST_DAYS.split(low[start : verb.start()])[0]
    titles = list(_titles(subject))
    set_for = [day for day, _, _ in days(low[:end]) if day > verb.end()]
    if len(titles) == len(set_for) > 1:
        yield from ((day, Heard(name, bool(verb["moves"]))) for day, name in zip(set_for, titles, strict=True))


def _titles(subject: str) -> Iterator[str]:
    """Of each thing heard: "pretrial conference" is one, though either word could stand alone."""
    found = list(HEARD.finditer(subject))
    for index, one in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if following is None or subject[one.end() : following.start()].strip():
            yield title(subject[: one.end()])
