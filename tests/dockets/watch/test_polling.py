"""Whose turn it is: each source once an interval, each server by one worker at a time, whatever beats and clocks do."""

import threading
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from dockets.models import Source
from dockets.record.records import FetchedPayload, FetchFailed, QuotaExhausted, ServerUnreachable
from dockets.watch import polling
from tests.support import factories

pytestmark = pytest.mark.django_db
INTERVAL = timedelta(minutes=10)


def watch(url: str = "https://ecf.wawd.uscourts.gov/rss", **fields: Any) -> Source:
    defaults = {"slug": "court-feed", "interval": INTERVAL, "next_at": timezone.now()}
    return Source.objects.create(url=url, **{**defaults, **fields})


def watch_many(number: int, server: str = "a.example", first: int = 0, **fields: Any) -> list[Source]:
    defaults = {"slug": "court-feed", "interval": INTERVAL, "next_at": timezone.now()}
    return Source.objects.bulk_create(
        Source(url=f"https://{server}/{place}", **{**defaults, **fields}) for place in range(first, first + number)
    )


def due(limit: int = 50, now: datetime | None = None) -> list[list[int]]:
    return [list(ids) for ids in polling.list_due_sources(now or timezone.now(), limit)]


def taken(source: Source) -> str:
    """The token of the lease on it."""
    sources, token = polling.take_sources([source.pk])
    assert [one.pk for one in sources] == [source.pk]
    return token


@pytest.mark.parametrize(
    ("slug", "url", "server"),
    [
        ("court-feed", "https://ECF.wawd.uscourts.gov/cgi-bin/rss_outside.pl?a://b", "ecf.wawd.uscourts.gov"),
        ("court-feed", "http://127.0.0.1:8000/rss", "127.0.0.1:8000"),
        ("mailbox", "imaps://desk@mail.example/INBOX", "desk@mail.example"),
        ("courtlistener", "courtlistener:docket/29095511", "courtlistener"),
    ],
)
def test_the_server_is_what_stands_between_the_slashes_or_the_kind(slug: str, url: str, server: str) -> None:
    source = watch(url, slug=slug)
    source.refresh_from_db()
    assert source.server == server


def test_due_sources_are_given_once_a_server_at_a_time_and_the_longest_waiting_first() -> None:
    now = timezone.now()
    watch_many(5, "a.example", next_at=now - timedelta(seconds=30))
    first = watch_many(polling.SLICE, "a.example", first=5, next_at=now - timedelta(minutes=1))
    second = watch_many(2, "b.example", next_at=now)
    watch("https://c.example/later", next_at=now + INTERVAL)
    watch("https://d.example/paused", enabled=False)
    slices = [sorted(ids) for ids in due()]
    assert slices == [[source.pk for source in first], [source.pk for source in second]]
    assert due() == []


def test_at_most_so_many_slices_are_given_and_the_rest_the_next_time() -> None:
    for place in range(5):
        watch(f"https://s{place}.example/rss")
    assert [len(due(3)), len(due(3)), len(due(3))] == [3, 2, 0]


def test_a_server_that_is_being_read_is_left_to_its_worker_and_others_are_not() -> None:
    watch_many(polling.SLICE * 2, "busy.example", next_at=timezone.now() - INTERVAL)
    (ids,) = due()
    polling.take_sources(ids)
    other = watch("https://other.example/rss")
    assert due() == [[other.pk]]


def test_one_server_with_thousands_due_keeps_no_other_waiting_longer_than_a_beat() -> None:
    watch_many(polling.LOOKED_AT + 50, "huge.example", next_at=timezone.now() - INTERVAL)
    other = watch("https://other.example/rss")
    due()
    assert due() == [[other.pk]]


def test_the_worker_that_has_read_a_slice_is_given_the_next_of_that_server() -> None:
    now = timezone.now()
    watch_many(polling.SLICE, "a.example", next_at=now - timedelta(minutes=1))
    later = watch_many(3, "a.example", first=polling.SLICE, next_at=now)
    watch("https://b.example/rss")
    (ids, _) = due()
    assert list(polling.list_more_sources("a.example", polling.SLICE)) == []
    own, token = polling.take_sources(ids)
    polling.record_nothing_new([(source, FetchedPayload(b"", not_modified=True)) for source in own], token)
    assert sorted(polling.list_more_sources("a.example", polling.SLICE)) == [source.pk for source in later]


