"""How long it takes until a court's entries are here: a median over the latest entries of each of many sources, which
needs LATERAL and an ordered-set aggregate.

Called by ``dockets.watch.latency``.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.db import connection

_MEDIAN = """
SELECT s.id, percentile_disc(0.5) WITHIN GROUP (ORDER BY o.first_seen - o.entered_at)
FROM dockets_source s
CROSS JOIN LATERAL (SELECT min(queued_at) AS at FROM dockets_importrun WHERE watched_id = s.id) AS begun
CROSS JOIN LATERAL (
    SELECT payload_id FROM dockets_importrun WHERE watched_id = s.id AND created > 0 ORDER BY id DESC LIMIT %s
) AS r
CROSS JOIN LATERAL (
    SELECT first_seen, entered_at FROM dockets_observation
    WHERE payload_id = r.payload_id AND entered_at > begun.at AND first_seen >= entered_at LIMIT %s
) AS o
WHERE s.id = ANY(%s)
GROUP BY s.id
"""


def median_waits(sources: Sequence[int], *, runs: int, entries: int) -> dict[int, timedelta]:
    """Source id -> median time between an entry's time at the court and its arrival here, over up to ``entries``
    entries of each of the source's last ``runs`` imports that brought something."""
    with connection.cursor() as cursor:
        cursor.execute(_MEDIAN, [runs, entries, list(sources)])
        return dict(cursor.fetchall())
