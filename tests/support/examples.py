"""On how many examples a law is tried, and which rows of a table: some in a run of all tests, all in ``.ci/run``."""

import os
from collections.abc import Iterable
from random import Random

_TRIES_ALL = bool(os.environ.get("CASETRACKER_ALL_EXAMPLES"))


def count_examples(usual: int, whole: int) -> int:
    """``usual``: as many as a run of all tests has time for. ``whole``: as many as the law needs to be relied on, which
    are tried where ``CASETRACKER_ALL_EXAMPLES`` is set."""
    return whole if _TRIES_ALL else usual


def pick_rows[Row](rows: Iterable[Row], usual: int) -> list[Row]:
    """``usual`` of the rows, in their order: others in each run, the same in all processes of one. All of them where
    ``CASETRACKER_ALL_EXAMPLES`` is set."""
    every = list(rows)
    if _TRIES_ALL or len(every) <= usual:
        return every
    chosen = Random(os.environ["CASETRACKER_TEST_RUN"]).sample(range(len(every)), usual)
    return [every[place] for place in sorted(chosen)]
