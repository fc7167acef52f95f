"""``/api/v1/cases/<court>/<docket number>/filings/``: the record of a case, in the order in which it came in."""

from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest

from dockets.addresses import docket_address
from dockets.filing_filter import FilingFilter
from dockets.keyset import Key
from dockets.models import Filing
from rulings.api.door import answered
from rulings.api.listing import known, listed, understood
from rulings.api.tell import filing_told
from rulings.views.case import find_docket

_AS_THEY_CAME = (Key("id", "int"),)


@answered
def api_filing_list(request: HttpRequest, court_id: str, number: str) -> dict[str, Any]:
    known(request, FilingFilter.base_filters)
    docket = find_docket(court_id, number)
    found = FilingFilter(request.GET, queryset=Filing.objects.current().filter(docket=docket), request=request)
    understood(found)
    rows = found.qs.select_related("possible_duplicate_of").defer("search", "possible_duplicate_of__search")
    page = urljoin(request.build_absolute_uri("/"), docket_address(docket.court_id, docket.docket_number))
    rows = rows.prefetch_related("documents")
    return listed(request, rows, _AS_THEY_CAME, lambda filings: [filing_told(filing, page) for filing in filings])
