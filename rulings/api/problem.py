"""What went wrong, for programs (RFC 9457)."""

from dataclasses import dataclass, field
from http import HTTPStatus

import orjson
from django.http import HttpRequest, HttpResponse

from rulings.subscription import API

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Problem(Exception):
    """Raised by whatever answers a request; ``answered_by`` (``rulings.api.door``) makes the answer of it."""

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


def is_for_api(request: HttpRequest) -> bool:
    """Whether a program asked, which wants to be told in JSON what went wrong before its request came to a view, or in one."""
    return request.path_info.startswith(API)


def bad_request(errors: list[tuple[str, str]]) -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, "Something that was asked for means nothing here.", tuple(errors))
