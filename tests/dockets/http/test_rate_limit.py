"""How often somebody without a login may ask for what programs ask for."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from dockets.http import rate_limit
from dockets.http.client_address import get_client_network
from tests.conftest import Users
from tests.servers.workers import empty_broker
from tests.support import factories

pytestmark = pytest.mark.django_db
CASE = "/cases/wawd/2:20-cv-00031/"
COUNTED = [f"{CASE}timeline.csv", f"{CASE}card.png", "/rulings.atom", "/calendar.ics", "/api/v1/cases/"]
EXPORTS = [*COUNTED, "/cases/list.csv", f"{CASE}claims.csv", f"{CASE}claims.svg", f"{CASE}annotations.json"]


@pytest.fixture(autouse=True)
def three_a_minute(settings: Any) -> None:
    empty_broker()
    settings.ANONYMOUS_RATE = "3/minute"
    docket = factories.docket(docket_number="2:20-cv-00031")
    factories.reading(docket=docket)


def ask(client: Client, path: str, **more: Any) -> Any:
    answer = client.get(path, **more)
    if answer.streaming:
        b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return answer


def test_who_asks_too_often_is_told_when_to_come_back(client: Client) -> None:
    assert [ask(client, path).status_code for path in COUNTED] == [200, 200, 200, 429, 429]
    refused = ask(client, COUNTED[0])
    assert 1 <= int(refused["Retry-After"]) <= 60 and "Ask again in" in refused.content.decode()
    problem = ask(client, "/api/v1/cases/")
    assert (
        problem["Content-Type"] == "application/problem+json"
        and problem["Retry-After"]
        and problem.json()["status"] == 429
    )


@pytest.mark.parametrize("path", EXPORTS)
def test_whatever_is_taken_away_is_counted(client: Client, path: str) -> None:
    assert [ask(client, path).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_others_and_pages_are_not_held_up(client: Client, users: Users) -> None:
    for _ in range(4):
        ask(client, COUNTED[0])
    assert ask(client, COUNTED[0]).status_code == 429
    assert [ask(client, page).status_code for page in ("/", CASE, "/rulings/", f"{CASE}embed/")] == [200] * 4
    assert ask(client, COUNTED[0], REMOTE_ADDR="192.0.2.7").status_code == 200
    client.force_login(users.journalist)
    assert ask(client, COUNTED[0]).status_code == 200


def test_a_forged_session_frees_nobody(client: Client) -> None:
    client.cookies["casetracker-session"] = "nonsense"
    assert [ask(client, "/rulings.atom").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_it_costs_pages_and_the_nameless_no_query(client: Client) -> None:
    for _ in range(4):
        ask(client, "/api/v1/cases/")
    with CaptureQueriesContext(connection) as queries:
        assert ask(client, "/api/v1/cases/").status_code == 429
    assert len(queries) == 0


def test_without_redis_nobody_is_refused(client: Client, settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert [ask(client, "/rulings.atom").status_code for _ in range(5)] == [200] * 5


def test_no_rate_is_no_limit(client: Client, settings: Any) -> None:
    settings.ANONYMOUS_RATE = ""
    assert [ask(client, "/rulings.atom").status_code for _ in range(5)] == [200] * 5


def test_a_rate_that_is_none_is_said_at_the_start(settings: Any) -> None:
    settings.ANONYMOUS_RATE = "often"
    assert "casetracker.E003" in [message.id for message in run_checks()]


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("", ""),
        ("a socket", ""),
    ],
)
def test_who_is_one_customer(address: str, known: str, settings: Any) -> None:
    assert get_client_network(RequestFactory().get("/", REMOTE_ADDR=address)) == known
    settings.BEHIND_PROXY = True
    behind = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=f"203.0.113.9, {address}")
    assert get_client_network(behind) == known


@pytest.mark.parametrize(
    ("named", "known"),
    [
        ("192.0.2.7:51234", "192.0.2.7"),
        ("203.0.113.9, 192.0.2.7:443", "192.0.2.7"),
        ("[2001:db8:1:2::9]:51234", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("192.0.2.7:", ""),
    ],
)
def test_a_port_behind_an_address_is_no_part_of_it(named: str, known: str, settings: Any) -> None:
    settings.BEHIND_PROXY = True
    assert get_client_network(RequestFactory().get("/", HTTP_X_FORWARDED_FOR=named)) == known


def test_the_counter_is_shared(settings: Any) -> None:
    request = RequestFactory().get("/")
    assert [rate_limit.count_request(request) == 0 for _ in range(4)] == [True, True, True, False]


@pytest.mark.parametrize("form", ["png", "svg", "csv", "json"])
def test_what_is_taken_of_claims_is_counted_too(client: Client, form: str) -> None:
    assert [ask(client, f"{CASE}claims.{form}").status_code for _ in range(4)] == [200, 200, 200, 429]
