"""gunicorn's settings, and how a web server stops: ``gunicorn --config python:casetracker.config.web_server``.

Told to stop (SIGTERM), it says on ``/readyz`` that it is draining, so that whoever asks sends it nothing more, and goes
on answering for ``CASETRACKER_DRAIN`` seconds. Then it takes no new connection, answers those that were made already,
and ends. gunicorn alone would cut off the connections that wait for a worker, forms among them.
"""

import ctypes
import os
import socket
import struct
import time
from contextlib import suppress
from typing import Any

from gunicorn.arbiter import Arbiter
from gunicorn.workers.sync import SyncWorker

from casetracker.config import draining

bind = os.environ.get("CASETRACKER_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("CASETRACKER_WEB_PROCESSES", "4"))
timeout = 180
"""Seconds for a request: a form of 200 MB of files is cleared of personal numbers before it is kept."""
graceful_timeout = 180
"""Seconds for what is being answered when the server is told to stop."""
max_requests, max_requests_jitter = 2000, 200
# It would lie in the user's home, where the service may not write.
control_socket_disable = True
DRAIN = float(os.environ.get("CASETRACKER_DRAIN", "0"))
_SO_ATTACH_FILTER = 26  # Linux; Python does not name it
_NO_SYN = ((0x30, 0, 0, 13), (0x54, 0, 0, 0x12), (0x15, 0, 1, 0x02), (0x06, 0, 0, 0), (0x06, 0, 0, 0xFFFFFFFF))
"""A classic BPF program: of a TCP header's flags (byte 13), SYN without ACK is dropped, and all else passes."""


class DrainingWorker(SyncWorker):  # type: ignore[misc]  # gunicorn has no types
    """A worker that, once no new connection is let in, ends only when nobody waits for it any more."""

    def run_for_one(self, timeout: float) -> None:
        super().run_for_one(timeout)
        if draining.is_closed():
            with suppress(BlockingIOError, ConnectionAbortedError):
                while True:
                    self.notify()
                    self.accept(self.sockets[0])
            self.sockets[0].close()


worker_class = DrainingWorker


def when_ready(server: Any) -> None:
    """Called by gunicorn's master before it starts workers."""
    server.handle_term = lambda: _drain(server)


def _drain(server: Any) -> None:
    """In the place of gunicorn's own ``handle_term``. A socket that another holds too (systemd, or the master that has
    been started in our place) stays open for it, with those who wait there."""
    draining.begin_draining()
    time.sleep(DRAIN)
    if not (server.systemd or server.reexec_pid or server.master_pid):
        with suppress(OSError):
            for listener in server.LISTENERS:
                refuse_connections(listener.sock)
            draining.note_closed()
    Arbiter.handle_term(server)


def refuse_connections(listener: socket.socket) -> None:
    """Lets no further connection begin. Those that were made wait to be accepted; whoever comes asks again after a
    second, when the socket is closed, and is refused. Raises ``OSError`` where the system has no such filter."""
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in _NO_SYN))
    told = struct.pack("HP", len(_NO_SYN), ctypes.addressof(program))
    listener.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, told)
