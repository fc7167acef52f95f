"""What a reader is told while the database is away: to come back in a moment (503), instead of that something broke (500).

It is the site's ``handler500``, so that it answers wherever the database was missed: in a view, a template, a session.
"""

import sys

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.views.defaults import server_error

RETRY_AFTER = 5
"""Seconds. A PostgreSQL that is started again is back in about so long."""
_UNREACHABLE = ("08", "53", "57P")
"""Classes of PostgreSQL's error codes: no connection; no room, no memory, too many connections; shutting down or starting."""


def answer(request: HttpRequest) -> HttpResponse:
    """Called by Django in the ``except`` block of an error that nobody caught. Asks the database nothing."""
    if not is_away(sys.exception()):
        return server_error(request)
    page = get_template("503.html").render()
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"})


def is_away(error: BaseException | None) -> bool:
    """Whether an error is Django's for a database that cannot be reached or has no room, and not for a wrong statement.

    Where the connection itself failed, libpq knows no code.
    """
    if not isinstance(error, Error):
        return False
    code = getattr(error.__cause__, "sqlstate", "")
    return code is None or bool(code and code.startswith(_UNREACHABLE))
