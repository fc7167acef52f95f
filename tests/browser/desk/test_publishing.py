"""A claim on its way to readers, by two editors: draft, review, scheduled, public, corrected, and what readers see."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from dockets.models import Docket
from rulings.models import Claim
from tests.browser.conftest import Opens
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)


def logged_in(opens: Opens, live: str, name: str) -> Page:
    page = opens()
    page.goto(f"{live}/accounts/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.wait_for_url(live + "/")
    return page


@pytest.fixture
def docket(transactional_db: None) -> Docket:
    for name in ("ada", "ben"):
        factories.user(name, role="editor")
    return factories.docket(docket_number="2:21-cv-00031", case_name="Parler LLC v. AWS")


def test_from_a_draft_to_a_correction(docket: Docket, opens: Opens, live: str, settings: Any) -> None:
    settings.NOTES_NEED_SECOND_EDITOR = True
    base = f"{live}/cases/wawd/2:21-cv-00031/"
    ada, ben, reader = logged_in(opens, live, "ada"), logged_in(opens, live, "ben"), opens()

    def read() -> str:
        reader.goto(f"{base}claims/")
        return str(reader.get_by_role("main").inner_text())

    ada.goto(f"{base}claims/edit/")
    ada.get_by_label("Claim", exact=True).first.fill("Breach of contract")
    ada.get_by_label("Keep as a draft").check()
    ada.get_by_role("button", name="Save the claims").click()
    expect(ada.get_by_text("Saved as a draft.")).to_be_visible()
    assert "Breach of contract" not in read()

    ada.goto(f"{live}/desk/publishing/")
    expect(ada.get_by_role("button", name="Publish now")).to_have_count(0)
    with ada.expect_popup() as opened:
        ada.get_by_role("button", name="Preview").click()
    expect(opened.value.get_by_text("This is a preview")).to_be_visible()
    expect(opened.value.get_by_role("rowheader", name="Breach of contract")).to_be_visible()
    ada.goto(f"{base}claims/edit/")
    ada.get_by_label("Publish at", exact=True).check()
    soon = timezone.localtime(timezone.now() + timedelta(days=1))
    ada.get_by_label("Publish at, in").fill(soon.strftime("%Y-%m-%dT%H:%M"))
    ada.get_by_role("button", name="Save the claims").click()
    expect(ada.get_by_text("It waits for review.")).to_be_visible()
    ada.goto(f"{live}/desk/")
    expect(ada.get_by_role("button", name="Approve")).to_have_count(0)

    ben.goto(f"{live}/desk/")
    ben.get_by_role("link", name="Comment").click()
    said = ben.get_by_label("What you say of it")
    said.press_sequentially("Well done, @a")
    expect(ben.get_by_role("option")).to_have_text(["@ada"])
    said.press("Enter")
    said.press_sequentially("and @zzz")
    expect(ben.get_by_role("listbox")).to_have_count(0)
    expect(said).to_have_value("Well done, @ada and @zzz")
    ben.get_by_role("button", name="Comment", exact=True).click()
    expect(ben.get_by_text("Well done, @ada")).to_be_visible()
    ada.goto(f"{live}/desk/")
    expect(ada.get_by_role("region", name="Comments on what you wrote")).to_contain_text("Well done, @ada")
    ben.goto(f"{live}/desk/")
    ben.get_by_role("button", name="Approve").click()
    expect(ben.get_by_role("status").get_by_text("Scheduled")).to_be_visible()
    assert "Breach of contract" not in read()
    Claim.objects.update(published_at=timezone.now())  # its time comes
    assert "Breach of contract" in read()

    settings.NOTES_NEED_SECOND_EDITOR = False
    ben.goto(f"{base}claims/edit/")
    ben.get_by_label("Claim", exact=True).first.fill("Breach of the contract of 2018")
    ben.get_by_role("button", name="Save the claims").click()
    expect(ben.get_by_text("say what kind of change this is")).to_be_visible()
    ben.get_by_label("What kind of change").select_option("correction")
    ben.get_by_label("For readers, in a sentence").fill("The contract is that of 2018.")
    ben.get_by_role("button", name="Save the claims").click()
    expect(ben.locator(".messages")).to_contain_text("saved")
    shown = read()
    assert "Corrected" in shown and "The contract is that of 2018." in shown
    reader.get_by_role("link", name="What the editors have corrected").click()
    expect(reader.get_by_text("The contract is that of 2018.")).to_be_visible()
    assert "The contract is that of 2018." in reader.request.get(f"{live}/corrections.atom").text()
    assert docket.public_changes.count() == 1
