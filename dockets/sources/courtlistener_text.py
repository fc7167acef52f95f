"""The text of one document, as CourtListener has it: one request for that document alone, which is all that is asked for of it.

Texts never come with entries (``courtlistener_fetch`` leaves them out): one can have megabytes, and a docket thousands.
"""

from dataclasses import dataclass

from dockets.records import FetchFailed
from dockets.sources import courtlistener_api
from dockets.sources.courtlistener_api import Denied
from dockets.sources.courtlistener_values import id_in, objects

UNKNOWN = "CourtListener does not have this document. Where you have its file, bring that in."
NO_TEXT = "CourtListener knows this document and has no text of it. Where you have its file, bring that in."
DENIED = (
    "CourtListener does not show documents to this site’s account (403): they are for accounts with access to its RECAP data,"
    " which can be asked for there. Where you have the file, bring that in."
)


class NoText(FetchFailed):
    """It answered, and there is nothing to take. Asking again would cost a request and bring the same."""


@dataclass(frozen=True, slots=True)
class Text:
    """``id`` is CourtListener's own of the document."""

    id: str
    words: str


def text_of(pacer_doc_id: str, court_id: str) -> Text:
    """Raises ``NoText``, and ``FetchFailed`` as ``courtlistener_api.ask`` does."""
    try:
        answer = courtlistener_api.ask(
            "recap-documents/", pacer_doc_id=pacer_doc_id, docket_entry__docket__court=court_id, fields="id,plain_text"
        )
    except Denied as error:
        raise NoText(DENIED) from error
    rows = objects(answer.results)
    if not rows:
        raise NoText(UNKNOWN)
    for row in rows:
        words = row.get("plain_text")
        if isinstance(words, str) and words.strip():
            return Text(id_in(row.get("id")), words)
    raise NoText(NO_TEXT)
