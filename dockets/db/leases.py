"""Leases on rows of work: one mechanism for imports, watched sources, requests for texts and readings of dockets.

Rows, not the broker, decide who works on what. A worker that takes a row writes its own token and an expiry time into
it; every later write requires that token, in the transaction of the result it belongs to. So a worker that was thought
dead, and comes back after another has taken the row over, can no longer change anything.

Any model will do that is a ``LeasedRow`` (``dockets.models.leased``): ``lease_token`` is "" while nobody holds the row,
and ``lease_until`` NULL; work that is given up after some attempts also needs ``attempts``.
"""

import logging
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

from django.db import DatabaseError, connections, transaction
from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone

from dockets.db.counters import add_count

LEASE = timedelta(seconds=45)
"""How long a worker may hold a row without extending the lease: the work of a killed worker is taken up again after
this, well under a minute."""
MAX_ATTEMPTS = 3
"""After the third attempt a row is not tried again."""
RELEASED: Mapping[str, Any] = {"lease_until": None, "lease_token": ""}
"""Values of the lease fields of a row that nobody holds."""

log = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another worker has taken the row over. Whatever is not committed yet must not be committed."""

    def __init__(self) -> None:
        super().__init__("Another worker has taken it over.")


@dataclass(frozen=True, slots=True)
class Lease[M: Model]:
    """A lease on ``rows`` (a query by their keys); those of them that bear ``token`` are held."""

    rows: QuerySet[M]
    token: str

    def __post_init__(self) -> None:
        if not self.token:
            raise ValueError("Rows that nobody holds bear the empty token.")


def is_over(now: datetime, path: str = "") -> Q:
    """Condition for rows that no worker holds and that no queued task has reserved. ``path``: relation prefix, when the
    query starts at another model ("reading__")."""
    return Q((f"{path}lease_until", None)) | Q((f"{path}lease_until__lt", now))


def is_spent(now: datetime) -> Q:
    """Condition for rows whose attempts are used up and whose last worker never finished."""
    return Q(lease_until__lt=now, attempts__gte=MAX_ATTEMPTS)


def take_lease[M: Model](
    rows: QuerySet[M], ready: Q | None = None, *, now: datetime, lasts: timedelta = LEASE, **fields: Any
) -> Lease[M] | None:
    """Takes those of ``rows`` that satisfy ``ready`` and that no other worker holds, and sets ``fields`` on them. None
    if there are none. A single UPDATE decides, so of two workers only one gets a row."""
    token = secrets.token_hex(16)
    free = rows.filter(Q(lease_token="") | is_over(now), *([ready] if ready else []))
    taken = free.update(lease_until=now + lasts, lease_token=token, **fields)
    return Lease(rows, token) if taken else None


def begin_attempt[M: Model](
    rows: QuerySet[M], ready: Q, *, now: datetime, lasts: timedelta = LEASE, **fields: Any
) -> Lease[M] | None:
    """Like ``take_lease``, and counts an attempt before it begins, so that work that kills its worker is not begun for
    ever."""
    ready &= Q(attempts__lt=MAX_ATTEMPTS)
    return take_lease(rows, ready, now=now, lasts=lasts, attempts=F("attempts") + 1, **fields)


def filter_held_rows[M: Model](lease: Lease[M]) -> QuerySet[M]:
    """The rows that the lease still holds. Updating this query writes only what is still held."""
    return lease.rows.filter(lease_token=lease.token)


def extend_lease(lease: Lease[Any], ready: Q | None = None, *, lasts: timedelta = LEASE, **fields: Any) -> None:
    """Writes ``fields`` and extends the lease by ``lasts``. Raises ``LeaseLost``, also where ``ready`` does not hold.

    Call it last, in the transaction of the work it belongs to: then the work is committed only if the lease was held.
    """
    rows = filter_held_rows(lease).filter(ready) if ready else filter_held_rows(lease)
    if not rows.update(lease_until=timezone.now() + lasts, **fields):
        add_count("leases_lost", model=rows.model._meta.model_name or "")
        raise LeaseLost


def release_lease(lease: Lease[Any], **fields: Any) -> None:
    """Writes the result ``fields`` and releases the rows. Raises ``LeaseLost``. Call it in the transaction of the work,
    as ``extend_lease``."""
    if not filter_held_rows(lease).update(**RELEASED, **fields):
        add_count("leases_lost", model=lease.rows.model._meta.model_name or "")
        raise LeaseLost


@contextmanager
def work_with_lease(beat: Callable[[], None], *, every: float, name: str) -> Iterator[None]:
    """For work that may take longer than its lease: while the block runs, a thread called ``name`` ("lease of import
    7") runs ``beat`` each ``every`` seconds, and ends with the process. ``beat`` extends the lease; once it raises
    ``LeaseLost`` it is not run again. An error of the database may pass, so after one it is."""
    stop = Event()
    thread = Thread(target=_keep_beating, args=(beat, every, stop, name), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _keep_beating(beat: Callable[[], None], every: float, stop: Event, name: str) -> None:
    try:
        while not stop.wait(every):
            try:
                beat()
            except DatabaseError as error:
                connections.close_all()
                if not stop.is_set():
                    log.warning("The %s was not extended, and is tried again in %s seconds: %s", name, every, error)
    except LeaseLost as error:
        if not stop.is_set():
            log.warning("The %s is not kept any longer: %s", name, error)
    finally:
        connections.close_all()


def reserve_due[M: Model](rows: QuerySet[M], *, now: datetime, limit: int, rests: timedelta) -> list[int]:
    """Primary keys of the first ``limit`` of ``rows``, to be queued now; no other caller gets them until ``rests`` has
    passed. Needs the column ``not_before``. Skips rows that another beat has locked."""
    with transaction.atomic():
        chosen = rows.select_for_update(skip_locked=True, of=("self",))
        ids = list(chosen.values_list("pk", flat=True)[:limit])
        rows.model._default_manager.filter(pk__in=ids).update(not_before=now + rests)
    return ids
