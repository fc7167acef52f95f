"""Second factors in a browser: a passkey of Chromium's own authenticator, and a code in the dialog of a session that
ended."""

import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from rulings.models import Editorial
from tests.browser.conftest import Complaints, Opens
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "JBSWY3DPEHPK3PXP"


def give_authenticator(page: Page) -> None:
    """As a laptop with a fingerprint reader has one."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    told = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": told})


def log_in(page: Page, live: str, name: str) -> None:
    page.goto(f"{live}/accounts/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(name)
    page.get_by_role("main").get_by_role("button", name="Log in").click()


def test_a_passkey_is_added_and_logs_in_alone(opens: Opens, live: str, users: Any, complaints: Complaints) -> None:
    live = live.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, not to a number
    page = opens()
    give_authenticator(page)
    log_in(page, live, "editor")
    page.goto(f"{live}/accounts/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill("editor")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("What you call it").fill("My laptop")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("link", name="Done").click()
    expect(page.get_by_text("My laptop")).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    page.goto(f"{live}/accounts/login/?next=/desk/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{live}/desk/")
    page.get_by_role("button", name="Log out").click()
    log_in(page, live, "editor")
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("link", name="editor", exact=True)).to_be_visible()
    assert complaints == []


def test_a_session_that_ended_is_taken_up_with_a_code(opens: Opens, live: str, users: Any) -> None:
    TOTP.activate(users.editor, SECRET)
    docket = factories.docket()
    page = opens()
    log_in(page, live, "editor")
    step = int(time.time()) // 30  # this code is good for half a minute and more, the next one from now on
    page.get_by_label("Code").fill(format_hotp_value(hotp_value(SECRET, step)))
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.wait_for_url(lambda address: "/accounts/" not in address)
    page.goto(f"{live}/desk/cases/{docket.pk}/headline/")
    page.get_by_label("Headline").fill("What was typed")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save").first.click()
    dialog = page.get_by_role("dialog", name="Log in, and go on here")
    dialog.get_by_label("Password").fill("editor")
    dialog.get_by_role("button", name="Log in and go on").click()
    dialog.get_by_label("Code").fill(format_hotp_value(hotp_value(SECRET, step + 1)))
    dialog.get_by_role("button", name="Log in and go on").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Editorial.objects.get().headline == "What was typed"


def test_from_an_invitation_to_a_passkey_to_the_end(opens: Opens, live: str, users: Any, settings: Any) -> None:
    settings.SECOND_FACTOR = True
    live = live.replace("127.0.0.1", "localhost")
    admin = opens()
    give_authenticator(admin)
    log_in(admin, live, "admin")
    admin.goto(f"{live}/newsroom/invitations/")
    admin.get_by_label("E-mail addresses").fill("nellie@paper.example")
    admin.get_by_label("As", exact=True).select_option("editor")
    admin.get_by_role("button", name="Invite").click()
    link = admin.get_by_label("Hand this link over").input_value()
    person = opens(width=390)
    give_authenticator(person)
    person.goto(link)
    person.get_by_label("Name to log in with").fill("nellie")
    person.get_by_label("Name as shown").fill("Nellie Bly")
    person.get_by_label("Password").fill("correct horse battery")
    person.get_by_role("button", name="Make it, and log in").click()
    expect(person.get_by_text("Editors and admins need a second factor here")).to_be_visible()
    person.goto(f"{live}/accounts/2fa/passkeys/add/")
    person.get_by_label("Password").fill("correct horse battery")
    person.get_by_role("button", name="Go on").click()
    person.get_by_role("button", name="Add it").click()
    person.get_by_role("link", name="Done").click()
    expect(person.get_by_text("need a second factor here")).to_have_count(0)
    person.get_by_role("button", name="Log out").click()
    person.goto(f"{live}/accounts/login/?next=/desk/")
    person.get_by_role("button", name="Use a passkey").click()
    person.wait_for_url(f"{live}/desk/")
    admin.goto(f"{live}/newsroom/")
    line = admin.get_by_role("listitem").filter(has_text="Nellie Bly")
    expect(line).to_contain_text("second factor")
    line.get_by_text("More").click()
    line.get_by_role("button", name="Disable").click()
    expect(admin.get_by_text("nellie is disabled.")).to_be_visible()
    person.goto(f"{live}/desk/")
    person.wait_for_url(f"{live}/accounts/login/?next=/desk/")
    person.get_by_role("button", name="Use a passkey").click()
    expect(person.get_by_role("heading", name="This account is disabled")).to_be_visible()
