"""Whose turn it is among the watched sources, who reads them, and when they are read again. Called by the tasks.

The state of a source moves in the same transaction as the payload is stored and its import queued: a crash in between leaves the
source due, and what the court published is asked for again. Servers are read one at a time, in slices of a few sources: a slow
one holds up one worker and no other server, and whatever else workers have to do comes in between.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from psycopg.types.json import Jsonb

from dockets import rhythm
from dockets.models import Docket, Source
from dockets.models.watch import LEASE
from dockets.normalise import line
from dockets.records import Fetched, FetchFailed, NoAnswer, NotNow
from dockets.sources import SOURCES

SLICE = 25
"""Sources of one server that one worker is rung for. The next slice is rung for when it is done."""
SMALLEST, LARGEST = 5, 100
"""Sources in the next slice: twice as many as the last one had time for."""
LOOKED_AT = 1000
"""Due sources that one beat looks through, in search of servers that nobody is reading."""
LONGEST_WISH = timedelta(days=1)
"""Of a server that names when to come again."""
BREATHER = timedelta(minutes=1)
"""For the other sources of a server that does not answer."""
_READ_WITH = (
    *("slug", "url", "server", "court_id", "keeps", "interval", "adapts", "validators", "failures", "reads_once"),
    *("docket__date_last_filing", "docket__date_terminated"),
)
WORKER_DIED = "The worker that read it stopped in the middle."
_CLAIMING = 0x736F7572  # advisory lock: "sour"

type Unchanged = tuple[Source, Fetched]


def due(now: datetime, limit: int) -> Sequence[Sequence[int]]:
    """Ids of sources to ring for now, at most ``limit`` slices, one a server. Nobody else is given them for a lease's length."""
    with transaction.atomic():
        if not _claims_alone(wait=False):
            return []
        slices = list(_slices(_waiting(now)[:LOOKED_AT]).values())[:limit]
        _ring_for([source_id for ids in slices for source_id in ids], now)
    return slices


def more(server: str, read: int) -> Sequence[int]:
    """The next slice of a server whose last one is done, after ``read`` sources. Empty: nothing is due, or another has it."""
    now, size = timezone.now(), min(max(2 * read, SMALLEST), LARGEST)
    with transaction.atomic():
        _claims_alone(wait=True)
        ids = _slices(_waiting(now).filter(server=server)[:size], size).get(server, [])
        _ring_for(ids, now)
    return ids


def _claims_alone(*, wait: bool) -> bool:
    """Whether this transaction alone chooses sources. Rows are locked too; this keeps two beats from one server."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_{'' if wait else 'try_'}advisory_xact_lock(%s)", [_CLAIMING])
        return wait or bool(cursor.fetchall()[0][0])


def _waiting(now: datetime) -> QuerySet[Source, tuple[int, str, int]]:
    """Due sources of servers that nobody is reading, those first that have waited longest."""
    free = Source.objects.due(now).exclude(server__in=Source.objects.held(now).values("server"))
    return free.order_by("next_at").select_for_update(skip_locked=True, of=("self",)).values_list("id", "server", "failures")


def _slices(rows: Iterable[tuple[int, str, int]], size: int = SLICE) -> dict[str, list[int]]:
    """Server -> ids. One that has failed is read by itself: if it is what ends its worker, it takes no other along."""
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


def give_up(now: datetime) -> None:
    """Sources whose worker died while it read them: once is chance, then the next attempt comes later each time."""
    with transaction.atomic():
        dead = Source.objects.due(now).exclude(lease_token="").select_for_update(skip_locked=True, of=("self",))
        for source in dead.order_by("id")[:100]:
            later = rhythm.after_failure(source.failures, source.interval) if source.failures else timedelta()
            _still(source, source.lease_token).update(**_one_more_failure(WORKER_DIED, now, later), **_GIVEN_BACK)


def take(source_ids: Sequence[int]) -> tuple[Sequence[Source], str]:
    """Those of the sources that are due and that nobody reads, and the token of the lease on them."""
    now, token = timezone.now(), secrets.token_hex(16)
    free = Q(lease_token="") | Q(lease_until=None) | Q(lease_until__lt=now)
    mine = Source.objects.filter(free, pk__in=source_ids, enabled=True, next_at__lte=now)
    if not mine.update(lease_until=now + LEASE, lease_token=token, last_attempt_at=now):
        return [], token
    taken = Source.objects.filter(pk__in=source_ids, lease_token=token).select_related("docket").only(*_READ_WITH)
    return list(taken.order_by("next_at", "id")), token


def fetch(source: Source) -> Fetched:
    """Asks the server. Raises ``FetchFailed``."""
    kind = SOURCES.get(source.slug)
    if kind is None or kind.fetch is None:
        raise FetchFailed(f"“{source.slug}” is no source that can be fetched.")
    return kind.fetch(source.url, source.validators)


_GIVEN_BACK: Mapping[str, Any] = {"lease_until": None, "lease_token": ""}


def _still(source: Source, token: str) -> QuerySet[Source]:
    return Source.objects.filter(pk=source.pk, lease_token=token)


def read_well(source: Source, token: str, fetched: Fetched) -> bool:
    """There is something new. False: the lease was lost. What a parser makes of it is told later, by ``watching.note_import``."""
    now = timezone.now()
    state: dict[str, Any] = {"validators": dict(fetched.validators), "next_at": now + _pause(source, fetched, now)}
    if fetched.warnings:
        state["warnings"] = _warned(source, fetched.warnings, now)
    if _is_through(source, fetched):
        state["enabled"] = False
    return bool(_still(source, token).update(**state, **_GIVEN_BACK))


def nothing_new(read: Sequence[Unchanged], token: str) -> None:
    """Sources that were read and have nothing new: one statement for all of them, and one for their dockets."""
    if not read:
        return
    now = timezone.now()
    rows = [(source.pk, now + _pause(source, fetched, now), Jsonb(_validators(source, fetched))) for source, fetched in read]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_NOTHING_NEW, [now, *map(list, zip(*rows, strict=True)), token])
        kept = {row[0] for row in cursor.fetchall()}
        if through := [source.pk for source, fetched in read if source.pk in kept and _is_through(source, fetched)]:
            Source.objects.filter(pk__in=through).update(enabled=False)
        dockets = {source.docket_id: source.slug for source, _ in read if source.docket_id and source.pk in kept}
        for slug in set(dockets.values()):
            confirmed = [docket for docket, its in dockets.items() if its == slug]
            Docket.objects.filter(pk__in=confirmed).update(checked_at=now, checked_source=slug)


_NOTHING_NEW = """
UPDATE dockets_source AS s
SET next_at = v.next_at, validators = v.validators, last_success_at = %s, failures = 0, failing_since = NULL, last_error = '',
    lease_until = NULL, lease_token = ''
