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

from dockets.http.rate_limit import count_request, count_token_request
from rulings.api.problem import ApiProblem
from rulings.http import subscription_keys
from rulings.http.api_tokens import PREFIX, find_token, read_bearer

type View = Callable[..., dict[str, Any]]
_BEARER = 'Bearer realm="casetracker"'


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
    key = read_bearer(request)
    token = find_token(key)
    if key.startswith(PREFIX) and token is None:
        detail = "This token has expired, was ended, or never was one."
        raise ApiProblem(HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": _BEARER})
    if wait := count_token_request(token.user_id) if token else count_request(request):
        detail = f"You have asked too often. Ask again in {wait} seconds."
        raise ApiProblem(HTTPStatus.TOO_MANY_REQUESTS, detail, headers={"Retry-After": str(wait)})
    is_known = token is not None or subscription_keys.is_key_valid(key, subscription_keys.API)
    if not settings.SITE_IS_PUBLIC and not is_known and not request.user.is_authenticated:
        detail = (
            "This tracker is private. Send a token of your account, or the key that stands on its page Subscriptions."
        )
        raise ApiProblem(HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": _BEARER})
