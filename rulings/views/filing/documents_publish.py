"""``/desk/cases/<id>/documents/publish/``: the files of a case that only editors see, with what was found in them, and
one button that lets readers see the pages of those that are chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.documents.files import get_inspection
from dockets.documents.inspection.findings import Inspection
from dockets.documents.viewer.page_lists import describe_page_list
from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import build_docket_url, build_document_url, build_filing_url
from dockets.http.permissions import require_role
from dockets.models import Docket, DocumentText
from rulings.desk.document_texts import publish_document_file
from rulings.views.desk.desk import get_desk_user

MOST = 200
"""Files that the page lists; the next ones follow once these are published."""
_FOUND = 5
"""Findings of a file that the page tells; the others stand on the document's own page."""


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that only editors see."""

    text: DocumentText
    address: str
    inspection: Inspection | None

    @property
    def is_clean(self) -> bool:
        """Whether the whole file was looked through, and nothing found: only such a one is chosen beforehand."""
        return self.inspection is not None and self.inspection.is_complete and not self.inspection.findings

    @property
    def findings(self) -> Sequence[str]:
        return [one.sentence for one in self.inspection.findings[:_FOUND]] if self.inspection else []

    @property
    def more(self) -> int:
        return max(0, len(self.inspection.findings) - _FOUND) if self.inspection else 0

    @property
    def withheld(self) -> str:
        return describe_page_list(self.text.withheld)


@require_role("editor", "texts")
@require_http_methods(["GET", "HEAD", "POST"])
def documents_publish(request: HttpRequest, docket_id: int) -> HttpResponse:
    """Sent, it publishes those of the files (``text``) that nobody has published or replaced meanwhile."""
    rows = Docket.objects.select_related("court").defer("search")
    docket = get_object_or_404(rows, pk=docket_id, merged_into=None)
    if request.method == "POST":
        chosen = {key for one in request.POST.getlist("text") if (key := parse_whole_number(one)) is not None}
        _publish(request, docket, chosen)
        return HttpResponseRedirect(reverse("documents-publish", args=[docket.pk]))
    held = _list_held(docket)
    base = build_docket_url(docket.court_id, docket.docket_number)
    context = {
        "docket": docket, "court": docket.court, "back": base, "section": "desk",
        "held": [*_describe(base, held[:MOST])], "count": held.count(), "most": MOST,
    }  # fmt: skip
    return render(request, "rulings/documents_publish.html", context)


def _list_held(docket: Docket) -> QuerySet[DocumentText]:
    held = DocumentText.objects.shown().filter(filing__docket=docket, file__isnull=False, published_at=None)
    rows = held.select_related("file", "filing").defer("filing__search")
    return rows.order_by("filing__number_order", "filing_id", "document_number")


def _describe(base: str, texts: QuerySet[DocumentText]) -> Iterator[HeldFile]:
    for text in texts:
        filing = build_filing_url(base, text.filing.number, text.filing.public_id)
        inspection = get_inspection(text.file) if text.file else None
        yield HeldFile(text, build_document_url(filing, text.document_number), inspection)


def _publish(request: HttpRequest, docket: Docket, chosen: set[int]) -> None:
    """Each as its own page would: pages that were withheld before stay so, and so does a file as pictures only."""
    now, by = timezone.now(), get_desk_user(request)
    texts = list(_list_held(docket).filter(pk__in=chosen)[:MOST])
    for text in texts:
        publish_document_file(text.pk, withheld=text.withheld, pictures_only=text.pictures_only, by=by, now=now)
    if not texts:
        messages.warning(request, "Nothing was published: choose files first.")
        return
    messages.info(request, f"Readers see the pages of {len(texts):,} document{'s' if len(texts) != 1 else ''} now.")
