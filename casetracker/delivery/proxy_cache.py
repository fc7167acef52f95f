"""Lets a cache in front of the site (nginx, a CDN) hand one answer to all who are not logged in, so that a story that
goes around costs one page a second and not one for each reader. Middleware.

Only where ``CASETRACKER_PROXY_CACHE`` says for how many seconds, since ``Vary: Cookie`` goes from those answers: the
cache itself must then pass on every request with a session's cookie, as ``docs/deploy.md`` has it. What is withdrawn is
gone after that time, which nginx counts in whole seconds: after two at most, where it is one.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag

from dockets.db.counters import add_count


def let_proxies_cache(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. Adds ``s-maxage`` and an ETag to what anybody may see, and answers 304 where a reader has it."""

    def answer(request: HttpRequest) -> HttpResponse:
        answered = get_response(request)
        if not settings.PROXY_CACHE or not _is_for_anybody(request, answered):
            return answered
        answered["Cache-Control"] = f"public, max-age=0, s-maxage={settings.PROXY_CACHE}"
        _vary_no_longer_by_cookie(answered)
        if answered.status_code == HTTPStatus.NOT_MODIFIED:
            add_count("cache", result="hit")
            return answered
        if answered.streaming:
            return answered
        if not answered.has_header("ETag"):
            set_response_etag(answered)
        unchanged = get_conditional_response(request, etag=answered["ETag"], response=answered)
        is_hit = isinstance(unchanged, HttpResponse) and unchanged.status_code == HTTPStatus.NOT_MODIFIED
        add_count("cache", result="hit" if is_hit else "miss")
        return unchanged if isinstance(unchanged, HttpResponse) else answered

    return answer


def is_asked_by_anybody(request: HttpRequest) -> bool:
    """Whether nothing in the request says who asks, on a site that is open to all."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SITE_IS_PUBLIC
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "Authorization" not in request.headers
    )


def _is_for_anybody(request: HttpRequest, answered: HttpResponse) -> bool:
    """Whether nothing in the request says who asks, and nothing in the answer is for one reader."""
    return (
        is_asked_by_anybody(request)
        and answered.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)
        and not answered.cookies
        and not answered.has_header("Cache-Control")
    )


def _vary_no_longer_by_cookie(answered: HttpResponse) -> None:
    names = [name.strip() for name in answered.get("Vary", "").split(",")]
    if kept := [name for name in names if name and name.lower() != "cookie"]:
        answered["Vary"] = ", ".join(kept)
    elif answered.has_header("Vary"):
        del answered["Vary"]
