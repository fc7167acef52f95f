"""The door of the API: who may come in and how often, and in which form everyone is answered."""

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

from rulings import subscription
from rulings.api.problem import Problem
from rulings.rate import seconds_to_wait

type View = Callable[..., dict[str, Any]]


def answered(view: View) -> Callable[..., HttpResponse]:
    """A view that returns what is told as JSON, or raises ``Problem`` or ``Http404``."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            _admit(request)
            return HttpResponse(orjson.dumps(view(request, *args, **kwargs)), content_type="application/json")
        except Problem as problem:
            return problem.answer()
        except Http404 as error:
            return Problem(HTTPStatus.NOT_FOUND, str(error) or "There is nothing at this address.").answer()

    # Whoever sends a form is told, in the API's own words, that it is for reading.
    return csrf_exempt(login_not_required(_open(conditional_page(answer))))


def _open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Any site's scripts may read it, though never in the name of somebody who is logged in here."""

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
    """Raises ``Problem``."""
    if request.method not in ("GET", "HEAD"):
        raise Problem(HTTPStatus.METHOD_NOT_ALLOWED, "The API is for reading.", headers={"Allow": "GET, HEAD"})
    if wait := seconds_to_wait(request):
        detail = f"You have asked too often. Ask again in {wait} seconds."
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, detail, headers={"Retry-After": str(wait)})
    if not settings.SITE_IS_PUBLIC and not _has_key(request) and not request.user.is_authenticated:
        detail = "This tracker is private. Send the key that stands on its page Subscriptions."
        raise Problem(HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": 'Bearer realm="casetracker"'})


def _has_key(request: HttpRequest) -> bool:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and subscription.opens(key.strip(), subscription.API)
