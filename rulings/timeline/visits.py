"""Remembers up to where each reader has seen a docket. One statement a page; nothing is stored of readers without a
login."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dockets.db.visits import visit_before
from dockets.format.print_style import COUNTED_TO
from dockets.models import Docket
from rulings.models import Reading, Visit

ONE_VISIT = timedelta(minutes=30)
"""Pages shown this close to each other count as one visit, so that reloading a page does not make its news old."""
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class LastVisit:
    """The visit before the present one."""

    at: datetime
    to: datetime
    """Anything first seen after this time was not shown at that visit."""
    new: int
    """Filings first seen since, counted up to ``COUNTED_TO`` + 1."""


def get_last_visit(user_id: int, docket: Docket, now: datetime) -> LastVisit | None:
    """None: this is the first visit."""
    return _asked(user_id, docket, now, None)


def record_visit(user_id: int, docket: Docket, reading: Reading | None, now: datetime) -> LastVisit | None:
    """The same, and records that the docket is now shown to this user, up to where it has been interpreted."""
    return _asked(user_id, docket, now, reading.record_changed_at if reading else None)


def _asked(user_id: int, docket: Docket, now: datetime, seen_to: datetime | None) -> LastVisit | None:
    """``seen_to``: up to where the docket is shown now; None: it is not shown."""
    bound = {"user": user_id, "docket": docket.pk, "now": now, "seen_to": seen_to, "changed": docket.record_changed_at}
    limits = {"one_visit": ONE_VISIT, "noted_every": NOTED_EVERY}
    row = visit_before(Visit, bound, **limits, counted_to=COUNTED_TO + 1)
    return LastVisit(*row) if row else None
