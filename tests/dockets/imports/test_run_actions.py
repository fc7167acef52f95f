"""What a person decides on runs, and what becomes of a run while a worker is at it."""

import itertools
import json
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone

from dockets.db.leases import LeaseLost
from dockets.imports import actions, leases
from dockets.imports.run import perform_run, queue_import
from dockets.models import Court, Docket, ImportRun, Payload
from dockets.upsert.progress import ImportCancelled, ImportProgress
from tests.support import factories

pytestmark = pytest.mark.django_db
Status = ImportRun.Status


def dockets(number: int, *, entries: int = 1) -> bytes:
    listed = [
        {
            "court": "wawd",
            "docket_number": f"2:21-cv-{place:05d}",
            "entries": [
                {"number": n, "date_filed": "2021-01-11", "text": f"MOTION {n}"} for n in range(1, entries + 1)
            ],
        }
        for place in range(1, number + 1)
    ]
    return json.dumps({"format": "casetracker-docket/1", "dockets": listed}).encode()


def queued(body: bytes = b"", **options: Any) -> ImportRun:
    return queue_import(body or dockets(1), name="dockets.json", ring=False, **options)


def only(run: ImportRun) -> Any:
    return ImportRun.objects.filter(pk=run.pk)


def previewed(body: bytes = b"") -> ImportRun:
    run = queued(body, previews=True)
    perform_run(run.pk)
    run.refresh_from_db()
    assert run.status == Status.PREVIEW
    return run


def test_confirming_queues_the_import_afresh_and_only_once() -> None:
    run = previewed()
    assert (actions.confirm_runs(only(run)), actions.confirm_runs(only(run))) == (1, 0)
    run.refresh_from_db()
    assert (run.status, run.previews, run.attempts, run.started_at) == (Status.QUEUED, False, 0, None)
    assert run.not_before <= timezone.now()
    perform_run(run.pk)
    assert Docket.objects.count() == 1


def test_what_is_thrown_away_is_forgotten_unless_something_else_came_from_it() -> None:
    run, kept = previewed(), previewed(dockets(2))
    done = queued(dockets(2))
    perform_run(done.pk)
    assert actions.discard_runs(ImportRun.objects.filter(pk__in=[run.pk, kept.pk])) == 2
    run.refresh_from_db()
    assert (run.status, run.preview) == (Status.THROWN_AWAY, {})
    assert bytes(run.payload.body) == b""
    assert bytes(Payload.objects.get(pk=kept.payload_id).body) != b""
    assert actions.confirm_runs(only(run)) == actions.preview_runs_as(only(run), source_slug="", court=None) == 0


def test_what_was_thrown_away_can_be_brought_in_again() -> None:
    run = previewed()
    actions.discard_runs(only(run))
    assert actions.replay_run(run, requested_by=factories.user(role="admin")) is None
    again = previewed()
    assert again.payload_id == run.payload_id and again.preview["totals"]["new"] == 1


def test_what_nobody_has_begun_is_cancelled_at_once() -> None:
    run = queued()
    assert actions.cancel_runs(only(run)) == 1
    run.refresh_from_db()
    assert (run.status, bool(run.finished_at)) == (Status.CANCELLED, True)
    assert "before anything was imported" in run.error
    assert perform_run(run.pk) == [] and not Docket.objects.exists()


def test_a_run_that_a_worker_left_is_cancelled_by_the_next_one() -> None:
    run = queued()
    leases.take_run(run.pk)
    assert actions.cancel_runs(only(run)) == 1
    only(run).update(lease_until=timezone.now() - timedelta(seconds=1))
    perform_run(run.pk)
    run.refresh_from_db()
    assert run.status == Status.CANCELLED and not Docket.objects.exists()


def test_what_is_over_is_not_cancelled() -> None:
    run = previewed()
    assert actions.cancel_runs(only(run)) == 0


def test_a_docket_is_not_committed_once_an_end_was_asked_for() -> None:
    """The last statement of a docket's transaction asks."""
    run = queued()
    held = leases.take_run(run.pk)
    assert held
    only(run).update(cancel_asked=True)
    with pytest.raises(ImportCancelled):
        leases.renew_run(held)
    only(run).update(lease_token="another")
    with pytest.raises(LeaseLost):
        leases.renew_run(held)


@pytest.mark.django_db(transaction=True)
def test_cancelled_between_two_dockets_what_is_committed_stays_and_is_said() -> None:
    """Asked for by somebody else as the second docket is taken hold of."""
    run, taken_hold_of = queued(dockets(5)), itertools.count(1)

    def ask() -> None:
        actions.cancel_runs(only(run))
        connections.close_all()

    def watch(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
        if "pg_advisory_xact_lock" in statement and next(taken_hold_of) == 2:
            person = threading.Thread(target=ask)
            person.start()
            person.join(60)
        return execute(statement, *rest)

    with connection.execute_wrapper(watch):
        changed = perform_run(run.pk)
    run.refresh_from_db()
    assert run.status == Status.CANCELLED
    assert [docket.pk for docket in Docket.objects.all()] == changed and len(changed) == 1
    assert (len(run.results), run.created) == (1, 1)
    assert run.error == "It was cancelled. What had been imported by then, of one case, stays."


@pytest.mark.django_db(transaction=True)
def test_the_keeper_of_the_lease_writes_how_far_it_has_come_and_hears_of_an_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(leases, "TOLD_EVERY", 0.02)
    run = queued()
    held, progress, heard = leases.take_run(run.pk), ImportProgress(), threading.Event()
    assert held
    with leases.keep_run(held, progress):
        progress.total, progress.done = 10_000, 1_900
        wait_for(lambda: only(run).filter(done_entries=1_900, total_entries=10_000).exists(), heard)
        actions.cancel_runs(only(run))
        wait_for(lambda: progress.cancelled, heard)
    with pytest.raises(ImportCancelled):
        progress.check()


def wait_for(reached: Any, pause: threading.Event) -> None:
    for _ in range(500):
        if reached():
            return
        pause.wait(0.02)
    raise AssertionError("not reached within ten seconds")


def test_the_replay_of_a_feed_wants_the_same_cases_and_says_nothing_of_the_source() -> None:
    factories.docket(docket_number="2:21-cv-00002")
    source = factories.source(slug="docket-json", keeps="known", failures=2)
    run = queued(dockets(5), watched=source)
    ImportRun.objects.filter(pk=run.pk).update(status=Status.DONE)
    again = actions.replay_run(run, requested_by=factories.user(role="admin"))
    assert again is not None
    perform_run(again.pk)
    again.refresh_from_db()
    assert [told["number"] for told in again.preview["dockets"]] == ["2:21-cv-00002"]
    actions.confirm_runs(only(again))
    perform_run(again.pk)
    source.refresh_from_db()
    assert (Docket.objects.count(), source.failures, source.last_success_at) == (1, 2, None)


def test_a_run_is_read_as_a_person_says() -> None:
    run = queued(b"<html><title>PACER Login</title></html>", previews=True)
    perform_run(run.pk)
    court = Court.objects.get(pk="wawd")
    assert actions.preview_runs_as(only(run), source_slug="docket-json", court=court) == 1
    run.refresh_from_db()
    assert (run.status, run.previews, run.source_slug, run.court_id, run.error, run.refused) == (
        Status.QUEUED, True, "docket-json", "wawd", "", [],
    )  # fmt: skip


def test_what_has_written_something_is_not_read_as_something_else() -> None:
    run = previewed(dockets(2))
    only(run).update(status=Status.CANCELLED, results=[{"court": "wawd"}])
    assert actions.preview_runs_as(only(run), source_slug="", court=None) == 0
