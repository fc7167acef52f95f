"""Writes many rows of one table with one statement. The last step of ``ingest``, under ``merge_filings`` and ``parties``.

``bulk_create`` spends more time on 1,000 model instances than PostgreSQL spends on their text search; these take plain tuples.
Callers sort rows by key: two writers that lock rows in different orders deadlock.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, LiteralString, cast

from django.db import connection
from django.db.models import Model
from psycopg import sql


def next_ids(model: type[Model], count: int) -> list[int]:
    """``count`` fresh primary keys, ascending: rows that point to each other can be made before any is written."""
    if not count:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count])
        return [row[0] for row in cursor.fetchall()]


def insert(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Copies ``rows`` in; ``fields`` names what each holds, in order. JSON values come wrapped in ``Jsonb``."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(_table(model), _columns(model, fields))
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def update(model: type[Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Sets ``fields`` of the rows whose ids stand first in each of ``rows``."""
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(_update(model, tuple(fields)), [list(values) for values in zip(*rows, strict=True)])


@cache
def _update(model: type[Model], fields: tuple[str, ...]) -> str:
    columns = [sql.Identifier(_field(model, name).column) for name in fields]
    sets: list[sql.Composable] = [sql.SQL("{0} = v.{0}").format(column) for column in columns]
    arrays: list[sql.Composable] = [sql.SQL("%s::") + sql.SQL(_array_type(model, name)) for name in ("id", *fields)]
    statement = sql.SQL("UPDATE {} AS t SET {} FROM unnest({}) AS v (id, {}) WHERE t.id = v.id")
    parts = sql.SQL(", ").join(sets), sql.SQL(", ").join(arrays), _columns(model, fields)
    return statement.format(_table(model), *parts).as_string()


def _table(model: type[Model]) -> sql.Identifier:
    return sql.Identifier(model._meta.db_table)


def _columns(model: type[Model], fields: Sequence[str]) -> sql.Composable:
    columns: list[sql.Composable] = [sql.Identifier(_field(model, name).column) for name in fields]
    return sql.SQL(", ").join(columns)


def _field(model: type[Model], name: str) -> Any:
    """A field that has a column, unlike a relation seen from its other end."""
    return model._meta.get_field(name)


def _array_type(model: type[Model], name: str) -> LiteralString:
    """Without its length: a cast to ``varchar(40)`` would cut a long value silently, an assignment refuses it."""
    kind = "bigint" if name == "id" else _field(model, name).db_type(connection)
    return cast("LiteralString", kind.split("(")[0] + "[]")
