"""Tests reach this machine and nothing else: a connection to any other address is an error, whoever opens it."""

import ipaddress
import socket
import sys
from typing import Any

_LOCAL_NAMES = {"localhost", "", None}


class NetworkBlocked(RuntimeError):
    """A test tried to leave the machine."""


def block() -> None:
    """For the rest of the process: an audit hook cannot be taken out again."""
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect":
        opened, address = arguments
        if opened.family in (socket.AF_INET, socket.AF_INET6):
            _require_local(address[0])
    elif event == "socket.getaddrinfo":
        _require_local(arguments[0])


def _require_local(host: str | bytes | None) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in _LOCAL_NAMES:
        return
    try:
        if name is not None and _is_loopback(name):
            return
    except ValueError:
        pass
    raise NetworkBlocked(f"a test tried to reach {name}")


def _is_loopback(name: str) -> bool:
    """Raises ``ValueError`` when it is no address. An IPv4 address written as IPv6 counts as what it is on every
    Python."""
    address = ipaddress.ip_address(name.split("%")[0])
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback
