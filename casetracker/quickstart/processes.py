"""Starting and stopping child programs: log file, orphans, last lines of output.

Called by ``embedded`` for the two servers and by ``site`` for worker and web server. Does not import Django.
"""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from casetracker.quickstart.folders import ServerAccount

LARGEST_LOG = 50 * 2**20
"""Bytes. A log that is longer when its program starts is renamed, replacing the one renamed before."""
LONGEST_TAIL = 2**20
"""Bytes."""
_PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class Program:
    """A command line with its environment; ``name`` is what people read ("web server")."""

    name: str
    command: Sequence[str]
    log: Path
    env: Mapping[str, str]
    folder: Path
    account: ServerAccount | None = None
    """None: runs as we do."""
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 20.0
    """Seconds between the first signal and SIGKILL."""
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    began: int = field(default=0, init=False)
    """Byte in the log at which this run begins."""

    def start(self) -> None:
        """Starts it in its own session: Ctrl-C in the terminal reaches only us, and we stop the programs in order."""
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.began = log.tell()
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=dict(self.env),
                cwd=self.folder,
                start_new_session=True,
                preexec_fn=_end_with_parent(self.stop_signal),
                **({} if self.account is None else self.account.as_popen()),
            )

    @property
    def exit_code(self) -> int | None:
        """The exit code; None while it runs or if it was never started."""
        return None if self.process is None else self.process.poll()

    def stop(self) -> None:
        """Stops it and its child processes; returns when none is left. Safe to call twice."""
        if self.process is None:
            return
        family = _family(self.process.pid)
        if self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(self.patience)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        kill_processes(family)
        # Children of a parent that died by itself are no longer its children, but still in its process group.
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def last_words(self, lines: int = 20) -> str:
        """The last lines of its log, from this run only."""
        return read_tail(self.log, lines, since=self.began)

    def has_said(self, words: str) -> bool:
        """Whether the words stand anywhere in its log, from this run only. Reads all of it: for the time of a start."""
        if not self.log.exists():
            return False
        with self.log.open("rb") as file:
            file.seek(self.began)
            return words.encode() in file.read()


def read_tail(path: Path, lines: int, *, since: int = 0) -> str:
    """The last lines of a text file from byte ``since`` on, "" if there are none. Reads at most ``LONGEST_TAIL``,
    however long the file is."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(since, file.seek(0, os.SEEK_END) - LONGEST_TAIL))
        return "\n".join(file.read().decode(errors="replace").splitlines()[-lines:])


def kill_processes(family: Sequence[psutil.Process]) -> None:
    """Kills those of these processes that still run."""
    for process in family:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(family, timeout=5)


def find_process(pid_file: Path, marker: str) -> psutil.Process | None:
    """The process of a pid file, if it lives and its command line contains ``marker``: the number may long belong to
    another process."""
    try:
        process = psutil.Process(int(pid_file.read_text().split()[0]))
        return process if any(marker in part for part in process.cmdline()) else None
    except (OSError, ValueError, IndexError, psutil.Error):
        return None


def stop_orphan_server(pid_file: Path, marker: str, stop_signal: signal.Signals) -> None:
    """Stops a server that a killed run of ours left behind, and removes its pid file."""
    process = find_process(pid_file, marker)
    if process is not None:
        family = [process, *process.children(recursive=True)]
        process.send_signal(stop_signal)
        psutil.wait_procs(family, timeout=20)
        kill_processes(family)
    pid_file.unlink(missing_ok=True)


def _family(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _end_with_parent(stop_signal: signal.Signals) -> Callable[[], None] | None:
    """Makes the kernel stop the child when we are killed outright; Linux only.

    Elsewhere ``stop_orphan_server`` cleans up at the next start.
    """
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl

    def arrange() -> None:
        prctl(_PR_SET_PDEATHSIG, int(stop_signal))

    return arrange
