"""A motion with all that was said on it: within the timeline, and as a page."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from dockets.models import Docket
from rulings.models import TimelineEvent
from rulings.vocabulary.motion_states import MotionState
from tests.rulings.views.case.test_timeline import address, dispute, get
from tests.support import factories, pages

pytestmark = pytest.mark.django_db

WITHIN = {"HX-Request": "true"}


@pytest.fixture
def docket(db: None) -> Docket:
    docket = factories.docket()
    dispute(docket)
    TimelineEvent.objects.filter(kind="motion").update(state=MotionState.DECIDED, since=date(2021, 1, 21))
    return docket


def test_a_motions_line_leads_to_its_thread(client: Client, docket: Docket) -> None:
    link = pages.by_class(get(client, docket), "thread")
    assert [(a.get("href"), a.get("data-hx-get")) for a in link] == [("filings/2/thread/", "filings/2/thread/")]
    assert not pages.by_class(get(client, docket, "?all=1"), "thread"), "on paper nothing opens"


def test_it_is_a_page(client: Client, docket: Docket) -> None:
    page = pages.parsed(client.get(f"{address(docket)}filings/2/thread/"))
    lines = [pages.text(h3) for h3 in page.iter("h3")]
    assert lines == ["2 Motion for TRO", "Hearing on the motion", "34 Order denying motion"]
    assert "Decided Jan. 21, 2021" in pages.text(page)
    assert pages.links(page)["34 Order denying motion"] == f"{address(docket)}filings/34/"
    assert "Conspiracy in restraint of trade Not likely to succeed" in pages.text(page)


def test_within_the_timeline_it_opens_where_the_motion_stands(client: Client, docket: Docket) -> None:
    answer = client.get(f"{address(docket)}filings/2/thread/", headers=WITHIN)
    part = pages.fragment(answer)
    opened = part.find(".//details")
    assert opened is not None and "open" in opened.attrib and "HX-Request" in answer["Vary"]
    assert pages.text(opened.find("summary")) == "Its thread: 2 entries · Decided Jan. 21, 2021"
    assert pages.links(part)["34 Order denying motion"] == "filings/34/", "told from the timeline's own address"
    on_page = {element.get("id") for element in get(client, docket).iter() if element.get("id")}
    assert not on_page & {element.get("id") for element in part.iter("li")}, "no name stands twice on one page"


def test_a_motion_says_how_far_it_has_come(client: Client, docket: Docket) -> None:
    assert "Decided Jan" not in pages.text(pages.lines(get(client, docket))[0]), "the ruling says so already"
    TimelineEvent.objects.filter(kind="motion").update(state=MotionState.BRIEFED, since=date(2021, 1, 13))
    assert "Briefed since Jan. 13, 2021" in pages.text(pages.lines(get(client, docket))[0])


@pytest.mark.parametrize(("reference", "status"), [("99", 404), ("7", 200), ("nobody%00", 404)])
def test_what_is_no_single_filing_is_left_to_the_filings_page(
    client: Client, docket: Docket, reference: str, status: int
) -> None:
    for _ in range(2):
        factories.event(filing=factories.filing(docket=docket, number="7"))
    answer = client.get(f"{address(docket)}filings/{reference}/thread/", follow=True)
    assert answer.status_code == status


@pytest.mark.parametrize("others", [1, 50])
def test_the_number_of_queries_is_fixed(client: Client, django_assert_num_queries: Any, others: int) -> None:
    docket = factories.docket()
    made = [factories.filing(docket=docket, number=str(n)) for n in range(1, others + 2)]
    said = [
        {"relation": "opposes", "outgoing": False, "number": one.number, "public_id": one.public_id, "date": None}
        for one in made[1:]
    ]
    factories.event(filing=made[0], kind="motion", thread=said)
    for one in made[1:]:
        factories.event(filing=one, kind="opposition")
    # Docket; motion; hearings on it; its other lines; their words.
    with django_assert_num_queries(5):
        client.get(f"{address(docket)}filings/1/thread/")


def test_what_is_no_single_filing_is_opened_as_a_page_and_not_within_the_timeline(
    client: Client, docket: Docket
) -> None:
    for _ in range(2):
        factories.event(filing=factories.filing(docket=docket, number="7"))
    answer = client.get(f"{address(docket)}filings/7/thread/", headers=WITHIN)
    assert (answer.status_code, answer["HX-Redirect"]) == (200, f"{address(docket)}filings/7/") and not answer.content
