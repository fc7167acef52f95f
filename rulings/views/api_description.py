"""``/api/v1/openapi.json``: what the API answers (OpenAPI 3.1)."""

from typing import Any

from django.http import HttpRequest

from rulings.api.description import described
from rulings.api.door import answered


@answered
def api_description(request: HttpRequest) -> dict[str, Any]:
    return described(request.build_absolute_uri("/"))
