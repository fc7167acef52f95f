"""Whose request it is, by its address."""

import re
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

_ONE_CUSTOMER = 64
"""Bits of an IPv6 address that providers give away as one: whoever has it has all addresses below."""

_WITH_PORT = re.compile(r"\[([0-9A-Fa-f:.]+)\](?::[0-9]+)?|([0-9.]+):[0-9]+")
"""Some proxies name the sender's port too: "192.0.2.7:51234", "[2001:db8::9]:51234"."""


def sender(request: HttpRequest) -> str:
    """Behind a proxy: whom the proxy itself saw. Everything further to the left is what a sender claims."""
    if settings.BEHIND_PROXY:
        seen = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rsplit(",", 1)[-1].strip()
        found = _WITH_PORT.fullmatch(seen)
        return (found[1] or found[2]) if found else seen
    return str(request.META.get("REMOTE_ADDR", ""))


def customer(request: HttpRequest) -> str:
    """The sender, or where it is IPv6 the network that a provider gives to one customer; "" where it is no address."""
    try:
        address = ip_address(sender(request))
    except ValueError:
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _ONE_CUSTOMER), strict=False))
    return str(address)
