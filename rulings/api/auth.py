"""Access to the API: who may use it and how often, and the format of every answer."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

import orjson
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from dockets.http.rate_limit import count_request
from rulings.api.problem import ApiProblem
from rulings.http import subscription_keys

type View = Callable[..., dict[str, Any]]


def answer_json(view: View) -> Callable[..., HttpResponse]:
    """For a view that returns the answer's content, sent as JSON, or raises ``ApiProblem`` or ``Http404``."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            _admit(request)
            return HttpResponse(orjson.dumps(view(request, *args, **kwargs)), content_type="application/json")
        except ApiProblem as problem:
            return problem.answer()
        except Http404 as error:
            return ApiProblem(HTTPStatus.NOT_FOUND, str(error) or "There is nothing at this address.").answer()

    # Requests with a form are told, as a problem in JSON, that the API is read-only.
    return csrf_exempt(login_not_required(_open(conditional_page(answer))))


def _open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Any site's scripts may read the answer, though never with the cookies of a user who is logged in here."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        answer["Access-Control-Allow-Origin"] = "*"
        if not settings.SITE_IS_PUBLIC:
            answer["Cache-Control"] = "private"
            answer["Vary"] = "Authorization, Cookie"
        return answer

    return opened


def _admit(request: HttpRequest) -> None:
    """Raises ``ApiProblem``."""
    if request.method not in ("GET", "HEAD"):
        raise ApiProblem(HTTPStatus.METHOD_NOT_ALLOWED, "The API is for reading.", headers={"Allow": "GET, HEAD"})
    if wait := count_request(request):
        detail = f"You have asked too often. Ask again in {wait} seconds."
        raise ApiProblem(HTTPStatus.TOO_MANY_REQUESTS, detail, headers={"Retry-After": str(wait)})
    if not settings.SITE_IS_PUBLIC and not _has_key(request) and not request.user.is_authenticated:
        detail = "This tracker is private. Send the key that stands on its page Subscriptions."
        raise ApiProblem(HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": 'Bearer realm="casetracker"'})


def _has_key(request: HttpRequest) -> bool:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and subscription_keys.is_key_valid(key.strip(), subscription_keys.API)
