"""Pages over HTTP from gunicorn with two workers, four readers at a time; and a worker's memory afterwards. A subject
of ``bench``.

With ``wrk`` where it is installed, else with a small client of our own, which uses part of the machine itself.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psutil
from django.conf import settings
from django.db import connection
from django.test import Client

from bench.figure import Figure, percentile
from bench.measures.pages import page_of

WORKERS = 2
READERS = 4
SECONDS = 10
ROUNDS = 3
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def figures(rows: int) -> Iterator[Figure]:
    address = page_of(1_000)
    least = _floor(address)
    with _server("casetracker.wsgi:application") as (port, process):
        _load(port, address, 2)
        rounds = [_load(port, address, SECONDS) for _ in range(ROUNDS)]
        memory = [child.memory_info().rss / 1024**2 for child in process.children()]
    rates, tails = sorted(rate for rate, _ in rounds), sorted(tail for _, tail in rounds)
    middle = ROUNDS // 2
    note = f"{WORKERS} workers, {READERS} readers, {'wrk' if shutil.which('wrk') else 'own client'}"
    yield Figure("http, 200 of 1,000", rates[middle], "/s", worst=rates[0], floor=least, least=65, goal=150, note=note)
    yield Figure("http, 200 of 1,000: 99th percentile", tails[middle], "ms", worst=tails[-1], most=150)
    yield Figure("memory of a web worker", max(memory), "MB", most=120)


def _floor(address: str) -> float:
    """Requests per second for the same bytes, from memory, by the same server."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_bytes(Client(SERVER_NAME="localhost").get(address).content)
        with _server("bench.bare:application", BENCH_PAGE=str(page)) as (port, _):
            _load(port, "/", 1)
            return _load(port, "/", 3)[0]


@contextmanager
def _server(application: str, *further: str, **env: str) -> Iterator[tuple[int, psutil.Process]]:
    """gunicorn's port and process. ``further`` options take the place of its own, ``env`` is added to ours."""
    port = _free_port()
    options = ["--workers", str(WORKERS), "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    command = [sys.executable, "-m", "gunicorn", application, *options, *further]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env={**os.environ, **env})
    try:
        _await(port)
        yield port, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("gunicorn did not start")


def _load(port: int, address: str, seconds: int) -> tuple[float, float]:
    """Requests per second, and the 99th percentile in milliseconds. Every answer must be a 200."""
    connection.close()
    return _wrk(port, address, seconds) if shutil.which("wrk") else _own(port, address, seconds)


def _wrk(port: int, address: str, seconds: int) -> tuple[float, float]:
    command = ["wrk", "-t1", f"-c{READERS}", f"-d{seconds}s", "--latency", f"http://127.0.0.1:{port}{address}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise RuntimeError(said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    tail = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    if not rate or not tail:
        raise RuntimeError(said)
    return float(rate[1]), float(tail[1]) * _UNITS[tail[2]]


def _own(port: int, address: str, seconds: int) -> tuple[float, float]:
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(READERS) as pool:
        times = [one for many in pool.map(lambda _: _read(port, address, until), range(READERS)) for one in many]
    return len(times) / seconds, percentile(times, 99)


def _read(port: int, address: str, until: float) -> list[float]:
    times = []
    while time.monotonic() < until:
        start = time.perf_counter()
        client = HTTPConnection("127.0.0.1", port, timeout=10)
        client.request("GET", address)
        answer = client.getresponse()
        answer.read()
        client.close()
        if answer.status != 200:
            raise RuntimeError(f"{address} answered {answer.status}.")
        times.append((time.perf_counter() - start) * 1000)
    return times
