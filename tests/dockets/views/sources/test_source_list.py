"""``/imports/sources/``: what is watched and how it fares; and what an admin does with it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from dockets.models import ImportRun, Observation, Source
from dockets.sources import SOURCES
from dockets.sources.feeds.feed import COURT_FEED
from dockets.sources.http.client import explain_refused_url
from dockets.watch import latency
from dockets.watch.source_health import spell_length
from tests.conftest import Users
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
LIST = "/imports/sources/"
ADD = "/imports/sources/add/"
FEED = "https://ecf.wawd.uscourts.gov/cgi-bin/rss_outside.pl"
ACTS = ("poll", "pause", "go-on", "rhythm", "keep", "dismiss", "stop")


def watched(**fields: Any) -> Source:
    defaults: dict[str, Any] = {
        "court": factories.court(),
        "url": FEED,
        "next_at": timezone.now() + timedelta(minutes=7),
    }
    return factories.source(**(defaults | fields))


def act(client: Client, source: Source, name: str, **data: str) -> Source:
    response = client.post(f"{LIST}{source.pk}/{name}/", data)
    assert response.status_code == 302, response
    source.refresh_from_db()
    return source


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["entries", "parties", "attorneys"], "entries, parties and counsel"),
        (["parties", "attorneys"], "parties and counsel"),
        (["attorneys"], "counsel"),
    ],
)
def test_a_docket_that_is_read_in_part_says_what_is_still_to_come_and_when(
    admin: Client, parts: list[str], said: str
) -> None:
    """The quota of an ordinary account is used up after some pages of a long docket."""
    at = timezone.now() + timedelta(minutes=7)
    walk = {"parts": parts, "cursor": "", "docket": {}, "listed": [], "done": []}
    source = factories.source(
        slug="courtlistener",
        url="courtlistener:docket/1",
        next_at=at,
        last_success_at=timezone.now(),
        validators={"walk": walk},
    )
    for address in (LIST, f"{LIST}{source.pk}/"):
        words = pages.text(pages.parsed(admin.get(address)))
        assert (
            f"read in part Still to come: {said}. It goes on in 7 minutes, as the quota of CourtListener allows."
            in words
        )
    assert "Which cases it keeps" not in words, "it is of one docket, which has come only with the first page"
    Source.objects.update(validators={})
    assert "in order" in pages.text(pages.parsed(admin.get(LIST)))


@pytest.mark.parametrize(("who", "status"), [("", 302), ("journalist", 403), ("editor", 403), ("admin", 200)])
def test_only_admins_see_and_steer_sources(client: Client, users: Users, who: str, status: int) -> None:
    source = watched()
    if who:
        client.force_login(getattr(users, who))
    for address in (LIST, ADD, f"{LIST}{source.pk}/"):
        assert client.get(address).status_code == status, address
    before = Source.objects.values().get()
    for name in ACTS if who != "admin" else ():
        assert client.post(f"{LIST}{source.pk}/{name}/", {"rhythm": "2", "keeps": "known"}).status_code in (401, 403)
    if who != "admin":
        told = {"kind": "court-feed", "url": f"{FEED}?2", "rhythm": "10", "keeps": "all"}
        assert client.post(ADD, told).status_code == (403 if who else 401)
        assert Source.objects.values().get() == before


def test_what_changes_something_is_asked_for_by_post_alone(admin: Client) -> None:
    source = watched()
    for name in ACTS:
        assert admin.get(f"{LIST}{source.pk}/{name}/").status_code == 405, name
    assert admin.post(f"{LIST}{source.pk}/nonsense/").status_code == 404
    assert admin.post(f"{LIST}{source.pk + 1}/pause/").status_code == 404
    assert admin.post(LIST).status_code == 405


def test_nothing_watched_yet_says_where_to_begin(admin: Client) -> None:
    page = pages.parsed(admin.get(LIST))
    assert "Nothing is watched yet" in pages.text(pages.by_id(page, "results"))
    assert pages.links(page)["Watch a court"] == ADD


def states(client: Client) -> list[str]:
    page = pages.parsed(client.get(LIST))
    return [pages.text(state) for state in pages.by_class(page, "out")]


def test_each_source_says_how_it_fares_and_those_that_fail_come_first(admin: Client) -> None:
    now = timezone.now()
    watched(url=f"{FEED}?1", last_success_at=now)
    watched(url=f"{FEED}?2", enabled=False)
    watched(url=f"{FEED}?3")
    watched(url=f"{FEED}?4", failures=1, failing_since=now, last_error="answered 500")
    watched(url=f"{FEED}?5", failures=7, failing_since=now - timedelta(days=3), last_error="answered 503")
    watched(url=f"{FEED}?6", lease_token="x", lease_until=now + timedelta(seconds=40))
    watched(
        url=f"{FEED}?7",
        last_success_at=now,
        warnings=[{"code": "gap", "since": now.isoformat(), "text": "Entries missed."}],
    )
    assert states(admin) == [
        "failing for 3 days, tried rarely",
        "failing",
        "in order",
        "paused",
        "not read yet",
        "being read",
        "read, with a warning",
    ]
    words = pages.text(pages.by_id(pages.parsed(admin.get(LIST)), "results"))
    assert "It has failed 7 times in a row. answered 503" in words and "Entries missed." in words


def test_a_source_that_is_not_known_any_more_is_shown_all_the_same(admin: Client) -> None:
    source = watched(slug="telex", court=None)
    assert "telex" in pages.text(pages.by_id(pages.parsed(admin.get(LIST)), "results"))
    pages.parsed(admin.get(f"{LIST}{source.pk}/"))


@pytest.mark.parametrize("number", [1, 50])
def test_the_list_takes_as_many_queries_for_fifty_as_for_one(admin: Client, number: int) -> None:
    for place in range(number):
        source = watched(url=f"{FEED}?{place}", docket=factories.docket())
        factories.import_run(watched=source, created=1)
    with CaptureQueriesContext(connection) as queries:
        page = pages.parsed(admin.get(LIST))
    assert len(pages.by_class(page, "out")) == number
    # Session, user, the sources, their delays.
    assert len(queries) == 4, [query["sql"][:100] for query in queries]


def test_more_than_a_page_goes_on(admin: Client) -> None:
    for place in range(51):
        watched(url=f"{FEED}?{place}")
    page = pages.parsed(admin.get(LIST))
    further = pages.links(page)["Further in the list"]
    assert len(pages.by_class(pages.parsed(admin.get(f"{LIST}{further}")), "out")) == 1


def test_sources_are_found_by_court_case_and_address(admin: Client) -> None:
    watched()
    watched(url="https://other.example/x", court=None, docket=factories.docket(case_name="Roe v. Fable"))
    for words, found in (
        ("Western District of Washington", 1),
        ("roe", 1),
        ("other.example", 1),
        ("rss_outside", 1),
        ("zzz", 0),
    ):
        assert len(pages.by_class(pages.parsed(admin.get(LIST, {"q": words})), "out")) == found, words
    part = admin.get(LIST, {"q": "roe"}, headers={"HX-Request": "true", "HX-Target": "results"})
    assert b"<html" not in part.content and b"Roe" in part.content


def test_the_page_of_a_source_tells_its_last_imports(admin: Client) -> None:
    source = watched(
        newest_item_at=datetime(2026, 11, 23, 15, 0, tzinfo=UTC), declares="Docket entries of type: orders"
    )
    run = factories.import_run(watched=source, created=3, status=ImportRun.Status.PARTLY)
    factories.import_run(created=9)
    page = pages.parsed(admin.get(f"{LIST}{source.pk}/"))
    words = pages.text(pages.by_id(page, "main"))
    assert (
        "Docket entries of type: orders" in words
        and "Nov. 23, 2026, 3 p.m. UTC" in words
        and "done, some refused" in words
    )
    assert [link for link in pages.addresses(page) if link.startswith("/imports/") and link[9:10].isdigit()] == [
        f"/imports/{run.pk}/"
    ]


@pytest.mark.parametrize("number", [1, 25])
def test_the_page_of_a_source_takes_as_many_queries_for_all_its_imports_as_for_one(admin: Client, number: int) -> None:
    source = watched()
    for _ in range(number):
        factories.import_run(watched=source, created=1)
    with CaptureQueriesContext(connection) as queries:
        admin.get(f"{LIST}{source.pk}/")
    # Session, user, the source, its delay, its runs.
    assert len(queries) == 5


def test_it_is_read_now_when_asked_and_not_while_it_is_paused(admin: Client) -> None:
    assert act(admin, watched(), "poll").next_at <= timezone.now()
    later = timezone.now() + timedelta(hours=5)
    assert act(admin, watched(url=f"{FEED}?2", enabled=False, next_at=later), "poll").next_at == later


def test_it_is_paused_and_goes_on(admin: Client) -> None:
    source = act(admin, watched(), "pause")
    assert not source.enabled
    source = act(admin, source, "go-on")
    assert source.enabled and source.next_at <= timezone.now()


def test_the_list_is_come_back_to_from_its_buttons(admin: Client) -> None:
    source = watched()
    assert admin.post(f"{LIST}{source.pk}/pause/", {"list": "1"})["Location"] == LIST
    assert admin.post(f"{LIST}{source.pk}/pause/")["Location"] == f"{LIST}{source.pk}/"


def test_the_rhythm_of_a_feed_is_ten_minutes_or_less(admin: Client) -> None:
    source = act(admin, watched(next_at=timezone.now() + timedelta(hours=1)), "rhythm", rhythm="2")
    assert source.interval == timedelta(minutes=2) and source.next_at <= timezone.now() + timedelta(minutes=2)
    assert act(admin, source, "rhythm", rhythm="60").interval == timedelta(minutes=2)
    assert act(admin, source, "rhythm", rhythm="nonsense").interval == timedelta(minutes=2)


def test_which_cases_it_keeps_is_changed(admin: Client) -> None:
    assert act(admin, watched(), "keep", keeps="known").keeps == "known"
    assert act(admin, Source.objects.get(), "keep", keeps="nonsense").keeps == "known"


def test_a_warning_is_dismissed_and_the_others_stay(admin: Client) -> None:
    since = timezone.now().isoformat()
    source = watched(warnings=[{"code": code, "since": since, "text": code} for code in ("gap", "types")])
    assert [warning["code"] for warning in act(admin, source, "dismiss", code="gap").warnings] == ["types"]


def test_it_is_stopped_and_what_came_from_it_stays(admin: Client) -> None:
    source = watched()
    run = factories.import_run(watched=source)
    assert admin.post(f"{LIST}{source.pk}/stop/")["Location"] == LIST
    run.refresh_from_db()
    assert run.watched is None and not Source.objects.exists()


def test_a_court_s_address_is_offered(admin: Client) -> None:
    for court, address in {
        "wawd": FEED,
        "nyed": "https://ecf.nyed.uscourts.gov/cgi-bin/readyDockets.pl",
        "arb": "https://ecf.azb.uscourts.gov/cgi-bin/rss_outside.pl",
        "ca9": "https://ecf.ca9.uscourts.gov/n/beam/servlet/TransportRoom?servlet=RSSGenerator",
    }.items():
        part = admin.get(
            ADD, {"kind": "court-feed", "court": court}, headers={"HX-Request": "true", "HX-Target": "address"}
        )
        field = pages.by_id(pages.read(f"<!doctype html><title>part</title>{part.content.decode()}"), "id_url")
        assert field.get("value") == address
        assert COURT_FEED.address(address) == address


def test_a_source_is_added_and_read_at_once(admin: Client, users: Users) -> None:
    response = admin.post(
        ADD, {"kind": "court-feed", "court": "wawd", "url": f" {FEED} ", "keeps": "known", "rhythm": "5"}
    )
    source = Source.objects.get()
    assert response["Location"] == f"{LIST}{source.pk}/"
    assert (source.slug, source.url, source.court_id, source.keeps) == ("court-feed", FEED, "wawd", "known")
    assert (source.interval, source.adapts, source.added_by) == (timedelta(minutes=5), False, users.admin)
    assert source.next_at <= timezone.now()


def test_what_was_read_a_single_time_can_be_watched(admin: Client) -> None:
    once = watched(reads_once="batch", enabled=False, validators={"etag": "x"})
    assert states(admin) == []
    admin.post(ADD, {"kind": "court-feed", "court": "wawd", "url": FEED, "keeps": "known", "rhythm": "5"})
    source = Source.objects.get()
    assert (source.pk, source.enabled, source.reads_once, source.validators) == (once.pk, True, "", {})
    assert states(admin) == ["not read yet"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://169.254.169.254/rss", "not on the list of servers that are asked"),
        ("http://127.0.0.1/rss", "not on the list of servers that are asked"),
        ("https://me@ecf.wawd.uscourts.gov/rss", "user name or password"),
        ("https://ecf.wawd.uscourts.gov:8443/rss", "Port 8443"),
        ("https://ecf.wawd.uscourts.gov/doc1/19711", "is no address of a court feed"),
        ("wawd", "is no address of a court feed"),
        (FEED, "watched already"),
    ],
)
def test_what_must_not_be_fetched_is_refused_when_it_is_typed(
    admin: Client, settings: Settings, url: str, said: str
) -> None:
    settings.FETCH_ALLOW_LOOPBACK = False
    watched()
    page = pages.parsed(
        admin.post(ADD, {"kind": "court-feed", "court": "wawd", "url": url, "keeps": "all", "rhythm": "10"}), 422
    )
    assert said in pages.text(pages.by_id(page, "main"))
    assert Source.objects.count() == 1
    if "://" in url and (why := explain_refused_url(url)):
        assert why in pages.text(pages.by_id(page, "address"))


def test_a_feed_is_not_read_once_a_day(admin: Client) -> None:
    page = pages.parsed(
        admin.post(ADD, {"kind": "court-feed", "court": "wawd", "url": FEED, "keeps": "all", "rhythm": "1440"}), 422
    )
    assert "must be read more often" in pages.text(pages.by_id(page, "main")) and not Source.objects.exists()


def test_the_delay_is_the_median_of_what_came_since_it_is_watched() -> None:
    begun = timezone.now() - timedelta(hours=2)
    source, other = watched(), watched(url=f"{FEED}?2")
    filing = factories.filing(docket=factories.docket(), number="1")
    runs = [factories.import_run(watched=source, created=1) for _ in range(3)]
    ImportRun.objects.update(queued_at=begun)
    # From before it was watched; then three that took 3, 5 and 60 minutes; then one without a moment of entry.
    for run, entered, minutes in ((0, -600, 900), (0, 10, 3), (1, 20, 5), (2, 30, 60), (2, None, 0)):
        at = begun + timedelta(minutes=entered) if entered is not None else None
        seen = (at or begun) + timedelta(minutes=minutes)
        factories.observation(filing=filing, payload=runs[run].payload, entered_at=at, first_seen=seen)
    assert Observation.objects.count() == 5
    assert latency.get_median_latencies([source.pk, other.pk]) == {source.pk: timedelta(minutes=5)}


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (130, "2 minutes"),
        (3600, "1 hour"),
        (90_000, "1 day"),
    ],
)
def test_a_length_is_said_in_one_unit(seconds: int, said: str) -> None:
    assert spell_length(timedelta(seconds=seconds)) == said


@pytest.fixture
def limited() -> Iterator[list[int]]:
    """A kind with a quota, and each time that it was asked for."""
    asked: list[int] = []

    def quota() -> str:
        asked.append(1)
        return "3 of 125 requests left today"

    SOURCES["limited"] = replace(COURT_FEED, slug="limited", label="limited kind", quota=quota)
    yield asked
    del SOURCES["limited"]


def test_a_quota_is_asked_for_once_a_page_and_shown_once(admin: Client, limited: list[int]) -> None:
    sources = [watched(slug="limited", url=f"{FEED}?{number}") for number in range(3)]
    assert (
        pages.text(pages.by_id(pages.parsed(admin.get(LIST)), "main")).count(
            "limited kind: 3 of 125 requests left today."
        )
        == 1
    )
    assert len(limited) == 1
    page = pages.parsed(admin.get(f"{LIST}{sources[0].pk}/"))
    assert "3 of 125 requests left today" in pages.text(pages.by_id(page, "main")) and len(limited) == 2


@pytest.mark.parametrize(
    ("validators", "said"),
    [
        ({"passed_over": 1_234}, "1,234 messages that were no notice of a court"),
        ({"passed_over": 1}, "1 message that was no notice of a court"),
        ({"passed_over": 0}, ""),
        ({}, ""),
    ],
)
def test_how_much_mail_was_passed_over_is_said(admin: Client, validators: dict[str, int], said: str) -> None:
    source = watched(slug="court-notice", url="imaps://bob@mail.example.org/INBOX", validators=validators)
    shown = pages.text(pages.by_id(pages.parsed(admin.get(f"{LIST}{source.pk}/")), "main"))
    assert said in shown if said else "Passed over" not in shown


def test_without_a_mail_server_the_page_says_that_no_mail_is_sent(admin: Client) -> None:
    assert not django_settings.EMAIL_URL
    assert "CASETRACKER_EMAIL_URL" in pages.text(pages.by_id(pages.parsed(admin.get(LIST)), "main"))


def test_what_is_amiss_or_paused_can_be_had_alone(admin: Client) -> None:
    now = timezone.now()
    watched(url=f"{FEED}?1", last_success_at=now)
    watched(url=f"{FEED}?2", enabled=False)
    watched(url=f"{FEED}?3", failures=1, failing_since=now, last_error="answered 500")
    watched(
        url=f"{FEED}?4",
        last_success_at=now,
        warnings=[{"code": "gap", "since": now.isoformat(), "text": "Entries missed."}],
    )
    for state, found in {
        "trouble": ["failing", "read, with a warning"],
        "paused": ["paused"],
        "nonsense": ["failing", "in order", "paused", "read, with a warning"],
    }.items():
        page = pages.parsed(admin.get(LIST, {"state": state}))
        assert [pages.text(shown) for shown in pages.by_class(page, "out")] == found
    assert "No source matches." in pages.text(
        pages.parsed(admin.get(LIST, {"state": "paused", "q": "nothing of the kind"}))
    )


def test_mailboxes_are_told_apart_by_their_account(admin: Client) -> None:
    for user in ("courts", "clerk"):
        watched(court=None, slug="court-notice", url=f"imaps://{user}@mail.example.org/INBOX")
    names = [pages.text(row.find("th/a")) for row in pages.parsed(admin.get(LIST)).findall(".//tbody/tr")]
    assert names == ["courts@mail.example.org", "clerk@mail.example.org"]