@pytest.mark.parametrize(("read", "size"), [(0, 5), (1, 5), (5, 10), (25, 50), (80, 100)])
def test_the_next_slice_is_twice_what_the_last_one_had_time_for(read: int, size: int) -> None:
    watch_many(150, "a.example")
    assert len(polling.list_more_sources("a.example", read)) == size


def test_one_that_has_failed_is_read_by_itself() -> None:
    """If it is what ends its worker, it takes no other along."""
    now = timezone.now()
    watch_many(3, "a.example", next_at=now)
    failed = watch("https://a.example/failed", failures=1, next_at=now - INTERVAL)
    assert due() == [[failed.pk]]


def test_one_that_has_failed_is_not_read_with_others_either() -> None:
    now = timezone.now()
    well = watch_many(3, "a.example", next_at=now - INTERVAL)
    failed = watch("https://a.example/failed", failures=1, next_at=now)
    assert [sorted(ids) for ids in due()] == [[source.pk for source in well]]
    own, token = polling.take_sources([source.pk for source in well])
    polling.record_nothing_new([(source, FetchedPayload(b"", not_modified=True)) for source in own], token)
    assert due() == [[failed.pk]]


def test_one_that_was_rung_for_is_read_by_one_worker() -> None:
    source = watch()
    due()
    assert polling.take_sources([source.pk])[0]
    assert not polling.take_sources([source.pk])[0]


def test_a_bell_that_nobody_heard_is_rung_again_once_the_lease_is_over() -> None:
    source = watch()
    assert due() == [[source.pk]]
    assert due(now=timezone.now() + timedelta(seconds=30)) == []
    assert due(now=timezone.now() + timedelta(seconds=50)) == [[source.pk]]


def test_a_worker_that_lost_the_lease_changes_nothing() -> None:
    source = watch()
    token = taken(source)
    Source.objects.update(lease_token="another")
    before = Source.objects.values().get()
    assert not polling.record_failure(source, token, FetchFailed("late"))
    assert not polling.record_success(source, token, FetchedPayload(b"x"))
    polling.record_nothing_new([(source, FetchedPayload(b"", not_modified=True))], token)
    polling.release_sources([source], token)
    assert Source.objects.values().get() == before


def test_one_whose_worker_died_is_tried_at_once_and_then_later_each_time() -> None:
    source, pauses = watch(), []
    for _ in range(3):
        Source.objects.update(next_at=timezone.now())
        taken(source)
        Source.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        polling.release_abandoned_sources(timezone.now())
        source.refresh_from_db()
        pauses.append(source.next_at - timezone.now())
    assert source.failures == 3 and source.lease_token == "" and source.failing_since
    assert pauses[0] <= timedelta() < pauses[1] < pauses[2]


def test_a_quota_that_is_used_up_is_no_failure_and_holds_for_the_whole_server() -> None:
    source, sibling = (
        watch("courtlistener:docket/1", slug="courtlistener"),
        watch("courtlistener:docket/2", slug="courtlistener"),
    )
    assert polling.record_failure(source, taken(source), QuotaExhausted("used up", retry_after=3600))
    for row in Source.objects.filter(pk__in=[source.pk, sibling.pk]):
        assert (row.failures, row.failing_since, row.last_error) == (0, None, "")
        assert row.next_at >= timezone.now() + timedelta(seconds=3590)


def test_since_when_it_fails_is_the_first_failure_until_it_succeeds() -> None:
    source = watch()
    polling.record_failure(source, taken(source), FetchFailed("once"))
    source.refresh_from_db()
    since = source.failing_since
    Source.objects.update(next_at=timezone.now())
    polling.record_failure(source, taken(source), ServerUnreachable("twice"))
    source.refresh_from_db()
    assert source.failing_since == since and source.failures == 2
    Source.objects.update(next_at=timezone.now())
    polling.record_nothing_new([(source, FetchedPayload(b"", not_modified=True))], taken(source))
    source.refresh_from_db()
    assert (source.failing_since, source.failures, source.last_error) == (None, 0, "")


