"""Signs of life of the beat and the workers, kept in the broker: one hash, with a field for each of them.

Not in the database: an idle site would write a row every few seconds for nothing. Whoever lives writes its mark at most
every ``EVERY``. If the broker is emptied all marks are back after that.
"""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

import redis
from django.conf import settings

from dockets.db.broker import connect_broker

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
BROKEN, MAIL_SENT, MAIL_FAILED = "page broken", "mail sent", "mail failed"
"""Fields: when a page last answered 500, and when a mail was last sent, and could not be."""
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
    others: Mapping[str, tuple[datetime, Mapping[str, Any]]] = field(default_factory=dict)
    """Every other field: its time and details."""


def get_broker() -> redis.Redis:
    """A client of the broker that gives up after ``PATIENCE``. Each call raises ``redis.RedisError`` where it does not
    answer."""
    return _connect(settings.REDIS_URL)


@cache
def _connect(url: str) -> redis.Redis:
    return connect_broker(url, patience=PATIENCE)


def count_tasks(queue: str) -> int:
    """How many messages wait in a queue. Raises ``redis.RedisError``."""
    return int(cast("int", get_broker().llen(f"{settings.BROKER_PREFIX}{queue}")))


def note_mark(name: str, **details: Any) -> None:
    """Writes the mark ``name``, unless this process wrote it within ``EVERY``. Never raises for a broker that is away:
    the mark is then missing, which is what there is to tell."""
    now = time.monotonic()
    if now < _next.get(name, 0):
        return
    _next[name] = now + EVERY
    try:
        get_broker().hset(_key(), name, json.dumps({"at": time.time(), **details}))
    except redis.RedisError:
        return


def touch_alive_file() -> None:
    """For a container's health check, where ``ALIVE_FILE`` is set."""
    if settings.ALIVE_FILE:
        Path(settings.ALIVE_FILE).touch()


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
    found = {name: _parse(written) for name, written in marks.items()}
    old = [name for name, (at, _) in found.items() if name.startswith(_WORKER) and now - at > FORGOTTEN]
    if old:
        get_broker().hdel(_key(), *old)
    workers = [
        WorkerMark(name.removeprefix(_WORKER), at, details.get("queues", ()))
        for name, (at, details) in sorted(found.items())
        if name.startswith(_WORKER) and name not in old
    ]
    beat, heard = (found[name][0] if name in found else None for name in (BEAT, HEARD))
    return Marks(beat, heard, workers, {name: told for name, told in found.items() if not name.startswith(_WORKER)})


def _parse(written: str) -> tuple[datetime, Mapping[str, Any]]:
    details = json.loads(written)
    return datetime.fromtimestamp(details["at"], UTC), details


def _key() -> str:
    return f"{settings.BROKER_PREFIX}marks"
