"""Which attachments a docket text names: "(Attachments: # 1 Exhibit A, # 2 Proposed Order)". Called by the views of a
filing and its documents.

CM/ECF writes them after the sentence, in one bracket, and in a second one for those that were added later: "(Additional
attachment(s) added on 3/4/2021: # 3 Exhibit B)". District courts number them "# 1" or "#(1)", courts' notices by e-mail
"(1)", some bankruptcy courts "1" alone; a description is often missing and may contain brackets and numbers of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rulings.reading.text import READ_CHARACTERS, find_closing_bracket

MOST = 500
"""The most attachments read from one text."""
LONGEST = 300
"""Characters to which a description is cut."""
_LIST = re.compile(r"\((?:additional )?attachments?(?:\(s\))?(?: added on [\d/]{6,10})?:\s*", re.IGNORECASE)
_LISTS = 10
_WAYS = (
    re.compile(r"#\s*\(?(\d{1,4})\b\)?"),
    re.compile(r"(?<!\S)\((\d{1,4})\)"),
    re.compile(r"(?:^|(?<=, ))(\d{1,4})(?=\s)"),
)
"""How the number of an attachment is written; one list keeps to one form."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment as the text names it. ``number`` is the court's; ``description`` may be ""."""

    number: int
    description: str


def read_attachments(text: str) -> tuple[Attachment, ...]:
    """The attachments that a court's text lists, by number; of several descriptions for a number the first counts.
    Never raises."""
    head = text[:READ_CHARACTERS]
    found: dict[int, str] = {}
    for opening in islice(_LIST.finditer(head), _LISTS):
        inside = head[opening.end() : find_closing_bracket(head, opening.start())].removesuffix(")")
        for number, description in _items(" ".join(inside.split())):
            found.setdefault(number, description)
    return tuple(Attachment(number, found[number]) for number in sorted(found)[:MOST])


def _items(inside: str) -> Iterator[tuple[int, str]]:
    """Increasing numbers, each with the text behind it; a number that does not increase belongs to a description."""
    way = next((way for way in _WAYS if way.match(inside)), None)
    if way is None:
        return
    starts: list[re.Match[str]] = []
    for match in way.finditer(inside):
        if not starts or int(match[1]) > int(starts[-1][1]):
            starts.append(match)
    ends = [match.start() for match in starts[1:]] + [len(inside)]
    for match, end in zip(starts, ends, strict=True):
        yield int(match[1]), inside[match.end() : end].strip(" ,;")[:LONGEST]
