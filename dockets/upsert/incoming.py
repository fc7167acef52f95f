"""Wraps one docket of a payload for import: record, court, parsed number, source and times. First step of
``upsert_docket``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from dockets.models import Court, Docket, Payload
from dockets.record.docket_number import DocketNumber, parse_docket_number
from dockets.record.records import DocketRecord, EntryRecord, NotADocket
from dockets.record.text import clean_line, clean_pacer_doc_id
from dockets.sources import SOURCES
from dockets.sources.kind import SourceKind
from dockets.upsert import snapshot

type Tell = Callable[[float], None]
"""Progress callback: called now and then with the share of the work that is done, from 0 to 1."""


def ignore_progress(share: float) -> None:
    """Default progress callback: does nothing."""


@dataclass(frozen=True)
class IncomingDocket:
    """One docket as one payload describes it, with its court, parsed number, source kind and times."""

    record: DocketRecord
    court: Court
    number: DocketNumber
    kind: SourceKind
    payload: Payload
    fingerprint: str
    as_of: datetime
    now: datetime
    tell: Tell = ignore_progress

    @cached_property
    def entries(self) -> Sequence[EntryRecord]:
        """The entries, oldest first."""
        return snapshot.list_snapshot_rows(self.record)

    @cached_property
    def digests(self) -> Sequence[bytes]:
        """Digests of ``entries``. Not computed where the sheet is unchanged."""
        return snapshot.digest_rows(self.entries)

    @property
    def kinds(self) -> dict[str, SourceKind]:
        return {**SOURCES, self.kind.slug: self.kind}


def build_incoming(
    record: DocketRecord, kind: SourceKind, payload: Payload, now: datetime, tell: Tell = ignore_progress
) -> IncomingDocket:
    """Finds court and number of a record. Raises ``NotADocket`` when it names no docket of a known court.

    ``as_of`` is the record's own time; the time of the payload's last receipt where the record states none, or one in
    the future.
    """
    court = _court(record)
    number = _number(record, court)
    as_of = min(record.as_of or payload.last_received_at, payload.last_received_at)
    return IncomingDocket(record, court, number, kind, payload, snapshot.fingerprint_record(record), as_of, now, tell)


def _number(record: DocketRecord, court: Court) -> DocketNumber:
    number = parse_docket_number(record.docket_number, court.id, court.kind)
    if number.key:
        return number
    docket = _known(record, court)
    return parse_docket_number(docket.docket_number, court.id, court.kind)


def _known(record: DocketRecord, court: Court) -> Docket:
    """The known docket of a record without a number: by PACER's id of the case, else by the ids of its entries'
    documents."""
    documents = {doc_id for entry in record.entries if (doc_id := clean_pacer_doc_id(entry.pacer_doc_id))}
    if not record.pacer_case_id and not documents:
        raise NotADocket("It has no docket number, so nothing tells which case it is.")
    current = Docket.objects.current().filter(court=court)
    found = list(current.filter(pacer_case_id=record.pacer_case_id)[:2]) if record.pacer_case_id else []
    if not found and documents:
        found = list(current.filter(filings__pacer_doc_id__in=documents).distinct()[:2])
    if len(found) == 1:
        return found[0]
    named = f"by PACER's number {clean_line(record.pacer_case_id)[:40]}" if record.pacer_case_id else "by its documents"
    many = "several cases of {} are known here by that. Import it once the dockets have been told apart."
    none = "no case of {} is known here by that. Import the docket itself first, then this."
    raise NotADocket(f"It names its case only {named}, and " + (many if found else none).format(court.name))


def _court(record: DocketRecord) -> Court:
    court = Court.objects.filter(pk=clean_line(record.court_id)[:20]).first()
    if court is None:
        raise NotADocket(f"There is no court “{clean_line(record.court_id)[:40]}” in the list of courts.")
    return court
