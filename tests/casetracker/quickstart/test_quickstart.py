"""``quickstart`` from the outside: real processes in a folder of their own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import psutil
import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from casetracker.quickstart import embedded
from casetracker.quickstart.processes import Program
from casetracker.quickstart.site import Site, StopRequested
from tests.servers.folders import make_folder
from tests.servers.workers import ROOT, wait_until

pytestmark = pytest.mark.programs
COUNTED = {
    "dockets": ("docket", "filing", "party", "observation", "importrun"),
    "rulings": ("timelineevent", "claim", "milestone", "disposition", "hearing"),
    "auth": ("user",),
}
"""What a second start must not double: models by app."""


@dataclass
class Terminal:
    """A quickstart that somebody started in a terminal."""

    process: subprocess.Popen[bytes]
    output: Path
    data_dir: Path
    port: int

    @property
    def text(self) -> str:
        return self.output.read_text()

    def await_welcome(self) -> None:
        wait_until(lambda: "Casetracker is running" in self.text or self.process.poll() is not None, 240)
        assert self.process.poll() is None, self.text

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def get(self, path: str, opener: OpenerDirector | None = None, **form: str) -> str:
        data = urlencode(form).encode() if form else None
        with (opener or build_opener()).open(f"http://127.0.0.1:{self.port}{path}", data, timeout=10) as answer:
            return str(answer.read().decode())

    def counts(self) -> dict[str, int]:
        found = {}
        with psycopg.connect(embedded.get_server_addresses(self.data_dir).database_url) as connection:
            for table in [f"{app}_{model}" for app, models in COUNTED.items() for model in models]:
                query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
                found[table] = connection.execute(query).fetchall()[0][0]
        return found


@pytest.fixture
def data_dir() -> Iterator[Path]:
    folder = make_folder("quickstart")
    yield folder
    shutil.rmtree(folder)


def _bare() -> dict[str, str]:
    """The environment of a terminal, without what this test run has put there."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CASETRACKER_", "DATABASE_URL", "REDIS_URL"))
    }


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def quickstart(
    data_dir: Path, *options: str, port: int = 0, env: Mapping[str, str] | None = None
) -> Iterator[Terminal]:
    port = port or free_port()
    output = data_dir.with_suffix(".out")
    command = [sys.executable, "manage.py", "quickstart", "--port", str(port), "--data-dir", str(data_dir), *options]
    with output.open("w") as file:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**_bare(), **(env or {})}, stdout=file, stderr=subprocess.STDOUT
        )
    try:
        yield Terminal(process, output, data_dir, port)
    finally:
        process.kill()
        process.wait(60)
        output.unlink()


def none_is_left(family: list[psutil.Process]) -> bool:
    return not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in family)


def test_first_start_then_stop_then_second_start_then_a_crash(data_dir: Path) -> None:
    """One long walk: each start takes seconds."""
    with quickstart(data_dir) as first:
        first.await_welcome()
        passwords = dict(re.findall(r"^  (journalist|editor|admin) +(\S+)$", first.text, re.MULTILINE))
        counts = first.counts()
        _serves_the_sample(first)
        _lets_in(first, "editor", passwords["editor"])
        _is_found_by_a_second_terminal(first)
        _refuses_a_second_start(first)
        _stops_cleanly(first, signal.SIGINT)
    assert set(passwords) == {"journalist", "editor", "admin"}
    with quickstart(data_dir) as second:
        second.await_welcome()
        assert second.counts() == counts
        assert not any(password in second.text for password in passwords.values())
        _lets_in(second, "admin", passwords["admin"])
        _ends_with_a_reason_when_a_part_ends(second)


def _serves_the_sample(site: Terminal) -> None:
    assert "Parler" in site.get("/")
    timeline = site.get("/cases/wawd/2:21-cv-00031/")
    assert "Parler" in timeline
    assert "Amazon Web Services" in timeline
    style = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', timeline)
    assert style, "styles have a name that browsers may keep"
    assert site.get(style[1])


def _lets_in(site: Terminal, name: str, password: str) -> None:
    opener = build_opener(HTTPCookieProcessor(CookieJar()))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', site.get("/accounts/login/", opener))
    assert token
    page = site.get("/accounts/login/", opener, username=name, password=password, csrfmiddlewaretoken=token[1])
    assert name in page
    assert "/accounts/logout/" in page


