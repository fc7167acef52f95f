"""Queues Celery tasks once the transaction is committed. Tasks are named, not imported: the record does not know who
interprets it.

A task that cannot be sent (no broker, or a full one) loses nothing: rows say what is due, and the beat queues it again
within seconds.
"""

import time
from enum import StrEnum
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction


class Urgency(StrEnum):
    """The most urgent first. The values are the names of queues, as in ``celery worker -Q``."""

    NOW = "celery"
    """Somebody waits for it: an upload, a document that was asked for, and the beat's own rings."""
    SOON = "notices"
    """A court or a reader is at the other end: messages of webhooks and what they bring, alerts to followers."""
    ROUTINE = "watch"
    """Polling sources, what they bring, and what is read of it."""
    LATER = "later"
    """Reading again by newer rules, words of scanned pages, pictures of pages: may take hours in all."""


IMPORT_RUN = "casetracker.tasks.import_run"
POLL_SOURCES = "dockets.tasks.poll_sources"
PAUSE = 2.0
"""Seconds for which a process sends nothing after the broker has failed: whoever queues fifty imports waits for the
time-out once."""

_paused_until = 0.0


def enqueue_task(task: str, *, urgency: Urgency = Urgency.NOW, **ids: Any) -> None:
    """Sends ``task`` with ``ids`` as keywords after commit; never for a row that is rolled back. ``urgency``: which
    queue. A failure to send is logged and does not fail the caller."""
    transaction.on_commit(partial(_send, task, ids, urgency.value), robust=True)


def _send(task: str, ids: dict[str, Any], queue: str) -> None:
    global _paused_until
    if time.monotonic() < _paused_until:
        return
    try:
        current_app.send_task(task, kwargs=ids, retry=False, queue=queue)
    except Exception:
        _paused_until = time.monotonic() + PAUSE
        raise
