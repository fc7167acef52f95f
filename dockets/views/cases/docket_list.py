"""``/cases/``: the list of all cases, filtered and sorted."""

from django.db.models import F, QuerySet
from django.db.models.functions import Left, Lower
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dockets.db.keyset import Key, KeysetPage
from dockets.format.house_words import get_house_word
from dockets.format.print_style import COUNTED_TO, format_capped_count
from dockets.http.partials import render_part
from dockets.http.query_values import strip_control_characters_from_query
from dockets.http.requested_page import get_requested_page
from dockets.models import Docket
from dockets.search.filters import DocketFilter

PAGE = 50
_ID = Key("id", "int")
ORDERS = {
    "latest": (Key("date_last_filing", "date", descending=True, nullable=True), _ID),
    "filed": (Key("date_filed", "date", descending=True, nullable=True), _ID),
    "name": (Key("name_key", "text"), _ID),
}


@require_safe
def docket_list(request: HttpRequest) -> HttpResponse:
    query, unprintable = strip_control_characters_from_query(request.GET)
    found = DocketFilter(query, queryset=Docket.objects.current(), request=request)
    order = found.form.cleaned_data.get("order") if found.form.is_bound and found.is_valid() else ""
    dockets, count = narrow_dockets(found)
    page, notice = _page(dockets, order or "latest", request)
    context: dict[str, object] = {"filter": found, "page": page, "count": format_capped_count(count), "number": count}
    context["ended"] = get_house_word("case", "ended", "Ended").lower()
    context |= {"section": "cases", "notices": [*filter(None, [unprintable, notice])]}
    return render_part(request, "dockets/docket_list.html", context, {"results": "results"})


def narrow_dockets(found: DocketFilter) -> tuple[QuerySet[Docket], int]:
    """The filtered cases, and their count up to 1,001. A few cases are fetched by id, so that the index of the order is
    not walked to its end in search of them."""
    found.is_valid()
    ids = list(found.qs.order_by().values_list("pk", flat=True)[: COUNTED_TO + 1])
    many = len(ids) > COUNTED_TO
    return (found.find_one_by_one() if many else Docket.objects.filter(pk__in=ids)), len(ids)


def _page(dockets: QuerySet[Docket], order: str, request: HttpRequest) -> tuple[KeysetPage, str]:
    rows = dockets.select_related("court").defer("search").annotate(name_key=Left(Lower(F("case_name")), 100))
    return get_requested_page(request, rows, ORDERS[order], PAGE)
