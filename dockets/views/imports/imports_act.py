"""Actions on a run, or on all runs of a batch: confirm, discard, cancel, replay, read as another kind of source."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from dockets.history.custody_log import record_deletion
from dockets.http.permissions import has_role, require_role
from dockets.imports import actions, add_source, preview_decisions
from dockets.imports.forms import ReadAsForm
from dockets.models import ImportRun

DECIDED: Mapping[str, Callable[[QuerySet[ImportRun]], int]] = {
    "confirm": actions.confirm_runs,
    "throw-away": actions.discard_runs,
    "cancel": actions.cancel_runs,
}
"""Last part of the address -> action on runs."""
TOGETHER = {**DECIDED, "confirm": actions.confirm_runs_without_duplicates}
"""The same for a batch."""
TOO_LATE = "Nothing was done: it had been decided already, or is over. This is how it stands."


@require_POST
@require_role("admin", "imports")
def imports_act(request: HttpRequest, run_id: int, act: str) -> HttpResponse:
    run = get_object_or_404(ImportRun.objects.defer("results"), pk=run_id)
    if act == "replay":
        return _replay(request, run)
    if act == "confirm":
        _warn_unless(
            request, actions.confirm_runs(ImportRun.objects.filter(pk=run_id), verdicts=_verdicts(request, run))
        )
        return HttpResponseRedirect(reverse("imports-run", args=[run_id]))
    if act == "read-as":
        _read_as(request, run)
    elif act in DECIDED:
        _warn_unless(request, done := DECIDED[act](ImportRun.objects.filter(pk=run_id)))
        if done and act == "throw-away":
            record_deletion(f"the file of import {run_id}, {run.reference}", by=request.user)
    else:
        raise Http404
    return HttpResponseRedirect(reverse("imports-run", args=[run_id]))


@require_POST
@require_role("admin", "imports")
def imports_batch_act(request: HttpRequest, batch: str, act: str) -> HttpResponse:
    if act == "leave":
        _warn_unless(request, add_source.stop_single_readings(batch))
        return HttpResponseRedirect(reverse("imports-batch", args=[batch]))
    runs = ImportRun.objects.filter(batch=batch)
    if act not in TOGETHER or not runs.exists():
        raise Http404
    _warn_unless(request, done := TOGETHER[act](runs))
    if done and act == "throw-away":
        record_deletion(f"{done} files of the imports of {batch}", by=request.user)
    return HttpResponseRedirect(reverse("imports-batch", args=[batch]))


def _verdicts(request: HttpRequest, run: ImportRun) -> list[preview_decisions.Word]:
    if not has_role(request.user, "editor", "identity"):
        return []
    answers = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    # Logged in, as every admin is.
    return preview_decisions.collect_verdicts(
        run.preview,
        answers,
        by=request.user,  # type: ignore[arg-type]
    )


def _warn_unless(request: HttpRequest, done: int) -> None:
    """Warns if nothing was done; what was done shows on the next page."""
    if not done:
        messages.warning(request, TOO_LATE)


def _replay(request: HttpRequest, run: ImportRun) -> HttpResponse:
    again = actions.replay_run(run, requested_by=request.user)  # type: ignore[arg-type]  # logged in, as every admin is
    if again is None:
        messages.warning(request, "Its file was thrown away, so it cannot be read again.")
    return HttpResponseRedirect(reverse("imports-run", args=[(again or run).pk]))


def _read_as(request: HttpRequest, run: ImportRun) -> None:
    form = ReadAsForm(request.POST)
    if form.is_valid():
        source, court = form.cleaned_data["source"], form.cleaned_data["court"]
        _warn_unless(
            request, actions.preview_runs_as(ImportRun.objects.filter(pk=run.pk), source_slug=source, court=court)
        )
        return
    for error in (error for errors in form.errors.values() for error in errors):
        messages.error(request, str(error))
