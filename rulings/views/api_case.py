"""``/api/v1/cases/<court>/<docket number>/``: one case, how far it has come, and the other dockets of its dispute."""

from typing import Any

from django.http import HttpRequest

from rulings.api.door import answered
from rulings.api.listing import known
from rulings.api.tell import case_told, related_told
from rulings.views.case import find_case


@answered
def api_case(request: HttpRequest, court_id: str, number: str) -> dict[str, Any]:
    known(request, ())
    case = find_case(court_id, number)
    site = request.build_absolute_uri("/")
    state = case.reading.state if case.reading else {}
    return case_told(case.docket, site) | {
        "state_of_play": state or None,
        "related": [related_told(other, site) for other in case.related],
    }
