"""The only HTTP client: every request of a source goes through ``fetch_url``, every message to a program through
``post_body``.

Only hosts on a list are fetched from, at each hop of a redirect too, and none inside a private network
(``address_guard``). Everything that a server could exhaust is bounded: total time, bytes after decompression,
redirects. Nothing is taken from the environment, no proxy, no ``.netrc``. Courts' servers are shared and slow, so
requests identify the site, are conditional and heed Retry-After.
"""

import logging
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import httpcore
import httpx
from django.conf import settings

from dockets.record.records import FetchedPayload, FetchFailed, ServerUnreachable
from dockets.sources.http import address_guard, connections
from dockets.sources.http.unpack import unpack_body

COURTS = ("*.uscourts.gov",)
"""Hosts of federal courts: those a source may ask unless it names others."""
MAX_BYTES = 20 * 1024 * 1024
"""The largest body accepted, decompressed."""
DEADLINE = 30.0
"""Seconds for everything: name look-ups, connection, redirects, body. A server that sends byte by byte is
cut off here."""
POST_DEADLINE = 15.0
"""Seconds for a post, as Standard Webhooks has it."""
MAX_REDIRECTS = 3
_REDIRECTS = {301, 302, 303, 307, 308}
_PORTS = {None, 80, 443}
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_DETAIL = 2000
_EXTENSIONS = {"timeout": connections.TIMEOUTS}
_SAID_WHEN = {"etag": "etag", "last_modified": "last-modified"}
_ASK_IF = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}

log = logging.getLogger(__name__)


class BadAnswer(FetchFailed):
    """The server answered, but not with what was asked for. ``detail``: its answer, if that is JSON of at most 2,000
    bytes."""

    def __init__(self, message: str, *, status: int, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, retry_after=retry_after)
        self.status = status
        self.detail = detail


@dataclass(frozen=True, slots=True)
class _Asked:
    """The parts of a request that are the same at every hop."""

    validators: Mapping[str, Any]
    headers: Mapping[str, str]
    """The caller's own headers, a token among them: only for the server first asked, not for one that it
    redirects to."""
    hosts: Collection[str]
    max_bytes: int


def fetch_url(
    url: str,
    validators: Mapping[str, Any],
    *,
    headers: Mapping[str, str] | None = None,
    hosts: Collection[str] = COURTS,
    deadline: float = DEADLINE,
    max_bytes: int = MAX_BYTES,
) -> FetchedPayload:
    """Fetches a URL: the server's body, or ``not_modified``.

    ``hosts``: which may be asked, "*.uscourts.gov" or whole names; those of ``settings.FETCH_HOSTS`` always may. Raises
    ``FetchFailed`` with a sentence: ``BadAnswer`` with the status, and with ``retry_after`` where given;
    ``ServerUnreachable``.
    """
    with connections.limit_connection_time(deadline), _in_a_sentence(url, deadline):
        return _follow(url, _Asked(validators, headers or {}, hosts, max_bytes))


def explain_refused_url(url: str, hosts: Collection[str] = COURTS) -> str:
    """Why a URL is refused, in a sentence; "" where it may be fetched. Needs no look-up; the form calls it with the
    same result."""
    try:
        parts = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        return f"“{url[:100]}” is no http or https address."
    host = parts.raw_host.decode("ascii", "replace")
    if parts.scheme not in {"http", "https"} or not host:
        return f"“{url[:100]}” is no http or https address."
    if parts.userinfo:
        return "An address with a user name or password in it is not fetched."
    if settings.FETCH_ALLOW_LOOPBACK and host in _LOOPBACK:
        return ""
    if not url.isascii() or not _is_listed(host, hosts):
        return (
            f"{host} is not on the list of servers that are asked ({', '.join([*hosts, *settings.FETCH_HOSTS])}). "
            "Whoever runs this site can add it: CASETRACKER_FETCH_HOSTS."
        )
    if parts.port not in _PORTS and not settings.FETCH_ALLOW_LOOPBACK:
        return f"Port {parts.port} of {host} is not asked, only 80 and 443."
    return address_guard.explain_refused_host(host)


def post_body(url: str, body: bytes, headers: Mapping[str, str], *, deadline: float = POST_DEADLINE) -> None:
    """Posts ``body`` to a server that a person of this site named. Redirects are not followed, and the answer counts by
    its status alone: 2xx. The host's addresses are checked when it is connected to.

    Raises ``FetchFailed`` with a sentence, which names the host and not the address, since that may be a secret:
    ``BadAnswer`` with the status, and with ``retry_after`` where given; ``ServerUnreachable``.
    """
    if refusal := explain_refused_target(url):
        raise FetchFailed(refusal)
    at = httpx.URL(url)
    own = {
        "Host": at.netloc.decode("ascii"),
        "User-Agent": _agent(),
        "Content-Length": str(len(body)),
    }
    sent = list((own | dict(headers)).items())
    with (
        connections.limit_connection_time(deadline),
        _in_a_sentence(url, deadline),
        connections.get_connection_pool().stream(
            "POST", _wire(at), headers=sent, content=body, extensions=_EXTENSIONS
        ) as response,
    ):
        if not HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
            raise _bad(at, response, httpx.Headers(response.headers))


