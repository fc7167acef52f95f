"""``/notes/on/<filing>/``: writes a note on a filing or on a passage of its text."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.format.print_style import format_moment
from dockets.http.permissions import require_role
from rulings.http import sent_forms
from rulings.models import Annotation
from rulings.notes import save
from rulings.notes.forms import AnnotationForm, bind_note_form, build_note_form
from rulings.notes.places import (
    build_case_url,
    build_filing_page_url,
    build_note_url,
    get_filing_or_404,
    list_note_subjects,
)
from rulings.notes.save import CannotAnnotate, PassageNotFound
from rulings.passages.anchors import Fit

LOST = "The {text} changed while you were writing, and the words you marked no longer stand in it. The note keeps them."


@require_role("editor", "notes")
@require_http_methods(["GET", "HEAD", "POST"])
def annotation_add(request: HttpRequest, filing_id: str) -> HttpResponse:
    filing = get_filing_or_404(filing_id)
    form = bind_note_form(request.POST) if request.method == "POST" else build_note_form(filing)
    if request.method == "POST" and form.is_valid() and (row := _written(request, filing.pk, form)):
        messages.info(request, describe_saved_note(row))
        return HttpResponseRedirect(build_note_url(row))
    context = {
        "filing": filing,
        "docket": filing.docket,
        "court": filing.docket.court,
        "base": build_case_url(filing),
        "form": form,
    }
    context |= {"page": build_filing_page_url(filing), "subjects": list_note_subjects(filing)}
    return render(request, "rulings/annotation_add.html", context, status=422 if form.is_bound else 200)


def _written(request: HttpRequest, filing_id: int, form: AnnotationForm) -> Annotation | None:
    told: dict[str, Any] = {"by": request.user, "now": timezone.now(), "target": form.target}
    told["request_id"] = sent_forms.get_form_id(request, form.cleaned_data["request_id"])
    try:
        return save.add_note(filing_id, form.note, **told)
    except CannotAnnotate as error:
        form.add_error("exact" if isinstance(error, PassageNotFound) else None, str(error))
    return None


def describe_saved_note(row: Annotation, was: str = "") -> str:
    """The message after a note is added or changed. ``was``: its ``fit`` before."""
    if row.fit == Fit.ORPHANED != was:
        return LOST.format(text="document’s text" if row.of_text else "court’s text")
    if row.status == Annotation.Status.WAITING:
        return "Saved. Readers see it once another editor has approved it."
    if row.published_at and row.is_scheduled(timezone.now()):
        return f"Saved. It is published {format_moment(timezone.localtime(row.published_at))}."
    return "Saved as a draft." if row.status == Annotation.Status.DRAFT else "Saved."
