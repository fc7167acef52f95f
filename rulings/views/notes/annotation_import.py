"""``/desk/cases/<id>/notes/``: notes from a file of W3C Web Annotations."""

from typing import Any

import orjson
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.format.urls import build_docket_url
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters
from dockets.models import Docket
from rulings.notes.import_notes import ImportedNotes, import_notes
from rulings.notes.jsonld import NotAnnotations, parse_annotations
from rulings.views.desk.desk import get_desk_user

LARGEST = 20_000_000
"""Bytes of a file."""


@require_role("editor", "notes")
@require_http_methods(["GET", "HEAD", "POST"])
def annotation_import(request: HttpRequest, docket_id: int) -> HttpResponse:
    docket = get_object_or_404(Docket.objects.select_related("court").defer("search"), pk=docket_id, merged_into=None)
    error, taken = "", None
    if request.method == "POST":
        try:
            taken = _taken(request, docket)
        except NotAnnotations as refusal:
            error = str(refusal)
    if taken and not taken.refused:
        messages.info(request, f"{taken.made} taken, {taken.known} here already.")
        return HttpResponseRedirect(reverse("annotation-import", args=[docket.pk]))
    back = build_docket_url(docket.court_id, docket.docket_number)
    context: dict[str, Any] = {"docket": docket, "back": back, "error": error, "taken": taken, "section": "desk"}
    return render(request, "rulings/annotation_import.html", context, status=422 if error else 200)


def _taken(request: HttpRequest, docket: Docket) -> ImportedNotes:
    sent = request.FILES.get("file")
    if sent is None or not sent.size:
        raise NotAnnotations("Choose a file that holds something.")
    if sent.size > LARGEST:
        raise NotAnnotations(f"A file has at most {LARGEST // 1_000_000} MB.")
    try:
        given, refused = parse_annotations(_clean(orjson.loads(sent.read())))
    except orjson.JSONDecodeError as error:
        raise NotAnnotations("This is not JSON.") from error
    except RecursionError as error:
        raise NotAnnotations("This JSON is nested too deeply to be notes.") from error
    taken = import_notes(docket, given, by=get_desk_user(request), now=timezone.now())
    taken.refused = [*refused, *taken.refused]
    return taken


def _clean(data: Any) -> Any:
    """Without characters that no text has."""
    if isinstance(data, str):
        return strip_control_characters(data)
    if isinstance(data, list):
        return [_clean(item) for item in data]
    return {name: _clean(value) for name, value in data.items()} if isinstance(data, dict) else data
