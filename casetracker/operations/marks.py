"""Signs of life of the beat and the workers, kept in the broker: one hash, with a field for each of them.

Not in the database: an idle site would write a row every few seconds for nothing. Whoever lives writes its mark at most
every ``EVERY``. If the broker is emptied all marks are back after that.
"""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, cast

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

EVERY = 10.0
"""Seconds between two marks of one process."""
STALE = timedelta(seconds=30)
"""Whoever has left no mark for so long is gone."""
FORGOTTEN = timedelta(days=1)
"""A worker that went without a word is named for so long, unless it comes back."""
PATIENCE = 1.0
"""Seconds that an answer of the broker may take."""
BEAT, HEARD = "beat", "heard"
"""Fields: when the beat last rang, and when a worker last heard it ring."""
_WORKER = "worker:"

_next: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class WorkerMark:
    """One worker and when it was last heard. ``queues``: those that it takes tasks from."""

    name: str
    at: datetime
    queues: Sequence[str]

    def is_fresh(self, now: datetime) -> bool:
        return now - self.at < STALE


@dataclass(frozen=True, slots=True)
class Marks:
    beat: datetime | None
    heard: datetime | None
    workers: Sequence[WorkerMark]
    """Those that were heard within a day, by name."""


def get_broker() -> redis.Redis:
    """A client of the broker that gives up after ``PATIENCE``. Each call raises ``redis.RedisError`` where it does not
    answer."""
    return _connect(settings.REDIS_URL)


@cache
def _connect(url: str) -> redis.Redis:
    patience: dict[str, Any] = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
    return redis.Redis.from_url(url, retry=Retry(NoBackoff(), 0), decode_responses=True, **patience)


def note_mark(field: str, **details: Any) -> None:
    """Writes the mark ``field``, unless this process wrote it within ``EVERY``. Never raises for a broker that is away:
    the mark is then missing, which is what there is to tell."""
    now = time.monotonic()
    if now < _next.get(field, 0):
        return
    _next[field] = now + EVERY
    try:
        get_broker().hset(_key(), field, json.dumps({"at": time.time(), **details}))
    except redis.RedisError:
        return


def note_worker(name: str, queues: Sequence[str]) -> None:
    """The mark of a worker, which takes tasks from ``queues``."""
    note_mark(f"{_WORKER}{name}", queues=list(queues))


def remove_worker(name: str) -> None:
    """Removes the mark of a worker that ends as it was told to."""
    try:
        get_broker().hdel(_key(), f"{_WORKER}{name}")
    except redis.RedisError:
        return


def read_marks(now: datetime) -> Marks:
    """Raises ``redis.RedisError``. Marks that are older than ``FORGOTTEN`` are removed."""
    marks = cast("Mapping[str, str]", get_broker().hgetall(_key()))
    found = {field: _parse(written) for field, written in marks.items()}
    old = [field for field, (at, _) in found.items() if field.startswith(_WORKER) and now - at > FORGOTTEN]
    if old:
        get_broker().hdel(_key(), *old)
    workers = [
        WorkerMark(field.removeprefix(_WORKER), at, details.get("queues", ()))
        for field, (at, details) in sorted(found.items())
        if field.startswith(_WORKER) and field not in old
    ]
    beat, heard = (found[field][0] if field in found else None for field in (BEAT, HEARD))
    return Marks(beat, heard, workers)


def _parse(written: str) -> tuple[datetime, Mapping[str, Any]]:
    details = json.loads(written)
    return datetime.fromtimestamp(details["at"], UTC), details


def _key() -> str:
    return f"{settings.BROKER_PREFIX}marks"
