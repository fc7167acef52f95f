"""``/imports/sources/<id>/``: one watched source, its settings and its last runs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets import delay
from dockets.models import Source
from dockets.source_form import RhythmForm
from dockets.source_row import quotas, row
from dockets.sources import SOURCES
from dockets.views.admins import admins_only

RUNS = 25


@admins_only
@require_safe
def source_detail(request: HttpRequest, source_id: int) -> HttpResponse:
    sources = Source.objects.select_related("court", "docket", "added_by").defer("docket__search")
    source = get_object_or_404(sources, pk=source_id)
    minutes = str(int(source.interval.total_seconds() // 60))
    context = {
        "row": row(source, delay.medians([source.pk]).get(source.pk), timezone.now()),
        "form": RhythmForm(kind=SOURCES.get(source.slug), initial={"rhythm": minutes, "adapts": source.adapts}),
        "quotas": quotas([source]),
        "keeps": Source.Keeps.choices,
        "runs": source.runs.defer("results", "refused", "preview")[:RUNS],
        "desk": "sources",
        "section": "imports",
    }
    return render(request, "dockets/source_detail.html", context)
