"""Keeps a site that stands behind no proxy from believing what a client says of the connection. Called by
``casetracker.wsgi``."""

import ssl
from collections.abc import Callable, Iterable
from typing import Any

type Environ = dict[str, Any]
type Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

CLAIMS = ("HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_PROTOCOL", "HTTP_X_FORWARDED_SSL")


def ignore_claimed_scheme(application: Application) -> Application:
    """The application, for requests whose scheme is that of their own connection. gunicorn takes the scheme from these
    headers wherever a request comes from this machine, whatever ``BEHIND_PROXY`` says."""

    def answer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if any(claim in environ for claim in CLAIMS):
            is_encrypted = isinstance(environ.get("gunicorn.socket"), ssl.SSLSocket)
            environ = {name: value for name, value in environ.items() if name not in CLAIMS}
            environ["wsgi.url_scheme"] = "https" if is_encrypted else "http"
        return application(environ, start_response)

    return answer
