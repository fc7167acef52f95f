"""The newsroom's own directory: whom it lets in, as what, and how long. Against a provider that is a process of its
own."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from casetracker.access.roles import get_role
from casetracker.models import Role
from dockets.models import AuditEntry
from rulings.models import ApiToken
from tests.conftest import Users
from tests.fakes import fakes, oidc_provider
from tests.servers.workers import empty_broker
from tests.support import factories, pages

LOGIN, CALLBACK = "/accounts/oidc/directory/login/", "/accounts/oidc/directory/login/callback/"
NELLIE = {"sub": "u-1", "preferred_username": "nellie", "name": "Nellie Bly", "email": "nellie@paper.example"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with fakes.directory_server("oidc_provider") as address:
        yield address


@pytest.fixture(autouse=True)
def directory(address: str, settings: Any, users: Users) -> None:
    empty_broker()
    settings.DIRECTORY_GROUPS = {"admin": ["it"], "editor": ["desk"], "journalist": ["newsroom", "staff"]}
    app = {
        "provider_id": "directory",
        "name": "Paper",
        "client_id": oidc_provider.CLIENT,
        "secret": oidc_provider.SECRET,
        "settings": {"server_url": address},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def come(
    address: str, *groups: str, client: Client | None = None, query: str = "", **claims: Any
) -> tuple[Client, Any]:
    """A browser that goes to the directory and comes back, and what it is answered then."""
    client = client or Client()
    httpx.put(f"{address}/person", json={**NELLIE, "groups": list(groups), **claims}).raise_for_status()
    to = client.get(f"{LOGIN}{query}")["Location"]
    back = httpx.get(to).headers["Location"]
    return client, client.get(back[back.index(CALLBACK) :])


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        (["desk"], Role.EDITOR),
        (["staff", "else"], Role.JOURNALIST),
        (["staff", "it", "desk"], Role.ADMIN),
    ],
)
def test_the_first_log_in_makes_the_account(address: str, groups: list[str], role: Role) -> None:
    client, answered = come(address, *groups, query="?next=/cases/")
    assert (answered.status_code, answered["Location"]) == (302, "/cases/")
    user = User.objects.get(username="nellie")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert (get_role(user), user.get_full_name(), user.has_usable_password()) == (role, "Nellie Bly", False)
    events = [row.after["event"] for row in AuditEntry.objects.filter(kind="account").order_by("pk") if row.after]
    assert events == ["joined", "login"]
    come(address, *groups)
    assert User.objects.filter(email="nellie@paper.example").count() == 1


def test_whoever_is_in_no_group_is_not_let_in(address: str) -> None:
    client, answered = come(address, "accounting")
    assert "in no group that works here" in pages.text(pages.parsed(answered, 403))
    assert not User.objects.filter(username="nellie").exists() and "_auth_user_id" not in client.session


def test_losing_the_group_ends_sessions_links_and_tokens(address: str) -> None:
    inside, _ = come(address, "desk")
    user = User.objects.get(username="nellie")
    factories.api_token(user)
    assert inside.get("/desk/").status_code == 200
    _, answered = come(address, "accounting")
    assert answered.status_code == 403 and inside.get("/desk/").status_code == 302
    assert ApiToken.objects.get().ended_at is not None
    told = AuditEntry.objects.filter(kind="account").order_by("-pk").first()
    assert told is not None and (told.after or {})["event"] == "directory-refused"


def test_the_role_follows_the_groups_unless_it_is_given_here(address: str, settings: Any) -> None:
    come(address, "desk")
    come(address, "newsroom")
    assert get_role(User.objects.get(username="nellie")) is Role.JOURNALIST
    settings.DIRECTORY_SETS_ROLES = False
    come(address, "it")
    assert get_role(User.objects.get(username="nellie")) is Role.JOURNALIST


def test_the_directory_is_asked_again_after_some_hours(address: str) -> None:
    client, _ = come(address, "desk")
    ends = client.session.get_expiry_date()
    assert timedelta(hours=7, minutes=59) < ends - timezone.now() < timedelta(hours=8, minutes=1)
    client.get("/accounts/")
    assert client.session.get_expiry_date() == ends


def test_an_account_of_the_directory_logs_in_there_alone(address: str) -> None:
    come(address, "desk")
    user = User.objects.get(username="nellie")
    user.set_password("correct horse battery")
    user.save()
    client, sent = Client(), {"username": "nellie", "password": "correct horse battery"}
    refused = client.post("/accounts/login/", sent)
    assert "belongs to the directory" in pages.text(pages.parsed(refused, 403))
    assert "_auth_user_id" not in client.session
    call_command("break_glass", "nellie")
    assert client.post("/accounts/login/", sent).status_code == 302


def test_an_address_that_is_here_is_not_taken_over_but_connected(address: str, users: Users) -> None:
    User.objects.filter(pk=users.editor.pk).update(email="nellie@paper.example")
    client, answered = come(address, "it", email_verified=True)
    assert "has your address already" in pages.text(pages.parsed(answered, 403))
    inside = Client()
    inside.post("/accounts/login/", {"username": "editor", "password": "editor"})
    _, connected = come(address, "desk", client=inside, query="?process=connect")
    assert connected["Location"] == "/accounts/"
    again, _ = come(address, "desk")
    assert again.session["_auth_user_id"] == str(users.editor.pk) and "_auth_user_id" not in client.session


def test_a_second_factor_that_is_here_is_asked_for_too(address: str) -> None:
    come(address, "desk")
    TOTP.activate(User.objects.get(username="nellie"), "JBSWY3DPEHPK3PXP")
    client, answered = come(address, "desk")
    assert answered["Location"].startswith("/accounts/2fa/authenticate/") and "_auth_user_id" not in client.session


def test_a_disabled_account_is_not_let_in(address: str) -> None:
    come(address, "desk")
    User.objects.filter(username="nellie").update(is_active=False)
    client, answered = come(address, "desk")
    assert answered["Location"] == "/accounts/inactive/" and "_auth_user_id" not in client.session


def test_what_was_typed_goes_to_the_directory_and_back(address: str) -> None:
    client = Client()
    carried = {"kept-address": "/imports/find/", "kept-page": "/imports/", "kept-name": "number", "kept-value": "7"}
    page = pages.parsed(client.post("/accounts/directory/", {**carried, "kept-reason": "x"}))
    assert "What you typed is kept." in pages.text(page)
    _, answered = come(address, "it", client=client)
    assert answered["Location"].startswith("/imports/?kept=")


@pytest.mark.parametrize("query", ["", "?code=x&state=forged", "?error=access_denied&state=x"])
def test_a_forged_answer_lets_nobody_in(address: str, query: str) -> None:
    client, _ = come(address, "desk")
    forged = Client()
    assert forged.get(f"{CALLBACK}{query}").status_code in (200, 302, 401, 403)
    assert "_auth_user_id" not in forged.session and "_auth_user_id" in client.session


def test_the_way_there_is_a_link_of_the_log_in_page(client: Client, settings: Any) -> None:
    settings.DIRECTORY_NAME = "Paper"
    assert pages.links(pages.parsed(client.get("/accounts/login/?next=/desk/")))["Log in with Paper"].startswith(LOGIN)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "Paper" not in pages.text(pages.parsed(client.get("/accounts/login/")))
    assert client.get(LOGIN).status_code == client.post("/accounts/directory/").status_code == 404
