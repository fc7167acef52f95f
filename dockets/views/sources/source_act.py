"""``/imports/sources/<id>/<act>/``: an admin's actions on a watched source, one POST each."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from dockets.db import enqueue
from dockets.history.custody_log import record_deletion
from dockets.http.permissions import require_role
from dockets.imports import watched_cases
from dockets.models import Source
from dockets.sources import SOURCES
from dockets.watch.source_form import IntervalForm
from dockets.watch.source_health import describe_interval

type Act = Callable[[HttpRequest, Source], str]
"""Performs the action and returns a sentence on what was done."""


@require_role("admin", "imports")
@require_POST
def source_act(request: HttpRequest, source_id: int, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    with transaction.atomic():
        source = get_object_or_404(Source.objects.select_for_update(), pk=source_id)
        messages.info(request, ACTS[act](request, source))
    if act == "stop" or "list" in request.POST:
        return HttpResponseRedirect(reverse("source-list"))
    return HttpResponseRedirect(reverse("source-detail", args=[source_id]))


def _poll(request: HttpRequest, source: Source) -> str:
    if not source.enabled:
        return "It is paused, and was not read. Let it go on first."
    source.next_at = timezone.now()
    source.save(update_fields=["next_at"])
    enqueue.enqueue_task(enqueue.POLL_SOURCES, source_ids=[source.pk])
    return "It is read as soon as a worker is free. Load this page again in a moment."


def _pause(request: HttpRequest, source: Source) -> str:
    source.enabled = False
    source.save(update_fields=["enabled"])
    return "It is paused. What is published meanwhile may be gone when it goes on."


def _go_on(request: HttpRequest, source: Source) -> str:
    source.enabled, source.next_at = True, timezone.now()
    source.save(update_fields=["enabled", "next_at"])
    return "It goes on, and is read next."


def _rhythm(request: HttpRequest, source: Source) -> str:
    form = IntervalForm(request.POST, kind=SOURCES.get(source.slug))
    if not form.is_valid():
        return "That is not a rhythm for this kind of source. Choose one from the list."
    source.interval = form.interval
    source.adapts = bool(form.cleaned_data.get("adapts", False))
    source.next_at = min(source.next_at, timezone.now() + source.interval)
    source.save(update_fields=["interval", "adapts", "next_at"])
    return f"From now on it is read {describe_interval(source)}."


def _keep(request: HttpRequest, source: Source) -> str:
    if request.POST.get("keeps") not in Source.Keeps.values:
        return "Choose which cases are kept."
    source.keeps = request.POST["keeps"]
    source.save(update_fields=["keeps"])
    return f"From now on it keeps {source.get_keeps_display()}."


def _dismiss(request: HttpRequest, source: Source) -> str:
    watched_cases.dismiss_source_warning(source, request.POST.get("code", ""))
    return "The warning is gone."


def _stop(request: HttpRequest, source: Source) -> str:
    url = source.url
    with transaction.atomic():
        source.delete()
        record_deletion(f"the watched source {url}", docket=source.docket, by=request.user)
    return f"{url} is no longer watched. What came from it stays."


ACTS: dict[str, Act] = {
    "poll": _poll,
    "pause": _pause,
    "go-on": _go_on,
    "rhythm": _rhythm,
    "keep": _keep,
    "dismiss": _dismiss,
    "stop": _stop,
}
