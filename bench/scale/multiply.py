"""Multiplies dockets within the database: each copy has rows of its own in every table that belongs to a docket, with
numbers, dates and names of its own.

What an import and an interpretation write is written by them, for a few dockets; copying those rows keeps every column
as it is on a real site, and takes minutes where importing as much would take days.
"""

import time
from collections.abc import Iterator, Sequence

from django.db import connection

STRIDE = 1_000_000
"""Distance between the ids of one copy and the next, in tables that have an id: more than the templates have rows."""
BATCH = 500
"""Copies to one statement."""
_ROOTS = ("dockets_docket", "dockets_payload")
_DAYS = 4_400
"""Over which the copies' dates are spread: they end a month from now."""
_SCATTERED = f"mod(g * 37, {_DAYS})::int"
_AGE = f"interval '1 day' * ({_DAYS} - {_SCATTERED})"
"""Cases came in over the years, not all at one moment."""
_LETTERS = "translate(substr(md5(g::text), 1, 8), '0123456789', 'aeiouaeiou')"
"""A word of its own for each copy, as the name of a party is."""
_NAME = f"replace(%s, 'Rivermouth', 'R' || {_LETTERS})"
_NEW_ID = "{column} + g * {stride}"
_SPECIAL = {
    ("dockets_docket", "docket_number"): "'2:' || {year} || '-cv-' || {serial}",
    ("dockets_docket", "number_key"): "'2:20' || {year} || '-cv-' || ({serial})::int",
    ("dockets_docket", "year"): "2000 + {year}::int",
    ("dockets_docket", "serial"): "({serial})::bigint",
    (
        "dockets_docket",
        "court_id",
    ): "(ARRAY['wawd','cand','nysd','txed','ilnd','mdd','flsd','azd'])[1 + mod(g, 8)::int]",
    ("dockets_filing", "public_id"): "'b' || lpad(to_hex(id + g * {stride}), 11, '0')",
    ("rulings_annotation", "public_id"): "'b' || lpad(to_hex(id + g * {stride}), 11, '0')",
}
_YEAR = "lpad(mod(g, 26)::text, 2, '0')"
_SERIAL = "lpad(((g / 26) * 50 + mod(id, 50))::text, 5, '0')"
_NAMED = {"case_name", "long_text", "short_text", "name", "text", "headline", "summary", "words"}


def multiply(first: int, last: int) -> Iterator[tuple[str, int, float]]:
    """Writes copies ``first`` to ``last`` of all dockets of the templates, those with an id below the stride; yields
    each table with its new rows and the seconds that they took. Indexes that no constraint needs are made afterwards,
    as one does when much is loaded."""
    tables = list(_list_tables())
    for table in tables:
        began, rows = time.monotonic(), 0
        indexes = _drop_indexes(table)
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")  # no trigger: the templates passed them
            statement = _write_statement(table, tables)
            for start in range(first, last + 1, BATCH):
                cursor.execute(statement, [start, min(start + BATCH - 1, last)])
                rows += cursor.rowcount
            cursor.execute("SET session_replication_role = DEFAULT")
            cursor.execute("SET maintenance_work_mem = '1GB'")
            for index in indexes:
                cursor.execute(index)
            _set_sequence(table)
        yield table, rows, time.monotonic() - began
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _list_tables() -> Iterator[str]:
    """The tables whose rows belong to a docket or a payload, wherever the templates have some."""
    found, waiting = set(_ROOTS), list(_ROOTS)
    while waiting:
        for table in _ask(
            "SELECT DISTINCT conrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f' AND confrelid = %s::regclass",
            waiting.pop(),
        ):
            if table not in found:
                found.add(table)
                waiting.append(table)
    for table in sorted(found):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
            if cursor.fetchone()[0]:
                yield table


def _write_statement(table: str, tables: Sequence[str]) -> str:
    """INSERT … SELECT of the templates' rows, once for each number of the copies."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = %s::regclass"
            " AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
            [table],
        )
        columns = dict(cursor.fetchall())
        cursor.execute(
            "SELECT a.attname, c.confrelid::regclass::text FROM pg_constraint c JOIN pg_attribute a"
            " ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
            " WHERE c.contype = 'f' AND c.conrelid = %s::regclass",
            [table],
        )
        points = {column: to for column, to in cursor.fetchall() if to in tables}
        cursor.execute(
            "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
            " WHERE i.indrelid = %s::regclass AND i.indisprimary",
            [table],
        )
        (key,) = cursor.fetchone()
    ids = {*points, key, "object_id"}
    values = [_write_value(table, column, kind, column in ids) for column, kind in columns.items()]
    place = f"{key} < {STRIDE}"
    return (
        f"INSERT INTO {table} ({', '.join(f'"{column}"' for column in columns)}) SELECT {', '.join(values)} FROM"
        f" (SELECT * FROM {table} WHERE {place} ORDER BY {key}) AS template,"
        " generate_series(%s::bigint, %s::bigint) AS g"
    )


def _write_value(table: str, column: str, kind: str, is_id: bool) -> str:
    if special := _SPECIAL.get((table, column)):
        return special.format(year=_YEAR, serial=_SERIAL, stride=STRIDE)
    if is_id:
        return _NEW_ID.format(column=column, stride=STRIDE)
    if column == "sha256":
        return f"md5({column} || g) || md5(g || {column})"
    if kind == "bigint[]":
        return f"ARRAY(SELECT one + g * {STRIDE} FROM unnest({column}) AS one)"
    if kind == "timestamp with time zone":
        return f"{column} - {_AGE}"
    if kind == "date":
        return f"{column} + {_SCATTERED}"
    if column in _NAMED and (kind == "text" or kind.startswith("character varying")):
        return _NAME.replace("%s", column)
    return f'"{column}"'


def _drop_indexes(table: str) -> list[str]:
    """Drops the indexes that keep nothing unique; returns the statements that make them again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
            " WHERE i.indrelid = %s::regclass AND NOT i.indisunique AND NOT EXISTS"
            " (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
            [table],
        )
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f"DROP INDEX {name}")
    return [statement for _, statement in found]


def _set_sequence(table: str) -> None:
    """Later rows get ids after those copied in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, a.attname), a.attname FROM pg_attribute a"
                       " WHERE a.attrelid = %s::regclass AND a.attidentity <> ''", [table, table])  # fmt: skip
        for sequence, column in cursor.fetchall():
            cursor.execute(f"SELECT setval(%s, max({column})) FROM {table}", [sequence])


def _ask(statement: str, *values: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return [row[0] for row in cursor.fetchall()]
