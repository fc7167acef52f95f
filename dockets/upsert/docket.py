"""Writes one docket of a payload into the record: one docket, one transaction, one writer at a time.

Place in the flow: a source's ``parse`` -> ``upsert_docket`` -> rows. Called by ``imports.run`` and ``imports.preview``.
Loads what is stored, resolves it in memory and writes only what differs. An unchanged sheet is recognised by its
fingerprint, after three small statements however long the docket is.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction

from dockets.db import bulk
from dockets.models import Docket, Payload, Sheet
from dockets.record import address_rules
from dockets.record.docket_number import DocketNumber, parse_docket_number
from dockets.record.records import DocketRecord, Refusal
from dockets.resolve import sightings
from dockets.resolve.resolve import resolve_filings
from dockets.resolve.sightings import PastSheets
from dockets.sources import SOURCES
from dockets.sources.kind import SourceKind
from dockets.upsert import docket_fields, locate, merged_dockets, observations, redact, snapshot_diff, unchanged
from dockets.upsert.filings import (
    FilingPlacement,
    FilingsByObservation,
    count_filings,
    load_filings,
    place_filings,
    write_filings,
)
from dockets.upsert.incoming import IncomingDocket, Tell, build_incoming, ignore_progress
from dockets.upsert.merged_dockets import MergedDockets
from dockets.upsert.observations import StoredObservation
from dockets.upsert.parties import upsert_parties
from dockets.upsert.progress import ProgressPart
from dockets.upsert.relations import link_waiting_relations, upsert_relations
from dockets.upsert.snapshot_diff import SnapshotDiff

TICK = timedelta(microseconds=1)
LOOKED, RESOLVED, WRITTEN = 0.25, 0.4, 0.9
"""Share of the work on a long docket that is done after each step (loaded, resolved, written), as measured."""
_OF_SHEET = (
    "payload",
    "as_of",
    "said_at",
    "complete",
    "fingerprint",
    "complete_as_of",
    "rows",
    "mentioned",
    "seen_at",
    "record",
)
_CHECKED = ("checked_at", "checked_source")
_NUMBER = ("docket_number", "number_key", "office", "year", "case_type", "serial", "defendant", "judge_initials")
_COUNTED = ("filing_count", "party_count", "date_last_filing")
_OF_DOCKET = (*_NUMBER, *docket_fields.TEXTS, *docket_fields.DATES, *_COUNTED, "record_changed_at", *_CHECKED)
"""Columns of the docket that ``upsert_docket`` can change."""


@dataclass(frozen=True, slots=True)
class DocketResult:
    """Result of importing one docket of a payload. The first nine fields are what ``import_docket --json`` prints."""

    court: str
    docket_number: str
    case_name: str
    created: int
    """Number of new filings."""
    updated: int
    """Number of filings whose best view changed."""
    unchanged: int
    """Number of other filings that the payload mentions."""
    refused: tuple[Refusal, ...]
    filings: int
    """Number of filings that the docket has now."""
    parties: int
    docket_id: int
    changed: bool
    """Whether anything in the record changed, so that its interpretation is out of date."""


def upsert_docket(
    record: DocketRecord, *, kind: SourceKind, payload: Payload, now: datetime, tell: Tell = ignore_progress
) -> DocketResult:
    """Writes what ``payload`` says of one docket into the record. Raises ``NotADocket`` when the record names no docket
    of a known court.

    Safe to repeat, and to run in several processes at once. ``now`` is the current time.
    """
    said = build_incoming(record, kind, payload, now, tell)
    with transaction.atomic():
        locate.lock_case(said.court, said.number)
        if same := unchanged.skip_unchanged(said):
            return _unchanged(said, same)
        docket = locate.find_docket(said.court, said.number, record.pacer_case_id)
        if docket is None:
            page = snapshot_diff.diff_whole_snapshot(said, [])
            return _merge(_new_docket(said), said, page, {}, merged_dockets.NONE, fresh=True)
        if docket.number_key != said.number.key and (same := unchanged.skip_unchanged(said, docket.pk)):
            return _unchanged(said, same)
        merged, withheld = _load_without_homes(docket, said.kinds, told=address_rules.prints_homes(record))
        sheets = {sheet.channel: sheet for sheet in Sheet.objects.filter(docket=docket).order_by("pk")}
        unchanged.refresh_as_of(docket, sheets.values())
        page = _page(docket, said, None if merged else sheets.get(kind.slug))
        return _merge(docket, said, page, sheets, merged, fresh=False, withheld=withheld)


def _page(docket: Docket, said: IncomingDocket, mine: Sheet | None) -> SnapshotDiff:
    """Compares the sheet with what is stored: only the changed rows where the sheet is not older than its source's
    newest one and the result is sure to be the same, else all of it."""
    if mine and said.as_of >= mine.as_of and mine.complete == said.record.complete:
        part = snapshot_diff.diff_changed_rows(said.record, docket, mine, said.kinds, said.entries, said.digests)
        if part:
            return part
    return snapshot_diff.diff_whole_snapshot(
        said, observations.load_observations(docket, said.kinds), private=docket.prints_homes
    )


def _load_without_homes(
    docket: Docket, kinds: Mapping[str, SourceKind], *, told: bool = False
) -> tuple[MergedDockets, bool]:
    """The dockets merged into ``docket``, and whether homes were just taken out of any of them (``redact_homes``)."""
    merged = merged_dockets.load_merged_dockets(docket, kinds)
    withheld = redact.redact_homes([docket, *merged.dockets], kinds, told=told)
    return (merged_dockets.load_merged_dockets(docket, kinds) if withheld and merged else merged), withheld


def resolve_docket_again(docket_id: int, *, now: datetime) -> bool:
    """Resolves a docket again from what is stored: after an editor's decision on identity, after two dockets were
    merged, and after either was undone.

    True if anything changed.
    """
    with transaction.atomic():
        docket = locate.lock_docket(docket_id)
        merged, withheld = _load_without_homes(docket, SOURCES)
        before, stored = _core(docket), observations.load_observations(docket)
        sheets = {sheet.channel: sheet for sheet in Sheet.objects.filter(docket=docket).defer("rows")}
        past = {channel: _past(sheet) for channel, sheet in sheets.items()}
        placement = _resolve(docket, stored, past, merged, anew=True)
        _write_filings(docket, placement, [*merged.stored, *stored], None, now)
        _take_words(docket, [*merged.sheets, *sheets.values()], SOURCES)
        changed = withheld or placement.differs or _core(docket) != before
        if changed:
            _save(docket, now, changed=True)
        return changed


def _unchanged(said: IncomingDocket, same: unchanged.UnchangedDocket) -> DocketResult:
    return DocketResult(
        said.court.pk,
        same.docket_number,
        same.case_name,
        0,
        0,
        same.mentioned,
        (),
        same.filing_count,
        same.party_count,
        same.docket_id,
        changed=False,
    )


def _new_docket(said: IncomingDocket) -> Docket:
    docket = Docket(
        court=said.court, record_changed_at=said.now, homes_withheld=address_rules.prints_homes(said.record)
    )
    _take_number(docket, said.number)
    docket.save(force_insert=True)
    link_waiting_relations(docket)
    return docket


def _take_number(docket: Docket, number: DocketNumber) -> None:
    docket.docket_number, docket.number_key = number.display, number.key
    docket.office, docket.year, docket.case_type = number.office, number.year, number.case_type
    docket.serial, docket.defendant = number.serial, number.defendant


def _merge(
    docket: Docket,
    said: IncomingDocket,
    page: SnapshotDiff,
    sheets: Mapping[str, Sheet],
    merged: MergedDockets,
    *,
    fresh: bool,
    withheld: bool = False,
) -> DocketResult:
    """``withheld``: homes were just taken out of the stored observations, so filings have to be computed again."""
    before, mine = _core(docket), sheets.get(said.kind.slug)
    past = {channel: _past(sheet) for channel, sheet in sheets.items()}
    now = past | {said.kind.slug: _with(past, said)}
    stored = _seen_now(said, page, past.get(said.kind.slug, PastSheets()), now[said.kind.slug])
    said.tell(LOOKED)
    placement = _resolve(docket, stored, now, merged, fresh=fresh, whole=page.whole, anew=withheld)
    said.tell(RESOLVED)
    wrote = ProgressPart(said.tell, RESOLVED, WRITTEN, 2 * len(placement.new) + len(placement.changed))
    _write_filings(docket, placement, [*merged.stored, *stored], said.payload, said.now, whole=page.whole, wrote=wrote)
    said.tell(WRITTEN)
    people = upsert_parties(docket, page.record.parties, said.as_of)
    relations, refused = upsert_relations(docket, page.record.relations)
    page = replace(page, refused=(*page.refused, *refused))
    near = {mark: filing for mark, filing in placement.filing_of.items() if mark in page.rows}
    mentioned = _mentioned(docket, page, near, mine)
    ended = docket_fields.collect_terminated(mine.record if mine else {})
    told = _keep_sheet(docket, said, page, mine, mentioned)
    _take_words(docket, [*merged.sheets, *{**sheets, told.channel: told}.values()], said.kinds)
    if not merged:
        _complete_number(docket, said)
    news = people or relations or docket_fields.collect_terminated(told.record) != ended or _core(docket) != before
    changed = fresh or withheld or placement.differs or news
    _save(docket, said.now, changed=changed, checked_by=said.kind.slug)
    return _count_result(docket, placement, near, mentioned, page.refused, changed=changed)


def _count_result(
    docket: Docket,
    placement: FilingPlacement,
    near: Mapping[str, int],
    mentioned: int,
    refused: tuple[Refusal, ...],
    *,
    changed: bool,
) -> DocketResult:
    """``near``: the filing of each row of the snapshot; ``mentioned``: how many filings the snapshot shows."""
    created, updated = {placed.id for placed in placement.new}, {placed.id for placed in placement.changed}
    return _result(
        docket,
        created=len(created),
        updated=len(updated),
        unchanged=mentioned - len({*near.values()} & (created | updated)),
        refused=refused,
        changed=changed,
    )


def _mentioned(docket: Docket, page: SnapshotDiff, near: Mapping[str, int], mine: Sheet | None) -> int:
    """Number of filings that a sheet mentions. ``near``: fingerprint of each row that was compared -> its filing."""
    filings = len({*near.values()})
    if page.whole:
        return filings
    if mine and mine.mentioned == page.before and filings == len(near):
        return len(page.rows)  # as before, each row is a filing of its own
    return observations.count_filings_of(docket, page.rows)


def _seen_now(said: IncomingDocket, page: SnapshotDiff, past: PastSheets, now: PastSheets) -> list[StoredObservation]:
    """The stored observations, with their sightings updated by this sheet, and the new ones that it adds."""
    known = {one.seen.fingerprint for one in page.stored}
    new = [one for one in page.observed if one.fingerprint not in known]
    channel, as_of, complete = said.kind.slug, said.as_of, said.record.complete
    observations.update_sightings(
        page.stored, page.rows, channel=channel, as_of=as_of, complete=complete, past=past, now=now
    )
    return page.stored + observations.build_new_observations(new, said.kind, as_of, complete, past, now)


def _past(sheet: Sheet) -> PastSheets:
    return PastSheets(sheet.complete_as_of, sheet.as_of)


def _with(past: Mapping[str, PastSheets], said: IncomingDocket) -> PastSheets:
    """The sheets of this sheet's source, including this one."""
    this = PastSheets([said.as_of] if said.record.complete else [], said.as_of)
    return sightings.combine_sheets([past.get(said.kind.slug, PastSheets()), this])


