"""The one door to courts' servers: every request of a source goes through ``get``.

Bounded in everything a server can do to us: time in all, bytes after decompression, redirects, schemes, addresses. Nothing of the
environment is used, no proxy, no ``.netrc``. Courts' servers are shared and slow: who asks says who they are, asks conditionally
and heeds Retry-After.
"""

import asyncio
import ipaddress
import socket
import zlib
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import httpx
from django.conf import settings

from dockets.records import Fetched, FetchFailed

MAX_BYTES = 20 * 1024 * 1024
"""Of a body, decompressed."""
DEADLINE = 30.0
"""Seconds for everything: names, connection, redirects, body. A server that drips is cut off here."""
CONNECT_TIMEOUT, READ_TIMEOUT = 5.0, 15.0
MAX_REDIRECTS = 3
_REDIRECTS = {301, 302, 303, 307, 308}
_SAID_WHEN = {"etag": "etag", "last_modified": "last-modified"}
_ASK_IF = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}


def get(url: str, validators: Mapping[str, Any], *, deadline: float = DEADLINE, max_bytes: int = MAX_BYTES) -> Fetched:
    """What the server has, or ``not_modified``. Raises ``FetchFailed`` with a sentence, and with ``retry_after`` where named."""
    return asyncio.run(_within(deadline, url, validators, max_bytes))


async def _within(deadline: float, url: str, validators: Mapping[str, Any], max_bytes: int) -> Fetched:
    try:
        async with asyncio.timeout(deadline):
            return await _follow(url, validators, max_bytes)
    except TimeoutError as error:
        msg = f"{_host(url)} did not answer within {deadline:g} seconds."
        raise FetchFailed(msg) from error
    except httpx.TimeoutException as error:
        msg = f"{_host(url)} stopped answering."
        raise FetchFailed(msg) from error
    except (httpx.HTTPError, httpx.InvalidURL, zlib.error, OSError) as error:
        msg = f"{_host(url)} could not be read: {str(error) or type(error).__name__}."
        raise FetchFailed(msg) from error


async def _follow(url: str, validators: Mapping[str, Any], max_bytes: int) -> Fetched:
    timeout = httpx.Timeout(READ_TIMEOUT, connect=CONNECT_TIMEOUT)
    async with httpx.AsyncClient(timeout=timeout, trust_env=False, follow_redirects=False) as client:
        for _ in range(MAX_REDIRECTS + 1):
            await _allow(url)
            async with client.stream("GET", url, headers=_headers(validators)) as response:
                if response.status_code not in _REDIRECTS:
                    return await _answer(response, validators, max_bytes)
                url = _next(response)
    msg = f"{_host(url)} redirects more than {MAX_REDIRECTS} times."
    raise FetchFailed(msg)


def _headers(validators: Mapping[str, Any]) -> dict[str, str]:
    contact = settings.FETCH_CONTACT
    asked = {header: validators[name] for name, header in _ASK_IF.items() if validators.get(name)}
    return {
        "User-Agent": f"Casetracker/1 (court-case tracker{'; ' + contact if contact else ''})",
        "Accept": "application/rss+xml, application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        **asked,
    }


async def _answer(response: httpx.Response, validators: Mapping[str, Any], max_bytes: int) -> Fetched:
    url, status = str(response.url), response.status_code
    if status == HTTPStatus.NOT_MODIFIED:
        return Fetched(b"", url=url, not_modified=True, validators=dict(validators))
    if status != HTTPStatus.OK:
        raise FetchFailed(
            f"{_host(url)} answered {status} {response.reason_phrase}.".replace(" .", "."), retry_after=_retry_after(response)
        )
    return Fetched(
        body=await _body(response, max_bytes),
        media_type=response.headers.get("content-type", ""),
        url=url,
        validators={name: response.headers[header] for name, header in _SAID_WHEN.items() if header in response.headers},
    )


async def _body(response: httpx.Response, max_bytes: int) -> bytes:
    """Unpacked here and not by httpx, which unpacks each piece whole: a small piece can hold a thousand times its size."""
    parts, size = [], 0
    async for part in _unpacked(response, max_bytes):
        size += len(part)
        if size > max_bytes:
            msg = f"{_host(str(response.url))} sent more than {max_bytes:,} bytes; nothing of it was taken."
            raise FetchFailed(msg)
        parts.append(part)
    return b"".join(parts)


async def _unpacked(response: httpx.Response, max_bytes: int) -> AsyncIterator[bytes]:
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in {"identity", ""}:
        async for piece in response.aiter_raw():
            yield piece
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        msg = f"{_host(str(response.url))} sent its answer packed as “{encoding[:20]}”, which was not asked for."
        raise FetchFailed(msg)
    unpacker = zlib.decompressobj(wbits=47 if "gzip" in encoding else 15)
    async for piece in response.aiter_raw():
        yield unpacker.decompress(piece, max_bytes + 1)
    if not unpacker.eof and not unpacker.unconsumed_tail:
        msg = f"{_host(str(response.url))} broke off its answer."
        raise FetchFailed(msg)


def _next(response: httpx.Response) -> str:
    """Where a redirect leads. From http to https is taken, back is not."""
    target = response.url.join(response.headers.get("location", ""))
    if target.scheme != response.url.scheme and target.scheme != "https":
        msg = f"{_host(str(response.url))} redirects to a {target.scheme} address, which is not followed."
        raise FetchFailed(msg)
    return str(target)


async def _allow(url: str) -> None:
    """Refuses what is no address of a court: other schemes, names and passwords in it, hosts that are not on the internet."""
    parts = httpx.URL(url)
    if parts.scheme not in {"http", "https"} or not parts.host:
        msg = f"“{url[:100]}” is no http or https address."
        raise FetchFailed(msg)
    if parts.userinfo:
        msg = "An address with a user name or password in it is not fetched."
        raise FetchFailed(msg)
    found = await asyncio.get_running_loop().getaddrinfo(parts.host, parts.port or 443, type=socket.SOCK_STREAM)
    for *_, address in found:
        ip = ipaddress.ip_address(str(address[0]).partition("%")[0])
        # Pythons before 3.12.4 take ::ffff:127.0.0.1 for an address of the internet.
        ip = getattr(ip, "ipv4_mapped", None) or ip
        if not (ip.is_global or (ip.is_loopback and settings.FETCH_ALLOW_LOOPBACK)):
            msg = f"{parts.host} is not on the internet, and is not fetched."
            raise FetchFailed(msg)


def _retry_after(response: httpx.Response) -> float | None:
    said = response.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _host(url: str) -> str:
    try:
        return httpx.URL(url).host or "The address"
    except httpx.InvalidURL:
        return "The address"
