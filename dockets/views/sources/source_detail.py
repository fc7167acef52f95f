"""``/imports/sources/<id>/``: one watched source, its settings and its last runs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.http.permissions import require_role
from dockets.models import Source
from dockets.sources import SOURCES
from dockets.watch import latency
from dockets.watch.source_form import IntervalForm
from dockets.watch.source_health import build_source_row, list_quotas

RUNS = 25


@require_role("admin", "imports")
@require_safe
def source_detail(request: HttpRequest, source_id: int) -> HttpResponse:
    sources = Source.objects.select_related("court", "docket", "added_by").defer("docket__search")
    source = get_object_or_404(sources, pk=source_id)
    minutes = str(int(source.interval.total_seconds() // 60))
    context = {
        "row": build_source_row(source, latency.get_median_latencies([source.pk]).get(source.pk), timezone.now()),
        "form": IntervalForm(kind=SOURCES.get(source.slug), initial={"rhythm": minutes, "adapts": source.adapts}),
        "quotas": list_quotas([source]),
        "keeps": Source.Keeps.choices,
        "runs": source.runs.defer("results", "refused", "preview")[:RUNS],
        "desk": "sources",
        "section": "imports",
    }
    return render(request, "dockets/source_detail.html", context)
