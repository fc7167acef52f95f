"""Warnings about a watched feed: something may have been missed, it has gone silent, it carries something else now."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from dockets.imports import watched_cases
from dockets.imports.run import perform_run, queue_import
from dockets.models import Docket, ImportRun, Source
from dockets.record.docket_number import parse_docket_number
from dockets.record.records import DocketRecord, FeedWindow
from dockets.upsert import locate
from dockets.watch import failure_mail
from tests.support import factories
from tests.support.data import DATA

pytestmark = pytest.mark.django_db
FEEDS = DATA / "court_feed"
MONDAY = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def feed(**fields: Any) -> Source:
    defaults: dict[str, Any] = {
        "court": factories.court(),
        "url": "https://ecf.wawd.uscourts.gov/cgi-bin/rss_outside.pl",
    }
    return factories.source(**(defaults | fields))


def seen(source: Source, oldest: datetime, newest: datetime, declares: str = "all") -> dict[str, str]:
    """Code -> text of the warnings, after the feed showed this."""
    watched_cases.record_source_import(source, "", window=FeedWindow(oldest, newest, declares))
    source.refresh_from_db()
    return {warning["code"]: warning["text"] for warning in source.warnings}


def test_windows_that_overlap_warn_of_nothing() -> None:
    source = feed()
    assert seen(source, MONDAY, MONDAY + HOUR) == {}
    assert seen(source, MONDAY + HOUR, MONDAY + 2 * HOUR) == {}
    assert source.newest_item_at == MONDAY + 2 * HOUR


def test_a_window_that_does_not_reach_back_says_between_when_something_may_be_missing() -> None:
    source = feed()
    seen(source, MONDAY, MONDAY + HOUR)
    warnings = seen(source, MONDAY + 5 * HOUR, MONDAY + 6 * HOUR)
    assert "between Nov. 23, 2026, 4 p.m. UTC and Nov. 23, 2026, 8 p.m. UTC may have been missed" in warnings["gap"]
    # It stays until an admin has seen it, however well the next ones overlap.
    assert "gap" in seen(source, MONDAY + 5 * HOUR, MONDAY + 7 * HOUR)
    watched_cases.dismiss_source_warning(source, "gap")
    assert seen(source, MONDAY + 5 * HOUR, MONDAY + 7 * HOUR) == {}


def test_what_came_before_a_failure_does_not_end_it() -> None:
    """CourtListener's header is imported while its entries are refused already."""
    source, docket = factories.source(slug="courtlistener", url="courtlistener:docket/7"), factories.docket()
    failing = {"failures": 2, "failing_since": MONDAY, "last_error": "It answered 500.", "last_success_at": None}
    Source.objects.filter(pk=source.pk).update(**failing)
    watched_cases.record_source_import(source, "", came_at=MONDAY - HOUR, docket_ids=[docket.pk])
    assert {name: getattr(Source.objects.get(pk=source.pk), name) for name in failing} == failing
    assert Source.objects.get(pk=source.pk).docket == docket
    watched_cases.record_source_import(source, "", came_at=MONDAY + HOUR, docket_ids=[docket.pk])
    after = Source.objects.get(pk=source.pk)
    assert (after.failures, after.failing_since, after.last_error) == (0, None, "")
    assert after.last_success_at is not None


def test_a_window_that_comes_late_says_nothing() -> None:
    source = feed()
    seen(source, MONDAY + 5 * HOUR, MONDAY + 6 * HOUR)
    assert seen(source, MONDAY, MONDAY + HOUR, "orders") == {}
    assert (source.newest_item_at, source.declares) == (MONDAY + 6 * HOUR, "all")


def test_what_it_carries_is_compared() -> None:
    source = feed()
    seen(source, MONDAY, MONDAY + HOUR, "")
    seen(source, MONDAY, MONDAY + HOUR, "Docket entries of type: all")
    warnings = seen(source, MONDAY, MONDAY + 2 * HOUR, "Docket entries of type: orders")
    assert (
        warnings["types"]
        == "It said that it carries “Docket entries of type: all”; now it says “Docket entries of type: orders”."
    )
    assert source.declares == "Docket entries of type: orders"


@pytest.mark.parametrize(
    ("after", "silent"), [(timedelta(days=2, hours=23), False), (timedelta(days=3, hours=1), True)]
)
def test_a_feed_that_says_nothing_for_three_working_days_has_fallen_silent(after: timedelta, silent: bool) -> None:
    source = feed()
    seen(source, MONDAY - 24 * HOUR, MONDAY)
    assert watched_cases.mark_silent_feeds(MONDAY + after) == silent
    assert watched_cases.mark_silent_feeds(MONDAY + after) == 0
    source.refresh_from_db()
    assert [warning["code"] for warning in source.warnings] == ["silence"] * silent


