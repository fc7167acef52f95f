"""What cannot be read at all (400): a host name that is not ours, a thousand parameters. It is the site's ``handler400``."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from rulings.api.problem import Problem, is_for_api

UNREADABLE = "This request cannot be read."


def answer(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was wrong with it is logged, and told to nobody: it may be somebody's attempt."""
    if is_for_api(request):
        return Problem(HTTPStatus.BAD_REQUEST, UNREADABLE).answer()
    return defaults.bad_request(request, exception)
