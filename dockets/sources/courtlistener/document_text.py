"""Fetches the text and the file of one document from CourtListener: for that document alone. Called by ``documents``.

Texts never come with entries (``fetch`` leaves them out): one can have megabytes, and a docket thousands of them.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from dockets.record.records import FetchFailed
from dockets.sources.courtlistener import api
from dockets.sources.courtlistener.api import CourtListenerDenied
from dockets.sources.courtlistener.values import find_json_id
from dockets.sources.http import client
from dockets.sources.json_object import list_json_objects

_FIELDS = "id,plain_text,is_available,filepath_local"
_PATH = re.compile(r"[\w.\-]+(?:/[\w.\-]+)*\.pdf", re.IGNORECASE)
"""How CourtListener writes where a file lies in its storage."""
log = logging.getLogger(__name__)

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
    """What CourtListener has of a document: its text ("" for none) and its file (None for none). ``id`` is
    CourtListener's own id of the document."""

    id: str
    words: str
    file: bytes | None = None


def fetch_document_text(pacer_doc_id: str, court_id: str, *, most_bytes: int) -> CourtListenerText:
    """The document with that PACER id: one request of its API, and one of its storage where that has the file, of at
    most ``most_bytes``. Raises ``NoDocumentText``, and ``FetchFailed`` as ``api.request_courtlistener`` does."""
    try:
        answer = api.request_courtlistener(
            "recap-documents/", pacer_doc_id=pacer_doc_id, docket_entry__docket__court=court_id, fields=_FIELDS
        )
    except CourtListenerDenied as error:
        raise NoDocumentText(DENIED) from error
    rows = list_json_objects(answer.results)
    if not rows:
        raise NoDocumentText(UNKNOWN)
    for row in rows:
        words, file = row.get("plain_text"), _fetch_file(row, most_bytes)
        has_words = isinstance(words, str) and bool(words.strip())
        if has_words or file is not None:
            return CourtListenerText(find_json_id(row.get("id")), str(words) if has_words else "", file)
    raise NoDocumentText(NO_TEXT)


def _fetch_file(row: Mapping[str, object], most_bytes: int) -> bytes | None:
    """The file from CourtListener's storage, which asks for no account; None where it has none, or does not give it."""
    path = row.get("filepath_local")
    if not (row.get("is_available") and isinstance(path, str) and _PATH.fullmatch(path) and ".." not in path):
        return None
    host = urlsplit(settings.COURTLISTENER_STORAGE_URL).hostname or ""
    try:
        fetched = client.fetch_url(
            f"{settings.COURTLISTENER_STORAGE_URL}/{path}", {}, hosts=(host,), max_bytes=most_bytes
        )
    except FetchFailed as error:
        log.warning("The file %s was not had from CourtListener’s storage: %s", path, error)
        return None
    return fetched.body
