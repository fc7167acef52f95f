"""The list of cases to take away."""

import csv
from datetime import date
from typing import Any

import pytest
from django.test import Client

from dockets.history.fields import DOCKET
from dockets.views.cases import docket_list_export
from tests.dockets.views.cases.test_docket_list import three
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
PATH = "/cases/list.csv"


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(PATH + query)
    assert response.status_code == 200 and response["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.DictReader(text.splitlines()))


def test_a_row_says_what_the_case_is(client: Client) -> None:
    factories.docket(
        docket_number="2:21-cv-00031",
        case_name="Parler LLC v. Amazon",
        assigned_to="Barbara J. Rothstein",
        date_filed=date(2021, 1, 11),
        date_terminated=None,
        date_last_filing=date(2021, 3, 2),
        filing_count=40,
        party_count=2,
    )
    (row,) = table(client)
    assert tuple(row) == DOCKET.names_in("csv")
    assert row | {"court_name": "", "cause": "", "nature_of_suit": "", "checked": ""} == {
        "court": "wawd", "court_name": "", "docket_number": "2:21-cv-00031", "case_name": "Parler LLC v. Amazon",
        "judge": "Barbara J. Rothstein", "filed": "2021-01-11", "closed": "", "last_filing": "2021-03-02",
        "filings": "40", "parties": "2", "cause": "", "nature_of_suit": "", "checked": "",
        "url": "http://testserver/cases/wawd/2:21-cv-00031/", "status": "", "ended_on": "", "ended_how": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "query", ["", "?status=open", "?q=google", "?order=name", "?order=filed", "?court=dcd", "?q=nothing-of-it"]
)
def test_it_is_narrowed_and_sorted_as_the_page_from_which_it_is_asked_for(client: Client, query: str) -> None:
    three()
    page = pages.parsed(client.get(f"/cases/{query}"))
    names = [pages.text(item.find("h3")) for item in pages.by_class(page, "item")]
    assert [row["case_name"] for row in table(client, query)] == names
    link = pages.links(page).get("as a table (CSV)")
    assert link == (f"{PATH}{query or '?'}" if names else None)


def test_every_case_is_in_it_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docket_list_export, "CHUNK", 3)
    known = {
        factories.docket(date_last_filing=date(2021, 1, 1) if place % 2 else None).docket_number for place in range(10)
    }
    for order in ("latest", "filed", "name"):
        numbers = [row["docket_number"] for row in table(client, f"?order={order}")]
        assert len(numbers) == 10 and set(numbers) == known


@pytest.mark.parametrize("query", ["?filed_from=yesterday", "?court=nowhere", "?order=sideways"])
def test_what_is_not_understood_is_an_error_and_not_every_case(client: Client, query: str) -> None:
    three()
    response = client.get(PATH + query)
    assert response.status_code == 400 and response["Content-Type"].startswith("text/plain")


def test_a_name_is_no_formula(client: Client) -> None:
    factories.docket(case_name='=HYPERLINK("https://evil.example")')
    assert table(client)[0]["case_name"].startswith("'=HYPERLINK")


def test_a_chunk_costs_one_query(client: Client, django_assert_num_queries: Any) -> None:
    for _ in range(50):
        factories.docket()
    with django_assert_num_queries(1):
        assert len(table(client)) == 50
