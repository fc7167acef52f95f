"""Where a document is, and what it costs at PACER."""

from datetime import date

import pytest

from dockets.documents.availability import DocumentFacts, Place, find_document

TODAY = date(2021, 5, 1)
STORED = "https://storage.courtlistener.com/recap/gov.uscourts.wawd.1/gov.uscourts.wawd.1.1.0.pdf"
SOLD = "https://ecf.wawd.uscourts.gov/doc1/19709328245"
LISTED = "https://www.courtlistener.com/docket/1/1/parler-llc-v-amazon/"


@pytest.mark.parametrize(
    ("facts", "place", "cents", "words"),
    [
        (DocumentFacts(is_kept=True, url=SOLD), Place.HERE, None, "read here"),
        (DocumentFacts(url=STORED, pages=90, is_on_pacer=True), Place.RECAP, None, "free"),
        (DocumentFacts(url=SOLD, pages=12, is_on_pacer=True), Place.PACER, 120, "$1.20 for 12 pages"),
        (DocumentFacts(url=LISTED, pages=1, is_on_pacer=True, is_named=True), Place.PACER, 10, "$0.10 for 1 page."),
        (DocumentFacts(pages=30, is_on_pacer=True, is_named=True), Place.PACER, 300, "$3.00"),
        (DocumentFacts(pages=412, is_on_pacer=True, is_named=True), Place.PACER, 300, "$3.00 for 412 pages"),
        (DocumentFacts(pages=412, is_on_pacer=True, is_named=True, is_transcript=True), Place.PACER, 4120, "$41.20"),
        (DocumentFacts(pages=5, is_on_pacer=True, is_named=True, is_opinion=True), Place.PACER, 50, "marked it as"),
        (DocumentFacts(is_on_pacer=True, is_named=True), Place.PACER, None, "does not tell its pages ($0.10 each, at"),
        (DocumentFacts(is_on_pacer=True, is_named=True, is_transcript=True), Place.PACER, None, "no upper limit"),
        (DocumentFacts(url="https://documents.example/1.pdf"), Place.LINK, None, "address"),
        (DocumentFacts(url="javascript:alert(1)"), Place.NOWHERE, None, "not known"),
        (DocumentFacts(url="http://[/1.pdf"), Place.NOWHERE, None, "not known"),
        (DocumentFacts(is_on_pacer=True), Place.NOWHERE, None, "not known"),
        (DocumentFacts(is_on_pacer=True, is_named=True, is_sealed=True), Place.NOWHERE, None, "sealed"),
        (DocumentFacts(is_named=True, pages=3), Place.NOWHERE, None, "not known"),
    ],
)
def test_a_document_is_where_it_costs_least(facts: DocumentFacts, place: Place, cents: int | None, words: str) -> None:
    found = find_document(facts, TODAY)
    assert (found.place, found.cents) == (place, cents)
    assert words in found.words
    assert not found.url.startswith("javascript")


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2021, 5, 12), "Restricted until May 12"), (TODAY, "whether it is public now is not known")],
)
def test_of_a_restricted_transcript_the_court_s_day_is_told_and_no_more(day: date, words: str) -> None:
    facts = DocumentFacts(is_on_pacer=True, is_named=True, is_transcript=True, restricted_until=day)
    assert words in find_document(facts, TODAY).words
