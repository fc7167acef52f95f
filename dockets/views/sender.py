"""Whose request it is, by its address."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

_ONE_CUSTOMER = 64
"""Bits of an IPv6 address that providers give away as one: whoever has it has all addresses below."""


def sender(request: HttpRequest) -> str:
    """Behind a proxy: whom the proxy itself saw. Everything further to the left is what a sender claims."""
    if settings.BEHIND_PROXY:
        return str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rsplit(",", 1)[-1].strip()
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
