"""Four workers and two beats, killed, drained and rolled one after the other while people hand in dockets and feeds are
read: what is lost, what is done twice, and how often a court is asked at once. A subject of ``bench``."""

import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil
from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from bench.figure import Figure
from bench.measures import material
from casetracker.quickstart.processes import Program
from dockets.imports.run import queue_import
from dockets.models import Docket, Filing, ImportRun, Source
from rulings.interpret.docket import list_dockets_to_interpret

WORKERS, BEATS = 4, 2
COURTS, FEEDS = 2, 6
"""Servers, and sources on each of them."""
EVERY = 0.5
"""Seconds between two dockets that are handed in."""
EACH = timedelta(seconds=2)
"""How often a feed is read."""
YEAR = 2019
"""Of the dockets that are handed in."""
PATIENCE = 300


@dataclass
class Court:
    """A court's server that takes its time, and counts who asks at once."""

    at_once: int = 0
    most_at_once: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, path: str) -> None:
        with self.lock:
            self.asked[path] += 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        time.sleep(0.1)
        with self.lock:
            self.at_once -= 1


def figures(rows: int) -> Iterator[Figure]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        courts = [stack.enter_context(_court()) for _ in range(COURTS)]
        crew = [_make(folder, f"worker{number}", "worker") for number in range(WORKERS)]
        beats = [_make(folder, f"beat{number}", "beat") for number in range(BEATS)]
        for program in (*crew, *beats):
            stack.callback(program.stop)
            program.start()
        _await_ready(crew)
        over = threading.Event()
        handed: list[int] = []
        hands = threading.Thread(target=_hand_in, args=(handed, over))
        hands.start()
        try:
            drained = _disturb(crew, beats)
        finally:
            over.set()
            hands.join()
        began = time.monotonic()
        _await_done()
        last = time.monotonic() - began
    yield from _tell(handed, courts, drained, last)


def _tell(handed: Sequence[int], courts: Sequence[Court], drained: Sequence[float], last: float) -> Iterator[Figure]:
    ours = Docket.objects.filter(year=YEAR)
    done = ImportRun.objects.filter(pk__in=handed, status=ImportRun.Status.DONE).count()
    again = ImportRun.objects.filter(pk__in=handed, attempts__gt=1).count()
    twice = Filing.objects.filter(docket__in=ours).values("docket").annotate(n=Count("id")).filter(n__gt=1).count()
    note = f"of {len(handed)}; {again} begun again after a kill"
    yield Figure("dockets handed in and lost", len(handed) - done, "", most=0, note=note)
    yield Figure("dockets or entries doubled", ours.count() - len(handed) + twice, "", most=0)
    yield Figure(
        "workers drained, the slowest", max(drained), "s", most=30, note=f"{len(drained)}, each with exit code 0"
    )
    asked = sum(sum(court.asked.values()) for court in courts)
    at_once = max(court.most_at_once for court in courts)
    yield Figure("requests to one court at once", at_once, "", most=1, note=f"of {asked}, by all workers")
    yield Figure("all done after the last start", last, "s", most=90, note="a lease lasts 45 s")


def _disturb(crew: list[Program], beats: list[Program]) -> list[float]:
    """Kills one worker and one beat outright, then stops and starts each worker. Seconds that each stop took."""
    time.sleep(3)
    _kill(crew[0])
    _kill(beats[0])
    time.sleep(3)
    crew[0].start()
    beats[0].start()
    _await_ready(crew)
    took = []
    for worker in crew:
        began = time.monotonic()
        if worker.process is None:
            raise RuntimeError(f"{worker.name} was never started.")
        worker.process.send_signal(signal.SIGTERM)
        if code := worker.process.wait(60):
            raise RuntimeError(f"{worker.name} ended with {code}:\n{worker.last_words()}")
        took.append(time.monotonic() - began)
        worker.start()
        _await_ready([worker])
    beats[1].stop()
    return took


def _hand_in(handed: list[int], over: threading.Event) -> None:
    """As people do: one docket after the other, each another case."""
    while not over.wait(EVERY):
        number = f"2:{YEAR % 100}-cv-{len(handed) + 1:05}"
        told = {
            "format": "casetracker-docket/1", "court": material.COURT, "docket_number": number,
            "entries": [{"number": 1, "date_filed": "2019-02-03", "text": f"COMPLAINT {number}"}],
        }  # fmt: skip
        handed.append(queue_import(json.dumps(told).encode(), name=f"{number}.json").pk)


def _await_done() -> None:
    deadline = time.monotonic() + PATIENCE
    open_ones = ImportRun.objects.filter(status__in=(ImportRun.Status.QUEUED, ImportRun.Status.RUNNING))
    Source.objects.update(enabled=False)
    while open_ones.exists() or list_dockets_to_interpret(1):
        if time.monotonic() > deadline:
            raise RuntimeError(f"{open_ones.count()} imports are not done after {PATIENCE} s.")
        time.sleep(0.2)


def _make(folder: Path, name: str, kind: str) -> Program:
    options = ["--concurrency=1", f"--hostname={name}@localhost", "--without-gossip", "--without-mingle"]
    command = [sys.executable, "-m", "celery", "-A", "casetracker", kind, *(options if kind == "worker" else [])]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.measures.loopback", "CELERY_SKIP_CHECKS": "1"}
    return Program(
        name, [*command, "--loglevel=INFO"], folder / f"{name}.log", env, Path(settings.BASE_DIR), patience=60
    )


def _await_ready(crew: Sequence[Program]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not all(" ready." in worker.last_words(100_000) for worker in crew):
        if time.monotonic() > deadline or any(worker.exit_code is not None for worker in crew):
            raise RuntimeError("\n".join(worker.last_words() for worker in crew))
        time.sleep(0.1)


def _kill(program: Program) -> None:
    """SIGKILL for it and its children at once: the machine has lost power."""
    if program.process is None:
        return
    parent = psutil.Process(program.process.pid)
    for process in [parent, *parent.children(recursive=True)]:
        process.kill()
    program.process.wait()


@contextmanager
def _court() -> Iterator[Court]:
    """A server on a local port, whose feeds have nothing in them, with a source for each."""
    court = Court()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            court.answer(self.path)
            self.send_response(304)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Logs nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for number in range(FEEDS):
        url = f"http://127.0.0.1:{server.server_port}/cgi-bin/rss_outside.pl?{number}"
        Source.objects.create(
            slug="court-feed", court_id=material.COURT, url=url, next_at=timezone.now(), interval=EACH
        )
    try:
        yield court
    finally:
        server.shutdown()
        server.server_close()
