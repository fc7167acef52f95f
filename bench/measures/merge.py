"""From parsed records to the commit (``upsert_docket``): new, unchanged, and slightly changed dockets; with and without
entry numbers. A subject of ``bench``."""

import os
import resource
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from typing import NamedTuple

from django.db import connection

from bench.figure import Figure, rows_written, timed, timed_in_turn
from bench.floor import Floor
from bench.measures import material
from dockets.imports.run import store_payload
from dockets.models import Observation, Payload
from dockets.record.records import DocketRecord
from dockets.sources import SOURCES
from dockets.upsert.docket import upsert_docket

KIND, FEED = SOURCES["pacer-docket"], SOURCES["court-feed"]
_serials = count(1)
_minutes = count()


def figures(rows: int) -> Iterator[Figure]:
    floor = Floor()
    yield from _new(floor, 1_000, most=250, goal=70)
    yield from _new(floor, 10_000, most=3_000, goal=800)
    yield _memory(10_000)
    for numbered in (True, False):
        yield from _unchanged(floor, 1_000, numbered)
    yield from _changed(floor, 1_000, 10)
    yield from _fed(10, among=(100, 10_000))


class Import(NamedTuple):
    """What a worker holds once a payload is stored and parsed."""

    record: DocketRecord
    payload: Payload
    now: datetime


def arrived(record: DocketRecord) -> Import:
    """A new arrival: a minute later than the one before, with a payload of its own."""
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=next(_minutes))
    return Import(record, store_payload(now.isoformat().encode(), name="bench", media_type="text/html", now=now), now)


def take(given: Import) -> None:
    upsert_docket(given.record, kind=KIND, payload=given.payload, now=given.now)


def fresh(entries: int, *, numbered: bool = True) -> DocketRecord:
    return material.docket(next(_serials), entries, numbered=numbered)


def _new(floor: Floor, entries: int, *, most: float, goal: float) -> Iterator[Figure]:
    name = f"merge {entries:,} new"
    least = timed(floor.copy, lambda: fresh(entries))
    timing = timed(take, lambda: arrived(fresh(entries)))
    yield timing.figure(name, floor=least, most=most, goal=goal)
    yield timing.query_figure(name, most=15)


def _unchanged(floor: Floor, entries: int, numbered: bool) -> Iterator[Figure]:
    record = fresh(entries, numbered=numbered)
    take(arrived(record))
    name = f"merge {entries:,} unchanged, {'numbered' if numbered else 'without numbers'}"
    before = _touched()
    timing = timed(take, lambda: arrived(record))
    yield timing.figure(name, floor=floor.unchanged(record), most=10, goal=3)
    yield timing.query_figure(name, most=6)
    yield Figure(f"{name}: rows written", _touched() - before, "", most=0)


def _changed(floor: Floor, entries: int, some: int) -> Iterator[Figure]:
    """Each round adds ``some`` observations, and notes until when the ``some`` that they replace were shown."""
    record = fresh(entries)
    take(arrived(record))
    rounds = count()
    known, before = Observation.objects.count(), rows_written("dockets_observation")
    timing = timed(take, lambda: arrived(material.changed(record, some, next(rounds))))
    name = f"merge {some} changed of {entries:,}"
    yield timing.figure(name, floor=floor.changed(record, some), most=25, goal=8)
    yield timing.query_figure(name)
    taken = next(rounds)
    added = (Observation.objects.count() - known) / taken
    yield Figure(f"{name}: rows of history", added, "", most=some, least=some)
    ended = (rows_written("dockets_observation") - before) / taken - added
    yield Figure(f"{name}: rows that were ended", ended, "", most=some)


def _fed(some: int, among: Sequence[int]) -> Iterator[Figure]:
    """A court's feed with ``some`` new entries of a docket: the cost should depend on these, not on the docket's
    length."""
    records = [fresh(entries) for entries in among]
    for record in records:
        take(arrived(record))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a running site's autovacuum has done
    rounds = [count() for _ in records]
    prepares = [partial(_next_feed, record, some, number) for record, number in zip(records, rounds, strict=True)]
    for entries, timing in zip(among, timed_in_turn(take_feed, prepares), strict=True):
        name = f"feed of {some} new entries, docket of {entries:,}"
        yield timing.figure(name, most=40)
        yield timing.query_figure(name)


def _next_feed(record: DocketRecord, some: int, rounds: Iterator[int]) -> Import:
    return arrived(material.feed(record, some, next(rounds)))


def take_feed(given: Import) -> None:
    upsert_docket(given.record, kind=FEED, payload=given.payload, now=given.now)


def _touched() -> int:
    return rows_written("dockets_filing", "dockets_document", "dockets_observation")


def _memory(entries: int) -> Figure:
    """Growth of a fresh process's peak memory, MB."""
    given = arrived(fresh(entries))
    connection.close()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        before = _peak()
        take(given)
        os.write(writer, str(_peak() - before).encode())
        os._exit(0)
    os.waitpid(child, 0)
    grown = float(os.read(reader, 40) or b"nan")
    os.close(reader)
    os.close(writer)
    return Figure(f"merge {entries:,} new: memory", grown, "MB", most=150)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
