"""Dockets of one dispute combined into one timeline."""

from datetime import UTC, date, datetime
from typing import Any

import feedparser
import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dockets.models import Docket
from rulings.models import TimelineEvent
from tests.rulings.exports.test_timeline_export import rows, taken
from tests.rulings.views.case.test_timeline import address, dispute, get, walk
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def entries(docket: Docket, *days: int, number: int = 1) -> None:
    for day in days:
        filing = factories.filing(docket=docket, number=str(number), date_filed=date(2021, 1, day))
        factories.event(filing=filing, headline=f"Of Jan. {day}")
        number += 1
    factories.reading(docket=docket)


@pytest.fixture
def federal(db: None) -> Docket:
    docket = factories.docket(docket_number="2:21-cv-00270", case_name="Parler v. AWS")
    entries(docket, 11, 13, 15)
    return docket


@pytest.fixture
def state(federal: Docket) -> Docket:
    court = factories.court("kingsuperct", kind="state", time_zone="America/New_York")
    docket = factories.docket(court=court, docket_number="21-2-02856-6 SEA", case_name="Parler v. Amazon.com")
    entries(docket, 12, 14)
    factories.relation(docket=federal, other=docket)
    return docket


def test_their_lines_stand_in_one_order_each_with_its_docket(client: Client, federal: Docket, state: Docket) -> None:
    page = get(client, federal, f"?with={state.pk}")
    assert pages.headlines(page) == ["1 Of Jan. 11", "1 Of Jan. 12", "2 Of Jan. 13", "2 Of Jan. 14", "3 Of Jan. 15"]
    own, other = pages.lines(page)[0], pages.lines(page)[1]
    assert "w1" not in own.get("class", "") and other.get("class") == "w1"
    assert pages.text(other.find("small")) == "21-2-02856-6 SEA", "named, and never by its colour alone"
    assert pages.links(other)["1 Of Jan. 12"] == f"{address(state)}filings/1/"
    assert pages.links(own)["1 Of Jan. 11"] == "filings/1/"
    assert pages.text(pages.by_class(page, "count")[0]).startswith("5 entries")
    assert pages.text(pages.by_class(page, "woven")[0]) == "Woven in: 21-2-02856-6 SEA"


def test_the_hours_of_each_are_those_of_its_court(client: Client, federal: Docket, state: Docket) -> None:
    at = datetime(2021, 1, 14, 18, tzinfo=UTC)
    for docket in (federal, state):
        factories.event(hearing=factories.hearing(docket=docket, starts_at=at), headline="Hearing")
    page = get(client, federal, f"?with={state.pk}")
    hearings = [pages.text(line.find("small")) for line in pages.lines(page) if "hearing" in line.get("class", "")]
    assert hearings == [
        "10 a.m. PST · not known to have been held · read by machine",
        "21-2-02856-6 SEA · 1 p.m. EST · not known to have been held · read by machine",
    ]
    taken = [row["time"] for row in rows(client, federal, f"?with={state.pk}") if row["type"] == "hearing"]
    assert taken == ["2021-01-14T10:00:00-08:00", "2021-01-14T13:00:00-05:00"]


def test_each_relative_has_its_switch_which_keeps_the_filters(client: Client, federal: Docket, state: Docket) -> None:
    page = get(client, federal, "?order=newest")
    assert pages.links(page)["Weave into this timeline"] == f"?order=newest&with={state.pk}"
    page = get(client, federal, f"?order=newest&with={state.pk}")
    assert pages.links(page)["Take out of this timeline"] == "?order=newest"
    hidden = [field for field in page.iter("input") if field.get("name") == "with"]
    assert [field.get("value") for field in hidden] == [str(state.pk)]
    assert pages.links(page)["Table (CSV)"].endswith(f"?order=newest&with={state.pk}")


@pytest.mark.parametrize(
    "query", ["date_from=2021-01-12&date_to=2021-01-14", "q=complaint", "order=newest", "at=2021-01-12"]
)
def test_filters_go_for_all_of_them_and_exports_have_the_same(
    client: Client, federal: Docket, state: Docket, query: str
) -> None:
    page = get(client, federal, f"?with={state.pk}&{query}")
    shown = [pages.text(line.find(".//h3/a")).partition(" ")[2] for line in pages.lines(page)]
    assert len(set(shown)) == len(shown) and "Of Jan. 12" in shown and "Of Jan. 13" in shown
    taken = rows(client, federal, f"?with={state.pk}&{query}")
    assert [row["headline"] for row in taken][-len(shown) :] == shown
    assert {row["url"] for row in taken} >= {
        f"http://testserver{address(state)}filings/1/",
        f"http://testserver{address(federal)}filings/2/",
    }


def test_the_numbering_of_each_is_its_own(client: Client, federal: Docket, state: Docket) -> None:
    factories.event(filing=factories.filing(docket=state, number="9", date_filed=date(2021, 1, 14)))
    assert not pages.by_class(get(client, federal, f"?with={state.pk}"), "gap")


