"""On how many examples a law is tried: few in a run of all tests, all of them in ``.ci/run``."""

import os


def count_examples(usual: int, whole: int) -> int:
    """``usual``: as many as a run of all tests has time for. ``whole``: as many as the law needs to be relied on, which
    are tried where ``CASETRACKER_ALL_EXAMPLES`` is set."""
    return whole if os.environ.get("CASETRACKER_ALL_EXAMPLES") else usual
