"""Which requests are anybody's in particular."""

from django.conf import settings
from django.http import HttpRequest

_THE_SAME_FOR_ALL = ("/embed/",)
"""Ends of addresses at which whoever is logged in gets what everybody gets."""


def asks_with_session(request: HttpRequest) -> bool:
    """Whether a session may matter for the answer. Where it does not, nothing looks into it, so that the answer
    does not vary by cookies."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and not request.path_info.endswith(_THE_SAME_FOR_ALL)
