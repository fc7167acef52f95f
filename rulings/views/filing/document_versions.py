"""``…/documents/<number>/versions/``: the files that stood here one after another, and how their texts differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dockets.documents.texts import list_texts_of_document
from dockets.documents.viewer.compare import VersionChange, compare_versions
from dockets.http.query_values import keep_query
from dockets.models import DocumentPage, DocumentText
from rulings.notes.pages_access import may_see_version, sees_unpublished
from rulings.views.filing.document_address import find_document, get_filing_headline

MOST_VERSIONS = 20
"""The newest ones that are compared."""


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """A version, with what changed in it since the one before; None for the first."""

    text: DocumentText
    changes: Sequence[VersionChange] | None
    is_all: bool


@require_safe
def document_versions(request: HttpRequest, court_id: str, number: str, reference: str, document: int) -> HttpResponse:
    at = find_document(court_id, number, reference, document)
    if isinstance(at, str):
        return HttpResponseRedirect(keep_query(request, f"{at}versions/"))
    texts = list_texts_of_document(at.filing, at.number)
    if not any(text.shown for text in texts):
        raise Http404("No text of this document stands here.")
    known = [text for text in texts if may_see_version(request.user, text)][: MOST_VERSIONS + 1]
    context = {
        "docket": at.docket, "court": at.docket.court, "base": at.base, "filing": at.filing, "at": at,
        "filing_url": at.filing_page, "title": at.title, "headline": get_filing_headline(at.filing),
        "versions": _compare(known, sees_all=sees_unpublished(request.user))[:MOST_VERSIONS],
        "canonical": request.build_absolute_uri(f"{at.address}versions/"),
    }  # fmt: skip
    return render(request, "rulings/document_versions.html", context)


def _compare(texts: Sequence[DocumentText], *, sees_all: bool) -> list[DocumentVersion]:
    """``texts``: newest first; ``sees_all``: with the words of pages that are withheld from readers."""
    words: dict[int, list[str]] = {text.pk: [] for text in texts}
    rows = DocumentPage.objects.filter(text__in=texts).order_by("number").values_list("text", "number", "words")
    withheld = {text.pk: () if sees_all else text.withheld for text in texts}
    for key, number, page in rows:
        words[key].append("" if number in withheld[key] else page)
    found = []
    for text, older in zip(texts, [*texts[1:], None], strict=True):
        changes, is_all = compare_versions(words[older.pk], words[text.pk]) if older else (None, True)
        found.append(DocumentVersion(text, changes, is_all))
    return found
