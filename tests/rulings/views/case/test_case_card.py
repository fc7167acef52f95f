"""What is shown where a case's address is shared: its description and its picture."""

import struct
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from dockets.format.urls import build_docket_url
from dockets.models import Docket
from rulings.timeline.draw_share_card import draw_share_card
from rulings.timeline.share_card import ShareCard, build_share_card, describe_case
from tests.support import factories, hostile, pages
from tests.support.pixels import read_png

LINK = {"number": "50", "public_id": "y", "headline": "Order dismissing case", "date": "2021-03-02"}
DATE: dict[str, Any] = {"kind": "hearing", "at": None, "place": "", "rests_on": []}
STATE: dict[str, Any] = {
    "kind": "civil",
    "status": {"value": "ended", "how": "dismissed", "date": "2021-03-02", "sure": "read", "rests_on": [LINK]},
    "stage": "ended",
    "passed": [LINK | {"stage": "ended", "sure": "read"}],
    "pending": [],
    "pending_count": 0,
    "unseen": [],
    "unseen_count": 0,
    "result": None,
    "known": {"as_of": "2021-03-05", "by": "", "numbers": [], "count": 0},
    "ruling": {"number": "34", "public_id": "x", "headline": "Preliminary injunction denied", "date": "2021-01-21",
               "outcome": "denied", "later": 0},
    "dates": [
        DATE | {"title": "Hearing long held", "date": "2021-03-29"},
        DATE | {"title": "Status conference", "date": "2090-03-30"},
    ],
}  # fmt: skip


def size(content: bytes) -> tuple[int, int]:
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    return width, height


@pytest.fixture
def docket(db: None) -> Docket:
    docket = factories.docket(docket_number="2:20-cv-00031")
    factories.filing(docket=docket, date_filed=date(2021, 1, 11))
    factories.reading(docket=docket, state=STATE)
    return docket


def address(docket: Docket, query: str = "") -> str:
    return f"{build_docket_url(docket.court_id, docket.docket_number)}card.png{query}"


def meta(client: Client, docket: Docket) -> dict[str, str]:
    page = pages.parsed(client.get(build_docket_url(docket.court_id, docket.docket_number)))
    return {tag.get("property") or tag.get("name") or "": tag.get("content", "") for tag in page.iter("meta")}


def test_a_case_is_described_by_its_state(client: Client, docket: Docket) -> None:
    told = meta(client, docket)
    assert (
        told["og:description"]
        == told["description"]
        == "Ended March 2, 2021: dismissed. Last ruling, Jan. 21, 2021: Preliminary injunction denied. Next: Status"
        " conference, March 30, 2090. 1 filing. Read by machine from the court’s text."
    )
    assert told["og:title"] == docket.case_name and told["twitter:card"] == "summary_large_image"
    assert told["og:url"] == f"http://testserver{build_docket_url('wawd', docket.docket_number)}"


@pytest.mark.django_db
def test_a_case_of_which_nothing_is_known_is_described_too() -> None:
    docket = factories.docket(case_name="")
    card = build_share_card(docket, None, "Casetracker")
    assert describe_case(card, docket) == "No filing seen yet." and card.caption == "Untitled case"
    assert size(draw_share_card(card)) == (1200, 630)


def test_the_picture_is_named_by_its_content_and_kept(client: Client, docket: Docket) -> None:
    picture = meta(client, docket)["og:image"].removeprefix("http://testserver")
    answer = client.get(picture)
    assert answer["Content-Type"] == "image/png" and answer["Cache-Control"] == "public, max-age=3600"
    assert size(answer.content) == (1200, 630) and len(answer.content) < 60_000
    again = client.get(picture, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304 and not again.content and again["ETag"] == answer["ETag"]
    docket.reading.state = STATE | {"status": STATE["status"] | {"how": "settled"}}
    docket.reading.save()
    assert meta(client, docket)["og:image"].removeprefix("http://testserver") != picture
    assert client.get(picture, headers={"If-None-Match": answer["ETag"]}).status_code == 200


def test_the_same_case_is_drawn_once(client: Client, docket: Docket) -> None:
    draw_share_card.cache_clear()
    for _ in range(3):
        client.get(address(docket))
    assert draw_share_card.cache_info().misses == 1 and draw_share_card.cache_info().maxsize == 64


def test_it_costs_one_query(client: Client, docket: Docket) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get(address(docket))
    assert len(queries) == 1


def test_a_private_site_shows_nothing_to_networks(
    client: Client, docket: Docket, users: Any, private_site: None
) -> None:
    assert client.get(address(docket))["Location"].startswith("/accounts/login/")
    client.force_login(users.admin)
    assert client.get(address(docket)).status_code == 404
    assert not [name for name in meta(client, docket) if name.startswith(("og:", "twitter:")) or name == "description"]


def test_there_is_none_of_what_is_no_case(client: Client, docket: Docket) -> None:
    assert client.get("/cases/wawd/2:21-cv-99999/card.png").status_code == 404


def _card(text: str) -> ShareCard:
    return ShareCard(text, text, text, text, text, text, "denied", text)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_drawn(text: str) -> None:
    assert size(draw_share_card(_card(text))) == (1200, 630)


@pytest.mark.slow_rows
@pytest.mark.parametrize(
    "text", ["W" * 200, "Roe " * 50, "משה נגד ראובן", "Ελένη κατά Δημοσίου", "\x00\x1b[31m", "A\u0301" * 90]
)
def test_long_and_odd_captions_stay_within_the_picture(text: str) -> None:
    picture = read_png(draw_share_card(_card(text)))
    edges = ((0, 20, 60, 630), (1150, 20, 1200, 630), (0, 600, 1200, 630))
    assert [picture.darkest(*edge) > 200 for edge in edges] == [True] * 3
    assert picture.darkest(60, 20, 1150, 600) < 100, "the words are drawn"


@pytest.mark.django_db
def test_hostile_captions_stay_text(client: Client) -> None:
    docket = hostile.case_of_vectors()
    assert meta(client, docket)["og:title"] == docket.case_name[:200]
    assert client.get(address(docket)).status_code == 200
