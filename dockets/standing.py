"""What a channel said again, unchanged, stands at the time when it was last said. A part of ``merge``.

A sheet that comes again unchanged moves its own time and nothing else (``unchanged``), since a round over ten thousand dockets
consists of little else. So before another sheet is merged, what the standing one said is brought up to its time: otherwise a
sheet that comes late, from in between, would pass for newer than that.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db.models import Model

from dockets.models import Docket, Party, Representation, Sheet


def bring_up(docket: Docket, sheets: Iterable[Sheet]) -> None:
    """Moves the words of standing ``sheets``, and the people whom they list, from when they were first said to when they last
    were. Where nothing was said again it writes nothing."""
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
