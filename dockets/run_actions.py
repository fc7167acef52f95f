"""What a person decides on import runs: confirm, throw away, cancel, read as something else, replay.

Each is one conditional UPDATE, so that of two people who decide at once one decides and the other is told that it is decided.
"""

import secrets
from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from dockets import doorbell, leases
from dockets.foreseen import Word
from dockets.models import Court, ImportRun, Observation, Payload, Sheet
from dockets.models.observation import FORGOTTEN

Status = ImportRun.Status
AT_WORK = (Status.QUEUED, Status.RUNNING)
DECIDED_ANEW = (Status.PREVIEW, Status.REFUSED, Status.FAILED, Status.CANCELLED)
"""Whose payload can be read as something else."""
DOUBTFUL = Q(status=Status.PREVIEW, preview__totals__same__gt=0)
"""Whose preview foresees possible duplicates."""
OVER = (Status.DONE, Status.PARTLY, Status.REFUSED, Status.FAILED, Status.CANCELLED)


def new_batch() -> str:
    """A name for what came together."""
    return secrets.token_hex(8)


def confirm(runs: QuerySet[ImportRun], *, verdicts: Sequence[Word] = ()) -> int:
    """Those that wait for it are imported. How many. ``verdicts``: what is said of their possible duplicates."""
    return _queue_again(runs.filter(status=Status.PREVIEW), previews=False, verdicts=list(verdicts))


def confirm_together(runs: QuerySet[ImportRun]) -> int:
    """Of those that wait, the ones without possible duplicates are imported: on these a word is said on the page of each. How
    many."""
    return confirm(runs.exclude(pk__in=runs.filter(DOUBTFUL).values("pk")))


def read_as(runs: QuerySet[ImportRun], *, source_slug: str, court: Court | None) -> int:
    """Has the previews worked out anew, from what a person says that the payloads are. How many."""
    there = runs.filter(status__in=DECIDED_ANEW, results=[]).exclude(payload__body=FORGOTTEN)
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
            "refused": [],
        }
        asked = {"status": Status.QUEUED, "previews": previews, "not_before": now, "cancel_asked": False, "error": "", **anew}
        ImportRun.objects.filter(id__in=ids).update(**asked, **fields)
        for run_id in ids:
            doorbell.ring(doorbell.IMPORT_RUN, run_id=run_id)
    return len(ids)


def throw_away(runs: QuerySet[ImportRun]) -> int:
    """Those that wait for a word are not imported, and payloads that nothing else came from are forgotten. How many."""
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


def cancel(runs: QuerySet[ImportRun]) -> int:
    """Those that wait for a worker are over; those that one is at end before its next commit. How many."""
    with transaction.atomic():
        ids = list(runs.filter(status__in=AT_WORK).order_by("id").select_for_update(of=("self",)).values_list("id", flat=True))
        mine = ImportRun.objects.filter(id__in=ids)
        mine.filter(status=Status.RUNNING).update(cancel_asked=True)
        over = {"status": Status.CANCELLED, "finished_at": timezone.now(), "cancel_asked": True}
        mine.filter(status=Status.QUEUED).update(error="It was cancelled before anything was imported.", **over)
    return len(ids)


def replay(run: ImportRun, *, requested_by: AbstractBaseUser) -> ImportRun | None:
    """A new run that previews what today's parser makes of an old payload; None where the payload was thrown away. Of a watched
    feed the same cases are wanted as when it came."""
    now = timezone.now()
    with transaction.atomic():
        if not Payload.objects.filter(pk=run.payload_id).exclude(body=FORGOTTEN).exists():
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
        doorbell.ring(doorbell.IMPORT_RUN, run_id=again.pk)
    return again


def still_at_it(run: ImportRun) -> bool:
    """Whether what the page of this run shows can become different by itself."""
    return run.status in AT_WORK


def lost(run: ImportRun) -> bool:
    """Whether no worker has come for a run that should have been taken up by now."""
    late = run.not_before + leases.RING_AGAIN < timezone.now()
    return run.status == Status.QUEUED and late
