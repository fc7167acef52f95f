"""``/api/v1/rulings/``: what courts decided, across all cases, newest first, narrowed as on the page of rulings."""

from typing import Any

from django.http import HttpRequest

from rulings.api.door import answered
from rulings.api.listing import known, listed, understood
from rulings.api.tell import ruling_told
from rulings.exports import case_lines
from rulings.models import TimelineEvent
from rulings.ruling_filter import RulingFilter
from rulings.views.ruling_list import NEWEST


@answered
def api_ruling_list(request: HttpRequest) -> dict[str, Any]:
    known(request, RulingFilter.base_filters)
    found = RulingFilter(request.GET, queryset=TimelineEvent.objects.rulings(), request=request)
    understood(found)
    site = request.build_absolute_uri("/")
    rows = found.qs.values(*(key.field for key in NEWEST))

    def tell(page: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [ruling_told(told, site) for told in case_lines([row["id"] for row in page], site, newest=True)]

    return listed(request, rows, NEWEST, tell)
