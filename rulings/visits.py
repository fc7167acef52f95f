"""Remembers up to where each reader has seen a docket. One statement a page; readers who are not logged in leave no trace."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from dockets.models import Docket
from dockets.print_style import COUNTED_TO
from rulings.models import Reading

ONE_VISIT = timedelta(minutes=30)
"""Pages shown this close to each other are one visit: to reload a page does not make its news old."""
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class LastVisit:
    """The visit before the present one."""

    at: datetime
    to: datetime
    """What was first seen after this was not shown then."""
    new: int
    """Filings that have been seen since, up to ``COUNTED_TO`` + 1."""


_LAST = """WITH known AS (SELECT seen_at < %(now)s - %(one_visit)s AS over, seen_at, seen_to, before_at, before_to
 FROM rulings_visit WHERE user_id = %(user)s AND docket_id = %(docket)s),
last AS (SELECT CASE WHEN over THEN seen_at ELSE before_at END AS at, CASE WHEN over THEN seen_to ELSE before_to END AS until
 FROM known)"""
_NOTE = """, noted AS (INSERT INTO rulings_visit AS visit (user_id, docket_id, seen_at, seen_to)
 VALUES (%(user)s, %(docket)s, %(now)s, %(seen_to)s) ON CONFLICT (user_id, docket_id) DO UPDATE SET
 before_at = CASE WHEN visit.seen_at < %(now)s - %(one_visit)s THEN visit.seen_at ELSE visit.before_at END,
 before_to = CASE WHEN visit.seen_at < %(now)s - %(one_visit)s THEN visit.seen_to ELSE visit.before_to END,
 seen_at = excluded.seen_at, seen_to = excluded.seen_to WHERE visit.seen_at < %(now)s - %(noted_every)s)"""
_NEW = """ SELECT at, until, CASE WHEN until < %(changed)s THEN (SELECT count(*) FROM (SELECT 1 FROM dockets_filing f
 WHERE f.docket_id = %(docket)s AND f.merged_into_id IS NULL AND f.first_seen > until LIMIT %(counted_to)s) seen) ELSE 0 END
FROM last WHERE at IS NOT NULL"""


def last_visit(user_id: int, docket: Docket, now: datetime) -> LastVisit | None:
    """None: there was none before this one."""
    return _asked(_LAST + _NEW, user_id, docket, now, docket.record_changed_at)


def note_visit(user_id: int, docket: Docket, reading: Reading | None, now: datetime) -> LastVisit | None:
    """The same, and that the docket is shown to this user now, as far as it has been read."""
    shown_to = reading.record_changed_at if reading else None
    return _asked((_LAST + _NOTE if shown_to else _LAST) + _NEW, user_id, docket, now, shown_to)


def _asked(statement: str, user_id: int, docket: Docket, now: datetime, seen_to: datetime | None) -> LastVisit | None:
    bound: dict[str, Any] = {"user": user_id, "docket": docket.pk, "now": now, "seen_to": seen_to}
    bound |= {"changed": docket.record_changed_at, "counted_to": COUNTED_TO + 1}
    with connection.cursor() as cursor:
        cursor.execute(statement, bound | {"one_visit": ONE_VISIT, "noted_every": NOTED_EVERY})
        row = cursor.fetchone()
    return LastVisit(*row) if row else None
