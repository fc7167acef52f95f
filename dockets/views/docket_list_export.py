"""``/cases/list.csv``: the list of cases, narrowed and sorted as on its page, to take away."""

from collections.abc import Iterator
from http import HTTPStatus

from django.db.models import F, QuerySet
from django.db.models.functions import Left, Lower
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from dockets import csv_rows, keyset
from dockets.addresses import docket_address
from dockets.filters import DocketFilter
from dockets.models import Docket
from dockets.views.docket_list import ORDERS
from dockets.views.typed import printable_query

CHUNK = 1_000
"""Cases held in memory at a time."""
HEADER = (
    "court", "court_name", "docket_number", "case_name", "judge", "filed", "closed", "last_filing", "filings", "parties", "cause",
    "nature_of_suit", "checked", "url",
)  # fmt: skip


@require_safe
def docket_list_export(request: HttpRequest) -> HttpResponseBase:
    query, _ = printable_query(request.GET)
    found = DocketFilter(query, queryset=Docket.objects.current(), request=request)
    if found.form.is_bound and not found.is_valid():
        # A page shows what it did not understand; a program must not take all cases for those that it asked for.
        wrong = "\n".join(f"{name}: {error}" for name, errors in found.form.errors.items() for error in errors)
        return HttpResponse(wrong, status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")
    order = found.form.cleaned_data.get("order") if found.form.is_bound else ""
    pieces = _table(found.qs, order or "latest", request.build_absolute_uri("/").rstrip("/"))
    answer = StreamingHttpResponse((piece.encode() for piece in pieces), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="cases.csv"'
    return answer


def _table(dockets: QuerySet[Docket], order: str, site: str) -> Iterator[str]:
    yield csv_rows.row(HEADER)
    rows = dockets.select_related("court").defer("search").annotate(name_key=Left(Lower(F("case_name")), 100))
    after: str | None = ""
    while after is not None:
        page = keyset.page(rows, ORDERS[order], CHUNK, after=after)
        yield "".join(csv_rows.row(_values(docket, site)) for docket in page.rows)
        after = page.after or None


def _values(docket: Docket, site: str) -> tuple[str, ...]:
    days = (docket.date_filed, docket.date_terminated, docket.date_last_filing)
    return (
        docket.court_id,
        docket.court.name,
        docket.docket_number,
        docket.case_name,
        docket.assigned_to,
        *(day.isoformat() if day else "" for day in days),
        str(docket.filing_count),
        str(docket.party_count),
        docket.cause,
        docket.nature_of_suit,
        docket.checked_at.isoformat() if docket.checked_at else "",
        f"{site}{docket_address(docket.court_id, docket.docket_number)}",
    )
