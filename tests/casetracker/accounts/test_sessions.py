"""Sessions, battery D5 and D6: they have a new name after the log-in, end where they should, and a log-in leads to this
site alone."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from tests.casetracker.accounts.test_log_in import log_in, nobody_counted
from tests.conftest import Users

__all__ = ["nobody_counted"]
NAME = settings.SESSION_COOKIE_NAME
PASSWORD = "another of many words 7"
ELSEWHERE = (
    *(
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "http:evil.example",
    ),
    *("https:///evil.example", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", " //evil.example"),
    *("/\t/evil.example", "\n//evil.example", "//testserver@evil.example/", "https://testserver.evil.example/"),
    "//evil.example\\@testserver/",
)


def test_a_log_in_leads_nowhere_else(users: Users) -> None:
    went = {address: log_in(Client(), "editor", "editor", next=address)["Location"] for address in ELSEWHERE}
    assert set(went.values()) == {"/"}, went


def opens(name: str) -> bool:
    """Whether a session of that name is somebody's."""
    browser = Client()
    browser.cookies[NAME] = name
    return "_auth_user_id" in browser.session and browser.get("/accounts/").status_code == 200


def test_a_session_that_was_put_under_somebody_is_not_theirs(client: Client, users: Users) -> None:
    session = client.session
    session["planted"] = True
    session.save()
    planted = str(session.session_key)
    client.cookies[NAME] = planted
    log_in(client, "editor", "editor")
    assert client.cookies[NAME].value != planted and not opens(planted)


def log_out(client: Client, user: User) -> None:
    client.post("/accounts/logout/")


def change_password(client: Client, user: User) -> None:
    told = {"oldpassword": "editor", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/accounts/password/change/", told).status_code == 302


def disable(client: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


@pytest.mark.parametrize("end", [log_out, change_password, disable])
def test_a_session_is_dead_at_once(end: Callable[[Client, User], None], client: Client, users: Users) -> None:
    log_in(client, "editor", "editor")
    old = client.cookies[NAME].value
    stolen = Client()
    log_in(stolen, "editor", "editor")
    assert opens(old)
    end(client, users.editor)
    assert not opens(old)
    assert opens(stolen.cookies[NAME].value) == (end is log_out)
