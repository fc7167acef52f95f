"""``/api/v1/cases/<court>/<docket number>/filings/``: the record of a case, in the order in which it came in."""

from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest

from dockets.db.keyset import Key
from dockets.format.urls import build_docket_url
from dockets.models import Filing
from dockets.search.filing_filters import FilingFilter
from rulings.api.auth import answer_json
from rulings.api.lists import check_filter, check_parameters, list_page
from rulings.api.serializers import serialize_filing
from rulings.http.find_case import find_docket

_AS_THEY_CAME = (Key("id", "int"),)


@answer_json
def api_filing_list(request: HttpRequest, court_id: str, number: str) -> dict[str, Any]:
    check_parameters(request, FilingFilter.base_filters)
    docket = find_docket(court_id, number)
    found = FilingFilter(request.GET, queryset=Filing.objects.current().filter(docket=docket), request=request)
    check_filter(found)
    rows = found.qs.select_related("possible_duplicate_of").defer("search", "possible_duplicate_of__search")
    page = urljoin(request.build_absolute_uri("/"), build_docket_url(docket.court_id, docket.docket_number))
    rows = rows.prefetch_related("documents")
    return list_page(
        request, rows, _AS_THEY_CAME, lambda filings: [serialize_filing(filing, page) for filing in filings]
    )
