"""Runs a program of this project on a file, in a process of its own that limits itself: how every file of a stranger is
opened. Called by whatever reads, looks through or draws PDFs."""

import io
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import connection
from pathlib import Path
from typing import Protocol

import dockets
from dockets.documents.pdf_worker import WRITTEN

PATIENCE = 20.0
"""Seconds after which a process that waits instead of working is ended."""
_CHUNK = 2**20
_ROOT = Path(dockets.__file__).parent.parent


class OpenFile(Protocol):
    """A file that is open for reading: of the system, or what a storage gives."""

    def fileno(self) -> int: ...

    def seek(self, place: int, /) -> object: ...

    def read(self, size: int, /) -> bytes: ...


class ProcessEnded(Exception):
    """The process was ended before it had answered: by its limits, by ``PATIENCE``, or by a crash. Usually memory or
    time ran out; a crash of the PDF reader cannot be told from that."""


def run_limited_program(
    module: str, body: bytes | Path | OpenFile, *args: str, patience: float = PATIENCE, most: int = WRITTEN
) -> bytes:
    """Starts the module with ``body`` as its standard input (an open file: from its beginning), and returns what it
    writes, at most ``most`` bytes.

    Both ways are files, not pipes: nobody has to read while the process writes, and the kernel limits how much it may
    write. Raises ``ProcessEnded``.
    """
    with tempfile.TemporaryFile() as written, _open_given(body) as given:
        if _run([module, *args], given.fileno(), written.fileno(), patience):
            raise ProcessEnded
        written.seek(0)
        return written.read(most)


@contextmanager
def _open_given(body: bytes | Path | OpenFile) -> Iterator[OpenFile]:
    """A file of the system with the bytes, at its beginning."""
    if isinstance(body, Path):
        with body.open("rb") as given:
            yield given
    elif isinstance(body, bytes):
        with tempfile.TemporaryFile() as given:
            given.write(body)
            given.seek(0)
            yield given
    else:
        body.seek(0)
        if _is_of_system(body):
            yield body
            return
        with tempfile.TemporaryFile() as given:  # a bucket's file is read over a connection
            while some := body.read(_CHUNK):
                given.write(some)
            given.seek(0)
            yield given


def _is_of_system(body: OpenFile) -> bool:
    try:
        body.fileno()
    except io.UnsupportedOperation:
        return False
    return True


def _run(command: Sequence[str], given: int, written: int, patience: float) -> int:
    """The process's exit code."""
    ends, held = os.pipe()
    try:
        started = subprocess.Popen(
            [sys.executable, "-s", "-E", "-m", *command],
            stdin=given,
            stdout=written,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            start_new_session=True,
            pass_fds=(held,),
        )
    except BaseException:
        os.close(ends)
        raise
    finally:
        os.close(held)
    try:
        return _wait_for_end(started, ends, patience)
    finally:
        os.close(ends)
        started.kill()
        started.wait()


def _wait_for_end(started: "subprocess.Popen[bytes]", ends: int, patience: float) -> int:
    """Waits, for at most ``patience`` seconds, until the pipe of which the process alone holds the other end is closed.
    ``Popen.wait`` would look at the process every 50 ms only, a third of the time in which a page is drawn."""
    until = time.monotonic() + patience
    connection.wait([ends], patience)
    try:
        return started.wait(max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
