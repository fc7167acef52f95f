"""Tells caches between us and a reader that what was made for somebody with a login is theirs alone.

Pages differ by who asks: an editor's has notes that readers do not see. ``Vary: Cookie`` says so too, but not every cache heeds
it.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PRIVATE = "private"


def kept_private(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. What says itself how long it is kept, and by whom, is the same for everyone and stays as it is."""

    def answer(request: HttpRequest) -> HttpResponse:
        answered = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            answered.headers.setdefault("Cache-Control", PRIVATE)
        return answered

    return answer
