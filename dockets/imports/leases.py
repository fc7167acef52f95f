"""Leases of import runs: a run is taken, its lease extended, and released with its outcome. Used by
``run.perform_run``. The thread that extends the lease also writes the progress to the run, and notices when a person
asks to cancel.

``dockets.db.leases`` describes how a lease works; this module adds the fields of a run.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from dockets.db.leases import (
    MAX_ATTEMPTS,
    RELEASED,
    Lease,
    LeaseLost,
    begin_attempt,
    extend_lease,
    filter_held_rows,
    release_lease,
    reserve_due,
    work_with_lease,
)
from dockets.models import ImportRun, WaitingFile
from dockets.upsert.progress import ImportCancelled, ImportProgress

Status = ImportRun.Status
RING_AGAIN = timedelta(seconds=30)
"""How long the beat does not enqueue a run again."""
RETRY_AFTER = timedelta(seconds=10)
"""Wait after the first failure; twice that after the second."""
TOLD_EVERY = 1.0
"""Seconds between two writes of a run's progress; the page that shows it asks as often."""

type HeldRun = Lease[ImportRun]
"""A run that this worker holds."""


def take_run(run_id: int) -> HeldRun | None:
    """Begins an attempt; None if another worker holds the run, it is over, or three attempts are used up."""
    now = timezone.now()
    ready, begun = Q(status__in=ImportRun.AT_WORK), Coalesce("started_at", now)
    return begin_attempt(ImportRun.objects.filter(pk=run_id), ready, now=now, status=Status.RUNNING, started_at=begun)


def renew_run(held: HeldRun, **fields: Any) -> None:
    """As ``extend_lease``: raises ``LeaseLost``, or ``ImportCancelled`` if that was asked for."""
    try:
        extend_lease(held, Q(cancel_asked=False), **fields)
    except LeaseLost:
        if filter_held_rows(held).exists():
            raise ImportCancelled from None
        raise


def keep_run(held: HeldRun, progress: ImportProgress, name: str = "lease of an import") -> AbstractContextManager[None]:
    """Extends the lease while a long payload is processed, and writes the progress to the run. ``name``: for the
    log."""
    return work_with_lease(partial(_tell, held, progress), every=TOLD_EVERY, name=name)


def _tell(held: HeldRun, progress: ImportProgress) -> None:
    """Extends the lease also after a cancellation was asked for: the run is held until the worker reaches it."""
    extend_lease(
        held,
        done_entries=progress.done,
        total_entries=progress.total,
        counted_from=progress.began,
        counted_to=progress.moved,
    )
    progress.cancelled = progress.cancelled or filter_held_rows(held).filter(cancel_asked=True).exists()


def finish_run(held: HeldRun, status: ImportRun.Status, **fields: Any) -> None:
    """Ends the run with ``status``. Raises ``LeaseLost``."""
    release_lease(held, status=status, finished_at=timezone.now(), **fields)


def requeue_run(held: HeldRun, why: str) -> None:
    """After an unexpected failure: queues the run again for a little later, or, after the third time, fails it for
    good."""
    attempts = filter_held_rows(held).values_list("attempts", flat=True).first()
    if attempts is None:
        return
    if attempts >= MAX_ATTEMPTS:
        finish_run(
            held, Status.FAILED, error=f"It failed {attempts} times and is not tried again. The last time: {why}"
        )
        drop_waiting_files(held.rows)
        return
    later = timezone.now() + RETRY_AFTER * 2 ** (attempts - 1)
    filter_held_rows(held).update(status=Status.QUEUED, not_before=later, error=why, **RELEASED)


def fail_abandoned_runs(now: datetime) -> int:
    """Fails the runs whose every worker died. Returns how many."""
    failed = ImportRun.objects.poisonous(now).update(
        status=Status.FAILED,
        finished_at=now,
        error=(
            f"Every worker that took this import stopped in the middle of it, {MAX_ATTEMPTS} times. It is not tried"
            " again."
        ),
        **RELEASED,
    )
    if failed:
        drop_waiting_files(ImportRun.objects.exclude(status__in=ImportRun.AT_WORK))
    return failed


def drop_waiting_files(runs: QuerySet[ImportRun]) -> None:
    """Of runs that are over before a worker has masked the file that was uploaded: it is not kept as it came."""
    WaitingFile.objects.filter(run__in=runs).delete()


def list_due_runs(now: datetime, limit: int) -> Sequence[int]:
    """Ids of runs to enqueue now; no other caller gets them for ``RING_AGAIN``."""
    runs = ImportRun.objects.due(now).filter(attempts__lt=MAX_ATTEMPTS).order_by("not_before", "id")
    return reserve_due(runs, now=now, limit=limit, rests=RING_AGAIN)
