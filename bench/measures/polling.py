"""Ten thousand watched dockets: one round in which none has anything new, and the cost between two rounds. A subject of
``bench``.

A real worker with its beat reads them from a server on a real local port. Writes are PostgreSQL's own count.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psutil
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from bench.figure import Figure
from bench.measures import material
from bench.measures.freshness import worker
from casetracker.quickstart.processes import Program
from dockets.models import Court, Docket, Source
from rulings.interpret.docket import VERSION
from rulings.models import Reading

NUMBER = 10_000
PATIENCE = 120
IDLE = 20
"""Seconds for which an idle worker is measured."""
_WRITES = """
SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FILTER (WHERE relname = 'dockets_source'),
       sum(n_tup_ins + n_tup_upd + n_tup_del) FILTER (WHERE relname = 'dockets_docket'),
       sum(n_tup_ins + n_tup_upd + n_tup_del) FILTER (
           WHERE relname IN ('dockets_filing', 'dockets_observation', 'dockets_payload', 'dockets_importrun',\
 'dockets_sheet')
       )
FROM pg_stat_user_tables
"""


def figures(rows: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, _quiet_court() as url, worker(Path(folder), processes=2) as crew:
        _watch(url)
        _round(
            Source.objects.order_by("pk")[:100], crew
        )  # the worker has come up, and each of its processes has its connections
        idle = _idle(crew)
        Source.objects.update(next_at=timezone.now() + timedelta(hours=1))
        before, burnt = _writes(), _cpu(crew)
        wall = _round(Source.objects.all(), crew)
        cpu = _cpu(crew) - burnt
        written = [after - earlier for earlier, after in zip(before, _writes(), strict=True)]
    yield Figure(
        f"a round over {NUMBER:,} unchanged dockets", wall, "s", most=30, goal=10, note="from due to the last one read"
    )
    yield Figure("CPU of the worker in that round", cpu, "s", most=20, goal=10, note="parent, two processes, beat")
    # Making them due is the bench's own write.
    yield Figure(
        "rows written to sources, a docket", written[0] / NUMBER - 1, "rows", most=3, note="up to 100 to a statement"
    )
    yield Figure("rows written to dockets, a docket", written[1] / NUMBER, "rows", most=1, note="when it was checked")
    yield Figure("entries, payloads and imports written", written[2], "rows", most=0)
    yield Figure(
        "an idle worker with its beat", idle, "% core", most=2, note=f"over {IDLE} s, {NUMBER:,} watched, none due"
    )


def _watch(url: str) -> None:
    """Makes dockets, interpreted already, with a source each, none due yet."""
    court, now = Court.objects.get(pk=material.COURT), timezone.now()
    dockets = Docket.objects.bulk_create(
        Docket(court=court, docket_number=f"2:26-cv-{place:05}", number_key=f"polling {place}", record_changed_at=now)
        for place in range(NUMBER)
    )
    Reading.objects.bulk_create(
        Reading(docket=docket, version=VERSION, record_changed_at=now, read_at=now) for docket in dockets
    )
    Source.objects.bulk_create(
        Source(
            slug="court-feed", court=court, docket=docket, url=f"{url}?{place}", next_at=now + timedelta(hours=1),
            interval=timedelta(hours=1), validators={"etag": '"1"'},
        )
        for place, docket in enumerate(dockets)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE dockets_source")


def _idle(worker: Program) -> float:
    """CPU use of the idle worker, per cent of a core."""
    time.sleep(5)  # until it has nothing to do
    before, began = _cpu(worker), time.monotonic()
    time.sleep(IDLE)
    return 100 * (_cpu(worker) - before) / (time.monotonic() - began)


def _round(sources: QuerySet[Source], worker: Program) -> float:
    """Seconds from the sources' being due until the last one has been read."""
    due = timezone.now()
    Source.objects.filter(pk__in=sources.values("pk")).update(next_at=due)
    began = time.monotonic()
    while Source.objects.filter(next_at__lte=due).exists():
        if time.monotonic() - began > PATIENCE:
            raise RuntimeError(f"Not all were read within {PATIENCE} s.\n{worker.last_words()}")
        time.sleep(0.1)
    return time.monotonic() - began


def _cpu(worker: Program) -> float:
    """CPU seconds used by the worker's processes so far."""
    if worker.process is None:
        raise RuntimeError("The worker was never started.")
    parent = psutil.Process(worker.process.pid)
    times = [process.cpu_times() for process in (parent, *parent.children(recursive=True))]
    return sum(spent.user + spent.system for spent in times)


def _writes() -> list[int]:
    """Rows written to sources, to dockets, and to their contents. Workers report their writes when they are idle."""
    time.sleep(2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(_WRITES)
        return [int(count or 0) for count in cursor.fetchone()]


@contextmanager
def _quiet_court() -> Iterator[str]:
    command = [sys.executable, "-m", "bench.quiet_court"]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True) as server:
        try:
            if server.stdout is None:
                raise RuntimeError("The court's server says nothing.")
            yield f"http://127.0.0.1:{int(server.stdout.readline())}/rss"
        finally:
            server.terminate()
