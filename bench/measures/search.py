"""Search in a large collection: words that are common, rare and absent, phrases, stop words; page 1 and page 50, and by
relevance; and all of them again while dockets are imported. A subject of ``bench``.

The rows are copied straight into the tables: importing them is the subject of ``merge``.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import mean
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import JSONField, Model
from django.test import Client
from psycopg.types.json import Jsonb

from bench.figure import Figure, Timing, timed
from bench.measures import importing, material
from bench.measures.pages import shown
from dockets.db import bulk
from dockets.models import Docket, Filing
from dockets.search.full_text import search_filings

DOCKETS = 20_000
RUNS = 60
"""With 60 runs, three lie beyond the 95th percentile."""
PAGE = 50
CLASSES = {
    "common": "discovery",
    "middling": "interrogatory",
    "rare": "champerty",
    "nowhere": "zymurgy",
    "two words": "discovery removal",
    "phrase": '"motion to dismiss"',
    "negation": "removal -discovery",
    "stop words": "the of and",
}
_SHARES = (("discovery", 0.18), ("removal", 0.05), ("interrogatory", 0.0066), ("champerty", 0.00004))
_LARGE = 1_000_000
_MOST, _MOST_OF_MORE = 100, 150
_GOAL = 60


def figures(rows: int) -> Iterator[Figure]:
    _fill(rows)
    client, idle = Client(SERVER_NAME="localhost"), []
    asked = [(name, query, page, cursor) for name, query in CLASSES.items() for page, cursor in _pages(query)]
    for name, query, page, cursor in asked:
        least, timing = _floor(query), _timed(client, query, cursor)
        idle.append(timing.p95)
        yield _figure(f"search {rows:,}, {name}, {page}", timing, least)
    for name, query in CLASSES.items():
        timing = _timed(client, query, "", order="relevance")
        yield timing.figure(f"search {rows:,}, {name}, by relevance", note=f"p95 {timing.p95:.1f}")
    most = _MOST if rows <= _LARGE else _MOST_OF_MORE
    yield Figure(f"search {rows:,}, worst of all", max(idle), "ms", most=most, goal=_GOAL, note="p95")
    busy = []
    with _importing() as taken:
        for name, query, page, cursor in asked:
            timing = _timed(client, query, cursor)
            busy.append(timing.p95)
            yield timing.figure(f"search {rows:,}, {name}, {page}, while importing", note=f"p95 {timing.p95:.1f}")
    yield Figure(f"search {rows:,}, worst of all while importing", max(busy), "ms", most=2 * max(idle), note="p95")
    yield Figure(f"search {rows:,}, imported meanwhile", importing.ENTRIES / mean(taken), "rows/s", least=5_000)


@contextmanager
def _importing() -> Iterator[list[float]]:
    """Another process imports while this block runs and has begun when it begins; afterwards the list has the seconds
    that each docket took."""
    taken: list[float] = []
    with subprocess.Popen(
        [sys.executable, "-m", "bench.measures.importing"], cwd=settings.BASE_DIR, stdout=subprocess.PIPE
    ) as importer:
        if importer.stdout is None or not importer.stdout.readline():
            raise RuntimeError("The importing process ended.")
        try:
            yield taken
            taken.append(float(importer.stdout.readline()))
        finally:
            importer.terminate()
        taken += [float(line) for line in importer.stdout.read().split()]


def _figure(name: str, timing: Timing, least: Timing) -> Figure:
    return timing.figure(name, floor=least, note=f"p95 {timing.p95:.1f}, {max(timing.queries)} queries")


def _pages(query: str) -> Iterator[tuple[str, str]]:
    """Page 1, and page 50 or the last one, with their cursors."""
    yield "page 1", ""
    cursor, number = "", 1
    while number < PAGE and (after := search_filings(query, after=cursor).page.after):
        cursor, number = after, number + 1
    if number > 1:
        yield f"page {number}", cursor


def _timed(client: Client, query: str, cursor: str, **more: str) -> Timing:
    def ask(where: dict[str, str]) -> None:
        shown(client, "/search/", where)

    return timed(ask, lambda: {"q": query} | ({"after": cursor} if cursor else {}) | more, runs=RUNS)


def _floor(query: str) -> Timing:
    """At most 1,001 ids through the text index, or the 20 newest along the date index: whichever is quicker for this
    word."""
    bounded = "SELECT id FROM dockets_filing WHERE search @@ websearch_to_tsquery('english', %s) LIMIT 1001"
    walked = bounded.replace("LIMIT 1001", "ORDER BY date_filed DESC NULLS LAST, id DESC LIMIT 20")

    return min(_asked(bounded, query), _asked(walked, query), key=lambda timing: timing.median)


def _asked(statement: str, query: str) -> Timing:
    def ask(word: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, [word])
            cursor.fetchall()

    return timed(ask, lambda: query)


def _fill(rows: int) -> None:
    """Writes ``rows`` filings over up to 20,000 dockets, indexed when they are all there."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE dockets_docket CASCADE")
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'filing_search'")
        (index,) = cursor.fetchone()
        cursor.execute("DROP INDEX filing_search")
        dockets = min(DOCKETS, max(1, rows // 50))
        _copy_dockets(dockets)
        number_on()
        _copy_filings(rows, dockets)
        cursor.execute(index)
        cursor.execute("VACUUM ANALYZE dockets_filing, dockets_docket")


def _copy_dockets(dockets: int) -> None:
    now = datetime.now(UTC)
    numbers = {key: f"2:15-cv-{key:05d}" for key in range(1, dockets + 1)}
    rows = (
        {
            "id": key,
            "court": material.COURT,
            "docket_number": number,
            "number_key": number,
            "case_name": f"Doe {key} v. Roe",
            "created_at": now,
            "record_changed_at": now,
        }
        for key, number in numbers.items()
    )
    copy_in(Docket, rows)


def _copy_filings(rows: int, dockets: int) -> None:
    random = Random(7)
    now, last = datetime.now(UTC), date(2026, 6, 30)
    written = texts(random)
    made = (
        {
            "docket": key % dockets + 1,
            "public_id": f"b{key:011d}",
            "number": str(key // dockets + 1),
            "number_order": key // dockets + 1,
            "date_filed": last - timedelta(days=random.randrange(4_000)),
            "long_text": next(written),
            "first_seen": now,
            "changed_at": now,
        }
        for key in range(rows)
    )
    copy_in(Filing, made)


def number_on() -> None:
    """Advances the sequence, so that later dockets get ids after those copied in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('dockets_docket', 'id'), max(id)) FROM dockets_docket")


def copy_in(model: type[Model], rows: Iterator[dict[str, Any]]) -> None:
    """Copies rows in; fields that they do not name get the model's defaults."""
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.generated and (field.name != "id" or model is Docket)
    ]
    plain = {
        field.name: Jsonb(field.get_default()) if isinstance(field, JSONField) else field.get_default()
        for field in fields
    }
    bulk.copy_rows(model, [field.name for field in fields], (tuple((plain | row).values()) for row in rows))


def texts(random: Random) -> Iterator[str]:
    """An endless stream of texts. The words that are searched for have the same frequency in every run."""
    words = _vocabulary(random)
    phrases = [" ".join(random.choices(words, k=14)) for _ in range(4_000)]
    while True:
        yield _text(random, phrases)


def _text(random: Random, phrases: list[str]) -> str:
    event = "MOTION to Dismiss" if random.random() < 0.06 else "NOTICE of Filing"
    special = "".join(f" {word}" for word, share in _SHARES if random.random() < share)
    return f"{event} by Plaintiff. {random.choice(phrases)}{special} {random.choice(phrases)}"


def _vocabulary(random: Random) -> list[str]:
    """3,000 words, the first ones far more frequent than the last, as in any language."""
    parts = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "zu")
    words = ["".join(random.choices(parts, k=random.randint(2, 4))) + "m" for _ in range(3_000)]
    weights = [1 / (place + 3) for place in range(len(words))]
    return random.choices(words, weights, k=60_000)
