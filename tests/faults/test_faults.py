"""Faults of the machine, with real processes and a real broker: nothing is lost, nothing doubled, nothing left half
done.

Time is not waited for: where a lease would have to run out, its row is aged. That the default lease is short enough is
asserted.
"""

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any

import pytest
import redis
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from casetracker.tasks import import_run, ring_due
from dockets.db.leases import LEASE, MAX_ATTEMPTS
from dockets.imports.run import perform_run, queue_import
from dockets.models import Docket, Filing, ImportRun, Observation
from tests.servers.forks import run_fork
from tests.servers.journal import doubled, lines
from tests.servers.workers import ROOT, Workers, empty_broker, environment, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
Status = ImportRun.Status
PARTIES = [
    {
        "name": "Parler LLC",
        "type": "Plaintiff",
        "attorneys": [{"name": "David Example", "contact": "1 Main St\nSeattle, WA 98101"}],
    },
    {"name": "Amazon Web Services, Inc.", "type": "Defendant", "attorneys": [{"name": "Ann Example"}]},
]


@pytest.fixture(autouse=True)
def quiet_broker() -> None:
    """What other tests rang for is not this one's."""
    empty_broker()


def entry(place: int, *, numbered: bool = True) -> dict[str, Any]:
    text = f"{'MOTION' if numbered else 'Minute entry'} {place} by Plaintiff Parler LLC"
    told = {"date_filed": f"2021-{1 + place % 12:02}-{1 + place % 28:02}", "text": text, "documents": [{"number": 0}]}
    return told | ({"number": place + 1} if numbered else {})


def docket(entries: Sequence[dict[str, Any]], number: str = "2:21-cv-00031") -> dict[str, Any]:
    return {
        "court": "wawd",
        "docket_number": number,
        "case_name": "Parler v. AWS",
        "parties": PARTIES,
        "entries": entries,
    }


def file(*dockets: dict[str, Any]) -> str:
    for told in dockets:
        told["as_of"] = "2021-03-01T09:00:00Z"
    return json.dumps({"format": "casetracker-docket/1", "dockets": dockets})


def queued(body: str) -> ImportRun:
    return queue_import(body.encode(), name="file.json", ring=False)


def expire(run: ImportRun) -> None:
    """The time of its lease has passed."""
    past = timezone.now() - timedelta(seconds=1)
    ImportRun.objects.filter(pk=run.pk, status=Status.RUNNING).update(lease_until=past, not_before=past)


def status_of(run: ImportRun) -> str:
    return ImportRun.objects.values_list("status", flat=True).get(pk=run.pk)


class Importer:
    """The other end of ``tests.support.importer``."""

    def __init__(self, link: socket.socket) -> None:
        self.told, self.answers = link.makefile("w"), link.makefile("r")

    def begin(self, **command: Any) -> None:
        self.told.write(json.dumps(command) + "\n")
        self.told.flush()

    def answer(self) -> dict[str, Any]:
        line = self.answers.readline()
        assert line, "the importer ended"
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def importers(count: int, **env: str) -> Iterator[list[Importer]]:
    """So many processes, each at the other end of a socket, with ``env`` in their environment. All are killed with the
    block."""
    with ExitStack() as stack:
        links = [tuple(map(stack.enter_context, socket.socketpair())) for _ in range(count)]
        for ours, _ in links:
            ours.settimeout(120)
        numbers = [theirs.fileno() for _, theirs in links]
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.importer", *map(str, numbers)],
            pass_fds=numbers, cwd=ROOT, env=environment() | env, start_new_session=True,
        )  # fmt: skip
        stack.callback(process.wait, 60)
        stack.callback(os.killpg, process.pid, signal.SIGKILL)
        for _, theirs in links:
            theirs.close()
        yield [Importer(ours) for ours, _ in links]


def deadlocks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


