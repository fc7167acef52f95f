"""What a cache in front of the site may hand to others, where the site is told that there is one."""

from typing import Any

import pytest
from django.test import Client

from rulings.interpret.docket import interpret_docket
from tests.support import factories

pytestmark = pytest.mark.django_db
SHARED = "public, max-age=0, s-maxage=1"
FOR_ANYBODY = ["/", "/cases/", "/cases/wawd/2:21-cv-00031/", "/cases/wawd/2:21-cv-00031/timeline.csv", "/api/v1/cases/"]


@pytest.fixture(autouse=True)
def case(settings: Any) -> None:
    settings.PROXY_CACHE = 1
    docket = factories.docket(docket_number="2:21-cv-00031")
    factories.filing(docket=docket, number="1")
    interpret_docket(docket.pk)


@pytest.mark.parametrize("path", FOR_ANYBODY)
def test_what_anybody_sees_may_be_handed_to_all(client: Client, path: str) -> None:
    answered = client.get(path)
    assert (answered.status_code, answered["Cache-Control"], answered.cookies) == (200, SHARED, {})
    assert "cookie" not in answered.get("Vary", "").lower()


@pytest.mark.parametrize("path", FOR_ANYBODY)
def test_what_whoever_is_logged_in_sees_is_theirs(client: Client, path: str) -> None:
    client.force_login(factories.user(role="journalist"))
    answered = client.get(path)
    assert answered.status_code == 200 and "public" not in answered["Cache-Control"]
    assert "Cookie" in answered.get("Vary", "") or "private" in answered["Cache-Control"]


def test_nor_is_what_a_forgotten_session_or_a_key_asks_for(client: Client) -> None:
    client.cookies["casetracker-session"] = "forgotten"
    assert client.get("/cases/")["Cache-Control"] == "private"
    keyed = Client(headers={"Authorization": "Bearer nobody's"}).get("/cases/")
    assert "public" not in keyed.get("Cache-Control", "")


@pytest.mark.parametrize("path", ["/accounts/login/", "/cases/wawd/2:99-cv-99999/", "/desk/"])
def test_nor_is_a_page_with_a_cookie_or_an_error(client: Client, path: str) -> None:
    assert "public" not in client.get(path).get("Cache-Control", "")


def test_nor_is_anything_of_a_private_site(client: Client, private_site: None) -> None:
    assert "public" not in client.get("/").get("Cache-Control", "")


def test_without_the_setting_nothing_is_shared(client: Client, settings: Any) -> None:
    settings.PROXY_CACHE = 0
    answered = client.get("/cases/")
    assert not answered.has_header("Cache-Control") and "Cookie" in answered["Vary"]
