"""Walks through the site as its users do, in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, Opens
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)

CASE = "/cases/wawd/2:21-cv-00031/"


@pytest.mark.usefixtures("parler")
@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_journalist_walks_from_home_to_a_filing(
    opens: Opens, live: str, complaints: Complaints, java_script_enabled: bool
) -> None:
    page = opens(java_script_enabled=java_script_enabled)
    page.goto(live)
    expect(page.get_by_role("heading", name="Latest rulings")).to_be_visible()
    page.get_by_role("link", name="Order denying motion for TRO").first.wait_for()
    page.get_by_label("Recently updated cases").get_by_role(
        "link", name="Parler LLC v. Amazon Web Services, Inc."
    ).click()
    expect(page).to_have_url(live + CASE)
    expect(page.locator(".rail > [id^=e]")).to_have_count(3)
    narrow(page, java_script_enabled)
    expect(page.locator(".rail > [id^=e]")).to_have_count(1)
    page.get_by_role("link", name="34 Order denying motion for TRO").click()
    expect(page.get_by_role("heading", name="Order denying motion for TRO")).to_be_visible()
    expect(page.get_by_role("heading", name="Where each word came from")).to_be_visible()
    assert complaints == []


def narrow(page: Page, java_script_enabled: bool) -> None:
    """To the orders: with JavaScript by choosing alone, without it by the button."""
    page.get_by_label("Kind").select_option("order")
    if not java_script_enabled:
        page.get_by_role("button", name="Show").click()
    page.wait_for_url("**kind=order**")


@pytest.mark.usefixtures("parler")
def test_words_narrow_the_timeline_as_they_are_typed_and_going_back_widens_it(
    opens: Opens, live: str, complaints: Complaints
) -> None:
    page = opens()
    page.goto(live + CASE)
    page.get_by_label("Words in this docket").press_sequentially("restraining", delay=5)
    expect(page.locator(".rail > [id^=e]")).to_have_count(1)
    page.wait_for_url("**q=restraining**")
    page.go_back()
    expect(page.locator(".rail > [id^=e]")).to_have_count(3)
    assert complaints == []


def test_a_long_docket_grows_step_by_step(opens: Opens, live: str, complaints: Complaints) -> None:
    docket = factories.docket(docket_number="2:21-cv-00031")
    factories.many_filings(docket=docket, number=450)
    page = opens()
    page.goto(live + CASE)
    for shown in (400, 450):
        page.get_by_role("link", name="Show later").click()
        expect(page.locator(".rail > [id^=e]")).to_have_count(shown)
    expect(page.get_by_role("link", name="Show later")).to_have_count(0)
    assert page.locator(".rail h3").all_inner_texts() == [f"{n} Notice {n}" for n in range(1, 451)]
    assert complaints == []


@pytest.mark.usefixtures("parler")
def test_a_bar_of_the_chart_narrows_to_its_month(opens: Opens, live: str, complaints: Complaints) -> None:
    page = opens()
    page.goto(live + CASE)
    page.get_by_role("link", name="Jan. 2021: 3 filings, 1 ruling").first.click()
    page.wait_for_url("**month=2021-01**")
    expect(page.locator(".rail > [id^=e]")).to_have_count(3)
    assert complaints == []


@pytest.mark.usefixtures("parler")
def test_an_editor_logs_in_and_out(opens: Opens, live: str, users: Any, complaints: Complaints) -> None:
    page = opens()
    page.goto(live)
    page.get_by_role("link", name="Log in").click()
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("editor")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("banner")).to_contain_text("editor")
    expect(page.get_by_role("link", name="Admin")).to_have_count(0)
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("link", name="Log in")).to_be_visible()
    assert complaints == []
