"""``/imports/``: the import desk. New imports, what waits for a word, what runs, what came last, and what sources complain of."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dockets import uploads, watching
from dockets.forms import AddressForm, FindForm, UploadForm, findable, offered_courts, taken_addresses
from dockets.models import ImportRun
from dockets.run_actions import AT_WORK
from dockets.run_list import listed, shown
from dockets.source_row import name
from dockets.views.admins import admins_only

SHOWN = 20
WARNED = 3
"""Of what is amiss with sources, so much stands above the forms; the page of sources has it all."""
Status = ImportRun.Status


@require_http_methods(["GET", "HEAD", "POST"])
@admins_only
def imports(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        asked = {name: request.GET[name][:200] for name in ("court", "number") if request.GET.get(name)}
        return desk(request, find=FindForm(initial=asked))
    form = UploadForm(request.POST, request.FILES)
    if sent := uploads.sent_too_much(request.META):
        most = uploads.MOST_SENT // 2**20
        form.add_error("file", f"That were {sent / 2**20:,.0f} MB at once; {most} MB is the most. Hand them in a few at a time.")
    if form.is_valid() and (address := _queued(request, form)):
        return HttpResponseRedirect(address)
    return desk(request, upload=form, status=422)


def _queued(request: HttpRequest, form: UploadForm) -> str:
    """The address that shows what becomes of it; "" where nothing could be taken, and the form says why."""
    court = form.cleaned_data["court"]
    try:
        taken = uploads.take(
            form.files_taken,
            source_slug=form.cleaned_data["source"],
            court_id=court.pk if court else "",
            requested_by=request.user,  # type: ignore[arg-type]  # logged in, as every admin is
        )
    except uploads.BadArchive as error:
        form.add_error("file", str(error))
        return ""
    if taken.batch:
        messages.success(request, f"{len(taken.runs)} files are taken. Each has its own preview; nothing is imported yet.")
        return reverse("imports-batch", args=[taken.batch])
    return reverse("imports-run", args=[taken.runs[0].pk])


def desk(request: HttpRequest, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page, with the forms as they were filled in. ``offers``: what sources answered when they were asked."""
    runs = ImportRun.objects.order_by("-id")
    waiting = listed(runs.filter(status=Status.PREVIEW))[: SHOWN + 1]
    at_work = listed(runs.filter(status__in=AT_WORK))[: SHOWN + 1]
    warnings = watching.warnings(limit=WARNED + 1)
    context = {
        "upload": forms.get("upload") or UploadForm(),
        "address": forms.get("address") or AddressForm(),
        "find": forms.get("find") or FindForm(),
        "offers": forms.get("offers"),
        "can_find": bool(findable()),
        "taken_addresses": taken_addresses(),
        "courts": offered_courts(),
        "most_sent": uploads.MOST_SENT,
        "waiting": shown(waiting)[:SHOWN],
        "more_wait": len(waiting) > SHOWN,
        "at_work": shown(at_work)[:SHOWN],
        "more_at_work": len(at_work) > SHOWN,
        "recent": shown(listed(runs.exclude(status__in=[Status.PREVIEW, *AT_WORK]))[:SHOWN]),
        "warnings": [(name(warned.source), warned) for warned in warnings[:WARNED]],
        "more_warnings": len(warnings) > WARNED,
        "section": "imports",
        "desk": "imports",
    }
    return render(request, "dockets/imports.html", context, status=status)
