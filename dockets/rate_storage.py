"""Where it is counted how often something was asked: in Redis, for all processes together."""

from limits.storage import RedisStorage
from redis import ConnectionPool


class RateStorage(RedisStorage):
    """Counts over the connections of ``pool``, under keys that begin with ``prefix``."""

    # Of the two clients that it knows, it loads both. The other one, there for the sake of the embedded server alone, would take
    # 5 MB in every process.
    DEPENDENCIES = {"redis": RedisStorage.DEPENDENCIES["redis"]}

    def __init__(self, pool: ConnectionPool, prefix: str) -> None:
        super().__init__("redis://", connection_pool=pool, key_prefix=prefix)