def _resolve(
    docket: Docket,
    stored: Sequence[StoredObservation],
    sheets: Mapping[str, PastSheets],
    merged: MergedDockets,
    *,
    fresh: bool = False,
    whole: bool = True,
    anew: bool = False,
) -> FilingPlacement:
    """Groups the observations into filings. ``anew``: stored filings may not match what this docket's own observations
    give, so each is compared."""
    decided = observations.load_identity_decisions([docket, *merged.dockets]) if whole and not fresh else []
    seen = merged_dockets.combine_seen(stored, sheets, merged) if merged else [one.seen for one in stored]
    resolution = resolve_filings(seen, decided)
    arrival = {one.seen.fingerprint: one.id for one in [*stored, *merged.stored]}
    known = [] if fresh else load_filings(docket, None if whole else [*arrival])
    # The times of merged dockets' observations depend on each other's sheets, so none is known to be unchanged.
    before = FilingsByObservation({}, Counter()) if merged or anew else observations.map_filings_of_observations(stored)
    return place_filings(resolution, known, arrival, before)


def _write_filings(
    docket: Docket,
    placement: FilingPlacement,
    stored: Sequence[StoredObservation],
    payload: Payload | None,
    now: datetime,
    *,
    whole: bool = True,
    wrote: bulk.Wrote = bulk.ignore_written_rows,
) -> None:
    write_filings(docket, placement, now, wrote)
    observations.write_observations(docket, stored, placement.filing_of, payload, now, wrote)
    if whole:
        docket.filing_count, docket.date_last_filing = len(placement.placed), placement.last_day
    elif placement.counts_anew:
        docket.filing_count, docket.date_last_filing = count_filings(docket)
    else:
        docket.filing_count += len(placement.new)
        days = [docket.date_last_filing, *(placed.day for placed in placement.new)]
        docket.date_last_filing = max(filter(None, days), default=None)