FROM unnest(%s::bigint[], %s::timestamptz[], %s::jsonb[]) AS v (id, next_at, validators)
WHERE s.id = v.id AND s.lease_token = %s
RETURNING s.id
"""


def _validators(source: Source, fetched: Fetched) -> dict[str, Any]:
    return dict(fetched.validators) or source.validators


def _warned(source: Source, told: Mapping[str, str], now: datetime) -> list[dict[str, str]]:
    """The source's warnings, as what it has told leaves them."""
    others = [warning for warning in source.warnings if warning["code"] not in told]
    return others + [{"code": code, "since": now.isoformat(), "text": text} for code, text in told.items() if text]


def _is_through(source: Source, fetched: Fetched) -> bool:
    """Whether this was the end of a single reading that a person had asked for."""
    return bool(source.reads_once) and not fetched.unfinished


def _pause(source: Source, fetched: Fetched, now: datetime) -> timedelta:
    return timedelta() if fetched.unfinished else next_pause(source, now)


def next_pause(source: Source, now: datetime) -> timedelta:
    """Until a source that was read well is read again."""
    pause = source.interval
    if source.adapts and source.docket_id and source.docket:
        docket = source.docket
        pause = rhythm.of_docket(pause, docket.date_last_filing, docket.date_terminated, now.date())
    return rhythm.varied(pause)


def failed(source: Source, token: str, error: FetchFailed) -> bool:
    """The next attempt comes later each time, and not before the server allows it. False: the lease was lost.

    What a server wishes holds for everything that is read there.
    """
    now = timezone.now()
    asked = timedelta(seconds=min(error.retry_after or 0, LONGEST_WISH.total_seconds()))
    if isinstance(error, NotNow):
        asked = max(asked, timedelta(seconds=1))
        held = _still(source, token).update(next_at=now + asked, **_GIVEN_BACK)
    else:
        pause = max(rhythm.varied(rhythm.after_failure(source.failures + 1, source.interval)), asked)
        held = _still(source, token).update(**_one_more_failure(str(error), now, pause), **_GIVEN_BACK)
    if held and concerns_server(error):
        rest = asked if isinstance(error, NotNow) else max(asked, BREATHER)
        Source.objects.filter(server=source.server, next_at__lt=now + rest).update(next_at=now + rest)
    return bool(held)


def concerns_server(error: FetchFailed) -> bool:
    """Whether whatever else is read at that server had better wait too."""
    return isinstance(error, NoAnswer | NotNow) or bool(error.retry_after)


def _one_more_failure(why: str, now: datetime, pause: timedelta) -> dict[str, Any]:
    return {
        "failures": F("failures") + 1,
        "failing_since": Coalesce("failing_since", now),
        "last_error": line(why)[:2000],
        "next_at": now + pause,
    }


def leave(sources: Iterable[Source], token: str) -> None:
    """Gives back what was taken and not read; it is still due."""
    Source.objects.filter(pk__in=[source.pk for source in sources], lease_token=token).update(**_GIVEN_BACK)
