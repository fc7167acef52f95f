"""Turns a clean record into what is stored of it: each entry with its fingerprint, its position, and which of its ids
are ambiguous.

Place in the flow: ``normalise_docket`` -> ``observe_entries`` -> upsert, which compares fingerprints and writes only
what is new. Pure.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from itertools import pairwise

from dockets.format.typed_number import parse_whole_number
from dockets.record.records import DocketRecord, EntryRecord
from dockets.record.text import build_text_key

_SEPARATOR = "\x1f"
"""Clean texts contain no control character but the line feed, so the encoding of a row is unambiguous."""


@dataclass(slots=True)
class ObservedEntry:
    """One entry as it is stored. Fields as in ``Observation``. Never changed once made (not frozen: see
    ``records``)."""

    entry: EntryRecord
    ambiguous: frozenset[str]
    """Those of "number", "doc", "seq", "upstream" (the source's own id) and "text" (with the day) that another row of
    the same payload has too, so that they identify no single row."""
    twin: int
    """0, 1, … among rows that are equal in all content."""
    position: int
    """Position in the payload, older entries first."""
    fingerprint: str


def observe_entries(record: DocketRecord, channel: str) -> list[ObservedEntry]:
    """Every entry of a clean record, oldest first. ``channel`` is the source's slug."""
    entries = record.entries[::-1] if is_newest_first(record.entries) else record.entries
    contents = [_content(entry) for entry in entries]
    marks = _marks(entries, contents)
    seen: Counter[str] = Counter()
    observed = []
    for position, (entry, content) in enumerate(zip(entries, contents, strict=True)):
        ambiguous = frozenset(marks.get(position, ()))
        twin = seen[content]
        seen[content] += 1
        observed.append(
            ObservedEntry(entry, ambiguous, twin, position, _fingerprint(channel, content, ambiguous, twin))
        )
    return observed


def _marks(entries: Sequence[EntryRecord], contents: Sequence[str]) -> dict[int, list[str]]:
    """For each row: which of its values another row of the payload has too, so that they do not identify it."""
    marks: defaultdict[int, list[str]] = defaultdict(list)
    for mark, values in (
        ("number", [entry.number for entry in entries]),
        ("doc", [entry.pacer_doc_id for entry in entries]),
        ("seq", [entry.pacer_seq_no for entry in entries]),
        ("upstream", [entry.upstream_id for entry in entries]),
    ):
        repeated = {value for value, count in Counter(values).items() if value and count > 1}
        if repeated:
            for row, value in enumerate(values):
                if value in repeated:
                    marks[row].append(mark)
    for row in _alike_in_text(entries, contents):
        marks[row].append("text")
    return marks


def _alike_in_text(entries: Sequence[EntryRecord], contents: Sequence[str]) -> Iterator[int]:
    """Rows of one day with the same text, at least one of them without a number, that differ in something else. (Those
    that differ in nothing are told apart by ``twin``.) Most days of most dockets have nothing to compare."""
    days: defaultdict[date | None, list[int]] = defaultdict(list)
    for row, entry in enumerate(entries):
        days[entry.date_filed].append(row)
    for rows in days.values():
        if len(rows) == 1 or all(entries[row].number for row in rows):
            continue
        texts: defaultdict[str, list[int]] = defaultdict(list)
        for row in rows:
            texts[build_text_key(entries[row].long_text or entries[row].short_text)].append(row)
        for alike in texts.values():
            if len({contents[row] for row in alike}) > 1:
                yield from alike


def is_newest_first(entries: Sequence[EntryRecord]) -> bool:
    """Whether a payload lists newest entries first: more neighbouring rows go back in date and number than forward."""
    balance = 0
    numbers = [parse_whole_number(entry.number) for entry in entries]
    for place, (earlier, later) in enumerate(pairwise(entries)):
        if (day := earlier.date_filed) == later.date_filed:
            if earlier.entered_at is not None:
                balance += _step(earlier.entered_at, later.entered_at)
        else:
            balance += _step(day, later.date_filed) or _step(earlier.entered_at, later.entered_at)
        one, next = numbers[place], numbers[place + 1]
        if one is not None and next is not None:
            balance += (one < next) - (one > next)
    return balance < 0


def _step[T: (date, datetime)](earlier: T | None, later: T | None) -> int:
    if earlier is None or later is None or earlier == later:
        return 0
    return 1 if earlier < later else -1


def fingerprint_entry(channel: str, entry: EntryRecord, ambiguous: Iterable[str], twin: int) -> str:
    """32 hexadecimal digits: a hash of everything in an observation's content, for a clean entry. Equal means already
    stored."""
    return _fingerprint(channel, _content(entry), ambiguous, twin)


def _fingerprint(channel: str, content: str, ambiguous: Iterable[str], twin: int) -> str:
    return _digest(f"{channel}{_SEPARATOR}{','.join(sorted(ambiguous))}{_SEPARATOR}{twin}{_SEPARATOR}{content}")


def _content(entry: EntryRecord) -> str:
    """A canonical encoding; an instant is encoded alike in whichever zone it was written."""
    cells = [
        entry.number,
        entry.upstream_id,
        entry.pacer_doc_id,
        entry.pacer_seq_no,
        str(entry.date_filed or ""),
        str(entry.date_entered or ""),
        str(entry.entered_at.timestamp()) if entry.entered_at else "",
        entry.short_text,
        entry.long_text,
    ]
    for document in entry.documents:
        cells += [str(document.number), document.description, document.pacer_doc_id]
        cells += [str(document.page_count), str(document.file_size), document.url]
    return _SEPARATOR.join(cells)


def _digest(value: str) -> str:
    return blake2b(value.encode(), digest_size=16).hexdigest()
