"""Counters of what happens in all processes on all machines: how often pages were asked for, imports done, leases lost.

Counted in this process and added to a hash in the broker at most every second, so that a page costs no message of its
own. If the broker is away the counts wait; if it is emptied they begin at 0 again, which Prometheus knows how to read.
Called wherever something is worth counting; read by ``casetracker.operations.figures``.
"""

import atexit
import json
import time
from collections import Counter
from collections.abc import Mapping
from functools import cache
from threading import Lock
from typing import cast

import redis
from django.conf import settings

from dockets.db.broker import connect_broker

EVERY = 1.0
"""Seconds between two messages of one process to the broker."""
LEFT_ALONE = 10.0
"""Seconds for which a broker that has not answered is not asked."""
PATIENCE = 0.3
LARGEST = 10_000
"""Counters that one process holds while the broker is away. What comes after that is not counted."""

_lock = Lock()
_held: Counter[str] = Counter()
_next_at = 0.0


def add_count(name: str, number: float = 1, **labels: str) -> None:
    """Adds to the counter ``name`` with these labels."""
    field = json.dumps([name, sorted(labels.items())])
    with _lock:
        if field in _held or len(_held) < LARGEST:
            _held[field] += number  # type: ignore[assignment]


def flush_counts(*, at_once: bool = False) -> None:
    """Adds what this process has counted to the hash in the broker, if the last time is ``EVERY`` ago. Never raises for
    a broker that is away."""
    global _next_at
    with _lock:
        now = time.monotonic()
        if not _held or (now < _next_at and not at_once):
            return
        _next_at = now + EVERY
        counted = dict(_held)
        _held.clear()
    try:
        with _connect(settings.REDIS_URL).pipeline(transaction=False) as sent:
            for field, number in counted.items():
                sent.hincrbyfloat(_key(), field, number)
            sent.execute()
    except redis.RedisError:
        with _lock:
            _held.update(counted)
            _next_at = now + LEFT_ALONE


def read_counts() -> Mapping[str, Mapping[tuple[tuple[str, str], ...], float]]:
    """Name -> labels -> number. Raises ``redis.RedisError``."""
    found: dict[str, dict[tuple[tuple[str, str], ...], float]] = {}
    for field, number in cast("Mapping[str, str]", _connect(settings.REDIS_URL).hgetall(_key())).items():
        name, labels = json.loads(field)
        found.setdefault(name, {})[tuple((label, value) for label, value in labels)] = float(number)
    return found


@cache
def _connect(url: str) -> redis.Redis:
    return connect_broker(url, patience=PATIENCE)


def _key() -> str:
    return f"{settings.BROKER_PREFIX}counts"


atexit.register(flush_counts, at_once=True)
