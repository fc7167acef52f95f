"""Watched sources: each is read when its time has come, by one worker, and how it fares stands in its row."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum
from django.utils import timezone
from pytest_django import Settings

from dockets import ingest, watching
from dockets.models import Docket, ImportRun, Payload, Source
from dockets.records import FetchFailed
from dockets.tasks import poll_source
from tests.fakes import CourtServer, answer, conditional, court_server

pytestmark = pytest.mark.django_db
FEED = (Path(__file__).parents[1] / "data" / "court_feed" / "district.xml").read_bytes()
INTERVAL = timedelta(minutes=10)


@pytest.fixture(autouse=True)
def loopback_allowed(settings: Settings) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True


@pytest.fixture
def court() -> Iterator[CourtServer]:
    with court_server(answer(FEED)) as server:
        yield server


def watch(url: str, **fields: Any) -> Source:
    defaults = {"slug": "court-feed", "court_id": "wawd", "interval": INTERVAL, "next_at": timezone.now()}
    return Source.objects.create(url=url, **{**defaults, **fields})


def polled(source: Source) -> Source:
    poll_source(source_id=source.pk)
    source.refresh_from_db()
    return source


def import_all() -> list[ImportRun]:
    for run in ImportRun.objects.filter(status=ImportRun.Status.QUEUED):
        ingest.perform(run.pk)
    return list(ImportRun.objects.order_by("id"))


def test_what_a_court_publishes_is_stored_queued_and_imported(court: CourtServer) -> None:
    source = polled(watch(court.url))
    (run,) = import_all()
    assert run.watched == source and run.created == Docket.objects.aggregate(all=Sum("filing_count"))["all"] > 0
    source.refresh_from_db()
    assert source.last_success_at and (source.failures, source.last_error) == (0, "")
    assert source.lease_until is None and source.next_at >= timezone.now() + INTERVAL - timedelta(seconds=5)


def test_it_is_read_once_an_interval(court: CourtServer) -> None:
    source = watch(court.url)
    polled(source)
    polled(source)
    assert len(court.asked) == 1


def test_one_that_is_switched_off_or_not_due_is_not_read(court: CourtServer) -> None:
    polled(watch(court.url, enabled=False))
    polled(watch(court.url + "?later", next_at=timezone.now() + INTERVAL))
    assert not court.asked


def test_what_has_not_changed_is_asked_for_conditionally_and_not_imported_again(court: CourtServer) -> None:
    court.script = conditional(FEED, '"v1"')
    source = polled(watch(court.url))
    Source.objects.update(next_at=timezone.now())
    source = polled(source)
    assert court.asked[1]["if-none-match"] == '"v1"'
    assert ImportRun.objects.count() == 1 and source.last_success_at


def test_a_failing_court_is_left_alone_longer_each_time(court: CourtServer) -> None:
    court.script = answer(b"down", status=500)
    source = watch(court.url)
    pauses = []
    for _ in range(3):
        source = polled(source)
        pauses.append(source.next_at - timezone.now())
        Source.objects.update(next_at=timezone.now())
    assert source.failures == 3 and source.last_error and source.lease_until is None
    assert pauses[0] < pauses[1] < pauses[2]
    assert not ImportRun.objects.exists()


def test_a_courts_wish_to_be_left_alone_is_heeded(court: CourtServer) -> None:
    court.script = answer(b"", status=429, retry_after="7200")
    source = polled(watch(court.url))
    assert source.next_at >= timezone.now() + timedelta(seconds=7100)


def test_no_pause_is_longer_than_six_hours_or_the_sources_own() -> None:
    assert watching.pause_after(1, INTERVAL) == INTERVAL
    assert watching.pause_after(3, INTERVAL) == 4 * INTERVAL
    assert watching.pause_after(10_000, INTERVAL) == watching.LONGEST_PAUSE
    assert watching.pause_after(1, timedelta(days=1)) == timedelta(days=1)


def test_a_page_that_is_no_feed_marks_the_source_and_loses_nothing(court: CourtServer) -> None:
    source = polled(watch(court.url))
    import_all()
    filings = Docket.objects.count()
    court.script = answer(b"<html><title>Login</title><form>Username Password</form></html>", content_type="text/html")
    Source.objects.update(next_at=timezone.now())
    polled(source)
    import_all()
    source.refresh_from_db()
    assert (source.failures, source.validators) == (1, {}) and source.last_error
    assert Docket.objects.count() == filings and Payload.objects.count() == 2


def test_a_source_that_nobody_knows_says_so() -> None:
    source = polled(watch("https://court.example/feed", slug="telex"))
    assert source.failures == 1 and "telex" in source.last_error


def test_the_beat_is_given_due_sources_in_batches_and_once() -> None:
    now = timezone.now()
    sources = [watch(f"https://court.example/{place}") for place in range(5)]
    watch("https://court.example/later", next_at=now + INTERVAL)
    later = now + timedelta(seconds=1)
    assert sorted([*watching.due(later, 3), *watching.due(later, 3)]) == [source.pk for source in sources]
    assert list(watching.due(later, 3)) == []


def test_one_that_was_rung_for_is_read_by_one_worker() -> None:
    source = watch("https://court.example/feed")
    watching.due(timezone.now(), 10)
    assert watching.take(source.pk)
    assert watching.take(source.pk) is None


def test_a_worker_that_lost_the_lease_changes_nothing() -> None:
    source = watch("https://court.example/feed")
    taken = watching.take(source.pk)
    assert taken
    Source.objects.update(lease_token="another")
    assert not watching.failed(source, taken[1], FetchFailed("late"))
    source.refresh_from_db()
    assert (source.failures, source.lease_token) == (0, "another")


def test_one_whose_worker_died_is_tried_at_once_and_then_later_each_time() -> None:
    source, pauses = watch("https://court.example/feed"), []
    for _ in range(3):
        Source.objects.update(next_at=timezone.now())
        assert watching.take(source.pk)
        Source.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        watching.give_up(timezone.now())
        source.refresh_from_db()
        pauses.append(source.next_at - timezone.now())
    assert source.failures == 3 and source.lease_token == ""
    assert pauses[0] <= timedelta() < pauses[1] < pauses[2]
