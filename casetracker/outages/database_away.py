"""Error pages while the database is away, or where files of documents are kept: 503, come back in a moment, instead of
500; and advice when a statement exceeded its time limit (``CASETRACKER_STATEMENT_TIMEOUT``).

The site's ``handler500``, so it covers errors anywhere: in a view, a template, a session.
"""

import sys
from http import HTTPStatus

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.views.defaults import server_error

from dockets.documents.storage import StorageAway
from rulings.api.problem import ApiProblem, is_api_request

AWAY = "The database behind this site does not answer just now. Nothing is lost; ask again in a few seconds."
SLOW = "This took too long. Ask for less: more words, a court, fewer years."
BROKE = "Something broke on our side. It has been logged."
RETRY_AFTER = 5
"""Seconds. A restarted PostgreSQL is usually back by then."""
_ENDED = "57014"
_UNREACHABLE = ("08", "53", "57P")
"""Prefixes of PostgreSQL's error codes: no connection; no disk space, memory or connections left; shutting down or
starting."""


def answer_database_away(request: HttpRequest) -> HttpResponse:
    """Called by Django in the ``except`` block of an uncaught error. Makes no query."""
    error = sys.exception()
    slow, away, no_files = is_statement_timeout(error), is_database_away(error), isinstance(error, StorageAway)
    if is_api_request(request):
        return _problem(AWAY if away else SLOW if slow else str(error) if no_files else "")
    if not (away or slow or no_files):
        return server_error(request)
    page = get_template("503.html").render({"too_slow": slow, "no_files": str(error) if no_files else ""})
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"})


def _problem(passing: str) -> HttpResponse:
    if passing:
        return ApiProblem(HTTPStatus.SERVICE_UNAVAILABLE, passing, headers={"Retry-After": str(RETRY_AFTER)}).answer()
    return ApiProblem(HTTPStatus.INTERNAL_SERVER_ERROR, BROKE).answer()


def is_statement_timeout(error: BaseException | None) -> bool:
    """Whether a statement was cancelled at its time limit."""
    return isinstance(error, Error) and getattr(error.__cause__, "sqlstate", "") == _ENDED


def is_database_away(error: BaseException | None) -> bool:
    """Whether an error is Django's for a database that cannot be reached or has no room, and not for a wrong statement.

    Where the connection itself failed, libpq gives no code.
    """
    if not isinstance(error, Error):
        return False
    code = getattr(error.__cause__, "sqlstate", "")
    return code is None or bool(code and code.startswith(_UNREACHABLE))