def _keep_sheet(docket: Docket, said: IncomingDocket, page: SnapshotDiff, mine: Sheet | None, mentioned: int) -> Sheet:
    """Stores this source's snapshot of the docket. A sheet older than the newest one adds its fields and its time, and
    replaces nothing newer."""
    told = docket_fields.collect_docket_fields(page.record, said.number.judge_initials, said.as_of)
    row = mine or Sheet(docket=docket, channel=said.kind.slug)
    if mine is None or said.as_of >= mine.as_of:
        row.payload, row.as_of, row.complete, row.mentioned = said.payload, said.as_of, said.record.complete, mentioned
        row.said_at = said.as_of
        row.fingerprint = "" if page.refused else said.fingerprint
        row.rows = page.packed
    row.record = docket_fields.choose_newest_fields(row.record, told)
    if said.record.complete and said.as_of not in row.complete_as_of:
        row.complete_as_of.insert(bisect_left(row.complete_as_of, said.as_of), said.as_of)
    row.seen_at = said.now
    if mine is None:
        row.save()
    else:
        row.save(update_fields=_OF_SHEET)
    return row


def _take_words(docket: Docket, sheets: Sequence[Sheet], kinds: Mapping[str, SourceKind]) -> None:
    """Sets the docket's own fields from all sheets."""
    channels = [(kinds[row.channel].authority if row.channel in kinds else 0, row.record) for row in sheets]
    for name, value in docket_fields.choose_best_fields(channels).items():
        setattr(docket, name, value)


