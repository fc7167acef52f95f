"""Queues Celery tasks once the transaction is committed. Tasks are named, not imported: the record does not know who
interprets it.

A task that cannot be sent (no broker, or a full one) loses nothing: rows say what is due, and the beat queues it again
within seconds.
"""

import time
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction

IMPORT_RUN = "casetracker.tasks.import_run"
POLL_SOURCES = "dockets.tasks.poll_sources"
QUIET = "watch"
"""The queue for work that nobody is waiting for: polling sources, and what follows from that. Workers take from both
queues in turn, so that a person's import does not wait behind ten thousand others."""
PAUSE = 2.0
"""Seconds for which a process sends nothing after the broker has failed: whoever queues fifty imports waits for the
time-out once."""

_paused_until = 0.0


def enqueue_task(task: str, *, quietly: bool = False, **ids: Any) -> None:
    """Sends ``task`` with ``ids`` as keywords after commit; never for a row that is rolled back. ``quietly`` uses the
    queue ``QUIET``. A failure to send is logged and does not fail the caller."""
    queue = QUIET if quietly else current_app.conf.task_default_queue
    transaction.on_commit(partial(_send, task, ids, queue), robust=True)


def _send(task: str, ids: dict[str, Any], queue: str) -> None:
    global _paused_until
    if time.monotonic() < _paused_until:
        return
    try:
        current_app.send_task(task, kwargs=ids, retry=False, queue=queue)
    except Exception:
        _paused_until = time.monotonic() + PAUSE
        raise
