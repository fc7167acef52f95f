"""What search finds in the texts of documents, across cases and within one; and that nothing else is found there."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dockets.documents.texts import withdraw_text
from dockets.models import Filing
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
CASE = "/cases/wawd/2:21-cv-00031/"


@pytest.fixture
def filing() -> Filing:
    """Of a case that was read, with another filing beside it."""
    docket = factories.docket(docket_number="2:21-cv-00031")
    row, other = (
        factories.filing(docket=docket, number=number, long_text="ORDER on the motion") for number in ("34", "35")
    )
    for one in (row, other):
        factories.event(filing=one, headline="Order")
    factories.reading(docket=docket)
    return row


@pytest.fixture
def editor() -> User:
    return factories.user(role="editor")


def found(client: Client, asked: str) -> list[tuple[str, str, list[str]]]:
    """Of each passage in a document: where it says that it stands, where it leads, which words are marked."""
    page = pages.parsed(client.get(asked))
    passages = [element for name in ("told", "found") for element in pages.by_class(page, name)]
    return [
        (pages.text(link), link.get("href", ""), [pages.text(mark) for mark in element.iter("mark")])
        for element in passages
        for link in element.iter("a")
    ]


def hits(client: Client, asked: str) -> list[str]:
    """The numbers of the filings that are found."""
    page = pages.parsed(client.get(asked))
    if asked.startswith("/search"):
        return [words for words in pages.links(page) if words in ("34", "35")]
    return [line.split()[0] for line in pages.headlines(page)]


@pytest.mark.parametrize(("asked", "base"), [("/search/?q=", f"{CASE}filings/34/"), (f"{CASE}?q=", "filings/34/")])
def test_a_hit_says_on_which_page_and_leads_there(
    client: Client, filing: Filing, editor: User, asked: str, base: str
) -> None:
    factories.document_text(
        filing=filing, by=editor, pages=["ORDER", "", "The lighthouse was <i>maintained</i> & kept."]
    )
    assert hits(client, f"{asked}lighthouse+maintain") == ["34"]
    expected = [("In the document, page 3", f"{base}documents/0/#page-3", ["lighthouse", "maintained"])]
    assert found(client, f"{asked}lighthouse+maintain") == expected
    assert "lighthouse was <i> maintained </i> & kept" in pages.text(
        pages.parsed(client.get(f"{asked}lighthouse+maintain"))
    )


@pytest.mark.parametrize("asked", ["/search/?q=", f"{CASE}?q="])
def test_a_passage_that_was_cut_out_of_its_page_says_so(
    client: Client, filing: Filing, editor: User, asked: str
) -> None:
    long = "and so on " * 300
    factories.document_text(filing=filing, by=editor, pages=[f"{long} the lighthouse {long}", "The whole lighthouse."])
    shown = pages.text(pages.parsed(client.get(f"{asked}lighthouse")))
    assert re.search(r"page 1 … lighthouse [^…]+ … In the document, page 2 The whole lighthouse \.", shown), shown


@pytest.mark.parametrize("asked", ["/search/?q=", f"{CASE}?q="])
def test_attachments_and_parts_are_called_that_and_later_steps_are_led_to(
    client: Client, filing: Filing, editor: User, asked: str
) -> None:
    factories.document_text(filing=filing, by=editor, pages=["x"] * 106 + ["lighthouse"], number=2, is_paged=False)
    ((place, url, _),) = found(client, f"{asked}lighthouse")
    assert place == "In attachment 2, part 107" and url.endswith("filings/34/documents/2/?from=101#page-107")


@pytest.mark.parametrize("asked", ["/search/?q=", f"{CASE}?q="])
def test_of_one_document_the_first_pages_are_shown(client: Client, filing: Filing, editor: User, asked: str) -> None:
    factories.document_text(filing=filing, by=editor, pages=["x", *["a lighthouse"] * 30])
    assert [place for place, *_ in found(client, f"{asked}lighthouse")] == [
        "In the document, page 2",
        "In the document, page 3",
    ]


@pytest.mark.parametrize("asked", ["/search/?q=", f"{CASE}?q="])
def test_what_was_taken_away_or_replaced_is_not_found(client: Client, filing: Filing, editor: User, asked: str) -> None:
    first = factories.document_text(filing=filing, by=editor, pages=["lighthouse"])
    assert hits(client, f"{asked}lighthouse") == ["34"]
    second = factories.document_text(filing=filing, by=editor, pages=["beacon"], now=factories.NOW + timedelta(1))
    assert (hits(client, f"{asked}lighthouse"), hits(client, f"{asked}beacon")) == ([], ["34"])
    withdraw_text(second.pk, now=factories.NOW)
    assert hits(client, f"{asked}beacon") == [] and not first.pages.model.objects.filter(text__shown=True)


def test_within_a_case_only_its_own_documents_are_searched(client: Client, filing: Filing, editor: User) -> None:
    other = factories.filing(docket=factories.docket(), number="1")
    factories.document_text(filing=other, by=editor, pages=["lighthouse"])
    assert hits(client, f"{CASE}?q=lighthouse") == []


@pytest.mark.parametrize(
    ("asked", "expected"), [('"sea+wall"', ["34"]), ('"wall+sea"', []), ("sea+-wall", []), ("sea+beach", [])]
)
@pytest.mark.parametrize("where", ["/search/?q=", f"{CASE}?q="])
def test_words_are_looked_for_page_by_page(
    client: Client, filing: Filing, editor: User, where: str, asked: str, expected: list[str]
) -> None:
    factories.document_text(filing=filing, by=editor, pages=["at the sea wall", "on the beach"])
    assert hits(client, f"{where}{asked}") == expected


def test_exports_of_a_search_hold_the_filing(client: Client, filing: Filing, editor: User) -> None:
    factories.document_text(filing=filing, by=editor, pages=["lighthouse"])
    answer: Any = client.get(f"{CASE}timeline.csv?q=lighthouse")
    assert [line.count("ORDER on the motion") for line in b"".join(answer).decode().splitlines()] == [0, 1]


def test_a_page_without_a_stored_text_makes_no_passage(client: Client, filing: Filing, editor: User) -> None:
    """Making passages of documents takes longer than marking the words in the court's text."""
    for expected in (0, 1):
        with CaptureQueriesContext(connection) as asked:
            assert hits(client, f"{CASE}?q=order") == ["34", "35"]
        assert sum("ts_headline" in query["sql"] for query in asked.captured_queries) == expected
        factories.document_text(filing=filing, by=editor)


def test_with_documents_are_also_those_whose_text_is_kept(client: Client, filing: Filing, editor: User) -> None:
    assert hits(client, f"{CASE}?documents=1") == []
    factories.document_text(filing=filing, by=editor)
    assert hits(client, f"{CASE}?documents=1") == ["34"]


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_that_of_any_search(
    client: Client, filing: Filing, editor: User, number: int, django_assert_num_queries: Any
) -> None:
    for place in range(number):
        factories.document_text(filing=filing, by=editor, number=place, pages=["a lighthouse"] * number)
    # One more than a search whose hits are all in the court's own words.
    with django_assert_num_queries(23):
        client.get("/search/?q=lighthouse")
    with django_assert_num_queries(5):
        client.get(f"{CASE}?q=lighthouse")