def _is_found_by_a_second_terminal(site: Terminal) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "export_docket", "wawd", "2:21-cv-00031"],
        cwd=ROOT, env={**_bare(), "CASETRACKER_DATA_DIR": str(site.data_dir)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Parler" in done.stdout


def _refuses_a_second_start(site: Terminal) -> None:
    with quickstart(site.data_dir.with_name(site.data_dir.name + "-other"), port=site.port) as other:
        assert other.process.wait(120) == 1
        assert f"Port {site.port} is in use by another program. Try --port" in other.text
    command = [sys.executable, "manage.py", "quickstart", "--port", str(free_port()), "--data-dir", str(site.data_dir)]
    done = subprocess.run(command, cwd=ROOT, env=_bare(), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"already runs on {site.data_dir} (process {site.process.pid})" in done.stderr


def _stops_cleanly(site: Terminal, number: signal.Signals) -> None:
    family = site.family()
    assert len(family) >= 6
    site.process.send_signal(number)
    assert site.process.wait(60) == 0, site.text
    assert none_is_left(family)
    assert "Traceback" not in site.text


def _ends_with_a_reason_when_a_part_ends(site: Terminal) -> None:
    family = site.family()
    worker = next(process for process in psutil.Process(site.process.pid).children() if "celery" in process.cmdline())
    worker.kill()
    assert site.process.wait(60) == 1
    assert "The worker ended (exit code -9), so everything was stopped." in site.text
    assert none_is_left(family)


@pytest.mark.thorough
def test_without_the_sample_on_servers_of_its_own(data_dir: Path) -> None:
    """The addresses of this test run stand for real servers; the broker's prefix keeps the two apart."""
    with quickstart(data_dir, "--no-sample", env=_servers_of_this_run()) as site:
        site.await_welcome()
        assert "Starting PostgreSQL" not in site.text
        assert "Parler" not in site.get("/cases/")
        _stops_cleanly(site, signal.SIGTERM)


def _servers_of_this_run() -> dict[str, str]:
    name = f"quickstart_{os.getpid()}"
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return {
        "DATABASE_URL": make_conninfo(url, dbname=name),
        "REDIS_URL": os.environ["REDIS_URL"],
        "CASETRACKER_BROKER_PREFIX": f"{name}:",
    }


def test_being_told_to_stop_is_not_forgotten_where_nobody_listened(tmp_path: Path) -> None:
    """Libraries swallow what is raised while they are imported, or while something is cleared away."""
    site = Site(tmp_path, 0, lambda line: None)
    ended: list[bool] = []

    def watch() -> None:
        with pytest.raises(StopRequested):
            site._watch()
        ended.append(True)

    with pytest.raises(StopRequested):
        site._told_to_stop(signal.SIGTERM, None)
    watching = Thread(target=watch, daemon=True)
    watching.start()
    watching.join(5)
    assert ended


def test_a_worker_that_was_ready_long_ago_is_not_waited_for(tmp_path: Path) -> None:
    """It has read the sample since, and told of each task."""
    with socket.create_server(("127.0.0.1", 0)) as web:
        site = Site(tmp_path, int(web.getsockname()[1]), lambda line: None)
        said = "import time; print('worker ready.', *['a task succeeded'] * 500, sep='\\n', flush=True); time.sleep(60)"
        worker = Program("worker", [sys.executable, "-c", said], tmp_path / "worker.log", _bare(), tmp_path)
        site.programs.append(worker)
        worker.start()
        try:
            wait_until(lambda: "succeeded" in worker.last_words())
            waiting = Thread(target=site._await_parts, daemon=True)
            waiting.start()
            waiting.join(10)
            assert not waiting.is_alive()
        finally:
            worker.stop()


def test_one_address_alone_is_not_enough(data_dir: Path) -> None:
    with quickstart(data_dir, env={"DATABASE_URL": "postgresql://db.example/casetracker"}) as site:
        assert site.process.wait(120) == 1
        assert "Set both to use servers of your own, or neither." in site.text
