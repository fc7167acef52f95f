"""Answers 304 to an anonymous reader who has the page already, before it is worked out: middleware.

An ETag names everything that a page depends on: what the database holds of it (``page_state``), the code, its
templates and the settings, and what was asked. It is read before the page, so a page may be newer than its ETag says
and is then made once more; it is never older.
"""

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.http import parse_etags

from casetracker.delivery.page_state import read_page_state
from casetracker.delivery.proxy_cache import is_asked_by_anybody
from dockets.format.house_words import get_words_in_force

_PARTS = ("casetracker", "dockets", "rulings", "templates", "static")
"""Folders of what makes a page."""
_HEADERS = ("Accept", "HX-Request", "HX-Target", "HX-Boosted", "HX-History-Restore-Request", "HX-Current-URL")
"""By which the same address has different answers."""
_MESSAGES = "messages"
"""The cookie of what somebody is told once."""


def answer_unchanged(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. Comes last, so that a request is refused or counted as any other."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not settings.PROXY_CACHE or not is_asked_by_anybody(request) or _MESSAGES in request.COOKIES:
            return get_response(request)
        tag = build_page_tag(request)
        if not tag:
            return get_response(request)
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            answered: HttpResponse = HttpResponseNotModified()
        else:
            answered = get_response(request)
        if answered.status_code in (200, 304):
            answered["ETag"] = tag
        return answered

    return answer


def build_page_tag(request: HttpRequest) -> str:
    """The ETag of the page that this request asks for; "" where nobody knows what it depends on. One query."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return ""
    state = read_page_state(match.url_name or "", match.kwargs, timezone.now())
    if state is None:
        return ""
    asked = (request.build_absolute_uri(), *(request.headers.get(name) for name in _HEADERS))
    # Processes learn new words within seconds: a page has the words that its own process knew.
    words = sorted((group, sorted(of_group.items())) for group, of_group in get_words_in_force().items())
    named = hashlib.blake2b(repr((state, words, asked)).encode(), key=read_site_digest(), digest_size=15)
    return f'W/"{named.hexdigest()}"'


@cache
def read_site_digest() -> bytes:
    """Of the code, its templates, what it is built on, and the settings in force: the same in all processes of one
    version. Nobody can guess it, since the settings hold secrets."""
    digest = hashlib.blake2b(digest_size=32)
    for part in _list_parts():
        digest.update(part)
    return digest.digest()


def _list_parts() -> Iterator[bytes]:
    for folder in _PARTS:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                yield str(path.relative_to(settings.BASE_DIR)).encode()
                yield path.read_bytes()
    yield repr(sorted((one.name, one.version) for one in distributions())).encode()
    # Words and numbers alone: what else there is may be written in another way by each process.
    plain = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
    yield repr(
        sorted((name, repr(value)) for name, value in plain.items() if isinstance(value, str | int | float))
    ).encode()
