"""Everything on one machine with one command: servers, worker, web server, started and stopped together. Called by the
command ``quickstart``.

This process prepares the database, hands in the sample case and then only keeps watch. All other parts are processes of
their own, with the addresses of the servers in their environment.
"""

import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connections
from django.urls import reverse

from casetracker.config import database, nightly
from casetracker.config.secret_files import inline_secrets
from casetracker.quickstart import embedded, folders
from casetracker.quickstart.folders import write_private_file
from casetracker.quickstart.processes import Program

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"


class CannotStart(Exception):
    """The site cannot start; the message says why and what to do, in a sentence."""


class StopRequested(BaseException):
    """Ctrl-C, or the signal with which the system stops a program."""


@dataclass(slots=True)
class Site:
    """A running site on this machine. ``say`` prints a line for the person at the terminal."""

    data_dir: Path
    port: int
    say: Callable[[str], None]
    servers: embedded.Servers | None = None
    programs: list[Program] = field(default_factory=list)
    backup: Program | None = None
    """The backup of last night, or the one that is being made."""
    is_told: bool = field(default=False, init=False)
    """Whether a signal has told us to stop."""
    _environment_of_parts: Mapping[str, str] = field(default_factory=dict, init=False)

    def run(self, *, sample: bool) -> None:
        """Starts everything, then watches until told to stop. Raises ``CannotStart`` when a part does not come up or
        ends."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._told_to_stop)
        try:
            self._start(sample=sample)
            self._watch()
        except StopRequested:
            self.say("\nStopping …")
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            self._stop()
        self.say("Stopped. Start again with the same command: everything is kept.")

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}/"

    def _start(self, *, sample: bool) -> None:
        require_free_port(self.port)
        folders.make_private_folder(self.data_dir)
        env = self._environment_of_parts = self._environment()
        self._prepare()
        for program in (self._worker(env), self._web(env)):
            program.start()
            self.programs.append(program)
        if sample:
            self._load_sample()
        self._await_parts()
        self._welcome()

    def _welcome(self) -> None:
        passwords, login = self.data_dir / "passwords", reverse("login")
        where = f"   (first passwords: {passwords})" if passwords.exists() else ""
        self.say(f"\nCasetracker is running: {self.address}")
        self.say(f"To log in: {self.address.rstrip('/')}{login}{where}")
        self.say("Next: look at a timeline, log in as editor, or import a docket of your own in a second terminal:")
        self.say(f"  {_command_for(self.data_dir)}uv run manage.py import_docket FILE")
        self.say("This is for trying it out and for one small newsroom; docs/deploy.md has the rest. Ctrl-C stops it.")

    def _environment(self) -> dict[str, str]:
        """The environment of every part. Starts the embedded servers unless the addresses of others are given."""
        env = inline_secrets(os.environ) | {"CASETRACKER_DATA_DIR": str(self.data_dir)}
        env.setdefault("CASETRACKER_HTTPS", "off")
        env.setdefault("CASETRACKER_SECRET_KEY", _secret_key(self.data_dir / "secret_key"))
        if sys.platform == "darwin":
            # macOS stops a forked process that has used its system libraries before the fork.
            env["OBJC_DISABLE_INITIALIZE_FORK_SAFETY"] = "YES"
        if not _has_servers_of_its_own(env):
            self.say("Starting PostgreSQL and Valkey …")
            self.servers = embedded.start_servers(self.data_dir)
            env |= {"DATABASE_URL": self.servers.addresses.database_url, "REDIS_URL": self.servers.addresses.redis_url}
            use_addresses(self.servers.addresses)
        return env

    def _prepare(self) -> None:
        """Runs ``prepare_site`` in this process, which has loaded Django already."""
        try:
            call_command("prepare_site")
        except DatabaseError as error:
            raise CannotStart(f"The database could not be prepared: {error}") from error
        finally:
            connections.close_all()

    def _worker(self, env: Mapping[str, str]) -> Program:
        command = [sys.executable, "-m", "celery", "-A", "casetracker", "worker", "--beat"]
        command += ["--concurrency=2", "--loglevel=INFO", "--without-gossip", "--without-mingle"]
        return Program("worker", command, self.data_dir / "worker.log", env, ROOT)

    def _web(self, env: Mapping[str, str]) -> Program:
        command = [sys.executable, "-m", "gunicorn", "--bind", f"{HOST}:{self.port}", "--workers", "2", "--preload"]
        # Uploads are masked before they are stored: the largest form takes longer than gunicorn's 30 seconds.
        command += ["--timeout", "180"]
        # gunicorn's control socket would lie outside the data folder.
        command += ["--no-control-socket", "--access-logfile", "-"]
        return Program("web server", [*command, "casetracker.wsgi:application"], self.data_dir / "web.log", env, ROOT)

    def _load_sample(self) -> None:
        """Queues the sample at once and waits for the worker, which starts meanwhile. A failure is reported, and does
        not keep a newsroom from its own cases."""
        try:
            call_command("load_sample", while_waiting=self._all_alive)
        except (CommandError, DatabaseError) as error:
            self.say(f"The sample case could not be loaded: {error}")
        finally:
            connections.close_all()

    def _await_parts(self) -> None:
        """Waits until pages are served and tasks are taken. A part that ended is noticed at once; the limit is for one
        that hangs."""
        deadline = time.monotonic() + 180
        while not (_listens(self.port) and self.programs[0].has_said(" ready.")):
            self._all_alive()
            if time.monotonic() > deadline:
                raise CannotStart(
                    f"Worker or web server did not come up within three minutes; see the logs in {self.data_dir}."
                )
            time.sleep(0.05)

    def _all_alive(self) -> None:
        everything = [*(self.servers.programs if self.servers else []), *self.programs]
        for program in everything:
            if program.exit_code is not None:
                raise CannotStart(
                    f"The {program.name} ended (exit code {program.exit_code}), so everything was stopped. "
                    f"The end of {program.log}:\n{program.last_words()}"
                )

    def _watch(self) -> None:
        next_look = time.monotonic() + nightly.FIRST_LOOK
        while not self.is_told:
            self._all_alive()
            if time.monotonic() >= next_look:
                next_look = time.monotonic() + nightly.LOOKED_EVERY
                self._back_up()
            time.sleep(0.25)
        raise StopRequested

    def _back_up(self) -> None:
        """Starts the nightly backup of the embedded database, if it is due. Where it fails, ``backup.log`` says why,
        and it is tried again; the site goes on."""
        is_busy = self.backup is not None and self.backup.exit_code is None
        if self.servers is None or is_busy or not nightly.is_backup_due(self.data_dir / nightly.FOLDER, time.time()):
            return
        command = [sys.executable, "manage.py", "backup", f"--keep={nightly.KEPT}"]
        env = {**self._environment_of_parts, "CASETRACKER_BACKUP_DIR": str(self.data_dir / nightly.FOLDER)}
        self.backup = Program("backup", command, self.data_dir / "backup.log", env, ROOT)
        self.backup.start()

    def _told_to_stop(self, number: int, frame: FrameType | None) -> None:
        """Signal handler: raises at whatever point the program is. Python ignores an exception raised while it frees an
        object, so the signal is noted too."""
        self.is_told = True
        raise StopRequested

    def _stop(self) -> None:
        """Stops the web server first, then the worker, then the servers that both need."""
        for program in reversed([*self.programs, *([self.backup] if self.backup else [])]):
            program.stop()
        if self.servers is not None:
            self.servers.stop()


def use_addresses(addresses: embedded.ServerAddresses) -> None:
    """For this process, whose settings are older than its servers."""
    connections.settings["default"].update(database.parse_database_url(addresses.database_url))
    settings.DATABASE_URL, settings.REDIS_URL = addresses.database_url, addresses.redis_url
    settings.CELERY_BROKER_URL = database.build_broker_url(addresses.redis_url)


def require_free_port(port: int) -> None:
    """Raises ``CannotStart``, naming a free port, when this one is taken."""
    if _is_free(port):
        return
    free = next((other for other in range(port + 1, min(port + 100, 65536)) if _is_free(other)), None)
    advice = f"Try --port {free}." if free else "Choose another with --port."
    raise CannotStart(f"Port {port} is in use by another program. {advice}")


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            return False
    return True


def _listens(port: int) -> bool:
    with socket.socket() as trial:
        trial.settimeout(1)
        return trial.connect_ex((HOST, port)) == 0


def _secret_key(path: Path) -> str:
    """Reads the secret key, or makes it: sessions survive a restart."""
    if not path.exists():
        write_private_file(path, secrets.token_urlsafe(50))
    return path.read_text()


def _has_servers_of_its_own(env: Mapping[str, str]) -> bool:
    given = [bool(env.get(name)) for name in ("DATABASE_URL", "REDIS_URL")]
    if any(given) and not all(given):
        raise CannotStart(
            "Only one of DATABASE_URL and REDIS_URL is set. Set both to use servers of your own, or neither."
        )
    return all(given)


def _command_for(data_dir: Path) -> str:
    return "" if data_dir == ROOT / ".data" else f"CASETRACKER_DATA_DIR={data_dir} "
