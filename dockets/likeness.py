"""Pairs of filings which may be one and the same, for an editor to look at. Pure; used by ``resolve``.

Nothing is joined here. Each filing is in one pair at most, and the work is bounded by the number of filings.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from dockets.seen import Resolved
from dockets.wording import long_text_key

if TYPE_CHECKING:
    from datetime import date

_WORDS = re.compile(r"[a-z]{3,}")
_COMPARED = 8
"""Of each kind and day: so many are compared word by word. Beyond that the day's order decides."""

type _Apart = Callable[[int, int], bool]


def possible_duplicates(filings: Sequence[Resolved], kept_apart: _Apart) -> tuple[tuple[int, int], ...]:
    """Pairs of indexes into ``filings``, smaller first. ``kept_apart``: an editor has said of these two that they differ."""
    found: dict[int, int] = {}
    for one, other in (*_stubs_and_texts(filings), *_same_numbers(filings), *_same_texts(filings), *_reworded(filings)):
        if one not in found and other not in found and not kept_apart(one, other) and _can_be_one(filings[one], filings[other]):
            found[one], found[other] = other, one
    return tuple(sorted((one, other) for one, other in found.items() if one < other))


def _can_be_one(one: Resolved, other: Resolved) -> bool:
    """No two different ids of one source, and not two rows of one page."""
    for field in ("number", "pacer_seq_no"):
        mine, theirs = getattr(one, field), getattr(other, field)
        if mine and theirs and mine != theirs:
            return False
    return not (one.number and _rows_of_one_page(one, other))


def _rows_of_one_page(one: Resolved, other: Resolved) -> bool:
    mine = {seen.channel for seen in one.members if "number" in seen.ambiguous}
    return any(seen.channel in mine for seen in other.members if "number" in seen.ambiguous)


def _stubs_and_texts(filings: Sequence[Resolved]) -> Iterator[tuple[int, int]]:
    """A feed's event type and a sheet's docket text, of one day and without a number: the usual way of a minute entry."""
    stubs: defaultdict[date | None, list[int]] = defaultdict(list)
    texts: defaultdict[date | None, list[int]] = defaultdict(list)
    for index, filing in enumerate(filings):
        if not filing.number and not filing.long_text:
            stubs[filing.date_entered or filing.date_filed].append(index)
    for index, filing in enumerate(filings if stubs else ()):
        if not filing.number and filing.long_text:
            for day in {filing.date_filed, filing.date_entered}:
                texts[day].append(index)
    for day in [day for day in stubs if day and day in texts]:
        yield from _paired(stubs[day], texts[day], filings)


def _paired(stubs: Sequence[int], texts: Sequence[int], filings: Sequence[Resolved]) -> Iterator[tuple[int, int]]:
    """Best first: most words of the event type found in the text; then in the day's order."""
    scored = sorted(
        (-_shared_words(filings[stub].short_text, filings[text].long_text), nth, stub, text)
        for nth, stub in enumerate(stubs[:_COMPARED])
        for text in texts[:_COMPARED]
    )
    rest = zip(stubs[_COMPARED:], texts[_COMPARED:], strict=False)
    for stub, text in (*((stub, text) for *_, stub, text in scored), *rest):
        if not _channels(filings[stub]) & _channels(filings[text]):
            yield min(stub, text), max(stub, text)


def _shared_words(short: str, long: str) -> int:
    return len({*_WORDS.findall(short.casefold())} & {*_WORDS.findall(long[:400].casefold())})


def _channels(filing: Resolved) -> set[str]:
    return {one.channel for one in filing.members}


def _same_numbers(filings: Sequence[Resolved]) -> Iterator[tuple[int, int]]:
    """One entry number that stronger evidence (other document ids) kept apart."""
    yield from _neighbours((filing.number, index) for index, filing in enumerate(filings) if filing.number)


def _same_texts(filings: Sequence[Resolved]) -> Iterator[tuple[int, int]]:
    """One text of one day, with its number from one source and without from another."""
    channels = {one.channel for filing in filings for one in filing.members if one.long_text}
    days = {filing.date_filed for filing in filings if filing.long_text and not filing.number}
    if len(channels) > 1 and days:
        worded = (index for index, filing in enumerate(filings) if filing.long_text and filing.date_filed in days)
        rows = ((_day_and_text(filings[index]), index) for index in worded)
        for one, other in _neighbours(rows):
            if bool(filings[one].number) != bool(filings[other].number) and not _channels(filings[one]) & _channels(
                filings[other]
            ):
                yield one, other


def _day_and_text(filing: Resolved) -> Hashable:
    return filing.date_filed, long_text_key(filing.long_text)


def _reworded(filings: Sequence[Resolved]) -> Iterator[tuple[int, int]]:
    """Of one day and without a number: one that the page no longer has, and one that came up on it."""
    gone = [index for index, filing in enumerate(filings) if not filing.number and filing.missing_since]
    days = {filings[index].date_filed: index for index in reversed(gone)}
    for index, filing in enumerate(filings):
        if not filing.number and filing.missing_since is None and filing.date_filed in days:
            other = days[filing.date_filed]
            if _came_later(filing, filings[other]):
                yield min(index, other), max(index, other)


def _came_later(filing: Resolved, gone: Resolved) -> bool:
    last = [one.last_as_of for one in gone.members if one.last_as_of and one.missing_since]
    first = [one.first_as_of for one in filing.members if one.first_as_of]
    return bool(last and first) and min(first) > max(last) and bool(_channels(filing) & _channels(gone))


def _neighbours(keyed: Iterable[tuple[Hashable, int]]) -> Iterator[tuple[int, int]]:
    rows: defaultdict[Hashable, list[int]] = defaultdict(list)
    for key, index in keyed:
        rows[key].append(index)
    for indexes in rows.values():
        yield from pairwise(indexes)
