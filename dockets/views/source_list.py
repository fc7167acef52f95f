"""``/imports/sources/``: what is watched, and how it fares."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets import delay, keyset, warn
from dockets.keyset import Key, Page
from dockets.models import Source
from dockets.source_row import SourceRow, quotas, row
from dockets.views.admins import admins_only
from dockets.views.docket_list import BAD_PAGE
from dockets.views.fragments import render_part
from dockets.views.typed import printable_query

PAGE = 50
ORDER = (Key("failures", "int", descending=True), Key("id", "int"))
"""Those that fail come first."""
STATES = (("", "Any state"), ("trouble", "Something is amiss"), ("paused", "Paused"))
_OF_STATE = {"trouble": Q(enabled=True, failures__gt=0) | ~Q(warnings=[]), "paused": Q(enabled=False)}


@admins_only
@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    query, unprintable = printable_query(request.GET)
    words, state = query.get("q", "").strip()[:100], query.get("state", "")
    page, notice = _page(_narrowed(words, state), request)
    context: dict[str, object] = {"page": page, "rows": _rows(list(page.rows), now), "words": words, "desk": "sources"}
    context |= {"quotas": quotas(page.rows), "state": state, "states": STATES}
    context |= {"section": "imports", "notices": [*filter(None, [unprintable, notice])], "no_mail": warn.why_no_mail()}
    return render_part(request, "dockets/source_list.html", context, {"results": "results"})


def _narrowed(words: str, state: str) -> QuerySet[Source]:
    sources = Source.objects.filter(reads_once="").select_related("court", "docket").defer("docket__search")
    sources = sources.filter(_OF_STATE.get(state, Q()))
    if not words:
        return sources
    named = Q(url__icontains=words) | Q(court__name__icontains=words) | Q(court__citation__icontains=words)
    return sources.filter(named | Q(docket__case_name__icontains=words) | Q(docket__docket_number__icontains=words))


def _page(sources: QuerySet[Source], request: HttpRequest) -> tuple[Page, str]:
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    try:
        return keyset.page(sources, ORDER, PAGE, after=after, before=before), ""
    except keyset.BadCursor:
        return keyset.page(sources, ORDER, PAGE), BAD_PAGE


def _rows(sources: list[Source], now: datetime) -> list[SourceRow]:
    medians = delay.medians([source.pk for source in sources])
    return [row(source, medians.get(source.pk), now) for source in sources]
