"""``/desk/cases/<id>/documents/``: many files at once for the documents of a case; first what each would be, then that,
and how far each is."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Count, Min, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.documents.extract import get_most_bytes
from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import build_docket_url
from dockets.http.partials import render_part
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters
from dockets.imports.uploads import MOST_FILES, MOST_UNPACKED, measure_oversized_form
from dockets.models import BroughtFile, Docket
from rulings.desk.brought_files import (
    TOO_MUCH,
    CannotBringIn,
    MatchedFile,
    forget_files,
    list_brought_files,
    list_matched_files,
    match_files,
    offer_files,
    take_files,
)
from rulings.views.desk.desk import get_desk_user
from rulings.views.filing.document_address import MOST_NUMBERED

_LISTED = 20
"""Batches."""


@require_role("editor", "texts")
@require_http_methods(["GET", "HEAD", "POST"])
def documents_bring(request: HttpRequest, docket_id: int) -> HttpResponse:
    """The form, and what came by it lately; sent, it leads to what its files would be."""
    docket = _find_docket(docket_id)
    if request.method != "POST":
        return _show(request, docket, {})
    try:
        if measure_oversized_form(request.META):
            raise CannotBringIn(TOO_MUCH)
        files = request.FILES.getlist("files")
        if not files:
            raise CannotBringIn("Choose files first: PDFs, or a zip of them.")
        batch = offer_files(docket, files, by=get_desk_user(request), now=timezone.now())
    except CannotBringIn as error:
        return _show(request, docket, {"error": str(error)}, 422)
    return HttpResponseRedirect(reverse("documents-brought", args=[docket.pk, batch]))


@require_role("editor", "texts")
@require_http_methods(["GET", "HEAD", "POST"])
def documents_brought(request: HttpRequest, docket_id: int, batch: str) -> HttpResponse:
    """``act`` is "match", with what the files are, "take", with the files (``file``) that are to be taken too, or
    "forget"."""
    docket = _find_docket(docket_id)
    rows = list(list_brought_files(docket, batch))
    if not rows:
        raise Http404("There are no such files. What is not taken within a day is deleted.")
    if request.method != "POST":
        return _show(request, docket, _describe(list_matched_files(docket, rows), batch))
    if request.POST.get("act") == "forget":
        forget_files(docket, batch)
        messages.info(request, "The files that were not taken are gone.")
        return HttpResponseRedirect(reverse("documents-bring", args=[docket.pk]))
    match_files(docket, batch, _read_matches(request.POST, rows))
    if request.POST.get("act") == "match":
        return HttpResponseRedirect(reverse("documents-brought", args=[docket.pk, batch]))
    keys = {key for one in request.POST.getlist("file") if (key := parse_whole_number(one)) is not None}
    taken, refused = take_files(docket, batch, keys, by=get_desk_user(request), now=timezone.now())
    for why in refused[:10]:
        messages.warning(request, why)
    if taken or not refused:
        messages.info(request, f"{taken:,} file{'' if taken == 1 else 's'} taken.")
    return HttpResponseRedirect(reverse("documents-brought", args=[docket.pk, batch]))


def _read_matches(query: QueryDict, rows: Sequence[BroughtFile]) -> dict[int, tuple[str, int]]:
    """What is said of each file: the filing and the document's number; of files that the form did not have, nothing."""
    return {
        row.pk: (
            strip_control_characters(query.get(f"filing-{row.pk}", "")).strip()[:64],
            min(parse_whole_number(query.get(f"document-{row.pk}", "")) or 0, MOST_NUMBERED),
        )
        for row in rows
        if f"filing-{row.pk}" in query
    }


def _find_docket(docket_id: int) -> Docket:
    rows = Docket.objects.select_related("court").defer("search")
    return get_object_or_404(rows, pk=docket_id, merged_into=None)


def _describe(matched: Sequence[MatchedFile], batch: str) -> dict[str, Any]:
    free = sum(one.can_take for one in matched)
    return {
        "matched": matched,
        "batch": batch,
        "free": free,
        "left": any(one.row.request_id is None for one in matched),
        "is_open": any(one.row.request is not None and one.row.request.is_open for one in matched),
    }


def _show(request: HttpRequest, docket: Docket, told: dict[str, Any], status: int = 200) -> HttpResponse:
    came = BroughtFile.objects.filter(docket=docket).values("batch").order_by()
    lately = came.annotate(at=Min("at"), files=Count("pk"), taken=Count("pk", filter=Q(request__isnull=False)))
    context = {
        "docket": docket, "court": docket.court, "back": build_docket_url(docket.court_id, docket.docket_number),
        "section": "desk", "most": get_most_bytes() // 2**20, "most_files": MOST_FILES,
        "most_together": MOST_UNPACKED // 2**20, "lately": lately.order_by("-at")[:_LISTED],
    }  # fmt: skip
    answer = render_part(request, "rulings/documents_bring.html", context | told, {"brought": "brought"})
    answer.status_code = status
    return answer
