"""A Celery transport for Redis or Valkey that survives an outage of the broker and takes what is urgent first.

When the broker goes, Kombu 5.7 closes a worker's connection twice. A message that the worker holds just then is to be
put back through the connection that is closed already: an ``AttributeError``, which nothing handles, so the worker
ends. The same happens when such a message is acknowledged later. Here it becomes the error that is expected of a broker
that is gone; the task remains due in the database all the same.

Kombu takes from a worker's queues in turn, or always in one order. Here the order is that of ``Urgency``, and of a
worker's processes one is kept for what somebody waits for: a minute's reading of scanned pages in each of them would
keep an upload waiting however soon it were the next.
"""

from collections.abc import Iterable
from typing import Any

import redis
from kombu.transport import TRANSPORT_ALIASES
from kombu.transport import redis as transport

from dockets.db.enqueue import Urgency

SHORTLY = 0.1
"""Seconds for which a worker that may take nothing quiet asks the broker: what it has in hand may then have ended."""


class _Closed:
    """Notices that a connection has been closed for good."""

    connection: Any

    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:
        """Parameters for a new connection. Raises ``redis.ConnectionError`` if this channel's connection has been
        closed for good."""
        if self.connection.client is None:
            raise redis.ConnectionError("the connection to the broker is closed")
        # Its stubs leave out what is internal.
        told: dict[str, Any] = super()._connparams(asynchronous)  # type: ignore[misc]
        return told


_RANKS = {Urgency.NOW: 0, Urgency.SOON: 1, Urgency.ROUTINE: 2, Urgency.LATER: 2}
_LAST = 3


def order_queues(names: Iterable[str], *, last_taken: str = "", quiet: bool = True) -> list[str]:
    """The queues of ``names`` in the order in which a worker looks for its next task. Of the two least urgent the one
    that it did not take from last comes first, since either may hold tasks for hours. ``quiet``: False leaves out
    all that nobody waits for."""
    asked = [name for name in names if quiet or name == Urgency.NOW]
    return sorted(asked, key=lambda name: (_find_rank(name), name == last_taken))


def _find_rank(name: str) -> int:
    return _RANKS[Urgency(name)] if name in Urgency else _LAST


class _ByUrgency:
    """In the place of Kombu's cycle of queues. ``takes_quiet``: whether what nobody waits for may be taken now."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.last_taken = ""
        self.takes_quiet = True

    def update(self, names: Iterable[str]) -> None:
        self.names = list(names)

    def consume(self, most: int) -> list[str]:
        return order_queues(self.names, last_taken=self.last_taken, quiet=self.takes_quiet)[:most]

    def rotate(self, last_used: str) -> None:
        self.last_taken = last_used


class _UrgentFirst:
    """Asks the broker for the most urgent task, and leaves one of the worker's processes to what somebody waits for."""

    qos: Any
    active_queues: Any

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._queue_cycle = _ByUrgency()

    def _brpop_start(self, timeout: float | None = None) -> None:
        self._queue_cycle.takes_quiet = self._may_take_quiet()
        super()._brpop_start(timeout if self._queue_cycle.takes_quiet else SHORTLY)  # type: ignore[misc]

    def _may_take_quiet(self) -> bool:
        """Celery takes no more tasks than the worker has processes. A worker of one process, or one that takes nothing
        urgent, keeps none free."""
        if (self.qos.prefetch_count or 0) < 2 or Urgency.NOW not in self.active_queues:
            return True
        held = [message for tag, message in list(self.qos._delivered.items()) if tag not in self.qos._dirty]
        quiet: int = sum(message.delivery_info.get("routing_key") != Urgency.NOW for message in held)
        return quiet + 1 < int(self.qos.prefetch_count)


class Channel(_UrgentFirst, _Closed, transport.Channel):
    """To one server."""


class SentinelChannel(_UrgentFirst, _Closed, transport.SentinelChannel):
    """To the server that sentinels name."""


class Transport(transport.Transport):
    Channel = Channel


class SentinelTransport(transport.SentinelTransport):
    Channel = SentinelChannel


def register_transport() -> None:
    """Registers these transports for ``redis://``, ``rediss://``, ``redis+socket://`` and ``sentinel://``. Call it
    before the first connection."""
    TRANSPORT_ALIASES.update(dict.fromkeys(("redis", "rediss"), f"{__name__}:Transport"))
    TRANSPORT_ALIASES["sentinel"] = f"{__name__}:SentinelTransport"
