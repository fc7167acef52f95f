"""Celery workers as real processes, against the test's own database and its own corner of the broker.

Used by the tests of faults: start some, kill them outright, start them again.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import redis
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from casetracker.quickstart.processes import Program, kill_processes, read_tail
from tests.servers.forks import PythonProgram, run_fork

ROOT = Path(settings.BASE_DIR)
UNCHECKED = {"CELERY_SKIP_CHECKS": "1"}
"""Django's checks of models and addresses take as long as all else that a worker does to start. They are made where
``quickstart`` starts one, and by ``manage.py check``."""


def database_url() -> str:
    """The address of the database that this test uses (``test_…``), as another process needs it."""
    parts = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    given = {name: parts[key] for name, key in names.items() if parts[key]}
    # Not libpq's, but psycopg's own.
    options = parts["OPTIONS"]
    return make_conninfo(**given, **options)


def environment(**extra: str) -> dict[str, str]:
    """What a process needs to work on the test's database and broker."""
    ours = {
        "DATABASE_URL": database_url(),
        "REDIS_URL": settings.REDIS_URL,
        "CASETRACKER_SECRET_KEY": settings.SECRET_KEY,
    }
    return {**os.environ, **ours, "CASETRACKER_BROKER_PREFIX": settings.BROKER_PREFIX, **extra}


@dataclass(slots=True)
class Workers:
    """Starts worker processes and ends them all. Each ``start`` is one worker group: a parent with ``processes``
    children."""

    folder: Path
    running: list[Program] = field(default_factory=list)

    def start(self, *, processes: int = 1, beat: bool = False, app: str = "casetracker", **env: str) -> Program:
        """Returns when the worker takes tasks. ``env``: further environment variables, e.g. to shorten a lease."""
        number = len(self.running)
        options = [
            f"--concurrency={processes}",
            f"--hostname=w{number}@localhost",
            "--loglevel=INFO",
            "--without-gossip",
            "--without-mingle",
        ]
        options += ["--beat"] if beat else []
        command = [sys.executable, "-m", "celery", "-A", app, "worker", *options]
        surroundings = environment(**UNCHECKED, **env)
        program = PythonProgram(f"worker {number}", command, self.folder / f"worker{number}.log", surroundings, ROOT)
        program.start()
        self.running.append(program)
        wait_until(lambda: program.has_said(" ready.") or program.exit_code is not None, 180)
        if program.exit_code is not None:
            raise RuntimeError(program.last_words(50))
        return program

    def kill(self, program: Program) -> None:
        """SIGKILL for the worker and all its children, at once: the machine has lost power."""
        if program.process is None:
            return
        parent = psutil.Process(program.process.pid)
        family = [parent, *parent.children(recursive=True)]
        for process in family:
            process.send_signal(signal.SIGSTOP)
        kill_processes(family)
        program.process.wait(60)

    def kill_children(self, program: Program) -> None:
        """SIGKILL for the children alone; the parent stays and makes new ones."""
        if program.process is not None:
            kill_processes(psutil.Process(program.process.pid).children())

    def log(self, program: Program) -> str:
        return read_tail(program.log, 500)

    def stop(self) -> None:
        for program in self.running:
            program.stop()


def empty_broker() -> None:
    """Removes every message and note of this process's tests from the broker."""
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        for key in client.scan_iter(match=f"{settings.BROKER_PREFIX}*", count=1000):
            client.delete(key)


def wait_until(reached: Callable[[], object], seconds: float = 60) -> None:
    """Waits for something that another process does; fails the test when it does not come."""
    deadline = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > deadline:
            raise AssertionError(f"not reached within {seconds} s")
        time.sleep(0.05)


def run_manage(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """``manage.py`` in a process of its own on the test's database."""
    return run_fork([sys.executable, "manage.py", *arguments], env=environment(**env), timeout=180)
