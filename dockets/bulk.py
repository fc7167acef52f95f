"""Reads and writes rows of one table with one statement, made once. The first and last step of ``merge``.

``bulk_create`` spends more time on 1,000 model instances than PostgreSQL spends on their text search; these take plain tuples.
Callers sort rows by key: two writers that lock rows in different orders deadlock. Of a merge that changes ten filings, the ORM
would spend a third on making the same statements anew each time.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import batched
from typing import Any, LiteralString, cast

from django.db import connection
from django.db.models import Model
from psycopg import sql

from dockets import prepared

TOLD_EVERY = 100
"""Rows."""

type Wrote = Callable[[int], None]
"""Told of so many more rows that they were sent to the database."""


@dataclass(frozen=True, slots=True)
class Reader[M: Model]:
    """Makes instances of the cells of a row, as the ORM does."""

    model: type[M]
    columns: str
    """For a SELECT, with the table's name. What the database generates is left out: it is deferred."""
    names: Sequence[str]
    converters: Sequence[tuple[int, Any]]
    """Where a column holds what its field has to read."""

    def made(self, cells: Sequence[Any]) -> M:
        values = list(cells)
        for place, convert in self.converters:
            values[place] = convert(values[place], None, connection)
        return self.model.from_db(connection.alias, self.names, values)


@cache
def reader[M: Model](model: type[M]) -> Reader[M]:
    fields: list[Any] = [field for field in model._meta.concrete_fields if not field.generated]
    columns: list[sql.Composable] = [sql.Identifier(model._meta.db_table, field.column) for field in fields]
    converters = [(place, field.from_db_value) for place, field in enumerate(fields) if hasattr(field, "from_db_value")]
    return Reader(model, sql.SQL(", ").join(columns).as_string(), [field.attname for field in fields], converters)


def load[M: Model](model: type[M], where: LiteralString, parameters: Sequence[Any]) -> list[M]:
    """The rows for which the condition ``where`` holds, by id, as the ORM gives them. What the database generates is deferred."""
    made = reader(model)
    statement = f"SELECT {made.columns} FROM {model._meta.db_table} WHERE {where} ORDER BY id"  # noqa: S608 - of constants
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [made.made(row) for row in cursor.fetchall()]


def next_ids(model: type[Model], count: int) -> list[int]:
    """``count`` fresh primary keys, ascending: rows that point to each other can be made before any is written."""
    if not count:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        # The sequence is looked up once, not for each of them.
        cursor.execute(
            "SELECT nextval((SELECT pg_get_serial_sequence(%s, 'id')::regclass)) FROM generate_series(1, %s)", [table, count]
        )
        return [row[0] for row in cursor.fetchall()]


def untold(rows: int) -> None:
    """For those whom nobody watches."""


def insert(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]], *, wrote: Wrote = untold) -> None:
    """Copies ``rows`` in; ``fields`` names what each holds, in order. JSON values come wrapped in ``Jsonb``."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(_table(model), _columns(model, fields))
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for batch in batched(rows, TOLD_EVERY):
            for row in batch:
                copy.write_row(row)
            wrote(len(batch))


def update(model: type[Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Sets ``fields`` of the rows whose ids stand first in each of ``rows``."""
    if not rows:
        return
    prepared.write(_update(model, tuple(fields)), [list(values) for values in zip(*rows, strict=True)])


def set_row(row: Model, fields: Sequence[str]) -> None:
    """Writes ``fields`` of one stored row, as its instance has them."""
    model = type(row)
    columns = [_field(model, name) for name in fields]
    values = [column.get_db_prep_save(getattr(row, column.attname), connection) for column in columns]
    prepared.write(_set(model, tuple(fields)), [*values, row.pk])


@cache
def _set(model: type[Model], fields: tuple[str, ...]) -> str:
    sets = [sql.SQL("{} = %s").format(sql.Identifier(_field(model, name).column)) for name in fields]
    return sql.SQL("UPDATE {} SET {} WHERE id = %s").format(_table(model), sql.SQL(", ").join(sets)).as_string()


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
