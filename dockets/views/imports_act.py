"""What is decided on a run, or on all that came together: confirm, throw away, cancel, replay, read as something else."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from dockets import foreseen, run_actions, take_address
from dockets.forms import ReadAsForm
from dockets.models import ImportRun
from dockets.views.admins import admins_only

DECIDED: Mapping[str, Callable[[QuerySet[ImportRun]], int]] = {
    "confirm": run_actions.confirm,
    "throw-away": run_actions.throw_away,
    "cancel": run_actions.cancel,
}
"""The last part of an address -> what is done."""
TOGETHER = {**DECIDED, "confirm": run_actions.confirm_together}
"""The same for all that came together."""
TOO_LATE = "Nothing was done: it had been decided already, or is over. This is how it stands."


@require_POST
@admins_only
def imports_act(request: HttpRequest, run_id: int, act: str) -> HttpResponse:
    run = get_object_or_404(ImportRun.objects.defer("results"), pk=run_id)
    if act == "replay":
        return _replay(request, run)
    if act == "confirm":
        _warn_unless(request, run_actions.confirm(ImportRun.objects.filter(pk=run_id), verdicts=_verdicts(request, run)))
        return HttpResponseRedirect(reverse("imports-run", args=[run_id]))
    if act == "read-as":
        _read_as(request, run)
    elif act in DECIDED:
        _warn_unless(request, DECIDED[act](ImportRun.objects.filter(pk=run_id)))
    else:
        raise Http404
    return HttpResponseRedirect(reverse("imports-run", args=[run_id]))


@require_POST
@admins_only
def imports_batch_act(request: HttpRequest, batch: str, act: str) -> HttpResponse:
    if act == "leave":
        _warn_unless(request, take_address.leave(batch))
        return HttpResponseRedirect(reverse("imports-batch", args=[batch]))
    runs = ImportRun.objects.filter(batch=batch)
    if act not in TOGETHER or not runs.exists():
        raise Http404
    _warn_unless(request, TOGETHER[act](runs))
    return HttpResponseRedirect(reverse("imports-batch", args=[batch]))


def _verdicts(request: HttpRequest, run: ImportRun) -> list[foreseen.Word]:
    if not request.user.has_perm("dockets.add_identitydecision"):
        return []
    answers = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    return foreseen.words(run.preview, answers, by=request.user)  # type: ignore[arg-type]  # logged in, as every admin is


def _warn_unless(request: HttpRequest, done: int) -> None:
    """What was done shows on the page that comes next; that nothing was, has to be said."""
    if not done:
        messages.warning(request, TOO_LATE)


def _replay(request: HttpRequest, run: ImportRun) -> HttpResponse:
    again = run_actions.replay(run, requested_by=request.user)  # type: ignore[arg-type]  # logged in, as every admin is
    if again is None:
        messages.warning(request, "Its file was thrown away, so it cannot be read again.")
    return HttpResponseRedirect(reverse("imports-run", args=[(again or run).pk]))


def _read_as(request: HttpRequest, run: ImportRun) -> None:
    form = ReadAsForm(request.POST)
    if form.is_valid():
        source, court = form.cleaned_data["source"], form.cleaned_data["court"]
        _warn_unless(request, run_actions.read_as(ImportRun.objects.filter(pk=run.pk), source_slug=source, court=court))
        return
    for error in (error for errors in form.errors.values() for error in errors):
        messages.error(request, str(error))
