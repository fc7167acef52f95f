"""Celery's messages by way of Redis or Valkey, by a transport that outlives its broker.

Kombu 5.7 closes a worker's connection twice when the broker goes. A message that the worker holds just then is to be put back
through the connection that is closed already: an ``AttributeError``, which nobody expects, and the worker ends. The same happens
to whoever acknowledges such a message later. Here it is the error that is expected of a broker that is gone; the task is due in
the database all the same.
"""

from typing import Any

import redis
from kombu.transport import TRANSPORT_ALIASES
from kombu.transport import redis as transport


class Channel(transport.Channel):
    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:
        """What a new connection needs. ``redis.ConnectionError``: the one that this channel belongs to is closed for good."""
        if self.connection.client is None:
            raise redis.ConnectionError("the connection to the broker is closed")
        told: dict[str, Any] = super()._connparams(asynchronous)  # type: ignore[misc]  # its stubs leave out what is internal
        return told


class Transport(transport.Transport):
    Channel = Channel


def register() -> None:
    """Has ``redis://``, ``rediss://`` and ``redis+socket://`` mean this transport. Before the first connection is made."""
    TRANSPORT_ALIASES.update(dict.fromkeys(("redis", "rediss"), f"{__name__}:Transport"))
