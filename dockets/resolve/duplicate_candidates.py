"""Finds pairs of filings that may be the same, for an editor to decide. Pure; called by ``resolve_filings``.

Nothing is joined here. Each filing is in one pair at most, and the work is bounded by the number of filings.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from dockets.record.text import build_text_key
from dockets.resolve.values import ResolvedFiling

if TYPE_CHECKING:
    from datetime import date

_WORDS = re.compile(r"[a-z]{3,}")
_COMPARED = 8
"""Filings of each kind and day that are compared word by word. Beyond that the order within the day decides."""

type _Apart = Callable[[int, int], bool]


def find_duplicate_candidates(filings: Sequence[ResolvedFiling], kept_apart: _Apart) -> tuple[tuple[int, int], ...]:
    """Pairs of indexes into ``filings``, smaller first. ``kept_apart``: whether an editor decided that two of them
    differ."""
    found: dict[int, int] = {}
    for one, other in (*_stubs_and_texts(filings), *_same_numbers(filings), *_same_texts(filings), *_reworded(filings)):
        if (
            one not in found
            and other not in found
            and not kept_apart(one, other)
            and _can_be_one(filings[one], filings[other])
        ):
            found[one], found[other] = other, one
    return tuple(sorted((one, other) for one, other in found.items() if one < other))


def _can_be_one(one: ResolvedFiling, other: ResolvedFiling) -> bool:
    """False for two with different numbers or sequence numbers, and for two rows of one page."""
    for field in ("number", "pacer_seq_no"):
        mine, theirs = getattr(one, field), getattr(other, field)
        if mine and theirs and mine != theirs:
            return False
    return not (one.number and _rows_of_one_page(one, other))


def _rows_of_one_page(one: ResolvedFiling, other: ResolvedFiling) -> bool:
    mine = {seen.channel for seen in one.members if "number" in seen.ambiguous}
    return any(seen.channel in mine for seen in other.members if "number" in seen.ambiguous)


def _stubs_and_texts(filings: Sequence[ResolvedFiling]) -> Iterator[tuple[int, int]]:
    """A feed's event type and a sheet's docket text, of one day and without a number: how a minute entry usually
    appears."""
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


def _paired(stubs: Sequence[int], texts: Sequence[int], filings: Sequence[ResolvedFiling]) -> Iterator[tuple[int, int]]:
    """Best first: by the number of words of the event type that are in the text; then by the order within the day."""
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


def _channels(filing: ResolvedFiling) -> set[str]:
    return {one.channel for one in filing.members}


def _same_numbers(filings: Sequence[ResolvedFiling]) -> Iterator[tuple[int, int]]:
    """Filings with one entry number that stronger evidence (different document ids) kept apart."""
    yield from _neighbours((filing.number, index) for index, filing in enumerate(filings) if filing.number)


def _same_texts(filings: Sequence[ResolvedFiling]) -> Iterator[tuple[int, int]]:
    """Filings with the same text on the same day, with a number from one source and without from another."""
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


def _day_and_text(filing: ResolvedFiling) -> Hashable:
    return filing.date_filed, build_text_key(filing.long_text)


def _reworded(filings: Sequence[ResolvedFiling]) -> Iterator[tuple[int, int]]:
    """Filings of one day without a number: one that the page no longer shows, and one that appeared on it later."""
    gone = [index for index, filing in enumerate(filings) if not filing.number and filing.missing_since]
    days = {filings[index].date_filed: index for index in reversed(gone)}
    for index, filing in enumerate(filings):
        if not filing.number and filing.missing_since is None and filing.date_filed in days:
            other = days[filing.date_filed]
            if _came_later(filing, filings[other]):
                yield min(index, other), max(index, other)


def _came_later(filing: ResolvedFiling, gone: ResolvedFiling) -> bool:
    last = [one.last_as_of for one in gone.members if one.last_as_of and one.missing_since]
    first = [one.first_as_of for one in filing.members if one.first_as_of]
    return bool(last and first) and min(first) > max(last) and bool(_channels(filing) & _channels(gone))


def _neighbours(keyed: Iterable[tuple[Hashable, int]]) -> Iterator[tuple[int, int]]:
    rows: defaultdict[Hashable, list[int]] = defaultdict(list)
    for key, index in keyed:
        rows[key].append(index)
    for indexes in rows.values():
        yield from pairwise(indexes)
