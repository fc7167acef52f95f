"""Merges what one payload says of one docket into the record: one docket, one transaction, one writer at a time.

Place in the flow: a source's ``parse`` -> here -> rows. Loads what is known, resolves it in memory, writes only what differs.
An unchanged sheet ends at its fingerprint, after three small statements however long the docket is.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction

from dockets import (
    bulk,
    docket_fields,
    family,
    homes,
    locate,
    merge_filings,
    merge_observations,
    merge_parties,
    merge_relations,
    sheet_page,
    sightings,
    standing,
    unchanged,
    withhold,
)
from dockets.docket_number import DocketNumber, parse
from dockets.family import Family
from dockets.merge_filings import Homes, Placement
from dockets.merge_observations import Stored
from dockets.models import Docket, Payload, Sheet
from dockets.progress import Part
from dockets.records import DocketRecord, Refusal
from dockets.resolve import resolve
from dockets.said import Said, Tell, said_of, untold
from dockets.sheet_page import Page
from dockets.sightings import Sheets
from dockets.sources import SOURCES
from dockets.sources.kind import SourceKind

TICK = timedelta(microseconds=1)
LOOKED, RESOLVED, WRITTEN = 0.25, 0.4, 0.9
"""Which share of a long docket's merge is done after each step, as measured."""
_OF_SHEET = ("payload", "as_of", "said_at", "complete", "fingerprint", "complete_as_of", "rows", "mentioned", "seen_at", "record")
_CHECKED = ("checked_at", "checked_source")
_NUMBER = ("docket_number", "number_key", "office", "year", "case_type", "serial", "defendant", "judge_initials")
_COUNTED = ("filing_count", "party_count", "date_last_filing")
_OF_DOCKET = (*_NUMBER, *docket_fields.TEXTS, *docket_fields.DATES, *_COUNTED, "record_changed_at", *_CHECKED)
"""What a merge can change of a docket."""


@dataclass(frozen=True, slots=True)
class DocketResult:
    """What became of one docket of a payload. The first nine fields are what ``import_docket --json`` prints."""

    court: str
    docket_number: str
    case_name: str
    created: int
    """Filings that are new."""
    updated: int
    """Filings whose best view is another now."""
    unchanged: int
    """The other filings that the payload speaks of."""
    refused: tuple[Refusal, ...]
    filings: int
    """What the docket holds now."""
    parties: int
    docket_id: int
    changed: bool
    """Whether anything in the record changed, so that its reading is behind."""


def merge(record: DocketRecord, *, kind: SourceKind, payload: Payload, now: datetime, tell: Tell = untold) -> DocketResult:
    """Takes in what ``payload`` says of one docket. Raises ``NotADocket`` when it names no docket of a court that is known.

    Safe to repeat, and to run in several processes at once. ``now`` is the clock.
    """
    said = said_of(record, kind, payload, now, tell)
    with transaction.atomic():
        locate.lock(said.court, said.number)
        if same := unchanged.note(said):
            return _unchanged(said, same)
        docket = locate.find(said.court, said.number, record.pacer_case_id)
        if docket is None:
            page = sheet_page.read_whole(said, [])
            return _merge(_new_docket(said), said, page, {}, family.NONE, fresh=True)
        if docket.number_key != said.number.key and (same := unchanged.note(said, docket.pk)):
            return _unchanged(said, same)
        elders = family.of(docket, said.kinds)
        withheld = withhold.homes_of([docket, *elders.dockets], said.kinds, told=homes.are_printed(record))
        if withheld and elders:
            elders = family.of(docket, said.kinds)
        sheets = {sheet.channel: sheet for sheet in bulk.load(Sheet, "docket_id = %s", [docket.pk])}
        standing.bring_up(docket, sheets.values())
        page = _page(docket, said, None if elders else sheets.get(kind.slug))
        return _merge(docket, said, page, sheets, elders, fresh=False, withheld=withheld)


def _page(docket: Docket, said: Said, mine: Sheet | None) -> Page:
    """Of a sheet that follows on the newest one of its channel, only what changed, where that comes to the same."""
    if mine and said.as_of >= mine.as_of and mine.complete == said.record.complete:
        part = sheet_page.read_part(said.record, docket, mine, said.kinds, said.entries, said.digests)
        if part:
            return part
    return sheet_page.read_whole(said, merge_observations.load(docket, said.kinds), private=docket.prints_homes)


