"""``/api/v1/rulings/``: what courts decided, across all cases, newest first, narrowed as on the page of rulings."""

from typing import Any

from django.http import HttpRequest

from rulings.api.auth import answer_json
from rulings.api.lists import check_filter, check_parameters, list_page
from rulings.api.serializers import serialize_ruling
from rulings.exports.across_cases import list_case_lines
from rulings.models import TimelineEvent
from rulings.search.ruling_filters import RulingFilter
from rulings.views.all_cases.ruling_list import NEWEST


@answer_json
def api_ruling_list(request: HttpRequest) -> dict[str, Any]:
    check_parameters(request, RulingFilter.base_filters)
    found = RulingFilter(request.GET, queryset=TimelineEvent.objects.rulings(), request=request)
    check_filter(found)
    site = request.build_absolute_uri("/")
    rows = found.qs.values(*(key.field for key in NEWEST))

    def tell(page: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            serialize_ruling(told, site) for told in list_case_lines([row["id"] for row in page], site, newest=True)
        ]

    return list_page(request, rows, NEWEST, tell)
