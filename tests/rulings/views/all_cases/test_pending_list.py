"""The motions of all cases on which no ruling has been seen."""

import csv
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from dockets.models import Docket
from rulings.models import Tracker
from rulings.search.pending_filters import subtract_months
from rulings.trackers.save import add_matters
from rulings.vocabulary.kinds import Kind
from tests.support import factories, pages
from tests.support.factories import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
OLD, RECENT = date(2019, 3, 4), subtract_months(TODAY, 2)


def shown(client: Client, query: str = "") -> list[str]:
    page = pages.parsed(client.get(f"/pending/{query}"))
    return [pages.text(item.find("h3")) for item in pages.by_class(page, "item")]


@pytest.fixture
def motions() -> None:
    parler = factories.docket(case_name="Parler LLC v. Amazon", assigned_to="Barbara J. Rothstein")
    factories.party(docket=parler, name="Jeffrey Wernick")
    google = factories.docket(
        court=factories.court("dcd"), case_name="United States v. Google", assigned_to="Amit Mehta"
    )
    for docket, state, detail, day, routine in (
        (parler, "pending", "motion_to_dismiss", OLD, False),
        (google, "briefed", "summary_judgment", RECENT, False),
        (google, "not_seen_decided", "", date(2020, 1, 1), False),
        (google, "decided", "sealing", OLD, False),
        (parler, "overtaken", "sealing", OLD, False),
        (parler, "pending", "", OLD, True),
    ):
        filing = factories.filing(docket=docket, date_filed=day, long_text="MOTION")
        headline = f"{docket.court_id} {state} {detail or 'other'}"
        factories.event(filing=filing, kind=Kind.MOTION, state=state, detail=detail, routine=routine, headline=headline)


DISMISS, JUDGMENT, OTHER = (
    "wawd pending motion_to_dismiss",
    "dcd briefed summary_judgment",
    "dcd not_seen_decided other",
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [DISMISS, OTHER, JUDGMENT]),
        ("?order=newest", [JUDGMENT, OTHER, DISMISS]),
        ("?state=all_pending", [DISMISS, JUDGMENT]),
        ("?state=briefed", [JUDGMENT]),
        ("?state=not_seen_decided", [OTHER]),
        ("?state=decided", [DISMISS, OTHER, JUDGMENT]),
        ("?kind=motion_to_dismiss", [DISMISS]),
        ("?kind=other", [OTHER]),
        ("?court=dcd", [OTHER, JUDGMENT]),
        ("?judge=mehta", [OTHER, JUDGMENT]),
        ("?case=wernick", [DISMISS]),
        ("?months=6", [DISMISS, OTHER]),
        ("?months=1&state=all_pending", [DISMISS, JUDGMENT]),
        ("?case=zymurgy", []),
    ],
)
def test_motions_without_a_ruling_are_listed_as_narrowed(
    client: Client, motions: None, query: str, found: list[str]
) -> None:
    assert shown(client, query) == found


def test_a_row_says_how_long_and_how_far_the_motion_is(client: Client, motions: None) -> None:
    page = pages.parsed(client.get("/pending/"))
    told = [pages.text(item) for item in pages.by_class(page, "item")]
    days = (TODAY - OLD).days
    assert f"filed March 4, 2019, {days:,} days ago" in told[0]
    assert ["pending" in told[0], "not seen decided" in told[1], "briefed" in told[2]] == [True] * 3


def test_a_tracker_narrows_it_for_whoever_may_see_the_tracker(client: Client, motions: None) -> None:
    tracker = factories.tracker(title="Platforms", slug="platforms")
    add_matters(tracker.pk, [Docket.objects.get(court="dcd").pk], by="test", now=timezone.now())
    assert shown(client, "?tracker=platforms") == [OTHER, JUDGMENT]
    Tracker.objects.update(status="draft")
    page = pages.text(pages.parsed(client.get("/pending/?tracker=platforms")))
    assert "Platforms" not in page and "Tracker: " in page
    assert client.get("/pending.csv?tracker=platforms").status_code == 400


def test_a_merged_docket_shows_its_motions_once(client: Client, motions: None) -> None:
    survivor = factories.docket(case_name="Parler LLC v. Amazon")
    Docket.objects.filter(court="dcd").update(merged_into=survivor)
    assert shown(client) == [DISMISS]


def test_the_table_has_what_the_page_has(client: Client, motions: None) -> None:
    rows = list(csv.DictReader(b"".join(client.get("/pending.csv?state=all_pending")).decode().splitlines()))
    assert [(row["headline"], row["filed"], row["state"], row["read_by"]) for row in rows] == [
        (DISMISS, "2019-03-04", "pending", "machine"),
        (JUDGMENT, RECENT.isoformat(), "briefed", "machine"),
    ]
    assert rows[0]["days"] == str((TODAY - OLD).days)
    assert client.get(rows[0]["url"]).status_code == 200


def test_the_table_refuses_what_the_page_would_remark_upon(client: Client) -> None:
    answer = client.get("/pending.csv?state=decided")
    assert (answer.status_code, "state" in answer.content.decode()) == (400, True)


def test_fifty_motions_take_the_queries_of_one(
    client: Client, motions: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    docket = factories.docket()
    for number in range(60):
        filing = factories.filing(docket=docket, number=str(number), date_filed=OLD, long_text="MOTION")
        factories.event(filing=filing, kind=Kind.MOTION, state="pending", headline=f"Motion {number}")
    with django_assert_num_queries(4):
        first = client.get("/pending/")
    [on] = pages.parsed(first).findall(".//a[@rel='next']")
    assert len(shown(client, on.get("href", ""))) == 13


@given(st.dates(date(1, 4, 1), date(9999, 12, 31)), st.integers(0, 3))
def test_months_earlier_is_never_later_and_within_three_days_of_the_month(day: date, months: int) -> None:
    earlier = subtract_months(day, months)
    between = (day.year * 12 + day.month) - (earlier.year * 12 + earlier.month)
    assert (between, 0 <= day.day - earlier.day <= 3) == (months, True)
