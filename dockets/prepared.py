"""Statements that PostgreSQL plans once a connection instead of each time: to plan the few that find a case, its lines and its
parties takes longer than to answer them, and so it is where a merge changes a few rows.

Their values are sent beside them, so that they are the same each time. Only what is looked up by keys belongs here: a plan
that knows no values is a bad one for a search.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import NotSupportedError, connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper


def rows(statement: str, bound: Mapping[str, Any] | Sequence[Any]) -> list[tuple[Any, ...]]:
    """What ``statement`` answers. It is planned anew where the site keeps no connections, since behind a pooler the next
    statement may reach another server."""
    try:
        return _rows(statement, bound)
    except NotSupportedError:
        # A migration has changed a column's type meanwhile, which no old plan survives.
        if connection.in_atomic_block:
            raise
        connection.close()
        return _rows(statement, bound)


def write(statement: str, bound: Sequence[Any]) -> None:
    """Runs a ``statement`` that gives nothing back. (PostgreSQL itself plans it anew where a type has changed.)"""
    with _cursor() as cursor:
        cursor.execute(statement, bound)


def _rows(statement: str, bound: Mapping[str, Any] | Sequence[Any]) -> list[tuple[Any, ...]]:
    with _cursor() as cursor:
        cursor.execute(statement, bound)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _cursor() -> CursorWrapper:
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    # Django's own cursors write the values into the statement. Its stubs do not know this one.
    plain: Any = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]
    return connection.make_debug_cursor(plain) if connection.queries_logged else connection.make_cursor(plain)
