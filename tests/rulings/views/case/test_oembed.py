"""oEmbed: an editor pastes a case's address, and the publishing system knows the rest."""

from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.test import Client

from dockets.format.urls import build_docket_url
from dockets.models import Docket
from rulings.timeline.embedding import FITTING
from tests.rulings.views.case.test_timeline import dispute
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def docket() -> Docket:
    docket = factories.docket(case_name='Roe "R" v. <Doe>')
    dispute(docket)
    return docket


def case(docket: Docket, query: str = "") -> str:
    return f"http://testserver{build_docket_url(docket.court_id, docket.docket_number)}{query}"


def asked(client: Client, url: str, **more: str) -> Any:
    return client.get("/oembed", {"url": url, **more})


def test_a_case_s_address_gives_its_frame(client: Client, docket: Docket) -> None:
    answer = asked(client, case(docket, "?kind=motion&after=x&parties=all&show=standing,entries"))
    assert answer.status_code == 200 and answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    told = answer.json()
    assert (told["version"], told["type"], told["title"]) == ("1.0", "rich", docket.case_name)
    assert {"html", "width", "height", "provider_name", "provider_url", "cache_age"} <= told.keys()
    (frame,) = pages.read(f"<!doctype html><title>x</title>{told['html']}").iter("iframe")
    assert frame.get("src") == case(docket, "embed/?kind=motion&show=standing%2Centries&fit=1")
    assert frame.get("title") == f"Timeline: {docket.case_name}"
    assert (frame.get("width"), frame.get("height")) == (str(told["width"]), str(told["height"]))
    assert client.get(frame.get("src", "").removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize(
    ("most", "size"),
    [
        ({"maxwidth": "320"}, (320, 560)),
        ({"maxheight": "300"}, (640, 300)),
        ({"maxwidth": "9999", "maxheight": "9999"}, (640, 560)),
    ],
)
def test_it_is_no_larger_than_its_place(
    client: Client, docket: Docket, most: dict[str, str], size: tuple[int, int]
) -> None:
    told = asked(client, case(docket), **most).json()
    assert (told["width"], told["height"]) == size


@pytest.mark.parametrize("typed", ["-1", "0", "x", "١٢", "1e9", "99999999999999999999"])
def test_a_size_that_is_none_is_refused(client: Client, docket: Docket, typed: str) -> None:
    assert asked(client, case(docket), maxwidth=typed).status_code == 400


@pytest.mark.parametrize(
    "url",
    ["", "x", "http://testserver/", "http://testserver/rulings/", "http://testserver/cases/wawd/2:21-cv-99999/",
     "http://[x/", "http://elsewhere.example{path}", "{path}", "//testserver:81{path}",
     "http://testserver/cases/wawd/%00/", "http://testserver\x00{path}x"],
)  # fmt: skip
def test_any_other_address_is_not_found(client: Client, docket: Docket, url: str) -> None:
    path = build_docket_url(docket.court_id, docket.docket_number)
    assert asked(client, url.replace("{path}", path)).status_code == 404


def test_only_json_is_spoken(client: Client, docket: Docket) -> None:
    assert asked(client, case(docket), format="xml").status_code == 501
    assert asked(client, case(docket), format="json").status_code == 200


def test_the_page_leads_there(client: Client, docket: Docket) -> None:
    page = pages.parsed(client.get(f"{build_docket_url(docket.court_id, docket.docket_number)}?kind=motion"))
    (link,) = [link for link in page.iter("link") if link.get("type") == "application/json+oembed"]
    assert parse_qs(urlsplit(link.get("href", "")).query) == {"format": ["json"], "url": [case(docket, "?kind=motion")]}
    told = client.get(link.get("href", "").removeprefix("http://testserver")).json()
    fitting, plain = (field.text or "" for field in page.iter("textarea"))
    assert fitting == f"{told['html']}{FITTING}" and plain == told["html"].replace("&amp;fit=1", "")


def test_a_case_that_is_another_one_gives_that_one_s_frame(client: Client, docket: Docket) -> None:
    twin = factories.docket(merged_into=docket)
    assert f"{docket.docket_number}/embed/" in asked(client, case(twin)).json()["html"]


def test_a_private_site_says_that_it_is(client: Client, docket: Docket, users: Any, private_site: None) -> None:
    assert asked(client, case(docket)).status_code == 401
    client.force_login(users.admin)
    refused = asked(client, case(docket))
    assert refused.status_code == 401 and docket.case_name not in refused.content.decode()


def test_where_embedding_is_off_there_is_nothing(client: Client, docket: Docket, settings: Any) -> None:
    settings.EMBED_ORIGINS = ["'none'"]
    assert asked(client, case(docket)).status_code == 404


@pytest.mark.parametrize("number", ["21-2-02856-6 SEA", "2:21-cv-00031"])
def test_an_address_may_be_quoted_as_browsers_and_systems_do(client: Client, number: str) -> None:
    docket = factories.docket(court=factories.court("kingsuperct", kind="state"), docket_number=number)
    dispute(docket)
    for path in (build_docket_url("kingsuperct", number), f"/cases/kingsuperct/{quote(number, safe='')}/"):
        told = asked(client, f"http://testserver{path}?kind=motion").json()
        (frame,) = pages.read(f"<!doctype html><title>x</title>{told['html']}").iter("iframe")
        assert client.get(frame.get("src", "").removeprefix("http://testserver")).status_code == 200
