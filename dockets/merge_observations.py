"""What is stored of a docket's observations, and what one more sheet adds to it. First half of ``merge``.

Content is only ever added. Of a stored observation nothing changes but how long it has been seen, where the newest complete
sheet has it, and which filing it is believed to be of.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import Count
from psycopg.types.json import Jsonb

from dockets import bulk
from dockets.merge_filings import Homes
from dockets.models import Docket, IdentityDecision, Observation, Payload
from dockets.observe import Observed
from dockets.records import DocumentRecord
from dockets.resolve import Decided, Seen
from dockets.sightings import Placed, Sheets, Sighting, not_shown, shown
from dockets.sources import SOURCES
from dockets.sources.kind import SourceKind

_CONTENT = (
    "number",
    "upstream_id",
    "pacer_doc_id",
    "pacer_seq_no",
    "date_filed",
    "date_entered",
    "entered_at",
    "short_text",
    "long_text",
)
_content = attrgetter(*_CONTENT)
_SIGHTED = ("position", "first_as_of", "last_as_of", "missing_since", "placed_as_of")
_sighted = attrgetter(*_SIGHTED)
_DOCUMENT = tuple(DocumentRecord.__slots__)
_document = attrgetter(*_DOCUMENT)
_COLUMNS = (
    "id", "filing_id", "fingerprint", "channel", *_CONTENT,
    "ambiguous", "twin", *_SIGHTED,
)  # fmt: skip
_NONE: frozenset[str] = frozenset()
_LOAD = f"SELECT {', '.join(_COLUMNS)}, documents::text FROM dockets_observation WHERE docket_id = %s AND "  # noqa: S608 - constants


@dataclass(slots=True)
class Stored:
    """One observation, its row and what ``resolve`` needs of it. ``filing_id`` None: not written yet."""

    id: int
    filing_id: int | None
    seen: Seen
    observed: Observed | None = None
    """For a new one, what it was made from."""
    resighted: bool = False
    """Its times or place differ from what is stored."""


def load(
    docket: Docket, kinds: Mapping[str, SourceKind] = SOURCES, *, near: str = "TRUE", parameters: Sequence[Any] = ()
) -> list[Stored]:
    """What was seen of a docket, in the order in which it came; all of it, or where the condition ``near`` holds.

    In plain SQL: the converters of the models' fields would take longer than all the rest.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"{_LOAD}{near} ORDER BY id", [docket.pk, *parameters])
        rows = cursor.fetchall()
    documents = {stored: _documents(stored) for stored in {row[-1] for row in rows}}
    weights = {channel: _weight(kinds.get(channel)) for channel in {row[3] for row in rows}}
    return [_stored(row, weights[row[3]], documents[row[-1]]) for row in rows]


def _weight(kind: SourceKind | None) -> tuple[int, bool]:
    """A source that is no longer known has no say."""
    return (kind.authority, kind.dates_are_of_entry) if kind else (0, False)


def _documents(stored: str) -> tuple[DocumentRecord, ...]:
    return tuple(DocumentRecord(**document) for document in json.loads(stored)) if stored != "[]" else ()


def _stored(row: tuple[Any, ...], weight: tuple[int, bool], documents: tuple[DocumentRecord, ...]) -> Stored:
    cells: tuple[Any, ...] = (*row[2:4], *weight, *row[4:13], documents, frozenset(row[13]) if row[13] else _NONE, *row[14:20])
    return Stored(row[0], row[1], Seen(*cells))


def any_decision(dockets: Sequence[Docket]) -> bool:
    """Whether an editor decided anything on observations of these dockets."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM dockets_identitydecision WHERE docket_id = ANY(%s))", [[docket.pk for docket in dockets]]
        )
        return bool(cursor.fetchone()[0])


def decisions(dockets: Sequence[Docket]) -> list[Decided]:
    """What editors decided on observations of a docket, under any of its numbers."""
    if not any_decision(dockets):
        return []
    rows = IdentityDecision.objects.filter(docket__in=dockets).order_by("id")
    same = IdentityDecision.Verdict.SAME
    told = rows.values_list("first__fingerprint", "second__fingerprint", "verdict")
    return [Decided(first, second, verdict == same) for first, second, verdict in told]


def look_again(
    stored: Sequence[Stored], rows: Mapping[str, int], *, channel: str, as_of: datetime, complete: bool, past: Sheets, now: Sheets
) -> None:
    """Notes on the stored observations of ``channel`` that a sheet of ``as_of`` shows them, or no longer does.

    ``rows``: fingerprint of every row of the sheet -> its place. ``past``, ``now``: the channel's sheets without and with it."""
    for one in stored:
        seen = one.seen
        if seen.channel != channel:
            continue
        position = rows.get(seen.fingerprint)
        if position is None:
            if complete or seen.last_as_of is None:
                _resight(one, not_shown(sighting(seen), past, now))
        elif (
            seen.last_as_of
            or seen.placed_as_of
            or seen.first_as_of is None
            or seen.first_as_of > as_of
            or seen.position != position
        ):
            _resight(one, shown(sighting(seen), Placed(complete, as_of, position), past, now))


