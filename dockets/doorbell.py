"""Rings for a worker once the transaction is committed. Tasks are named, not imported: the record does not know who reads it.

A bell that cannot be rung (no broker, or a full one) loses nothing: rows say what is due, and the beat rings again in seconds.
"""

import time
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction

IMPORT_RUN = "casetracker.tasks.import_run"
POLL_SOURCES = "dockets.tasks.poll_sources"
QUIET = "watch"
"""The queue of what nobody sits and waits for: reading sources, and what comes of that. Workers take from both in turn, so that a
person's import is not the ten thousandth."""


SULK = 2.0
"""Seconds for which a process rings no more after the broker has failed it: whoever queues fifty imports waits for it once."""

_sulks_until = 0.0


def ring(task: str, *, quietly: bool = False, **ids: Any) -> None:
    """Sends ``task`` after commit; never for a row that is rolled back, and never failing the caller (the failure is logged)."""
    queue = QUIET if quietly else current_app.conf.task_default_queue
    transaction.on_commit(partial(_send, task, ids, queue), robust=True)


def _send(task: str, ids: dict[str, Any], queue: str) -> None:
    global _sulks_until
    if time.monotonic() < _sulks_until:
        return
    try:
        current_app.send_task(task, kwargs=ids, retry=False, queue=queue)
    except Exception:
        _sulks_until = time.monotonic() + SULK
        raise
