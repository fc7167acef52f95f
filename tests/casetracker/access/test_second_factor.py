"""A second factor where the site requires one: of whom, from when on, what is kept, and the way back in."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casetracker.models import Member
from dockets.models import AuditEntry
from tests.conftest import Users
from tests.support import factories, pages

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.SECOND_FACTOR = True


@pytest.fixture
def editor(client: Client, users: Users) -> Client:
    client.force_login(users.editor)
    return client


def let_grace_pass() -> None:
    Member.objects.update(factor_due_at=timezone.now() - timedelta(seconds=1))


def test_a_week_long_it_is_only_said(editor: Client) -> None:
    assert editor.get("/desk/").status_code == 200
    due = Member.objects.get().factor_due_at
    assert due is not None and timedelta(days=6, hours=23) < due - timezone.now() <= timedelta(days=7)
    assert "need a second factor here" in pages.text(pages.parsed(editor.get("/desk/")))
    assert Member.objects.get().factor_due_at == due


@pytest.mark.parametrize("has_factor", [False, True])
def test_pages_leave_the_session_as_it_is(client: Client, users: Users, has_factor: bool) -> None:
    """A page that is slower than the next one would take back what that has put there: a link that is shown once."""
    client.post("/accounts/login/", {"username": "editor", "password": "editor"})
    if has_factor:
        TOTP.activate(users.editor, SECRET)
        client.get("/desk/")
    for address in ("/", "/desk/", "/cases/"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        assert [asked["sql"] for asked in queries if asked["sql"].startswith('UPDATE "django_session"')] == []


def test_then_nothing_is_shown_but_the_account(editor: Client) -> None:
    editor.get("/desk/")
    let_grace_pass()
    for address in ("/", "/desk/", "/cases/"):
        assert editor.get(address)["Location"] == "/accounts/", address
    part = editor.get("/desk/count/", headers={"HX-Request": "true"})
    assert part.status_code == 403
    assert "Add a passkey or an authenticator app to go on." in pages.text(pages.parsed(editor.get("/accounts/")))
    assert editor.get("/accounts/2fa/totp/activate/").status_code == 302
    assert editor.post("/accounts/logout/").status_code == 302


def test_what_is_sent_then_is_kept(editor: Client) -> None:
    docket = factories.docket()
    editor.get("/desk/")
    let_grace_pass()
    sent = {"headline": "Words of an editor", "seen": "x", "request_id": "r1"}
    assert "kept=" in editor.post(f"/desk/cases/{docket.pk}/headline/", sent)["Location"]


def test_with_one_the_pages_are_there_and_without_it_again_not(editor: Client, users: Users) -> None:
    editor.get("/desk/")
    let_grace_pass()
    TOTP.activate(users.editor, SECRET)
    page = pages.text(pages.parsed(editor.get("/desk/")))
    assert "need a second factor" not in page
    Authenticator.objects.all().delete()
    session = editor.session
    del session["has_factor"]
    session.save()
    assert editor.get("/desk/").status_code == 302


def test_journalists_and_readers_are_not_asked(client: Client, users: Users, settings: Any) -> None:
    client.force_login(users.journalist)
    client.get("/cases/")
    Client().get("/cases/")
    assert not Member.objects.exists()
    settings.SECOND_FACTOR = False
    client.force_login(users.admin)
    client.get("/cases/")
    assert not Member.objects.exists()


def test_an_admin_is_asked_too_and_the_admins_pages_are_behind_it(client: Client, users: Users) -> None:
    client.force_login(users.admin)
    client.get("/newsroom/")
    let_grace_pass()
    assert client.get("/admin/")["Location"] == client.get("/newsroom/")["Location"] == "/accounts/"


def test_glass_can_be_broken_on_the_server(client: Client, users: Users, capsys: Any) -> None:
    TOTP.activate(users.admin, SECRET)
    users.admin.is_active = False
    users.admin.save()
    call_command("break_glass", "admin")
    assert "logs in with the password alone now (1 factors taken away)" in capsys.readouterr().out
    client.post("/accounts/login/", {"username": "admin", "password": "admin"})
    assert client.get("/newsroom/").status_code == 200
    told = AuditEntry.objects.filter(kind="account").order_by("pk").first()
    assert told is not None and (told.by_name, (told.after or {})["event"]) == ("break_glass", "break-glass")
    with pytest.raises(CommandError, match="no account nobody"):
        call_command("break_glass", "nobody")
