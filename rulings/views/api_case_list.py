"""``/api/v1/cases/``: every case, narrowed and sorted as on the page of cases."""

from typing import Any

from django.db.models import F
from django.db.models.functions import Left, Lower
from django.http import HttpRequest

from dockets.filters import DocketFilter
from dockets.models import Docket
from dockets.views.docket_list import ORDERS, narrowed
from rulings.api.door import answered
from rulings.api.listing import known, listed, understood
from rulings.api.tell import case_told


@answered
def api_case_list(request: HttpRequest) -> dict[str, Any]:
    known(request, DocketFilter.base_filters)
    found = DocketFilter(request.GET, queryset=Docket.objects.current(), request=request)
    understood(found)
    dockets, _ = narrowed(found)
    rows = dockets.select_related("court").defer("search").annotate(name_key=Left(Lower(F("case_name")), 100))
    site = request.build_absolute_uri("/")
    order = found.form.cleaned_data.get("order") or "latest"
    return listed(request, rows, ORDERS[order], lambda page: [case_told(docket, site) for docket in page])
