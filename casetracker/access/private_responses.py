"""Tells caches between the site and a reader that a response to a logged-in user is theirs alone. Middleware.

Pages differ by user: an editor's has notes that readers do not see. ``Vary: Cookie`` says so too, but not every cache
heeds it.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PRIVATE = "private"


def mark_private_responses(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. A response with its own Cache-Control is the same for everyone and stays as it is."""

    def answer(request: HttpRequest) -> HttpResponse:
        answered = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            answered.headers.setdefault("Cache-Control", PRIVATE)
        return answered

    return answer
