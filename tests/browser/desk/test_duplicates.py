"""Deciding on a possible duplicate by keyboard and mouse, with and without JavaScript; an admin merging dockets."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dockets.models import Docket, Filing, IdentityDecision
from dockets.record.records import EntryRecord
from tests.browser.conftest import Complaints, Opens
from tests.dockets.identity.test_unite import OTHER, two_halves
from tests.dockets.upsert.test_merge import NUMBER, entry, sheet, take

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/imports/duplicates/"


@pytest.fixture
def pair(transactional_db: None) -> None:
    """A feed's event type and a sheet's docket text of one day."""
    day = date(2021, 1, 14)
    take(sheet(EntryRecord(short_text="Motion Hearing", date_filed=day), complete=False), "court-feed")
    take(sheet(entry("", "MINUTE ENTRY for proceedings held before the judge", day=day)))


def enter(page: Page, live: str, name: str, address: str) -> None:
    page.goto(f"{live}/accounts/login/?next={address}")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(name)
    page.get_by_role("main").get_by_role("button", name="Log in").click()


@pytest.mark.usefixtures("pair")
@pytest.mark.parametrize("name", ["admin", "editor"])
def test_a_possible_duplicate_is_merged_and_taken_back_by_keyboard(
    opens: Opens, live: str, users: Any, complaints: Complaints, name: str
) -> None:
    page = opens()
    enter(page, live, name, PAGE)
    page.get_by_role("button", name="The same filing").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Decided: the same filing")).to_be_visible()
    expect(page.get_by_role("button", name="Take it back")).to_be_focused()
    assert Filing.objects.current().count() == 1 and page.url == live + PAGE
    # The browser itself puts the focus there a few milliseconds before htmx has taken the new form over.
    expect(page.locator(".htmx-added")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.get_by_text("That word is taken back")).to_be_visible()
    expect(page.get_by_role("button", name="The same filing")).to_be_focused()
    assert Filing.objects.current().count() == 2 and not IdentityDecision.objects.exists()
    page.get_by_role("button", name="Not the same").click()
    expect(page.get_by_text("Decided: not the same filing")).to_be_visible()
    assert complaints == []


@pytest.mark.usefixtures("pair")
def test_it_works_without_javascript_on_a_telephone(
    opens: Opens, live: str, users: Any, complaints: Complaints
) -> None:
    page = opens(width=390, java_script_enabled=False)
    enter(page, live, "editor", PAGE)
    page.get_by_role("button", name="The same filing").click()
    expect(page.get_by_text("Decided: the same filing.")).to_be_visible()
    page.get_by_role("link", name="what was decided").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("button", name="The same filing")).to_be_visible()
    assert Filing.objects.current().count() == 2
    assert complaints == []


def test_an_admin_makes_two_dockets_one_and_takes_it_back(
    opens: Opens, live: str, users: Any, complaints: Complaints
) -> None:
    two_halves()
    Docket.objects.update(pacer_case_id="294664")
    page = opens(width=390)
    enter(page, live, "admin", "/imports/dockets/")
    page.get_by_label("May be one case").get_by_role("button", name="See what would come of it").click()
    expect(page.get_by_text("preview, nothing changed yet")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert Docket.objects.current().count() == 2
    page.get_by_role("button", name="Make them one").click()
    expect(page.get_by_text(f"{OTHER} is part of {NUMBER} now")).to_be_visible()
    page.goto(f"{live}/cases/wawd/{OTHER}/")
    expect(page).to_have_url(f"{live}/cases/wawd/{NUMBER}/")
    page.goto(f"{live}/imports/dockets/")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("two dockets again")).to_be_visible()
    page.goto(f"{live}/cases/wawd/{OTHER}/")
    expect(page).to_have_url(f"{live}/cases/wawd/{OTHER}/")
    assert complaints == []
