"""Errors in the form for programs (RFC 9457)."""

from dataclasses import dataclass, field
from http import HTTPStatus

import orjson
from django.http import HttpRequest, HttpResponse

from rulings.http.subscription_keys import API

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class ApiProblem(Exception):
    """Raised by anything that answers a request; ``auth.answer_json`` makes the answer from it."""

    status: HTTPStatus
    detail: str
    errors: tuple[tuple[str, str], ...] = ()
    """(parameter, what is wrong with it)."""
    headers: dict[str, str] = field(default_factory=dict)

    def answer(self) -> HttpResponse:
        told: dict[str, object] = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
        }
        if self.errors:
            told["errors"] = [{"parameter": name, "detail": detail} for name, detail in self.errors]
        return HttpResponse(orjson.dumps(told), status=self.status, content_type=MEDIA_TYPE, headers=self.headers)


def is_api_request(request: HttpRequest) -> bool:
    """Whether the request is for the API, so that errors before or in a view are answered in JSON."""
    return request.path_info.startswith(API)


def build_bad_request(errors: list[tuple[str, str]]) -> ApiProblem:
    return ApiProblem(HTTPStatus.BAD_REQUEST, "Something that was asked for means nothing here.", tuple(errors))
