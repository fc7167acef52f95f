"""``/imports/``: the import desk. New imports, previews to confirm, running and latest imports, and warnings of
sources."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dockets.http.permissions import require_role
from dockets.imports import uploads, watched_cases
from dockets.imports.actions import AT_WORK
from dockets.imports.forms import (
    AddressForm,
    FindForm,
    UploadForm,
    describe_accepted_addresses,
    list_offered_courts,
    list_searchable_sources,
)
from dockets.imports.lists import build_run_rows, list_runs
from dockets.models import ImportRun
from dockets.watch.source_health import name_source

SHOWN = 20
NEWEST = 3
"""Previews that are shown; older ones are folded away, so that they push nothing down."""
WARNED = 3
"""Warnings of sources that are shown above the forms; the page of sources has them all."""
Status = ImportRun.Status


@require_http_methods(["GET", "HEAD", "POST"])
@require_role("admin", "imports")
def imports(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        asked = {name: request.GET[name][:200] for name in ("court", "number") if request.GET.get(name)}
        return render_import_desk(request, find=FindForm(initial=asked))
    form = UploadForm(request.POST, request.FILES)
    if sent := uploads.measure_oversized_form(request.META):
        most = uploads.MOST_SENT // 2**20
        form.add_error(
            "file", f"That were {sent / 2**20:,.0f} MB at once; {most} MB is the most. Hand them in a few at a time."
        )
    if form.is_valid() and (address := _queued(request, form)):
        return HttpResponseRedirect(address)
    return render_import_desk(request, upload=form, status=422)


def _queued(request: HttpRequest, form: UploadForm) -> str:
    """Queues what was uploaded. Returns the address that shows its progress; "" where nothing was taken, and the form
    says why."""
    court = form.cleaned_data["court"]
    try:
        taken = uploads.queue_uploads(
            form.files_taken,
            source_slug=form.cleaned_data["source"],
            court_id=court.pk if court else "",
            requested_by=request.user,  # type: ignore[arg-type]  # logged in, as every admin is
        )
    except uploads.BadArchive as error:
        form.add_error("file", str(error))
        return ""
    if taken.batch:
        messages.success(
            request, f"{len(taken.runs)} files are taken. Each has its own preview; nothing is imported yet."
        )
        return reverse("imports-batch", args=[taken.batch])
    return reverse("imports-run", args=[taken.runs[0].pk])


def render_import_desk(request: HttpRequest, *, status: int = 200, **forms: Any) -> HttpResponse:
    """Renders the desk with the forms as filled in. ``offers``: what sources answered to a search."""
    runs = ImportRun.objects.order_by("-id")
    waiting = list_runs(runs.filter(status=Status.PREVIEW))[: SHOWN + 1]
    at_work = list_runs(runs.filter(status__in=AT_WORK))[: SHOWN + 1]
    warnings = watched_cases.list_source_warnings(limit=WARNED + 1)
    context = {
        "upload": forms.get("upload") or UploadForm(),
        "address": forms.get("address") or AddressForm(),
        "find": forms.get("find") or FindForm(),
        "offers": forms.get("offers"),
        "can_find": bool(list_searchable_sources()),
        "taken_addresses": describe_accepted_addresses(),
        "courts": list_offered_courts(),
        "most_sent": uploads.MOST_SENT,
        "waiting": build_run_rows(waiting)[:NEWEST],
        "older": build_run_rows(waiting)[NEWEST:SHOWN],
        "more_wait": len(waiting) > SHOWN,
        "at_work": build_run_rows(at_work)[:SHOWN],
        "more_at_work": len(at_work) > SHOWN,
        "recent": build_run_rows(list_runs(runs.exclude(status__in=[Status.PREVIEW, *AT_WORK]))[:SHOWN]),
        "warnings": [(name_source(warned.source), warned) for warned in warnings[:WARNED]],
        "more_warnings": len(warnings) > WARNED,
        "section": "imports",
        "desk": "imports",
    }
    return render(request, "dockets/imports.html", context, status=status)
