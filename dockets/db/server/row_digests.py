"""A digest of every row of a database, docket by docket: whether a restored database is the one that was dumped. And
the snapshot under which both are read.

Called by ``casetracker.backups``. A digest does not depend on the order of rows or on PostgreSQL's version: columns
that the server works out of others are not in it, since PostgreSQL 18 stems words otherwise than older ones ("added").
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction
from psycopg import sql

type Digests = Mapping[str, Mapping[str, str]]
"""Table -> docket's id ("" for a table whose rows name none) -> number of rows and digest."""

_TABLES = """SELECT c.relname, EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'docket_id'
 AND NOT a.attisdropped) FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
 AND c.relname != ALL(%s) ORDER BY 1"""
_COLUMNS = """SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
 AND attgenerated = '' ORDER BY attnum"""
_DIGEST = sql.SQL(
    "SELECT {of}, count(*), sum(('x' || left(md5(ROW({columns})::text), 15))::bit(60)::bigint)"
    " FROM {table} t GROUP BY 1"
)
PASSING = ("django_session", "dockets_upkeepentry")
"""Tables that are no part of what is compared: who is logged in, and what is written about backups themselves."""
_DOCKETS = "dockets_docket"


@contextmanager
def hold_snapshot(using: str) -> Iterator[str]:
    """A transaction that sees the database as it is now, however long it lasts. Yields the snapshot's name, under which
    ``pg_dump`` sees the same."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield str(cursor.fetchone()[0])


def digest_database(using: str) -> Digests:
    """Reads every row once. ``using``: the connection's alias."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config('TimeZone', 'UTC', true), set_config('statement_timeout', '0', true)")
        cursor.execute(_TABLES, [list(PASSING)])
        return {table: _digest_table(cursor, table, has_docket) for table, has_docket in cursor.fetchall()}


def _digest_table(cursor: Any, table: str, has_docket: bool) -> Mapping[str, str]:
    of = sql.SQL("coalesce(t.docket_id::text, '')") if has_docket else sql.SQL("''")
    of = sql.SQL("t.id::text") if table == _DOCKETS else of
    cursor.execute(_COLUMNS, [f'public."{table}"'])
    columns = sql.SQL(", ").join(sql.Identifier("t", column) for (column,) in cursor.fetchall())
    cursor.execute(_DIGEST.format(of=of, columns=columns, table=sql.Identifier(table)))
    return {docket: f"{number} {total}" for docket, number, total in cursor.fetchall()}


def count_tables(using: str) -> int:
    with connections[using].cursor() as cursor:
        cursor.execute(_TABLES, [[]])
        return len(cursor.fetchall())


def create_database(using: str, name: str) -> None:
    """Makes an empty database beside the one of ``using``. Raises the database's ``Error`` where its user may not."""
    with connections[using].cursor() as cursor:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'")
        cursor.execute(statement.format(sql.Identifier(name)))


def drop_database(using: str, name: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
