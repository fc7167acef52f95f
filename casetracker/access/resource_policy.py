"""Tells browsers that no other site's page may load this site's responses as a part of its own:
Cross-Origin-Resource-Policy. Middleware.

So nothing of this site gets into a process in which other sites' scripts run. Views made for embedding in articles set
the header themselves; links to the site still work, and a program that reads the API or a feed is not affected.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

HEADER = "Cross-Origin-Resource-Policy"
BY_OUR_PAGES = "same-origin"


def set_resource_policy(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        answered = get_response(request)
        answered.headers.setdefault(HEADER, BY_OUR_PAGES)
        return answered

    return answer
