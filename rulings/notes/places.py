"""Where a note stands, and which choices its form offers: shared by the views of notes."""

from django.http import Http404, HttpRequest

from dockets.format.urls import build_docket_url, build_filing_url
from dockets.models import Filing
from rulings.models import Annotation
from rulings.notes.display import build_text_url, is_on_first_page


def get_filing_or_404(public_id: str) -> Filing:
    """With its docket and court. Raises ``Http404``."""
    known = Filing.objects.select_related("docket__court").defer("search", "docket__search")
    filing = known.filter(public_id=public_id).first()
    if filing is None:
        raise Http404(f"No filing {public_id} has been seen.")
    return filing


def get_note_or_404(request: HttpRequest, public_id: str) -> Annotation:
    """A note that this user may know of, deleted or not; else ``Http404``, whether it exists or not."""
    known = Annotation.objects.known_to(request.user).select_related("filing__docket__court", "author")
    row = known.defer("filing__search", "filing__docket__search").filter(public_id=public_id).first()
    if row is None:
        raise Http404("There is no such note, or it is not yours to see.")
    return row


def build_case_url(filing: Filing) -> str:
    """The address of the case."""
    return build_docket_url(filing.docket.court_id, filing.docket.docket_number)


def build_filing_page_url(filing: Filing) -> str:
    """The address of the filing's page, by its public id."""
    return build_filing_url(build_case_url(filing), "", filing.public_id)


def build_note_url(row: Annotation) -> str:
    """Where the note stands on its filing's page, which may be a later page of its notes; or at its passage of a
    document's text."""
    if row.of_text:
        return build_text_url(row, build_case_url(row.filing))
    page = (
        build_filing_page_url(row.filing)
        if is_on_first_page(row)
        else f"{build_filing_page_url(row.filing)}?note={row.public_id}"
    )
    return f"{page}#note-{row.public_id}"


def list_note_subjects(filing: Filing) -> list[tuple[str, str]]:
    """What a note on this filing may be about: value and label. A single choice is not offered."""
    choices = [("filing", "The filing")]
    if hasattr(filing, "ruling"):
        choices.append(("ruling", "The ruling"))
    for document in filing.documents.order_by("number")[:200]:
        label = f"Document {document.number}" if document.number else "The main document"
        choices.append(
            (f"document-{document.number}", f"{label} · {document.description[:60]}" if document.description else label)
        )
    return choices
