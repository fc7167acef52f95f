"""One payload's word on one docket, as it came, with all that goes with it: the first thing that ``merge`` makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from dockets import normalise, sheet_rows
from dockets.docket_number import DocketNumber, parse
from dockets.models import Court, Docket, Payload
from dockets.records import DocketRecord, EntryRecord, NotADocket
from dockets.sources import SOURCES
from dockets.sources.kind import SourceKind


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


def said_of(record: DocketRecord, kind: SourceKind, payload: Payload, now: datetime) -> Said:
    """Raises ``NotADocket`` when the record names no docket of a court that is known.

    When it does not say of when it is, or says that it is of the future, the time of the payload's last receipt counts.
    """
    court = _court(record)
    number = _number(record, court)
    as_of = min(record.as_of or payload.last_received_at, payload.last_received_at)
    return Said(record, court, number, kind, payload, sheet_rows.fingerprint(record), as_of, now)


def _number(record: DocketRecord, court: Court) -> DocketNumber:
    number = parse(record.docket_number, court.id, court.kind)
    if number.key:
        return number
    if not record.pacer_case_id:
        raise NotADocket("It has no docket number, so nothing tells which case it is.")
    known = list(Docket.objects.filter(court=court, pacer_case_id=record.pacer_case_id, merged_into=None)[:2])
    if len(known) != 1:
        raise NotADocket(
            f"It names its case only by PACER's number {record.pacer_case_id}, and no case of {court.name} is known here by that"
            " number. Import the docket itself first, then this."
        )
    return parse(known[0].docket_number, court.id, court.kind)


def _court(record: DocketRecord) -> Court:
    court = Court.objects.filter(pk=normalise.line(record.court_id)[:20]).first()
    if court is None:
        raise NotADocket(f"There is no court “{normalise.line(record.court_id)[:40]}” in the list of courts.")
    return court
