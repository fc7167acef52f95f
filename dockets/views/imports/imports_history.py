"""``/imports/history/``: all import runs, filtered and paged."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dockets.db.keyset import Key
from dockets.http.partials import render_part
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.http.requested_page import get_requested_page
from dockets.imports.filters import ImportRunFilter
from dockets.imports.lists import build_run_rows, list_runs
from dockets.models import ImportRun

PAGE = 50
ORDER = (Key("id", "int", descending=True),)


@require_safe
@require_role("admin", "imports")
def imports_history(request: HttpRequest) -> HttpResponse:
    query, unprintable = strip_control_characters_from_query(request.GET)
    found = ImportRunFilter(query, queryset=ImportRun.objects.order_by(), request=request)
    found.is_valid()
    page, notice = get_requested_page(request, list_runs(found.qs), ORDER, PAGE)
    context: dict[str, object] = {"filter": found, "page": page, "runs": build_run_rows(page.rows)}
    context |= {"section": "imports", "desk": "history", "notices": [*filter(None, [unprintable, notice])]}
    return render_part(request, "dockets/imports_history.html", context, {"results": "results"})
