"""A document by its address, shared by the views of its text and of its pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from dockets.documents.texts import list_texts_of_document
from dockets.format.urls import build_docket_url, build_document_url, build_filing_url
from dockets.models import Docket, Document, DocumentText, Filing
from rulings.http.find_case import find_docket
from rulings.interpret.corrections import load_said_attachments
from rulings.models import TimelineEvent
from rulings.reading.kinds.attachments import read_attachments
from rulings.views.filing.filing_detail import TWICE
from rulings.vocabulary.kinds import EventKind

MOST_NUMBERED = 9_999
"""No filing has so many attachments."""


@dataclass(frozen=True, slots=True)
class DocumentAddress:
    """A document by its filing and number. ``known``: what sources list of it, None where none lists it."""

    docket: Docket
    base: str
    filing: Filing
    number: int
    documents: Sequence[Document]

    @property
    def known(self) -> Document | None:
        return next((document for document in self.documents if document.number == self.number), None)

    @property
    def address(self) -> str:
        return build_document_url(self.filing_page, self.number)

    @property
    def filing_page(self) -> str:
        number = "" if getattr(self.filing, "borne_twice", False) else self.filing.number
        return build_filing_url(self.base, number, self.filing.public_id)

    @property
    def title(self) -> str:
        said = load_said_attachments(self.filing) if self.number else None
        if self.known and self.known.description and said is None:
            return self.known.description
        listed = read_attachments(self.filing.text) if said is None and self.number else said
        named = {one.number: one.description for one in listed or ()}
        return named.get(self.number) or (f"Attachment {self.number}" if self.number else "Main document")


def find_document(court_id: str, number: str, reference: str, document: int) -> DocumentAddress | str:
    """The document, or the address to redirect to: a public id redirects from any docket to its own, and a merged
    filing to the one it was merged into."""
    docket = find_docket(court_id, number)
    base = build_docket_url(docket.court_id, docket.docket_number)
    text = reference.replace("\x00", "")
    rows = (
        Filing.objects.select_related("merged_into").defer("search", "merged_into__search").annotate(borne_twice=TWICE)
    )
    known = list(rows.filter(Q(public_id=text) | Q(docket=docket, number=text, merged_into=None))[:3]) if text else []
    found = [filing for filing in known if filing.public_id == text] or known
    if len(found) > 1:
        return f"{base}filings/{text}/"
    if not found or document > MOST_NUMBERED:
        raise Http404(f"No document {document} of a filing {reference} has been seen in this case.")
    filing = found[0]
    if filing.merged_into_id or filing.docket_id != docket.pk:
        survivor = _survivor(filing)
        home = build_docket_url(survivor.docket.court_id, survivor.docket.docket_number)
        return build_document_url(build_filing_url(home, "", survivor.public_id), document)
    filing.docket = docket
    return DocumentAddress(docket, base, filing, document, list(filing.documents.all()))


def get_moved_address(at: DocumentAddress | str, court_id: str, number: str) -> str:
    """Where a document stands that was asked for in this case; "" where it is that case's own. ``at``: what
    ``find_document`` gives."""
    if isinstance(at, str):
        return at
    return "" if (at.docket.court_id, at.docket.docket_number) == (court_id, number) else at.address


def _survivor(filing: Filing) -> Filing:
    while filing.merged_into is not None:
        filing = filing.merged_into
    return filing


def _list_named(filing: Filing) -> set[int]:
    """The numbers of the attachments that its text names, or that editors say it has."""
    named = (*read_attachments(filing.text), *(load_said_attachments(filing) or ()))
    return {one.number for one in named}


def list_document_texts(at: DocumentAddress) -> list[DocumentText]:
    """All current and removed texts. A document that nothing mentions has no page, and no text can be added."""
    texts = list_texts_of_document(at.filing, at.number)
    if at.number and not (at.known or texts or at.number in _list_named(at.filing)):
        raise Http404(f"No document {at.number} of this filing has been seen.")
    return texts


def find_shown_text(at: DocumentAddress) -> DocumentText | None:
    """The text of the document that stands there now, with its file; None where there is none."""
    known = DocumentText.objects.shown().filter(filing=at.filing, document_number=at.number)
    return known.select_related("file", "filing").defer("filing__search").first()


def was_withdrawn(at: DocumentAddress) -> bool:
    """Whether readers have seen pages of a document, of which no text stands there now."""
    gone = DocumentText.objects.filter(filing=at.filing, document_number=at.number, published_at__isnull=False)
    return gone.exists()


def get_filing_headline(filing: Filing) -> str:
    """The headline of the filing's line of the timeline."""
    events = TimelineEvent.objects.filter(filing=filing, event_kind__in=[EventKind.FILING, EventKind.RULING])
    return events.values_list("headline", flat=True).first() or "Docket entry"
