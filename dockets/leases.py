"""Who holds an import run until when. Under ``ingest.perform``: a run is taken, kept, and given back with its outcome. The thread
that keeps it also writes down how far it has come, and hears when a person asks for an end.

Rows, not the broker, decide. Whoever takes a run writes a token of its own into it; every later write asks for that token, so
that a worker which was thought dead and is not changes nothing any more. The third attempt is the last.
"""

import logging
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

from django.db import DatabaseError, connections, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from dockets.models import ImportRun
from dockets.models.watch import LEASE, MAX_ATTEMPTS
from dockets.progress import Cancelled, Progress

Status = ImportRun.Status
RING_AGAIN = timedelta(seconds=30)
"""How long the beat leaves a run alone that it has rung for."""
RETRY_AFTER = timedelta(seconds=10)
"""After the first failure; twice that after the second."""
TOLD_EVERY = 1.0
"""Seconds between two notes on how far a run has come; the page that shows them asks as often."""

log = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another worker has taken the run over. Whatever is not committed yet must not be."""


@dataclass(frozen=True, slots=True)
class Held:
    """A run, and the token under which it is held."""

    run_id: int
    token: str


def take(run_id: int) -> Held | None:
    """Begins an attempt, unless another worker is at it, it is over, or three attempts are used up."""
    now = timezone.now()
    free = Q(status=Status.QUEUED) | Q(status=Status.RUNNING, lease_until__lt=now)
    token = secrets.token_hex(16)
    taken = ImportRun.objects.filter(free, pk=run_id, attempts__lt=MAX_ATTEMPTS).update(
        status=Status.RUNNING,
        attempts=F("attempts") + 1,
        started_at=Coalesce("started_at", now),
        lease_until=now + LEASE,
        lease_token=token,
    )
    return Held(run_id, token) if taken else None


def renew(held: Held, **fields: Any) -> None:
    """Writes ``fields`` and keeps the run for another ``LEASE``. Raises ``LeaseLost``, or ``Cancelled`` if that was asked for.

    In the transaction of the work that it belongs to, and last: then the work is committed only if the lease was held.
    """
    if not _mine(held).filter(cancel_asked=False).update(lease_until=timezone.now() + LEASE, **fields):
        if _mine(held).exists():
            raise Cancelled
        raise LeaseLost(f"Import {held.run_id} was taken over by another worker.")


def _mine(held: Held) -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(pk=held.run_id, lease_token=held.token)


@contextmanager
def kept(held: Held, progress: Progress) -> Iterator[None]:
    """Keeps the lease while a long payload is worked on: a thread renews it for as long as this process lives."""
    stop = Event()
    thread = Thread(target=_keep, args=(held, progress, stop), name=f"lease of import {held.run_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _keep(held: Held, progress: Progress, stop: Event) -> None:
    try:
        while not stop.wait(TOLD_EVERY):
            _tell(held, progress)
    except (LeaseLost, DatabaseError) as error:
        log.warning("The lease of import %s is not kept any longer: %s", held.run_id, error)
    finally:
        connections.close_all()


def _tell(held: Held, progress: Progress) -> None:
    """Also once an end was asked for: the run is held until the worker has come to it."""
    told = {"done_entries": progress.done, "total_entries": progress.total, "counted_from": progress.began}
    if not _mine(held).update(lease_until=timezone.now() + LEASE, **told):
        raise LeaseLost(f"Import {held.run_id} was taken over by another worker.")
    progress.cancelled = progress.cancelled or _mine(held).filter(cancel_asked=True).exists()


def finish(held: Held, status: ImportRun.Status, **fields: Any) -> None:
    """Ends the run. Raises ``LeaseLost``."""
    ended = {"status": status, "finished_at": timezone.now(), "lease_until": None, "lease_token": ""}
    if not _mine(held).update(**ended, **fields):
        raise LeaseLost(f"Import {held.run_id} was taken over by another worker.")


def put_back(held: Held, why: str) -> None:
    """After an unexpected failure: to be tried again a little later, or, after the third time, failed for good."""
    attempts = _mine(held).values_list("attempts", flat=True).first()
    if attempts is None:
        return
    if attempts >= MAX_ATTEMPTS:
        finish(held, Status.FAILED, error=f"It failed {attempts} times and is not tried again. The last time: {why}")
        return
    later = timezone.now() + RETRY_AFTER * 2 ** (attempts - 1)
    _mine(held).update(status=Status.QUEUED, not_before=later, error=why, lease_until=None, lease_token="")


def give_up(now: datetime) -> int:
    """Fails the runs whose every worker died. How many."""
    return ImportRun.objects.poisonous(now).update(
        status=Status.FAILED,
        finished_at=now,
        lease_until=None,
        lease_token="",
        error=f"Every worker that took this import stopped in the middle of it, {MAX_ATTEMPTS} times. It is not tried again.",
    )


def due(now: datetime, limit: int) -> Sequence[int]:
    """Ids of runs to ring for now; nobody else is given them for ``RING_AGAIN``."""
    with transaction.atomic():
        runs = ImportRun.objects.due(now).filter(attempts__lt=MAX_ATTEMPTS).order_by("not_before", "id")
        ids = list(runs.select_for_update(skip_locked=True, of=("self",)).values_list("id", flat=True)[:limit])
        ImportRun.objects.filter(id__in=ids).update(not_before=now + RING_AGAIN)
    return ids
