"""A real streaming replica of an embedded server: who reads there, and that nobody notices when it lags or dies."""

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import quote

import psycopg
import pytest
from django.core import signing

from casetracker.delivery.replica_reads import _SALT, COOKIE
from casetracker.quickstart import embedded, folders, wheels
from casetracker.quickstart.processes import Program
from tests.faults.test_faults import docket, entry, file
from tests.faults.test_faults_database import PERFORM, QUEUE, addresses, ask, run_there
from tests.servers.own_servers import SETTINGS, Web, await_postgres, crash, own_servers, postgres, web
from tests.servers.workers import run_manage, wait_until

pytestmark = pytest.mark.programs
LAG = 1.0
ONE, OTHER = "2:21-cv-00081", "2:21-cv-00082"


@dataclass(slots=True)
class Replica:
    program: Program
    url: str

    def ask(self, statement: LiteralString) -> Any:
        with psycopg.connect(self.url, autocommit=True) as asked:
            return asked.execute(statement).fetchone()

    def count_reads(self) -> int:
        """Rows of cases that were read there so far."""
        found = self.ask(
            "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relname = 'dockets_docket'"
        )
        return found[0] if found else 0


@contextmanager
def replica_of(servers: embedded.Servers) -> Iterator[Replica]:
    """A second PostgreSQL that follows the first, made by ``pg_basebackup`` of the same wheel."""
    primary, sockets = postgres(servers), servers.home / "replica-run"
    (rules,) = ask(servers, "SHOW hba_file")
    Path(rules).write_text("local all all trust\nlocal replication all trust\n")
    ask(servers, "SELECT pg_reload_conf()")
    (from_sockets,) = ask(servers, "SHOW unix_socket_directories")
    data, account = servers.home / "replica", primary.account
    for folder in (data, sockets):
        folders.make_server_folder(folder, account)
    server = Path(primary.command[0])
    command = [str(server.parent / "pg_basebackup"), "-D", str(data), "-h", from_sockets, "-U", embedded.DATABASE]
    made = wheels.run_program([*command, "-R", "-X", "stream", "-c", "fast", "--no-sync"], data, account)
    assert made.returncode == 0, made.stdout
    options = ["-c", "listen_addresses=", "-c", f"hba_file={rules}", "-c", "max_connections=200"]
    program = Program(
        "replica", [str(server), "-D", str(data), "-k", str(sockets), *options], servers.home / "replica.log",
        wheels.build_server_environment(), data, account, stop_signal=primary.stop_signal,
    )  # fmt: skip
    (name,) = ask(servers, "SELECT current_database()")
    url = f"postgresql://{embedded.DATABASE}@{quote(str(sockets), safe='')}/{name}"
    program.start()
    try:
        await_postgres(url)
        yield Replica(program, url)
    finally:
        program.stop()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[embedded.Servers, Replica, Web]]:
    folder = tmp_path_factory.mktemp("replica")
    with own_servers() as servers:
        done = run_manage("migrate", "--verbosity=0", DJANGO_SETTINGS_MODULE=SETTINGS, **addresses(servers))
        assert done.returncode == 0, done.stderr
        bring_in(servers, ONE)
        with replica_of(servers) as replica:
            told = addresses(servers) | {"DATABASE_REPLICA_URL": replica.url, "CASETRACKER_REPLICA_LAG": str(LAG)}
            with web(folder, **told) as served:
                yield servers, replica, served


def bring_in(servers: embedded.Servers, number: str) -> None:
    run_there(servers, PERFORM, run_there(servers, QUEUE, told=file(docket([entry(0)], number))))


def get(served: Web, path: str, cookie: str = "") -> tuple[int, str]:
    asked = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    try:
        asked.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answered = asked.getresponse()
        return answered.status, answered.read().decode()
    finally:
        asked.close()


def shows(served: Web, number: str, cookie: str = "") -> bool:
    status, page = get(served, "/cases/", cookie)
    assert status == 200
    return number in page


def say_ready(served: Web) -> tuple[int, str]:
    status, said = get(served, "/readyz")
    return status, json.loads(said)["parts"]["replica"]


def test_pages_are_read_there_unless_it_lags_or_is_gone(site: tuple[embedded.Servers, Replica, Web]) -> None:
    servers, replica, served = site
    before = replica.count_reads()
    for _ in range(5):
        assert shows(served, ONE)
    replica.ask("SELECT pg_sleep(1)")  # a server tells its counts when a second has passed
    wait_until(lambda: replica.count_reads() > before)
    wait_until(lambda: say_ready(served)[1] == "ok")

    replica.ask("SELECT pg_wal_replay_pause()")
    bring_in(servers, OTHER)
    (place,) = ask(servers, "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint")
    wrote = f"{COOKIE}={sign(place)}"
    assert shows(served, OTHER, wrote), "who wrote it sees it"
    wait_until(lambda: shows(served, OTHER), 3 * LAG + 5)
    assert "behind" in say_ready(served)[1]
    assert "replica" not in json.loads(get(served, "/readyz")[1])["missing"], "the site works without"
    replica.ask("SELECT pg_wal_replay_resume()")
    wait_until(lambda: say_ready(served)[1] == "ok")
    assert shows(served, OTHER), "it has caught up"

    crash(replica.program)
    for path in ("/", "/cases/", f"/cases/wawd/{ONE}/", "/search/?q=motion", "/api/v1/cases/"):
        assert get(served, path)[0] == 200, path
    assert "does not answer" in say_ready(served)[1]
    replica.program.start()
    await_postgres(replica.url)
    wait_until(lambda: say_ready(served)[1] == "ok", 20)
    before = replica.count_reads()
    wait_until(lambda: shows(served, ONE) and replica.count_reads() > before, 20)


def sign(place: int) -> str:
    return signing.dumps(place, salt=_SALT)
