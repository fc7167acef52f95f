"""The list of cases."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from dockets.models import Docket
from dockets.search.filters import filter_by_case_name
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def names(client: Client, query: str = "") -> list[str]:
    page = pages.parsed(client.get(f"/cases/{query}"))
    return [pages.text(item.find("h3")) for item in pages.by_class(page, "item")]


def three() -> None:
    parler = factories.docket(
        docket_number="2:21-cv-00031",
        case_name="Parler LLC v. Amazon",
        date_last_filing=date(2021, 3, 2),
        date_terminated=date(2021, 3, 2),
    )
    factories.party(docket=parler, name="Jeffrey Wernick")
    factories.docket(
        court=factories.court("dcd"),
        docket_number="1:20-cv-03010",
        case_name="United States v. Google",
        assigned_to="Amit Mehta",
        date_filed=date(2020, 10, 20),
        date_last_filing=date(2024, 8, 5),
    )
    factories.docket(case_name="In re Ångström", docket_number="2:22-bk-00007", date_filed=None, date_last_filing=None)


PARLER, GOOGLE, ANGSTROM = "Parler LLC v. Amazon", "United States v. Google", "In re Ångström"


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", [GOOGLE, PARLER, ANGSTROM]),
        ("?order=filed", [PARLER, GOOGLE, ANGSTROM]),
        ("?order=name", [ANGSTROM, PARLER, GOOGLE]),
        ("?q=amazon", [PARLER]),
        ("?q=PARLER+amazon", [PARLER]),
        ("?q=google+amazon", []),
        ("?q=parlr", [PARLER]),
        ("?q=wernick", [PARLER]),
        ("?q=C21-0031-BJR", [PARLER]),
        ("?q=ångström", [ANGSTROM]),
        ("?q=.*", []),
        ("?court=dcd", [GOOGLE]),
        ("?judge=mehta", [GOOGLE]),
        ("?status=open", [GOOGLE, ANGSTROM]),
        ("?status=closed", [PARLER]),
        ("?filed_from=2021-01-01", [PARLER]),
        ("?filed_to=2020-12-31", [GOOGLE]),
        ("?filed_from=2020-10-20&filed_to=2021-01-11&order=name", [PARLER, GOOGLE]),
    ],
)
def test_filters_and_orders(client: Client, query: str, shown: list[str]) -> None:
    three()
    assert names(client, query) == shown


@pytest.mark.parametrize("text", ["parler", "rothstein amazon", "parlr", "2:21-cv-00031", "jane", "zymurgy"])
def test_one_by_one_the_same_cases_are_found(text: str) -> None:
    """As where very many are."""
    factories.docket(docket_number="2:21-cv-00031")
    factories.party(docket=factories.docket(case_name="In re A"), name="Jane Roe", editors_name="Parler’s founder")
    factories.docket(case_name="Rothstein v. Amazon")
    every = Docket.objects.current()
    found = filter_by_case_name(every, text, is_common=True)
    assert {*found} == {*filter_by_case_name(every, text)} and (found.exists() or text == "zymurgy")


def test_an_item_says_what_the_case_is(client: Client) -> None:
    three()
    page = pages.parsed(client.get("/cases/?q=parler"))
    assert (
        pages.text(pages.by_class(page, "item")[0])
        == "Parler LLC v. Amazon W.D. Wash. 2:21-cv-00031 Barbara J. Rothstein filed Jan. 11, 2021 last filing March 2,"
        " 2021 closed March 2, 2021"
    )
    assert pages.links(page)["Parler LLC v. Amazon"] == "/cases/wawd/2:21-cv-00031/"
    assert pages.text(pages.by_class(page, "count")[0]) == "1 case · as a table (CSV)"


def test_courts_without_a_case_are_not_offered(client: Client) -> None:
    three()
    factories.court("nysd")
    courts = pages.by_id(pages.parsed(client.get("/cases/")), "id_court")
    assert {option.get("value") for option in courts.iter("option")} == {"", "dcd", "wawd"}


BAD = ["court=nowhere", "status=pending", "filed_from=2021-02-31", "order=__password", "q=%00", "q=" + "x" * 201]
BAD += ["after=garbage", "before=W10", "after=" + "A" * 3000]


@pytest.mark.parametrize("query", BAD)
def test_a_bad_value_is_said_and_the_rest_is_shown(client: Client, query: str) -> None:
    three()
    page = pages.parsed(client.get(f"/cases/?{query}"))
    assert pages.by_class(page, "notice")
    assert len(pages.by_class(page, "item")) == 3


@pytest.mark.parametrize(
    "query", ["q=" + "%28%5B" * 90, "q=%5C", "q=%25", "q=a+b+c+d+e+f+g+h+i+j", "judge=%25", "q=%22", "page=9999999999"]
)
def test_an_odd_value_is_no_error(client: Client, query: str) -> None:
    three()
    names(client, f"?{query}")


@pytest.mark.parametrize("order", ["latest", "filed", "name"])
def test_the_pages_united_are_all_cases_in_both_directions(client: Client, order: str) -> None:
    for place in range(120):
        factories.docket(
            case_name=f"Case {place % 7}", date_last_filing=date(2021, 1, 1 + place % 5) if place % 3 else None
        )

    def ids(page: Any) -> list[str]:
        return [link.get("href", "") for item in pages.by_class(page, "item") for link in item.findall("h3/a")]

    page = pages.parsed(client.get(f"/cases/?order={order}"))
    there = ids(page)
    while further := pages.links(page).get("Further in the list"):
        page = pages.parsed(client.get(f"/cases/{further}"))
        there += ids(page)
    back = ids(page)
    while earlier := pages.links(page).get("Earlier in the list"):
        page = pages.parsed(client.get(f"/cases/{earlier}"))
        back = ids(page) + back
    assert len(set(there)) == 120
    assert there == back


def test_htmx_gets_the_results_alone(client: Client) -> None:
    three()
    part = client.get("/cases/?q=parler", headers={"HX-Request": "true", "HX-Target": "results"})
    assert part.content.decode().lstrip().startswith('<section id="results"')
    assert "Parler" in part.content.decode()
    assert "HX-Request" in part["Vary"]


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(client: Client, number: int, django_assert_num_queries: Any) -> None:
    for place in range(number):
        factories.docket(court=factories.court(f"court{place}"))
    # Which cases match; a page of them with their courts; the courts to choose from.
    with django_assert_num_queries(3):
        client.get("/cases/?q=parler")
