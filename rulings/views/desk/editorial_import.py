"""``/desk/editorial-file/``: what editors know of cases, from a file in the format ``casetracker-reading/1``; first
what it would change, then that."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dockets.db.preview_transaction import preview_transaction
from dockets.http.permissions import require_role
from rulings.editorial_file.load import LoadedFile, load_editorial_file
from rulings.editorial_file.parse import NotAnEditorialFile, is_published_by
from rulings.http.given_file import CHANGED, NoGivenFile, pack_given_json, read_given_json
from rulings.views.desk.desk import get_desk_user
from rulings.views.desk.previewed_file import FilePreview, get_newest_edit, preview_edits

UNSEEN = (
    "Here a second editor sees what is published, so a file that is brought in here publishes nothing: give each of its"
    ' claims, rulings, milestones and plain words \u201c"state": "review"\u201d or \u201c"draft"\u201d.'
)


@require_role("editor", "claims")
@require_http_methods(["GET", "HEAD", "POST"])
def editorial_import(request: HttpRequest) -> HttpResponse:
    """``act`` is "preview", or the file is taken in: where ``version`` is given, only if it does what was shown."""
    if request.method != "POST":
        return _show(request, {})
    try:
        document = _read(request)
        if request.POST.get("act") == "preview":
            with preview_transaction():
                loaded, preview = _load(request, document)
            return _show(request, _describe(document, loaded, preview))
        loaded, preview, is_taken = _take(request, document)
    except (NoGivenFile, NotAnEditorialFile) as refusal:
        return _show(request, {"error": str(refusal)}, 422)
    if not is_taken:
        return _show(request, _describe(document, loaded, preview) | {"error": CHANGED}, 409)
    if loaded.refused:
        return _show(request, _describe(document, loaded, preview) | {"taken": True})
    messages.info(request, f"{preview.number} edit{'' if preview.number == 1 else 's'} made.")
    return HttpResponseRedirect(reverse("edit-list"))


def _read(request: HttpRequest) -> dict[str, Any]:
    document = read_given_json(request)
    if settings.NOTES_NEED_SECOND_EDITOR and isinstance(document, dict) and is_published_by(document):
        raise NotAnEditorialFile(UNSEEN)
    return document if isinstance(document, dict) else {}


def _load(request: HttpRequest, document: dict[str, Any]) -> tuple[LoadedFile, FilePreview]:
    by, newest = get_desk_user(request), get_newest_edit()
    try:
        loaded = load_editorial_file(document, by=by)
    except RecursionError as error:
        raise NotAnEditorialFile("This JSON is nested too deeply to be an editorial file.") from error
    return loaded, preview_edits(newest, [(one.where, one.why) for one in loaded.refused], by)


def _take(request: HttpRequest, document: dict[str, Any]) -> tuple[LoadedFile, FilePreview, bool]:
    shown = request.POST.get("version", "")
    with transaction.atomic():
        loaded, preview = _load(request, document)
        is_taken = shown in ("", preview.version)
        if not is_taken:
            transaction.set_rollback(True)
    return loaded, preview, is_taken


def _describe(document: dict[str, Any], loaded: LoadedFile, preview: FilePreview) -> dict[str, Any]:
    refused = [(one.where, one.why) for one in loaded.refused]
    return {"preview": preview, "loaded": loaded, "refused": refused, "document": pack_given_json(document)}


def _show(request: HttpRequest, told: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "rulings/editorial_import.html", told | {"section": "desk"}, status=status)
