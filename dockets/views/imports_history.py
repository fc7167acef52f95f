"""``/imports/history/``: every import run, narrowed and paged."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dockets import keyset
from dockets.keyset import Key, Page
from dockets.models import ImportRun
from dockets.run_filters import ImportRunFilter
from dockets.run_list import listed, shown
from dockets.views.admins import admins_only
from dockets.views.docket_list import BAD_PAGE
from dockets.views.fragments import render_part
from dockets.views.typed import printable_query

PAGE = 50
ORDER = (Key("id", "int", descending=True),)


@require_safe
@admins_only
def imports_history(request: HttpRequest) -> HttpResponse:
    query, unprintable = printable_query(request.GET)
    found = ImportRunFilter(query, queryset=ImportRun.objects.order_by(), request=request)
    found.is_valid()
    page, notice = _page(found, request)
    context: dict[str, object] = {"filter": found, "page": page, "runs": shown(page.rows)}
    context |= {"section": "imports", "desk": "history", "notices": [*filter(None, [unprintable, notice])]}
    return render_part(request, "dockets/imports_history.html", context, {"results": "results"})


def _page(found: ImportRunFilter, request: HttpRequest) -> tuple[Page, str]:
    rows = listed(found.qs)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    try:
        return keyset.page(rows, ORDER, PAGE, after=after, before=before), ""
    except keyset.BadCursor:
        return keyset.page(rows, ORDER, PAGE), BAD_PAGE
