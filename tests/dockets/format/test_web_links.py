"""Addresses that a court's text or a source tells."""

import pytest

from dockets.format.web_links import allow_web_link


@pytest.mark.parametrize("url", ["https://a.example/b", "HTTP://a.example", "http://[::1]/"])
def test_a_web_address_is_linked_to(url: str) -> None:
    assert allow_web_link(url) == url


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", " https://a.example", "//a.example", "http://[/", "https://]"]
)
def test_nothing_else_is(url: str) -> None:
    assert allow_web_link(url) == ""
