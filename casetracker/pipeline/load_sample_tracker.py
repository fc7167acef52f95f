"""Makes the sample's tracker of the sample case and invented others. Called by ``load_sample`` once their dockets are
there."""

from datetime import date, datetime
from typing import Any

import orjson

from casetracker.pipeline.interpret_docket import interpret_docket_now
from casetracker.sample import TRACKER
from dockets.history.audit_log import get_state_version
from dockets.models import Court, Docket
from dockets.search.find import find_docket_by_number
from rulings.models import Tracker
from rulings.publishing.steps import When, Wish
from rulings.trackers.save import add_matters, get_matter_state, make_tracker, record_change, save_matter

BY = "load_sample"


def load_sample_tracker(now: datetime) -> bool:
    """False where there is one of its name, which editors may have changed, or none of its cases."""
    told: dict[str, Any] = orjson.loads(TRACKER.read_bytes())
    known = [(row, docket) for row in told["rows"] if (docket := _find(row["court"], row["number"]))]
    if not known or Tracker.objects.filter(slug=told["slug"]).exists():
        return False
    for _, docket in known:
        interpret_docket_now(docket.pk)
    tracker = make_tracker(told, Wish(When.NOW), by=BY, now=now)
    if tracker is None:
        return False
    for row, docket in known:
        for matter in add_matters(tracker.pk, [docket.pk], by=BY, now=now):
            version = get_state_version(get_matter_state(matter))
            save_matter(matter.pk, _read_row(row), seen=version, by=BY, now=now)
    for change in told["changes"]:
        record_change(tracker.pk, change["what"], change["words"], by=BY, now=now)
    return True


def _find(court_id: str, number: str) -> Docket | None:
    court = Court.objects.filter(pk=court_id).first()
    return find_docket_by_number(court, number) if court else None


def _read_row(row: dict[str, Any]) -> dict[str, Any]:
    told = {name: row.get(name, "") for name in ("name", "topic", "action", "sides")}
    if development := row.get("development"):
        told |= {"words": development["words"], "day": date.fromisoformat(development["day"])}
    return told
