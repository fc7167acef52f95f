"""What a reader is told while the database is away: to come back in a moment (503), instead of that something broke (500); and
what to do where one statement of theirs took longer than it may (``CASETRACKER_STATEMENT_TIMEOUT``).

It is the site's ``handler500``, so that it answers wherever the database was missed: in a view, a template, a session.
"""

import sys
from http import HTTPStatus

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.views.defaults import server_error

from rulings.api.problem import Problem, is_for_api

AWAY = "The database behind this site does not answer just now. Nothing is lost; ask again in a few seconds."
SLOW = "This took too long. Ask for less: more words, a court, fewer years."
BROKE = "Something broke on our side. It has been logged."
RETRY_AFTER = 5
"""Seconds. A PostgreSQL that is started again is back in about so long."""
_ENDED = "57014"
_UNREACHABLE = ("08", "53", "57P")
"""Classes of PostgreSQL's error codes: no connection; no room, no memory, too many connections; shutting down or starting."""


def answer(request: HttpRequest) -> HttpResponse:
    """Called by Django in the ``except`` block of an error that nobody caught. Asks the database nothing."""
    error = sys.exception()
    slow, away = took_too_long(error), is_away(error)
    if is_for_api(request):
        return _problem(AWAY if away else SLOW if slow else "")
    if not (away or slow):
        return server_error(request)
    page = get_template("503.html").render({"too_slow": slow})
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"})


def _problem(passing: str) -> HttpResponse:
    if passing:
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE, passing, headers={"Retry-After": str(RETRY_AFTER)}).answer()
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, BROKE).answer()


def took_too_long(error: BaseException | None) -> bool:
    """Whether a statement was ended at its time limit."""
    return isinstance(error, Error) and getattr(error.__cause__, "sqlstate", "") == _ENDED


def is_away(error: BaseException | None) -> bool:
    """Whether an error is Django's for a database that cannot be reached or has no room, and not for a wrong statement.

    Where the connection itself failed, libpq knows no code.
    """
    if not isinstance(error, Error):
        return False
    code = getattr(error.__cause__, "sqlstate", "")
    return code is None or bool(code and code.startswith(_UNREACHABLE))
