"""Reads a reader's last visit to a docket and notes the present one in the same statement, so that a page costs no
extra query.

Called by ``rulings.timeline.visits``, which says what the times mean.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg import sql

_LAST = sql.SQL(
    """WITH known AS (SELECT seen_at < %(now)s - %(one_visit)s AS over, seen_at, seen_to, before_at, before_to
 FROM {visits} WHERE user_id = %(user)s AND docket_id = %(docket)s),
last AS (SELECT CASE WHEN over THEN seen_at ELSE before_at END AS at,\
 CASE WHEN over THEN seen_to ELSE before_to END AS until
 FROM known)"""
)
_NOTE = sql.SQL(""", noted AS (INSERT INTO {visits} AS visit (user_id, docket_id, seen_at, seen_to)
 VALUES (%(user)s, %(docket)s, %(now)s, %(seen_to)s) ON CONFLICT (user_id, docket_id) DO UPDATE SET
 before_at = CASE WHEN visit.seen_at < %(now)s - %(one_visit)s THEN visit.seen_at ELSE visit.before_at END,
 before_to = CASE WHEN visit.seen_at < %(now)s - %(one_visit)s THEN visit.seen_to ELSE visit.before_to END,
 seen_at = excluded.seen_at, seen_to = excluded.seen_to WHERE visit.seen_at < %(now)s - %(noted_every)s)""")
_NEW = sql.SQL(
    """ SELECT at, until, CASE WHEN until < %(changed)s THEN (SELECT count(*) FROM (SELECT 1 FROM dockets_filing f
 WHERE f.docket_id = %(docket)s AND f.merged_into_id IS NULL AND f.first_seen > until\
 LIMIT %(counted_to)s) seen) ELSE 0 END
FROM last WHERE at IS NOT NULL"""
)


def visit_before(
    visits: type[Model], bound: dict[str, Any], *, one_visit: timedelta, noted_every: timedelta, counted_to: int
) -> tuple[datetime, datetime, int] | None:
    """The visit before the present one: its time, up to where the docket was seen then, and how many filings have been
    seen since (counted up to ``counted_to``). None: there was none.

    ``bound``: ``user``, ``docket``, ``now``, ``changed`` (when the record last changed) and ``seen_to`` (up to where
    the docket is seen now, which is noted; None: nothing is noted).
    """
    parts = [_LAST, _NOTE, _NEW] if bound["seen_to"] else [_LAST, _NEW]
    table = sql.Identifier(visits._meta.db_table)
    statement = sql.Composed([part.format(visits=table) for part in parts])
    limits = {"one_visit": one_visit, "noted_every": noted_every, "counted_to": counted_to}
    with connection.cursor() as cursor:
        cursor.execute(statement, bound | limits)
        row: tuple[datetime, datetime, int] | None = cursor.fetchone()
    return row
