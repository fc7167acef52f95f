"""``/cases/list.csv``: the list of cases as CSV, filtered and sorted as on its page."""

from collections.abc import Iterator
from http import HTTPStatus

from django.db.models import F, QuerySet
from django.db.models.functions import Left, Lower
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from dockets.db import keyset
from dockets.format import csv_rows
from dockets.history.custody_log import record_takeaway
from dockets.history.fields import DOCKET
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import Docket
from dockets.search.filters import DocketFilter
from dockets.views.cases.docket_list import ORDERS

CHUNK = 1_000
"""Cases held in memory at a time."""


@require_safe
def docket_list_export(request: HttpRequest) -> HttpResponseBase:
    query, _ = strip_control_characters_from_query(request.GET)
    found = DocketFilter(query, queryset=Docket.objects.current(), request=request)
    if found.form.is_bound and not found.is_valid():
        # A page shows which filters it did not understand; a program must not mistake all cases for those it asked for.
        wrong = "\n".join(f"{name}: {error}" for name, errors in found.form.errors.items() for error in errors)
        return HttpResponse(wrong, status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")
    order = found.form.cleaned_data.get("order") if found.form.is_bound else ""
    if request.method == "GET":
        record_takeaway("the list of cases", by=request.user)
    pieces = _table(found.qs, order or "latest", request.build_absolute_uri("/"))
    answer = StreamingHttpResponse((piece.encode() for piece in pieces), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="cases.csv"'
    return answer


def _table(dockets: QuerySet[Docket], order: str, site: str) -> Iterator[str]:
    yield csv_rows.format_csv_row(DOCKET.names_in("csv"))
    rows = dockets.select_related("court").defer("search").annotate(name_key=Left(Lower(F("case_name")), 100))
    after: str | None = ""
    while after is not None:
        page = keyset.get_page(rows, ORDERS[order], CHUNK, after=after)
        yield "".join(csv_rows.format_csv_row(DOCKET.cells(docket, site)) for docket in page.rows)
        after = page.after or None
