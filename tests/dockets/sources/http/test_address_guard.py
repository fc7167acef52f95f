"""What may be connected to: the internet, and nothing that lies inside our own network, however it is written."""

import socket
import time
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from dockets.record.records import FetchFailed
from dockets.sources.http import address_guard
from dockets.sources.http.address_guard import AddressRefused, HostNotFound, connect_to_host, resolve_public_addresses
from tests.dockets.sources.http import resolver

NAME = "ecf.wawd.uscourts.gov"
INSIDE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.1", "192.0.0.9", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
    "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1",
    "2001:db8::1", "2002:7f00:1::", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    "4000::1",
]  # fmt: skip
OUTSIDE = ["8.8.8.8", "156.126.0.1", "2606:4700::1111", "2a00:1450::1"]
ODD_FORMS = ["127.1", "0x7f000001", "2130706433", "0177.0.0.1", "127.0.0.1.", "localhost", "localhost."]


@pytest.fixture
def listening() -> Iterator[int]:
    """The port of a server on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_leads_inside_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolver.play(monkeypatch, {NAME: [[address]]})
    with pytest.raises(AddressRefused, match=f"{NAME} is not on the internet, and is not fetched"):
        resolve_public_addresses(NAME, 443)


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_name_that_leads_outside_is_admitted(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolver.play(monkeypatch, {NAME: [[address]]})
    assert resolve_public_addresses(NAME, 443) == [address]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_bad_record_among_good_ones_is_a_refusal(place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = ["8.8.8.8", "2606:4700::1111"]
    addresses.insert(place, "10.0.0.7")
    resolver.play(monkeypatch, {NAME: [addresses]})
    with pytest.raises(AddressRefused):
        connect_to_host(NAME, 443, 1)


@pytest.mark.parametrize("form", ODD_FORMS)
def test_this_machine_is_refused_however_it_is_written(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the C library reads the forms, which is how a connection would."""
    resolver.play(monkeypatch, {form: [["127.0.0.1"]]})
    with pytest.raises(AddressRefused):
        connect_to_host(form, 9, 1)


def test_the_systems_own_answer_is_checked_too() -> None:
    with pytest.raises(AddressRefused):
        connect_to_host("localhost", 9, 1)


def test_a_name_is_looked_up_once_and_the_checked_address_connected_to(
    listening: int, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True
    names = resolver.play(monkeypatch, {NAME: [["127.0.0.1"], ["10.0.0.1"]]})
    with connect_to_host(NAME, listening, 2) as connection:
        assert connection.getpeername() == ("127.0.0.1", listening)
    assert names.asked == [NAME]


def test_an_address_that_does_not_answer_is_followed_by_the_next(
    listening: int, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True
    resolver.play(monkeypatch, {NAME: [["127.0.0.2", "127.0.0.1"]]})
    with connect_to_host(NAME, listening, 2) as connection:
        assert connection.getpeername()[0] == "127.0.0.1"


def test_a_look_up_that_fails_is_a_refusal_and_not_remembered(
    listening: int, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True
    resolver.play(monkeypatch, {NAME: [[], ["10.0.0.1"]]})
    with pytest.raises(HostNotFound, match=f"The name {NAME} could not be looked up"):
        connect_to_host(NAME, listening, 2)
    with pytest.raises(AddressRefused):
        connect_to_host(NAME, listening, 2)


def test_a_name_server_that_does_not_answer_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> list[object]:
        time.sleep(3)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", never)
    began = time.monotonic()
    with pytest.raises(HostNotFound):
        connect_to_host(NAME, 443, 0.2)
    assert time.monotonic() - began < 2.5


def test_nobody_there_is_an_error_of_the_system(settings: Settings) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True
    with pytest.raises(OSError, match="refused"):
        connect_to_host("127.0.0.1", 9, 1)


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_instead_of_a_name_is_refused_without_a_look_up(address: str) -> None:
    assert address_guard.explain_refused_host(address) == f"{address} is not on the internet, and is not fetched."


@pytest.mark.parametrize("host", [*OUTSIDE, NAME, "localhost"])
def test_of_a_name_nothing_is_said_without_a_look_up(host: str) -> None:
    assert address_guard.explain_refused_host(host) == ""


def test_loopback_alone_is_let_through_where_the_settings_say_so(settings: Settings) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True
    admitted = [address for address in INSIDE if address_guard.is_public_address(address)]
    assert admitted == ["127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1"]


def test_a_refusal_is_a_failure_to_fetch() -> None:
    assert issubclass(AddressRefused, FetchFailed) and issubclass(HostNotFound, FetchFailed)
