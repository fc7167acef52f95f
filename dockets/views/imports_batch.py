"""``/imports/batch/<batch>/``: what came together, each file with its own state."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dockets import keyset
from dockets.keyset import Key
from dockets.models import ImportRun, Source
from dockets.run_actions import AT_WORK
from dockets.run_list import label, listed, shown
from dockets.views.admins import admins_only
from dockets.views.docket_list import BAD_PAGE
from dockets.views.fragments import render_part

PAGE = 100
ORDER = (Key("id", "int"),)
Status = ImportRun.Status


@require_safe
@admins_only
def imports_batch(request: HttpRequest, batch: str) -> HttpResponse:
    runs = ImportRun.objects.filter(batch=batch).order_by()
    states = dict(runs.values_list("status").annotate(number=Count("id")))
    source = Source.objects.filter(reads_once=batch).first()
    if not states and source is None:
        raise Http404
    after, before, notice = request.GET.get("after", ""), request.GET.get("before", ""), ""
    try:
        page = keyset.page(listed(runs), ORDER, PAGE, after=after, before=before)
    except keyset.BadCursor:
        page, notice = keyset.page(listed(runs), ORDER, PAGE), BAD_PAGE
    context = {"batch": batch, "page": page, "runs": shown(page.rows), "source": source, "notice": notice}
    context |= _counted(states) | {"section": "imports", "desk": "imports"}
    reading = source is not None and source.enabled
    context |= {"reading": reading, "live": reading or bool(context["at_work"]), "noun": "answer" if source else "file"}
    return render_part(request, "dockets/imports_batch.html", context, {"batch": "files"})


def _counted(states: Mapping[str, int]) -> dict[str, Any]:
    counts = [(number, label(status, previews=False)) for status, number in sorted(states.items())]
    number, at_work = sum(states.values()), sum(states.get(status, 0) for status in AT_WORK)
    return {
        "number": number,
        "through": number - at_work,
        "counts": counts,
        "ready": states.get(Status.PREVIEW, 0),
        "at_work": at_work,
    }
