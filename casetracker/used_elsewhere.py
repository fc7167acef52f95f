"""Tells browsers that no page of another site may load what stands here as a part of its own: Cross-Origin-Resource-Policy.

So nothing of this site comes into a process that other sites' scripts run in. A view says itself what is made for articles;
a link leads here all the same, and a program that reads the API or a feed asks for no part of a page.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

HEADER = "Cross-Origin-Resource-Policy"
BY_OUR_PAGES = "same-origin"


def used_elsewhere(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        answered = get_response(request)
        answered.headers.setdefault(HEADER, BY_OUR_PAGES)
        return answered

    return answer
