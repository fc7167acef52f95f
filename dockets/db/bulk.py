"""Writes rows of one table with one statement, built once per table and columns, and contents that are large. Called by
``upsert_docket``, and by what keeps files that wait for a worker.

``bulk_create`` spends more time on 1,000 model instances than PostgreSQL spends on their text search; these functions
take plain tuples. Callers sort rows by key: two writers that lock rows in different orders deadlock. The statement is
cached: for an upsert that changes ten filings, the ORM would spend a third of the time on building the same statements
anew.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import batched
from typing import Any, LiteralString, cast

from django.db import connection
from django.db.models import Model
from psycopg import Cursor, sql

TOLD_EVERY = 100
"""Rows sent between two calls of the progress callback."""

type Wrote = Callable[[int], None]
"""Progress callback: called with the number of rows just sent to the database."""


def reserve_ids(model: type[Model], count: int) -> list[int]:
    """Returns ``count`` fresh primary keys, ascending, so that rows that point to each other can be built before any is
    written."""
    if not count:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        # The subselect looks the sequence up once, not once per id.
        cursor.execute(
            "SELECT nextval((SELECT pg_get_serial_sequence(%s, 'id')::regclass)) FROM generate_series(1, %s)",
            [table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def ignore_written_rows(rows: int) -> None:
    """Default progress callback: does nothing."""


def copy_rows(
    model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]], *, wrote: Wrote = ignore_written_rows
) -> None:
    """Inserts ``rows`` by COPY; ``fields`` names the columns in order. JSON values come wrapped in ``Jsonb``."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(_table(model), _columns(model, fields))
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for batch in batched(rows, TOLD_EVERY):
            for row in batch:
                copy.write_row(row)
            wrote(len(batch))


def insert_missing_rows(model: type[Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Inserts those of ``rows`` that no unique constraint finds there; ``fields`` names the columns in order. One
    statement, however many there are."""
    if not rows:
        return
    arrays = sql.SQL(", ").join(sql.SQL("%s::") + sql.SQL(_array_type(model, name)) for name in fields)
    statement = sql.SQL("INSERT INTO {} ({}) SELECT * FROM unnest({}) ON CONFLICT DO NOTHING")
    with connection.cursor() as cursor:
        columns = [list(values) for values in zip(*rows, strict=True)]
        cursor.execute(statement.format(_table(model), _columns(model, fields), arrays).as_string(), columns)


def update_rows(model: type[Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Sets ``fields`` of existing rows; each of ``rows`` is the row's id followed by the new values."""
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(_update(model, tuple(fields)), [list(values) for values in zip(*rows, strict=True)])


def update_where(
    model: type[Model],
    fields: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    where: Mapping[str, Any],
    also: Mapping[str, Any],
) -> set[int]:
    """Like ``update_rows``, but only for rows whose columns equal ``where``; sets ``also`` on each of them as well.
    Returns the ids of the updated rows."""
    if not rows:
        return set()
    sets = [sql.SQL(", {} = %s").format(sql.Identifier(_field(model, name).column)) for name in also]
    conditions = [sql.SQL(" AND t.{} = %s").format(sql.Identifier(_field(model, name).column)) for name in where]
    statement = _statement(model, fields, sql.SQL("").join(sets), sql.SQL("").join(conditions)) + sql.SQL(
        " RETURNING t.id"
    )
    values = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*also.values(), *values, *where.values()])
        return {row[0] for row in cursor.fetchall()}


@cache
def _update(model: type[Model], fields: tuple[str, ...]) -> str:
    return _statement(model, fields, sql.SQL(""), sql.SQL("")).as_string()


def _statement(model: type[Model], fields: Sequence[str], also: sql.Composable, where: sql.Composable) -> sql.Composed:
    """The UPDATE statement. ``also`` is appended to the SET list, ``where`` to the condition on the ids."""
    columns = [sql.Identifier(_field(model, name).column) for name in fields]
    sets: list[sql.Composable] = [sql.SQL("{0} = v.{0}").format(column) for column in columns]
    arrays: list[sql.Composable] = [sql.SQL("%s::") + sql.SQL(_array_type(model, name)) for name in ("id", *fields)]
    statement = sql.SQL("UPDATE {} AS t SET {}{} FROM unnest({}) AS v (id, {}) WHERE t.id = v.id{}")
    parts = sql.SQL(", ").join(sets), also, sql.SQL(", ").join(arrays), _columns(model, fields), where
    return statement.format(_table(model), *parts)


def _table(model: type[Model]) -> sql.Identifier:
    return sql.Identifier(model._meta.db_table)


def _columns(model: type[Model], fields: Sequence[str]) -> sql.Composable:
    columns: list[sql.Composable] = [sql.Identifier(_field(model, name).column) for name in fields]
    return sql.SQL(", ").join(columns)


def _field(model: type[Model], name: str) -> Any:
    """The model's field of that name, which must have a column (no reverse relation)."""
    return model._meta.get_field(name)


def _array_type(model: type[Model], name: str) -> LiteralString:
    """The field's column type as an array, without its length: a cast to ``varchar(40)`` would cut a long value
    silently, whereas an assignment refuses it."""
    kind = "bigint" if name == "id" else _field(model, name).db_type(connection)
    return cast("LiteralString", kind.split("(")[0] + "[]")


def write_large_bytes(row: Model, column: str, body: bytes) -> None:
    """Sets a column of a stored row, and of ``row`` not: the caller has the bytes. Django writes them into the
    statement as digits: of a file of 50 MB that takes 400 MB, and on a busy server longer than a statement may take."""
    statement = sql.SQL("UPDATE {} SET {} = %b WHERE id = %s").format(
        sql.Identifier(row._meta.db_table), sql.Identifier(column)
    )
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        cursor.execute(statement, [body, row.pk], prepare=False)


def read_large_bytes(row: Model, column: str) -> bytes:
    """What a column of a stored row holds, without a detour through digits; nothing where it is NULL or the row has
    gone."""
    statement = sql.SQL("SELECT {} FROM {} WHERE id = %s").format(
        sql.Identifier(column), sql.Identifier(row._meta.db_table)
    )
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        found = cursor.execute(statement, [row.pk], prepare=False, binary=True).fetchone()
    return bytes(found[0]) if found and found[0] else b""
