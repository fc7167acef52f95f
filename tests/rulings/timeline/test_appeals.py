"""What became of an appeal, in the docket of the court below, and the other way round."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from dockets.models import Docket
from rulings.interpret.docket import interpret_docket
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def docket(number: str, court: str, *texts: str, kind: str = "district") -> Docket:
    made = factories.docket(
        court=factories.court(court, kind=kind), docket_number=number, case_name=f"Parler v. {court}"
    )
    for place, text in enumerate(texts, start=1):
        factories.filing(docket=made, number=str(place), long_text=text, date_filed=date(2021, 3, place))
    interpret_docket(made.pk)
    return made


def below(*texts: str) -> Docket:
    return docket("2:21-cv-00031", "wawd", "COMPLAINT filed by Parler LLC.", *texts)


def appeal(*texts: str, number: str = "21-35123") -> Docket:
    return docket(number, "ca9", "DOCKETED CAUSE AND ENTERED APPEARANCES OF COUNSEL.", *texts, kind="appellate")


def page(client: Client, of: Docket, query: str = "") -> Any:
    return pages.parsed(client.get(f"/cases/{of.court_id}/{of.docket_number}/{query}"))


NOTICE = "NOTICE OF APPEAL as to 9 Order by Parler LLC. Filing fee $ 505"
OPINION = "FILED OPINION (ANN POE, BO ROE) VACATED AND REMANDED. Judge: AP Authoring."


def test_the_court_below_says_what_became_of_its_appeal(client: Client) -> None:
    trial, above = below(NOTICE), appeal(OPINION, "MANDATE ISSUED.")
    factories.relation(docket=trial, other=above, kind="appealed_as")
    found = page(client, trial)
    notice = pages.lines(found)[1]
    assert "appeal 21-35123 · Vacated March 2, 2021" in pages.text(notice)
    assert pages.links(notice)["appeal 21-35123"] == "/cases/ca9/21-35123/"
    assert pages.links(notice)["Vacated March 2, 2021"] == "/cases/ca9/21-35123/filings/2/"
    standing = pages.by_class(found, "account")[0]
    assert "Appeal 21-35123 U.S. Court of Appeals, Ninth Circuit Vacated March 2, 2021" in pages.text(standing)
    # What htmx asks for alone says it too.
    step = client.get(f"/cases/wawd/{trial.docket_number}/", headers={"HX-Request": "true", "HX-Target": "events"})
    assert "Vacated March 2, 2021" in step.content.decode()


def test_the_appeal_says_where_it_comes_from_whichever_docket_told(client: Client) -> None:
    trial, above = below(NOTICE), appeal(OPINION)
    factories.relation(docket=above, other=trial, kind="appeal_of")
    standing = pages.by_class(page(client, above), "account")[0]
    assert "Appeal from 2:21-cv-00031" in pages.text(standing)
    assert pages.links(standing)["2:21-cv-00031"] == "/cases/wawd/2:21-cv-00031/"
    assert "Vacated March 2, 2021" in pages.text(pages.lines(page(client, trial))[1])


def test_of_several_appeals_the_number_tells_which_is_meant(client: Client) -> None:
    named = "USCA Case Number 21-35123 for 2 Notice of Appeal, filed by Parler LLC."
    trial, first, second = below(NOTICE, named), appeal(OPINION), appeal(number="21-35999")
    # The text itself suggests the first; an admin has confirmed it.
    trial.relations.update(status="confirmed", other=first)
    factories.relation(docket=trial, other=second, kind="appealed_as")
    found = page(client, trial, "?routine=shown")
    _, notice, number = pages.lines(found)
    assert "appeal 21" not in pages.text(notice)
    assert "appeal 21-35123 · Vacated" in pages.text(number) and "21-35999" not in pages.text(number)
    assert "21-35999 U.S. Court of Appeals, Ninth Circuit no result seen" in pages.text(
        pages.by_class(found, "account")[0]
    )


def test_a_decision_that_stands_in_part_is_no_one_word(client: Client) -> None:
    trial, above = (
        below(NOTICE),
        appeal("FILED OPINION (ANN POE) AFFIRMED IN PART; REVERSED IN PART. Judge: AP Authoring."),
    )
    factories.relation(docket=trial, other=above, kind="appealed_as")
    assert "no result seen" in pages.text(pages.by_class(page(client, trial), "account")[0])


def test_what_is_only_suggested_is_not_told(client: Client) -> None:
    trial, above = below(NOTICE), appeal(OPINION)
    factories.relation(docket=trial, other=above, kind="appealed_as")
    trial.relations.update(status="suggested")
    assert "21-35123" not in pages.text(page(client, trial))
