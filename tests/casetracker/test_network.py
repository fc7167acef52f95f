"""Tests do not leave the machine."""

import asyncio
import socket

import httpx
import pytest

from tests.support.network import NetworkBlocked


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "10.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "2606:2800:21f:cb07::1"]
)
def test_a_connection_to_another_machine_is_an_error(address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as outward, pytest.raises(NetworkBlocked):
        outward.connect((address, 80))


def test_names_are_not_looked_up() -> None:
    with pytest.raises(NetworkBlocked):
        socket.getaddrinfo("www.courtlistener.com", 443)


def test_libraries_do_not_get_round_it() -> None:
    with pytest.raises(NetworkBlocked):
        httpx.get("https://www.courtlistener.com/", trust_env=False)
    with pytest.raises(NetworkBlocked):
        asyncio.run(asyncio.open_connection("10.0.0.1", 80))


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
