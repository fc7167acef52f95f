"""Parties, lawyers, firms and judges over all cases."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dockets.format.urls import LONGEST_NAME
from dockets.models import Attorney, Docket, Party, Representation
from rulings.vocabulary.kinds import Kind
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases() -> list[Docket]:
    """Two cases with the same counsel, spelt in capitals in one of them."""
    parler = factories.docket(
        case_name="Parler LLC v. Amazon", assigned_to="Barbara J. Rothstein", date_last_filing=date(2021, 3, 2)
    )
    second = factories.docket(
        case_name="Elm v. Oak",
        assigned_to="Ann Roe",
        referred_to="BARBARA J. ROTHSTEIN",
        date_last_filing=date(2024, 1, 2),
    )
    counsel = factories.attorney(name="David J. Groesbeck", firm="Groesbeck PS")
    capitals = factories.attorney(name="DAVID J. GROESBECK", firm="GROESBECK PS", contact="elsewhere")
    for docket, name, lawyer, roles in (
        (parler, "Parler LLC", counsel, ["LEAD ATTORNEY"]),
        (second, "Elm Works", capitals, ["LEAD ATTORNEY", "TERMINATED: 02/03/2024"]),
    ):
        party = factories.party(docket=docket, name=name, type="Plaintiff")
        Representation.objects.create(party=party, attorney=lawyer, roles=roles, as_of=party.as_of)
    appearance = factories.filing(
        docket=parler, date_filed=date(2021, 1, 12), long_text="NOTICE of Appearance by attorney David J Groesbeck"
    )
    factories.event(filing=appearance, kind=Kind.APPEARANCE, party_ids=[Party.objects.get(docket=parler).pk])
    return [parler, second]


def rows(client: Client, address: str) -> list[str]:
    return [pages.text(item) for item in pages.by_class(pages.parsed(client.get(address)), "item")]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("groesbeck", ["David J. Groesbeck 2 cases", "Groesbeck PS 2 cases"]),
        ("parler", ["Parler LLC 1 case"]),
        ("rothstein barbara", ["Barbara J. Rothstein 1 case"]),
        ("zymurgy", []),
        ("j.", []),
        ("…", []),
        ("(((", []),
    ],
)
def test_a_part_of_a_name_finds_people(client: Client, cases: list[Docket], typed: str, found: list[str]) -> None:
    shown = rows(client, f"/people/?q={typed}")
    assert [row.casefold() for row in shown] == [row.casefold() for row in found]


def test_a_part_that_is_too_short_is_told_from_a_name_that_there_is_not(client: Client) -> None:
    assert "Type a word of 3 letters or more." in pages.text(pages.parsed(client.get("/people/?q=a")))
    assert "No party, lawyer, firm or judge" in pages.text(pages.parsed(client.get("/people/?q=abc")))


def test_a_lawyers_page_says_for_whom_since_when_and_until_when(client: Client, cases: list[Docket]) -> None:
    later, earlier = rows(client, "/people/lawyer/david j. groesbeck/")
    assert "for Elm Works, until Feb. 3, 2024, GROESBECK PS" in later
    assert "for Parler LLC, Groesbeck PS first appearance of the name Jan. 12, 2021" in earlier


def test_a_firms_page_names_its_lawyers(client: Client, cases: list[Docket]) -> None:
    assert "for Parler LLC: David J. Groesbeck" in rows(client, "/people/firm/Groesbeck PS/")[1]


def test_a_partys_page_counts_its_filings(client: Client, cases: list[Docket]) -> None:
    [row] = rows(client, "/people/party/parler llc/")
    assert "Plaintiff · 1 filing , Jan. 12, 2021" in row


def test_a_judges_page_has_the_cases_that_were_referred(client: Client, cases: list[Docket]) -> None:
    referred, assigned = rows(client, "/people/judge/Barbara J. Rothstein/")
    assert ("Referred to" in referred, "Assigned judge" in assigned) == (True, True)


def test_what_the_editors_corrected_counts(client: Client, cases: list[Docket]) -> None:
    told = {"left_out": ["David J. Groesbeck"], "added": [{"name": "Ann Roe", "firm": "Roe & Sons"}]}
    Party.objects.filter(name="Parler LLC").update(editors_name="Parler", editors_counsel=told)
    assert rows(client, "/people/?q=parler") == ["Parler 1 case"]
    assert "for Parler, added by the editors" in rows(client, "/people/lawyer/Ann Roe/")[0]
    assert "for Parler" not in rows(client, "/people/lawyer/David J. Groesbeck/")[1]


def test_another_spelling_leads_to_the_party(client: Client, cases: list[Docket]) -> None:
    main = Party.objects.get(name="Parler LLC")
    factories.party(docket=main.docket, name="Parler, Limited", same_as=main, position=3)
    assert rows(client, "/people/?q=limited") == []
    assert "Plaintiff" in rows(client, "/people/party/Parler, Limited/")[0]


def test_a_merged_docket_does_not_count_twice(client: Client, cases: list[Docket]) -> None:
    Docket.objects.filter(pk=cases[1].pk).update(merged_into=cases[0])
    assert len(rows(client, "/people/lawyer/David J. Groesbeck/")) == 1


@pytest.mark.parametrize(
    "address", ["/people/party/Nobody/", "/people/mayor/Parler LLC/", f"/people/party/{'x' * (LONGEST_NAME + 1)}/"]
)
def test_nobody_of_that_name_is_404(client: Client, cases: list[Docket], address: str) -> None:
    assert client.get(address).status_code == 404


def test_search_engines_are_asked_to_leave_pages_of_people_out(client: Client, cases: list[Docket]) -> None:
    assert client.get("/people/party/Parler LLC/")["X-Robots-Tag"] == "noindex"


def test_sixty_cases_take_the_queries_of_one(
    client: Client, cases: list[Docket], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    counsel = Attorney.objects.get(name="David J. Groesbeck")
    for number in range(60):
        party = factories.party(docket=factories.docket(docket_number=f"2:20-cv-{number:05}"), name="Oak Inc.")
        Representation.objects.create(party=party, attorney=counsel, roles=[], as_of=party.as_of)
    for address, queries in (("lawyer/David J. Groesbeck", 5), ("firm/Groesbeck PS", 4), ("party/Oak Inc.", 4)):
        with django_assert_num_queries(queries):
            page = pages.parsed(client.get(f"/people/{address}/"))
        assert len(pages.by_class(page, "item")) == 50
        assert page.findall(".//a[@rel='next']")