def test_a_weekend_is_no_silence_and_a_quiet_court_has_its_own_measure() -> None:
    friday = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
    busy, quiet = feed(), feed(url="https://ecf.ca9.uscourts.gov/rss")
    seen(busy, friday - 24 * HOUR, friday)
    seen(quiet, friday - timedelta(days=20), friday)
    assert watched_cases.mark_silent_feeds(friday + timedelta(days=4)) == 0
    assert watched_cases.mark_silent_feeds(friday + timedelta(days=6)) == 1
    assert watched_cases.mark_silent_feeds(friday + timedelta(days=41)) == 1


def test_a_new_entry_ends_the_silence() -> None:
    source = feed()
    seen(source, MONDAY - HOUR, MONDAY)
    watched_cases.mark_silent_feeds(MONDAY + timedelta(days=10))
    assert "silence" not in seen(source, MONDAY, MONDAY + timedelta(days=10))


def test_a_silence_that_an_admin_has_seen_is_not_warned_of_again_until_the_feed_has_spoken() -> None:
    source = feed()
    seen(source, MONDAY - HOUR, MONDAY)
    watched_cases.mark_silent_feeds(MONDAY + timedelta(days=10))
    source.refresh_from_db()
    watched_cases.dismiss_source_warning(source, "silence")
    assert watched_cases.mark_silent_feeds(MONDAY + timedelta(days=11)) == 0
    seen(source, MONDAY, MONDAY + timedelta(days=12))
    assert watched_cases.mark_silent_feeds(MONDAY + timedelta(days=40)) == 1


def test_a_channel_that_says_nothing_of_what_it_carries_once_is_no_change() -> None:
    source = feed()
    seen(source, MONDAY, MONDAY + HOUR, "all")
    assert seen(source, MONDAY, MONDAY + 2 * HOUR, "") == {} and source.declares == "all"


def test_one_that_is_paused_is_not_silent() -> None:
    source = feed()
    seen(source, MONDAY - HOUR, MONDAY)
    Source.objects.update(enabled=False)
    assert watched_cases.mark_silent_feeds(MONDAY + timedelta(days=30)) == 0


def imported(source: Source, body: bytes) -> ImportRun:
    run = queue_import(body, name=source.url, source_slug="court-feed", court_id="wawd", watched=source, ring=False)
    perform_run(run.pk)
    run.refresh_from_db()
    source.refresh_from_db()
    return run


def test_an_import_moves_the_state_of_its_source() -> None:
    source = feed(failures=3, failing_since=timezone.now(), last_error="before")
    imported(source, (FEEDS / "district.xml").read_bytes())
    assert (source.failures, source.failing_since, source.last_error) == (0, None, "")
    assert source.newest_item_at == datetime(2024, 4, 10, 1, 12, 9, tzinfo=UTC)
    assert source.declares == "Docket entries of type: all" and source.silent_after and source.last_success_at


def test_a_payload_that_nobody_can_read_is_a_failure_of_its_source() -> None:
    source = feed(validators={"etag": "x"})
    imported(source, b"<rss><channel><title>cut")
    assert (source.failures, source.validators) == (1, {}) and source.failing_since and source.last_error


def test_of_a_feed_only_the_cases_of_this_tracker_are_kept_if_it_is_so_set() -> None:
    source = feed(keeps=Source.Keeps.KNOWN)
    run = imported(source, (FEEDS / "district.xml").read_bytes())
    # Items that cannot be read are told; they make no failure of a feed that has nothing on our cases.
    assert (run.status, Docket.objects.count(), source.failures) == (ImportRun.Status.PARTLY, 0, 0)
    factories.docket(court=factories.court(), docket_number="2:24-cv-00417")
    run = imported(source, (FEEDS / "district.xml").read_bytes() + b"\n")
    assert run.created > 0
    assert list(Docket.objects.values_list("docket_number", flat=True)) == ["2:24-cv-00417"]


def record(number: str, case_id: str = "") -> DocketRecord:
    return DocketRecord(court_id="wawd", docket_number=number, pacer_case_id=case_id)


def test_a_case_is_known_by_its_number_however_it_is_written_or_by_pacers_id() -> None:
    place = factories.court()
    factories.docket(court=place, docket_number="2:21-cv-00031")
    factories.docket(court=place, docket_number="MDL No. 2741", pacer_case_id="777")
    factories.docket(court=factories.court("nysd"), docket_number="1:21-cv-00500")
    asked = [
        record("2:21-cv-00031-BJR"), record("21-cv-31"), record("2:21-cv-00032"), record("2:22-cv-00031"),
        record("3:24-mc-1", "777"), record("In re Roundup", "777"), record("1:21-cv-00500"),
        record("In re Roundup", "778"),
    ]  # fmt: skip
    source = feed(keeps=Source.Keeps.KNOWN)
    taken = watched_cases.select_watched_dockets(source, asked)
    assert [one.docket_number for one in taken] == ["2:21-cv-00031-BJR", "21-cv-31", "In re Roundup"]
    # The importer, which looks one up at a time and holds it, finds the same.
    found = [
        locate.find_docket(place, parse_docket_number(one.docket_number, "wawd", place.kind), one.pacer_case_id)
        for one in asked
    ]
    assert [one for one, docket in zip(asked, found, strict=True) if docket] == taken


