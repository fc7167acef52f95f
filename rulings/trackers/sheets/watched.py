"""Lines of a sheet whose cases are not here: they are watched, and each becomes a row as soon as an import brings a
docket with its number in its court. Nothing is fetched for them."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from dockets.history.audit_log import is_request_done, record_edits
from dockets.models import Court, Docket
from dockets.search.find import find_dockets_of_court
from rulings.models import Matter, Tracker, WatchedLine
from rulings.trackers.refresh import refresh_matters
from rulings.trackers.save import TRACKER, hold_tracker
from rulings.trackers.sheets.read import SheetRow, read_day
from rulings.trackers.sheets.take import take_sheet

log = logging.getLogger(__name__)
SHOWN = 200
_SAID = ("values", "status", "number", "by", "at")


def watch_lines(
    tracker: Tracker, rows: Iterable[SheetRow], *, by: User, now: datetime, request_id: str = ""
) -> Sequence[WatchedLine]:
    """Has those of the rows watched that were not found and say enough for it; of one that is watched already, the new
    words take the place of the old ones. Returns them. What the sheet says without a day, it says of today."""
    with transaction.atomic():
        if is_request_done(request_id):
            return []
        held = hold_tracker(tracker.pk)
        statuses = {status.name.lower(): status for status in held.statuses.all()}
        today = timezone.localdate(now).isoformat()
        lines = {}
        for row in rows:
            if row.court is None or not (number := row.parsed_number).key:
                continue
            values = dict(row.values)
            values |= {name: today for name in ("status_day", "day") if read_day(values.get(name, "")) is None}
            lines[row.court.pk, number.key] = WatchedLine(
                tracker=held,
                court=row.court,
                number=row.values["number"][:200],
                number_key=number.key,
                year=number.year,
                serial=number.serial,
                status=statuses.get(values.pop("status", "").lower()),
                values=values,
                by=by,
                at=now,
            )
        made = WatchedLine.objects.bulk_create(
            lines.values(),
            update_conflicts=True,
            unique_fields=["tracker", "court", "number_key"],
            update_fields=_SAID,
        )
        edits = ((held.pk, None, {"tracker": held.title, "watched": str(line), **line.values}) for line in made)
        record_edits(TRACKER, edits, by=by, request_id=request_id)
        return made


def take_and_watch_sheet(
    tracker: Tracker, rows: Sequence[SheetRow], *, by: User, now: datetime, request_id: str
) -> tuple[int, int]:
    """Takes the rows with a case, as ``take_sheet`` does, and has the others watched. Returns how many of each."""
    with transaction.atomic():
        watched = watch_lines(tracker, rows, by=by, now=now, request_id=request_id)
        taken = take_sheet(tracker, rows, by=by, now=now, request_id="" if watched else request_id)
        return taken, len(watched)


def list_watched_lines(tracker: Tracker) -> tuple[Sequence[WatchedLine], int]:
    """Those that wait longest, at most ``SHOWN``, and how many more there are. One query, or two where there are."""
    lines = list(tracker.watched_lines.select_related("court", "status", "by")[: SHOWN + 1])
    return lines[:SHOWN], tracker.watched_lines.count() - SHOWN if lines[SHOWN:] else 0


def unwatch_line(tracker: Tracker, line_id: int, *, by: User) -> bool:
    """Returns whether it was still there."""
    with transaction.atomic():
        line = tracker.watched_lines.select_for_update().filter(pk=line_id).first()
        if line is None:
            return False
        before = {"tracker": tracker.title, "watched": str(line), **line.values}
        record_edits(TRACKER, [(tracker.pk, before, None)], by=by, request_id="")
        line.delete()
        return True


def take_watched_lines(now: datetime, most: int) -> int:
    """Makes rows of up to ``most`` lines whose case has come in. Returns how many. Called by the beat; a query where
    none has, and one for each court that has a docket of such a number."""
    same = Q(number_key=OuterRef("number_key")) | Q(year=OuterRef("year"), serial=OuterRef("serial"))
    here = Docket.objects.filter(same, court=OuterRef("court"))
    of_court: dict[Court, list[WatchedLine]] = defaultdict(list)
    for line in WatchedLine.objects.filter(Exists(here), by__isnull=False).select_related("court", "status", "by"):
        of_court[line.court].append(line)
    found: list[tuple[WatchedLine, Docket]] = []
    for court, lines in of_court.items():
        dockets = find_dockets_of_court(court, [line.number for line in lines])
        found += [(line, dockets[line.number]) for line in lines if line.number in dockets]
    for line, docket in found[:most]:
        try:
            _take_line(line, docket, now)
        except Exception:
            # It is tried again at the next beat, and holds up no other line.
            log.exception("The watched line %s could not be taken into its tracker", line.pk)
    return len(found[:most])


def _take_line(line: WatchedLine, docket: Docket, now: datetime) -> None:
    """The row was last looked at when its line was handed in: what the court did since then puts it in doubt."""
    with transaction.atomic():
        tracker = hold_tracker(line.tracker_id)
        if line.by is None or not WatchedLine.objects.filter(pk=line.pk).delete()[0]:
            return
        values = {**line.values, "status": line.status.name} if line.status else line.values
        take_sheet(tracker, [SheetRow(0, [], docket, values=values)], by=line.by, now=now)
        rows = Matter.objects.filter(tracker=tracker, dockets__docket=docket, confirmed_at=now)
        keys = list(rows.values_list("pk", flat=True))
        Matter.objects.filter(pk__in=keys).update(confirmed_at=line.at)
        refresh_matters(keys, now)
