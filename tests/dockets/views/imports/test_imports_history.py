"""The history of imports: narrowed, paged, at a fixed price."""

from typing import Any

import pytest
from django.test import Client

from dockets.models import ImportRun
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
Status = ImportRun.Status


def references(client: Client, query: str = "") -> list[str]:
    page = pages.parsed(client.get(f"/imports/history/{query}"))
    return [pages.text(item.find("div/a")) for found in pages.by_class(page, "runs") for item in found.findall("li")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["feed.xml", "bad.html", "Parler docket.html"]),
        ("?q=parler", ["Parler docket.html"]),
        ("?q=.html", ["bad.html", "Parler docket.html"]),
        ("?source=court-feed", ["feed.xml"]),
        ("?status=refused", ["bad.html"]),
        ("?who={admin}", ["Parler docket.html"]),
        ("?status=refused&q=parler", []),
    ],
)
def test_filters(admin: Client, users: Any, query: str, found: list[str]) -> None:
    factories.import_run(reference="Parler docket.html", requested_by=users.admin, source_slug="pacer-docket")
    factories.import_run(reference="bad.html", status=Status.REFUSED)
    factories.import_run(reference="feed.xml", source_slug="court-feed", watched=factories.source())
    assert references(admin, query.format(admin=users.admin.pk)) == found


@pytest.mark.parametrize(
    "query", ["source=telex", "status=gone", "who=999999", "q=%00", "q=" + "x" * 201, "after=garbage"]
)
def test_a_bad_value_is_said_and_the_rest_is_shown(admin: Client, query: str) -> None:
    factories.import_run()
    page = pages.parsed(admin.get(f"/imports/history/?{query}"))
    assert pages.by_class(page, "notice") and pages.by_class(page, "runs")


def test_the_pages_united_are_all_runs(admin: Client) -> None:
    runs = [factories.import_run(reference=f"{place}.html").reference for place in range(120)]
    found, query = references(admin), ""
    while further := pages.links(pages.parsed(admin.get(f"/imports/history/{query}"))).get("Older"):
        query = further
        found += references(admin, query)
    assert found == runs[::-1]


def test_an_item_says_who_what_and_how_it_went(admin: Client, users: Any) -> None:
    results = [
        {"court": "wawd", "docket_number": f"2:21-cv-0003{place}", "case_name": f"Case {place}"} for place in range(3)
    ]
    factories.import_run(
        reference="docket.html", requested_by=users.admin, source_slug="pacer-docket", status=Status.PARTLY,
        results=results, created=5, updated=2, unchanged=1, refused=[{"where": "row 7", "why": "no date"}],
    )  # fmt: skip
    page = pages.parsed(admin.get("/imports/history/"))
    words = pages.text(pages.by_class(page, "runs")[0])
    assert "done, some refused docket.html Case 0 and 2 more cases saved PACER docket page" in words
    assert "5 new, 2 changed, 1 unchanged 1 refused admin" in words


def test_an_empty_history_leads_on(admin: Client) -> None:
    assert "Bring a case in" in pages.links(pages.parsed(admin.get("/imports/history/")))


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(admin: Client, users: Any, number: int, django_assert_num_queries: Any) -> None:
    for place in range(number):
        factories.import_run(requested_by=factories.user(f"u{place}"), watched=factories.source())
    # Session, user, the runs of the page, the people to choose from.
    with django_assert_num_queries(4):
        admin.get("/imports/history/")
