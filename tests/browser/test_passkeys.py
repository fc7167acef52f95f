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
    now = int(time.time()) // 30
    page.get_by_label("Code").fill(format_hotp_value(hotp_value(SECRET, now - 1)))
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.goto(f"{live}/desk/cases/{docket.pk}/headline/")
    page.get_by_label("Headline").fill("What was typed")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save").first.click()
    dialog = page.get_by_role("dialog", name="Log in, and go on here")
    dialog.get_by_label("Password").fill("editor")
    dialog.get_by_role("button", name="Log in and go on").click()
    dialog.get_by_label("Code").fill(format_hotp_value(hotp_value(SECRET, now)))
    dialog.get_by_role("button", name="Log in and go on").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Editorial.objects.get().headline == "What was typed"