def reconsider(docket_id: int, *, now: datetime) -> bool:
    """Works a docket out anew from what is stored: after an editor's decision on identity, after two dockets were made one, and
    after the undoing of either.

    True if anything changed.
    """
    with transaction.atomic():
        docket = locate.hold(docket_id)
        withheld = withhold.homes_of([docket, *family.of(docket).dockets], SOURCES)
        before, elders, stored = _core(docket), family.of(docket), merge_observations.load(docket)
        sheets = {sheet.channel: sheet for sheet in Sheet.objects.filter(docket=docket).defer("rows")}
        past = {channel: _past(sheet) for channel, sheet in sheets.items()}
        placement = _resolve(docket, stored, past, elders, anew=True)
        _write_filings(docket, placement, [*elders.stored, *stored], None, now)
        _take_words(docket, [*elders.sheets, *sheets.values()], SOURCES)
        changed = withheld or placement.differs or _core(docket) != before
        if changed:
            _save(docket, now, changed=True)
        return changed


def _unchanged(said: Said, same: unchanged.Same) -> DocketResult:
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


def _new_docket(said: Said) -> Docket:
    docket = Docket(court=said.court, record_changed_at=said.now, homes_withheld=homes.are_printed(said.record))
    _take_number(docket, said.number)
    docket.save(force_insert=True)
    merge_relations.welcome(docket)
    return docket


def _take_number(docket: Docket, number: DocketNumber) -> None:
    docket.docket_number, docket.number_key = number.display, number.key
    docket.office, docket.year, docket.case_type = number.office, number.year, number.case_type
    docket.serial, docket.defendant = number.serial, number.defendant


def _merge(
    docket: Docket, said: Said, page: Page, sheets: Mapping[str, Sheet], elders: Family, *, fresh: bool, withheld: bool = False
) -> DocketResult:
    """``withheld``: what is stored of it has other words than what was worked out of it."""
    before, mine = _core(docket), sheets.get(said.kind.slug)
    past = {channel: _past(sheet) for channel, sheet in sheets.items()}
    now = past | {said.kind.slug: _with(past, said)}
    stored = _seen_now(said, page, past.get(said.kind.slug, Sheets()), now[said.kind.slug])
    said.tell(LOOKED)
    placement = _resolve(docket, stored, now, elders, fresh=fresh, whole=page.whole, anew=withheld)
    said.tell(RESOLVED)
    wrote = Part(said.tell, RESOLVED, WRITTEN, 2 * len(placement.new) + len(placement.changed))
    _write_filings(docket, placement, [*elders.stored, *stored], said.payload, said.now, whole=page.whole, wrote=wrote)
    said.tell(WRITTEN)
    people = merge_parties.merge(docket, page.record.parties, said.as_of)
    relations, refused = merge_relations.merge(docket, page.record.relations)
    page = replace(page, refused=(*page.refused, *refused))
    near = {mark: filing for mark, filing in placement.filing_of.items() if mark in page.rows}
    mentioned = _mentioned(docket, page, near, mine)
    ended = docket_fields.ended(mine.record if mine else {})
    told = _keep_sheet(docket, said, page, mine, mentioned)
    _take_words(docket, [*elders.sheets, *{**sheets, told.channel: told}.values()], said.kinds)
    if not elders:
        _complete_number(docket, said)
    news = people or relations or docket_fields.ended(told.record) != ended or _core(docket) != before
    changed = fresh or withheld or placement.differs or news
    _save(docket, said.now, changed=changed, checked_by=said.kind.slug)
    created, updated = {placed.id for placed in placement.new}, {placed.id for placed in placement.changed}
    return _result(
        docket,
        created=len(created),
        updated=len(updated),
        unchanged=mentioned - len({*near.values()} & (created | updated)),
        refused=page.refused,
        changed=changed,
    )


def _mentioned(docket: Docket, page: Page, near: Mapping[str, int], mine: Sheet | None) -> int:
    """Of how many filings a sheet speaks. ``near``: its rows that were looked at -> their filings."""
    filings = len({*near.values()})
    if page.whole:
        return filings
    if mine and mine.mentioned == page.before and filings == len(near):
        return len(page.rows)  # each row is a filing of its own, as it was
    return merge_observations.filings_of(docket, page.rows)


def _seen_now(said: Said, page: Page, past: Sheets, now: Sheets) -> list[Stored]:
    """What is stored, as the sheet leaves it, and what it adds."""
    known = {one.seen.fingerprint for one in page.stored}
    new = [one for one in page.observed if one.fingerprint not in known]
    channel, as_of, complete = said.kind.slug, said.as_of, said.record.complete
    merge_observations.look_again(page.stored, page.rows, channel=channel, as_of=as_of, complete=complete, past=past, now=now)
    return page.stored + merge_observations.added(new, said.kind, as_of, complete, past, now)


