"""Other people's servers, played on a real local port: nothing of ours is replaced, the requests are real."""

import gzip
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Script = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class CourtServer:
    """A court's web server. ``script`` answers every request; ``asked`` holds the headers of each, lower-case names."""

    url: str
    script: Script
    asked: list[dict[str, str]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)


@contextmanager
def directory_server(name: str) -> Iterator[str]:
    """Runs a newsroom's directory, a program of this folder that says its port first; gives its address."""
    program = [sys.executable, str(Path(__file__).with_name(f"{name}.py"))]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as provider:
        assert provider.stdout is not None
        yield f"http://127.0.0.1:{provider.stdout.readline().strip()}"
        provider.terminate()


@contextmanager
def court_server(script: Script) -> Iterator[CourtServer]:
    """Runs a ``CourtServer`` for the time of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    court = CourtServer(f"http://127.0.0.1:{server.server_port}/cgi-bin/rss_outside.pl", script)
    server.RequestHandlerClass = _handler(court)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield court
    finally:
        court.ended.set()
        server.shutdown()
        thread.join(60)
        server.server_close()


def _handler(court: CourtServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            court.asked.append({name.lower(): value for name, value in self.headers.items()} | {"path": self.path})
            try:
                court.script(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            """Quiet."""

    return Handler


def answer(body: bytes, *, status: int = 200, **headers: str) -> Script:
    """The same answer to everything. ``content_type="…"`` becomes ``Content-Type``."""

    def script(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"content_type": "application/rss+xml", **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return script


def conditional(body: bytes, etag: str) -> Script:
    """304 to who already has ``etag``."""

    def script(request: BaseHTTPRequestHandler) -> None:
        if request.headers.get("If-None-Match") == etag:
            request.send_response(304)
            request.send_header("ETag", etag)
            request.end_headers()
        else:
            answer(body, etag=etag)(request)

    return script


def redirect(*targets: str) -> Script:
    """Redirects to the targets in turn, then to the last one again and again. "" stands for the server itself."""
    left = list(targets)

    def script(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", (left.pop(0) if len(left) > 1 else left[0]) or request.path)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return script


def by_path(scripts: Mapping[str, Script], otherwise: Script) -> Script:
    """The script of the first path that the request's begins with."""

    def script(request: BaseHTTPRequestHandler) -> None:
        next((own for path, own in scripts.items() if request.path.startswith(path)), otherwise)(request)

    return script


def cut(body: bytes, after: int) -> Script:
    """Announces all of the body and hangs up after some bytes of it."""

    def script(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body[:after])
        request.close_connection = True

    return script


def reset(request: BaseHTTPRequestHandler) -> None:
    """Resets the connection instead of answering."""
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.connection.close()
    request.close_connection = True


def noise(request: BaseHTTPRequestHandler) -> None:
    """Something that is no HTTP."""
    request.wfile.write(b"\x16\x03\x01 this is no answer\r\n\r\n")
    request.close_connection = True


def drip(court_ended: Callable[[], bool], *, in_headers: bool, pause: float = 0.05) -> Script:
    """A byte at a time, without end: each read succeeds, and nothing ever is complete."""

    def script(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(
            b"HTTP/1.1 200 OK\r\n" if in_headers else b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
        )
        while not court_ended():
            request.wfile.write(b"X-Slow: 1\r\n" if in_headers else b"x")
            request.wfile.flush()
            time.sleep(pause)
        request.close_connection = True

    return script


def gzip_bomb(megabytes: int) -> Script:
    """About a kilobyte on the wire for each megabyte."""
    return answer(gzip.compress(bytes(megabytes * 1024 * 1024), 9), content_encoding="gzip")
