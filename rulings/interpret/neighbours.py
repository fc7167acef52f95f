"""Below which dated filing a source wrote an undated one: the order of its lines is all that it tells of their time."""

from collections.abc import Collection

from django.db import connection

_BELOW = """
SELECT DISTINCT ON (line.filing_id) line.filing_id, above.filing_id
FROM dockets_observation line
JOIN dockets_observation above
  ON above.docket_id = line.docket_id AND above.payload_id = line.payload_id AND above.position < line.position
JOIN dockets_filing filing ON filing.id = above.filing_id AND coalesce(filing.date_filed, filing.date_entered) IS NOT NULL
WHERE line.filing_id = ANY(%s)
ORDER BY line.filing_id, above.position DESC, above.filing_id
"""


def written_below(undated: Collection[int]) -> dict[int, int]:
    """For each of these filings the dated one that stands nearest above it in the payload that told of it first; those that
    stand above every dated one are left out. No query when there are none."""
    if not undated:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [list(undated)])
        return dict(cursor.fetchall())
