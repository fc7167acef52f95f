"""One id for each request, which its log lines bear, and those of the tasks that it queues. Middleware, and Celery's
signals (``casetracker.celery``)."""

import re
import secrets
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

HEADER = "X-Request-ID"
IN_MESSAGE = "request_id"
"""Its name among the headers of a task's message."""
_READABLE = re.compile(r"[A-Za-z0-9._:-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def get_request_id() -> str:
    """Of the request, or of the task's, that is being worked on; "" outside of any."""
    return _current.get()


@contextmanager
def use_request_id(value: str) -> Iterator[None]:
    token = _current.set(value)
    try:
        yield
    finally:
        _current.reset(token)


def name_requests(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware. What a proxy calls the request is believed where a proxy is set; it is told in the answer."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
        with use_request_id(given if _READABLE.fullmatch(given) else secrets.token_hex(8)):
            answered = get_response(request)
            answered.headers.setdefault(HEADER, get_request_id())
            return answered

    return answer


def add_to_message(headers: MutableMapping[str, Any]) -> None:
    """Called before a task is sent."""
    if value := get_request_id():
        headers[IN_MESSAGE] = value


def take_from_task(request: Any) -> None:
    """Called before a task begins, with Celery's description of it. A process works on one task at a time."""
    given = getattr(request, IN_MESSAGE, None) or (getattr(request, "headers", None) or {}).get(IN_MESSAGE)
    _current.set(str(given or ""))