def _complete_number(docket: Docket, said: IncomingDocket) -> None:
    known = parse_docket_number(docket.docket_number, docket.court_id, docket.court.kind)
    tells_less = (
        known.is_partial or known.serial is None or (known.defendant is None and said.number.defendant is not None)
    )
    if said.number.key != docket.number_key and tells_less and not said.number.is_partial:
        # Until now "C21-0031", or a number without its defendant; this sheet gives the number in full.
        _take_number(docket, said.number)


def _core(docket: Docket) -> tuple[object, ...]:
    counted = ("judge_initials", "number_key", "filing_count", "date_last_filing")
    return tuple(getattr(docket, name) for name in (*docket_fields.TEXTS, *docket_fields.DATES, *counted))


def _save(docket: Docket, now: datetime, *, changed: bool, checked_by: str = "") -> None:
    if checked_by:
        docket.checked_at, docket.checked_source = max(now, docket.checked_at or now), checked_by
    if not changed:
        docket.save(update_fields=_CHECKED)
        return
    docket.record_changed_at = max(now, docket.record_changed_at + TICK)
    docket.save(update_fields=_OF_DOCKET)


def _result(
    docket: Docket,
    *,
    created: int = 0,
    updated: int = 0,
    unchanged: int = 0,
    refused: tuple[Refusal, ...] = (),
    changed: bool = False,
) -> DocketResult:
    name, counts = (docket.court_id, docket.docket_number, docket.case_name), (docket.filing_count, docket.party_count)
    return DocketResult(*name, created, updated, unchanged, refused, *counts, docket.pk, changed)
