"""``/api/v1/…``: whatever else is asked for there."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest

from rulings.api.door import answered
from rulings.api.problem import Problem


@answered
def api_not_found(request: HttpRequest) -> dict[str, Any]:
    raise Problem(HTTPStatus.NOT_FOUND, "There is nothing at this address; /api/v1/openapi.json says what there is.")
