"""How long statements wait for a lock that somebody else holds. Called by the command ``migrate``."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import OperationalError, connection

_NOT_AVAILABLE = "55P03"


@contextmanager
def limit_lock_waits(longest: timedelta) -> Iterator[None]:
    """While the block runs, a statement of this connection that waits longer than this fails. All who ask for the same
    table would wait behind it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        (before,) = cursor.fetchone()
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{longest // timedelta(milliseconds=1)}ms"])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [before])


def is_lock_timeout(error: OperationalError) -> bool:
    """Whether a statement gave up waiting for a lock."""
    return getattr(error.__cause__, "sqlstate", "") == _NOT_AVAILABLE
