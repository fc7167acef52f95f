"""Who is in a case, with counsel."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dockets.format.urls import build_docket_url
from dockets.models import Docket, Filing, Party
from rulings.people.of_case import PAGE
from rulings.vocabulary.kinds import Kind
from tests.conftest import Users
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def address(docket: Docket, query: str = "") -> str:
    return f"{build_docket_url(docket.court_id, docket.docket_number)}parties/{query}"


def get(client: Client, docket: Docket, query: str = "") -> Any:
    return pages.parsed(client.get(address(docket, query)))


@pytest.mark.parametrize(
    ("types", "labels"),
    [
        (("Plaintiff - Appellee", "Defendant - Appellant"), ["Appellee side", "Appellant side"]),
        (("Petitioner", "Respondent"), ["Petitioner side", "Respondent side"]),
        (("Plaintiff - Appellant / Cross-Appellee", "Defendant"), ["Appellant side", "Defendant side"]),
        (("Plaintiff", "Counter Claimant"), ["Plaintiff side", "Defendant side"]),
    ],
)
def test_on_review_sides_are_called_as_the_court_calls_their_parties(
    client: Client, types: tuple[str, str], labels: list[str]
) -> None:
    docket = factories.docket()
    for name, side, type_ in zip(("Elm Corp.", "Oak Bank"), ("plaintiff", "defendant"), types, strict=True):
        factories.party(docket=docket, name=name, type=type_, side=side)
    assert [pages.text(section.find("h2")) for section in get(client, docket).iter("section")] == labels
    timeline = client.get(build_docket_url(docket.court_id, docket.docket_number)).content.decode()
    assert all(f"<h2>{label}</h2>" in timeline and f">{label}</option>" in timeline for label in labels)


def test_parties_stand_by_side_with_what_they_filed(client: Client) -> None:
    docket = factories.docket()
    amazon = factories.party(
        docket=docket, name="Amazon Web Services, Inc.", type="Defendant", side="defendant", position=0
    )
    parler = factories.party(docket=docket, position=1)
    for number, day in (("1", date(2021, 1, 11)), ("2", date(2021, 3, 2))):
        factories.event(filing=factories.filing(docket=docket, number=number, date_filed=day), party_ids=[parler.pk])
    page = get(client, docket)
    sides = [
        (pages.text(section.find("h2")), [pages.text(h) for h in section.iter("h3")])
        for section in page.iter("section")
    ]
    assert sides == [("Plaintiff side", ["Parler LLC"]), ("Defendant side", ["Amazon Web Services, Inc."])]
    item = pages.by_id(page, f"party-{parler.pk}")
    assert "2 filings , Jan. 11, 2021 to March 2, 2021" in pages.text(item)
    assert pages.links(item)["2 filings"] == f"{build_docket_url(docket.court_id, docket.docket_number)}?by={parler.pk}"
    assert "No filing of its own" in pages.text(pages.by_id(page, f"party-{amazon.pk}"))


def test_counsel_stand_by_firm_with_when_they_came_and_went(client: Client) -> None:
    docket = factories.docket()
    party = factories.party(docket=docket, date_terminated=date(2021, 3, 2))
    factories.attorney(party=party, name="David J. Groesbeck", roles=["LEAD ATTORNEY"])
    factories.attorney(
        party=party, name="Ann Roe, Jr.", firm="Roe & Doe", roles=["TERMINATED: 02/03/2021", "PRO HAC VICE"]
    )
    factories.attorney(party=party, name="Bob Doe", firm="ROE & DOE", roles=["TERMINATED: 02/31/2021"], contact="2")
    said = factories.filing(
        docket=docket,
        number="7",
        date_filed=date(2021, 1, 13),
        long_text="NOTICE of Appearance by Ann B. Roe on behalf of Parler",
    )
    factories.event(filing=said, kind=Kind.APPEARANCE)
    for number, kind, day, text in (
        ("8", Kind.MOTION, 14, "MOTION to Withdraw as Attorney by Bob Doe"),
        ("9", Kind.ORDER, 15, "ORDER denying 8 Motion to Withdraw by Bob Doe"),
        ("10", Kind.NOTICE, 16, "NOTICE of Withdrawal of David J. Groesbeck as counsel"),
    ):
        filed = factories.filing(docket=docket, number=number, date_filed=date(2021, 1, day), long_text=text)
        factories.event(filing=filed, kind=kind, headline=text)
    item = pages.by_id(get(client, docket), f"party-{party.pk}")
    firms = [
        (pages.text(firm.find("h4")), [pages.text(li) for li in firm.iter("li")])
        for firm in pages.by_class(item, "firm")
    ]
    assert "until March 2, 2021" in pages.text(item)
    assert firms[0][1] == ["David J. Groesbeck , Spokane lead attorney until Jan. 16, 2021"]
    assert pages.links(item)["until Jan. 16, 2021"].endswith("/filings/10/")
    assert firms[1] == (
        "Roe & Doe",
        ["Ann Roe, Jr. , Spokane pro hac vice appeared Jan. 13, 2021 until Feb. 3, 2021", "Bob Doe , Spokane"],
    )
    assert pages.links(item)["Jan. 13, 2021"].endswith("/filings/7/")


@pytest.mark.parametrize(("who", "sees"), [("", False), ("journalist", False), ("editor", False), ("admin", True)])
def test_contact_details_are_for_admins(client: Client, users: Users, who: str, sees: bool) -> None:
    docket = factories.docket()
    factories.attorney(party=factories.party(docket=docket))
    if who:
        client.force_login(getattr(users, who))
    assert ("555-0100" in pages.text(get(client, docket))) is sees


def test_a_long_list_is_paged_and_can_be_searched(client: Client) -> None:
    docket = factories.docket()
    for position in range(PAGE + 1):
        factories.party(docket=docket, name=f"Claimant {position:03}", position=position)
    first = get(client, docket)
    assert len(list(first.iter("article"))) == PAGE
    rest = pages.parsed(client.get(address(docket, pages.links(first)["Further on the court’s list"])))
    assert [pages.text(h) for h in rest.iter("h3")] == [f"Claimant {PAGE:03}"]
    assert [pages.text(h) for h in get(client, docket, "?q=mant 017").iter("h3")] == ["Claimant 017"]
    assert "No party of that name is listed." in pages.text(get(client, docket, "?q=nobody"))


@pytest.mark.parametrize("query", ["?after=x", "?before=%00", "?q=%00", "?after=WzFd", "?q=" + "a" * 3000])
def test_what_means_nothing_is_said_so(client: Client, query: str) -> None:
    docket = factories.docket()
    factories.party(docket=docket)
    assert client.get(address(docket, query)).status_code == 200


def test_a_case_without_parties_says_where_they_come_from(client: Client) -> None:
    assert "court feeds do not name them" in pages.text(get(client, factories.docket()))


def test_another_writing_of_the_number_leads_to_the_page(client: Client) -> None:
    docket = factories.docket(docket_number="2:21-cv-00031")
    answer = client.get("/cases/wawd/2:21-cv-31/parties/")
    assert (answer.status_code, answer["Location"]) == (302, address(docket))


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(client: Client, number: int) -> None:
    docket = factories.docket()
    for position in range(number):
        party = factories.party(docket=docket, name=f"Claimant {position}", position=position)
        factories.attorney(party=party, name=f"Lawyer {position}")
        filing = factories.filing(docket=docket, number=str(position + 1))
        factories.event(filing=filing, party_ids=[party.pk], kind=Kind.APPEARANCE)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        get(client, docket)
    assert len(queries) == 6


def groesbecks_party(kind: str, text: str) -> tuple[Party, Filing]:
    """The party that David J. Groesbeck leads, and a filing of January 16, 2021."""
    docket = factories.docket()
    party = factories.party(docket=docket)
    factories.attorney(party=party, name="David J. Groesbeck", roles=["LEAD ATTORNEY"])
    filed = factories.filing(docket=docket, number="10", date_filed=date(2021, 1, 16), long_text=text)
    factories.event(filing=filed, kind=kind, headline=text)
    return party, filed


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.NOTICE, "NOTICE of Withdrawal of 12 MOTION to Compel by Parler LLC (Groesbeck, David)"),
        (Kind.ORDER, "ORDER setting hearing on 8 Motion to Withdraw as Attorney by David Groesbeck"),
        (Kind.OPPOSITION, "OPPOSITION to 8 Motion to Withdraw as Attorney by David Groesbeck"),
        (Kind.NOTICE, "NOTICE of Withdrawal of Appearance of Ann Roe by Parler LLC (Groesbeck, David)"),
    ],
)
def test_who_speaks_of_a_withdrawal_has_not_left(client: Client, kind: str, text: str) -> None:
    party, filed = groesbecks_party(kind, text)
    heard = factories.hearing(
        docket=party.docket, filing=filed, date=date(2031, 1, 16), title="Hearing on motion to withdraw"
    )
    factories.event(hearing=heard, filing=filed)
    assert "until" not in pages.text(pages.by_id(get(client, party.docket), f"party-{party.pk}"))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.ORDER, "ORDER granting 8 Motion to Withdraw as Attorney. Attorney David J. Groesbeck terminated"),
        (Kind.NOTICE, "NOTICE of Withdrawal of Attorney David Groesbeck on behalf of Parler LLC (Roe, Ann)"),
        (Kind.NOTICE, "NOTICE of Withdrawal of David J. Groesbeck as counsel"),
    ],
)
def test_who_was_let_go_has_left(client: Client, kind: str, text: str) -> None:
    party, _ = groesbecks_party(kind, text)
    assert "until Jan. 16, 2021" in pages.text(pages.by_id(get(client, party.docket), f"party-{party.pk}"))
