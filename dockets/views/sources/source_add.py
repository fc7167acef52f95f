"""``/imports/sources/add/``: a new source to watch. With a court in the address, that court's usual address is
suggested."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.db import enqueue
from dockets.http.partials import render_part
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import Court
from dockets.sources import SOURCES
from dockets.watch.source_form import SourceForm, suggest_address


@require_role("admin", "imports")
@require_http_methods(["GET", "HEAD", "POST"])
def source_add(request: HttpRequest) -> HttpResponse:
    form = SourceForm(request.POST) if request.method == "POST" else SourceForm(initial=_offered(request))
    if form.is_valid():
        source = form.save(request.user, timezone.now())
        enqueue.enqueue_task(enqueue.POLL_SOURCES, source_ids=[source.pk])
        messages.info(request, "It is watched from now on, and read as soon as a worker is free.")
        return HttpResponseRedirect(reverse("source-detail", args=[source.pk]))
    context: dict[str, object] = {"form": form, "desk": "sources", "section": "imports"}
    answer = render_part(request, "dockets/source_add.html", context, {"address": "address"})
    answer.status_code = 422 if form.is_bound else 200
    return answer


def _offered(request: HttpRequest) -> dict[str, object]:
    asked, _ = strip_control_characters_from_query(request.GET)
    kind = SOURCES.get(asked.get("kind", "court-feed"))
    court = Court.objects.filter(pk=asked.get("court", "")[:20]).first()
    offered: dict[str, object] = {
        "rhythm": "10",
        "kind": kind.slug if kind else "",
        "court": court,
        "url": suggest_address(kind, court),
    }
    offered.update({name: asked[name] for name in ("keeps", "rhythm") if asked.get(name)})
    return offered
