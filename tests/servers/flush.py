"""What the migrations have brought, courts above all, comes back after a test that commits. Used by ``tests.conftest``.

Such a test is followed by a flush of all tables, after which Django makes permissions and content types anew, and the
roles with them, statement by statement. Here, the database copies the rows from a schema of its own instead.

And a flush has PostgreSQL make new files for each table and each index, though most of the tables are empty: a quarter
of a second. Here, the few rows that a test leaves are deleted instead, where that comes to the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db import OperationalError, connection, transaction
from django.db.models.signals import post_migrate
from psycopg.errors import LockNotAvailable

from casetracker.access import roles

_COPIES = "kept_by_tests"
_UID = "tests-copy-back"
_LONGEST_WAIT = 120_000
"""Milliseconds."""
_PAUSE = 0.02
"""Seconds until the tables are asked for again."""
_LARGE = 2**18
"""Bytes of a table. Rows that are deleted leave their room behind, by which the database would choose its plans."""


def copy_rows() -> list[str]:
    """Copies every table that has rows, right after the migrations. Their names, as SQL has them."""
    kept = []
    with connection.cursor() as cursor:
        # There already where pytest was told to use its last database again.
        cursor.execute(f"DROP SCHEMA IF EXISTS {_COPIES} CASCADE; CREATE SCHEMA {_COPIES}")
        for table in _tables():
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
            if cursor.fetchone() == (True,):
                cursor.execute(f"CREATE TABLE {_COPIES}.{table} AS TABLE {table}")
                kept.append(table)
    return kept


def bound_waiting() -> None:
    """Whoever waits for a lock in the database of this process, or of a program that a test has started, is refused
    after a while: a test that leaves a transaction open would hold up the flush, and all tests after it, for ever."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        (name,) = cursor.fetchone()
        cursor.execute(f"ALTER DATABASE {connection.ops.quote_name(name)} SET lock_timeout = {_LONGEST_WAIT}")
        cursor.execute(f"SET lock_timeout = {_LONGEST_WAIT}")


def _tables() -> list[str]:
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [connection.ops.quote_name(name) for name in names]


def _is_as_it_was(cursor: Any, kept: Sequence[str]) -> bool:
    """Whether the rows that the migrations have brought are there, unchanged and alone."""
    changes = (
        f"(TABLE {one} EXCEPT ALL TABLE {other})"
        for table in kept
        for one, other in ((table, f"{_COPIES}.{table}"), (f"{_COPIES}.{table}", table))
    )
    cursor.execute("SELECT " + " OR ".join(f"EXISTS {change}" for change in changes))
    return bool(cursor.fetchone() == (False,))


def _find_leftovers(cursor: Any, tables: Sequence[str]) -> dict[str, int]:
    """Each table that has rows, with its bytes."""
    asked = (f"(SELECT '{table}', pg_relation_size('{table}') FROM {table} LIMIT 1)" for table in tables)
    cursor.execute(" UNION ALL ".join(asked))
    return dict(cursor.fetchall())


def _empty_tables(statements: Iterable[str], kept: Sequence[str]) -> None:
    """In the place of Django's ``execute_sql_flush``, whose ``statements`` are run where deleting would not do. As they
    do, it waits for whoever is still at one of the tables, but holds none meanwhile: a page that a browser left unread
    may want them in another order, and PostgreSQL would end one of the two."""
    statements = list(statements)
    last = monotonic() + _LONGEST_WAIT / 1_000
    while True:
        try:
            _empty_free_tables(statements, kept)
            break
        except OperationalError as error:
            if monotonic() > last or not isinstance(error.__cause__, LockNotAvailable):
                raise
            sleep(_PAUSE)


def _empty_free_tables(statements: Iterable[str], kept: Sequence[str]) -> None:
    """Raises OperationalError, and holds nothing, where somebody is at one of the tables."""
    with transaction.atomic(), connection.cursor() as cursor:
        tables = _tables()
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE NOWAIT")
        left = _find_leftovers(cursor, [table for table in tables if table not in kept])
        cursor.execute("SHOW is_superuser")
        may_skip_triggers = cursor.fetchone() == ("on",)
        if may_skip_triggers and max(left.values(), default=0) < _LARGE and _is_as_it_was(cursor, kept):
            cursor.execute("SET LOCAL session_replication_role = replica")
            statements = [f"DELETE FROM {table}" for table in left]
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def copied_back(kept: Sequence[str]) -> Iterator[None]:
    """For as long as this lasts, a flush ends with the copies of these tables and with nothing of Django's or of the
    site's."""
    rulings = apps.get_app_config("rulings")

    def copy_back(**about: Any) -> None:
        with transaction.atomic(), connection.cursor() as cursor:  # keys are checked when all of them are back
            for table in kept:
                copies = f"SELECT * FROM {_COPIES}.{table} WHERE NOT EXISTS (SELECT FROM {table})"
                cursor.execute(f"INSERT INTO {table} {copies}")

    def empty_tables(sql_list: Iterable[str]) -> None:
        _empty_tables(sql_list, kept)

    gone = [
        post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions"),
        post_migrate.disconnect(create_contenttypes),
        post_migrate.disconnect(roles.make_groups, sender=rulings),
    ]
    assert all(gone), gone
    post_migrate.connect(copy_back, sender=rulings, weak=False, dispatch_uid=_UID)
    connection.ops.execute_sql_flush = empty_tables  # type: ignore[method-assign]
    yield
    del connection.ops.execute_sql_flush
    post_migrate.disconnect(sender=rulings, dispatch_uid=_UID)
    post_migrate.connect(create_permissions, dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.connect(create_contenttypes)
    post_migrate.connect(roles.make_groups, sender=rulings)
