"""Several matters in one entry, each under its own bracketed number: "Hearing Held Re: [47-1] Application For fees by
Elm & Oak. Fees Allowed $4,000. [46-1] Application For fees by Ann Roe. Fees Allowed $3,000". Called by ``decisions``.

Southern California's bankruptcy court kept its calendars like this. The clerk's note behind each number concerns that
number alone.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from rulings.reading.decisions.verbs import ALONE, SHORT_RESULT
from rulings.reading.references.references import EntryMention
from rulings.reading.values import Decides
from rulings.vocabulary.outcomes import Outcome

_ITEM = re.compile(r"\[\d{1,5}-\d{1,2}\]")
WITHDRAWN_APPEAL = re.compile(
    r"\bstipulation (?:withdrawing|to withdraw) (?:this|the) appeal\b[^;]{0,80}?"
    r"\bstipulation is (?:hereby )?\W{0,2}so[- ]ordered\b"
)
"""The Second Circuit's mandate without a decision: "The parties have filed a stipulation withdrawing this appeal
pursuant to FRAP 42. The stipulation is hereby \"So Ordered\"."."""


def read_decisions_by_item(low: str, found: list[EntryMention]) -> Iterator[Decides]:
    """The decision on each of several items; nothing unless every item is decided. ``low`` is a text in lower case,
    ``found`` the references in it."""
    items = [mention for mention in found if _ITEM.match(low, mention.start)]
    ends = [*(mention.start for mention in items), len(low)]
    results = [_result(low, mention.end, end) for mention, (_, end) in zip(items, pairwise(ends), strict=True)]
    if len(items) > 1 and all(results):
        for mention, result in zip(items, results, strict=True):
            outcome = Outcome(result.lastgroup or Outcome.OTHER) if result else Outcome.OTHER
            yield from (Decides(number, outcome) for number in mention.numbers)


def _result(low: str, start: int, end: int) -> re.Match[str] | None:
    return SHORT_RESULT.search(low, start, end) or ALONE.search(low, start, end)
