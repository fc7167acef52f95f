"""``/cases/``: every case, narrowed and sorted."""

from django.db.models import F, QuerySet
from django.db.models.functions import Left, Lower
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dockets import keyset
from dockets.filters import DocketFilter
from dockets.keyset import Key, Page
from dockets.models import Docket
from dockets.print_style import COUNTED_TO, capped
from dockets.views.fragments import render_part
from dockets.views.typed import printable_query

PAGE = 50
_ID = Key("id", "int")
ORDERS = {
    "latest": (Key("date_last_filing", "date", descending=True, nullable=True), _ID),
    "filed": (Key("date_filed", "date", descending=True, nullable=True), _ID),
    "name": (Key("name_key", "text"), _ID),
}
BAD_PAGE = "That page address is not one of ours, so this is the first page."


@require_safe
def docket_list(request: HttpRequest) -> HttpResponse:
    query, unprintable = printable_query(request.GET)
    found = DocketFilter(query, queryset=Docket.objects.current(), request=request)
    order = found.form.cleaned_data.get("order") if found.form.is_bound and found.is_valid() else ""
    dockets, count = narrowed(found)
    page, notice = _page(dockets, order or "latest", request)
    context: dict[str, object] = {"filter": found, "page": page, "count": capped(count), "number": count}
    context |= {"section": "cases", "notices": [*filter(None, [unprintable, notice])]}
    return render_part(request, "dockets/docket_list.html", context, {"results": "results"})


def narrowed(found: DocketFilter) -> tuple[QuerySet[Docket], int]:
    """The cases, and how many up to 1,001. Few are fetched by id, so that no order is walked to the end in search of them."""
    found.is_valid()
    ids = list(found.qs.order_by().values_list("pk", flat=True)[: COUNTED_TO + 1])
    return (found.qs if len(ids) > COUNTED_TO else Docket.objects.filter(pk__in=ids)), len(ids)


def _page(dockets: QuerySet[Docket], order: str, request: HttpRequest) -> tuple[Page, str]:
    rows = dockets.select_related("court").defer("search").annotate(name_key=Left(Lower(F("case_name")), 100))
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    try:
        return keyset.page(rows, ORDERS[order], PAGE, after=after, before=before), ""
    except keyset.BadCursor:
        return keyset.page(rows, ORDERS[order], PAGE), BAD_PAGE