def explain_refused_target(url: str) -> str:
    """Why nothing is posted to ``url``, in a sentence; "" where it may be. Needs no look-up."""
    try:
        parts = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        return "That is no address of https."
    host = parts.raw_host.decode("ascii", "replace")
    if settings.FETCH_ALLOW_LOOPBACK and host in _LOOPBACK:
        return ""
    if parts.scheme != "https" or not host or not url.isascii():
        return "That is no address of https."
    if parts.userinfo:
        return "An address with a user name or password in it is not used."
    if parts.port not in {None, 443}:
        return f"Port {parts.port} of {host} is not used, only 443."
    return address_guard.explain_refused_host(host)


def _is_listed(host: str, hosts: Collection[str]) -> bool:
    """Compares whole names: "ecf.uscourts.gov.example" and "uscourts.gov." are other names than they seem."""
    listed = [name.lower() for name in (*hosts, *settings.FETCH_HOSTS)]
    return any(host.endswith(name[1:]) if name.startswith("*.") else host == name for name in listed)


@contextmanager
def _in_a_sentence(url: str, deadline: float) -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException as error:
        late = f"did not answer within {deadline:g} seconds" if connections.is_time_up() else "stopped answering"
        raise ServerUnreachable(f"{_host(url)} {late}.") from error
    except zlib.error as error:
        msg = f"{_host(url)} sent an answer that cannot be unpacked: {error}."
        raise FetchFailed(msg) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        msg = f"{_host(url)} could not be read: {str(error) or type(error).__name__}."
        raise ServerUnreachable(msg) from error


def _follow(url: str, asked: _Asked) -> FetchedPayload:
    own = dict(asked.headers)
    for _ in range(MAX_REDIRECTS + 1):
        if refusal := explain_refused_url(url, asked.hosts):
            log.warning("Not fetched: %r: %s", url[:200], refusal)
            raise FetchFailed(refusal)
        at = httpx.URL(url)
        with connections.get_connection_pool().stream(
            "GET", _wire(at), headers=_headers(at, asked, own), extensions=_EXTENSIONS
        ) as response:
            if response.status not in _REDIRECTS:
                return _answer(at, response, asked)
            target = _next(at, response)
        if (target.scheme, target.host, target.port) != (at.scheme, at.host, at.port):
            own = {}
        url = str(target)
    msg = f"{_host(url)} redirects more than {MAX_REDIRECTS} times."
    raise FetchFailed(msg)


def _wire(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _agent() -> str:
    return f"Casetracker/1 (court-case tracker{f'; {settings.FETCH_CONTACT}' if settings.FETCH_CONTACT else ''})"


def _headers(url: httpx.URL, asked: _Asked, own: Mapping[str, str]) -> list[tuple[str, str]]:
    headers = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": _agent(),
        "Accept": "application/rss+xml, application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
    }
    conditions = {header: asked.validators[name] for name, header in _ASK_IF.items() if asked.validators.get(name)}
    return list((headers | conditions | dict(own)).items())


def _answer(url: httpx.URL, response: httpcore.Response, asked: _Asked) -> FetchedPayload:
    headers = httpx.Headers(response.headers)
    if response.status == HTTPStatus.NOT_MODIFIED:
        response.read()  # it has no body; but only what was read to its end leaves the connection for the next request
        return FetchedPayload(b"", url=str(url), not_modified=True, validators=dict(asked.validators))
    if response.status != HTTPStatus.OK:
        raise _bad(url, response, headers)
    return FetchedPayload(
        body=b"".join(unpack_body(response.iter_stream(), headers, url.host, asked.max_bytes)),
        media_type=headers.get("content-type", ""),
        url=str(url),
        validators={name: headers[header] for name, header in _SAID_WHEN.items() if header in headers},
    )


def _bad(url: httpx.URL, response: httpcore.Response, headers: httpx.Headers) -> BadAnswer:
    reason = response.extensions.get("reason_phrase", b"").decode("ascii", "replace")
    said = f"{url.host} answered {response.status} {reason}".strip() + "."
    return BadAnswer(
        said, status=response.status, detail=_detail(url, response, headers), retry_after=_retry_after(headers)
    )


def _detail(url: httpx.URL, response: httpcore.Response, headers: httpx.Headers) -> str:
    if "json" not in headers.get("content-type", ""):
        return ""
    with suppress(FetchFailed, zlib.error):
        return b"".join(unpack_body(response.iter_stream(), headers, url.host, _DETAIL)).decode("utf-8", "replace")
    return ""


def _next(url: httpx.URL, response: httpcore.Response) -> httpx.URL:
    """The target of a redirect. From http to https is followed, back is not."""
    try:
        target = url.join(httpx.Headers(response.headers).get("location", ""))
    except (httpx.InvalidURL, ValueError) as error:
        msg = f"{url.host} redirects to what is no address."
        raise FetchFailed(msg) from error
    if target.scheme != url.scheme and target.scheme != "https":
        msg = f"{url.host} redirects to a {target.scheme} address, which is not followed."
        raise FetchFailed(msg)
    return target


def _retry_after(headers: httpx.Headers) -> float | None:
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def _host(url: str) -> str:
    try:
        return httpx.URL(url).host or "The address"
    except (httpx.InvalidURL, ValueError):
        return "The address"
