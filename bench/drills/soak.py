"""``python -m bench.drills.soak [--minutes N]``: readers, imports and a kill every minute, for half an hour; what has
grown, leaked or got stuck in the end.

A worker, a beat and a process of the web server are killed in turn. Exit 0 when everything holds, 1 when a figure
missed its limit.
"""

import argparse
import itertools
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import psutil

from bench.database import own_database, set_up_django

if TYPE_CHECKING:
    from bench.figure import Figure
    from casetracker.quickstart.processes import Program

KILLED_EVERY, EXCUSED = 60.0, 15.0
"""Seconds between two kills; how long after one an error is put down to it."""
READERS, PAUSE = 3, 0.1
"""Readers, and the seconds that each waits between two pages."""
LOOKED_EVERY = 2.0
WARM = 0.2
"""Part of the time after which memory and connections are compared with those of the end."""
SETTLED = 10
"""Minutes from which the growth of memory has a limit: before, processes still fill their caches."""
_HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE"
_LOCKS = f"{_HELD} datname = current_database())"
_IDLE = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'"
_CONNECTED = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid != pg_backend_pid()"


@dataclass
class Seen:
    """What was seen while it ran. Times are of ``time.monotonic``."""

    over: threading.Event = field(default_factory=threading.Event)
    answers: list[tuple[float, float, int]] = field(default_factory=list)
    """When somebody asked, when the answer came, and its status; 0: none came."""
    kills: list[tuple[float, str]] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    connections: list[int] = field(default_factory=list)

    def list_errors(self) -> tuple[Sequence[str], int]:
        """Answers of 5xx and none at all: those apart from kills, in words, and how many came about one."""
        wrong = [answer for answer in self.answers if answer[2] == 0 or answer[2] >= 500]
        apart = [one for one in wrong if not any(one[0] - EXCUSED < kill < one[1] for kill, _ in self.kills)]
        return [f"{status} after {end - begun:.0f} s" for begun, end, status in apart], len(wrong) - len(apart)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.drills.soak", description="Mixed load with a kill every minute.")
    parser.add_argument("--minutes", type=float, default=30)
    minutes = parser.parse_args().minutes
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with own_database(), tempfile.TemporaryDirectory() as folder:
        set_up_django(Path(folder))
        from bench import report

        report.say(report.HEAD)
        taken = list(_soak(Path(folder), minutes))
        for figure in taken:
            report.say(report.line(figure))
        return 1 if any(figure.holds is False for figure in taken) else 0


def _soak(folder: Path, minutes: float) -> "Iterator[Figure]":
    from bench.measures import rolling
    from bench.measures.load import _await, _free_port

    port, seen, handed = _free_port(), Seen(), list[int]()
    addresses = _make_pages()
    with ExitStack() as stack:
        programs = [_make_web(folder, port), rolling._make(folder, "worker", "worker"), _make_beat(folder)]
        for program in programs:
            stack.callback(program.stop)
            program.start()
        _await(port)
        rolling._await_ready(programs[1:2])
        threads = [threading.Thread(target=_read, args=(port, addresses, row, seen)) for row in range(READERS)]
        threads.append(threading.Thread(target=rolling._hand_in, args=(handed, seen.over)))
        for thread in threads:
            thread.start()
        try:
            _disturb(programs, seen, minutes * 60)
        finally:
            seen.over.set()
            for thread in threads:
                thread.join()
        rolling._await_done()
        yield from _tell(seen, handed, minutes)


def _make_pages() -> Sequence[str]:
    from bench.measures.pages import page_of

    case = page_of(200)
    return [
        "/",
        "/cases/",
        case,
        f"{case}?kind=motion",
        f"{case}?all=1",
        "/search/?q=discovery",
        "/rulings/",
        "/healthz",
    ]


def _make_web(folder: Path, port: int) -> "Program":
    from django.conf import settings

    from casetracker.quickstart.processes import Program

    config = ["--config", "python:casetracker.config.web_server"]
    command = [sys.executable, "-m", "gunicorn", *config, "--log-level", "error", "casetracker.wsgi:application"]
    env = {**os.environ, "CASETRACKER_BIND": f"127.0.0.1:{port}", "CASETRACKER_WEB_PROCESSES": "2"}
    return Program("web", command, folder / "web.log", env, Path(settings.BASE_DIR), patience=60)


def _make_beat(folder: Path) -> "Program":
    from bench.measures import rolling

    return rolling._make(folder, "beat", "beat")