def test_the_breaker_opens_after_five_failures_and_one_success_closes_it() -> None:
    source = watch(interval=timedelta(minutes=1))
    pauses = []
    for _ in range(6):
        Source.objects.update(next_at=timezone.now())
        source.refresh_from_db()
        polling.record_failure(source, taken(source), FetchFailed("down"))
        source.refresh_from_db()
        pauses.append(source.next_at - timezone.now())
    assert pauses[3] < timedelta(minutes=10) and min(pauses[4:]) > timedelta(minutes=59)
    Source.objects.update(next_at=timezone.now())
    source.refresh_from_db()
    polling.record_nothing_new([(source, FetchedPayload(b"", not_modified=True))], taken(source))
    source.refresh_from_db()
    assert source.next_at - timezone.now() < timedelta(minutes=2)


def test_a_docket_that_is_quiet_is_read_more_rarely_and_a_feed_is_not() -> None:
    docket = factories.docket(date_last_filing=timezone.now().date() - timedelta(days=30))
    for source in (
        watch("https://a.example/1", docket=docket),
        watch("https://a.example/2", docket=docket, adapts=False),
    ):
        own, token = polling.take_sources([source.pk])
        polling.record_nothing_new([(own[0], FetchedPayload(b"", not_modified=True))], token)
    quiet, fixed = (source.next_at - timezone.now() for source in Source.objects.order_by("id"))
    assert quiet > timedelta(hours=1.9) and fixed < timedelta(minutes=12)


def test_more_to_be_had_at_once_makes_it_due_at_once() -> None:
    source = watch()
    polling.record_success(
        source, taken(source), FetchedPayload(b"page 1", validators={"cursor": "2"}, unfinished=True)
    )
    assert due() == [[source.pk]]


@pytest.mark.parametrize("step", [timedelta(hours=1), timedelta(hours=-1)])
def test_a_clock_that_steps_reads_no_source_twice_an_interval(step: timedelta) -> None:
    source = watch()
    start = timezone.now()
    reads = []
    for minute in range(120):
        # Twenty minutes in, somebody sets the clock.
        now = start + timedelta(minutes=minute) + (step if minute >= 20 else timedelta())
        with time_machine.travel(now, tick=False):
            for ids in due():
                own, token = polling.take_sources(ids)
                polling.record_nothing_new([(one, FetchedPayload(b"", not_modified=True)) for one in own], token)
                reads.append(minute)
    assert len(reads) >= 5 and source.pk
    gaps = [after - before for before, after in pairwise(reads)]
    # The step itself may bring one reading forward, and none twice.
    assert sum(gap < 10 for gap in gaps) <= (step > timedelta())


@pytest.mark.parametrize("night", [datetime(2026, 3, 8, 9, 0, tzinfo=UTC), datetime(2026, 11, 1, 8, 0, tzinfo=UTC)])
def test_in_the_nights_in_which_clocks_are_changed_every_interval_is_as_long(night: datetime) -> None:
    watch(next_at=night, interval=timedelta(minutes=30))
    reads = []
    with time_machine.travel(night, tick=False) as clock:
        for _ in range(4 * 60):
            for ids in due():
                own, token = polling.take_sources(ids)
                polling.record_nothing_new([(one, FetchedPayload(b"", not_modified=True)) for one in own], token)
                reads.append(timezone.now())
            clock.shift(60)
    gaps = [after - before for before, after in pairwise(reads)]
    assert len(reads) >= 7 and all(timedelta(minutes=30) <= gap <= timedelta(minutes=35) for gap in gaps)
    assert len({read.astimezone(ZoneInfo("America/Los_Angeles")).utcoffset() for read in reads}) == 2


def test_claiming_reads_an_index_and_not_the_table() -> None:
    now = timezone.now()
    watch_many(5000, "a.example", next_at=now + timedelta(days=1))
    watch_many(20, "b.example", next_at=now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE dockets_source")
    plan = polling._waiting(now)[: polling.LOOKED_AT].explain()
    assert "source_due" in plan, plan


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_give_nothing_twice() -> None:
    for place in range(40):
        watch_many(3, f"s{place}.example")
    given: list[list[int]] = []
    barrier = threading.Barrier(4, timeout=60)

    def beat() -> None:
        barrier.wait()
        try:
            for _ in range(10):
                given.extend(due(5))
        finally:
            connection.close()

    threads = [threading.Thread(target=beat) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    given.extend(due())
    ids = [source_id for slice in given for source_id in slice]
    assert len(ids) == len(set(ids)) == 120
    assert len(given) == 40