@pytest.mark.parametrize("asked", ["999999", "x", "1-x", "-", "9" * 30, "%00"])
def test_what_is_not_related_is_not_woven_in(client: Client, federal: Docket, state: Docket, asked: str) -> None:
    stranger = factories.docket()
    entries(stranger, 20)
    page = get(client, federal, f"?with={asked}-{stranger.pk}")
    assert len(pages.lines(page)) == 3
    assert "not known to be related" in pages.text(pages.by_class(page, "notice")[0])
    assert client.get(f"{address(federal)}timeline.csv?with={stranger.pk}").status_code == 400


def test_what_has_not_been_read_or_is_another_by_now_has_no_switch(
    client: Client, federal: Docket, state: Docket
) -> None:
    state.merged_into = federal
    state.save()
    assert "Weave into this timeline" not in pages.links(get(client, federal))
    unread = factories.docket(docket_number="2:21-cv-00999")
    factories.relation(docket=unread, other=federal)
    page = get(client, federal)
    assert "Weave into this timeline" not in pages.links(page) and "2:21-cv-00999" in pages.text(page)


def test_the_steps_united_are_all_of_them(client: Client, federal: Docket, state: Docket) -> None:
    many = factories.docket(docket_number="2:21-cv-00999")
    factories.many_filings(docket=many, number=450)
    factories.relation(docket=many, other=federal)
    found = walk(client, many, f"?with={federal.pk}", "after")
    assert len(found) == 453 and len([headline for headline in found if "Of Jan." in headline]) == 3
    order = TimelineEvent.objects.exclude(docket=state).order_by("sort_date", "sort_order", "id")
    assert [headline.partition(" ")[2] for headline in found] == list(order.values_list("headline", flat=True))


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(client: Client, django_assert_num_queries: Any, number: int) -> None:
    one, two, three = (factories.docket() for _ in range(3))
    for docket in (one, two, three):
        factories.many_filings(docket=docket, number=number)
    for other in (two, three):
        factories.relation(docket=one, other=other)
    query = f"?with={two.pk}-{three.pk}"
    # Docket with court and reading; relatives; events; parties.
    with django_assert_num_queries(4):
        client.get(address(one) + query)
    with django_assert_num_queries(4):
        client.get(address(one))
    with django_assert_num_queries(3):
        client.get(address(one) + query, headers={"HX-Request": "true", "HX-Target": "events"})


def test_weaving_costs_a_page_with_everything_on_it_no_query(client: Client) -> None:
    docket, other = factories.docket(), factories.docket()
    dispute(docket)
    dispute(other)
    factories.relation(docket=docket, other=other)
    with CaptureQueriesContext(connection) as alone:
        client.get(address(docket))
    with CaptureQueriesContext(connection) as woven:
        page = client.get(f"{address(docket)}?with={other.pk}")
    assert len(woven) == len(alone) and b"Woven in" in page.content


def test_an_embedded_timeline_weaves_them_too(client: Client, federal: Docket, state: Docket) -> None:
    page = pages.parsed(client.get(f"{address(federal)}embed/?with={state.pk}"))
    assert [pages.text(title) for title in page.iter("h2")] == [f"Of Jan. {day}" for day in (15, 14, 13, 12, 11)]
    own, other = list(page.iter("li"))[:2]
    assert (own.get("class"), other.get("class"), pages.text(other.find("b"))) == (None, "w1", "21-2-02856-6 SEA")
    assert pages.links(other)["Of Jan. 14"] == f"http://testserver{address(state)}filings/2/"
    (more,) = [link for text, link in pages.links(page).items() if text == "The whole timeline"]
    assert more == f"http://testserver{address(federal)}?with={state.pk}"
    alone = pages.parsed(client.get(f"{address(federal)}embed/?with={state.pk + 99}"))
    assert [pages.text(title) for title in alone.iter("h2")] == [f"Of Jan. {day}" for day in (15, 13, 11)]
    told = client.get("/oembed", {"url": f"http://testserver{address(federal)}?with={state.pk}"}).json()
    assert f"/embed/?with={state.pk}" in told["html"]


def test_weaving_costs_an_embedded_timeline_a_fixed_number_of_queries(
    client: Client, federal: Docket, state: Docket
) -> None:
    used = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{address(federal)}embed/?with={state.pk}")
        used.append(len(queries))
        for _ in range(30):
            factories.event(filing=factories.filing(docket=state))
    assert used[0] == used[1] <= 5


def test_what_is_taken_away_says_whose_it_is(client: Client, federal: Docket, state: Docket) -> None:
    for docket in (federal, state):
        factories.event(hearing=factories.hearing(docket=docket), headline="Hearing")
    told = icalendar.Calendar.from_ical(taken(client, federal, "ics", f"?with={state.pk}")).walk("VEVENT")
    assert {str(event["summary"]) for event in told} == {"Hearing: Parler v. AWS", "Hearing: Parler v. Amazon.com"}
    (other,) = [event for event in told if "Amazon.com" in str(event["summary"])]
    assert str(other["description"]).startswith("21-2-02856-6 SEA, Court kingsuperct")
    titles = [entry.title for entry in feedparser.parse(taken(client, federal, "atom", f"?with={state.pk}")).entries]
    assert "2 Of Jan. 13" in titles and "21-2-02856-6 SEA: 2 Of Jan. 14" in titles
