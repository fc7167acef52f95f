"""Actions of a person on import runs: confirm, discard, cancel, preview as something else, replay. Called by the import
desk.

Each is one conditional UPDATE, so that of two people who decide at once one decides and the other is told that it is
decided already.
"""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from dockets.db import enqueue
from dockets.imports import leases
from dockets.imports.preview_decisions import Word
from dockets.models import Court, ImportRun, Observation, Payload, Sheet
from dockets.models.observation import FORGOTTEN

Status = ImportRun.Status
AT_WORK = ImportRun.AT_WORK
DECIDED_ANEW = (Status.PREVIEW, Status.REFUSED, Status.FAILED, Status.CANCELLED)
"""States in which a run's payload can be previewed as something else."""
DOUBTFUL = Q(status=Status.PREVIEW, preview__totals__same__gt=0)
"""Runs whose preview expects possible duplicates."""
OVER = (Status.DONE, Status.PARTLY, Status.REFUSED, Status.FAILED, Status.CANCELLED)
SOON = timedelta(seconds=30)
"""A worker that is there takes a run within two seconds."""


def create_batch_id() -> str:
    """A random id for runs that came together."""
    return secrets.token_hex(8)


def confirm_runs(runs: QuerySet[ImportRun], *, verdicts: Sequence[Word] = ()) -> int:
    """Queues the import of runs that wait for confirmation. Returns how many. ``verdicts``: decisions on their possible
    duplicates."""
    return _queue_again(runs.filter(status=Status.PREVIEW), previews=False, verdicts=list(verdicts))


def confirm_runs_without_duplicates(runs: QuerySet[ImportRun]) -> int:
    """Confirms the waiting runs without possible duplicates: the others are decided on their own pages. Returns how
    many."""
    return confirm_runs(runs.exclude(pk__in=runs.filter(DOUBTFUL).values("pk")))


def preview_runs_as(runs: QuerySet[ImportRun], *, source_slug: str, court: Court | None) -> int:
    """Queues new previews, with source and court as a person gave them. Returns how many."""
    there = runs.filter(status__in=DECIDED_ANEW, results=[]).exclude(payload__body=FORGOTTEN).exclude(payload__size=0)
    return _queue_again(there, previews=True, source_slug=source_slug, court=court)


def _queue_again(runs: QuerySet[ImportRun], *, previews: bool, **fields: object) -> int:
    now = timezone.now()
    with transaction.atomic():
        ids = list(runs.order_by("id").select_for_update(of=("self",)).values_list("id", flat=True))
        anew: dict[str, object] = {
            "attempts": 0,
            "started_at": None,
            "finished_at": None,
            "done_entries": 0,
            "total_entries": 0,
            "counted_from": None,
            "counted_to": None,
            "refused": [],
        }
        asked = {
            "status": Status.QUEUED,
            "previews": previews,
            "not_before": now,
            "cancel_asked": False,
            "error": "",
            **anew,
        }
        ImportRun.objects.filter(id__in=ids).update(**asked, **fields)
        for run_id in ids:
            enqueue.enqueue_task(enqueue.IMPORT_RUN, run_id=run_id)
    return len(ids)


def discard_runs(runs: QuerySet[ImportRun]) -> int:
    """Discards runs that wait for confirmation, and deletes the bodies of payloads that nothing else came from. Returns
    how many."""
    with transaction.atomic():
        waiting = runs.filter(status=Status.PREVIEW).order_by("id").select_for_update(of=("self",))
        ids = dict(waiting.values_list("id", "payload_id"))
        ImportRun.objects.filter(id__in=ids).update(status=Status.THROWN_AWAY, preview={}, finished_at=timezone.now())
        _forget(list(ids.values()))
    return len(ids)


def _forget(payload_ids: Sequence[int]) -> None:
    used = [
        ImportRun.objects.filter(payload=OuterRef("pk")).exclude(status=Status.THROWN_AWAY),
        Observation.objects.filter(payload=OuterRef("pk")),
        Sheet.objects.filter(payload=OuterRef("pk")),
    ]
    free = Payload.objects.filter(id__in=payload_ids)
    for users in used:
        free = free.exclude(Exists(users))
    free.update(body=FORGOTTEN)


def cancel_runs(runs: QuerySet[ImportRun]) -> int:
    """Cancels runs: those that wait for a worker at once; those that a worker is processing before its next commit.
    Returns how many."""
    with transaction.atomic():
        ids = list(
            runs.filter(status__in=AT_WORK).order_by("id").select_for_update(of=("self",)).values_list("id", flat=True)
        )
        mine = ImportRun.objects.filter(id__in=ids)
        mine.filter(status=Status.RUNNING).update(cancel_asked=True)
        over = {"status": Status.CANCELLED, "finished_at": timezone.now(), "cancel_asked": True}
        mine.filter(status=Status.QUEUED).update(error="It was cancelled before anything was imported.", **over)
        leases.drop_waiting_files(mine.filter(status=Status.CANCELLED))
    return len(ids)


def replay_run(run: ImportRun, *, requested_by: AbstractBaseUser) -> ImportRun | None:
    """Queues a new run that previews an old payload with today's parser; None where the payload was discarded. For a
    watched feed the same cases are taken as when it came."""
    now = timezone.now()
    with transaction.atomic():
        if not Payload.objects.filter(pk=run.payload_id, size__gt=0).exclude(body=FORGOTTEN).exists():
            return None
        again = ImportRun.objects.create(
            payload_id=run.payload_id,
            source_slug=run.source_slug,
            court_id=run.court_id,
            watched_id=run.watched_id,
            reference=run.reference,
            requested_by_id=requested_by.pk,
            replay_of=run,
            previews=True,
            not_before=now,
        )
        enqueue.enqueue_task(enqueue.IMPORT_RUN, run_id=again.pk)
    return again


def is_run_in_progress(run: ImportRun) -> bool:
    """Whether what the page of this run shows can change by itself."""
    return run.status in AT_WORK


def is_run_stranded(run: ImportRun) -> bool:
    """Whether no worker has taken a run that should have been taken by now."""
    now = timezone.now()
    # Where a beat runs and no worker, it rings for the run again and again, each time for later.
    rung = not run.preview and run.queued_at + SOON < now and run.not_before <= now + leases.RING_AGAIN
    return run.status == Status.QUEUED and (rung or run.not_before + SOON < now)
