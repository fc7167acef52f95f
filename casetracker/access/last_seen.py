"""Notes when somebody who is logged in was last here. Middleware."""

from collections.abc import Callable
from time import time

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from casetracker.access.sessions import asks_with_session

SEEN_AT = "seen_at"
"""In a session: the second at which it was last noted."""
EVERY = 600
"""Seconds between two notes, so that a page does not cost a write."""


def note_last_seen(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. Comes after those of sessions and users."""

    def answer(request: HttpRequest) -> HttpResponse:
        if asks_with_session(request) and _is_due(request):
            request.session[SEEN_AT] = int(time())
            UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())
        return get_response(request)

    return answer


def _is_due(request: HttpRequest) -> bool:
    noted = request.session.get(SEEN_AT)
    return noted is not None and time() - noted > EVERY and request.user.is_authenticated
