"""A Celery transport for Redis or Valkey that survives an outage of the broker.

When the broker goes, Kombu 5.7 closes a worker's connection twice. A message that the worker holds just then is to be
put back through the connection that is closed already: an ``AttributeError``, which nothing handles, so the worker
ends. The same happens when such a message is acknowledged later. Here it becomes the error that is expected of a broker
that is gone; the task remains due in the database all the same.
"""

from typing import Any

import redis
from kombu.transport import TRANSPORT_ALIASES
from kombu.transport import redis as transport


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


class Channel(_Closed, transport.Channel):
    """To one server."""


class SentinelChannel(_Closed, transport.SentinelChannel):
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
