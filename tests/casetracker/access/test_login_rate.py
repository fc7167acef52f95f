"""Trying passwords: how many are looked at, and who is not held up by it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_login_failed
from django.db import connection
from django.test import Client

from casetracker.access import login_rate
from tests.conftest import Users
from tests.servers.workers import empty_broker
from tests.support import pages

DOOR = "/accounts/login/"


@pytest.fixture(autouse=True)
def nobody_counted() -> Iterator[None]:
    """Neither what tests before this one tried, nor for those after it: they log in from the same address."""
    empty_broker()
    yield
    empty_broker()


@pytest.fixture
def looked_at() -> Iterator[list[str]]:
    """The names whose password was looked at and was wrong."""
    names: list[str] = []

    def note(credentials: dict[str, Any], **_: Any) -> None:
        names.append(credentials["username"])

    user_login_failed.connect(note)
    yield names
    user_login_failed.disconnect(note)


def try_in(
    client: Client, name: str, password: str, *, door: str = DOOR, address: str = "192.0.2.7", **more: Any
) -> Any:
    return client.post(door, {"username": name, "password": password}, REMOTE_ADDR=address, **more)


@pytest.mark.parametrize("door", login_rate.DOORS)
def test_one_account_from_everywhere(client: Client, users: Users, looked_at: list[str], door: str) -> None:
    for place in range(12):
        last = try_in(
            client, ("editor", " \uff45ditor")[place % 2], f"wrong{place}", door=door, address=f"198.51.100.{place}"
        )
    assert len(looked_at) == 10
    assert last.status_code == 429 and 1 <= int(last["Retry-After"]) <= 3600 and last["Cache-Control"] == "no-store"
    told = pages.text(pages.by_id(pages.parsed(last, 429), "main"))
    assert "Too many tries to log in" in told and "An admin of this site can help you to another one." in told
    refused = try_in(client, "editor", "editor", door=door, address="203.0.113.9")
    assert refused.status_code == 429 and not client.session.keys()
    assert try_in(Client(), "journalist", "journalist", address="203.0.113.9").status_code == 302


def test_many_accounts_from_one_address_whatever_it_claims_to_be(
    client: Client, users: Users, looked_at: list[str]
) -> None:
    for place in range(24):
        last = try_in(client, f"nobody{place}", "secret", HTTP_X_FORWARDED_FOR=f"198.51.100.{place}")
    assert len(looked_at) == 20 and last.status_code == 429
    assert try_in(client, "editor", "editor", address="192.0.2.8").status_code == 302


def test_what_was_right_is_not_counted(users: Users) -> None:
    assert {try_in(Client(), "editor", "editor").status_code for _ in range(25)} == {302}


def test_who_has_logged_in_here_is_locked_out_by_nobody(client: Client, users: Users) -> None:
    assert try_in(client, "editor", "editor").status_code == 302
    kept = client.cookies[login_rate.COOKIE]
    assert kept["httponly"] and kept["samesite"] == "Lax" and "editor" not in kept.value
    client.post("/accounts/logout/")
    for place in range(22):
        try_in(Client(), "editor", f"wrong{place}")
    assert try_in(Client(), "editor", "editor").status_code == 429
    assert try_in(client, "editor", "editor").status_code == 302
    client.post("/accounts/logout/")
    # It is no way round: its own wrong tries count, a quarter of an hour long, and it opens no other account.
    tried = [try_in(client, "editor", f"wrong{place}") for place in range(11)]
    assert [answer.status_code for answer in tried] == [200] * 10 + [429] and int(tried[-1]["Retry-After"]) <= 900
    assert try_in(client, "journalist", "wrong").status_code == 429


@pytest.mark.parametrize("door", login_rate.DOORS)
def test_who_is_logged_in_opens_no_browser_for_anothers_account(
    client: Client, users: Users, looked_at: list[str], door: str
) -> None:
    for place in range(12):
        browser = Client()
        browser.force_login(users.admin)
        assert try_in(browser, "editor", "wrong", address=f"198.51.100.{place}", door=door).status_code in (
            200,
            302,
            429,
        )
        browser.post("/accounts/logout/")
        try_in(browser, "editor", f"wrong{place}", address=f"203.0.113.{place}")
    assert len(looked_at) <= 10
    assert try_in(client, "editor", "editor").status_code == 429


@pytest.mark.parametrize("forged", ["", "x", "WyJhIiwiYiJd:1w:x"])
def test_a_forged_cookie_is_none(client: Client, users: Users, looked_at: list[str], forged: str) -> None:
    client.cookies[login_rate.COOKIE] = forged
    for place in range(12):
        try_in(client, "editor", f"wrong{place}")
    assert len(looked_at) == 10


def test_odd_names_are_wrong_like_others(client: Client, users: Users) -> None:
    assert [
        try_in(client, name, "x").status_code
        for name in ("", "a\0b", "\ud83d\udc64".encode("utf-16", "surrogatepass").decode("utf-16"), "n" * 5_000)
    ] == [200] * 4


@pytest.mark.django_db(transaction=True)
def test_no_try_gets_past_among_many_at_once(users: Users, looked_at: list[str]) -> None:
    def one(place: int) -> int:
        try:
            return int(try_in(Client(), "editor", f"wrong{place}", address=f"198.51.100.{place}").status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(40)))
    assert len(looked_at) == 10 and sorted(answers) == [200] * 10 + [429] * 30


@pytest.fixture
def one_proxy(settings: Any) -> None:
    """As the settings are with ``CASETRACKER_BEHIND_PROXY=on``, of which tests/casetracker/config has a test."""
    settings.BEHIND_PROXY, settings.ALLAUTH_TRUSTED_PROXY_COUNT = True, 1


@pytest.mark.usefixtures("one_proxy")
def test_behind_a_proxy_only_what_it_saw_itself_is_counted(users: Users, looked_at: list[str]) -> None:
    """nginx puts the address that it saw behind whatever a sender claims to have come through."""

    def claim(client: Client, name: str, password: str, *claimed: str) -> Any:
        return try_in(client, name, password, address="10.0.0.1", HTTP_X_FORWARDED_FOR=", ".join(claimed))

    for place in range(24):
        last = claim(Client(), f"nobody{place}", "secret", f"198.51.100.{place}", f"10.0.0.{place}", "192.0.2.7")
    assert len(looked_at) == 20 and last.status_code == 429
    # Nobody is held up by tries in the name of their address, and their sessions name the address that the proxy saw.
    assert claim(Client(), "journalist", "journalist", "192.0.2.7", "203.0.113.4:51234").status_code == 302
    assert list(UserSession.objects.values_list("ip", flat=True)) == ["203.0.113.4"]


@pytest.mark.usefixtures("one_proxy")
def test_behind_a_proxy_that_names_nobody_all_are_counted_together(users: Users, looked_at: list[str]) -> None:
    named: list[dict[str, str]] = [
        {},
        *({"HTTP_X_FORWARDED_FOR": it} for it in ("", "unknown", "203.0.113.4, _hidden")),
    ]
    for place in range(102):
        last = try_in(Client(), f"nobody{place}", "secret", address="", **named[place % 4])
    assert len(looked_at) == 100 and last.status_code == 429
    empty_broker()
    for place in range(12):
        last = try_in(Client(), "editor", f"wrong{place}", address="", **named[place % 4])
    assert len(looked_at) == 110 and last.status_code == 429
    assert [try_in(Client(), "journalist", "journalist", address="", **one).status_code for one in named] == [302] * 4
