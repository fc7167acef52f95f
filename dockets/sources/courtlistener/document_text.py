"""Fetches the text of one document from CourtListener: one request, for that document alone. Called by ``documents``.

Texts never come with entries (``fetch`` leaves them out): one can have megabytes, and a docket thousands of them.
"""

from dataclasses import dataclass

from dockets.record.records import FetchFailed
from dockets.sources.courtlistener import api
from dockets.sources.courtlistener.api import CourtListenerDenied
from dockets.sources.courtlistener.values import find_json_id
from dockets.sources.json_object import list_json_objects

UNKNOWN = "CourtListener does not have this document. Where you have its file, bring that in."
NO_TEXT = "CourtListener knows this document and has no text of it. Where you have its file, bring that in."
DENIED = (
    "CourtListener does not show documents to this site’s account (403): they are for accounts with access to its RECAP"
    " data, which can be asked for there. Where you have the file, bring that in."
)


class NoDocumentText(FetchFailed):
    """CourtListener answered, but has no text. Asking again would cost a request and bring the same."""


@dataclass(frozen=True, slots=True)
class CourtListenerText:
    """A document's text. ``id`` is CourtListener's own id of the document."""

    id: str
    words: str


def fetch_document_text(pacer_doc_id: str, court_id: str) -> CourtListenerText:
    """The text of the document with that PACER id. Raises ``NoDocumentText``, and ``FetchFailed`` as
    ``api.request_courtlistener`` does."""
    try:
        answer = api.request_courtlistener(
            "recap-documents/", pacer_doc_id=pacer_doc_id, docket_entry__docket__court=court_id, fields="id,plain_text"
        )
    except CourtListenerDenied as error:
        raise NoDocumentText(DENIED) from error
    rows = list_json_objects(answer.results)
    if not rows:
        raise NoDocumentText(UNKNOWN)
    for row in rows:
        words = row.get("plain_text")
        if isinstance(words, str) and words.strip():
            return CourtListenerText(find_json_id(row.get("id")), words)
    raise NoDocumentText(NO_TEXT)
