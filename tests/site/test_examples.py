"""What a run of all tests leaves out (``tests.support.examples``)."""

import os
from collections.abc import Sequence

import pytest

from tests.support import examples
from tests.support.examples import pick_tests

pytest_plugins = ["pytester"]
TABLES = """
import pytest

@pytest.fixture
def db():
    pass

rows = pytest.mark.parametrize("row", range(9))

@rows
def test_asks(db, row): ...

@rows
@pytest.mark.django_db
def test_is_marked(row): ...

@rows
@pytest.mark.every_row
def test_is_whole(db, row): ...

@rows
@pytest.mark.slow_rows
def test_computes_long(row): ...

@rows
def test_computes(row): ...

@pytest.mark.thorough
def test_takes_long(): ...

def test_is_no_row(db): ...
"""


@pytest.fixture
def another(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder with tests of its own."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeini("[pytest]\ntestpaths = .\nmarkers =\n    every_row\n    slow_rows\n    thorough\n    django_db")
    return pytester


@pytest.fixture
def tables(another: pytest.Pytester) -> list[pytest.Item]:
    return another.getitems(TABLES)


def names(tests: Sequence[pytest.Item]) -> list[str]:
    return [test.name.partition("[")[0] for test in tests]


def test_of_a_table_that_asks_the_database_one_row_is_tried(tables: list[pytest.Item]) -> None:
    picked = names(pick_tests(tables))
    assert {name: picked.count(name) for name in names(tables)} == {
        "test_asks": examples.USUAL_ROWS,
        "test_is_marked": examples.USUAL_ROWS,
        "test_is_whole": 9,
        "test_computes_long": examples.USUAL_ROWS,
        "test_computes": 9,
        "test_takes_long": 0,
        "test_is_no_row": 1,
    }


def test_all_processes_of_a_run_pick_the_same_and_runs_between_them_all(
    tables: list[pytest.Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: set[str] = set()
    for run in range(60):
        monkeypatch.setitem(os.environ, "CASETRACKER_TEST_RUN", f"run {run}")
        picked = {test.name for test in pick_tests(tables)}
        assert picked == {test.name for test in pick_tests(tables[::-1])}
        tried |= picked
    assert tried == {test.name for test in tables} - {"test_takes_long"}


def test_whoever_names_what_to_run_has_all_of_it(another: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "_TRIES_ALL", False)
    assert not examples.tries_all_rows(another.parseconfig())
    assert examples.tries_all_rows(another.parseconfig("."))
    assert examples.tries_all_rows(another.parseconfig("-k", "asks"))
    monkeypatch.setattr(examples, "_TRIES_ALL", True)
    assert examples.tries_all_rows(another.parseconfig())
