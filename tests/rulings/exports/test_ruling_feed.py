"""The feed of rulings across cases."""

from datetime import date

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rulings.vocabulary.kinds import Kind
from tests.rulings.views.case.test_timeline import dispute
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def test_the_latest_rulings_of_all_cases_newest_first(client: Client) -> None:
    for place, name in enumerate(("Roe v. <Doe> & Sons", "Doe v. Roe")):
        docket = factories.docket(case_name=name)
        row = factories.filing(
            docket=docket, number="7", date_filed=date(2021, 2, 1 + place), long_text="ORDER <b>granting</b>"
        )
        factories.event(filing=row, kind=Kind.ORDER, headline="Order granting motion", outcome="granted")
        factories.event(filing=factories.filing(docket=docket), headline="Notice")
    answer = client.get("/rulings.atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo and feed.feed.author == "Casetracker" and feed.feed.id.startswith("tag:")
    assert [entry.title for entry in feed.entries] == [
        "Order granting motion: Doe v. Roe (W.D. Wash.)",
        "Order granting motion: Roe v. <Doe> & Sons (W.D. Wash.)",
    ]
    assert all(entry.link.endswith("/filings/7/") and "&lt;b&gt;" in entry.summary for entry in feed.entries)


def test_an_entry_has_the_same_id_as_in_the_feed_of_its_case(client: Client) -> None:
    docket = factories.docket()
    dispute(docket)
    (ruling,) = feedparser.parse(client.get("/rulings.atom").content).entries
    of_case = b"".join(
        client.get(f"/cases/wawd/{docket.docket_number}/timeline.atom").streaming_content,  # type: ignore[attr-defined]
    )
    assert ruling.id in [entry.id for entry in feedparser.parse(of_case).entries]


@pytest.mark.parametrize(
    ("query", "number"),
    [("outcome=denied", 1), ("outcome=granted", 0), ("court=wawd", 1), ("judge=roth", 1), ("case=nobody", 0)],
)
def test_it_is_narrowed_as_the_page_is(client: Client, query: str, number: int) -> None:
    dispute(factories.docket())
    assert len(feedparser.parse(client.get(f"/rulings.atom?{query}").content).entries) == number
    page = pages.parsed(client.get(f"/rulings/?{query}"))
    assert pages.links(page)["feed of these (Atom)"] == f"/rulings.atom?{query}"
    assert len(pages.by_class(page, "item")) == number


@pytest.mark.parametrize("query", ["outcome=nonsense", "court=nowhere", "date_from=2021-02-30"])
def test_what_means_nothing_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/rulings.atom?{query}").status_code == 400
    assert "feed of these" not in client.get(f"/rulings/?{query}").content.decode()


def test_a_character_that_no_feed_may_hold_is_left_out(client: Client) -> None:
    docket = factories.docket(case_name="Roe\x0c v. Doe")
    factories.event(
        filing=factories.filing(docket=docket, long_text="a\x0bb\ufffe"), kind=Kind.ORDER, headline="\x1bOrder"
    )
    feed = feedparser.parse(client.get("/rulings.atom").content)
    assert (
        not feed.bozo
        and feed.entries[0].title == "Order: Roe v. Doe (W.D. Wash.)"
        and feed.entries[0].summary.startswith("<p>ab</p>")
    )


def test_a_case_that_is_another_one_is_not_told_of_twice(client: Client) -> None:
    docket = factories.docket()
    dispute(docket)
    docket.merged_into = factories.docket()
    docket.save()
    assert feedparser.parse(client.get("/rulings.atom").content).entries == []


def test_the_number_of_queries_is_fixed(client: Client) -> None:
    used = []
    for number in (1, 50):
        factories.many_filings(docket=factories.docket(), number=number, kind=Kind.ORDER)
        with CaptureQueriesContext(connection) as queries:
            client.get("/rulings.atom")
        used.append(len(queries))
    assert used[0] == used[1] <= 4
