"""``/imports/sources/``: the watched sources and their state."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.db.keyset import Key
from dockets.http.partials import render_part
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.http.requested_page import get_requested_page
from dockets.models import Source
from dockets.watch import failure_mail, latency
from dockets.watch.source_health import SourceRow, build_source_row, list_quotas

PAGE = 50
ORDER = (Key("failures", "int", descending=True), Key("id", "int"))
"""Failing sources come first."""
STATES = (("", "Any state"), ("trouble", "Something is amiss"), ("paused", "Paused"))
_OF_STATE = {"trouble": Q(enabled=True, failures__gt=0) | ~Q(warnings=[]), "paused": Q(enabled=False)}


@require_role("admin", "imports")
@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    query, unprintable = strip_control_characters_from_query(request.GET)
    words, state = query.get("q", "").strip()[:100], query.get("state", "")
    page, notice = get_requested_page(request, _narrowed(words, state), ORDER, PAGE)
    context: dict[str, object] = {"page": page, "rows": _rows(list(page.rows), now), "words": words, "desk": "sources"}
    context |= {"quotas": list_quotas(page.rows), "state": state, "states": STATES}
    context |= {
        "section": "imports",
        "notices": [*filter(None, [unprintable, notice])],
        "no_mail": failure_mail.explain_no_mail(),
    }
    return render_part(request, "dockets/source_list.html", context, {"results": "results"})


def _narrowed(words: str, state: str) -> QuerySet[Source]:
    sources = Source.objects.filter(reads_once="").select_related("court", "docket").defer("docket__search")
    sources = sources.filter(_OF_STATE.get(state, Q()))
    if not words:
        return sources
    named = Q(url__icontains=words) | Q(court__name__icontains=words) | Q(court__citation__icontains=words)
    return sources.filter(named | Q(docket__case_name__icontains=words) | Q(docket__docket_number__icontains=words))


def _rows(sources: list[Source], now: datetime) -> list[SourceRow]:
    medians = latency.get_median_latencies([source.pk for source in sources])
    return [build_source_row(source, medians.get(source.pk), now) for source in sources]
