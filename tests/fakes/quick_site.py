"""A site that starts at once and takes a moment for each page, for tests of how a web server is started and stopped."""

import time
from collections.abc import Callable, Iterable
from typing import Any


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """As the real one does, it answers GET with 200, and a form without its token with 403."""
    time.sleep(0.01)
    status = "200 OK" if environ["REQUEST_METHOD"] == "GET" else "403 Forbidden"
    start_response(status, [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]
