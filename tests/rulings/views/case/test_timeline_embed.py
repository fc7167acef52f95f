"""A timeline in an article's page."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.checks import run_checks
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dockets.format.urls import build_docket_url
from dockets.models import Docket
from rulings.interpret.docket import interpret_docket
from rulings.models import Disposition
from rulings.timeline.embedding import is_frame_origin
from rulings.vocabulary.kinds import Kind
from tests.casetracker.test_hostile_text import assert_harmless
from tests.rulings.views.case.test_timeline import dispute
from tests.support import factories, pages
from tests.support.hostile import case_of_vectors

pytestmark = pytest.mark.django_db
STYLE = Path(configured.BASE_DIR) / "static" / "css" / "embed.css"
MOST_BYTES = 30_000


def address(docket: Docket, query: str = "") -> str:
    return f"{build_docket_url(docket.court_id, docket.docket_number)}embed/{query}"


def shown(answer: Any) -> list[str]:
    return [pages.text(head) for head in pages.parsed(answer).iter("h2")]


@pytest.fixture
def docket() -> Docket:
    docket = factories.docket()
    dispute(docket)
    return docket


def test_the_newest_stands_first_with_what_was_decided(client: Client, docket: Docket) -> None:
    answer = client.get(address(docket))
    page = pages.parsed(answer)
    assert shown(answer) == ["Order denying motion", "Hearing on the motion", "Motion for TRO"]
    assert pages.text(pages.by_class(page, "out")[0]) == "Denied"
    assert {link.get("target") for link in page.iter("a")} == {"_blank"}
    assert all(link.get("href", "").startswith("http://testserver/cases/") for link in page.iter("a"))


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("?kind=motion", ["Motion for TRO"]),
        ("?rulings=1", ["Order denying motion"]),
        ("?order=oldest", ["Motion for TRO", "Hearing on the motion", "Order denying motion"]),
        ("?q=zymurgy", []),
        ("?kind=nonsense", ["Order denying motion", "Hearing on the motion", "Motion for TRO"]),
    ],
)
def test_the_query_of_the_page_narrows_it(client: Client, docket: Docket, query: str, left: list[str]) -> None:
    assert shown(client.get(address(docket, query))) == left


@pytest.mark.parametrize(
    ("query", "said"),
    [("", "The whole timeline"), ("?routine=shown", "The whole timeline"), ("?rulings=1", "All that match")],
)
def test_its_foot_says_whether_it_is_narrowed(client: Client, docket: Docket, query: str, said: str) -> None:
    footer = next(pages.parsed(client.get(address(docket, query))).iter("footer"))
    assert pages.text(footer).startswith(said)


def test_others_may_frame_it_and_it_alone(client: Client, docket: Docket, settings: Any) -> None:
    answer = client.get(address(docket))
    assert "X-Frame-Options" not in answer
    assert answer["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors https:"
    )
    settings.EMBED_ORIGINS = ["https://www.paper.example", "https://*.paper.example"]
    assert client.get(address(docket))["Content-Security-Policy"].endswith(
        "frame-ancestors https://www.paper.example https://*.paper.example"
    )
    for other in (
        "/",
        build_docket_url(docket.court_id, docket.docket_number),
        "/accounts/login/",
        address(docket).rstrip("/") + "x/",
    ):
        answer = client.get(other)
        assert answer["X-Frame-Options"] == "DENY", other
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], other


def test_it_holds_no_script_and_nothing_of_a_reader(docket: Docket, users: Any) -> None:
    client = Client()
    client.force_login(users.admin)
    answer, nobody = client.get(address(docket)), Client().get(address(docket))
    assert answer.content == nobody.content and not nobody.cookies and "Cookie" not in answer.get("Vary", "")
    page = pages.parsed(answer)
    assert not [*page.iter("script"), *page.iter("form"), *page.iter("img")]
    fitting = client.get(address(docket, "?fit=1"))
    assert [script.get("src") for script in pages.parsed(fitting).iter("script")] == ["/static/js/embed_fit.js"]
    assert "script-src 'self'; style-src" in fitting["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    assert [link.get("href") for link in page.iter("link") if link.get("rel") == "stylesheet"] == [
        "/static/css/embed.css"
    ]


def test_it_is_light(client: Client) -> None:
    docket = factories.docket(case_name="Московские новости " * 20)
    for number in range(60):
        row = factories.filing(
            docket=docket, number=str(number), long_text="Ходатайство о приостановлении производства " * 50
        )
        factories.event(filing=row, kind=Kind.ORDER, headline="Определение суда " * 30, outcome="in_part")
    factories.reading(docket=docket)
    answer = client.get(address(docket))
    assert len(shown(answer)) == 15
    assert len(answer.content) + STYLE.stat().st_size < MOST_BYTES
    assert not re.findall(r"url\(|@import", STYLE.read_text())
    assert "prefers-color-scheme" in STYLE.read_text() or "light-dark(" in STYLE.read_text()


def test_a_cache_may_keep_it_and_asks_again_cheaply(client: Client, docket: Docket) -> None:
    answer = client.get(address(docket))
    assert answer["Cache-Control"] == "public, max-age=300"
    again = client.get(address(docket), headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304 and not again.content
    assert again["Content-Security-Policy"] == answer["Content-Security-Policy"] and "X-Frame-Options" not in again


def test_a_private_site_has_none(client: Client, docket: Docket, users: Any, private_site: None) -> None:
    assert client.get(address(docket))["Location"].startswith("/accounts/login/")
    client.force_login(users.admin)
    assert client.get(address(docket)).status_code == 404
    page = client.get(build_docket_url(docket.court_id, docket.docket_number)).content.decode()
    assert "&lt;iframe" not in page and "json+oembed" not in page


def test_embedding_can_be_turned_off(client: Client, docket: Docket, settings: Any) -> None:
    settings.EMBED_ORIGINS = ["'none'"]
    assert client.get(address(docket)).status_code == 404
    assert "&lt;iframe" not in client.get(build_docket_url(docket.court_id, docket.docket_number)).content.decode()


@pytest.mark.parametrize("written", ["https:", "https://www.paper.example", "https://*.paper.example:8443", "'none'"])
def test_what_is_an_origin(written: str) -> None:
    assert is_frame_origin(written)


@pytest.mark.parametrize(
    "written", ["paper.example", "https: ; script-src *", "javascript:", "*", "https://a.example/path"]
)
def test_what_is_no_origin_is_said_before_it_does_harm(settings: Any, written: str) -> None:
    assert not is_frame_origin(written)
    settings.EMBED_ORIGINS = ["https:", written]
    assert "casetracker.E002" in [message.id for message in run_checks()]


def test_another_spelling_leads_here_and_an_unread_case_says_so(client: Client, docket: Docket) -> None:
    answer = client.get(f"/cases/wawd/{docket.docket_number}-BJR/embed/?kind=motion")
    assert (answer.status_code, answer["Location"]) == (302, address(docket, "?kind=motion"))
    assert "X-Frame-Options" not in answer
    assert "No filing of this case has been read yet" in client.get(address(factories.docket())).content.decode()
    assert client.get("/cases/wawd/2:21-cv-99999/embed/").status_code == 404


def test_a_court_s_text_is_text(client: Client) -> None:
    docket = case_of_vectors()
    for query in ("", "?order=oldest", "?rulings=1"):
        assert_harmless(pages.parsed(client.get(address(docket, query))), query)


def test_the_number_of_queries_is_fixed(client: Client) -> None:
    used = []
    for number in (1, 50):
        docket = factories.docket()
        factories.many_filings(docket=docket, number=number, kind=Kind.ORDER)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(docket))
        used.append(len(queries))
    assert used[0] == used[1] <= 4


def test_only_the_court_s_words_stand_in_the_court_s_type(client: Client, docket: Docket) -> None:
    factories.event(milestone=factories.milestone(docket=docket, text="It had warned of it."))
    page = pages.parsed(client.get(address(docket)))
    assert [pages.text(words) for words in pages.by_class(page, "outside")] == ["It had warned of it."]
    assert "It had warned of it." not in [pages.text(words) for words in pages.by_class(page, "words")]
    assert "Jan. 14, 2021, 10 a.m. PST" in [pages.text(time) for time in page.iter("time")]


def test_a_frame_can_hold_where_the_case_stands_its_claims_and_what_is_quoted(client: Client, docket: Docket) -> None:
    said = Disposition.objects.exclude(quotation="").get()
    page = client.get(address(docket, "?show=standing,claims,quotations,nonsense"))
    assert [pages.text(one) for one in pages.by_class(pages.parsed(page), "words")] == [said.quotation]
    text = pages.text(pages.parsed(page))
    assert "Not likely to succeed" in text
    assert shown(page) == ["1 Conspiracy in restraint of trade"], "no entries"
    assert "both dwindlingly slight, and disputed by AWS" in text
    links = [link.get("href", "") for link in pages.parsed(page).iter("a")]
    assert any(link.endswith(f"?quotation={said.pk}") for link in links)
    assert all(link.startswith("http://testserver/cases/") for link in links)
    assert len(page.content) + STYLE.stat().st_size < MOST_BYTES
    assert len(shown(client.get(address(docket, "?show=quotations,entries")))) > 1
    interpret_docket(docket.pk)
    assert "Last ruling:" in pages.text(pages.parsed(client.get(address(docket, "?show=standing"))))
    bare = factories.docket(docket_number="2:29-cv-1")
    assert "Nothing of that is known of this case." in client.get(address(bare, "?show=claims")).content.decode()


def test_whoever_copies_the_code_is_told_which_pages_cannot_show_it(
    client: Client, docket: Docket, settings: Any
) -> None:
    case = build_docket_url(docket.court_id, docket.docket_number)
    for origins, told in (
        (["https:"], "Pages without https cannot show it"),
        (["https://a.example"], "Pages of https://a.example alone can show it"),
        (["https:", "http:"], "those parts of the case."),
    ):
        settings.EMBED_ORIGINS = origins
        text = pages.text(pages.parsed(client.get(case)))
        assert told in text and ("cannot show it" in text) is (origins == ["https:"])


def test_what_editors_quote_from_elsewhere_does_not_stand_in_the_court_s_type(client: Client, docket: Docket) -> None:
    Disposition.objects.exclude(quotation="").update(quoted_from="a press report")
    page = pages.parsed(client.get(address(docket, "?show=quotations")))
    assert not pages.by_class(page, "words") and len(pages.by_class(page, "reported")) == 1
    assert "quoted by the editors from a press report; not checked against a text kept here" in pages.text(page)
