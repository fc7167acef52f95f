"""Storage for rate limits: counters in Redis, shared by all processes."""

from limits.storage import RedisStorage
from redis import ConnectionPool


class RateStorage(RedisStorage):
    """Counts through the connections of ``pool``, under keys that begin with ``prefix``."""

    # The base class loads both clients that it knows. The other one, needed for its embedded server only, would take 5
    # MB in every process.
    DEPENDENCIES = {"redis": RedisStorage.DEPENDENCIES["redis"]}

    def __init__(self, pool: ConnectionPool, prefix: str) -> None:
        super().__init__("redis://", connection_pool=pool, key_prefix=prefix)