def _past(sheet: Sheet) -> Sheets:
    return Sheets(sheet.complete_as_of, sheet.as_of)


def _with(past: Mapping[str, Sheets], said: Said) -> Sheets:
    """The sheets of a channel, this one among them."""
    this = Sheets([said.as_of] if said.record.complete else [], said.as_of)
    return sightings.together([past.get(said.kind.slug, Sheets()), this])


def _resolve(
    docket: Docket,
    stored: Sequence[Stored],
    sheets: Mapping[str, Sheets],
    elders: Family,
    *,
    fresh: bool = False,
    whole: bool = True,
    anew: bool = False,
) -> Placement:
    """``anew``: filings may be other than what was seen under this docket's number makes of them."""
    decided = merge_observations.decisions([docket, *elders.dockets]) if whole and not fresh else []
    seen = family.seen_together(stored, sheets, elders) if elders else [one.seen for one in stored]
    resolution = resolve(seen, decided)
    arrival = {one.seen.fingerprint: one.id for one in [*stored, *elders.stored]}
    known = [] if fresh else merge_filings.load(docket, None if whole else [*arrival])
    # The times of a family's observations depend on each other's sheets, so none of them is known to be as it was.
    homes = Homes({}, Counter()) if elders or anew else merge_observations.homes(stored)
    return merge_filings.place(resolution, known, arrival, homes)


def _write_filings(
    docket: Docket,
    placement: Placement,
    stored: Sequence[Stored],
    payload: Payload | None,
    now: datetime,
    *,
    whole: bool = True,
    wrote: bulk.Wrote = bulk.untold,
) -> None:
    merge_filings.write(docket, placement, now, wrote)
    merge_observations.write(docket, stored, placement.filing_of, payload, now, wrote)
    if whole:
        docket.filing_count, docket.date_last_filing = len(placement.placed), placement.last_day
    elif placement.counts_anew:
        docket.filing_count, docket.date_last_filing = merge_filings.totals(docket)


def _keep_sheet(docket: Docket, said: Said, page: Page, mine: Sheet | None, mentioned: int) -> Sheet:
    """Notes what this channel said. A sheet older than the newest adds its words and its time, and replaces nothing newer."""
    told = docket_fields.told(page.record, said.number.judge_initials, said.as_of)
    row = mine or Sheet(docket=docket, channel=said.kind.slug)
    if mine is None or said.as_of >= mine.as_of:
        row.payload, row.as_of, row.complete, row.mentioned = said.payload, said.as_of, said.record.complete, mentioned
        row.said_at = said.as_of
        row.fingerprint = "" if page.refused else said.fingerprint
        row.rows = page.packed
    row.record = docket_fields.newest(row.record, told)
    if said.record.complete and said.as_of not in row.complete_as_of:
        row.complete_as_of.insert(bisect_left(row.complete_as_of, said.as_of), said.as_of)
    row.seen_at = said.now
    if mine is None:
        row.save()
    else:
        bulk.set_row(row, _OF_SHEET)
    return row


def _take_words(docket: Docket, sheets: Sequence[Sheet], kinds: Mapping[str, SourceKind]) -> None:
    """What is believed of the docket itself."""
    channels = [(kinds[row.channel].authority if row.channel in kinds else 0, row.record) for row in sheets]
    for name, value in docket_fields.best(channels).items():
        setattr(docket, name, value)


def _complete_number(docket: Docket, said: Said) -> None:
    known = parse(docket.docket_number, docket.court_id, docket.court.kind)
    tells_less = known.is_partial or known.serial is None or (known.defendant is None and said.number.defendant is not None)
    if said.number.key != docket.number_key and tells_less and not said.number.is_partial:
        # "C21-0031", or a number without its defendant, until now, and this sheet writes the number in full.
        _take_number(docket, said.number)


def _core(docket: Docket) -> tuple[object, ...]:
    counted = ("judge_initials", "number_key", "filing_count", "date_last_filing")
    return tuple(getattr(docket, name) for name in (*docket_fields.TEXTS, *docket_fields.DATES, *counted))


def _save(docket: Docket, now: datetime, *, changed: bool, checked_by: str = "") -> None:
    if checked_by:
        docket.checked_at, docket.checked_source = max(now, docket.checked_at or now), checked_by
    if not changed:
        bulk.set_row(docket, _CHECKED)
        return
    docket.record_changed_at = max(now, docket.record_changed_at + TICK)
    bulk.set_row(docket, _OF_DOCKET)


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
