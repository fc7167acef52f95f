"""Loads a docket's observations, updates them from one more sheet and writes them. First half of ``upsert_docket``.

Content is only ever added. Of a stored observation nothing changes but how long it has been seen, its position on the
newest complete sheet, and its filing.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast
from psycopg.types.json import Jsonb

from dockets.db import bulk
from dockets.models import Docket, IdentityDecision, Observation, Payload
from dockets.payloads.observe import ObservedEntry
from dockets.record.records import DocumentRecord, EntryRecord
from dockets.resolve.sightings import HasPlace, PastSheets, Sighting, note_absence, note_sighting
from dockets.resolve.values import IdentityVerdict, ObservedValues
from dockets.sources import SOURCES
from dockets.sources.kind import SourceKind
from dockets.upsert.filings import DOCUMENT_FIELDS, FilingsByObservation, get_document_values

_CONTENT = tuple(name for name in EntryRecord.__slots__ if name != "documents")
"""The columns of an observation's content, in the order in which ``ObservedValues`` has them too."""
_content = attrgetter(*_CONTENT)
_SIGHTED = ("position", "first_as_of", "last_as_of", "missing_since", "placed_as_of")
_sighted = attrgetter(*_SIGHTED)
_COLUMNS = (
    "id", "filing_id", "fingerprint", "channel", *_CONTENT,
    "ambiguous", "twin", *_SIGHTED,
)  # fmt: skip
_NONE: frozenset[str] = frozenset()
_ALL = Q()


@dataclass(slots=True)
class StoredObservation:
    """One observation: its row's id and the values that ``resolve`` needs. ``filing_id`` None: not written yet."""

    id: int
    filing_id: int | None
    seen: ObservedValues
    observed: ObservedEntry | None = None
    """For a new one: the entry that it was made from."""
    resighted: bool = False
    """Its times or position differ from what is stored."""


def load_observations(
    docket: Docket, kinds: Mapping[str, SourceKind] = SOURCES, *, near: Q = _ALL
) -> list[StoredObservation]:
    """A docket's observations in order of arrival: all, or those that match the condition ``near``.

    Loaded as plain values, with documents as text, most of which are alike: building an object for each takes longer
    than all the rest.
    """
    found = Observation.objects.filter(near, docket=docket).order_by("pk")
    rows = list(found.values_list(*_COLUMNS, Cast("documents", TextField())))
    documents = {stored: _documents(stored) for stored in {row[-1] for row in rows}}
    weights = {channel: _weight(kinds.get(channel)) for channel in {row[3] for row in rows}}
    return [_stored(row, weights[row[3]], documents[row[-1]]) for row in rows]


def _weight(kind: SourceKind | None) -> tuple[int, bool]:
    """Authority, and whether dates are of entry. A source that is no longer known has authority 0."""
    return (kind.authority, kind.dates_are_of_entry) if kind else (0, False)


def _documents(stored: str) -> tuple[DocumentRecord, ...]:
    return tuple(DocumentRecord(**document) for document in json.loads(stored)) if stored != "[]" else ()


def _stored(row: tuple[Any, ...], weight: tuple[int, bool], documents: tuple[DocumentRecord, ...]) -> StoredObservation:
    cells: tuple[Any, ...] = (
        *row[2:4],
        *weight,
        *row[4:13],
        documents,
        frozenset(row[13]) if row[13] else _NONE,
        *row[14:20],
    )
    return StoredObservation(row[0], row[1], ObservedValues(*cells))


def has_identity_decision(dockets: Sequence[Docket]) -> bool:
    """Whether there is any editor's decision on observations of these dockets."""
    return IdentityDecision.objects.filter(docket__in=dockets).exists()


def load_identity_decisions(dockets: Sequence[Docket]) -> list[IdentityVerdict]:
    """Editors' decisions on observations of these dockets (one case under all of its numbers)."""
    if not has_identity_decision(dockets):
        return []
    rows = IdentityDecision.objects.filter(docket__in=dockets).order_by("id")
    same = IdentityDecision.Verdict.SAME
    told = rows.values_list("first__fingerprint", "second__fingerprint", "verdict")
    return [IdentityVerdict(first, second, verdict == same) for first, second, verdict in told]


def update_sightings(
    stored: Sequence[StoredObservation],
    rows: Mapping[str, int],
    *,
    channel: str,
    as_of: datetime,
    complete: bool,
    past: PastSheets,
    now: PastSheets,
) -> None:
    """Updates the stored observations of ``channel`` (a source's slug) from a sheet of ``as_of`` that shows them, or no
    longer does.

    ``rows``: fingerprint of every row of the sheet -> its position. ``past``, ``now``: the source's sheets without and
    with it.
    """
    for one in stored:
        seen = one.seen
        if seen.channel != channel:
            continue
        position = rows.get(seen.fingerprint)
        if position is None:
            if complete or seen.last_as_of is None:
                _resight(one, note_absence(get_sighting(seen), past, now))
        elif (
            seen.last_as_of
            or seen.placed_as_of
            or seen.first_as_of is None
            or seen.first_as_of > as_of
            or seen.position != position
        ):
            _resight(one, note_sighting(get_sighting(seen), HasPlace(complete, as_of, position), past, now))


