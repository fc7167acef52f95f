"""How often pages may be asked for: by an address, and by somebody who is logged in behind one that has used up its
share."""

import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dockets.http import rate_limit
from tests.conftest import Users
from tests.servers.workers import empty_broker
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
CASE = "/cases/wawd/2:20-cv-00031/"
PAGES = [
    "/",
    "/cases/",
    CASE,
    "/rulings/",
    "/calendar/",
    "/search/?q=order",
    f"{CASE}embed/",
    "/no/such/page/",
    "/admin/login/",
]


@pytest.fixture(autouse=True)
def three_a_minute(settings: Any) -> Iterator[None]:
    empty_broker()
    settings.PAGE_RATE, settings.USER_RATE = "3/minute", "5/minute"
    factories.reading(docket=factories.docket(docket_number="2:20-cv-00031"))
    yield
    empty_broker()


def ask(client: Client, times: int, path: str = "/cases/", **more: Any) -> list[int]:
    return [client.get(path, **more).status_code for _ in range(times)]


@pytest.mark.parametrize("path", PAGES)
def test_whatever_page_is_asked_for_too_often(client: Client, path: str) -> None:
    ask(client, 3)
    refused = client.get(path)
    assert (
        refused.status_code == 429 and 1 <= int(refused["Retry-After"]) <= 60 and refused["Cache-Control"] == "no-store"
    )


def test_a_reader_is_told_what_to_do(client: Client) -> None:
    ask(client, 3)
    page = pages.parsed(client.get(CASE), 429)
    told = pages.text(pages.by_id(page, "main"))
    assert "Too many pages at once" in told and "3 a minute" in told and "Load this page again in" in told
    assert pages.links(page)["log in"] == "/accounts/login/"
    assert pages.links(page)["the API"] == "http://testserver/api/v1/openapi.json"
    assert client.get("/accounts/login/").status_code == 200


def test_others_are_not_held_up(client: Client) -> None:
    assert ask(client, 5) == [200, 200, 200, 429, 429]
    assert ask(client, 3, REMOTE_ADDR="192.0.2.7") == [200] * 3
    assert client.get("/api/v1/cases/").status_code == 200
    assert client.post("/hooks/courtlistener/wrong/").status_code == 404


def test_a_newsroom_behind_one_address_is_counted_by_name(client: Client, users: Users) -> None:
    assert ask(client, 4) == [200, 200, 200, 429]
    for user in (users.journalist, users.editor):
        inside = Client()
        inside.force_login(user)
        assert ask(inside, 6) == [200] * 5 + [429]
    told = pages.text(pages.parsed(inside.get("/cases/"), 429))
    assert "You are counted by your name" in told


def test_no_rate_for_users_is_no_limit_for_them(client: Client, users: Users, settings: Any) -> None:
    settings.USER_RATE = ""
    client.force_login(users.journalist)
    assert ask(client, 12) == [200] * 12


def test_a_forged_session_frees_nobody(client: Client) -> None:
    client.cookies["casetracker-session"] = "nonsense"
    assert ask(client, 4) == [200, 200, 200, 429]


def test_it_costs_no_query(client: Client, users: Users, settings: Any) -> None:
    inside = Client()
    inside.force_login(users.journalist)
    for reader in (client, inside):
        for path in ("/cases/", f"{CASE}embed/", CASE):
            used = []
            for allowed in ("", "100/minute"):
                settings.PAGE_RATE = allowed
                with CaptureQueriesContext(connection) as queries:
                    assert reader.get(path).status_code == 200
                used.append(len(queries))
            assert used[0] == used[1], path
    settings.PAGE_RATE = "1/minute"
    ask(client, 2)
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/cases/").status_code == 429
    assert len(queries) == 0


def count_calls(server: socket.socket) -> int:
    """How many connections wait to be taken; they are closed."""
    calls = 0
    with suppress(BlockingIOError):
        while True:
            server.accept()[0].close()
            calls += 1
    return calls


def test_without_redis_pages_are_there_and_wait_for_it_once(client: Client, settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.REDIS_URL = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        silent.setblocking(False)
        assert ask(client, 10) == [200] * 10
        assert 1 <= count_calls(silent) < 10, "without the break each page would call it"
        counter = rate_limit._counter(settings.REDIS_URL, f"{settings.BROKER_PREFIX}rate")
    # Back again, it is asked again.
    counter.left_alone_until = 0
    settings.REDIS_URL = os.environ["REDIS_URL"]
    assert ask(client, 4) == [200, 200, 200, 429]


def test_a_frame_is_told_in_the_frame(client: Client) -> None:
    ask(client, 3)
    refused = client.get(f"{CASE}embed/")
    assert "X-Frame-Options" not in refused and "frame-ancestors https:" in refused["Content-Security-Policy"]
    assert refused["Content-Type"].startswith("text/plain") and b"Load the page again in" in refused.content
    assert client.get(CASE)["X-Frame-Options"] == "DENY"


def test_who_has_no_address_is_not_counted(client: Client) -> None:
    assert ask(client, 5, REMOTE_ADDR="") == [200] * 5


@pytest.mark.parametrize("name", ["PAGE_RATE", "USER_RATE"])
def test_a_rate_that_is_none_is_said_at_the_start(settings: Any, name: str) -> None:
    setattr(settings, name, "often")
    assert "casetracker.E003" in [message.id for message in run_checks()]
