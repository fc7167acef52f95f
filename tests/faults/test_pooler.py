"""The site behind the real PgBouncer in transaction mode, where one transaction after another may run on another
connection: nothing may rely on what a connection remembers."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from casetracker.quickstart import embedded
from casetracker.quickstart.processes import Program
from tests.faults.test_faults import docket, entry, file
from tests.faults.test_faults_database import QUEUE, addresses, ask, import_there, run_there, servers
from tests.servers.own_servers import web
from tests.servers.real_nginx import choose_port
from tests.servers.workers import Workers, wait_until

__all__ = ["servers"]
PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
pytestmark = [
    pytest.mark.programs,
    pytest.mark.skipif(not PGBOUNCER, reason="PgBouncer is not installed (apt-get install pgbouncer)"),
]
CONNECTIONS = 3
"""To PostgreSQL, for all that the site's processes ask at once."""
ASKED = 300
UNLIMITED = {"CASETRACKER_ANONYMOUS_RATE": "", "CASETRACKER_PAGE_RATE": ""}
CASE, OTHER = "2:21-cv-00071", "2:21-cv-00072"


@contextmanager
def pgbouncer(servers: embedded.Servers, folder: Path) -> Iterator[str]:
    """PgBouncer, as ``docs/deploy.md`` has it, before the servers; the address of their database through it."""
    port = choose_port()
    folder.mkdir()
    config = folder / "pgbouncer.ini"
    config.write_text(
        f"[databases]\ncases = {_let_in(servers)}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n"
        f"unix_socket_dir =\nauth_type = any\npool_mode = transaction\ndefault_pool_size = {CONNECTIONS}\n"
    )
    account = []
    if os.geteuid() == 0:  # It refuses to run as root.
        account = ["-u", "nobody"]
        shutil.chown(config, "nobody")
        for place in folder.parents:
            place.chmod(place.stat().st_mode | 0o011)
    program = Program("PgBouncer", [str(PGBOUNCER), *account, str(config)], folder / "log", dict(os.environ), Path("/"))
    program.start()
    address = f"postgresql://anybody@127.0.0.1:{port}/cases"
    try:
        wait_until(lambda: program.exit_code is not None or answers(address), 30)
        assert program.exit_code is None, program.last_words()
        yield address
    finally:
        program.stop()


def _let_in(servers: embedded.Servers) -> str:
    """The servers' database for PgBouncer. They admit no other account of this machine, and it cannot be root."""
    told = {name: str(value) for name, value in conninfo_to_dict(servers.addresses.database_url).items()}
    if os.geteuid() == 0:
        (rules,) = ask(servers, "SHOW hba_file")
        Path(rules).write_text("local all all trust\n")
        ask(servers, "SELECT pg_reload_conf()")
        sockets = Path(told["host"])
        next(sockets.glob(".s.PGSQL.*[0-9]")).chmod(0o777)
        for place in (sockets, *sockets.parents):
            place.chmod(place.stat().st_mode | 0o011)
    return make_conninfo(**told)


def answers(address: str) -> bool:
    try:
        with psycopg.connect(address, connect_timeout=3):
            return True
    except psycopg.OperationalError:
        return False


def test_pages_exports_and_imports_work_behind_it(servers: embedded.Servers, tmp_path: Path) -> None:
    import_there(servers, file(docket([entry(place) for place in range(30)], CASE)))
    page = f"/cases/wawd/{CASE}/"
    paths = ["/", "/cases/", page, f"{page}timeline.csv", f"{page}timeline.json", f"{page}timeline.atom",
             "/search/?q=motion", f"{page}?q=motion", "/api/v1/cases/", "/cases/list.csv"]  # fmt: skip
    with pgbouncer(servers, tmp_path / "pgbouncer") as address:
        told = addresses(servers) | {"DATABASE_URL": address, "CASETRACKER_POOLED": "on", **UNLIMITED}
        workers = Workers(tmp_path)
        try:
            workers.start(beat=True, **told)
            with web(tmp_path, processes=3, **told) as site, ThreadPoolExecutor(6) as readers:
                asked = readers.map(lambda place: site.get(paths[place % len(paths)]).status, range(ASKED))
                run = run_there(servers, QUEUE, told=file(docket([entry(place) for place in range(30)], OTHER)))
                answered = Counter(asked)
                wait_until(lambda: _finished(servers, run), 60)
            assert set(answered) == {200}, answered
        finally:
            workers.stop()
    assert ask(servers, "SELECT status, created, error FROM dockets_importrun WHERE id = %s", run) == ("done", 30, "")


def _finished(servers: embedded.Servers, run: str) -> bool:
    return bool(ask(servers, "SELECT finished_at FROM dockets_importrun WHERE id = %s", run)[0])
