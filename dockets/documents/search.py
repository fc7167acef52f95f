"""Searches the texts of documents: which filings have a page with the words, and on which page. Called by the reading's
search.

Words are searched page by page, since a hit is a place that can be shown. What is withheld from readers is found by
nobody. Bounded as all search is: of a word that
stands on more pages than are looked at, an arbitrary selection is found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Expression, IntegerField, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Left

from dockets.format.print_style import COUNTED_TO
from dockets.format.urls import build_document_page_url
from dockets.models import Document, DocumentPage, DocumentText
from dockets.models.filing import DOCUMENT_WORDS, SEARCHED_CHARACTERS
from dockets.search.full_text import build_passage, build_search_query, split_passage

LOOKED_AT = 20 * COUNTED_TO
"""Pages that are looked at before their documents are told apart."""
SHOWN_OF_ONE = 2
"""Pages of one document that a hit shows: the first ones."""


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """One hit: a passage in segments ``(text, is_hit)``, and its page; ``page`` is None where the document's name holds
    the words."""

    filing: int
    document: int
    page: int | None
    is_paged: bool
    segments: list[tuple[str, bool]]

    @property
    def place(self) -> str:
        """Where the hit stands: "In the document, page 7"; "" for a name."""
        if self.page is None:
            return ""
        document = f"attachment {self.document}" if self.document else "the document"
        return f"In {document}, {'page' if self.is_paged else 'part'} {self.page:,}"

    def address(self, filing_address: str) -> str:
        """The page's address, given that of the filing."""
        return build_document_page_url(filing_address, self.document, self.page) if self.page else filing_address


def find_filings_by_document_text(text: str) -> "QuerySet[DocumentText, tuple[int]]":
    """Ids of filings with a document that has ``text`` on one of its pages."""
    pages = DocumentPage.objects.readable().filter(search=build_search_query(text), text__shown=True).order_by()
    return (
        DocumentText.objects.shown().filter(pk__in=pages.values("text")[:LOOKED_AT]).order_by().values_list("filing_id")
    )


def pages_holding(text: str, filings: Sequence[int], *before: Expression) -> "QuerySet[DocumentPage, Any]":
    """The first pages of each document of ``filings`` (ids) that hold ``text``, unordered; each row as
    ``parse_found_row`` takes it, preceded by the expressions ``before``."""
    pages = DocumentPage.objects.readable().filter(search=build_search_query(text)).order_by()
    first = pages.filter(text=OuterRef("text")).order_by("number").values("pk")[:SHOWN_OF_ONE]
    chosen = pages.filter(pk__in=first, text__shown=True, text__filing__in=filings)
    words = build_passage(Left("words", SEARCHED_CHARACTERS), text)
    return chosen.values_list(*before, "text__filing", "text__document_number", "number", "text__is_paged", words)


def names_holding(text: str, filings: Sequence[int], *before: Expression) -> "QuerySet[Document, Any]":
    """Documents of ``filings`` (ids) whose name holds ``text``, in the same form."""
    named = (
        Document.objects.alias(words=DOCUMENT_WORDS)
        .filter(words=build_search_query(text), filing__in=filings)
        .order_by()
    )
    no_page = Cast(Value(None), IntegerField())
    return named.values_list(*before, "filing", "number", no_page, Value(True), build_passage("description", text))


def parse_found_row(row: Sequence[Any]) -> DocumentHit:
    filing, document, page, is_paged, words = row
    return DocumentHit(filing, document, page, is_paged, split_passage(words))


def filings_of_dockets_holding(dockets: Sequence[int], text: str) -> "QuerySet[DocumentPage, Any]":
    """Ids of the filings of ``dockets`` (ids) with a document that has ``text`` on one of its pages."""
    pages = DocumentPage.objects.readable().filter(
        search=build_search_query(text), text__shown=True, text__filing__docket__in=dockets
    )
    return pages.order_by().values("text__filing")
