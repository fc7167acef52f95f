"""Which watched sources are due, the leases on them, and when they are read again. Called by the tasks.

A source's state changes in the same transaction in which the payload is stored and its import queued: after a crash in
between the source is still due, and what the court published is asked for again. Each server is read by one worker at a
time, in slices of a few sources: a slow server holds up one worker and no other server, and other work gets its turn in
between.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from psycopg.types.json import Jsonb

from dockets.db import bulk, locks
from dockets.db.leases import LEASE, RELEASED, Lease, LeaseLost, filter_held_rows, release_lease, take_lease
from dockets.models import Docket, Source
from dockets.record import schedule
from dockets.record.records import FetchedPayload, FetchFailed, QuotaExhausted, ServerUnreachable
from dockets.record.text import clean_line
from dockets.sources import SOURCES

SLICE = 25
"""Sources of one server in one queued task. The next slice is queued when it is done."""
SMALLEST, LARGEST = 5, 100
"""Bounds of the next slice's size, which is twice the number of sources that the last one had time for."""
LOOKED_AT = 1000
"""Due sources that one beat looks through for servers that nobody is reading."""
LONGEST_WISH = timedelta(days=1)
"""Longest wait that a server may ask for."""
BREATHER = timedelta(minutes=1)
"""Pause for the other sources of a server that does not answer."""
_READ_WITH = (
    *("slug", "url", "server", "court_id", "keeps", "interval", "adapts", "validators", "failures", "reads_once"),
    *("docket__date_last_filing", "docket__date_terminated"),
)
WORKER_DIED = "The worker that read it stopped in the middle."
_CLAIMING = 0x736F7572  # advisory lock: "sour"

type Unchanged = tuple[Source, FetchedPayload]


def list_due_sources(now: datetime, limit: int) -> Sequence[Sequence[int]]:
    """Ids of sources to queue now: at most ``limit`` slices, one per server. They are reserved for a lease's length."""
    with transaction.atomic():
        if not _claims_alone(wait=False):
            return []
        slices = list(_slices(_waiting(now)[:LOOKED_AT]).values())[:limit]
        _ring_for([source_id for ids in slices for source_id in ids], now)
    return slices


def list_more_sources(server: str, read: int) -> Sequence[int]:
    """The next slice of a server whose last slice read ``read`` sources. Empty: nothing is due, or another worker has
    it."""
    now, size = timezone.now(), min(max(2 * read, SMALLEST), LARGEST)
    with transaction.atomic():
        _claims_alone(wait=True)
        ids = _slices(_waiting(now).filter(server=server)[:size], size).get(server, [])
        _ring_for(ids, now)
    return ids


def _claims_alone(*, wait: bool) -> bool:
    """Whether this transaction alone chooses sources (advisory lock). Rows are locked too; this keeps two beats from
    queueing one server."""
    if not wait:
        return locks.try_number(_CLAIMING)
    locks.hold_number(_CLAIMING)
    return True


def _waiting(now: datetime) -> QuerySet[Source, tuple[int, str, int]]:
    """Due sources of servers that nobody is reading, longest waiting first: (id, server, failures)."""
    free = Source.objects.due(now).exclude(server__in=Source.objects.held(now).values("server"))
    return (
        free.order_by("next_at")
        .select_for_update(skip_locked=True, of=("self",))
        .values_list("id", "server", "failures")
    )


def _slices(rows: Iterable[tuple[int, str, int]], size: int = SLICE) -> dict[str, list[int]]:
    """Server -> ids of its slice. A source that has failed is read by itself: if it is what kills its worker, it takes
    no other along."""
    slices: dict[str, list[int]] = {}
    alone: set[str] = set()
    for source_id, server, failures in rows:
        mine = slices.setdefault(server, [])
        if server not in alone and len(mine) < size and (not failures or not mine):
            mine.append(source_id)
        if failures and len(mine) == 1:
            alone.add(server)
    return slices


def _ring_for(ids: Sequence[int], now: datetime) -> None:
    Source.objects.filter(id__in=ids).update(lease_until=now + LEASE, lease_token="")


def release_abandoned_sources(now: datetime) -> None:
    """Releases sources whose worker died while it read them. The first time is taken for chance; after that the next
    attempt comes later each time."""
    with transaction.atomic():
        dead = Source.objects.due(now).exclude(lease_token="").select_for_update(skip_locked=True, of=("self",))
        for source in dead.order_by("id")[:100]:
            later = (
                schedule.get_pause_after_failure(source.failures, source.interval) if source.failures else timedelta()
            )
            _give_back(source, source.lease_token, **_one_more_failure(WORKER_DIED, now, later))


def take_sources(source_ids: Sequence[int]) -> tuple[Sequence[Source], str]:
    """Takes those of the sources that are due and that nobody reads. Returns them and the token of their lease."""
    now, asked = timezone.now(), Source.objects.filter(pk__in=source_ids)
    lease = take_lease(asked, Q(enabled=True, next_at__lte=now), now=now, last_attempt_at=now)
    if lease is None:
        return [], ""
    return list(
        filter_held_rows(lease).select_related("docket").only(*_READ_WITH).order_by("next_at", "id")
    ), lease.token


