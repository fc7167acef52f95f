"""The client's IP address of a request. Called by the rate limits."""

import re
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

_ONE_CUSTOMER = 64
"""Prefix length, in bits, of the IPv6 network that providers give to one customer, who has all addresses in it."""

_WITH_PORT = re.compile(r"\[([0-9A-Fa-f:.]+)\](?::[0-9]+)?|([0-9.]+):[0-9]+")
"""Some proxies name the sender's port too: "192.0.2.7:51234", "[2001:db8::9]:51234"."""


def get_client_address(request: HttpRequest) -> str:
    """The client's address. Behind a proxy it is the one the proxy itself saw; everything further left in
    X-Forwarded-For is only claimed by the sender."""
    if settings.BEHIND_PROXY:
        seen = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rsplit(",", 1)[-1].strip()
        found = _WITH_PORT.fullmatch(seen)
        return (found[1] or found[2]) if found else seen
    return str(request.META.get("REMOTE_ADDR", ""))


def get_client_network(request: HttpRequest) -> str:
    """The client's IPv4 address, or the IPv6 network that a provider gives to one customer; "" if it is no address."""
    try:
        address = ip_address(get_client_address(request))
    except ValueError:
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _ONE_CUSTOMER), strict=False))
    return str(address)