@pytest.mark.parametrize("number", [1, 200])
def test_which_cases_are_known_is_asked_in_three_queries_however_long_the_feed(number: int) -> None:
    source = feed(keeps=Source.Keeps.KNOWN)
    for serial in (1, 2):
        factories.docket(court=factories.court(), docket_number=f"2:21-cv-{serial:05d}")
    asked = [record(f"2:21-cv-{serial:05d}", str(serial)) for serial in range(1, number + 1)]
    with CaptureQueriesContext(connection) as queries:
        taken = watched_cases.select_watched_dockets(source, asked)
    assert len(taken) == min(number, 2) and len(queries) == 3


def test_warnings_are_listed_newest_first_with_those_that_fail_for_a_day() -> None:
    now = timezone.now()
    gap = {"code": "gap", "since": (now - 3 * HOUR).isoformat(), "text": "Entries may have been missed."}
    feed(warnings=[gap])
    feed(url="https://b.example/rss", failures=9, failing_since=now - timedelta(days=2), last_error="answered 500")
    feed(url="https://c.example/rss", failures=1, failing_since=now - 2 * HOUR, last_error="answered 500")
    feed(url="https://d.example/rss", failures=9, failing_since=now - timedelta(days=2), enabled=False)
    with CaptureQueriesContext(connection) as queries:
        found = watched_cases.list_source_warnings()
    assert [(warned.source.slug, warned.code) for warned in found] == [("court-feed", "gap"), ("court-feed", "failing")]
    assert found[1].source.url == "https://b.example/rss"
    assert "answered 500" in found[1].text and len(queries) == 2


def test_a_source_that_has_failed_for_a_day_is_a_warning_of_now() -> None:
    """It would stand below the three that the desk shows, by when it began to fail."""
    now = timezone.now()
    for hours in range(1, 5):
        gap = {"code": "gap", "since": (now - (hours + 2) * HOUR).isoformat(), "text": "Entries may have been missed."}
        feed(url=f"https://{hours}.example/rss", warnings=[gap])
    feed(url="https://b.example/rss", failures=9, failing_since=now - timedelta(hours=25), last_error="answered 500")
    assert [warned.code for warned in watched_cases.list_source_warnings(limit=3)] == ["failing", "gap", "gap"]


@pytest.fixture
def mail_server(settings: Settings) -> None:
    settings.EMAIL_URL = "smtp://mail.example"


def admin(**fields: Any) -> User:
    return factories.user(role="admin", **({"email": "desk@news.example"} | fields))


@pytest.mark.usefixtures("mail_server")
def test_admins_are_told_once_of_each_time_that_a_source_fails_for_a_day() -> None:
    now = timezone.now()
    admin()
    admin(email="second@news.example")
    admin(email="left@news.example", is_active=False)
    factories.user(role="editor", email="editor@news.example")
    source = feed(failures=9, failing_since=now - timedelta(hours=25), last_error="ecf.wawd.uscourts.gov answered 500.")
    feed(url="https://b.example/rss", failures=2, failing_since=now - timedelta(hours=23), last_error="answered 404")
    assert [failure_mail.mail_failing_sources(now), failure_mail.mail_failing_sources(now + HOUR / 2)] == [1, 0]
    (message,) = mail.outbox
    assert message.to == ["desk@news.example", "second@news.example"]
    assert "1 source has failed for a day" in message.subject
    assert source.url in message.body and "ecf.wawd.uscourts.gov answered 500." in message.body
    assert "9 times in a row" in message.body
    assert "b.example" not in message.body and "/imports/sources/" in message.body
    Source.objects.filter(pk=source.pk).update(failing_since=now + HOUR, failures=1)
    assert failure_mail.mail_failing_sources(now + timedelta(hours=26)) == 2
    assert ", once. The last time" in mail.outbox[1].body


@pytest.mark.usefixtures("mail_server")
def test_a_mail_that_cannot_be_sent_is_tried_again(settings: Settings) -> None:
    now = timezone.now()
    admin()
    feed(failures=9, failing_since=now - timedelta(hours=25), last_error="down")
    works = settings.MAILERS
    nobody_there = {"host": "127.0.0.1", "port": 9, "timeout": 1}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": nobody_there}}
    with pytest.raises(OSError, match="refused"):
        failure_mail.mail_failing_sources(now)
    settings.MAILERS = works
    assert failure_mail.mail_failing_sources(now) == 1 and len(mail.outbox) == 1


def test_without_a_mail_server_none_is_sent_and_it_is_said() -> None:
    now = timezone.now()
    admin()
    feed(failures=9, failing_since=now - timedelta(hours=25), last_error="down")
    assert failure_mail.mail_failing_sources(now) == 0 and "CASETRACKER_EMAIL_URL" in failure_mail.explain_no_mail()
    assert Source.objects.filter(warned_at=None).exists()


@pytest.mark.usefixtures("mail_server")
def test_without_an_address_none_is_sent_and_it_is_said() -> None:
    admin(email="")
    assert "no admin has an e-mail address" in failure_mail.explain_no_mail()
