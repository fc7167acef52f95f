"""``/api/v1/cases/<court>/<docket number>/``: one case, how far it has come, and the other dockets of its dispute."""

from typing import Any

from django.http import HttpRequest

from rulings.api.auth import answer_json
from rulings.api.lists import check_parameters
from rulings.api.serializers import serialize_case, serialize_related
from rulings.http.find_case import find_case


@answer_json
def api_case(request: HttpRequest, court_id: str, number: str) -> dict[str, Any]:
    check_parameters(request, ())
    case = find_case(court_id, number)
    site = request.build_absolute_uri("/")
    state = case.reading.state if case.reading else {}
    return serialize_case(case.docket, site) | {
        "state_of_play": state or None,
        "related": [serialize_related(other, site) for other in case.related],
    }
