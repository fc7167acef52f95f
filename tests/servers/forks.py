"""Our own programs, as processes that tests start and kill, without the two seconds of computing that Python takes each
time to import what they need. Used by ``tests.servers.workers`` and ``tests.servers.own_servers``.

One process for each of pytest's has imported what depends on no setting: Django, Celery, gunicorn, the pure folders.
For each program it makes a fork, in a session of its own, which takes over environment, arguments, folder, input and
output, and then does what ``python`` does with such a command line. Settings, models and all else of the site are
loaded there. (Where there are no pidfds, outside of Linux, a program is started by itself.)
"""

import ctypes
import gc
import json
import os
import pkgutil
import runpy
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from types import ModuleType
from typing import IO, Any

from casetracker.quickstart.processes import Program

_ROOT = Path(__file__).parents[2]
_IMPORTED = [
    "celery.beat", "celery.bin.celery", "celery.bin.worker", "celery.concurrency.prefork", "celery.fixups.django",
    "celery.worker.consumer", "charset_normalizer", "django.contrib.admin.options",
    "django.contrib.postgres.fields", "django.core.handlers.wsgi", "django.core.management.commands.migrate",
    "django.db.backends.postgresql.base", "django.template.loader", "django.test", "django.urls", "django_filters",
    "django_htmx.middleware", "fido2.server", "gunicorn.app.wsgiapp", "gunicorn.workers.sync", "icalendar",
    "kombu.transport.redis", "lxml.html", "markdown_it", "nh3", "openpyxl", "orjson", "prometheus_client", "requests",
]  # fmt: skip
_PACKAGES = [
    "dockets.record", "dockets.resolve", "dockets.sources", "rulings.passages", "rulings.reading", "rulings.vocabulary",
]  # fmt: skip
"""Of which each module is imported."""
_LONGEST = 2**17
"""Bytes of a message: an environment, or code."""
_PR_SET_PDEATHSIG = 1


def forks_are_made() -> bool:
    return hasattr(os, "pidfd_open") and hasattr(socket, "SOCK_SEQPACKET")


@dataclass(slots=True)
class _Maker:
    """Our end of the process that makes the forks. One for all threads."""

    process: subprocess.Popen[bytes] | None = None
    link: socket.socket | None = None
    ended: dict[int, int] = field(default_factory=dict)
    """Process -> exit code, negative for a signal, as ``subprocess`` has it."""
    lock: threading.RLock = field(default_factory=threading.RLock)

    def start(self) -> socket.socket:
        if self.link is None or self.process is None or self.process.poll() is not None:
            self.link, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            command = [sys.executable, "-m", "tests.servers.forks", str(theirs.fileno())]
            self.process = subprocess.Popen(
                command, cwd=_ROOT, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()], start_new_session=True
            )
            theirs.close()
        return self.link

    def make(self, order: Mapping[str, Any], files: Sequence[int]) -> int:
        with self.lock:
            link = self.start()
            link.settimeout(60)
            socket.send_fds(link, [json.dumps(order).encode()], files)
            while True:
                answer = self.take(link)
                if "begun" in answer:
                    return int(answer["begun"])

    def take(self, link: socket.socket) -> dict[str, int]:
        message = link.recv(_LONGEST)
        if not message:
            raise RuntimeError("The process that makes forks has ended.")
        answer: dict[str, int] = json.loads(message)
        if "ended" in answer:
            self.ended[answer["ended"]] = answer["code"]
        return answer

    def find_exit_code(self, pid: int) -> int | None:
        with self.lock:
            if self.link is not None:
                self.link.settimeout(0)
                try:
                    while True:
                        self.take(self.link)
                except BlockingIOError:
                    pass
            return self.ended.get(pid)


_maker = _Maker()


class Fork(subprocess.Popen[bytes]):
    """What ``subprocess.Popen`` would give for the command: its number, its end, signals to it."""

    _child_created = False  # for Popen's ``__del__``: it is not our child

    def __init__(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str],
        files: tuple[int, int, int],
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> None:
        """``command``: python's path, and then ``-m`` a module, ``-c`` code, or a script. ``files``: its input, output
        and errors. ``stop_signal``: sent to it by the system when whoever made it is gone."""
        order = {"arguments": command[1:], "env": dict(env), "stop_signal": int(stop_signal)}
        self.args, self.returncode = command, None
        self.stdin = self.stdout = self.stderr = None
        self.pid = _maker.make(order, files)

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = _maker.find_exit_code(self.pid)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        deadline = time.monotonic() + (300 if timeout is None else timeout)
        while (code := self.poll()) is None:
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired(self.args, timeout or 300)
            time.sleep(0.01)
        return code


