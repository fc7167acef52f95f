"""``/api/v1/openapi.json``: what the API answers (OpenAPI 3.1)."""

from typing import Any

from django.http import HttpRequest

from rulings.api.auth import answer_json
from rulings.api.openapi import build_openapi


@answer_json
def api_description(request: HttpRequest) -> dict[str, Any]:
    return build_openapi(request.build_absolute_uri("/"))
