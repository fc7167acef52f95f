"""``/notes/on/<filing>/``: writes a note on a filing or on a passage of its text."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.print_style import exact_time
from rulings import annotate
from rulings.anchors import Fit
from rulings.annotate import CannotAnnotate
from rulings.annotation_form import AnnotationForm, new_form, sent_form
from rulings.models import Annotation
from rulings.views import sent
from rulings.views.annotators import case_of, filing_of, page_of, place_of, subjects, writers_only

LOST = "The {text} changed while you were writing, and the words you marked no longer stand in it. The note keeps them."
NOT_THERE = "These words do not stand in the {text}. Copy them from there as they are, or leave the field empty."


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def annotation_add(request: HttpRequest, filing_id: str) -> HttpResponse:
    filing = filing_of(filing_id)
    form = sent_form(request.POST) if request.method == "POST" else new_form(filing)
    if request.method == "POST" and form.is_valid() and (row := _written(request, filing.pk, form)):
        messages.info(request, said_of(row))
        return HttpResponseRedirect(place_of(row))
    context = {"filing": filing, "docket": filing.docket, "court": filing.docket.court, "base": case_of(filing), "form": form}
    context |= {"page": page_of(filing), "subjects": subjects(filing)}
    return render(request, "rulings/annotation_add.html", context, status=422 if form.is_bound else 200)


def _written(request: HttpRequest, filing_id: int, form: AnnotationForm) -> Annotation | None:
    told: dict[str, Any] = {"by": request.user, "now": timezone.now(), "target": form.target}
    told["request_id"] = sent.once(request, form.cleaned_data["request_id"])
    try:
        return annotate.write(filing_id, form.words, **told)
    except CannotAnnotate as error:
        form.add_error(None, str(error))
    return None


def said_of(row: Annotation, was: str = "") -> str:
    """What a person is told who has just written or changed a note. ``was``: its ``fit`` before."""
    if row.fit == Fit.ORPHANED != was:
        return (LOST if row.words_changed_at else NOT_THERE).format(text="document’s text" if row.of_text else "court’s text")
    if row.status == Annotation.Status.WAITING:
        return "Saved. Readers see it once another editor has approved it."
    if row.published_at and row.is_scheduled(timezone.now()):
        return f"Saved. It is published {exact_time(timezone.localtime(row.published_at))}."
    return "Saved as a draft." if row.status == Annotation.Status.DRAFT else "Saved."
