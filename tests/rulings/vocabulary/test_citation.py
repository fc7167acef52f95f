"""How a filing is cited."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from rulings.vocabulary.citation import build_citation
from rulings.vocabulary.kinds import Kind
from tests.rulings.views.case.test_timeline import address
from tests.support import factories, pages

PARLER: dict[str, Any] = {
    "title": "Order denying motion",
    "case_name": "Parler LLC v. Amazon Web Services, Inc.",
    "docket_number": "2:21-cv-00031",
    "court": "W.D. Wash.",
    "day": date(2021, 1, 21),
}
NAME = "Parler LLC v. Amazon Web Services, Inc."


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ({"ecf": "34"}, f"Order denying motion, {NAME}, No. 2:21-cv-00031 (W.D. Wash. Jan. 21, 2021), ECF No. 34."),
        ({}, f"Order denying motion, {NAME}, No. 2:21-cv-00031 (W.D. Wash. Jan. 21, 2021)."),
        ({"reported": "514 F. Supp. 3d 1261", "ecf": "34"}, f"{NAME}, 514 F. Supp. 3d 1261 (W.D. Wash. 2021)."),
        # Newspapers write "March"; the Bluebook does not.
        ({"day": date(2021, 3, 2)}, f"Order denying motion, {NAME}, No. 2:21-cv-00031 (W.D. Wash. Mar. 2, 2021)."),
        ({"day": None}, f"Order denying motion, {NAME}, No. 2:21-cv-00031 (W.D. Wash. date not known)."),
    ],
)
def test_the_form(told: dict[str, Any], text: str) -> None:
    citation = build_citation(**(PARLER | told))
    assert (citation.text, citation.name) == (text, NAME)


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "place"), [("district", ", ECF No. 34"), ("state", "")])
def test_it_stands_on_the_filings_page_as_text(client: Client, kind: str, place: str) -> None:
    court = factories.court(f"court{kind}", kind=kind, citation="W.D. Wash.")
    docket = factories.docket(court=court, docket_number="2:21-cv-00031")
    filing = factories.filing(docket=docket, number="34", date_filed=date(2021, 1, 21))
    factories.event(filing=filing, kind=Kind.ORDER, headline="Order denying motion")
    page = pages.parsed(client.get(f"{address(docket)}filings/34/"))
    said = pages.by_id(page, "citation")
    assert (
        "".join(said.itertext())
        == f"Order denying motion, {NAME}, No. 2:21-cv-00031 (W.D. Wash. Jan. 21, 2021){place}."
    )
    assert [i.text for i in said.iter("i")] == [NAME]
    factories.ruling(filing=filing, citation="514 F. Supp. 3d 1261")
    page = pages.parsed(client.get(f"{address(docket)}filings/34/"))
    assert "".join(pages.by_id(page, "citation").itertext()) == f"{NAME}, 514 F. Supp. 3d 1261 (W.D. Wash. 2021)."
