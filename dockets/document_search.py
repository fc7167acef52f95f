"""What search finds in documents: which filings have a page that holds the words, and where on which page they stand.

Words are looked for page by page: what is found is a place that can be shown. Bounded as all search is: of a word that stands on
more pages than are looked at, any of them are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from dockets.addresses import document_page_address
from dockets.models import DocumentPage, DocumentText
from dockets.models.filing import SEARCHED_CHARACTERS
from dockets.print_style import COUNTED_TO
from dockets.search import PASSAGE, QUERY_LENGTH, english, passage_in_sql, segments

LOOKED_AT = 20 * COUNTED_TO
"""Pages that hold the words, until their documents are told apart."""
SHOWN_OF_ONE = 2
"""Pages of one document that a hit shows, the first ones."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage in segments ``(text, is_hit)``, and where it stands: ``page`` None for what the document is called."""

    filing: int
    document: int
    page: int | None
    is_paged: bool
    segments: list[tuple[str, bool]]

    @property
    def place(self) -> str:
        """ "In the document, page 7"; "" for a name."""
        if self.page is None:
            return ""
        document = f"attachment {self.document}" if self.document else "the document"
        return f"In {document}, {'page' if self.is_paged else 'part'} {self.page:,}"

    def address(self, filing_address: str) -> str:
        """Of the page, from that of the filing."""
        return document_page_address(filing_address, self.document, self.page) if self.page else filing_address


def filings_holding(text: str) -> "QuerySet[DocumentText, tuple[int]]":
    """Ids of filings of which a document's text holds ``text`` on one page."""
    pages = DocumentPage.objects.filter(search=english(text), text__shown=True).order_by()
    return DocumentText.objects.shown().filter(pk__in=pages.values("text")[:LOOKED_AT]).order_by().values_list("filing_id")


PAGES = f"""SELECT t.filing_id, t.document_number, p.number, t.is_paged,
 {passage_in_sql(f"left(p.words, {SEARCHED_CHARACTERS})")}
FROM websearch_to_tsquery('english', %(text)s) AS asked(words), dockets_documenttext t CROSS JOIN LATERAL
 (SELECT number, words FROM dockets_documentpage WHERE text_id = t.id AND search @@ asked.words ORDER BY number
 LIMIT {SHOWN_OF_ONE}) p WHERE t.shown AND t.filing_id = ANY(%(filings)s)"""  # noqa: S608 - of constants
"""The first pages of each document of some filings that hold the words. Bound: ``bound``. Rows: ``found``."""
NAMES = f"""SELECT d.filing_id, d.number, NULL::integer, true,
 {passage_in_sql("d.description")}
FROM websearch_to_tsquery('english', %(text)s) AS asked(words), dockets_document d
WHERE d.filing_id = ANY(%(filings)s) AND to_tsvector('english', d.description) @@ asked.words"""  # noqa: S608 - of constants
"""What documents of some filings are called, in the same form."""


def bound(text: str, filings: Sequence[int]) -> dict[str, Any]:
    return {"text": text[:QUERY_LENGTH], "filings": list(filings), **PASSAGE}


def found(row: Sequence[Any]) -> Found:
    filing, document, page, is_paged, passage = row
    return Found(filing, document, page, is_paged, segments(passage))


IN_DOCKETS = """SELECT t.filing_id FROM dockets_documentpage p JOIN dockets_documenttext t ON t.id = p.text_id AND t.shown
 JOIN dockets_filing f ON f.id = t.filing_id AND f.docket_id = ANY(%s) WHERE p.search @@ websearch_to_tsquery('english', %s)"""
"""The filings of some dockets of which a document's text holds the words."""
