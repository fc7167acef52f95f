"""Search inside a document: where its words stand on the page that is shown, and on which pages else. Called by the
view of a document's page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from dockets.models import DocumentPage, DocumentText
from dockets.search.full_text import (
    SearchTooSlow,
    build_marked_words,
    build_passage,
    build_search_query,
    find_marked_places,
    limit_search_time,
    split_passage,
)

WITH_PASSAGE = 20
"""Pages with hits of which the words are shown: cutting them out takes PostgreSQL a millisecond a page."""
NUMBERED = 80
"""Further ones whose numbers are shown."""


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """The pages that hold what is searched for: ``shown`` with their passages, in segments ``(text, is_hit)``, the next
    ones by their numbers, and how many there are in all."""

    shown: Sequence[tuple[int, Sequence[tuple[str, bool]]]]
    numbered: Sequence[int]
    count: int

    @property
    def beyond(self) -> int:
        """How many pages with hits are not listed."""
        return self.count - len(self.shown) - len(self.numbered)


def list_document_hits(text: DocumentText, asked: str) -> DocumentHits | None:
    """None where the search took too long. Two queries."""
    pages = _search(text, asked).order_by("number")
    try:
        with limit_search_time():
            numbers = list(pages.values_list("number", flat=True))
            first, rest = numbers[:WITH_PASSAGE], numbers[WITH_PASSAGE:]
            known = DocumentPage.objects.filter(text=text, number__in=first).order_by("number")
            passages = known.values_list("number", build_passage("words", asked))
            shown = [(number, split_passage(passage)) for number, passage in passages] if first else []
    except SearchTooSlow:
        return None
    return DocumentHits(shown, rest[:NUMBERED], len(numbers))


def find_page_hits(text: DocumentText, number: int, asked: str) -> list[tuple[int, int]]:
    """From where to where each hit goes in the words of a page; none where nothing is asked."""
    if not asked:
        return []
    rows = _search(text, asked).filter(number=number).annotate(marked=build_marked_words("words", asked))
    marked = rows.values_list("marked", flat=True).first()
    return find_marked_places(marked) if marked else []


def _search(text: DocumentText, asked: str) -> "QuerySet[DocumentPage]":
    return DocumentPage.objects.readable().filter(text=text, search=build_search_query(asked))
