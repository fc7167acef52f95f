"""The connections of ``client``: kept open between requests, guarded (``address_guard``), and with a limit on the total
time.

httpx's own engine (httpcore) without its client, so there are no cookies, no proxies and no ``.netrc`` to switch off.
One pool per process, because creating a TLS context takes as long as twenty polls.
"""

import atexit
import os
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

import httpcore
import httpx

from dockets.sources.http.address_guard import CONNECT_TIMEOUT, try_addresses

TIMEOUTS = {"connect": CONNECT_TIMEOUT, "read": 15.0, "write": 15.0, "pool": CONNECT_TIMEOUT}
"""Seconds for each single step; the remaining time to the deadline counts if it is less."""
_IDLE = 3.0
"""Seconds that an unused connection is kept: less than servers keep it, so that none turns out to be closed."""
_ends_at: ContextVar[float] = ContextVar("ends_at")


@contextmanager
def limit_connection_time(seconds: float) -> Iterator[None]:
    """Everything done on these connections inside the block must end within ``seconds``, however slowly a server keeps
    sending."""
    token = _ends_at.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _ends_at.reset(token)


def is_time_up() -> bool:
    return time.monotonic() >= _ends_at.get()


def _left(timeout: float | None) -> float:
    left = _ends_at.get() - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("time is up")
    return min(left, timeout) if timeout is not None else left


class _TimedStream(httpcore.NetworkStream):
    """A stream of which each step may take at most the remaining time to the deadline."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _GuardedBackend(httpcore.SyncBackend):
    """Looks names up through ``address_guard`` and connects to the addresses that it has checked."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        connect = super().connect_tcp

        def open_one(address: str, left: float) -> httpcore.NetworkStream:
            return connect(address, port, left, local_address, socket_options)

        return _TimedStream(
            try_addresses(host, port, _left(None), open_one, httpcore.ConnectError, httpcore.ConnectTimeout)
        )


@cache
def get_connection_pool() -> httpcore.ConnectionPool:
    """This process's connection pool. Threads may share it; a forked process makes its own."""
    made = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(trust_env=False),
        max_connections=20,
        max_keepalive_connections=5,
        keepalive_expiry=_IDLE,
        network_backend=_GuardedBackend(),
    )
    atexit.register(made.close)
    return made


os.register_at_fork(after_in_child=get_connection_pool.cache_clear)
