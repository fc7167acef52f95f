"""Invitations: whom they let in, as what, how often and how long."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone

from casetracker.access.roles import get_role
from casetracker.models import Invitation, Role
from dockets.models import AuditEntry
from tests.conftest import Users
from tests.support import pages

NEW = {"username": "nellie", "name": "Nellie Bly", "password": "correct horse battery"}


@pytest.fixture
def admin(client: Client, users: Users) -> Client:
    client.force_login(users.admin)
    return client


def invite(admin: Client, emails: str = "nellie@paper.example", role: str = "editor") -> str:
    """The link that is shown to be handed over."""
    assert admin.post("/newsroom/invitations/", {"emails": emails, "role": role}).status_code == 302
    page = pages.parsed(admin.get("/newsroom/"))
    links = [field.get("value", "") for field in page.iter("input") if "/invitations/" in field.get("value", "")]
    return links[-1].partition("testserver")[2] if links else ""


@pytest.mark.parametrize("role", Role)
def test_an_invitation_makes_one_account_of_its_role(admin: Client, role: Role) -> None:
    link = invite(admin, role=role)
    assert link not in admin.get("/newsroom/invitations/").content.decode(), "shown once"
    invited = Client()
    done = invited.post(link, NEW)
    assert (done.status_code, done["Location"]) == (302, "/")
    user = User.objects.get(username="nellie")
    assert invited.session["_auth_user_id"] == str(user.pk)
    assert (get_role(user), user.get_full_name(), user.is_staff) == (role, "Nellie Bly", role is Role.ADMIN)
    assert EmailAddress.objects.get(user=user).verified is False, "a link that was handed over proves no address"
    assert Client().get(link).status_code == Client().post(link, {**NEW, "username": "other"}).status_code == 404
    events = [row.after["event"] for row in AuditEntry.objects.filter(kind="account").order_by("pk") if row.after]
    assert events == ["invited", "joined", "login"]


def test_a_link_is_kept_nowhere_and_ends_after_seven_days(admin: Client) -> None:
    link = invite(admin)
    row = Invitation.objects.get()
    assert link.split("/")[-2] not in str(vars(row))
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(link).status_code == 404 and row.expires_at - row.made_at == timedelta(days=7)


def test_made_anew_the_former_link_is_void(admin: Client) -> None:
    first, row = invite(admin), Invitation.objects.get()
    admin.post(f"/newsroom/invitations/{row.pk}/send-again/")
    assert Client().get(first).status_code == 404
    again = invite(admin, emails="NELLIE@paper.example", role="journalist")
    assert Invitation.objects.get().role == "journalist" and Client().get(again).status_code == 200


def test_revoked_it_opens_nothing_and_is_not_made_anew(admin: Client) -> None:
    link, row = invite(admin), Invitation.objects.get()
    admin.post(f"/newsroom/invitations/{row.pk}/revoke/")
    assert Client().post(link, NEW).status_code == 404
    admin.post(f"/newsroom/invitations/{row.pk}/send-again/")
    assert "accepted or revoked" in pages.text(pages.parsed(admin.get("/newsroom/")))
    assert not User.objects.filter(username="nellie").exists()


def test_nobodys_name_begins_a_line_of_the_mail_or_turns_the_writing_around(
    admin: Client, users: Users, settings: Any
) -> None:
    settings.EMAIL_URL, settings.SITE_NAME = "smtp://mail.example", "Docket\nDesk"
    User.objects.filter(pk=users.admin.pk).update(first_name="Ann\r\nhttps://evil.example/\u2028\u202e\u200b<b>")
    invite(admin, emails="nellie@paper.example")
    (message,) = mail.outbox
    first = str(message.body).splitlines()[0]
    assert first.startswith("Ann https://evil.example/ <b> invites you to Docket Desk, as ")
    assert message.subject == "Your account at Docket Desk"
    assert all(sign.isprintable() or sign == "\n" for sign in str(message.body))


def test_with_a_mail_server_the_link_goes_out_and_proves_the_address(admin: Client, settings: Any) -> None:
    settings.EMAIL_URL = "smtp://mail.example"
    assert invite(admin, emails="nellie@paper.example, ida@paper.example") == ""
    assert [message.to for message in mail.outbox] == [["nellie@paper.example"], ["ida@paper.example"]]
    link = next(line for line in str(mail.outbox[0].body).splitlines() if "/invitations/" in line)
    Client().post(link.partition("testserver")[2], NEW)
    assert EmailAddress.objects.get(user__username="nellie").verified is True


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"username": "EDITOR"}, "has that name already"),
        ({"password": "12345678"}, "entirely numeric"),
        ({"username": "nellie", "password": "nellie12"}, "too similar to the username"),
        ({"username": "a b"}, "Enter a valid username"),
    ],
)
def test_names_and_passwords_are_looked_at(admin: Client, sent: dict[str, str], told: str) -> None:
    answered = Client().post(invite(admin), {**NEW, **sent})
    assert told in pages.text(pages.parsed(answered, 422))


def test_somebody_who_is_here_is_not_invited(admin: Client, users: Users) -> None:
    User.objects.filter(pk=users.editor.pk).update(email="nellie@paper.example")
    assert invite(admin) == "" and not Invitation.objects.exists()
    wrong = admin.post("/newsroom/invitations/", {"emails": "nellie@paper.example\nx", "role": "editor"})
    assert "One of these is no e-mail address." in pages.text(pages.parsed(wrong, 422))
