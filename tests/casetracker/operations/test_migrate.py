"""Battery A18: a migration that has to wait for a table holds nobody up, and is done once the table is free. Battery
F7: the code runs on the tables of the version after it."""

import threading
import time
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from casetracker.operations.condition import check_migrations
from dockets.db.server.row_digests import digest_database
from dockets.format.urls import build_docket_url
from rulings.interpret.docket import interpret_docket
from tests.dockets.upsert.test_merge import entry, sheet, take
from tests.servers.workers import database_url, wait_until
from tests.support.factories import court

TABLE = "django_session"


def apply(name: str, told: StringIO, patience: float = 60) -> None:
    """In a thread: with a connection of its own."""
    try:
        call_command("migrate", "sessions", name, verbosity=0, patience=patience, stderr=told)
    except CommandError as error:
        told.write(f"gave up: {error}")
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_waits_for_a_table_lets_readers_pass() -> None:
    told = StringIO()
    try:
        with psycopg.connect(database_url()) as reader, psycopg.connect(database_url(), autocommit=True) as others:
            others.execute("SET statement_timeout = '5s'")
            reader.execute(f"SELECT count(*) FROM {TABLE}")  # its lock is held until the transaction ends
            migration = threading.Thread(target=apply, args=("zero", told))
            migration.start()
            waits: list[float] = []
            while len(waits) < 3 or "in use" not in told.getvalue():
                began = time.monotonic()
                others.execute(f"SELECT count(*) FROM {TABLE}")
                waits.append(time.monotonic() - began)
                assert waits[-1] < 3, waits
                assert len(waits) < 1000, told.getvalue()
                time.sleep(0.02)
            reader.rollback()
            wait_until(lambda: not is_applied(), 30)
            migration.join(30)
        assert max(waits) > 0.5, "nobody had to wait: there was nothing to see"
    finally:
        apply("0001", told)
    assert is_applied() and TABLE in connection.introspection.table_names()


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_never_gets_its_table_says_so_and_changes_nothing() -> None:
    told = StringIO()
    with psycopg.connect(database_url()) as reader:
        reader.execute(f"SELECT count(*) FROM {TABLE}")
        apply("zero", told, patience=0)
    assert "gave up: A table was in use for 0 seconds" in told.getvalue() and is_applied()


def is_applied() -> bool:
    return ("sessions", "0001_initial") in MigrationRecorder(connection).applied_migrations()


LATER = (
    "ALTER TABLE dockets_docket ADD COLUMN later_word text NOT NULL DEFAULT ''",
    "ALTER TABLE dockets_filing ADD COLUMN later_number integer",
    "CREATE INDEX later_index ON dockets_filing (later_number)",
    "CREATE TABLE dockets_later (id bigserial PRIMARY KEY, docket_id bigint NOT NULL REFERENCES dockets_docket)",
)
"""What a release may do to the tables of the one before: new columns are empty or have a default in the database."""


@pytest.mark.django_db
def test_back_by_one_version_it_runs_on_the_newer_tables(client: Client) -> None:
    court()
    with connection.cursor() as cursor:
        for statement in LATER:
            cursor.execute(statement)
    MigrationRecorder(connection).record_applied("dockets", "0002_later")
    kept = take(sheet(entry("1", "COMPLAINT")))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dockets_docket SET later_word = 'kept'")
        cursor.execute("INSERT INTO dockets_later (docket_id) SELECT id FROM dockets_docket")
    take(sheet(entry("1", "COMPLAINT"), entry("2", "ANSWER")))
    interpret_docket(kept.docket_id)
    page = client.get(build_docket_url(kept.court, kept.docket_number))
    assert page.status_code == 200 and "ANSWER" in page.content.decode()
    assert not check_migrations().trouble
    call_command("migrate", verbosity=0)
    assert digest_database("default")["dockets_later"].keys() == {str(kept.docket_id)}, "and it is backed up"
    with connection.cursor() as cursor:
        cursor.execute("SELECT later_word FROM dockets_docket")
        assert cursor.fetchall() == [("kept",)]
