"""``/notes/<note>/edit/``: changes a note. Where another editor was faster, both texts are shown and nothing is overwritten."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.word_diff import Piece, word_diff
from rulings import annotate
from rulings.anchors import Fit
from rulings.annotate import CannotAnnotate, Conflict, WordsNotThere
from rulings.annotation_form import AnnotationForm, form_of, sent_form
from rulings.edits import new_request_id
from rulings.models import Annotation
from rulings.views import sent
from rulings.views.annotation_add import said_of
from rulings.views.annotators import case_of, known_note, place_of, writers_only

CONFLICT = 409


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def annotation_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    row = known_note(request, public_id)
    if not Annotation.objects.editable_by(request.user).filter(pk=row.pk).exists():
        raise PermissionDenied
    if request.method != "POST":
        return _shown(request, row, form_of(row, timezone.now()))
    form = sent_form(request.POST, stands=row.published_at)
    if not form.is_valid():
        return _shown(request, row, form)
    try:
        saved = _saved(request, row, form)
    except CannotAnnotate as error:
        form.add_error("exact" if isinstance(error, WordsNotThere) else None, str(error))
        return _shown(request, row, form)
    except Conflict as conflict:
        both = sent_form(request.POST, stands=conflict.row.published_at, **_instead(form, conflict.row))
        both.is_valid()
        return _shown(request, row, both, theirs=conflict.row, since=form.cleaned_data["version"])
    messages.info(request, said_of(saved, row.fit))
    return HttpResponseRedirect(place_of(row))


def _instead(form: AnnotationForm, theirs: Annotation) -> dict[str, str]:
    """What the form says instead, once somebody was faster: a passage that this one did not choose is theirs."""
    told = {"version": str(theirs.version), "request_id": new_request_id(), "exact_shown": theirs.exact}
    return told if form.onto else told | {"exact": theirs.exact}


def _saved(request: HttpRequest, row: Annotation, form: AnnotationForm) -> Annotation:
    version, request_id = form.cleaned_data["version"] or 0, sent.once(request, form.cleaned_data["request_id"])
    told: dict[str, Any] = {"by": request.user, "version": version, "now": timezone.now(), "request_id": request_id}
    told["onto"] = form.onto
    return annotate.edit(row.pk, form.words, **told)


def _shown(
    request: HttpRequest, row: Annotation, form: AnnotationForm, *, theirs: Annotation | None = None, since: int | None = None
) -> HttpResponse:
    context: dict[str, object] = {"row": row, "filing": row.filing, "docket": row.filing.docket, "court": row.filing.docket.court}
    context |= {
        "form": form,
        "base": case_of(row.filing),
        "page": place_of(row),
        "opens": row.fit == Fit.ORPHANED or _is_put(form),
    }
    if theirs is not None:
        context |= {"theirs": theirs, "pieces": _between(theirs, since), "by": theirs.edited_by}
    status = CONFLICT if theirs is not None else 422 if form.is_bound else 200
    return render(request, "rulings/annotation_edit.html", context, status=status)


def _is_put(form: AnnotationForm) -> bool:
    """Other words were typed, or some that could not be taken: they are shown with what is said of them."""
    return form.is_bound and ("exact" in form.errors or form.onto is not None)


def _between(theirs: Annotation, since: int | None) -> list[Piece]:
    """What the other editor changed since this one's form was shown."""
    seen = theirs.versions.filter(number=since or 0).first()
    return word_diff(*(body.replace("\r\n", "\n") for body in (seen.body if seen else "", theirs.body)))
