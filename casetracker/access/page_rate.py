"""Limits requests for pages to more than people can read: 429 with ``Retry-After``, and a hint what to do instead.
Middleware."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.csp import CSP, build_policy

from dockets.http.rate_limit import count_page_request
from rulings.timeline.embedding import build_embed_policy, is_embeddable

_UNCOUNTED = ("/api/v1/", "/hooks/", "/accounts/login/")
"""Not counted: the API has its own limits and error format; a webhook has a secret; somebody over the limit must still
be able to log in."""
_IN_A_FRAME = "Too many readers at this address just now. Load the page again in {} seconds."


def limit_page_rate(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. Static files are answered before it and so not counted."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(_UNCOUNTED) or not (wait := count_page_request(request)):
            return get_response(request)
        refused = _framed(wait) if request.path_info.endswith("/embed/") and is_embeddable() else _page(request, wait)
        refused["Retry-After"] = str(wait)
        refused["Cache-Control"] = "no-store"
        return refused

    return answer


def _page(request: HttpRequest, wait: int) -> HttpResponse:
    told = {
        "wait": wait,
        "rate": settings.PAGE_RATE.replace("/", " a "),
        "api": request.build_absolute_uri(reverse("api-description")),
    }
    return render(request, "429.html", told, status=HTTPStatus.TOO_MANY_REQUESTS)


def _framed(wait: int) -> HttpResponse:
    """The response for a frame in an article's page: without the site's header, and allowed to be framed."""
    refused = HttpResponse(_IN_A_FRAME.format(wait), content_type="text/plain; charset=utf-8")
    refused.status_code = HTTPStatus.TOO_MANY_REQUESTS
    refused.xframe_options_exempt = True
    refused[CSP.HEADER_ENFORCE.value] = build_policy(build_embed_policy())
    return refused