def sighting(seen: Seen) -> Sighting:
    """How long an observation has been seen, and where."""
    if seen.first_as_of is None:
        raise ValueError(f"Observation {seen.fingerprint} has no time")
    return Sighting(seen.position, seen.first_as_of, seen.last_as_of, seen.missing_since, seen.placed_as_of)


def sighted(seen: Seen, now: Sighting) -> Seen:
    """The observation as it was seen."""
    return replace(
        seen,
        position=now.position,
        first_as_of=now.first,
        last_as_of=now.last,
        missing_since=now.missing,
        placed_as_of=now.placed,
    )


def _resight(one: Stored, now: Sighting) -> None:
    if now != sighting(one.seen):
        one.seen = sighted(one.seen, now)
        one.resighted = True


def added(
    observed: Sequence[Observed], kind: SourceKind, as_of: datetime, complete: bool, past: Sheets, now: Sheets
) -> list[Stored]:
    """The observations that a sheet is the first to make, with their ids to be."""
    first = shown(None, Placed(complete, as_of, 0), past, now)
    ids = bulk.next_ids(Observation, len(observed))
    return [Stored(id, None, _seen(one, kind, first), one) for id, one in zip(ids, observed, strict=True)]


def _seen(one: Observed, kind: SourceKind, first: Sighting) -> Seen:
    """``first``: as of all rows of its sheet, but for the position."""
    channel = one.fingerprint, kind.slug, kind.authority, kind.dates_are_of_entry
    told = *_content(one.entry), one.entry.documents, one.ambiguous, one.twin, one.position
    cells: tuple[Any, ...] = (*channel, *told, first.first, first.last, first.missing, first.placed)
    return Seen(*cells)


def filings_of(docket: Docket, fingerprints: Iterable[str]) -> int:
    """Of how many filings these observations are."""
    found = Observation.objects.filter(docket=docket, fingerprint__in=list(fingerprints))
    return int(found.aggregate(filings=Count("filing", distinct=True))["filings"])


def homes(stored: Sequence[Stored]) -> Homes:
    untouched = {one.seen.fingerprint: one.filing_id for one in stored if one.filing_id and not one.resighted}
    return Homes(untouched, Counter(one.filing_id for one in stored if one.filing_id))


def write(
    docket: Docket,
    stored: Sequence[Stored],
    filing_of: Mapping[str, int],
    payload: Payload | None,
    now: datetime,
    wrote: bulk.Wrote = bulk.untold,
) -> None:
    """Adds the new observations, which ``payload`` made, and updates those whose times, place or filing differ."""
    new = [one for one in stored if one.observed]
    if new and payload:
        fields = ("docket", "payload", "first_seen", "id", "filing", *_COLUMNS[2:], "documents")
        bulk.insert(Observation, fields, ((docket.id, payload.id, now, *_row(one, filing_of)) for one in new), wrote=wrote)
    changed = [one for one in stored if not one.observed and (one.resighted or one.filing_id != filing_of[one.seen.fingerprint])]
    bulk.update(
        Observation,
        ("filing", *_SIGHTED),
        [(one.id, filing_of[one.seen.fingerprint], *_sighted(one.seen)) for one in changed],
    )


def write_sightings(stored: Sequence[Stored]) -> None:
    """How long these have been seen, and where, as they tell it now."""
    bulk.update(Observation, _SIGHTED, [(one.id, *_sighted(one.seen)) for one in stored])


def _row(one: Stored, filing_of: Mapping[str, int]) -> tuple[Any, ...]:
    seen = one.seen
    documents = [dict(zip(_DOCUMENT, _document(document), strict=True)) for document in seen.documents]
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
