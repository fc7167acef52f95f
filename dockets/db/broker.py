"""Connections to the broker, Redis or Valkey, however ``REDIS_URL`` names it: by its address, or by the sentinels that
know which of several servers is the one to write to just now. Called by all that counts, marks or caches there.

``sentinel://:PASSWORD@one:26379,two:26379,three:26379/0?master=casetracker``: the password is the servers'; that of the
sentinels, if they have one, follows as ``&sentinel_password=…``.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, quote, unquote

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from redis.sentinel import Sentinel

SCHEME = "sentinel"
PORT = 26379
_EXPLAINED = "Write it like sentinel://:PASSWORD@one:26379,two:26379/0?master=casetracker."


@dataclass(frozen=True, slots=True)
class SentinelAddress:
    """What a sentinel URL says."""

    sentinels: tuple[tuple[str, int], ...]
    master: str
    database: int = 0
    password: str = ""
    sentinel_password: str = ""

    @property
    def celery_url(self) -> str:
        """As Celery writes it: each sentinel with an address of its own."""
        login = f":{quote(self.password, safe='')}@" if self.password else ""
        return ";".join(f"{SCHEME}://{login}{host}:{port}/{self.database}" for host, port in self.sentinels)

    @property
    def celery_options(self) -> dict[str, Any]:
        """What Celery wants to know beside that."""
        return {"master_name": self.master, "sentinel_kwargs": self.sentinel_options}

    @property
    def sentinel_options(self) -> dict[str, Any]:
        return {"password": self.sentinel_password or None, "socket_connect_timeout": 1, "socket_timeout": 1}


def parse_sentinel_url(url: str) -> SentinelAddress | None:
    """None where ``url`` is that of a server itself. Raises ``ValueError`` with a sentence, in which no password is."""
    if not url.startswith(f"{SCHEME}://"):
        return None
    # Not urlsplit, which knows one host.
    place, _, query = url.removeprefix(f"{SCHEME}://").partition("?")
    place, _, number = place.partition("/")
    asked, (login, _, hosts) = parse_qs(query), place.rpartition("@")
    try:
        sentinels = tuple(_parse_host(written) for written in hosts.split(",") if written)
        database = int(number or 0)
    except ValueError:
        raise ValueError(f"REDIS_URL names a sentinel or a database that is none. {_EXPLAINED}") from None
    if not sentinels or "master" not in asked:
        raise ValueError(f"REDIS_URL names no sentinel, or no master. {_EXPLAINED}")
    return SentinelAddress(
        sentinels, asked["master"][0], database,
        unquote(login.partition(":")[2]), asked.get("sentinel_password", [""])[0],
    )  # fmt: skip


def _parse_host(written: str) -> tuple[str, int]:
    host, colon, port = written.rpartition(":")
    return (host, int(port)) if colon else (written, PORT)


class BrokerPool:
    """In the place of redis-py's pool for whoever makes one ``from_url``, as Django's cache does."""

    @staticmethod
    def from_url(url: str, **options: Any) -> redis.ConnectionPool:
        """Connections to the server at ``url``, or to whichever the sentinels there name when one is opened."""
        address = parse_sentinel_url(url)
        if address is None:
            return redis.ConnectionPool.from_url(url, **options)
        make: Any = Sentinel  # it has no types
        sentinel = make(address.sentinels, sentinel_kwargs=address.sentinel_options)
        login = {"password": address.password} if address.password else {}
        found: redis.Redis = sentinel.master_for(address.master, db=address.database, **login, **options)
        return found.connection_pool


def make_pool(url: str, *, patience: float, connect: float = 0, **options: Any) -> redis.ConnectionPool:
    """A pool that asks once and gives up after ``patience`` seconds (``connect``: for a connection, if other)."""
    limits = {"socket_connect_timeout": connect or patience, "socket_timeout": patience}
    return BrokerPool.from_url(url, retry=Retry(NoBackoff(), 0), **limits, **options)


def connect_broker(url: str, *, patience: float) -> redis.Redis:
    """A client that does the same, and answers with text."""
    return redis.Redis(connection_pool=make_pool(url, patience=patience, decode_responses=True))
