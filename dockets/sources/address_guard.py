"""Connections to the internet, and to nothing else: what every outgoing request and every mailbox is opened through.

A name is looked up once, every record of the answer is checked, and the connection goes to the addresses that were checked. So a
name that is answered differently a moment later reaches nothing, and one bad record among good ones is a refusal.
"""

import ipaddress
import logging
import socket
import threading
import time
from collections.abc import Callable, Sequence

from django.conf import settings

from dockets.records import FetchFailed, NoAnswer

CONNECT_TIMEOUT = 5.0
"""Seconds for one address; a name may have several."""
_NOT_FOR_US = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "2002::/16")))
"""Assignments of protocols, and 6to4, which wraps IPv4: of these, Pythons before 3.12.4 and later ones think differently."""
_GIVEN_OUT = ipaddress.ip_network("2000::/3")
"""All IPv6 addresses of the internet that there are. Outside it lie those that wrap an IPv4 address (::ffff:, 64:ff9b::)."""

log = logging.getLogger(__name__)


class AddressRefused(FetchFailed):
    """The host is not on the internet, or only partly: no connection was tried."""


class NoAddress(NoAnswer):
    """The host's name could not be looked up."""


def is_admitted(address: str) -> bool:
    """Whether an address may be connected to. ``address`` as ``getaddrinfo`` gives it; raises ``ValueError`` for no address."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    plain = getattr(ip, "ipv4_mapped", None) or ip
    if plain.is_loopback and settings.FETCH_ALLOW_LOOPBACK:
        return True
    if ip.version == 6 and ip not in _GIVEN_OUT:
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not any(ip in network for network in _NOT_FOR_US)


def refusal(host: str) -> str:
    """Why a host is not fetched, where that can be told without looking its name up; "" where it cannot."""
    try:
        return "" if is_admitted(host.strip("[]")) else _not_on_the_internet(host)
    except ValueError:
        return ""


def _not_on_the_internet(host: str) -> str:
    return f"{host} is not on the internet, and is not fetched."


def checked_addresses(host: str, port: int, timeout: float = CONNECT_TIMEOUT) -> Sequence[str]:
    """The addresses of a host, all of them checked.

    Raises ``AddressRefused`` if one of them is not on the internet, ``NoAddress`` if none is found within ``timeout`` seconds.
    """
    addresses = list(dict.fromkeys(_looked_up(host, port, timeout)))
    refused = [address for address in addresses if not is_admitted(address)]
    if refused:
        log.warning("Not connected to %r: its address is %s.", host, refused[0])
        raise AddressRefused(_not_on_the_internet(host))
    return addresses


def _looked_up(host: str, port: int, timeout: float) -> Sequence[str]:
    """In a thread, because the system's look-up takes as long as it likes."""
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
        raise NoAddress(msg) from (answer if isinstance(answer, Exception) else None)
    return answer


def connect(host: str, port: int, timeout: float) -> socket.socket:
    """A connection to one of the host's checked addresses, within ``timeout`` seconds in all.

    Raises ``FetchFailed`` where there may be none, ``OSError`` where there is none.
    """
    return reach(host, port, timeout, lambda address, left: socket.create_connection((address, port), left), OSError)


def reach[T](host: str, port: int, timeout: float, open_one: Callable[[str, float], T], *failures: type[Exception]) -> T:
    """``open_one(address, seconds)`` at the first checked address where it does not fail with one of ``failures``."""
    ends_at = time.monotonic() + timeout
    addresses = checked_addresses(host, port, min(timeout, CONNECT_TIMEOUT))
    for place, address in enumerate(addresses, start=1):
        left = max(ends_at - time.monotonic(), 0.01)
        try:
            return open_one(address, min(left, CONNECT_TIMEOUT))
        except failures:
            if place == len(addresses) or left <= 0.01:
                raise
    raise AssertionError("unreachable")
