"""What is taken away of a very long docket, and of very many cases: whether it streams with memory that stays flat.

The rows are copied straight into the tables. Each export is taken in a process of its own, whose memory after the first
megabytes is held against its peak.
"""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import psutil
from django.db import connection
from django.test import Client

from bench import material
from bench.figure import Figure
from bench.search import copy_in, number_on
from dockets.addresses import docket_address
from dockets.models import Docket, Filing
from rulings.models import Reading, TimelineEvent

NUMBER = "2:15-cv-99999"
FORMS = ("csv", "json", "timelinejs.json", "ics")
ROWS_OF_A_CASE = 10
"""For each so many filings of the long docket, one case is put into the list of cases."""
MOST = 20
"""MB that an export may grow by."""


def figures(rows: int) -> Iterator[Figure]:
    cases = max(1, rows // ROWS_OF_A_CASE)
    _fill(rows, cases)
    page = docket_address(material.COURT, NUMBER)
    for form in FORMS:
        yield from _taken(f"{rows:,} filings as {form}", f"{page}timeline.{form}")
    yield from _taken(f"{cases + 1:,} cases as csv", "/cases/list.csv")


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
    """Seconds, megabytes, lines, memory (MB) after the first 8 of them, and the most that it ever was afterwards."""
    process = psutil.Process()
    start, size, lines, early, peak = time.perf_counter(), 0, 0, 0.0, 0.0
    answer: Any = Client(SERVER_NAME="localhost").get(address)
    for place, piece in enumerate(answer.streaming_content):
        size += len(piece)
        lines += piece.count(b"\n")
        if place % 50 == 0:
            memory = process.memory_info().rss / 1024**2
            early, peak = (early if size > 8 * 1024**2 else memory), max(peak, memory)
    return time.perf_counter() - start, size / 1024**2, lines, early, max(early, peak)


def _fill(rows: int, cases: int) -> None:
    now, random = datetime.now(UTC), Random(3)
    texts = [material.text(random, number) for number in range(2, 2_000)]
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE dockets_docket CASCADE")
    copy_in(Docket, (_case(key, now) for key in range(1, cases + 1)))
    named = {"docket_number": NUMBER, "number_key": NUMBER, "filing_count": rows}
    long = Docket.objects.create(id=cases + 1, court_id=material.COURT, created_at=now, record_changed_at=now, **named)
    number_on()
    copy_in(Filing, (_filing(long.pk, key, texts[key % len(texts)], now) for key in range(1, rows + 1)))
    # Fetched before: while rows are copied in, their connection answers nothing else.
    filings = list(Filing.objects.filter(docket=long).values_list("id", "number_order", "date_filed"))
    copy_in(TimelineEvent, _events(long.pk, filings))
    Reading.objects.create(docket=long, version=1, record_changed_at=now, read_at=now, event_count=rows)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE dockets_filing, dockets_docket, rulings_timelineevent")


def _case(key: int, now: datetime) -> dict[str, Any]:
    number = f"2:15-cv-{key:07d}"
    named = {"id": key, "court": material.COURT, "docket_number": number, "number_key": number, "case_name": f"Doe {key} v. Roe"}
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


def _day(key: int) -> date:
    return material.FIRST_DAY + timedelta(days=key % 4_000)