def fetch_source(source: Source) -> FetchedPayload:
    """Fetches from the server what the source has. Raises ``FetchFailed``."""
    kind = SOURCES.get(source.slug)
    if kind is None or kind.fetch is None:
        raise FetchFailed(f"“{source.slug}” is no source that can be fetched.")
    return kind.fetch(source.url, source.validators)


def _give_back(source: Source, token: str, **fields: Any) -> bool:
    """Writes ``fields`` and releases the source. False: the lease was lost, and nothing is written."""
    try:
        release_lease(Lease(Source.objects.filter(pk=source.pk), token), **fields)
    except LeaseLost:
        return False
    return True


def record_success(source: Source, token: str, fetched: FetchedPayload) -> bool:
    """Notes that there is something new. False: the lease was lost. What the parser made of it is noted later, by
    ``dockets.imports.watched_cases.record_source_import``."""
    now = timezone.now()
    state: dict[str, Any] = {"validators": dict(fetched.validators), "next_at": now + _pause(source, fetched, now)}
    if fetched.warnings:
        state["warnings"] = _warned(source, fetched.warnings, now)
    if _is_through(source, fetched):
        state["enabled"] = False
    return _give_back(source, token, **state)


def record_nothing_new(read: Sequence[Unchanged], token: str) -> None:
    """Notes that these sources had nothing new: one statement for all of them, and one for their dockets."""
    if not read:
        return
    now = timezone.now()
    rows = [
        (source.pk, now + _pause(source, fetched, now), Jsonb(_validators(source, fetched))) for source, fetched in read
    ]
    well = {"last_success_at": now, "failures": 0, "failing_since": None, "last_error": "", **RELEASED}
    with transaction.atomic():
        kept = bulk.update_where(Source, ("next_at", "validators"), rows, where={"lease_token": token}, also=well)
        if through := [source.pk for source, fetched in read if source.pk in kept and _is_through(source, fetched)]:
            Source.objects.filter(pk__in=through).update(enabled=False)
        dockets = {source.docket_id: source.slug for source, _ in read if source.docket_id and source.pk in kept}
        for slug in set(dockets.values()):
            confirmed = [docket for docket, its in dockets.items() if its == slug]
            Docket.objects.filter(pk__in=confirmed).update(checked_at=now, checked_source=slug)


def _validators(source: Source, fetched: FetchedPayload) -> dict[str, Any]:
    return dict(fetched.validators) or source.validators


def _warned(source: Source, told: Mapping[str, str], now: datetime) -> list[dict[str, str]]:
    """The source's list of warnings after what this reading reported (``told``: code -> text)."""
    others = [warning for warning in source.warnings if warning["code"] not in told]
    return others + [{"code": code, "since": now.isoformat(), "text": text} for code, text in told.items() if text]


def _is_through(source: Source, fetched: FetchedPayload) -> bool:
    """Whether this ends a single reading that a person had asked for."""
    return bool(source.reads_once) and not fetched.unfinished


def _pause(source: Source, fetched: FetchedPayload, now: datetime) -> timedelta:
    return timedelta() if fetched.unfinished else get_next_pause(source, now)


def get_next_pause(source: Source, now: datetime) -> timedelta:
    """How long until a source that was read without failure is read again."""
    pause = source.interval
    if source.adapts and source.docket_id and source.docket:
        docket = source.docket
        pause = schedule.get_docket_interval(pause, docket.date_last_filing, docket.date_terminated, now.date())
    return schedule.vary_pause(pause)


def record_failure(source: Source, token: str, error: FetchFailed) -> bool:
    """Notes the failure; the next attempt comes later each time, and not before the server allows it. False: the lease
    was lost.

    A wait that a server asks for applies to all sources on that server.
    """
    now = timezone.now()
    asked = timedelta(seconds=min(error.retry_after or 0, LONGEST_WISH.total_seconds()))
    if isinstance(error, QuotaExhausted):
        asked = max(asked, timedelta(seconds=1))
        held = _give_back(source, token, next_at=now + asked)
    else:
        pause = max(schedule.vary_pause(schedule.get_pause_after_failure(source.failures + 1, source.interval)), asked)
        held = _give_back(source, token, **_one_more_failure(str(error), now, pause))
    if held and is_server_failure(error):
        rest = asked if isinstance(error, QuotaExhausted) else max(asked, BREATHER)
        Source.objects.filter(server=source.server, next_at__lt=now + rest).update(next_at=now + rest)
    return held


def is_server_failure(error: FetchFailed) -> bool:
    """Whether the other sources on that server should wait too."""
    return isinstance(error, ServerUnreachable | QuotaExhausted) or bool(error.retry_after)


def _one_more_failure(why: str, now: datetime, pause: timedelta) -> dict[str, Any]:
    return {
        "failures": F("failures") + 1,
        "failing_since": Coalesce("failing_since", now),
        "last_error": clean_line(why)[:2000],
        "next_at": now + pause,
    }


def release_sources(sources: Iterable[Source], token: str) -> None:
    """Releases sources that were taken and not read; they are still due."""
    filter_held_rows(Lease(Source.objects.filter(pk__in=[source.pk for source in sources]), token)).update(**RELEASED)