@pytest.mark.programs
def test_eight_processes_import_overlapping_halves_of_one_docket() -> None:
    """Battery A3: rows are the union, no one is told of an error, and nothing deadlocks. Every other entry has no
    number."""
    chance, size, before = random.Random(31), 24, deadlocks()
    with importers(8) as crew:
        for turn in range(20):
            number = f"2:21-cv-{turn + 1:05}"
            for one in crew:
                half = [entry(place, numbered=place % 2 == 0) for place in chance.sample(range(size), size * 2 // 3)]
                one.begin(body=file(docket(half, number)))
            answers = [one.answer() for one in crew]
            assert {answer["status"] for answer in answers} == {"done"}, answers
            stored = Docket.objects.get(docket_number=number)
            assert stored.filing_count == stored.filings.current().count() == stored.observations.count()
            assert sum(answer["created"] for answer in answers) == stored.filing_count
            assert stored.parties.count() == 2
    assert not doubled() and deadlocks() == before
    assert Docket.objects.count() == 20


@pytest.mark.programs
def test_a_worker_killed_at_any_statement_leaves_all_or_nothing_and_loses_nothing() -> None:
    """Battery A5."""
    points, expected = 0, set[tuple[str, ...]]()
    with importers(1) as (importer,):
        for die_at in range(1, 200):
            serials = range(3 * die_at, 3 * die_at + 3)
            run = queued(
                file(*(docket([entry(place) for place in range(4)], f"2:21-cv-{serial:05}") for serial in serials))
            )
            importer.begin(run=run.pk, die_at=die_at)
            answer = importer.answer()
            assert not answer["failed"]
            for found in Docket.objects.filter(serial__in=serials):
                assert (found.filings.count(), found.observations.count(), found.parties.count()) == (4, 4, 2)
            if not answer["died"]:
                break
            points += 1
            expire(run)
            perform_run(run.pk)
            run.refresh_from_db()
            assert (run.status, run.created, run.unchanged) == (Status.DONE, 12, 0), f"killed at statement {die_at}"
            expected |= {told_of(serial) for serial in serials}
            assert len(expected) == 1
    assert points >= 50


def told_of(serial: int) -> tuple[str, ...]:
    """The journal of one docket, without what tells it from the next."""
    told = Docket.objects.get(serial=serial)
    own = re.compile(rf"\b[0-9a-f]{{32}}\b|{re.escape(told.number_key)}|{re.escape(told.docket_number)}")
    return tuple(sorted(own.sub("", row) for row in lines(told)))


def test_a_worker_group_killed_in_mid_import_is_made_good_within_a_minute(celery_workers: Workers) -> None:
    """Battery A6, and the issue's own: SIGKILL, restart, complete, nothing doubled."""
    run = queued(file(docket([entry(place) for place in range(1_500)])))
    worker = celery_workers.start()
    import_run.delay(run_id=run.pk)
    wait_until(lambda: status_of(run) == Status.RUNNING)
    celery_workers.kill(worker)
    run.refresh_from_db()
    assert run.status == Status.RUNNING and Docket.objects.count() in (0, 1)
    assert (
        run.lease_until and run.lease_until - timezone.now() <= timedelta(seconds=60) and timedelta(seconds=60) >= LEASE
    )
    expire(run)
    celery_workers.start()
    ring_due()
    wait_until(lambda: status_of(run) == Status.DONE)
    run.refresh_from_db()
    assert (run.attempts, run.created, Docket.objects.get().filing_count) == (2, 1_500, 1_500)
    assert Filing.objects.count() == Observation.objects.count() == 1_500 and not doubled()


def test_a_message_that_is_delivered_ten_times_does_its_work_once(celery_workers: Workers) -> None:
    """Battery A2."""
    run = queued(file(docket([entry(place) for place in range(50)])))
    for _ in range(10):
        import_run.delay(run_id=run.pk)
    celery_workers.start(processes=4)
    wait_until(lambda: status_of(run) == Status.DONE and not waiting())
    run.refresh_from_db()
    assert (run.attempts, run.created, Filing.objects.count()) == (1, 50, 50)


def waiting() -> int:
    """Messages in the broker that no worker has taken."""
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        return int(client.llen(f"{settings.BROKER_PREFIX}celery"))


def test_a_second_copy_of_a_long_task_finds_the_lease_and_leaves(celery_workers: Workers) -> None:
    """Battery A7: what the broker thinks lost, and delivers again, is still at work."""
    from dockets.imports import leases

    run = queued(file(docket([entry(1)])))
    held = leases.take_run(run.pk)
    import_run.delay(run_id=run.pk)
    worker = celery_workers.start()
    wait_until(lambda: "succeeded" in celery_workers.log(worker))
    run.refresh_from_db()
    assert held and (run.status, run.attempts, run.lease_token) == (Status.RUNNING, 1, held.token)
    assert not Docket.objects.exists()


def test_poison_is_given_up_after_three_starts_and_holds_nobody_up(celery_workers: Workers) -> None:
    """Battery A8: an import whose parser kills its process, with twenty good ones behind it."""
    poison = queue_import(b"poison", name="poison", source_slug="poison", ring=False)
    good = [queued(file(docket([entry(1)], f"2:21-cv-{place + 1:05}"))) for place in range(20)]
    celery_workers.start(processes=2, app="tests.fakes.poison")
    for _ in range(MAX_ATTEMPTS + 1):
        import_run.delay(run_id=poison.pk)
    for run in good:
        import_run.delay(run_id=run.pk)
    wait_until(lambda: ImportRun.objects.filter(status=Status.DONE).count() == 20, 30)
    for attempt in range(1, MAX_ATTEMPTS + 1):
        wait_until(ImportRun.objects.filter(pk=poison.pk, attempts=attempt).exists)
        expire(poison)
        ring_due()
    wait_until(lambda: status_of(poison) == Status.FAILED)
    poison.refresh_from_db()
    assert poison.attempts == MAX_ATTEMPTS and "3 times" in poison.error


def test_a_bell_that_cannot_be_rung_costs_nothing_but_time(celery_workers: Workers) -> None:
    """Battery A11: the broker is down when the row is committed."""
    script = (
        "import django; django.setup(); from dockets.imports.run import queue_import; import sys;"
        "queue_import(sys.stdin.buffer.read(), name='file.json')"
    )
    env = environment(REDIS_URL="redis://127.0.0.1:1/0")
    done = run_fork([sys.executable, "-c", script], env=env, told=file(docket([entry(1)])), timeout=60)
    assert done.returncode == 0, done.stderr
    run = ImportRun.objects.get()
    assert run.status == Status.QUEUED and not waiting()
    celery_workers.start()
    ring_due()
    wait_until(lambda: status_of(run) == Status.DONE)


def test_no_bell_is_rung_for_a_row_that_is_rolled_back() -> None:
    """Battery A11, the other way round."""
    with transaction.atomic():
        queue_import(file(docket([entry(1)])).encode(), name="file.json")
        assert not waiting()
        transaction.set_rollback(True)
    assert not waiting() and not ImportRun.objects.exists()
    queue_import(file(docket([entry(1)])).encode(), name="file.json")
    assert waiting() == 1
