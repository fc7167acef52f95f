"""The list of rulings."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome
from tests.rulings.views.case.test_timeline import dispute
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def shown(client: Client, query: str = "") -> list[str]:
    page = pages.parsed(client.get(f"/rulings/{query}"))
    return [pages.text(item.find("h3")) for item in pages.by_class(page, "item")]


ENTERED: dict[Kind, tuple[dict[str, Any], str]] = {
    Kind.JUDGMENT: ({"judge": "Ann Roe", "read_by_machine": False}, "reversed_and_remanded"),
    Kind.OPINION: ({"judge": "Jane Doe", "read_by_machine": False, "status": "draft"}, "affirmed_in_part"),
}
"""What editors entered of a ruling: one that is published, and a draft."""


def three() -> None:
    denied = factories.docket(case_name="Parler LLC v. Amazon", assigned_to="Barbara J. Rothstein")
    factories.party(docket=denied, name="Jeffrey Wernick")
    opinion = factories.docket(
        court=factories.court("dcd"), case_name="United States v. Google", assigned_to="Amit Mehta"
    )
    for docket, kind, outcome, day, text in (
        (
            denied,
            Kind.ORDER,
            Outcome.DENIED,
            date(2021, 1, 21),
            "ORDER denying 2 Motion. Likelihood dwindlingly slight.",
        ),
        (denied, Kind.JUDGMENT, Outcome.DISMISSED, date(2021, 3, 2), "JUDGMENT of dismissal"),
        (opinion, Kind.OPINION, Outcome.GRANTED, date(2024, 8, 5), "MEMORANDUM OPINION. Google is a monopolist."),
    ):
        filing = factories.filing(docket=docket, date_filed=day, long_text=text)
        entered, decided = ENTERED.get(kind, ({}, ""))
        ruling = factories.ruling(filing=filing, **entered)
        if decided:
            claim = factories.claim(docket=docket)
            factories.disposition(ruling=ruling, claim=claim, motion=None, outcome=decided, read_by_machine=False)
        factories.event(filing=filing, kind=kind, headline=f"{kind.title()} of {day.year}", outcome=outcome)
    factories.event(filing=factories.filing(docket=opinion, long_text="MOTION"), kind=Kind.MOTION, headline="No ruling")


ORDER, JUDGMENT, OPINION = "Order of 2021", "Judgment of 2021", "Opinion of 2024"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [OPINION, JUDGMENT, ORDER]),
        ("?q=slight", [ORDER]),
        ("?q=monopolists", [OPINION]),
        ("?case=amazon", [JUDGMENT, ORDER]),
        ("?case=wernick", [JUDGMENT, ORDER]),
        ("?court=dcd", [OPINION]),
        ("?judge=rothstein", [ORDER]),
        ("?judge=roe", [JUDGMENT]),
        ("?judge=doe", []),
        ("?judge=mehta", [OPINION]),
        ("?outcome=reversed_and_remanded", [JUDGMENT]),
        ("?outcome=affirmed_in_part", []),
        ("?outcome=denied", [ORDER]),
        ("?kind=opinion", [OPINION]),
        ("?date_from=2021-02-01&date_to=2021-12-31", [JUDGMENT]),
        ("?outcome=settled", []),
        ("?outcome=nonsense&kind=opinion", [OPINION]),
    ],
)
def test_rulings_are_narrowed(client: Client, query: str, found: list[str]) -> None:
    three()
    assert shown(client, query) == found


def test_a_ruling_shows_what_it_decided_and_leads_to_its_case(client: Client) -> None:
    docket = factories.docket()
    told = dispute(docket)
    page = pages.parsed(client.get("/rulings/"))
    (item,) = pages.by_class(page, "item")
    text = pages.text(item)
    assert "Denied" in text and "Conspiracy in restraint of trade" in text and "Not likely to succeed" in text
    assert "ORDER denying 2 Motion" in text and "Jan. 21, 2021" in text
    addresses = list(pages.addresses(item))
    assert f"/cases/{docket.court_id}/{docket.docket_number}/" in addresses
    assert any(address.endswith(f"filings/{told['ruling'].number}/") for address in addresses)


def test_a_value_that_means_nothing_is_said(client: Client) -> None:
    three()
    assert "not one of the choices" in pages.text(pages.parsed(client.get("/rulings/?outcome=nonsense")))
    assert "first page" in pages.text(pages.parsed(client.get("/rulings/?after=garbage")))


def test_the_words_that_were_asked_for_are_marked_where_they_stand(client: Client) -> None:
    docket = factories.docket()
    text = f"ORDER {'at some length ' * 60} denying as moot the motion <b>to intervene"
    filing = factories.filing(docket=docket, long_text=text)
    factories.event(filing=filing, kind=Kind.ORDER, headline="Order")
    page = pages.parsed(client.get("/rulings/?q=intervening+OR+denied"))
    (words,) = pages.by_class(pages.by_class(page, "item")[0], "words")
    assert [pages.text(mark) for mark in words.iter("mark")] == ["denying", "intervene"]
    assert pages.text(words).startswith("… ") and "<b>" in pages.text(words)
    (plain,) = pages.by_class(pages.by_class(pages.parsed(client.get("/rulings/")), "item")[0], "words")
    assert not list(plain.iter("mark")) and pages.text(plain).startswith("ORDER at some length")


def test_with_nothing_and_with_nothing_that_matches(client: Client) -> None:
    assert "No ruling has been seen yet" in pages.text(pages.parsed(client.get("/rulings/")))
    assert "Show all rulings" in pages.text(pages.parsed(client.get("/rulings/?q=zymurgy")))


def test_pages_are_walked_to_the_end_and_back_with_fixed_queries(client: Client) -> None:
    docket = factories.docket()
    factories.many_filings(docket=docket, number=120, kind=Kind.ORDER)
    used, there = set(), list[str]()
    step: Any = client.get("/rulings/?q=appearance")
    while True:
        there += [row["filing__number"] for row in step.context["rulings"]]
        if not (after := step.context["page"].after):
            break
        with CaptureQueriesContext(connection) as queries:
            step = client.get(f"/rulings/?q=appearance&after={after}")
        used.add(len(queries))
    assert there == [str(number) for number in range(120, 0, -1)] and len(used) == 1
    back = client.get(f"/rulings/?q=appearance&before={step.context['page'].before}")
    assert [row["filing__number"] for row in back.context["rulings"]] == there[50:100]


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(client: Client, number: int, django_assert_num_queries: Any) -> None:
    factories.many_filings(docket=factories.docket(), number=number, kind=Kind.ORDER)
    # The courts of the form; how many; the page; what they decided.
    with django_assert_num_queries(4):
        client.get("/rulings/")


def test_htmx_gets_the_results_alone(client: Client) -> None:
    three()
    part = client.get("/rulings/?kind=order", headers={"HX-Request": "true", "HX-Target": "results"})
    assert b"<html" not in part.content and ORDER.encode() in part.content
