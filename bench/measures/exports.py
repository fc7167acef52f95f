"""Exports of a very long docket, of one with as many hearings, and of very many cases: whether they stream in constant
memory.

The rows are copied straight into the tables. Each export runs in a process of its own, whose memory after the first
megabytes is compared with its peak.
"""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from time import perf_counter
from typing import Any

import psutil
from django.db import connection
from django.test import Client

from bench.figure import Figure
from bench.measures import material
from bench.measures.search import copy_in, number_on
from dockets.format.urls import build_docket_url
from dockets.models import Docket, Filing
from rulings.models import Hearing, Reading, TimelineEvent

NUMBER, HEARD = "2:15-cv-99999", "2:15-cv-99998"
FORMS = ("csv", "json", "timelinejs.json")
"""Formats of an export of filings. A calendar contains hearings."""
SET_BY_ONE = 1_000
"""Hearings set by each filing of the other docket."""
ROWS_OF_A_CASE = 10
"""One case is put into the list of cases for this many filings of the long docket."""
MOST = 20
"""MB by which an export may grow."""


def figures(rows: int) -> Iterator[Figure]:
    cases = max(1, rows // ROWS_OF_A_CASE)
    _fill(rows, cases)
    page = build_docket_url(material.COURT, NUMBER)
    for form in FORMS:
        yield from _taken(f"{rows:,} filings as {form}", f"{page}timeline.{form}")
    yield from _taken(f"{rows:,} hearings as ics", f"{build_docket_url(material.COURT, HEARD)}timeline.ics")
    yield from _taken(f"{cases + 2:,} cases as csv", "/cases/list.csv")


def _taken(name: str, address: str) -> Iterator[Figure]:
    connection.close()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, " ".join(map(str, _take(address))).encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    seconds, megabytes, lines, early, peak = (float(value) for value in os.read(reader, 400).split())
    os.close(reader)
    note = f"{lines:,.0f} lines, {megabytes:,.0f} MB, {seconds:.0f} s; from {early:.0f} to {peak:.0f} MB of memory"
    yield Figure(f"{name}: memory", peak - early, "MB", most=MOST, note=note)


def _take(address: str) -> tuple[float, float, int, float, float]:
    """Returns seconds, megabytes, lines, memory (MB) after the first 8 MB, and the peak memory afterwards."""
    process = psutil.Process()
    start, size, lines, early, peak = perf_counter(), 0, 0, 0.0, 0.0
    answer: Any = Client(SERVER_NAME="localhost").get(address)
    for place, piece in enumerate(answer.streaming_content):
        size += len(piece)
        lines += piece.count(b"\n")
        if place % 50 == 0:
            memory = process.memory_info().rss / 1024**2
            early, peak = (early if size > 8 * 1024**2 else memory), max(peak, memory)
    return perf_counter() - start, size / 1024**2, lines, early, max(early, peak)


def _fill(rows: int, cases: int) -> None:
    now, random = datetime.now(UTC), Random(3)
    texts = [material.text(random, number) for number in range(2, 2_000)]
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE dockets_docket CASCADE")
    copy_in(Docket, (_case(key, now) for key in range(1, cases + 1)))
    long, heard = (_docket(key, number, now) for key, number in ((cases + 1, NUMBER), (cases + 2, HEARD)))
    number_on()
    copy_in(Filing, (_filing(long, key, texts[key % len(texts)], now) for key in range(1, rows + 1)))
    copy_in(TimelineEvent, _events(long, _filings(long)))
    copy_in(
        Filing, (_filing(heard, rows + key, texts[key % len(texts)], now) for key in range(1, rows // SET_BY_ONE + 2))
    )
    copy_in(Hearing, _hearings(heard, rows, _filings(heard)))
    hearings = list(Hearing.objects.values_list("id", "filing_id", "date", "starts_at", "title"))
    copy_in(TimelineEvent, _heard(heard, hearings))
    for docket in (long, heard):
        Reading.objects.create(docket_id=docket, version=1, record_changed_at=now, read_at=now, event_count=rows)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE dockets_filing, dockets_docket, rulings_timelineevent, rulings_hearing")


def _docket(key: int, number: str, now: datetime) -> int:
    named = {"docket_number": number, "number_key": number}
    return Docket.objects.create(id=key, court_id=material.COURT, created_at=now, record_changed_at=now, **named).pk


def _filings(docket: int) -> list[tuple[Any, ...]]:
    """Fetches the filings before anything is copied in for them: a connection that copies answers nothing else."""
    return list(Filing.objects.filter(docket=docket).order_by("id").values_list("id", "number_order", "date_filed"))


def _case(key: int, now: datetime) -> dict[str, Any]:
    number = f"2:15-cv-{key:07d}"
    named = {
        "id": key,
        "court": material.COURT,
        "docket_number": number,
        "number_key": number,
        "case_name": f"Doe {key} v. Roe",
    }
    return named | {"date_last_filing": _day(key), "created_at": now, "record_changed_at": now}


def _filing(docket: int, key: int, text: str, now: datetime) -> dict[str, Any]:
    ids = {"docket": docket, "public_id": f"b{key:011d}", "number": str(key), "number_order": key}
    return ids | {"date_filed": _day(key), "long_text": text, "position": key, "first_seen": now, "changed_at": now}


def _events(docket: int, filings: list[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    for key, number, day in filings:
        yield {
            "docket": docket,
            "event_kind": "filing",
            "filing": key,
            "date": day,
            "sort_date": day,
            "sort_order": number,
            "kind": "motion",
            "headline": f"Motion {number}",
            "filed_by": "Rivermouth Holdings LLC",
        }


def _hearings(docket: int, rows: int, filings: list[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    for key in range(rows):
        setting, _, day = filings[key // SET_BY_ONE]
        starts = datetime.combine(day, time(17), UTC) + timedelta(days=key % SET_BY_ONE)
        named = {
            "title": f"Status conference {key}",
            "place": "Courtroom 7",
            "date": starts.date(),
            "starts_at": starts,
        }
        yield {"docket": docket, "filing": setting, "kind": "hearing"} | named


def _heard(docket: int, hearings: list[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    for order, (key, filing, day, starts, title) in enumerate(hearings):
        named = {"event_kind": "hearing", "docket": docket, "filing": filing, "hearing": key, "headline": title}
        yield named | {"date": day, "at": starts, "sort_date": day, "sort_order": order}


def _day(key: int) -> date:
    return material.FIRST_DAY + timedelta(days=key % 4_000)
