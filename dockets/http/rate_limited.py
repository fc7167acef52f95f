"""A decorator for views with a rate limit for those who are not logged in."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from dockets.http.rate_limit import count_request

TOO_OFTEN = "You have asked too often. Ask again in {} seconds, or log in."


def limit_rate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if wait := count_request(request):
            refused = HttpResponse(TOO_OFTEN.format(wait), content_type="text/plain; charset=utf-8")
            refused.status_code = HTTPStatus.TOO_MANY_REQUESTS
            refused["Retry-After"] = str(wait)
            return refused
        return view(request, *args, **kwargs)

    return answer
