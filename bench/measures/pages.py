"""The timeline of a case, through the whole of Django, for an anonymous reader. A subject of ``bench``."""

import gzip
import resource
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import escape
from statistics import median

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.figure import Figure, Timing, timed, timed_in_turn
from bench.measures.merge import fresh
from bench.measures.reading import stored
from dockets.format.urls import build_docket_url
from dockets.models import Docket, Filing
from rulings.interpret.docket import interpret_docket
from rulings.models import Annotation
from rulings.notes import save
from rulings.notes.save import NoteWords

STEP = 200
"""Events that a long timeline shows at a time."""
COMPARED = 31
"""Runs of figures that are compared with each other: with nine, noise decides between figures a millisecond apart."""


def figures(rows: int) -> Iterator[Figure]:
    small, large, huge = (page_of(entries) for entries in (50, 1_000, 10_000))
    yield from _page("timeline of 50", small, 50, most=20, goal=8, kilobytes=60)
    addresses = {
        f"timeline of 1,000, first {STEP}": large,
        f"timeline of 1,000, last {STEP}": f"{large}?order=newest",
        f"timeline of 10,000, first {STEP}": huge,
        f"timeline of 10,000, last {STEP}": f"{huge}?order=newest",
    }
    filtered = {"kind": "kind=motion", "dates": "date_from=2015-02-01&date_to=2015-02-20", "text": "q=subpoena"}
    narrowed = {f"timeline of 1,000, filtered by {name}": f"{large}?{query}" for name, query in filtered.items()}
    timings = _in_turn({**addresses, **narrowed})
    for name, address in addresses.items():
        yield from _page(name, address, STEP, timings[name], most=30, goal=12, kilobytes=200, packed=40)
    first, last, of_huge, last_of_huge = (timings[name] for name in addresses)
    yield from _alike("timeline of 1,000: last against first", first, last)
    yield from _alike("timeline of 10,000: last against first", of_huge, last_of_huge)
    yield from _alike("timeline of 10,000 against 1,000", first, of_huge)
    yield from _page("timeline of 1,000, all for print", f"{large}?all=1", 1_000, most=90, goal=45, kilobytes=600)
    for name, address in narrowed.items():
        yield from _page(name, address, STEP, timings[name], most=first.median)
    yield from _table(huge, 10_000)
    _annotate(large)
    yield from _page(f"timeline of 1,000 with 1,000 notes, first {STEP}", large, STEP, most=30, goal=12)


def _annotate(address: str) -> None:
    """Adds a public note to each filing of a case."""
    author = User.objects.create_superuser("bench")
    words = NoteWords("What the court has not said yet. " * 5, Annotation.Visibility.PUBLIC)
    for filing in Filing.objects.filter(docket=_docket_at(address)).values_list("pk", flat=True):
        save.add_note(filing, words, by=author, now=timezone.now())
    _analyze()


def _docket_at(address: str) -> Docket:
    return Docket.objects.get(docket_number=address.split("/")[3])


def _table(address: str, events: int) -> Iterator[Figure]:
    """The whole docket as CSV: time to its first piece, to its last, and growth of the process."""
    client, name = Client(SERVER_NAME="localhost"), f"timeline of {events:,} as CSV"
    firsts: list[float] = []

    def take(url: str) -> None:
        start = time.perf_counter()
        pieces: Iterator[bytes] = iter(client.get(url).streaming_content)  # type: ignore[attr-defined]
        next(pieces)
        firsts.append((time.perf_counter() - start) * 1_000)
        for _ in pieces:
            pass

    before = _peak()
    timing = timed(take, lambda: f"{address}timeline.csv")
    yield timing.figure(name, floor=_floor(address, events), most=600)
    yield Figure(f"{name}: first byte", median(firsts), "ms", worst=max(firsts), most=100)
    yield Figure(f"{name}: memory", _peak() - before, "MB", most=20)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _alike(name: str, one: Timing, other: Timing) -> Iterator[Figure]:
    """Two pages must take the same time, wherever they are in the docket and however long it is."""
    yield Figure(name, other.median / one.median, "x", least=0.8, most=1.2)


def page_of(entries: int) -> str:
    """Makes a docket, interprets it, and returns the address of its timeline."""
    docket = stored(fresh(entries))
    interpret_docket(docket)
    _analyze()
    found = Docket.objects.get(pk=docket)
    return build_docket_url(found.court_id, found.docket_number)


def _analyze() -> None:
    """Runs ANALYZE: on a running site autovacuum has done so; here it has had no time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def shown(client: Client, address: str, query: dict[str, str] | None = None) -> bytes:
    """The page; it must be a 200."""
    answer = client.get(address, query)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}.")
    return answer.content


def _in_turn(addresses: Mapping[str, str]) -> dict[str, Timing]:
    """Times the addresses in turn, so that they can be compared."""
    client = Client(SERVER_NAME="localhost")
    prepares: list[Callable[[], str]] = [partial(str, address) for address in addresses.values()]
    return dict(zip(addresses, timed_in_turn(lambda url: shown(client, url), prepares, runs=COMPARED), strict=True))


def _page(
    name: str,
    address: str,
    events: int,
    timing: Timing | None = None,
    *,
    most: float,
    goal: float | None = None,
    kilobytes: float | None = None,
    packed: float | None = None,
) -> Iterator[Figure]:
    client = Client(SERVER_NAME="localhost")
    body = shown(client, address)
    timing = timing or timed(lambda url: shown(client, url), lambda: address)
    yield timing.figure(name, floor=_floor(address, events), most=most, goal=goal)
    yield timing.query_figure(name, most=8)
    if kilobytes:
        yield Figure(f"{name}: size", len(body) / 1024, "KB", most=kilobytes)
    if packed:
        yield Figure(f"{name}: size, gzip -6", len(gzip.compress(body, 6)) / 1024, "KB", most=packed)


def _floor(address: str, events: int) -> Timing:
    """The same number of events, fetched by one statement and joined into a list, each value escaped."""
    docket = _docket_at(address).pk

    def fetch(_: int) -> str:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.date::text, e.headline, f.number, f.long_text FROM rulings_timelineevent e"
                " JOIN dockets_filing f ON f.id = e.filing_id"
                " WHERE e.docket_id = %s ORDER BY e.sort_date, e.sort_order, e.id LIMIT %s",
                [docket, events],
            )
            return "".join(
                f"<li>{''.join(f'<p>{escape(value)}</p>' for value in row)}</li>" for row in cursor.fetchall()
            )

    return timed(fetch, lambda: docket)