def get_sighting(seen: ObservedValues) -> Sighting:
    """When, and at which position, an observation was seen."""
    if seen.first_as_of is None:
        raise ValueError(f"Observation {seen.fingerprint} has no time")
    return Sighting(seen.position, seen.first_as_of, seen.last_as_of, seen.missing_since, seen.placed_as_of)


def apply_sighting(seen: ObservedValues, now: Sighting) -> ObservedValues:
    """A copy of the observation with the times and position of ``now``."""
    return replace(
        seen,
        position=now.position,
        first_as_of=now.first,
        last_as_of=now.last,
        missing_since=now.missing,
        placed_as_of=now.placed,
    )


def _resight(one: StoredObservation, now: Sighting) -> None:
    if now != get_sighting(one.seen):
        one.seen = apply_sighting(one.seen, now)
        one.resighted = True


def build_new_observations(
    observed: Sequence[ObservedEntry],
    kind: SourceKind,
    as_of: datetime,
    complete: bool,
    past: PastSheets,
    now: PastSheets,
) -> list[StoredObservation]:
    """The observations that a sheet is the first to show, with ids reserved for them."""
    first = note_sighting(None, HasPlace(complete, as_of, 0), past, now)
    ids = bulk.reserve_ids(Observation, len(observed))
    return [StoredObservation(id, None, _seen(one, kind, first), one) for id, one in zip(ids, observed, strict=True)]


def _seen(one: ObservedEntry, kind: SourceKind, first: Sighting) -> ObservedValues:
    """``first``: the sighting that all rows of the sheet share, except for the position."""
    channel = one.fingerprint, kind.slug, kind.authority, kind.dates_are_of_entry
    told = *_content(one.entry), one.entry.documents, one.ambiguous, one.twin, one.position
    cells: tuple[Any, ...] = (*channel, *told, first.first, first.last, first.missing, first.placed)
    return ObservedValues(*cells)


def count_filings_of(docket: Docket, fingerprints: Iterable[str]) -> int:
    """Number of filings that these observations belong to."""
    found = Observation.objects.filter(docket=docket, fingerprint__in=list(fingerprints))
    return int(found.aggregate(filings=Count("filing", distinct=True))["filings"])


def map_filings_of_observations(stored: Sequence[StoredObservation]) -> FilingsByObservation:
    untouched = {one.seen.fingerprint: one.filing_id for one in stored if one.filing_id and not one.resighted}
    return FilingsByObservation(untouched, Counter(one.filing_id for one in stored if one.filing_id))


def write_observations(
    docket: Docket,
    stored: Sequence[StoredObservation],
    filing_of: Mapping[str, int],
    payload: Payload | None,
    now: datetime,
    wrote: bulk.Wrote = bulk.ignore_written_rows,
) -> None:
    """Inserts the new observations, with ``payload`` as their origin, and updates those whose times, position or filing
    differ."""
    new = [one for one in stored if one.observed]
    if new and payload:
        fields = ("docket", "payload", "first_seen", "id", "filing", *_COLUMNS[2:], "documents")
        bulk.copy_rows(
            Observation, fields, ((docket.id, payload.id, now, *_row(one, filing_of)) for one in new), wrote=wrote
        )
    changed = [
        one
        for one in stored
        if not one.observed and (one.resighted or one.filing_id != filing_of[one.seen.fingerprint])
    ]
    bulk.update_rows(
        Observation,
        ("filing", *_SIGHTED),
        [(one.id, filing_of[one.seen.fingerprint], *_sighted(one.seen)) for one in changed],
    )


def write_sightings(stored: Sequence[StoredObservation]) -> None:
    """Writes the times and positions of these observations."""
    bulk.update_rows(Observation, _SIGHTED, [(one.id, *_sighted(one.seen)) for one in stored])


def _row(one: StoredObservation, filing_of: Mapping[str, int]) -> tuple[Any, ...]:
    seen = one.seen
    documents = [dict(zip(DOCUMENT_FIELDS, get_document_values(document), strict=True)) for document in seen.documents]
    return (
        one.id,
        filing_of[seen.fingerprint],
        seen.fingerprint,
        seen.channel,
        *_content(seen),
        sorted(seen.ambiguous),
        seen.twin,
        *_sighted(seen),
        Jsonb(documents),
    )
