"""Watched sources: each is read when its time has come, by one worker, and how it fares stands in its row."""

import time
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from dockets.imports.run import perform_run
from dockets.models import Docket, ImportRun, Payload, Source
from dockets.tasks import poll_sources
from dockets.watch.poll_sources import poll_server
from tests.fakes.fakes import CourtServer, answer, by_path, conditional, court_server
from tests.support import factories
from tests.support.data import DATA

pytestmark = pytest.mark.django_db
FEED = (DATA / "court_feed" / "district.xml").read_bytes()
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
    poll_sources(source_ids=[source.pk])
    source.refresh_from_db()
    return source


def import_all() -> list[ImportRun]:
    for run in ImportRun.objects.filter(status=ImportRun.Status.QUEUED):
        perform_run(run.pk)
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


def test_what_a_server_wishes_holds_for_all_that_is_read_there_and_for_no_other(court: CourtServer) -> None:
    court.script = answer(b"", status=429, retry_after="600")
    first, second = watch(court.url), watch(court.url + "?second")
    with court_server(answer(FEED)) as other:
        elsewhere = watch(other.url)
        poll_sources(source_ids=[first.pk, second.pk])
        poll_sources(source_ids=[elsewhere.pk])
    assert len(court.asked) == 1 and len(other.asked) == 1
    second.refresh_from_db()
    assert second.failures == 0 and second.lease_until is None
    assert second.next_at >= timezone.now() + timedelta(seconds=590)


def test_a_server_that_does_not_answer_is_left_alone_for_a_minute() -> None:
    first, second = watch("http://127.0.0.1:9/rss"), watch("http://127.0.0.1:9/rss2")
    poll_sources(source_ids=[first.pk, second.pk])
    second.refresh_from_db()
    assert second.failures == 0
    assert timedelta(seconds=50) < second.next_at - timezone.now() <= timedelta(seconds=60)


def test_one_bad_source_does_not_keep_the_next_from_being_read(court: CourtServer) -> None:
    court.script = by_path({"/bad": answer(b"gone", status=404)}, answer(FEED))
    bad, good = watch(court.url.replace("/cgi-bin/rss_outside.pl", "/bad")), watch(court.url)
    poll_sources(source_ids=[bad.pk, good.pk])
    assert [source.failures for source in Source.objects.order_by("id")] == [1, 0]
    assert len(court.asked) == 2


def test_what_has_nothing_new_is_written_down_for_all_at_once(court: CourtServer) -> None:
    court.script = conditional(FEED, '"v1"')
    sources = [
        watch(f"{court.url}?{place}", validators={"etag": '"v1"'}, failures=2, last_error="before")
        for place in range(20)
    ]
    Source.objects.update(failures=0)
    with CaptureQueriesContext(connection) as queries:
        poll_sources(source_ids=[source.pk for source in sources])
    assert len([query for query in queries if query["sql"].startswith("UPDATE")]) <= 3
    rows = Source.objects.all()
    assert {(row.failures, row.last_error, row.lease_until, row.lease_token) for row in rows} == {(0, "", None, "")}
    assert (
        len({row.next_at for row in rows}) == 20
        and min(row.next_at for row in rows) >= timezone.now() + INTERVAL * 0.99
    )
    assert all(row.validators == {"etag": '"v1"'} and row.last_success_at for row in rows)


def test_a_slice_ends_after_a_second_and_what_was_not_read_is_due_still(court: CourtServer) -> None:
    def slow(request: BaseHTTPRequestHandler) -> None:
        time.sleep(0.4)
        answer(b"", status=304)(request)

    court.script = slow
    sources = [watch(f"{court.url}?{place}") for place in range(10)]
    poll_server([source.pk for source in sources])
    assert 2 <= len(court.asked) <= 4
    left = Source.objects.due(timezone.now())
    assert left.count() == 10 - len(court.asked) and not left.exclude(lease_token="").exists()


def test_the_docket_that_a_source_watches_was_checked_now(court: CourtServer) -> None:
    court.script = conditional(FEED, '"v1"')
    docket = factories.docket(checked_at=None, checked_source="")
    polled(watch(court.url, docket=docket, validators={"etag": '"v1"'}))
    docket.refresh_from_db()
    assert docket.checked_at and docket.checked_source == "court-feed"
