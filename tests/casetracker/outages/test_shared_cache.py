"""What processes share in the broker: there, and away."""

from typing import Any

import pytest
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCacheClient

from casetracker.outages.shared_cache import JsonSerializer, SharedCache
from tests.servers.workers import empty_broker


@pytest.fixture
def cache() -> Any:
    empty_broker()
    return caches["default"]


def test_what_one_puts_there_another_finds(cache: Any, settings: Any) -> None:
    assert cache.add("code", "y", timeout=30) and not cache.add("code", "y", timeout=30)
    other = SharedCache(settings.REDIS_URL, settings.CACHES["default"])
    cache.set("keys", {"a": [1, "b"]})
    assert other.get("keys") == {"a": [1, "b"]} and other.get("number", 7) == 7
    assert cache.delete("keys") and other.get("keys") is None


def test_no_pickle_is_ever_read(cache: Any, settings: Any) -> None:
    client = cache._cache
    assert type(client) is RedisCacheClient
    assert isinstance(cache._cache._serializer, JsonSerializer)


def test_while_the_broker_is_away_it_holds_nothing(settings: Any) -> None:
    away = SharedCache("redis://127.0.0.1:1/0", {**settings.CACHES["default"], "OPTIONS": {"socket_timeout": 0.1}})
    away.set("a", 1)
    assert away.get("a", "nothing") == "nothing" and away.add("a", 1) and not away.delete("a")
