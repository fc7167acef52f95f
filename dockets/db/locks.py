"""PostgreSQL advisory locks, held until the transaction ends: for what has no row to lock yet, or spans several rows.

Called where there must be one writer at a time: imports of one docket, readings of one docket, forms that are sent
twice.
"""

from django.db import connection
from django.db.models import Model
from psycopg import sql


def hold_number(key: int) -> None:
    """Waits for the advisory lock of a 64-bit number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def try_number(key: int) -> bool:
    """Takes the lock of a 64-bit number without waiting. False: another transaction holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [key])
        return bool(cursor.fetchone()[0])


def hold_word(subject: str, word: str) -> None:
    """Waits for the lock of a word within one subject."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, hashtextextended(%s, 0)))", [subject, word])


def try_row(subject: str, row_id: int) -> bool:
    """Takes the lock of a row's id within one subject, without waiting. False: another transaction holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, %s))", [subject, row_id])
        return bool(cursor.fetchone()[0])


def hold_row(subject: str, model: type[Model], row_id: int) -> None:
    """Waits for the lock of a row's id within one subject, and then until nobody has locked the row itself exclusively.
    Others may hold the row for other subjects at the same time (FOR KEY SHARE, which Django has not)."""
    statement = sql.SQL(
        "SELECT pg_advisory_xact_lock(hashtextextended(%s, %s)), (SELECT id FROM {} WHERE id = %s FOR KEY SHARE)"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement.format(sql.Identifier(model._meta.db_table)), [subject, row_id, row_id])
