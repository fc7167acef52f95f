"""Records that the same sheet came again, in one statement however long the docket is. Called by ``upsert_docket``.

A round over ten thousand dockets consists of little else, so nothing is loaded but what the import's result reports.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models import Model

from dockets.db.snapshots import note_unchanged_snapshot
from dockets.models import Docket, Party, Representation, Sheet
from dockets.upsert.incoming import IncomingDocket


class UnchangedDocket(NamedTuple):
    """What an import's result reports of a docket whose sheet is unchanged."""

    docket_id: int
    docket_number: str
    case_name: str
    filing_count: int
    party_count: int
    mentioned: int


def skip_unchanged(said: IncomingDocket, docket_id: int | None = None) -> UnchangedDocket | None:
    """Records the time and payload of the sheet if it is the same as this source's last one; else does nothing and
    returns None.

    The docket is ``docket_id``, or the one that has exactly this number. The caller holds its lock.
    """
    docket = {"docket": docket_id} if docket_id else {"court": said.court.pk, "number": said.number.key}
    row = note_unchanged_snapshot(
        channel=said.kind.slug,
        fingerprint=said.fingerprint,
        as_of=said.as_of,
        payload=said.payload.pk,
        now=said.now,
        **docket,
    )
    return UnchangedDocket(*row) if row else None


def refresh_as_of(docket: Docket, sheets: Iterable[Sheet]) -> None:
    """Moves the times of the fields of unchanged ``sheets``, and of the people whom they list, from when they were
    first stated to when they last were. Writes nothing where no sheet came again."""
    for sheet in sheets:
        if sheet.said_at and sheet.said_at < sheet.as_of:
            _bring_up_words(sheet, sheet.said_at)
            _bring_up_people(docket, sheet.said_at, sheet.as_of)
            sheet.said_at = sheet.as_of
            sheet.save(update_fields=["record", "complete_as_of", "said_at"])


def _bring_up_words(sheet: Sheet, said_at: datetime) -> None:
    before, now = (time.astimezone(UTC).isoformat(timespec="microseconds") for time in (said_at, sheet.as_of))
    sheet.record = {name: [value, now if time == before else time] for name, (value, time) in sheet.record.items()}
    if sheet.complete:
        sheet.complete_as_of = sorted({*sheet.complete_as_of, said_at})


def _bring_up_people(docket: Docket, said_at: datetime, now: datetime) -> None:
    times: tuple[tuple[type[Model], str, str], ...] = (
        (Party, "docket", "as_of"),
        (Party, "docket", "info_as_of"),
        (Party, "docket", "terminated_as_of"),
        (Representation, "party__docket", "as_of"),
    )
    for model, to_docket, time in times:
        model._default_manager.filter(**{to_docket: docket, time: said_at}).update(**{time: now})
