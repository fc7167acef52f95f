"""The same sheet again: noted in one statement, however long the docket. A part of ``merge``.

A round over ten thousand dockets consists of little else, so nothing is loaded for it but what is told of the docket.
"""

from typing import NamedTuple

from django.db import connection

from dockets.said import Said


class Same(NamedTuple):
    """What is told of a docket of which a sheet says nothing new."""

    docket_id: int
    docket_number: str
    case_name: str
    filing_count: int
    party_count: int
    mentioned: int


_BY_NUMBER = "d.court_id = %s AND d.number_key = %s AND d.merged_into_id IS NULL"
_BY_ID = "d.id = %s"
_NOTE = """WITH same AS (
  SELECT d.id AS docket_id, s.id AS sheet_id, s.mentioned FROM dockets_docket d JOIN dockets_sheet s ON s.docket_id = d.id
  WHERE {} AND s.channel = %s AND s.fingerprint = %s AND s.as_of <= %s
), seen AS (
  UPDATE dockets_sheet s SET seen_at = %s, as_of = %s, payload_id = %s, complete_as_of = CASE WHEN s.complete
    THEN s.complete_as_of[:cardinality(s.complete_as_of) - 1] || %s::timestamptz ELSE s.complete_as_of END
  FROM same WHERE s.id = same.sheet_id
)
UPDATE dockets_docket d SET checked_at = greatest(d.checked_at, %s), checked_source = %s FROM same WHERE d.id = same.docket_id
RETURNING d.id, d.docket_number, d.case_name, d.filing_count, d.party_count, same.mentioned"""


def note(said: Said, docket_id: int | None = None) -> Same | None:
    """Notes when and from which payload it was said again, if it is what this channel said last; else does nothing.

    The docket is ``docket_id``, or the one that has exactly this number. The caller holds its lock.
    """
    where, named = (_BY_ID, [docket_id]) if docket_id else (_BY_NUMBER, [said.court.pk, said.number.key])
    channel, as_of, now = said.kind.slug, said.as_of, said.now
    with connection.cursor() as cursor:
        cursor.execute(
            _NOTE.format(where),
            [*named, channel, said.fingerprint, as_of, now, as_of, said.payload.pk, as_of, now, channel],
        )
        row = cursor.fetchone()
    return Same(*row) if row else None
