"""The tasks that join record and reading: what is imported is interpreted, and what was left lying is queued again."""

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
import redis
from django.conf import settings
from django.db import connection
from django.utils import timezone

from casetracker.tasks import import_run, interpret_docket, ring_due
from dockets.db.enqueue import Urgency
from dockets.db.leases import MAX_ATTEMPTS
from dockets.imports.run import perform_run, queue_import
from dockets.models import Docket, ImportRun, Source
from rulings.interpret.docket import list_dockets_to_interpret
from rulings.models import Reading, TimelineEvent
from tests.casetracker.pipeline.test_import_docket import told
from tests.servers.workers import empty_broker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quiet_broker() -> Iterator[None]:
    empty_broker()
    yield
    empty_broker()


def bells() -> list[tuple[str, dict[str, Any]]]:
    """The tasks that were queued and not taken yet, oldest first: name and arguments of each."""
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        queues = [client.lrange(f"{settings.BROKER_PREFIX}{queue}", 0, -1) for queue in reversed(Urgency)]
    messages = [json.loads(message) for queue in queues for message in queue]
    rung = [(message["headers"]["task"], json.loads(_body(message))[1]) for message in reversed(messages)]
    empty_broker()
    return rung


def _body(message: dict[str, Any]) -> bytes:
    return base64.b64decode(message["body"])


def queued(*numbers: int) -> ImportRun:
    return queue_import(json.dumps(told(*numbers)).encode(), name="docket.json")


def test_a_queued_import_rings_once_committed() -> None:
    run = queued(1)
    assert bells() == [("casetracker.tasks.import_run", {"run_id": run.pk})]


def test_what_is_imported_is_rung_for_to_be_read() -> None:
    run = queued(1, 2)
    bells()
    import_run(run_id=run.pk)
    docket = Docket.objects.get()
    assert bells() == [("casetracker.tasks.interpret_docket", {"docket_id": docket.pk})]
    interpret_docket(docket_id=docket.pk)
    assert TimelineEvent.objects.count() == 2 and Reading.objects.get().attempts == 0


def test_an_unchanged_docket_is_not_read_again() -> None:
    for run in (queued(1), queued(1)):
        bells()
        import_run(run_id=run.pk)
    assert bells() == []


def test_a_docket_that_is_being_read_keeps_no_second_worker_waiting() -> None:
    import_run(run_id=queued(1).pk)
    docket = Docket.objects.get()
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtextextended('rulings.interpret', %s::bigint))", [docket.pk])
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '1s'")
        interpret_docket(docket_id=docket.pk)
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
    assert not Reading.objects.filter(docket=docket).exists()
    assert list_dockets_to_interpret(10) == [docket.pk]
    interpret_docket(docket_id=docket.pk)
    assert list_dockets_to_interpret(10) == []


def test_the_beat_rings_for_all_that_is_due() -> None:
    source = Source.objects.create(slug="court-feed", url="https://court.example/feed", next_at=timezone.now())
    perform_run(queued(1).pk)
    waiting = queued(2)
    bells()
    ring_due()
    assert sorted(bells(), key=lambda bell: bell[0]) == [
        ("casetracker.tasks.import_run", {"run_id": waiting.pk}),
        ("casetracker.tasks.interpret_docket", {"docket_id": Docket.objects.get().pk}),
        ("dockets.tasks.poll_sources", {"source_ids": [source.pk]}),
    ]
    ring_due()
    assert [name for name, _ in bells()] == ["casetracker.tasks.interpret_docket"]


def test_the_beat_gives_up_what_killed_every_worker() -> None:
    run = queued(1)
    past = timezone.now() - timedelta(seconds=1)
    held = {"status": ImportRun.Status.RUNNING, "lease_until": past, "lease_token": "dead", "attempts": MAX_ATTEMPTS}
    ImportRun.objects.update(**held)
    bells()
    ring_due()
    run.refresh_from_db()
    assert run.status == ImportRun.Status.FAILED and bells() == []


def test_a_docket_that_cannot_be_read_is_left_after_three_attempts_with_the_reason() -> None:
    perform_run(queued(1).pk)
    docket = Docket.objects.get()
    with connection.cursor() as cursor:
        # A table that refuses every row: the reading fails as it would on any fault of the database.
        cursor.execute("ALTER TABLE rulings_timelineevent ADD CONSTRAINT refuse_all CHECK (id < 0) NOT VALID")
    try:
        for _ in range(MAX_ATTEMPTS + 2):
            interpret_docket(docket_id=docket.pk)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE rulings_timelineevent DROP CONSTRAINT refuse_all")
    reading = Reading.objects.get()
    assert reading.attempts == MAX_ATTEMPTS and "refuse_all" in reading.error
    bells()
    ring_due()
    assert bells() == []
