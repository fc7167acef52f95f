"""One payload's word on one docket, as it came, with all that goes with it: the first thing that ``merge`` makes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from dockets import bulk, normalise, sheet_rows
from dockets.docket_number import DocketNumber, parse
from dockets.models import Court, Docket, Payload
from dockets.records import DocketRecord, EntryRecord, NotADocket
from dockets.sources import SOURCES
from dockets.sources.kind import SourceKind

type Tell = Callable[[float], None]
"""Told now and then which share of the work is done, from 0 to 1."""


def untold(share: float) -> None:
    """For those whom nobody watches."""


@dataclass(frozen=True)
class Said:
    """One payload's word on one docket, as it came, and all that goes with it."""

    record: DocketRecord
    court: Court
    number: DocketNumber
    kind: SourceKind
    payload: Payload
    fingerprint: str
    as_of: datetime
    now: datetime
    tell: Tell = untold

    @cached_property
    def entries(self) -> Sequence[EntryRecord]:
        """Oldest first."""
        return sheet_rows.rows(self.record)

    @cached_property
    def digests(self) -> Sequence[bytes]:
        """Of ``entries``: not asked for where the sheet is unchanged."""
        return sheet_rows.digests(self.entries)

    @property
    def kinds(self) -> dict[str, SourceKind]:
        return {**SOURCES, self.kind.slug: self.kind}


def said_of(record: DocketRecord, kind: SourceKind, payload: Payload, now: datetime, tell: Tell = untold) -> Said:
    """Raises ``NotADocket`` when the record names no docket of a court that is known.

    When it does not say of when it is, or says that it is of the future, the time of the payload's last receipt counts.
    """
    court = _court(record)
    number = _number(record, court)
    as_of = min(record.as_of or payload.last_received_at, payload.last_received_at)
    return Said(record, court, number, kind, payload, sheet_rows.fingerprint(record), as_of, now, tell)


def _number(record: DocketRecord, court: Court) -> DocketNumber:
    number = parse(record.docket_number, court.id, court.kind)
    if number.key:
        return number
    docket = _known(record, court)
    return parse(docket.docket_number, court.id, court.kind)


def _known(record: DocketRecord, court: Court) -> Docket:
    """The docket that a record without a number is of: by PACER's id of the case, else by the ids of its entries' documents."""
    documents = {doc_id for entry in record.entries if (doc_id := normalise.pacer_doc_id(entry.pacer_doc_id))}
    if not record.pacer_case_id and not documents:
        raise NotADocket("It has no docket number, so nothing tells which case it is.")
    current = Docket.objects.current().filter(court=court)
    found = list(current.filter(pacer_case_id=record.pacer_case_id)[:2]) if record.pacer_case_id else []
    if not found and documents:
        found = list(current.filter(filings__pacer_doc_id__in=documents).distinct()[:2])
    if len(found) == 1:
        return found[0]
    named = f"by PACER's number {normalise.line(record.pacer_case_id)[:40]}" if record.pacer_case_id else "by its documents"
    many = "several cases of {} are known here by that. Import it once the dockets have been told apart."
    none = "no case of {} is known here by that. Import the docket itself first, then this."
    raise NotADocket(f"It names its case only {named}, and " + (many if found else none).format(court.name))


def _court(record: DocketRecord) -> Court:
    courts = bulk.load(Court, "id = %s", [normalise.line(record.court_id)[:20]])
    if not courts:
        raise NotADocket(f"There is no court “{normalise.line(record.court_id)[:40]}” in the list of courts.")
    return courts[0]
