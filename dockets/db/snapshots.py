"""Notes in one statement that a source published the same snapshot of a docket again: an UPDATE of two tables, which
Django has not.

A round over ten thousand dockets consists of little else. Called by ``dockets.upsert.unchanged``.
"""

from datetime import datetime
from typing import Any

from django.db import connection
from psycopg import sql

_BY_NUMBER = sql.SQL("d.court_id = %(court)s AND d.number_key = %(number)s AND d.merged_into_id IS NULL")
_BY_ID = sql.SQL("d.id = %(docket)s")
_NOTE = sql.SQL("""WITH same AS (
  SELECT d.id AS docket_id, s.id AS sheet_id, s.mentioned FROM dockets_docket d\
 JOIN dockets_sheet s ON s.docket_id = d.id
  WHERE {} AND s.channel = %(channel)s AND s.fingerprint = %(fingerprint)s AND s.as_of <= %(as_of)s
), seen AS (
  UPDATE dockets_sheet s SET seen_at = %(now)s, as_of = %(as_of)s, payload_id = %(payload)s, complete_as_of = CASE
    WHEN s.complete THEN s.complete_as_of[:cardinality(s.complete_as_of) - 1] || %(as_of)s::timestamptz
    ELSE s.complete_as_of END
  FROM same WHERE s.id = same.sheet_id
)
UPDATE dockets_docket d SET checked_at = greatest(d.checked_at, %(now)s), checked_source = %(channel)s
FROM same WHERE d.id = same.docket_id
RETURNING d.id, d.docket_number, d.case_name, d.filing_count, d.party_count, same.mentioned""")


def note_unchanged_snapshot(
    *, channel: str, fingerprint: str, as_of: datetime, payload: int, now: datetime, **docket: Any
) -> tuple[Any, ...] | None:
    """Notes when and in which payload ``channel`` (a source's slug) published the same again, if ``fingerprint`` is
    that of its newest sheet; else does nothing and returns None. The docket is given by its id (``docket``), or by
    ``court`` and ``number`` (its key).

    Returns the docket's id, number, name, counts of filings and of parties, and how many rows the sheet mentioned.
    """
    bound = {"channel": channel, "fingerprint": fingerprint, "as_of": as_of, "payload": payload, "now": now, **docket}
    with connection.cursor() as cursor:
        cursor.execute(_NOTE.format(_BY_ID if "docket" in docket else _BY_NUMBER), bound)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
