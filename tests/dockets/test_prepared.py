"""Statements that are planned once a connection."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import NotSupportedError, connection, transaction

from casetracker import database
from dockets import prepared


@pytest.fixture
def table(transactional_db: None) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE planned (id int PRIMARY KEY, word varchar(40)); INSERT INTO planned VALUES (1, 'stay'), (2, 'bond')"
        )
    yield "planned"
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE planned")


def plans(of: str) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE strpos(statement, %s) > 0", [of])
        found: list[tuple[int, int]] = cursor.fetchall()
    return found


def test_a_statement_is_planned_once_whatever_its_values(table: str) -> None:
    statement = "SELECT word FROM planned WHERE id = %s"
    answers = [prepared.rows(statement, [number]) for number in (1, 2, 3, 2)]
    assert answers == [[("stay",)], [("bond",)], [], [("bond",)]]
    [(generic, custom)] = plans("FROM planned")
    assert generic > 0
    assert custom == 0


def test_a_migration_that_changes_a_column_meanwhile_costs_a_page_nothing(table: str) -> None:
    statement = "SELECT word FROM planned WHERE id = %s"
    for _ in range(3):
        prepared.rows(statement, [1])
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as other:
        other.execute("ALTER TABLE planned ALTER COLUMN word TYPE text")
    assert prepared.rows(statement, [1]) == [("stay",)]


def test_nothing_of_a_transaction_is_lost_by_asking_again(table: str) -> None:
    statement = "SELECT word FROM planned WHERE id = %s"
    for _ in range(3):
        prepared.rows(statement, [1])
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as other:
        other.execute("ALTER TABLE planned ALTER COLUMN word TYPE text")
    with pytest.raises(NotSupportedError), transaction.atomic():
        prepared.rows(statement, [1])


def test_what_is_written_is_planned_once_and_survives_a_change_of_type_within_a_transaction(table: str) -> None:
    statement = "UPDATE planned SET word = %s WHERE id = %s"
    for word in ("stays", "stayed", "staying"):
        prepared.write(statement, [word, 1])
    assert plans("UPDATE planned") == [(2, 0)]
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as other:
        other.execute("ALTER TABLE planned ALTER COLUMN word TYPE text")
    with transaction.atomic():
        prepared.write(statement, ["stay of the mandate", 1])
    assert prepared.rows("SELECT word FROM planned WHERE id = %s", [1]) == [("stay of the mandate",)]


def test_queries_are_counted(db: None, django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert prepared.rows("SELECT %(one)s::int", {"one": 1}) == [(1,)]


def test_where_no_connection_is_kept_no_plan_is() -> None:
    address = "postgres://someone@localhost/site"
    kept, pooled = (database.configuration(address, prepares=prepares)["OPTIONS"] for prepares in (True, False))
    assert kept["prepare_threshold"] is not None
    assert pooled["prepare_threshold"] is None
    assert "plan_cache_mode" not in pooled["options"]
