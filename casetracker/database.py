"""``DATABASE_URL`` as Django wants it. Knows no Django."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def configuration(url: str, *, statement_timeout: str = "", prepares: bool = True) -> dict[str, Any]:
    """The parts of an address as ``DATABASES["default"]``; whatever libpq knows may stand behind its "?" (``sslmode=require``).

    libpq takes it apart, since Python's ``urlsplit`` makes a socket's folder lower case. ``statement_timeout`` ("10s"): no
    statement of this process runs longer, and none waits longer than 3 s for a lock. ``prepares``: a connection keeps the plans
    of what ``dockets.prepared`` asks.
    Raises ``psycopg.ProgrammingError`` when it is no address.
    """
    parts = conninfo_to_dict(url)
    parts.setdefault("connect_timeout", 5)
    # No statement here runs long enough to be worth compiling, which costs up to half a second.
    limits = "-c jit=off"
    if prepares:
        # What is looked up by keys has one best plan, however long a docket is.
        limits += " -c plan_cache_mode=force_generic_plan"
    if statement_timeout:
        limits += f" -c statement_timeout={statement_timeout} -c lock_timeout=3s -c idle_in_transaction_session_timeout=60s"
    parts["options"] = f"{parts.get('options', '')} {limits}".strip()
    named = {name: str(parts.pop(key, "")) for key, name in _NAMES.items()}
    options = parts | {"prepare_threshold": 1 if prepares else None}
    return {"ENGINE": "django.db.backends.postgresql", **named, "OPTIONS": options}


def broker_url(redis_url: str) -> str:
    """``REDIS_URL`` as Celery writes it: a socket is ``redis+socket://`` there and ``unix://`` for redis-py."""
    if not redis_url.startswith("unix://"):
        return redis_url
    path, _, query = redis_url.removeprefix("unix://").partition("?")
    number = dict(part.split("=", 1) for part in query.split("&") if "=" in part).get("db", "0")
    return f"redis+socket://{path}?virtual_host={number}"
