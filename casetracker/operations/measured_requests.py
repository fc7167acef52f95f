"""Counts requests by view and status, how long they took, and how much of it was the database's. Middleware."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

from casetracker.operations import marks, outage_mail
from dockets.db.counters import add_count, flush_counts

NO_VIEW = "none"
"""Label of requests that no view answered: refused before one was chosen, or at an address that there is not."""
_BROKEN = 500
AWAY = 503


def measure_requests(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware. Static files are answered before it, and not counted."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        began, clock = time.perf_counter(), DatabaseClock()
        with connection.execute_wrapper(clock):
            answered = get_response(request)
        view = request.resolver_match.view_name if request.resolver_match else NO_VIEW
        add_count("requests", view=view, status=str(answered.status_code))
        add_count("request_seconds", time.perf_counter() - began, view=view)
        if clock.queries:
            add_count("database_seconds", clock.seconds, view=view)
            add_count("database_queries", clock.queries, view=view)
        if answered.status_code == _BROKEN:
            marks.note_mark(marks.BROKEN, view=view)
        flush_counts()
        outage_mail.look_for_outages()
        return answered

    return answer


class DatabaseClock:
    """Measures the statements of one request."""

    def __init__(self) -> None:
        self.seconds, self.queries = 0.0, 0

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*statement)
        finally:
            self.seconds += time.perf_counter() - began
            self.queries += 1
