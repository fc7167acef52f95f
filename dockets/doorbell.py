"""Rings for a worker once the transaction is committed. Tasks are named, not imported: the record does not know who reads it.

A bell that cannot be rung (no broker, or a full one) loses nothing: rows say what is due, and the beat rings again in seconds.
"""

from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction

IMPORT_RUN = "casetracker.tasks.import_run"
POLL_SOURCE = "dockets.tasks.poll_source"


def ring(task: str, **ids: Any) -> None:
    """Sends ``task`` after commit; never for a row that is rolled back, and never failing the caller (the failure is logged)."""
    transaction.on_commit(partial(current_app.send_task, task, kwargs=ids, retry=False), robust=True)
