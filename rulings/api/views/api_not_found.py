"""``/api/v1/…``: all other addresses."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest

from rulings.api.auth import answer_json
from rulings.api.problem import ApiProblem


@answer_json
def api_not_found(request: HttpRequest) -> dict[str, Any]:
    raise ApiProblem(HTTPStatus.NOT_FOUND, "There is nothing at this address; /api/v1/openapi.json says what there is.")
