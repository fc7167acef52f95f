"""Parses ``DATABASE_URL`` and ``REDIS_URL`` for Django and Celery. Does not import Django."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
_WAITS = "-c lock_timeout=3s -c idle_in_transaction_session_timeout=60s"


def parse_database_url(url: str, *, statement_timeout: str = "", pooled: bool = False) -> dict[str, Any]:
    """An address as ``DATABASES["default"]``; any parameter of libpq may stand behind its "?" (``sslmode=require``).

    libpq parses it, since Python's ``urlsplit`` lowercases a socket's folder. ``statement_timeout`` ("10s"): no
    statement of this process runs longer, and none waits longer than 3 s for a lock. ``pooled``: it is the address of a
    pooler that gives each transaction another connection (PgBouncer), so nothing is asked for that outlives one: no
    limits at the start, which ``ALTER ROLE`` sets there, and no cursor on the server. Raises
    ``psycopg.ProgrammingError`` when it is no address.
    """
    parts = conninfo_to_dict(url)
    parts.setdefault("connect_timeout", 5)
    if not pooled:
        # No statement here runs long enough to be worth JIT compilation, which costs up to half a second.
        limits = "-c jit=off"
        if statement_timeout:
            limits += f" -c statement_timeout={statement_timeout} {_WAITS}"
        parts["options"] = f"{parts.get('options', '')} {limits}".strip()
    named = {name: str(parts.pop(key, "")) for key, name in _NAMES.items()}
    return {
        "ENGINE": "django.db.backends.postgresql", **named, "OPTIONS": parts, "DISABLE_SERVER_SIDE_CURSORS": pooled
    }  # fmt: skip


def build_broker_url(redis_url: str) -> str:
    """``REDIS_URL`` as Celery writes it: a socket is ``redis+socket://`` there and ``unix://`` for redis-py."""
    if not redis_url.startswith("unix://"):
        return redis_url
    path, _, query = redis_url.removeprefix("unix://").partition("?")
    number = dict(part.split("=", 1) for part in query.split("&") if "=" in part).get("db", "0")
    return f"redis+socket://{path}?virtual_host={number}"
