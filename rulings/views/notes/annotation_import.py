"""``/desk/cases/<id>/notes/``: notes from a file of W3C Web Annotations."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.db.preview_transaction import preview_transaction
from dockets.format.urls import build_docket_url
from dockets.http.permissions import require_role
from dockets.models import Docket
from rulings.http.given_file import CHANGED, NoGivenFile, pack_given_json, read_given_json
from rulings.notes.import_notes import ImportedNotes, import_notes
from rulings.notes.jsonld import NotAnnotations, parse_annotations
from rulings.views.desk.desk import get_desk_user
from rulings.views.desk.previewed_file import FilePreview, get_newest_edit, preview_edits


@require_role("editor", "notes")
@require_http_methods(["GET", "HEAD", "POST"])
def annotation_import(request: HttpRequest, docket_id: int) -> HttpResponse:
    """``act`` is "preview", or the file is taken in: where ``version`` is given, only if it does what was shown."""
    docket = get_object_or_404(Docket.objects.select_related("court").defer("search"), pk=docket_id, merged_into=None)
    if request.method != "POST":
        return _show(request, docket, {})
    try:
        data = read_given_json(request)
        if request.POST.get("act") == "preview":
            with preview_transaction():
                told = _import(request, docket, data)
            return _show(request, docket, _describe(data, *told))
        taken, preview, is_taken = _take(request, docket, data)
    except (NoGivenFile, NotAnnotations) as refusal:
        return _show(request, docket, {"error": str(refusal)}, 422)
    if not is_taken:
        return _show(request, docket, _describe(data, taken, preview) | {"error": CHANGED}, 409)
    if taken.refused:
        return _show(request, docket, _describe(data, taken, preview) | {"taken": True})
    messages.info(request, f"{taken.made} taken, {taken.known} here already.")
    return HttpResponseRedirect(reverse("annotation-import", args=[docket.pk]))


def _import(request: HttpRequest, docket: Docket, data: Any) -> tuple[ImportedNotes, FilePreview]:
    by, newest = get_desk_user(request), get_newest_edit()
    try:
        given, refused = parse_annotations(data)
    except RecursionError as error:
        raise NotAnnotations("This JSON is nested too deeply to be notes.") from error
    notes = import_notes(docket, given, by=by, now=timezone.now())
    notes.refused = [*refused, *notes.refused]
    return notes, preview_edits(newest, notes.refused, by)


def _take(request: HttpRequest, docket: Docket, data: Any) -> tuple[ImportedNotes, FilePreview, bool]:
    shown = request.POST.get("version", "")
    with transaction.atomic():
        notes, preview = _import(request, docket, data)
        is_taken = shown in ("", preview.version)
        if not is_taken:
            transaction.set_rollback(True)
    return notes, preview, is_taken


def _describe(data: Any, notes: ImportedNotes, preview: FilePreview) -> dict[str, Any]:
    return {"notes": notes, "refused": notes.refused, "preview": preview, "document": pack_given_json(data)}


def _show(request: HttpRequest, docket: Docket, told: dict[str, Any], status: int = 200) -> HttpResponse:
    back = build_docket_url(docket.court_id, docket.docket_number)
    context = {"docket": docket, "back": back, "section": "desk"}
    return render(request, "rulings/annotation_import.html", context | told, status=status)
