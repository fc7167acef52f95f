"""Battery A17, the web servers: they are restarted one after the other while readers read and send forms through the
real nginx, set up as ``docs/deploy.md`` has it. Nobody is answered 5xx, and nobody is turned away."""

import http.client
import logging
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.servers.own_servers import Web, make_web
from tests.servers.real_nginx import NGINX, find_block, nginx
from tests.servers.workers import wait_until
from tests.support.examples import count_examples

pytestmark = [
    pytest.mark.programs,
    pytest.mark.skipif(not NGINX, reason="nginx is not installed (apt-get install nginx-light)"),
]
QUICK, REAL = "tests.fakes.quick_site:application", "casetracker.wsgi:application"
RESTARTS = {QUICK: count_examples(4, 10), REAL: count_examples(0, 5)}
"""Of two web servers in turn. The real site takes seconds to start, in each of its processes."""
READERS = 6
FREE = {"CASETRACKER_PAGE_RATE": "", "CASETRACKER_ANONYMOUS_RATE": ""}
"""All requests come from one address."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Load:
    """Readers who ask for page after page and send a form now and then, each on connections of their own."""

    port: int
    statuses: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    over: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        while not self.over.is_set():
            for method, path in (("GET", "/cases/"), ("POST", "/cases/")):
                began = time.monotonic()
                self.statuses[f"{method} {self._ask(method, path)}"] += 1
                self.slowest = max(self.slowest, time.monotonic() - began)

    def _ask(self, method: str, path: str) -> str:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            asked.request(method, path, body="a=b" if method == "POST" else None)
            answered = asked.getresponse()
            answered.read()
            return str(answered.status)
        except OSError as error:
            return type(error).__name__
        finally:
            asked.close()

    def refused(self) -> dict[str, int]:
        """What was not answered as it always is: a page by 200, a form that nobody takes there by 403."""
        return {told: count for told, count in self.statuses.items() if told not in {"GET 200", "POST 403"}}


@contextmanager
def load(port: int) -> Iterator[Load]:
    told = Load(port)
    readers = [threading.Thread(target=told.read, daemon=True) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        yield told
    finally:
        told.over.set()
        for reader in readers:
            reader.join(60)
        log.info("%s requests: %s; slowest %.2f s", told.statuses.total(), dict(told.statuses), told.slowest)


def is_up(node: Web) -> bool:
    try:
        return node.get("/healthz").status == 200
    except OSError:
        return False


def restart(node: Web) -> None:
    """As ``systemctl restart``: the next one is started when this one has ended, as it should."""
    assert node.program.process
    node.program.process.send_signal(signal.SIGTERM)
    assert node.program.process.wait(30) == 0, node.program.last_words()
    node.program.start()
    wait_until(lambda: is_up(node))


APPLICATIONS = [
    QUICK,
    pytest.param(
        REAL,
        marks=[pytest.mark.django_db(transaction=True), pytest.mark.skipif(not RESTARTS[REAL], reason="Tried in CI.")],
    ),
]


@pytest.mark.parametrize("application", APPLICATIONS)
def test_two_web_servers_restarted_in_turn_refuse_nobody(application: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        nodes = [make_web(tmp_path, processes=2, application=application, **FREE) for _ in range(2)]
        for node in nodes:
            stack.callback(node.program.stop)
            node.program.start()
        for node in nodes:
            wait_until(lambda node=node: is_up(node))  # type: ignore[misc]
        upstream = find_block("upstream casetracker")
        for address, node in zip(("10.0.0.11:8000", "10.0.0.12:8000"), nodes, strict=True):
            upstream = upstream.replace(address, f"127.0.0.1:{node.port}")
        inside = f"proxy_pass http://casetracker; proxy_set_header Host $host;\n{find_block('proxy_next_upstream')}"
        port = stack.enter_context(nginx(tmp_path / "nginx", upstream, inside))
        with load(port) as told:
            for turn in range(RESTARTS[application]):
                restart(nodes[turn % 2])
        assert told.refused() == {}
        assert told.statuses.total() > 10 * RESTARTS[application] and told.statuses["POST 403"] > RESTARTS[application]


ACTIVATE = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execv(sys.argv[2], sys.argv[2:])
"""
"""What systemd does for a service with a socket."""


def test_one_web_server_whose_socket_systemd_holds_lets_everybody_wait(tmp_path: Path) -> None:
    node = make_web(tmp_path, processes=2, application=QUICK)
    with socket.create_server(("127.0.0.1", node.port), backlog=2048) as held, ExitStack() as stack:

        def start() -> subprocess.Popen[bytes]:
            command = [sys.executable, "-c", ACTIVATE, str(held.fileno()), *node.program.command]
            with node.program.log.open("ab") as log:
                started = subprocess.Popen(
                    command,
                    pass_fds=[held.fileno()],
                    cwd=node.program.folder,
                    env=dict(node.program.env),
                    stdout=log,
                    stderr=log,
                )
            stack.callback(started.wait, 30)
            stack.callback(started.terminate)
            return started

        first = start()
        wait_until(lambda: is_up(node))
        with load(node.port) as told:
            wait_until(lambda: told.statuses.total() > 100)
            first.terminate()
            assert first.wait(30) == 0
            before = told.statuses.total()
            start()
            wait_until(lambda: told.statuses.total() > before + 100)
        assert told.refused() == {}
