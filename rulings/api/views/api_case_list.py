"""``/api/v1/cases/``: every case, narrowed and sorted as on the page of cases."""

from typing import Any

from django.db.models import F
from django.db.models.functions import Left, Lower
from django.http import HttpRequest

from dockets.models import Docket
from dockets.search.filters import DocketFilter
from dockets.views.cases.docket_list import ORDERS, narrow_dockets
from rulings.api.auth import answer_json
from rulings.api.lists import check_filter, check_parameters, list_page
from rulings.api.serializers import serialize_case


@answer_json
def api_case_list(request: HttpRequest) -> dict[str, Any]:
    check_parameters(request, DocketFilter.base_filters)
    found = DocketFilter(request.GET, queryset=Docket.objects.current(), request=request)
    check_filter(found)
    dockets, _ = narrow_dockets(found)
    rows = dockets.select_related("court").defer("search").annotate(name_key=Left(Lower(F("case_name")), 100))
    site = request.build_absolute_uri("/")
    order = found.form.cleaned_data.get("order") or "latest"
    return list_page(request, rows, ORDERS[order], lambda page: [serialize_case(docket, site) for docket in page])