@dataclass(slots=True)
class PythonProgram(Program):
    """A program whose command is python's, started as a fork."""

    def start(self) -> None:
        if not forks_are_made():
            Program.start(self)
            return
        with self.log.open("ab") as log, Path(os.devnull).open("rb") as nothing:
            self.began = log.tell()
            files = (nothing.fileno(), log.fileno(), log.fileno())
            self.process = Fork(self.command, env=self.env, files=files, stop_signal=self.stop_signal)


def run_fork(
    command: Sequence[str], *, env: Mapping[str, str], told: str = "", timeout: float
) -> subprocess.CompletedProcess[str]:
    """As ``subprocess.run`` with ``capture_output`` and ``input``; in the folder of the project. Raises
    ``TimeoutExpired``."""
    if not forks_are_made():
        return subprocess.run(
            command, input=told, cwd=_ROOT, env=env, capture_output=True, text=True, timeout=timeout, check=False
        )
    with TemporaryFile() as given, TemporaryFile() as out, TemporaryFile() as err:
        given.write(told.encode())
        given.seek(0)
        fork = Fork(command, env=env, files=(given.fileno(), out.fileno(), err.fileno()))
        try:
            code = fork.wait(timeout)
        finally:
            fork.kill()
        return subprocess.CompletedProcess(command, code, _read(out), _read(err))


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def main() -> None:
    """In the process that makes the forks, and then in each fork."""
    link = socket.socket(fileno=int(sys.argv[1]))
    for name in _IMPORTED:
        import_module(name)
    for package in _PACKAGES:
        for module in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
            import_module(module.name)
    gc.freeze()  # A program that ends looks for garbage, and would make copies of the memory that all of them share.
    if (order := _make_forks(link)) is not None:
        _run(order["arguments"])


def _make_forks(link: socket.socket) -> dict[str, Any] | None:
    """In the process that makes them: returns None when its owner is gone. In a fork: what it is to do."""
    waiting = selectors.DefaultSelector()
    waiting.register(link, selectors.EVENT_READ)
    children: dict[int, int] = {}
    while True:
        for key, _ in waiting.select():
            if key.fileobj is not link:
                _say_ended(link, children.pop(key.fd))
                waiting.unregister(key.fd)
                os.close(key.fd)
                continue
            message, files, _, _ = socket.recv_fds(link, _LONGEST, 3)
            if not message:
                return None
            order: dict[str, Any] = json.loads(message)
            if not (pid := os.fork()):
                waiting.close()
                link.close()
                for child in children:
                    os.close(child)
                _become(order, files)
                return order
            for file in files:
                os.close(file)
            child = os.pidfd_open(pid)
            children[child] = pid
            waiting.register(child, selectors.EVENT_READ)
            link.send(json.dumps({"begun": pid}).encode())


def _say_ended(link: socket.socket, pid: int) -> None:
    _, status = os.waitpid(pid, 0)
    link.send(json.dumps({"ended": pid, "code": os.waitstatus_to_exitcode(status)}).encode())


def _become(order: Mapping[str, Any], files: Sequence[int]) -> None:
    os.setsid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, order["stop_signal"])
    for place, file in enumerate(files):
        os.dup2(file, place)
        os.close(file)
    os.environ.clear()
    os.environ.update(order["env"])
    time.tzset()


def _run(arguments: Sequence[str]) -> None:
    """As ``python`` does."""
    kind, *rest = arguments
    if kind == "-m":
        sys.argv = rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    elif kind == "-c":
        sys.argv = ["-c", *rest[1:]]
        sys.modules["__main__"] = main_module = ModuleType("__main__")
        exec(compile(rest[0], "<string>", "exec"), main_module.__dict__)
    else:
        sys.argv = [kind, *rest]
        runpy.run_path(kind, run_name="__main__")


if __name__ == "__main__":
    main()
