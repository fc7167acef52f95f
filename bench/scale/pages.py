"""What each kind of page costs: its time, its statements, and the blocks that PostgreSQL touches for it.

Blocks are exact where times depend on what else the machine does: a page that stays flat touches as many in a large
collection as in a small one.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from statistics import median
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from bench.figure import counted
from dockets.format.urls import build_docket_url
from dockets.models import Docket

RUNS = 5
_OF_ALL = (
    "/", "/cases/", "/cases/?q=rivermouth", "/cases/?q=Bellwether+Freight", "/cases/?court=wawd",
    "/cases/?court=wawd&year=2015", "/cases/?status=open", "/cases/?sort=name", "/rulings/", "/rulings/?court=cand",
    "/rulings.atom", "/corrections/", "/corrections.atom", "/calendar/", "/calendar.ics", "/subscriptions/",
    "/search/?q=discovery", "/search/?q=champerty", "/search/?q=zymurgy", "/search/?q=discovery+removal",
    "/search/?q=%22motion+to+dismiss%22", "/search/?q=removal+-discovery", "/search/?q=discovery&court=cand",
    "/search/?q=discovery&date_from=2024-01-01", "/search/?q=cartwright", "/search/?q=2:15-cv-00007",
    "/api/v1/cases/", "/api/v1/cases/?court=cand", "/api/v1/rulings/", "/api/v1/openapi.json",
)  # fmt: skip
_OF_CASE = (
    "", "?order=newest", "?kind=motion", "?q=subpoena", "parties/", "claims/", "changes/", "corrections/", "embed/",
    "card.png", "timeline.csv", "timeline.json", "timeline.atom", "timeline.ics", "annotations.json", "filings/5/",
    "filings/5/thread/",
)  # fmt: skip
_OF_EDITORS = (
    "/", "/cases/", "/desk/", "/desk/cases/", "/desk/edits/", "/desk/publishing/", "/imports/", "/imports/history/",
    "/imports/sources/", "/imports/duplicates/", "/imports/duplicates/decided/", "/imports/dockets/",
    "/imports/relations/", "/newsroom/", "/site/", "/admin/dockets/docket/", "/admin/dockets/filing/",
)  # fmt: skip
_WHOLE = ("/cases/list.csv?court=wawd&year=2015",)


@dataclass(frozen=True, slots=True)
class Cost:
    page: str
    status: int
    queries: int
    blocks: int
    milliseconds: float
    slowest: str
    """The statement that took longest, in its first words."""
    slowest_ms: float


def measure_pages() -> Iterator[Cost]:
    reader, editor = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    editor.force_login(User.objects.filter(is_superuser=True).earliest("pk"))
    base = _choose_case()
    for page in (*_OF_ALL, *_WHOLE):
        yield _measure(reader, page, page)
    for page in _OF_CASE:
        yield _measure(reader, f"{base}{page}", f"case: {page or 'timeline'}")
    yield from _measure_last_pages(reader)
    for page in _OF_EDITORS:
        yield _measure(editor, page, f"admin: {page}")


def _choose_case() -> str:
    """A case amid the collection, with notes."""
    middle = Docket.objects.order_by("pk").values_list("pk", flat=True)[Docket.objects.count() // 2]
    noted = Docket.objects.filter(annotations__isnull=False).order_by("pk")
    docket = noted.filter(pk__gte=middle).first() or noted.earliest("pk")
    return build_docket_url(docket.court_id, docket.docket_number)


def _measure_last_pages(reader: Client) -> Iterator[Cost]:
    """Deep in a list: what follows the tenth page of it."""
    for page in ("/cases/", "/rulings/", "/api/v1/cases/", "/search/?q=discovery"):
        address = page
        for _ in range(10):
            address = _find_next(reader, address) or address
        yield _measure(reader, address, f"{page}, page 11")


def _find_next(reader: Client, address: str) -> str:
    text = reader.get(address).content.decode()
    if address.startswith("/api/"):
        found = re.search(r'"next":"https?://[^/]+(/[^"]+)"', text)
    else:
        found = re.search(r'href="([^"]*[?&;]after=[^"]*)"', text)
    told = unescape(found[1]) if found else ""
    return told if told.startswith("/") else f"{address.partition('?')[0]}{told}"


def _measure(client: Client, address: str, name: str) -> Cost:
    costs = [_ask(client, address, name) for _ in range(RUNS)]
    least = min(costs, key=lambda cost: cost.milliseconds)
    return Cost(
        name, least.status, least.queries, min(cost.blocks for cost in costs),
        median(cost.milliseconds for cost in costs), least.slowest, least.slowest_ms,
    )  # fmt: skip


def _ask(client: Client, address: str, name: str) -> Cost:
    before = _count_blocks()
    statements: list[tuple[float, str]] = []

    def watch(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            statements.append(((time.perf_counter() - began) * 1000, str(sql)[:4000]))

    began = time.perf_counter()
    with counted() as queries, connection.execute_wrapper(watch):
        answered = client.get(address)
        if answered.streaming:
            for _ in answered.streaming_content:  # type: ignore[attr-defined]
                pass
    took = (time.perf_counter() - began) * 1000
    slowest_ms, slowest = max(statements, default=(0.0, ""))
    blocks = _count_blocks() - before
    return Cost(name, answered.status_code, queries[0], blocks, took, slowest, slowest_ms)


def _count_blocks() -> int:
    """Blocks read or found by this database's processes so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])
