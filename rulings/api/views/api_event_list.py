"""``/api/v1/cases/<court>/<docket number>/events/``: the timeline of a case, narrowed and ordered as on its page."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest

from rulings.api.auth import answer_json
from rulings.api.lists import check_filter, check_parameters, list_page
from rulings.api.problem import ApiProblem, build_bad_request
from rulings.api.serializers import serialize_event
from rulings.exports.across_cases import list_case_lines
from rulings.http.find_case import find_case
from rulings.timeline.filters import VISIT, EventFilter
from rulings.timeline.queries import NEWEST, OLDEST

_NOT_ASKED = {"at"}
"""Query parameter of pages only; a program has ``after``."""
READ_IN = 5
"""Seconds after which a docket that has just been imported will have been interpreted."""


@answer_json
def api_event_list(request: HttpRequest, court_id: str, number: str) -> dict[str, Any]:
    check_parameters(request, EventFilter.base_filters.keys() - _NOT_ASKED)
    case = find_case(court_id, number)
    if case.reading is None or case.reading.read_at is None:
        detail = "This case has just come in and is being read. Ask again in a moment."
        raise ApiProblem(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": str(READ_IN)})
    found = EventFilter(request.GET, dockets=[case.docket.pk], zone=case.docket.court.zone)
    check_filter(found)
    if found.values.get("since") == VISIT:
        raise build_bad_request([("since", "A day or a moment: a program makes no visits.")])
    newest = found.values.get("order") == "newest"
    keys, site = NEWEST if newest else OLDEST, request.build_absolute_uri("/")
    rows = found.qs.values(*(key.field for key in keys))

    def tell(page: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            serialize_event(told.line) for told in list_case_lines([row["id"] for row in page], site, newest=newest)
        ]

    return list_page(request, rows, keys, tell)
