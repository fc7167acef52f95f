"""``/healthz`` and ``/readyz``: who is answered, and which part is named."""

import json
from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from casetracker.config import draining
from casetracker.operations import condition, marks
from dockets.db.enqueue import Urgency


@pytest.fixture(autouse=True)
def no_marks() -> Iterator[None]:
    marks._next.clear()
    marks.get_broker().delete(marks._key())
    yield
    marks.get_broker().delete(marks._key())


def ring() -> None:
    for field in (marks.BEAT, marks.HEARD):
        marks.note_mark(field)
    marks.note_worker("w@here", [*Urgency])


def ask_ready() -> tuple[int, dict[str, Any]]:
    answered = Client().get("/readyz")
    return answered.status_code, json.loads(answered.content)


@pytest.mark.django_db
def test_a_site_whose_parts_all_answer_is_ready() -> None:
    ring()
    status, told = ask_ready()
    assert (status, told["status"]) == (200, "ok")
    assert set(told["parts"]) == {"database", "migrations", "broker", "beat", "workers"}


@pytest.mark.django_db
def test_the_part_that_is_missing_is_named() -> None:
    assert ask_ready()[1]["missing"] == ["beat", "workers"]
    ring()
    marks.remove_worker("w@here")
    marks._next.clear()
    marks.note_worker("w@here", ["celery"])
    status, told = ask_ready()
    assert (status, told["missing"]) == (503, ["workers"])
    assert "“watch”" in told["parts"]["workers"]
    answers = [Client().get(f"/readyz?parts={parts}").status_code for parts in ("database", "database,workers")]
    assert answers == [200, 503]


@pytest.mark.django_db
def test_who_was_heard_long_ago_is_gone_and_after_a_day_forgotten() -> None:
    ring()
    later = timezone.now() + marks.STALE
    found = marks.read_marks(later)
    assert [condition.check_beat(found, later).trouble[:9], condition.check_workers(found, later).trouble[:9]] == [
        "The beat ",
        "No worker",
    ]
    assert [worker.name for worker in found.workers] == ["w@here"]
    assert marks.read_marks(later + timedelta(days=1)).workers == []
    assert marks.read_marks(timezone.now()).workers == []


@pytest.mark.django_db
def test_a_migration_that_is_to_come_is_named() -> None:
    MigrationRecorder(connection).record_unapplied("dockets", "0001_initial")
    assert condition.check_migrations().trouble.startswith("The database is older than the code: dockets.0001_initial")


def test_a_broker_that_is_away_is_named(settings: Any) -> None:
    settings.REDIS_URL = "unix:///nowhere/valkey.sock"
    assert condition.check_broker().trouble.startswith("Redis or Valkey does not answer")
    marks._next.clear()
    marks.note_mark(marks.BEAT)


def test_a_process_writes_its_mark_once_in_a_while() -> None:
    marks.note_mark(marks.BEAT)
    marks.get_broker().delete(marks._key())
    marks.note_mark(marks.BEAT)
    assert marks.read_marks(timezone.now()).beat is None


@pytest.mark.parametrize(
    ("sent", "behind_proxy", "status"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, False, 200),
        ({"REMOTE_ADDR": "::ffff:127.0.0.1"}, False, 200),
        ({"REMOTE_ADDR": "192.0.2.7"}, False, 404),
        ({"REMOTE_ADDR": ""}, False, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}, True, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1, 192.0.2.7"}, True, 404),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "10.1.2.3"}, True, 200),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "10.1.2.3"}, False, 404),
        ({"REMOTE_ADDR": "127.0.0.1"}, True, 200),
    ],
)
def test_only_the_addresses_that_are_set_are_answered(
    settings: Any, sent: dict[str, str], behind_proxy: bool, status: int
) -> None:
    settings.BEHIND_PROXY = behind_proxy
    settings.PROBE_NETWORKS = [*settings.PROBE_NETWORKS, ip_network("10.0.0.0/8")]
    assert Client().get("/healthz", **sent).status_code == status  # type: ignore[arg-type]


def test_they_are_answered_under_any_host_without_https_and_session(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["cases.example"]
    answered = Client().get("/healthz", headers={"host": "10.0.0.3:8000"})
    assert (answered.status_code, answered["Cache-Control"], answered.cookies) == (200, "no-store", {})
    assert "Vary" not in answered


@pytest.mark.django_db
def test_a_web_server_that_was_told_to_stop_is_alive_and_not_ready() -> None:
    ring()
    draining.begin_draining()
    try:
        assert (ask_ready(), Client().get("/healthz").status_code) == ((503, {"status": "draining"}), 200)
    finally:
        draining._state[0] = 0
    assert ask_ready()[0] == 200
