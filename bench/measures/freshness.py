"""From a court's feed to the reader: a new item appears on a real local port, a real worker polls it, the page shows
it. A subject of ``bench``."""

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil
from django.conf import settings
from django.test import Client
from django.utils import timezone

from bench.figure import Figure
from bench.measures import material
from bench.measures.pages import shown
from casetracker.quickstart.processes import Program
from dockets.models import Source
from rulings.models import TimelineEvent

RUNS = 12
PATIENCE = 30
CASE = "2:16-cv-00001"
ADDRESS = f"https://ecf.{material.COURT}.uscourts.gov"
_ITEM = """<item><title>{case} Rivermouth Holdings LLC v. Bellwether Freight, Inc.</title>
<link>{court}/cgi-bin/DktRpt.pl?900001</link>
<description>[Notice of Appearance] ({link})</description>
<guid isPermaLink="true">{court}/cgi-bin/DktRpt.pl?900001&#x26;{number}</guid><pubDate>{at}</pubDate></item>"""
_LINK = "&#x3C;a href=&#x22;{court}/doc1/1970{number:07d}?de_seq_num={number}&#x22; &#x3E;{number}&#x3C;/a&#x3E;"
_FEED = """<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>Recent Entries</title>
<link>{court}</link><description>Docket entries of type: all</description>
<lastBuildDate>{at}</lastBuildDate>{items}</channel></rss>"""


def figures(rows: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, _feed() as (published, url), worker(Path(folder)) as crew:
        source = Source.objects.create(slug="court-feed", court_id=material.COURT, url=url, next_at=timezone.now())
        waits = [_wait(source, published, crew) for _ in range(RUNS)][3:]
        memory = _memory(crew)
    polled, due = sorted(polled for polled, _ in waits), sorted(due for _, due in waits)
    middle = len(waits) // 2
    note = f"the slowest of {len(waits)}; median {polled[middle]:.0f}"
    yield Figure("poll of a feed to the page", polled[-1], "ms", most=2_000, note=note)
    every = settings.RING_EVERY.total_seconds()
    yield Figure("feed due to the page", due[-1], "ms", most=2_000, note=f"the slowest; looked for every {every} s")
    yield Figure("memory of a worker's process", memory, "MB", most=130)


def _wait(source: Source, published: list[str], worker: Program) -> tuple[float, float]:
    """Publishes one more item and waits until the page shows it: milliseconds since the poll began, and since the
    source was due."""
    published.append(_item(len(published) + 1))
    due = timezone.now()
    Source.objects.filter(pk=source.pk).update(next_at=due)
    deadline = time.monotonic() + PATIENCE
    while not on_the_page(len(published)):
        if time.monotonic() > deadline:
            source.refresh_from_db()
            raise RuntimeError(
                f"Nothing came of the feed within {PATIENCE} s. {source.last_error}\n{worker.last_words()}"
            )
        time.sleep(0.01)
    there = timezone.now()
    source.refresh_from_db()
    polled = source.last_attempt_at or due
    return (there - polled).total_seconds() * 1000, (there - due).total_seconds() * 1000


def on_the_page(number: int) -> bool:
    """Waits until the page shows the entry. The page is requested only once its event exists: constant requests would
    slow down what is measured."""
    if not TimelineEvent.objects.filter(docket__docket_number=CASE, filing__number=str(number)).exists():
        return False
    page = shown(Client(SERVER_NAME="localhost"), f"/cases/{material.COURT}/{CASE}/")
    return f'filings/{number}/"'.encode() in page


def _memory(worker: Program) -> float:
    """Memory of the largest task process, MB."""
    if worker.process is None:
        raise RuntimeError("The worker was never started.")
    return (
        max(child.memory_info().rss for child in psutil.Process(worker.process.pid).children(recursive=True)) / 1024**2
    )


def _item(number: int) -> str:
    link = _LINK.format(court=ADDRESS, number=number)
    return _ITEM.format(court=ADDRESS, case=CASE, number=number, link=link, at=_now())


def _now() -> str:
    return datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")


@contextmanager
def _feed() -> Iterator[tuple[list[str], str]]:
    """A court's feed on a local port. Items appended to the list appear in it from then on."""
    published: list[str] = []

    class Court(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = _FEED.format(court=ADDRESS, at=_now(), items="\n".join(reversed(published))).encode("iso-8859-1")
            self.send_response(200)
            self.send_header("Content-Type", "text/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Logs nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Court)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield published, f"http://127.0.0.1:{server.server_port}/cgi-bin/rss_outside.pl"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def worker(folder: Path, *, processes: int = 1) -> Iterator[Program]:
    """A worker with its beat, set up as for the bench."""
    options = [f"--concurrency={processes}", "--loglevel=WARNING", "--without-gossip", "--without-mingle"]
    command = [sys.executable, "-m", "celery", "-A", "casetracker", "worker", "--beat", *options]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.measures.loopback"}
    program = Program("worker", command, folder / "worker.log", environment, Path(settings.BASE_DIR))
    program.start()
    try:
        yield program
    finally:
        program.stop()
