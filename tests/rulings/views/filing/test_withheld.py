"""The page of a case says to everyone, at no further query, what a source does not show this site of the docket."""

from typing import Any

import pytest
from django.test import Client

from dockets.models import Docket
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
WHEN = "2026-01-05T10:00:00+00:00"
PARTIES = "Parties and counsel are not shown: CourtListener does not give them to this site."
FILINGS = "Filings may be missing: CourtListener does not show its entries to this site."


def withheld(*parts: str, **fields: Any) -> Docket:
    docket = factories.docket(**fields)
    denied = dict.fromkeys(parts, WHEN)
    factories.source(
        slug="courtlistener", url=f"courtlistener:docket/{docket.pk}", docket=docket, validators={"denied": denied}
    )
    return docket


def told(client: Client, docket: Docket) -> list[str]:
    page = pages.parsed(client.get(f"/cases/wawd/{docket.docket_number}/"))
    return [pages.text(found) for found in pages.by_class(page, "missed")]


def test_a_reader_is_told_what_is_missing_and_an_admin_the_way_to_it(client: Client, users: Any) -> None:
    docket = withheld("entries", "parties", "attorneys")
    way = "The docket page saved from PACER would bring them"
    assert told(client, docket) == [FILINGS, f"{PARTIES} {way}."]
    client.force_login(users.journalist)
    assert told(client, docket) == [FILINGS, f"{PARTIES} {way}."]
    client.force_login(users.admin)
    assert told(client, docket) == [FILINGS, f"{PARTIES} {way}: bring it in ."]


def test_what_another_source_has_brought_is_not_missed(client: Client) -> None:
    docket = withheld("entries", "parties", "attorneys", party_count=2)
    assert [sentence[: len(FILINGS)] for sentence in told(client, docket)] == [FILINGS]
    factories.sheet(docket=docket, channel="pacer-docket", complete=True)
    assert told(client, docket) == []
    assert told(client, withheld()) == told(client, factories.docket()) == []


def test_it_costs_one_query(client: Client, django_assert_num_queries: Any) -> None:
    docket = withheld("parties")
    factories.many_filings(docket=docket, number=50)
    with django_assert_num_queries(4):
        assert told(client, docket)
