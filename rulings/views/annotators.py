"""Who may use the pages of notes, where a note's place is, and which choices its form gives: shared by the views of notes."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse

from dockets.addresses import docket_address, filing_address
from dockets.models import Filing
from rulings.models import Annotation
from rulings.models.annotation import ANSWER, READ, WRITE
from rulings.notes import is_on_first_page, text_place

type View = Callable[..., HttpResponse]


def writers_only(view: View) -> View:
    """Asks for a login; whoever is logged in and may not write notes gets a 403."""
    return login_required(permission_required(WRITE, raise_exception=True)(view))


def newsroom_only(view: View) -> View:
    return login_required(permission_required((READ, ANSWER), raise_exception=True)(view))


def filing_of(public_id: str) -> Filing:
    """With its docket and court. 404 where there is none."""
    known = Filing.objects.select_related("docket__court").defer("search", "docket__search")
    filing = known.filter(public_id=public_id).first()
    if filing is None:
        raise Http404(f"No filing {public_id} has been seen.")
    return filing


def known_note(request: HttpRequest, public_id: str) -> Annotation:
    """What this person may know of, deleted or not; else 404, whether there is one or not."""
    known = Annotation.objects.known_to(request.user).select_related("filing__docket__court", "author")
    row = known.defer("filing__search", "filing__docket__search").filter(public_id=public_id).first()
    if row is None:
        raise Http404("There is no such note, or it is not yours to see.")
    return row


def case_of(filing: Filing) -> str:
    """The address of the case."""
    return docket_address(filing.docket.court_id, filing.docket.docket_number)


def page_of(filing: Filing) -> str:
    """The address of the filing's page, by its public id."""
    return filing_address(case_of(filing), "", filing.public_id)


def place_of(row: Annotation) -> str:
    """Where the note stands on its filing's page, of which it may not be on the first of notes; or at its passage of a document's
    text."""
    if row.of_text:
        return text_place(row, case_of(row.filing))
    page = page_of(row.filing) if is_on_first_page(row) else f"{page_of(row.filing)}?note={row.public_id}"
    return f"{page}#note-{row.public_id}"


def subjects(filing: Filing) -> list[tuple[str, str]]:
    """What a note on this filing may be about: value and label. One choice is none."""
    choices = [("filing", "The filing")]
    if hasattr(filing, "ruling"):
        choices.append(("ruling", "The ruling"))
    for document in filing.documents.order_by("number")[:200]:
        label = f"Document {document.number}" if document.number else "The main document"
        choices.append(
            (f"document-{document.number}", f"{label} · {document.description[:60]}" if document.description else label)
        )
    return choices
