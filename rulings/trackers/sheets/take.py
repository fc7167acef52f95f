"""Takes a sheet that was read and matched: enters the cases that are missing, and puts what the sheet says into the
tracker, all lines together."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from dockets.history.audit_log import is_request_done
from rulings.desk.by_hand import CannotEnter, enter_case
from rulings.models import Matter, Tracker
from rulings.trackers.refresh import refresh_matters
from rulings.trackers.save import By, hold_tracker, place_matters, save_matters
from rulings.trackers.sheets.read import SheetRow, read_day

MOST_ENTERED = 25
"""Cases that are entered by hand from one sheet at once: each is imported and read while the request lasts, a quarter
of a second each on a quiet machine."""


def enter_missing_cases(tracker: Tracker, rows: Sequence[SheetRow], *, by: User) -> int:
    """Enters the lines that name a court, a number and a case that is not here as cases by hand, with the sheet as
    their source, so that ``take_sheet`` finds them. Returns how many."""
    known_from, number = f"The newsroom’s sheet of “{tracker.title}”", 0
    for row in [row for row in rows if row.is_enterable][:MOST_ENTERED]:
        told = {"docket_number": row.values["number"], "case_name": row.values["case"][:300]}
        try:
            row.docket = enter_case(told | {"court": row.court.pk if row.court else ""}, known_from, by=by)
            number += 1
        except CannotEnter as error:
            row.why = str(error)
    return number


def take_sheet(tracker: Tracker, rows: Sequence[SheetRow], *, by: By, now: datetime, request_id: str = "") -> int:
    """Puts the rows with a case into the tracker, with what the sheet says of them; what a field of a row says already
    is replaced by what the sheet says, and kept where that is empty. Returns how many. Of many rows the beat works out
    most (``refresh_matters``)."""
    with transaction.atomic():
        if is_request_done(request_id):
            return 0
        held = hold_tracker(tracker.pk)
        found = [(row.docket.pk, row.values) for row in rows if row.docket]
        dockets = [key for key, _ in found]
        of, made = place_matters(held, dockets, by=by, now=now, request_id=request_id)
        statuses = {status.name.lower(): status for status in held.statuses.all()}
        lines = [(of[key], partial(_read_values, values, statuses)) for key, values in found if key in of]
        waits = save_matters(held, lines, by=by, now=now, request_id=request_id)
        changed = made if waits else [row for row, _ in lines]
        refresh_matters(list(dict.fromkeys(row.pk for row in changed)), now)
        return len(found)


def _read_values(values: Mapping[str, str], statuses: Mapping[str, Any], matter: Matter) -> dict[str, Any]:
    limits = {"name": 300, "topic": 100, "action": 300, "sides": 2_000, "note": 20_000}
    told: dict[str, Any] = {name: values[name][:most] for name, most in limits.items() if name in values}
    own = {name.removeprefix("own-"): value[:500] for name, value in values.items() if name.startswith("own-")}
    told["own"] = {**matter.own, **own}
    if status := statuses.get(values.get("status", "").lower()):
        day = read_day(values.get("status_day", ""))
        told |= {"status": status, "status_day": day, "reason": "As the newsroom’s sheet had it."}
    if words := values.get("words"):
        told |= {"words": words[:500], "day": read_day(values.get("day", ""))}
    return told
