"""The log-in: by name or address, with a second factor, what is counted, what is logged, what is carried through it."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from casetracker.accounts.adapter import AccountAdapter
from dockets.models import AuditEntry
from tests.conftest import Users
from tests.servers.workers import empty_broker
from tests.support import pages

DOOR, STEP = "/accounts/login/", "/accounts/2fa/authenticate/"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def nobody_counted() -> Iterator[None]:
    empty_broker()
    yield
    empty_broker()


def give_code() -> str:
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))


def log_in(client: Client, name: str, password: str, **more: Any) -> Any:
    return client.post(DOOR, {"username": name, "password": password, **more})


def list_events() -> list[tuple[str, str, str]]:
    rows = AuditEntry.objects.filter(kind="account").order_by("pk")
    return [(row.by_name, row.after["event"], row.after["of"]) for row in rows if row.after]


@pytest.fixture
def guarded(users: Users) -> User:
    """The editor, with an authenticator app."""
    TOTP.activate(users.editor, SECRET)
    return users.editor


def test_an_address_opens_the_account_as_its_name_does(client: Client, users: Users) -> None:
    EmailAddress.objects.create(user=users.editor, email="nellie@paper.example", verified=True, primary=True)
    assert log_in(client, "Nellie@Paper.example", "editor").status_code == 302
    assert client.session["_auth_user_id"] == str(users.editor.pk)
    assert list_events() == [("editor", "login", "editor")]


def test_no_spelling_of_an_address_has_tries_of_its_own(client: Client, users: Users) -> None:
    EmailAddress.objects.create(user=users.editor, email="nellie@paper.example", verified=True, primary=True)
    tried = ["nellie@paper.example", "NELLIE@paper.example", "nell\u0131e@paper.example", "Nellie@PAPER.example"] * 3
    assert [log_in(client, name, "wrong").status_code for name in tried] == [200] * 10 + [429] * 2


def test_wrong_passwords_are_logged_without_what_was_typed(client: Client, users: Users) -> None:
    log_in(client, "editor", "wrong")
    log_in(client, "my-secret-password", "wrong")
    assert list_events() == [("", "login-failed", "editor")]
    client.force_login(users.admin)
    assert "Somebody gave a wrong password for editor" in pages.text(pages.parsed(client.get("/desk/edits/")))
    client.force_login(users.editor)
    assert "wrong password" not in pages.text(pages.parsed(client.get("/desk/edits/?kind=account")))


def test_a_second_factor_stands_between(client: Client, guarded: User) -> None:
    asked = log_in(client, "editor", "editor", next="/desk/")
    assert asked["Location"].startswith(STEP) and "_auth_user_id" not in client.session
    assert client.get("/desk/")["Location"].startswith(DOOR)
    assert "_auth_user_id" not in client.session
    code = give_code()
    done = client.post(STEP, {"code": code})
    assert (done.status_code, done["Location"]) == (302, "/desk/")
    other = Client()
    log_in(other, "editor", "editor")
    assert other.post(STEP, {"code": code}).status_code == 200, "a code is good once"


def test_codes_are_tried_ten_times_an_hour(client: Client, guarded: User) -> None:
    log_in(client, "editor", "editor")
    assert [client.post(STEP, {"code": "000000"}).status_code for _ in range(12)] == [200] * 10 + [429] * 2
    assert client.post(STEP, {"code": give_code()}).status_code == 429
    other = Client()
    assert log_in(other, "editor", "editor").status_code == 302, "the password is no wrong try"
    assert other.post(STEP, {"code": give_code()}).status_code == 429
    assert not Authenticator.objects.exclude(user=guarded).exists()


def test_whoever_has_a_session_cannot_try_passwords_either(client: Client, users: Users) -> None:
    client.force_login(users.editor)
    again = "/accounts/reauthenticate/"
    assert [client.post(again, {"password": "wrong"}).status_code for _ in range(12)] == [200] * 10 + [429] * 2
    assert client.post("/accounts/password/change/", {"oldpassword": "wrong"}).status_code == 429


def test_what_was_typed_is_carried_through_the_second_step(client: Client, guarded: User) -> None:
    carried = {
        "kept-address": "/imports/find/",
        "kept-page": "/imports/",
        "kept-name": "number",
        "kept-value": "2:20-cv-00031",
        "kept-reason": "x",
    }
    log_in(client, "editor", "editor", **carried)
    done = client.post(STEP, {"code": give_code()})
    assert done["Location"].startswith("/imports/?kept=")
    assert [form["page"] for form in client.session["kept_forms"].values()] == ["/imports/"]


def test_nobody_signs_up_and_the_admin_has_the_same_door(client: Client, users: Users) -> None:
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/auth/")["Location"] == f"{DOOR}?next=/admin/auth/"
    assert client.post("/admin/login/", {"username": "admin", "password": "admin"})["Location"].startswith(DOOR)
    client.force_login(users.editor)
    assert client.get("/admin/login/?next=/admin/").status_code == 403


def test_a_new_password_is_chosen_by_mail_where_there_is_mail(client: Client, users: Users, settings: Any) -> None:
    EmailAddress.objects.create(user=users.editor, email="nellie@paper.example", verified=True, primary=True)
    assert "sends no mail" in pages.text(pages.parsed(client.get("/accounts/password/reset/")))
    settings.EMAIL_URL = "smtp://mail.example"
    sent = [client.post("/accounts/password/reset/", {"email": "nellie@paper.example"}).status_code for _ in range(6)]
    assert sent == [302] * 5 + [429] and len(mail.outbox) == 5
    link = next(line for line in str(mail.outbox[-1].body).splitlines() if "/key/" in line)
    form = client.get(link.partition("testserver")[2])["Location"]
    new = {"password1": "correct horse battery", "password2": "correct horse battery"}
    assert client.post(form, new).status_code == 302
    assert log_in(Client(), "editor", "correct horse battery").status_code == 302
    assert client.post("/accounts/password/reset/", {"email": "nobody@paper.example"}).status_code == 429


def test_nothing_that_others_wrote_begins_a_line_of_a_mail(db: None, settings: Any) -> None:
    """A browser may call itself what it likes, and mails of allauth's tell which it was."""
    settings.EMAIL_URL, settings.SITE_NAME = "smtp://mail.example", "Docket\nDesk"
    forged = "Browser\u2028https://evil.example/\u202e\u200b<b>"
    context = {"username": forged, "password_reset_url": "https://cases.example/key/"}
    with request_context(RequestFactory().get("/")):
        AccountAdapter().send_mail("account/email/password_reset_key", "nellie@paper.example", context)
    (message,) = mail.outbox
    assert "account Browser https://evil.example/<b>." in str(message.body).splitlines()[0]
    assert "https://cases.example/key/" in str(message.body).splitlines()
    assert message.subject == "Choose a new password for Docket Desk"
    assert all(sign.isprintable() or sign == "\n" for sign in str(message.body))


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36"


