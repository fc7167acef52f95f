"""Watched sources: whose turn it is, reading them, and how they fare. Called by the tasks; hands what it gets to ``ingest``.

The state of a source moves in the same transaction as the payload is stored and its import queued: a crash in between leaves the
source due, and what the court published is asked for again.
"""

import random
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from dockets import locate
from dockets.docket_number import parse
from dockets.models import Court, Source
from dockets.models.watch import LEASE
from dockets.normalise import line
from dockets.records import DocketRecord, Fetched, FetchFailed, NotNow
from dockets.sources import SOURCES

LONGEST_PAUSE = timedelta(hours=6)
"""Between two attempts at a source that fails, unless its own interval is longer."""
LONGEST_WISH = timedelta(days=1)
"""Of a server that names when to come again."""
JITTER = 0.1
"""By how much of it a pause is varied, so that sources that failed together do not come back together."""


def due(now: datetime, limit: int) -> Sequence[int]:
    """Ids of sources to ring for now. Nobody else is given them for the length of a lease."""
    with transaction.atomic():
        sources = Source.objects.due(now).order_by("next_at", "id").select_for_update(skip_locked=True, of=("self",))
        ids = list(sources.values_list("id", flat=True)[:limit])
        Source.objects.filter(id__in=ids).update(lease_until=now + LEASE, lease_token="")
    return ids


def give_up(now: datetime) -> None:
    """Sources whose worker died while it read them: once is chance, then the next attempt comes later each time."""
    with transaction.atomic():
        dead = Source.objects.due(now).exclude(lease_token="").select_for_update(skip_locked=True, of=("self",))
        for source in dead.order_by("id")[:100]:
            source.next_at = now + (pause_after(source.failures, source.interval) if source.failures else timedelta())
            source.failures += 1
            source.last_error = "The worker that read it stopped in the middle."
            source.lease_until, source.lease_token = None, ""
            source.save(update_fields=["next_at", "failures", "last_error", "lease_until", "lease_token"])


def take(source_id: int) -> tuple[Source, str] | None:
    """The source and the token of the lease; None when it is not due, or another worker reads it."""
    now, token = timezone.now(), secrets.token_hex(16)
    free = Q(lease_token="") | Q(lease_until=None) | Q(lease_until__lt=now)
    mine = Source.objects.filter(free, pk=source_id, enabled=True, next_at__lte=now)
    if not mine.update(lease_until=now + LEASE, lease_token=token, last_attempt_at=now):
        return None
    return Source.objects.select_related("court").get(pk=source_id), token


def fetch(source: Source) -> Fetched:
    """Asks the court's server. Raises ``FetchFailed``."""
    kind = SOURCES.get(source.slug)
    if kind is None or kind.fetch is None:
        raise FetchFailed(f"“{source.slug}” is no source that can be fetched.")
    return kind.fetch(source.url, source.validators)


def release(source: Source, token: str, *, next_at: datetime, **fields: Any) -> bool:
    """Gives the source back with its new state. False: the lease was lost, and nothing was written."""
    mine = Source.objects.filter(pk=source.pk, lease_token=token)
    return bool(mine.update(lease_until=None, lease_token="", next_at=next_at, **fields))


def read_well(source: Source, token: str, fetched: Fetched) -> bool:
    """False: the lease was lost. What a parser makes of the payload is told later, by ``note_import``."""
    now = timezone.now()
    state: dict[str, Any] = {"validators": _validators(source.validators, fetched)}
    if fetched.not_modified:
        state |= {"last_success_at": now, "failures": 0, "last_error": ""}
    pause = timedelta() if fetched.unfinished else _varied(source.interval)
    return release(source, token, next_at=now + pause, **state)


def _validators(before: Mapping[str, Any], fetched: Fetched) -> dict[str, Any]:
    return dict(fetched.validators) or (dict(before) if fetched.not_modified else {})


def failed(source: Source, token: str, error: FetchFailed) -> bool:
    """The next attempt comes later each time, and not before the server allows it. False: the lease was lost."""
    if isinstance(error, NotNow):
        return release(source, token, next_at=timezone.now() + timedelta(seconds=max(error.retry_after or 0, 1)))
    asked = timedelta(seconds=min(error.retry_after or 0, LONGEST_WISH.total_seconds()))
    pause = max(_varied(pause_after(source.failures + 1, source.interval)), asked)
    return release(source, token, next_at=timezone.now() + pause, failures=F("failures") + 1, last_error=line(str(error)))


def pause_after(failures: int, interval: timedelta) -> timedelta:
    """Twice as long after each failure in a row, up to ``LONGEST_PAUSE``."""
    return min(interval * (1 << min(failures - 1, 16)), max(LONGEST_PAUSE, interval))


def _varied(pause: timedelta) -> timedelta:
    return timedelta(seconds=pause.total_seconds() * (1 + JITTER * random.random()))  # noqa: S311 - it guards nothing


def wanted(source: Source | None, dockets: Sequence[DocketRecord]) -> Sequence[DocketRecord]:
    """Of the dockets that a payload of ``source`` speaks of, those that are to be taken."""
    if source is None or source.keeps == Source.Keeps.ALL:
        return dockets
    return [record for record in dockets if _is_known(record)]


def _is_known(record: DocketRecord) -> bool:
    court = Court.objects.filter(pk=record.court_id).first()
    return court is not None and locate.known(court, parse(record.docket_number, court.id, court.kind), record.pacer_case_id)


def note_import(source: Source, error: str) -> None:
    """What became of a payload of this source. One that no parser could take is asked for anew, whole."""
    mine = Source.objects.filter(pk=source.pk)
    if error:
        mine.update(failures=F("failures") + 1, last_error=error, validators={})
    else:
        mine.update(failures=0, last_error="", last_success_at=timezone.now())