def _read(port: int, addresses: Sequence[str], first: int, seen: Seen) -> None:
    turn = itertools.islice(itertools.cycle(addresses), first, None)
    while not seen.over.wait(PAUSE):
        begun = time.monotonic()
        status = _ask(port, next(turn))
        seen.answers.append((begun, time.monotonic(), status))


def _ask(port: int, address: str) -> int:
    client = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        client.request("GET", address)
        answer = client.getresponse()
        answer.read()
    except (OSError, HTTPException):
        return 0
    else:
        return answer.status
    finally:
        client.close()


def _disturb(programs: "Sequence[Program]", seen: Seen, seconds: float) -> None:
    """Until the time is over: kills one after the other and starts it anew, and looks at memory and connections."""
    began = time.monotonic()
    turns: Iterator[Callable[[], str]] = itertools.cycle(
        [lambda: _kill_anew(programs[1]), lambda: _kill_child(programs[0]), lambda: _kill_anew(programs[2])]
    )
    next_kill = began + KILLED_EVERY
    while (now := time.monotonic()) < began + seconds:
        if now >= next_kill:
            seen.kills.append((now, next(turns)()))
            next_kill += KILLED_EVERY
        seen.memory.append(_measure_memory(programs))
        seen.connections.append(_count(_CONNECTED))
        time.sleep(LOOKED_EVERY)


def _kill_anew(program: "Program") -> str:
    from bench.measures import rolling

    rolling._kill(program)
    program.start()
    return program.name


def _kill_child(program: "Program") -> str:
    """gunicorn starts another in its place."""
    if program.process is None:
        raise RuntimeError("it was started")
    psutil.Process(program.process.pid).children()[0].kill()
    return "a web process"


def _measure_memory(programs: "Sequence[Program]") -> float:
    """Megabytes of all processes; what they share counts once for each."""
    total = 0
    for program in programs:
        if program.process is not None and program.exit_code is None:
            parent = psutil.Process(program.process.pid)
            for process in (parent, *parent.children(recursive=True)):
                try:
                    total += process.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
    return total / 2**20


def _count(statement: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])


def _await_least(statement: str) -> int:
    """What is still there after half a minute: what the beat starts meanwhile holds something for moments."""
    deadline = time.monotonic() + 30
    while (left := _count(statement)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


def _count_stuck() -> int:
    """Rows of any table that workers take in turn which one still holds, though nothing is left to do."""
    from django.apps import apps
    from django.utils import timezone

    from dockets.models.leased import LeasedRow

    leased = [model for model in apps.get_models() if issubclass(model, LeasedRow)]
    held = [model._default_manager.exclude(lease_token="").filter(lease_until__lt=timezone.now()) for model in leased]
    return sum(rows.count() for rows in held)


def _tell(seen: Seen, handed: Sequence[int], minutes: float) -> "Iterator[Figure]":
    from bench.figure import Figure
    from dockets.models import ImportRun

    apart, soon = seen.list_errors()
    killed = ", ".join(name for _, name in seen.kills) or "none"
    note = f"of {len(seen.answers)} in {minutes:g} min; {soon} within {EXCUSED:g} s of a kill; {', '.join(apart)}"
    yield Figure("answers of 5xx, or none", len(apart), "", most=0, note=note.strip("; "))
    done = ImportRun.objects.filter(pk__in=handed, status=ImportRun.Status.DONE).count()
    yield Figure("imports lost", len(handed) - done, "", most=0, note=f"of {len(handed)}; killed: {killed}")
    before, after = _compare(seen.memory)
    most = 10 if minutes >= SETTLED else None
    yield Figure("memory grown", (after / before - 1) * 100, "%", most=most, note=f"{before:.0f} MB, {after:.0f} MB")
    before, after = _compare(seen.connections)
    yield Figure("connections more", after - before, "", most=2, note=f"{before:g}, then {after:g}")
    yield Figure("advisory locks left", _await_least(_LOCKS), "", most=0)
    yield Figure("idle in a transaction", _await_least(_IDLE), "", most=0)
    yield Figure("leases stuck", _count_stuck(), "", most=0)


def _compare(values: Sequence[float]) -> tuple[float, float]:
    """The medians of a fifth of the time after the processes have warmed up, and of the last fifth."""
    part = max(int(len(values) * WARM), 1)
    return median(values[part : 2 * part]), median(values[-part:])


if __name__ == "__main__":
    sys.exit(main())
