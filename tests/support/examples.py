"""On how many examples a law is tried, and which rows of a table: some in a run of all tests, all in ``.ci/run``."""

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random

import pytest

_TRIES_ALL = bool(os.environ.get("CASETRACKER_ALL_EXAMPLES"))
USUAL_ROWS = 1
"""Of a table whose rows each build a case, open a page or compute for tenths of a second."""
_COSTLY = {"db", "transactional_db", "module_db", "browser"}


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
    return _pick(every, usual, "")


def _pick[Row](every: Sequence[Row], usual: int, name: str) -> list[Row]:
    chosen = Random(os.environ["CASETRACKER_TEST_RUN"] + name).sample(range(len(every)), usual)
    return [every[place] for place in sorted(chosen)]


def tries_all_rows(config: pytest.Config) -> bool:
    """Whether ``pick_tests`` is not asked: where files, folders or words are named, and in a run of all tests
    where ``CASETRACKER_ALL_EXAMPLES`` is set."""
    named = config.args_source is not pytest.Config.ArgsSource.TESTPATHS
    return _TRIES_ALL or named or any(config.getoption(option) for option in ("-k", "-m", "--lf", "--ff"))


def pick_tests(tests: Sequence[pytest.Item]) -> list[pytest.Item]:
    """All tests but those with the mark ``thorough``; of each table (``parametrize``) whose rows ask a database or a
    browser, or that has the mark ``slow_rows``, ``USUAL_ROWS``, as ``pick_rows`` picks them, where it has not the mark
    ``every_row``."""
    tables: dict[str, list[pytest.Item]] = defaultdict(list)
    for test in tests:
        if _is_row(test):
            tables[test.nodeid.partition("[")[0]].append(test)
    left = {test for test in tests if test.get_closest_marker("thorough") is not None}
    for name, rows in tables.items():
        if len(rows) > USUAL_ROWS:
            rows.sort(key=lambda test: test.nodeid)
            left |= {*rows} - {*_pick(rows, USUAL_ROWS, name)}
    return [test for test in tests if test not in left]


def _is_row(test: pytest.Item) -> bool:
    marked = test.get_closest_marker("slow_rows") or test.get_closest_marker("django_db")
    costly = marked or not _COSTLY.isdisjoint(getattr(test, "fixturenames", ()))
    return hasattr(test, "callspec") and bool(costly) and test.get_closest_marker("every_row") is None
