"""How long a court's entries take to arrive here: the median of each watched source's latest entries. Called by the
pages of sources."""

from collections.abc import Sequence
from datetime import timedelta

from dockets.db.waits import median_waits

_RUNS, _ENTRIES = 20, 200


def get_median_latencies(source_ids: Sequence[int]) -> dict[int, timedelta]:
    """Source id -> median time between the moment of entry, as the court states it, and the entry's arrival here; over
    up to 200 entries of each of the last 20 imports that brought something. Entries from before the source was watched
    do not count. One query."""
    return median_waits(source_ids, runs=_RUNS, entries=_ENTRIES)
