"""Shows times in the zone that somebody has chosen for themselves: middleware. Times that a court states stay in the
court's own."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from casetracker.access.sessions import asks_with_session

ZONE = "time_zone"
"""In a session: the name of the zone; put there at the log-in and when it is changed, so that no page asks for it."""


def use_own_zone(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. Comes after those of sessions and users."""

    def answer(request: HttpRequest) -> HttpResponse:
        chosen = request.session.get(ZONE, "") if asks_with_session(request) else ""
        if not chosen or not request.user.is_authenticated:
            return get_response(request)
        try:
            zone = ZoneInfo(chosen)
        except (ZoneInfoNotFoundError, ValueError):
            return get_response(request)
        with timezone.override(zone):
            return get_response(request)

    return answer
