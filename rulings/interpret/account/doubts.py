"""Of which motions too little is known to call them pending. Called by ``interpret_docket``; pure.

A ruling may be where nobody sees it: in a docket known by scraps or by names alone, among later numbers that are
unseen, in a later order of which only the name is known, or in one that names the motion and does what no rule
understands. And where a docket went on for long without a word about a motion, it was mostly decided by an entry that
does not name it; where only files that people made tell of a docket, it may have gone on without them.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from rulings.interpret.account.sources import DocketFacts, UnseenNumbers
from rulings.interpret.events import SpokenReference
from rulings.interpret.order import FilingOrder
from rulings.interpret.texts import FilingFacts
from rulings.reading.values import FilingReading
from rulings.vocabulary.kinds import RULING_KINDS, Kind

QUIET = timedelta(days=120)
"""How long a docket may go on without a word about a motion that is still called pending."""
STILL = timedelta(days=365)
"""How long a docket of which no page is known to be whole may show no new entry: the page may end before the docket."""


def find_doubts(
    facts: DocketFacts,
    unseen: UnseenNumbers,
    filings: Sequence[FilingFacts],
    readings: Mapping[int, FilingReading],
    spoken: Iterable[SpokenReference],
    order: FilingOrder,
) -> Callable[[int], bool]:
    """Whether it is in doubt that no ruling on a filing was made."""
    if facts.by_scraps or facts.by_names:
        return lambda filing: True
    numbers = {filing.id: filing.number_order or 0 for filing in filings}
    last = max((filing.day for filing in filings if filing.day), default=date.min)
    in_part = not facts.seen_whole and last + STILL < (facts.header_as_of or last)
    last = max(last, facts.as_of) if facts.by_hand or in_part else last
    unread = max((order.key(one) for one, read in readings.items() if _is_unread_ruling(read)), default=None)
    said = list(spoken)
    heard = _find_last_words(said, order)
    unclear = {word.target for word in said if _is_unclear_ruling(readings[word.filing])}

    def in_doubt(filing: int) -> bool:
        day = max(filter(None, [heard.get(filing), order.day(filing)]), default=None)
        is_quiet = day is not None and day + QUIET < last
        is_unread = unread is not None and order.key(filing) < unread
        return is_quiet or is_unread or filing in unclear or unseen.leaves_in_doubt(numbers[filing])

    return in_doubt


def _is_unread_ruling(reading: FilingReading) -> bool:
    return reading.by_name and (reading.kind in RULING_KINDS or reading.kind is Kind.MINUTES)


def _is_unclear_ruling(reading: FilingReading) -> bool:
    """Whether a ruling does something that no rule understands. What sets or calls off days is understood, and what
    puts a motion on the calendar or gives it to another judge."""
    tells = reading.decides or reading.outcome or reading.hearings or reading.deadlines or reading.vacates
    return reading.kind in RULING_KINDS and not (tells or reading.routine or _ON_THE_WAY.search(reading.title))


def breaks_off(filings: Iterable[FilingFacts], ended: date | None) -> bool:
    """Whether the entries that are known stop long before the day on which the case ended: whatever the court did on
    its motions in between was not seen."""
    last = max((filing.day for filing in filings if filing.day), default=None)
    return ended is not None and last is not None and last + QUIET < ended


_ON_THE_WAY = re.compile(
    r"\brefer(?:r|s\b|ence)|\breassign|\bset(?:s|ting)?\b.{0,60}\bhearing|\bschedul|\bbriefing", re.IGNORECASE
)


def _find_last_words(spoken: Iterable[SpokenReference], order: FilingOrder) -> dict[int, date]:
    """Filing -> the day of the last entry that names it."""
    last: dict[int, date] = {}
    for word in spoken:
        if day := order.day(word.filing):
            last[word.target] = max(day, last.get(word.target, day))
    return last
