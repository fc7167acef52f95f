"""The page for requests that cannot be read at all (400): a host name that is not ours, a thousand parameters. The
site's ``handler400``."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from rulings.api.problem import ApiProblem, is_api_request

UNREADABLE = "This request cannot be read."


def answer_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The reason is logged, and not shown to the client: the request may be an attack."""
    if is_api_request(request):
        return ApiProblem(HTTPStatus.BAD_REQUEST, UNREADABLE).answer()
    return defaults.bad_request(request, exception)
