"""The picture of a passage and its frame in articles: what they show, and that they show nothing that readers may not
see."""

import re
from typing import Any

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone

from dockets.documents.files import build_file_name, delete_drawn_pages
from dockets.models import DocumentText, Filing
from rulings.desk.document_texts import remove_document_text
from rulings.exports.passage_picture import LEAST_HEIGHT, PassageCard, draw_passage_svg
from rulings.passages.anchors import LONGEST
from rulings.passages.links import PassageLink, build_passage_link
from tests.conftest import Users
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
PAGE = "/cases/wawd/2:21-cv-00031/filings/34/documents/0/"
WORDS = ("ORDER on a motion", "It is scant speculation, the Court finds.", "So ordered. It is scant")
QUOTED = "scant speculation"


@pytest.fixture
def filing() -> Filing:
    docket = factories.docket(docket_number="2:21-cv-00031", case_name="Parler LLC v. Amazon")
    return factories.filing(docket=docket, number="34", long_text="ORDER")


@pytest.fixture
def text(filing: Filing, users: Users) -> DocumentText:
    return factories.kept_document(filing=filing, by=users.editor, pages=WORDS)


def link_to(quoted: str) -> PassageLink:
    whole = "\n".join(WORDS)
    return build_passage_link(whole, whole.index(quoted), whole.index(quoted) + len(quoted))


def ask(client: Client, where: str, link: object) -> Any:
    return client.get(f"{PAGE}{where}?passage={link}")


def test_the_picture_shows_the_words_and_where_they_stand(client: Client, text: DocumentText) -> None:
    drawn = ask(client, "pages/2/passage.svg", link_to(QUOTED)).content.decode()
    said = " ".join(re.findall(r"<text[^>]*>([^<]*)", drawn))
    assert f"“{QUOTED}”" in said and "Parler LLC v. Amazon" in said and "at 2." in said
    picture = ask(client, "pages/2/passage.png", link_to(QUOTED))
    assert picture.content[:8] == b"\x89PNG\r\n\x1a\n" and picture["Cache-Control"] == "private, no-cache"
    again = client.get(
        f"{PAGE}pages/2/passage.png?passage={link_to(QUOTED)}", headers={"If-None-Match": picture["ETag"]}
    )
    assert again.status_code == 304
    moved = ask(client, "pages/1/passage.png", link_to(QUOTED))
    assert moved["Location"] == f"{PAGE}pages/2/passage.png?passage={link_to(QUOTED)}"


def test_the_longest_passage_is_drawn_whole() -> None:
    words = ("speculation " * LONGEST)[:LONGEST].strip()
    drawn = draw_passage_svg(PassageCard("Site", "W.D. Wash.", "A v. B", words, "Order at 2"))
    height = re.search(r' height="(\d+)"', drawn)
    assert height and int(height[1]) > LEAST_HEIGHT
    said = " ".join(re.findall(r"<text[^>]*>([^<]*)", drawn))
    assert said.count("speculation") == words.count("speculation") and "…" not in said


def test_the_frame_shows_the_part_of_the_page_around_the_passage(client: Client, text: DocumentText) -> None:
    answer = ask(client, "pages/2/embed/", link_to(QUOTED))
    assert "frame-ancestors https:" in answer["Content-Security-Policy"] and "X-Frame-Options" not in answer
    assert "img-src 'self'" in answer["Content-Security-Policy"]
    page = pages.parsed(answer)
    (drawn,) = pages.by_class(page, "leaf")
    left, top, width, height = map(float, str(drawn.get("viewBox")).split())
    (mark,) = list(drawn.iter("rect"))
    x, y = float(str(mark.get("x"))), float(str(mark.get("y")))
    assert left <= x <= left + width and top <= y <= top + height < 400
    assert QUOTED in pages.text(pages.by_class(page, "words")[0])


@pytest.mark.parametrize("where", ["pages/2/passage.png", "pages/2/passage.svg", "pages/2/embed/"])
def test_nothing_is_drawn_that_readers_may_not_see(
    client: Client, filing: Filing, users: Users, text: DocumentText, where: str
) -> None:
    client.force_login(users.editor)

    def told(link: object, status: int, sentence: str) -> None:
        answer = ask(client, where, link)
        assert (answer.status_code, sentence in answer.content.decode()) == (status, True)
        assert b"webp" not in answer.content and QUOTED.encode() not in answer.content

    told("nonsense", 404, "does not say which words")
    told("0-5.00000000", 404, "could not be found")
    DocumentText.objects.update(withheld=[3])
    over_two_pages = link_to("finds.\nSo ordered")
    told(over_two_pages, 404, "could not be found")
    DocumentText.objects.update(withheld=[2])
    told(link_to(QUOTED), 404, "could not be found")
    DocumentText.objects.update(withheld=[], published_at=None)
    told(link_to(QUOTED), 404, "is shown to readers")
    DocumentText.objects.update(published_at=timezone.now())
    remove_document_text(text.pk, by=users.editor, now=timezone.now())
    told(link_to(QUOTED), 410, "have withdrawn this document")


def test_the_page_offers_both_of_what_readers_may_see(
    client: Client, users: Users, text: DocumentText, settings: Any
) -> None:
    client.force_login(users.editor)
    page = pages.parsed(ask(client, "pages/2/", link_to(QUOTED)))
    (offered,) = pages.by_class(page, "leaf-passage")
    there = [str(one.get("href")) for one in offered.iter("a")]
    assert [client.get(one).status_code for one in there] == [200, 200, 200]
    frame = next(iter(offered.iter("textarea"))).text or ""
    assert f'src="http://testserver{PAGE}pages/2/embed/?passage={link_to(QUOTED)}"' in frame
    head = {str(meta.get("property")): str(meta.get("content")) for meta in page.iter("meta")}
    assert head["og:image"] == f"http://testserver{PAGE}pages/2/passage.png?passage={link_to(QUOTED)}"
    assert QUOTED in head["og:description"]
    assert client.get(head["og:image"].removeprefix("http://testserver")).status_code == 200
    (oembed,) = [str(link.get("href")) for link in page.iter("link") if link.get("type") == "application/json+oembed"]
    told = client.get(oembed.removeprefix("http://testserver")).json()
    assert f"{PAGE}pages/2/embed/?passage={link_to(QUOTED)}" in told["html"] and "Quotation" in told["html"]
    settings.SITE_IS_PUBLIC = False
    client.force_login(users.journalist)
    (offered,) = pages.by_class(pages.parsed(ask(client, "pages/2/", link_to(QUOTED))), "leaf-passage")
    assert not list(offered.iter("textarea"))
    settings.SITE_IS_PUBLIC = True
    client.force_login(users.editor)
    DocumentText.objects.update(withheld=[2])
    page = pages.parsed(ask(client, "pages/2/", link_to(QUOTED)))
    assert not pages.by_class(page, "leaf-passage") and not list(page.iter("textarea"))


def test_without_its_bytes_the_frame_shows_the_words_alone(client: Client, text: DocumentText) -> None:
    assert text.file
    storages["documents"].delete(build_file_name(text.file.sha256))
    delete_drawn_pages(text.file.sha256)
    page = pages.parsed(ask(client, "pages/2/embed/", link_to(QUOTED)))
    assert QUOTED in pages.text(pages.by_class(page, "words")[0]) and not pages.by_class(page, "leaf")
