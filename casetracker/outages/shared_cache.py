"""Django's cache in the broker, shared by all processes. While the broker is away it holds nothing, and whoever asks it
goes on without."""

from typing import Any

import orjson
import redis
from django.core.cache.backends.redis import RedisCache

type Key = Any


class JsonSerializer:
    """In the place of Django's pickles: whoever can write into the broker must not run code here."""

    def dumps(self, value: Any) -> int | bytes:
        return value if type(value) is int else orjson.dumps(value)

    def loads(self, kept: bytes) -> Any:
        return orjson.loads(kept)


class SharedCache(RedisCache):
    """The cache backend in ``settings.CACHES``. Only what Casetracker and django-allauth call."""

    def add(self, key: Key, value: Any, *args: Any, **kwargs: Any) -> bool:
        """Whether the key was free. True while the broker is away."""
        try:
            return super().add(key, value, *args, **kwargs)
        except redis.RedisError:
            return True

    def get(self, key: Key, default: Any = None, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().get(key, default, *args, **kwargs)
        except redis.RedisError:
            return default

    def set(self, key: Key, value: Any, *args: Any, **kwargs: Any) -> None:
        try:
            super().set(key, value, *args, **kwargs)
        except redis.RedisError:
            return

    def delete(self, key: Key, *args: Any, **kwargs: Any) -> bool:
        try:
            return super().delete(key, *args, **kwargs)
        except redis.RedisError:
            return False
