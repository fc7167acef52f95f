"""``/api/v1/cases/<court>/<docket number>/events/``: the timeline of a case, narrowed and ordered as on its page."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest

from rulings.api.door import answered
from rulings.api.listing import known, listed, understood
from rulings.api.problem import Problem, bad_request
from rulings.api.tell import event_told
from rulings.exports import case_lines
from rulings.filters import VISIT, EventFilter
from rulings.rail import NEWEST, OLDEST
from rulings.views.case import find_case

_NOT_ASKED = {"at"}
"""Where a page begins; a program has ``after``."""
READ_IN = 5
"""Seconds after which a docket that has just come in will have been read."""


@answered
def api_event_list(request: HttpRequest, court_id: str, number: str) -> dict[str, Any]:
    known(request, EventFilter.base_filters.keys() - _NOT_ASKED)
    case = find_case(court_id, number)
    if case.reading is None or case.reading.read_at is None:
        detail = "This case has just come in and is being read. Ask again in a moment."
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": str(READ_IN)})
    found = EventFilter(request.GET, dockets=[case.docket.pk], zone=case.docket.court.zone)
    understood(found)
    if found.values.get("since") == VISIT:
        raise bad_request([("since", "A day or a moment: a program makes no visits.")])
    newest = found.values.get("order") == "newest"
    keys, site = NEWEST if newest else OLDEST, request.build_absolute_uri("/")
    rows = found.qs.values(*(key.field for key in keys))

    def tell(page: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [event_told(told.line) for told in case_lines([row["id"] for row in page], site, newest=newest)]

    return listed(request, rows, keys, tell)
