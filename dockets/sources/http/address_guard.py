"""Connects to public internet addresses only. Every outgoing request and every mailbox is opened through it.

A name is looked up once, every record of the answer is checked, and the connection goes to the checked addresses. So a
name whose answer changes a moment later (DNS rebinding) reaches nothing, and one bad record among good ones is a
refusal.
"""

import ipaddress
import logging
import socket
import threading
import time
from collections.abc import Callable, Sequence

from django.conf import settings

from dockets.record.records import FetchFailed, ServerUnreachable

CONNECT_TIMEOUT = 5.0
"""Timeout in seconds for one address; a name may have several."""
_NOT_FOR_US = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2002::/16")))
"""Protocol assignments, and 6to4, which wraps IPv4: Python before 3.12.4 and later versions classify these
differently."""
_GIVEN_OUT = ipaddress.ip_network("2000::/3")
"""All IPv6 addresses in use on the internet. Outside it lie those that wrap an IPv4 address (::ffff:, 64:ff9b::)."""

log = logging.getLogger(__name__)


class AddressRefused(FetchFailed):
    """The host is not on the internet, or only partly; no connection was attempted."""


class HostNotFound(ServerUnreachable):
    """The host's name could not be looked up."""


def is_public_address(address: str) -> bool:
    """Whether connecting to an address is allowed. ``address`` as ``getaddrinfo`` gives it; raises ``ValueError`` if it
    is no address."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    plain = getattr(ip, "ipv4_mapped", None) or ip
    if plain.is_loopback and settings.FETCH_ALLOW_LOOPBACK:
        return True
    if ip.version == 6 and ip not in _GIVEN_OUT:
        return False
    return (
        ip.is_global
        and not ip.is_multicast
        and not ip.is_reserved
        and not any(ip in network for network in _NOT_FOR_US)
    )


def explain_refused_host(host: str) -> str:
    """Why a host is refused, where that can be told without looking its name up; "" where it cannot."""
    try:
        return "" if is_public_address(host.strip("[]")) else _not_on_the_internet(host)
    except ValueError:
        return ""


def _not_on_the_internet(host: str) -> str:
    return f"{host} is not on the internet, and is not fetched."


def resolve_public_addresses(host: str, port: int, timeout: float = CONNECT_TIMEOUT) -> Sequence[str]:
    """The addresses of a host, all of them checked.

    Raises ``AddressRefused`` if one of them is not on the internet, ``HostNotFound`` if none is found within
    ``timeout`` seconds.
    """
    addresses = list(dict.fromkeys(_looked_up(host, port, timeout)))
    refused = [address for address in addresses if not is_public_address(address)]
    if refused:
        log.warning("Not connected to %r: its address is %s.", host, refused[0])
        raise AddressRefused(_not_on_the_internet(host))
    return addresses


def _looked_up(host: str, port: int, timeout: float) -> Sequence[str]:
    """Looks the name up in a thread, because the system's look-up has no timeout."""
    found: list[Sequence[str] | OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.append([str(address[0]) for *_, address in answers])
        except (OSError, UnicodeError) as error:
            found.append(error)

    thread = threading.Thread(target=look_up, name=f"look-up of {host}", daemon=True)
    thread.start()
    thread.join(timeout)
    answer = found[0] if found else TimeoutError("no answer")
    if isinstance(answer, Exception) or not answer:
        msg = f"The name {host} could not be looked up."
        raise HostNotFound(msg) from (answer if isinstance(answer, Exception) else None)
    return answer


def connect_to_host(host: str, port: int, timeout: float) -> socket.socket:
    """Connects to one of the host's checked addresses, within ``timeout`` seconds in all.

    Raises ``FetchFailed`` where no connection is allowed, ``OSError`` where none succeeds.
    """
    return try_addresses(
        host, port, timeout, lambda address, left: socket.create_connection((address, port), left), OSError
    )


def try_addresses[T](
    host: str, port: int, timeout: float, open_one: Callable[[str, float], T], *failures: type[Exception]
) -> T:
    """Calls ``open_one(address, seconds)`` for one checked address after the other until a call does not fail with one
    of ``failures``."""
    ends_at = time.monotonic() + timeout
    addresses = resolve_public_addresses(host, port, min(timeout, CONNECT_TIMEOUT))
    for place, address in enumerate(addresses, start=1):
        left = max(ends_at - time.monotonic(), 0.01)
        try:
            return open_one(address, min(left, CONNECT_TIMEOUT))
        except failures:
            if place == len(addresses) or left <= 0.01:
                raise
    raise AssertionError("unreachable")
