"""Reads what an anonymous reader asks for from the replica (``DATABASE_REPLICA_URL``): middleware.

For the time of such a request the replica's connection stands in the place of the primary's, so that everything a page
does, also SQL by hand and transactions, is done there; a database router would see queries of the ORM alone. Where the
replica fails or a page wants to write, the same request is answered once more from the primary.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.http import HttpRequest, HttpResponse

from casetracker.delivery import replica
from casetracker.delivery.proxy_cache import is_asked_by_anybody
from dockets.db.server.server_facts import read_written_place

COOKIE = "casetracker-written"
"""Signed: how far the primary's log went when this reader last wrote something."""
_SALT = "casetracker.delivery.replica_reads"
KEPT = 3600
"""Seconds. A replica that is further behind is not asked anyway."""
_TOO_LONG = "57014"
_SAFE = ("GET", "HEAD", "OPTIONS")


def read_from_replica(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. Comes before whatever asks the database. What is streamed is read on the primary."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not settings.DATABASE_REPLICA_URL:
            return get_response(request)
        if request.method not in _SAFE:
            return _remember(get_response(request))
        if not is_asked_by_anybody(request) or not replica.is_replica_usable(_read_place(request)):
            return get_response(request)
        with _in_place_of_primary() as failed:
            answered = get_response(request)
        if failed or answered.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            answered.close()
            return get_response(request)
        return answered

    return answer


@contextmanager
def _in_place_of_primary() -> Iterator[list[Error]]:
    """Everything inside is read on the replica; the list holds, afterwards, what failed there. A statement that took
    too long would on the primary as well."""
    primary, stand_in = connections[DEFAULT_DB_ALIAS], connections[replica.ALIAS]
    failed: list[Error] = []

    def watch(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        try:
            return execute(sql, params, many, context)
        except Error as error:
            if getattr(error.__cause__, "sqlstate", "") != _TOO_LONG:
                failed.append(error)
            raise

    stand_in.alias = DEFAULT_DB_ALIAS
    connections[DEFAULT_DB_ALIAS] = stand_in
    try:
        with stand_in.execute_wrapper(watch):
            yield failed
    finally:
        connections[DEFAULT_DB_ALIAS] = primary
        stand_in.alias = replica.ALIAS
        if failed and not stand_in.is_usable():
            replica.leave_replica_alone(replica.describe_replica_failure(failed[0]))


def _remember(answered: HttpResponse) -> HttpResponse:
    """Tells the reader's browser how far the primary is, after what it has just written."""
    try:
        place = read_written_place(DEFAULT_DB_ALIAS)
    except Error:
        return answered
    answered.set_cookie(
        COOKIE, signing.dumps(place, salt=_SALT), max_age=KEPT, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return answered


def _read_place(request: HttpRequest) -> int:
    try:
        return int(signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=KEPT))
    except (signing.BadSignature, ValueError, TypeError):
        return 0