def test_single_sessions_and_all_others_end_when_their_owner_says_so(client: Client, users: Users) -> None:
    phone, laptop = Client(headers={"User-Agent": CHROME}), Client(headers={"User-Agent": FIREFOX})
    for browser in (phone, laptop, client):
        log_in(browser, "editor", "editor")
    with CaptureQueriesContext(connection) as three:
        page = pages.text(pages.parsed(client.get("/accounts/sessions/")))
    assert "Chrome on Android from 127.0.0.1" in page and "Firefox on Linux" in page and "this browser" in page
    theirs = {row.user_agent: row.pk for row in UserSession.objects.all()}
    other = Client()
    log_in(other, "journalist", "journalist")
    assert other.post(f"/accounts/sessions/{theirs[CHROME]}/end/").status_code == 404
    done = client.post(f"/accounts/sessions/{theirs[CHROME]}/end/", follow=True)
    assert "Logged out: Chrome on Android" in pages.text(pages.parsed(done))
    assert phone.get("/accounts/").status_code == 302 and laptop.get("/accounts/").status_code == 200
    with CaptureQueriesContext(connection) as two:
        client.get("/accounts/sessions/")
    assert len(two) == len(three), "the list costs the same however many there are"
    client.post("/accounts/sessions/")
    assert laptop.get("/accounts/").status_code == 302 and client.get("/accounts/").status_code == 200
    assert [event for _, event, _ in list_events()].count("sessions") == 2
    client.post(f"/accounts/sessions/{theirs['']}/end/")
    assert client.get("/accounts/").status_code == 302


def test_factors_and_passwords_that_change_are_logged(
    client: Client, users: Users, django_capture_on_commit_callbacks: Any
) -> None:
    log_in(client, "editor", "editor")
    client.post("/accounts/reauthenticate/", {"password": "editor"})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = str(page.context["form"].secret)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
    new = {"oldpassword": "editor", "password1": "correct horse battery", "password2": "correct horse battery"}
    assert client.post("/accounts/password/change/", new)["Location"] == "/accounts/"
    events = [event for _, event, _ in list_events()]
    assert [one for one in events if one != "codes"] == ["login", "factor-added", "factor-removed", "password"]
    client.post("/accounts/password/change/", new)
    assert list_events()[-1] == ("", "login-failed", "editor")
