"""What a sheet shows, set beside what is stored: the whole of both, or of a long docket only what changed and what is near it.

Used by ``merge``. The short way is taken only where it comes to the same as the long one; in any doubt the long one is taken.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dockets import merge_observations, normalise, sheet_rows, vicinity
from dockets.merge_observations import Stored
from dockets.models import Docket, Sheet
from dockets.observe import Observed, entry_fingerprint, newest_first, observe
from dockets.records import DocketRecord, EntryRecord, Refusal
from dockets.said import Said, Tell
from dockets.seen import Seen
from dockets.sources.kind import SourceKind
from dockets.wording import long_text_key

LONG = 100
"""Rows from which on a sheet may be read in part."""
FEW = 10
"""A sheet is read in part when no more than one row in so many changed."""
CLEAN = 0.2
"""Which share of a long docket's merge is done when its entries are clean, as measured."""
NEAR = 50
"""So many observations near what changed are few, whatever the length of the docket."""


@dataclass(frozen=True, slots=True)
class Page:
    """One payload's word on one docket, clean, beside what is stored."""

    record: DocketRecord
    """Clean. In a page that was read in part, ``entries`` are the changed ones."""
    refused: tuple[Refusal, ...]
    rows: Mapping[str, int]
    """Fingerprint of every row -> its place, oldest first."""
    observed: Sequence[Observed]
    """The rows that may be new."""
    stored: list[Stored]
    """What was seen before: all of it, or all that is near what changed."""
    packed: bytes
    """``Sheet.rows`` for the next time; empty where it must be read as a whole."""
    before: int = 0
    """How many rows the sheet had last time, where only a part was read."""

    @property
    def whole(self) -> bool:
        return not self.before


def read_whole(said: Said, stored: list[Stored], *, private: bool = False) -> Page:
    """Every row of the sheet, beside everything that is stored. ``private`` as for ``normalise``."""
    record, entries = said.record, len(said.record.entries)
    told = partial(_tell, said.tell, entries)
    clean, refused = normalise.docket(record, said.court.zone, private=private, told=told)
    observed = observe(clean, said.kind.slug)
    rows = {one.fingerprint: one.position for one in observed}
    in_step = not refused and newest_first(clean.entries) == newest_first(record.entries)
    packed = sheet_rows.packed(said.digests, [one.fingerprint for one in observed]) if in_step else b""
    return Page(clean, tuple(refused), rows, observed, stored, packed)


def _tell(tell: Tell, entries: int, clean: int) -> None:
    tell(CLEAN * clean / entries)


def read_part(
    record: DocketRecord,
    docket: Docket,
    sheet: Sheet,
    kinds: Mapping[str, SourceKind],
    entries: Sequence[EntryRecord],
    digests: Sequence[bytes],
) -> Page | None:
    """Only the rows that are others than on the channel's newest sheet, and what is near them. None: read the whole."""
    kept = bytes(sheet.rows)
    old = sheet_rows.unpacked(kept) if len(digests) >= LONG else []
    changed = _changed(old, digests)
    if changed is None or merge_observations.any_decision([docket]):
        return None
    some = replace(record, entries=tuple(entries[place] for place in changed))
    clean, refused = normalise.docket(some, docket.court.zone, private=docket.prints_homes)
    gone = [old[place][1] for place in changed if place < len(old)]
    stored = vicinity.load(docket, kinds, fingerprints=gone, entries=clean.entries, at_most=max(NEAR, len(digests) // 2))
    if refused or stored is None:
        return None
    marks = [mark for _, mark in old] + [""] * (len(digests) - len(old))
    if not _each_stands_alone(clean.entries, _shown(sheet.channel, stored, {*marks}), {*gone}):
        return None
    observed = [_observed(sheet.channel, entry, place) for entry, place in zip(clean.entries, changed, strict=True)]
    for one in observed:
        marks[one.position] = one.fingerprint
    rows = {mark: place for place, mark in enumerate(marks)}
    packed = sheet_rows.repacked(kept, digests, {one.position: one.fingerprint for one in observed})
    return Page(clean, (), rows, observed, stored, packed, before=len(old))


def _changed(old: Sequence[tuple[bytes, str]], digests: Sequence[bytes]) -> list[int] | None:
    """Places whose row is another, or new at the end. None when they are many, or rows are missing."""
    if not old or len(digests) < len(old):
        return None
    places = [place for place, (digest, _) in enumerate(old) if digest != digests[place]] + [*range(len(old), len(digests))]
    return places if len(places) * FEW <= len(digests) else None


def _shown(channel: str, stored: Sequence[Stored], marks: set[str]) -> list[Seen]:
    """Of what is stored near, the rows of the channel's newest sheet."""
    return [one.seen for one in stored if one.seen.channel == channel and one.seen.fingerprint in marks]


def _each_stands_alone(entries: Sequence[EntryRecord], shown: Sequence[Seen], gone: set[str]) -> bool:
    """Whether ``observe`` would mark none of the new rows as one of several, nor see any other row differently for them."""
    if any(seen.ambiguous or seen.twin for seen in shown):
        return False
    rows: list[EntryRecord | Seen] = [*entries, *(seen for seen in shown if seen.fingerprint not in gone)]
    minutes = {row.date_filed for row in rows if not row.number}
    shared = Counter[tuple[object, ...]]()
    for row in rows:
        named = ("number", row.number), ("doc", row.pacer_doc_id), ("seq", row.pacer_seq_no), ("upstream", row.upstream_id)
        shared.update((kind, value) for kind, value in named if value)
        if row.date_filed in minutes:
            shared["text", row.date_filed, long_text_key(row.long_text or row.short_text)] += 1
    return max(shared.values(), default=1) == 1


def _observed(channel: str, entry: EntryRecord, place: int) -> Observed:
    return Observed(entry, frozenset(), 0, place, entry_fingerprint(channel, entry, (), 0))
