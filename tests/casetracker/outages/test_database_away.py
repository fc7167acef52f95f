"""Which errors mean that the database is away, and what a reader is then told."""

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError

from casetracker.outages import database_away


class Code(Exception):
    """An error of psycopg's, as Django wraps it."""

    def __init__(self, sqlstate: str | None) -> None:
        self.sqlstate = sqlstate


def caused(error: Exception, sqlstate: str | None) -> Exception:
    error.__cause__ = Code(sqlstate)
    return error


@pytest.mark.parametrize("code", [None, "08006", "53100", "53300", "57P01", "57P03"])
def test_what_passes_by_itself_is_told_as_that(code: str | None) -> None:
    assert database_away.is_database_away(caused(OperationalError(), code))
    assert database_away.is_database_away(caused(InterfaceError(), code))


@pytest.mark.parametrize(
    "error",
    [None, ValueError(), OperationalError(), caused(OperationalError(), "57014"), caused(IntegrityError(), "23505")],
    ids=["none", "ours", "without a cause", "a statement that took too long", "a wrong statement"],
)
def test_what_is_a_fault_of_ours_is_not(error: Exception | None) -> None:
    assert not database_away.is_database_away(error)


def test_what_took_too_long_is_told_as_that() -> None:
    assert database_away.is_statement_timeout(caused(OperationalError(), "57014"))
    for error in (None, OperationalError(), caused(OperationalError(), "57P01"), caused(IntegrityError(), "23505")):
        assert not database_away.is_statement_timeout(error)
