"""``/notes/<note>/edit/``: changes a note. If another editor saved first, both texts are shown and nothing is
overwritten."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.format.word_diff import Piece, diff_words
from dockets.history.audit_log import create_request_id
from dockets.http.permissions import require_role
from rulings.http import sent_forms
from rulings.models import Annotation
from rulings.notes import save
from rulings.notes.forms import AnnotationForm, bind_note_form, build_edit_form
from rulings.notes.places import build_case_url, build_note_url, get_note_or_404
from rulings.notes.save import CannotAnnotate, NoteConflict, PassageNotFound, get_held_version
from rulings.notes.versions import KIND, NoSuchVersion, find_version
from rulings.passages.anchors import Fit
from rulings.publishing.pending import find_pending
from rulings.publishing.steps import describe_saved
from rulings.views.notes.annotation_add import describe_saved_note

CONFLICT = 409
STAYS = "Until it is published, readers see the note as it was."


@require_role("editor", "notes")
@require_http_methods(["GET", "HEAD", "POST"])
def annotation_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    row = get_note_or_404(request, public_id)
    if not Annotation.objects.editable_by(request.user).filter(pk=row.pk).exists():
        raise PermissionDenied
    if request.method != "POST":
        return _shown(request, row, build_edit_form(row, timezone.now()))
    form = bind_note_form(request.POST, row=row)
    if not form.is_valid():
        return _shown(request, row, form)
    try:
        saved = _saved(request, row, form)
    except CannotAnnotate as error:
        form.add_error("exact" if isinstance(error, PassageNotFound) else None, str(error))
        return _shown(request, row, form)
    except NoteConflict as conflict:
        both = bind_note_form(request.POST, row=conflict.row, **_instead(form, conflict.row))
        both.is_valid()
        return _shown(request, row, both, theirs=conflict.row, since=form.cleaned_data["version"])
    held = find_pending(KIND, row.pk)
    messages.info(request, f"{describe_saved(form.wish)} {STAYS}" if held else describe_saved_note(saved, row.fit))
    return HttpResponseRedirect(build_note_url(row))


def _instead(form: AnnotationForm, theirs: Annotation) -> dict[str, str]:
    """New initial values after another editor saved first: a passage that this editor did not choose is taken from
    theirs."""
    told = {"version": str(theirs.version), "request_id": create_request_id(), "exact_shown": theirs.exact}
    told["held"] = get_held_version(find_pending(KIND, theirs.pk))
    return told if form.onto else told | {"exact": theirs.exact}


def _saved(request: HttpRequest, row: Annotation, form: AnnotationForm) -> Annotation:
    version, request_id = (
        form.cleaned_data["version"] or 0,
        sent_forms.get_form_id(request, form.cleaned_data["request_id"]),
    )
    told: dict[str, Any] = {"by": request.user, "version": version, "now": timezone.now(), "request_id": request_id}
    told |= {"onto": form.onto, "held": form.cleaned_data["held"]}
    return save.edit_note(row.pk, form.note, **told)


def _shown(
    request: HttpRequest,
    row: Annotation,
    form: AnnotationForm,
    *,
    theirs: Annotation | None = None,
    since: int | None = None,
) -> HttpResponse:
    context: dict[str, object] = {
        "row": row,
        "held": find_pending(KIND, row.pk),
        "filing": row.filing,
        "docket": row.filing.docket,
        "court": row.filing.docket.court,
    }
    context |= {
        "form": form,
        "base": build_case_url(row.filing),
        "page": build_note_url(row),
        "opens": row.fit == Fit.ORPHANED or _is_put(form),
    }
    if theirs is not None:
        context |= {"theirs": theirs, "pieces": _between(theirs, since), "by": theirs.edited_by}
    status = CONFLICT if theirs is not None else 422 if form.is_bound else 200
    return render(request, "rulings/annotation_edit.html", context, status=status)


def _is_put(form: AnnotationForm) -> bool:
    """Whether a passage was typed that differs from the stored one or is invalid: it is shown with its errors."""
    return form.is_bound and ("exact" in form.errors or form.onto is not None)


def _between(theirs: Annotation, since: int | None) -> list[Piece]:
    """What the other editor changed since this editor's form was shown."""
    try:
        seen = find_version(theirs, since or 0).body
    except NoSuchVersion:
        seen = ""
    return diff_words(*(body.replace("\r\n", "\n") for body in (seen, theirs.body)))
