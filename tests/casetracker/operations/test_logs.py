"""Log lines: nothing of an idle site, JSON where it is set, the id of a request from the page to the worker, and
reports of errors without what is nobody else's."""

import gzip
import json
import logging
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from celery import current_app
from django.test import Client

from casetracker.operations.log_lines import JsonLines, QuietRoutine
from casetracker.operations.request_ids import get_request_id, use_request_id
from casetracker.tasks import look_after_site
from dockets.db import enqueue
from tests.servers.workers import ROOT, empty_broker, environment

RING, WORK = "casetracker.tasks.ring_due", "casetracker.tasks.import_run"


def record(name: str, arguments: Any, level: int = logging.INFO) -> logging.LogRecord:
    return logging.LogRecord(name, level, __file__, 1, "said", arguments, None)


@pytest.mark.parametrize("name", ["celery.worker.strategy", "celery.app.trace"])
def test_what_the_beat_sends_again_and_again_is_not_logged(name: str) -> None:
    quiet = QuietRoutine()
    assert not quiet.filter(record(name, ({"name": RING, "runtime": 0.1},)))
    assert quiet.filter(record(name, ({"name": WORK, "runtime": 0.1},)))
    assert quiet.filter(record(name, ({"name": RING},), logging.ERROR))
    assert not quiet.filter(record("celery.beat", ("ring-due", RING)))
    assert quiet.filter(record("celery.beat", ()))


def test_a_line_of_json_has_the_request_and_the_error() -> None:
    try:
        raise ValueError("§ odd\nline")
    except ValueError:
        one = logging.LogRecord("a.b", logging.ERROR, __file__, 1, "It broke: %s", ("x",), sys.exc_info())
    with use_request_id("abcdefgh"):
        line = JsonLines().format(one)
    told = json.loads(line)
    assert "\n" not in line and "ValueError: § odd" in told["exception"]
    assert (told["message"], told["level"], told["logger"], told["request_id"]) == (
        "It broke: x",
        "ERROR",
        "a.b",
        "abcdefgh",
    )
    assert "request_id" not in json.loads(JsonLines().format(one))


def test_a_request_has_an_id_and_a_proxys_is_believed_where_one_is_set(settings: Any) -> None:
    def ask(given: str) -> str:
        return str(Client(headers={"X-Request-ID": given}).get("/healthz")["X-Request-ID"])

    assert len({ask("chosen-by-hand") for _ in range(3)} | {"chosen-by-hand"}) == 4
    settings.BEHIND_PROXY = True
    assert ask("chosen-by-hand") == "chosen-by-hand"
    assert ask("odd\x1b[31m characters") != "odd\x1b[31m characters"
    assert get_request_id() == ""


@pytest.mark.django_db
def test_the_id_reaches_the_worker(django_capture_on_commit_callbacks: Any) -> None:
    empty_broker()
    with use_request_id("of-the-upload"), django_capture_on_commit_callbacks(execute=True):
        enqueue.enqueue_task(WORK, run_id=0)
    with current_app.connection_for_read() as connection:
        channel: Any = connection.default_channel
        message = channel.basic_get(current_app.conf.task_default_queue)
    empty_broker()
    assert message.headers["request_id"] == "of-the-upload"
    look_after_site.apply(headers={"request_id": "of-the-upload"})
    assert get_request_id() == "of-the-upload"
    look_after_site.apply()
    assert get_request_id() == ""


class Sentry(BaseHTTPRequestHandler):
    received: list[bytes] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.received.append(gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body)
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


BREAKS = """import django, logging; django.setup()
import sentry_sdk
from casetracker.operations.request_ids import use_request_id
def page(source):
    raise RuntimeError("It broke.")
with use_request_id("of-the-page"):
    try:
        page("a-secret" + "-source")
    except RuntimeError:
        logging.getLogger("dockets.imports.run").exception("A page broke")
sentry_sdk.flush()
"""


def test_an_error_is_reported_without_the_values_of_variables() -> None:
    server = HTTPServer(("127.0.0.1", 0), Sentry)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    dsn = f"http://key@127.0.0.1:{server.server_port}/1"
    env = environment(CASETRACKER_SENTRY_DSN=dsn, DJANGO_SETTINGS_MODULE="casetracker.settings")
    try:
        done = subprocess.run([sys.executable, "-c", BREAKS], cwd=ROOT, env=env, capture_output=True, check=False)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(60)
    sent = b"".join(Sentry.received)
    assert b"It broke." in sent and b"of-the-page" in sent, done.stderr
    assert b"a-secret-source" not in sent and os.environ["CASETRACKER_SECRET_KEY"].encode() not in sent
