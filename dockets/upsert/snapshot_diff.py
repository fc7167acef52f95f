"""Compares a sheet with what is stored: all of both, or of a long docket only the changed rows and what is related to
them.

Used by ``upsert_docket``. The partial comparison is done only where its result is sure to be the same; in any doubt the
whole sheet is compared.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dockets.models import Docket, Sheet
from dockets.payloads import normalise
from dockets.payloads.observe import ObservedEntry, fingerprint_entry, is_newest_first, observe_entries
from dockets.record.records import DocketRecord, EntryRecord, Refusal
from dockets.record.text import build_text_key
from dockets.resolve.values import ObservedValues
from dockets.sources.kind import SourceKind
from dockets.upsert import observations, related_observations, snapshot
from dockets.upsert.incoming import IncomingDocket, Tell
from dockets.upsert.observations import StoredObservation

LONG = 100
"""Number of rows of a sheet, or of filings of its docket, from which on the sheet may be compared in part."""
FEW = 10
"""A sheet is compared in part when at most one in this many of its rows changed."""
CLEAN = 0.2
"""Share of the work on a long docket that is done when its entries are normalised, as measured."""
NEAR = 50
"""This many related observations count as few, whatever the length of the docket."""


@dataclass(frozen=True, slots=True)
class SnapshotDiff:
    """One docket of a payload, normalised, with the stored observations it is compared with."""

    record: DocketRecord
    """Normalised. Where the sheet was compared in part, ``entries`` are the changed ones."""
    refused: tuple[Refusal, ...]
    rows: Mapping[str, int]
    """Fingerprint of every row -> its position, oldest first."""
    observed: Sequence[ObservedEntry]
    """Observations of the rows that may be new."""
    stored: list[StoredObservation]
    """The stored observations: all, or all that are related to the changed rows."""
    packed: bytes
    """``Sheet.rows`` for the next comparison; empty where the next sheet must be compared whole."""
    before: int = 0
    """Number of rows that the sheet had last time, where it was compared in part; else 0."""

    @property
    def whole(self) -> bool:
        return not self.before


def diff_whole_snapshot(
    said: IncomingDocket, stored: list[StoredObservation], *, private: bool = False
) -> SnapshotDiff:
    """Compares every row of the sheet with all ``stored`` observations. ``private`` as for ``normalise_docket``."""
    record, entries = said.record, len(said.record.entries)
    told = partial(_tell, said.tell, entries)
    clean, refused = normalise.normalise_docket(record, said.court.zone, private=private, told=told)
    observed = observe_entries(clean, said.kind.slug)
    rows = {one.fingerprint: one.position for one in observed}
    in_step = not refused and is_newest_first(clean.entries) == is_newest_first(record.entries)
    packed = snapshot.pack_rows(said.digests, [one.fingerprint for one in observed]) if in_step else b""
    return SnapshotDiff(clean, tuple(refused), rows, observed, stored, packed)


def _tell(tell: Tell, entries: int, clean: int) -> None:
    tell(CLEAN * clean / entries)


def diff_changed_rows(
    record: DocketRecord,
    docket: Docket,
    sheet: Sheet,
    kinds: Mapping[str, SourceKind],
    entries: Sequence[EntryRecord],
    digests: Sequence[bytes],
) -> SnapshotDiff | None:
    """Compares only the rows that differ from the source's newest sheet, with the observations related to them. None:
    the whole sheet has to be compared."""
    kept = bytes(sheet.rows)
    size = max(len(digests), docket.filing_count)
    old = snapshot.unpack_rows(kept) if size >= LONG else []
    changed = _changed(old, digests, size, may_shrink=not record.complete)
    if changed is None or observations.has_identity_decision([docket]):
        return None
    some = replace(record, entries=tuple(entries[place] for place in changed))
    clean, refused = normalise.normalise_docket(some, docket.court.zone, private=docket.prints_homes)
    gone = [old[place][1] for place in changed if place < len(old)] + [mark for _, mark in old[len(digests) :]]
    stored = related_observations.load_related_observations(
        docket, kinds, fingerprints=gone, entries=clean.entries, at_most=max(NEAR, size // 2)
    )
    if refused or stored is None:
        return None
    marks = [mark for _, mark in old[: len(digests)]] + [""] * (len(digests) - len(old))
    if not _each_stands_alone(clean.entries, _shown(sheet.channel, stored, {*marks}), {*gone}):
        return None
    observed = [_observed(sheet.channel, entry, place) for entry, place in zip(clean.entries, changed, strict=True)]
    for one in observed:
        marks[one.position] = one.fingerprint
    rows = {mark: place for place, mark in enumerate(marks)}
    packed = snapshot.repack_rows(
        snapshot.first_rows(kept, len(digests)), digests, {one.position: one.fingerprint for one in observed}
    )
    return SnapshotDiff(clean, (), rows, observed, stored, packed, before=len(old))


def _changed(
    old: Sequence[tuple[bytes, str]], digests: Sequence[bytes], size: int, *, may_shrink: bool
) -> list[int] | None:
    """Places whose row changed, or is new at the end. None when they are many for a docket of ``size``, or rows are
    missing from a sheet that is known to be complete (only a window, such as a feed's, moves on)."""
    if not old or (len(digests) < len(old) and not may_shrink):
        return None
    kept = [digest for digest, _ in old[: len(digests)]]
    places = [place for place, digest in enumerate(kept) if digest != digests[place]] + [
        *range(len(kept), len(digests))
    ]
    return places if len(places) * FEW <= size else None


def _shown(channel: str, stored: Sequence[StoredObservation], marks: set[str]) -> list[ObservedValues]:
    """The related observations that are rows of the source's newest sheet."""
    return [one.seen for one in stored if one.seen.channel == channel and one.seen.fingerprint in marks]


def _each_stands_alone(entries: Sequence[EntryRecord], shown: Sequence[ObservedValues], gone: set[str]) -> bool:
    """Whether ``observe_entries`` would mark none of the new rows as ambiguous, nor mark any other row differently
    because of them."""
    if any(seen.ambiguous or seen.twin for seen in shown):
        return False
    rows: list[EntryRecord | ObservedValues] = [*entries, *(seen for seen in shown if seen.fingerprint not in gone)]
    minutes = {row.date_filed for row in rows if not row.number}
    shared = Counter[tuple[object, ...]]()
    for row in rows:
        named = (
            ("number", row.number),
            ("doc", row.pacer_doc_id),
            ("seq", row.pacer_seq_no),
            ("upstream", row.upstream_id),
        )
        shared.update((kind, value) for kind, value in named if value)
        if row.date_filed in minutes:
            shared["text", row.date_filed, build_text_key(row.long_text or row.short_text)] += 1
    return max(shared.values(), default=1) == 1


def _observed(channel: str, entry: EntryRecord, place: int) -> ObservedEntry:
    return ObservedEntry(entry, frozenset(), 0, place, fingerprint_entry(channel, entry, (), 0))
