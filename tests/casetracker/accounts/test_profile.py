"""One's own account: name, time zone, and tokens of the API."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from casetracker.accounts.people import disable_user, enable_user
from dockets.models import AuditEntry
from rulings.models import ApiToken
from tests.conftest import Users
from tests.servers.workers import empty_broker
from tests.support import factories, pages

API = "/api/v1/cases/"


@pytest.fixture
def editor(client: Client, users: Users) -> Client:
    client.force_login(users.editor)
    return client


def ask(token: str, address: str = API) -> int:
    return int(Client().get(address, headers={"Authorization": f"Bearer {token}"}).status_code)


def test_the_name_and_the_zone_are_ones_own(editor: Client, users: Users) -> None:
    wrong = editor.post("/accounts/", {"name": "N", "time_zone": "Mars/Olympus"})
    assert "not one of the choices" in pages.text(pages.parsed(wrong, 422))
    assert editor.post("/accounts/", {"name": "Nellie Bly", "time_zone": "Asia/Tokyo"}).status_code == 302
    factories.api_token(users.editor)
    page = pages.text(pages.parsed(editor.get("/accounts/")))
    assert "Nellie Bly" in page and "JST" in page and "do not end with your password: end them here" in page
    again = Client()
    empty_broker()
    again.post("/accounts/login/", {"username": "editor", "password": "editor"})
    assert "JST" in pages.text(pages.parsed(again.get("/accounts/")))
    told = [row.after for row in AuditEntry.objects.filter(kind="account", after__event="name")]
    assert told == [{"event": "name", "of": "editor", "now": "Nellie Bly"}]


def test_a_token_is_shown_once_and_kept_nowhere(editor: Client, users: Users, private_site: None) -> None:
    made = editor.post("/accounts/tokens/", {"token_name": "My script", "scope": "write", "days": "30"})
    assert made["Location"] == "/accounts/#tokens"
    page = pages.parsed(editor.get("/accounts/"))
    token = next(field.get("value", "") for field in page.iter("input") if field.get("value", "").startswith("ct_"))
    row = ApiToken.objects.get()
    assert token not in str(vars(row)) and token not in editor.get("/accounts/").content.decode()
    assert ask(token) == 200 and ask(token + "x") == 401 and ask("") == 401
    row.refresh_from_db()
    assert (row.scope, row.expires_at - row.made_at) == ("write", timedelta(days=30)) and row.last_used_at is not None
    assert editor.post("/accounts/tokens/", {"scope": "write", "days": "30"}).status_code == 422


def test_a_token_ends(editor: Client, users: Users, private_site: None) -> None:
    row, token = factories.api_token(users.editor)
    assert Client().post(f"/accounts/tokens/{row.pk}/end/").status_code == 401 and ask(token) == 200
    assert editor.post(f"/accounts/tokens/{row.pk}/end/").status_code == 302 and ask(token) == 401
    old, expired = factories.api_token(users.editor)
    ApiToken.objects.filter(pk=old.pk).update(expires_at=timezone.now())
    assert ask(expired) == 401
    _, third = factories.api_token(users.editor)
    disable_user(users.editor, by=users.admin)
    assert ask(third) == 401
    enable_user(users.editor, by=users.admin)
    assert ask(third) == 401


def test_a_void_token_is_refused_on_a_public_site_too(users: Users) -> None:
    assert ask("ct_void") == 401 and ask("anything else") == 200


def test_programs_are_counted_for_their_owner(users: Users, settings: Any) -> None:
    settings.ANONYMOUS_RATE, settings.USER_RATE = "1/minute", "3/minute"
    empty_broker()
    tokens = [factories.api_token(users.editor)[1] for _ in range(2)]
    assert [ask(tokens[number % 2]) for number in range(5)] == [200, 200, 200, 429, 429]
    empty_broker()
