"""Five ways to lose what was typed, in a real browser: the session ends, the browser is closed, the network or the
server is away, the page is left and come back to, two tabs are open. Each time the words are in the form again."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from dockets.models import Docket
from rulings.models import Claim, Editorial
from tests.browser.conftest import Complaints, Opens
from tests.browser.test_notes import log_in
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "Typed for ten minutes.\n\nWith <b>two</b> paragraphs"
FOUND = "There are words here that were not saved, typed at"
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('casetracker-draft:')).length"


@pytest.fixture
def docket(users: Any) -> Docket:
    return factories.docket(docket_number="2:21-cv-00031")


def wait_for_drafts(page: Page, number: int) -> None:
    """By asking again: the site's content security policy forbids Playwright's own way."""
    for _ in range(100):
        if page.evaluate(KEPT) == number:
            return
        page.wait_for_timeout(30)
    assert page.evaluate(KEPT) == number


Form = Callable[[Page], Page]


@pytest.fixture
def form(docket: Docket, live: str) -> Form:
    """Opens the form for a headline and a summary."""

    def open_form(page: Page) -> Page:
        page.goto(f"{live}/desk/cases/{docket.pk}/headline/")
        return page

    return open_form


def write(page: Page, words: str = WORDS) -> None:
    """As somebody who types, and rests."""
    page.get_by_label("Summary").fill(words)
    wait_for_drafts(page, 1)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()


def expect_saved(page: Page, words: str = WORDS) -> None:
    """And no draft of it is left."""
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Editorial.objects.get().summary == words
    wait_for_drafts(page, 0)


def test_a_session_that_ended_is_taken_up_where_one_is(
    form: Form, opens: Opens, live: str, users: Any, complaints: Complaints
) -> None:
    page = opens(width=390)
    log_in(page, live, users.editor)
    write(form(page))
    page.context.clear_cookies()
    save(page)
    dialog = page.get_by_role("dialog", name="Log in, and go on here")
    expect(dialog.get_by_label("Password")).to_be_focused()
    dialog.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text("The name or the password is wrong.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("alert")).to_have_text("Not saved: you are not logged in. Your words are kept here.")
    save(page)
    dialog.get_by_label("Password").fill("editor")
    dialog.get_by_role("button", name="Log in and go on").click()
    expect_saved(page)
    assert complaints == []


def test_another_person_saves_it_in_their_name_only_on_purpose(
    form: Form, opens: Opens, live: str, users: Any, complaints: Complaints
) -> None:
    page = opens()
    log_in(page, live, users.editor)
    write(form(page))
    page.context.clear_cookies()
    save(page)
    dialog = page.get_by_role("dialog", name="Log in, and go on here")
    dialog.get_by_label("Username").fill("admin")
    dialog.get_by_label("Password").fill("admin")
    dialog.get_by_role("button", name="Log in and go on").click()
    expect(page.get_by_role("alert")).to_contain_text("you are logged in as admin now")
    assert not Editorial.objects.exists()
    save(page)
    expect_saved(page)
    assert complaints == []


def test_a_browser_that_was_closed_offers_it_again(form: Form, opens: Opens, live: str, users: Any) -> None:
    page = opens()
    log_in(page, live, users.editor)
    write(form(page))
    left = page.context.storage_state()
    page.context.close()
    page = form(opens(storage_state=left))
    expect(page.get_by_text(FOUND)).to_be_visible()
    expect(page.get_by_label("Summary")).to_have_value("")
    page.get_by_role("button", name="Bring them back").click()
    expect(page.get_by_label("Summary")).to_have_value(WORDS)
    save(page)
    expect_saved(page)
    # To another person on the same computer nothing is offered; at a log-out it is thrown away.
    write(form(page), "Another summary")
    other = page.context.new_page()
    log_in(other, live, users.admin)
    expect(form(other).get_by_role("button", name="Save")).to_be_visible()
    expect(other.get_by_text(FOUND)).to_have_count(0)
    log_in(other, live, users.editor)
    expect(form(other).get_by_text(FOUND)).to_be_visible()
    other.on("dialog", lambda asked: asked.accept())
    other.get_by_role("button", name="Log out").click()
    expect(other.get_by_role("link", name="Log in")).to_be_visible()
    page.get_by_label("Summary").press_sequentially(", and more")
    page.wait_for_timeout(500)  # longer than a pause after which words are kept
    assert other.evaluate(KEPT) == 0


def test_without_network_or_server_it_stays_and_is_saved_later(form: Form, opens: Opens, live: str, users: Any) -> None:
    page = opens()
    log_in(page, live, users.editor)
    write(form(page))
    page.context.set_offline(True)
    save(page)
    said = page.get_by_role("alert")
    expect(said).to_contain_text("Not saved: the server cannot be reached. Your words are kept here.")
    page.context.set_offline(False)
    # A server that is being started again: its proxy answers in its place.
    page.route("**/accounts/session/", lambda route: route.fulfill(status=502, body="Bad gateway"))
    save(page)
    expect(said).to_contain_text("Not saved: the server cannot be reached.")
    page.unroute("**/accounts/session/")
    # It goes away between the question and the form.
    page.route("**/headline/", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        save(page)
    page.unroute("**/headline/")
    expect(form(page).get_by_text(FOUND)).to_be_visible()
    page.get_by_role("button", name="Bring them back").click()
    save(page)
    expect_saved(page)


def test_leaving_warns_and_going_back_brings_it_again(
    form: Form, opens: Opens, live: str, users: Any, complaints: Complaints
) -> None:
    page, asked = opens(), []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)

    page.on("dialog", answer)
    log_in(page, live, users.editor)
    form(page).get_by_label("Summary").press_sequentially("Some words")
    page.get_by_role("link", name="Rulings").click()
    assert asked == ["beforeunload"] and "/headline/" in page.url
    page.get_by_role("link", name="Leave it as it is").click()
    page.wait_for_url("**/cases/**")
    page.go_back()
    page.wait_for_url("**/headline/")
    expect(page.get_by_label("Summary")).to_have_value("Some words")
    save(page)
    expect_saved(page, "Some words")
    page.go_back()
    page.wait_for_url("**/headline/")
    page.get_by_role("link", name="Rulings").click()
    page.wait_for_url("**/rulings/")
    assert asked == ["beforeunload"] and page.evaluate(KEPT) == 0


def test_two_tabs_keep_two_drafts_and_all_their_rows(opens: Opens, docket: Docket, live: str, users: Any) -> None:
    one = opens()
    log_in(one, live, users.editor)
    other = one.context.new_page()
    for number, page, title in ((1, one, "Fraud"), (2, other, "Breach")):
        page.goto(f"{live}/cases/wawd/2:21-cv-00031/claims/edit/")
        page.locator("#id_c0-title").fill(title)
        page.get_by_role("button", name="Add a row").click()
        page.locator("#id_c1-title").wait_for()
        expect(page.locator("#id_c0-title")).to_have_value(title)
        expect(page.locator(".draft").filter(has_text=title)).to_have_count(0)
        page.locator("#id_c1-title").fill(f"{title}, again")
        wait_for_drafts(page, number)
    third = one.context.new_page()
    third.goto(f"{live}/cases/wawd/2:21-cv-00031/claims/edit/")
    expect(third.get_by_text(FOUND)).to_have_count(2)
    third.locator(".draft").filter(has_text="Fraud").get_by_role("button", name="Bring them back").click()
    expect(third.locator("#id_c1-title")).to_have_value("Fraud, again")
    expect(third.get_by_text(FOUND)).to_have_count(1)
    third.get_by_role("button", name="Save the claims").click()
    third.wait_for_url("**/claims/")
    assert [claim.title for claim in Claim.objects.order_by("number")] == ["Fraud", "Fraud, again"]
    wait_for_drafts(third, 1)


def test_without_a_script_it_goes_through_the_login(form: Form, opens: Opens, live: str, users: Any) -> None:
    page = opens(width=390, java_script_enabled=False)
    log_in(page, live, users.editor)
    form(page).get_by_label("Summary").fill(WORDS)
    page.context.clear_cookies()
    save(page)
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("editor")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_contain_text("nothing was saved yet. Look it over and save.")
    expect(page.get_by_label("Summary")).to_have_value(WORDS)
    save(page)
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Editorial.objects.get().summary.replace("\r\n", "\n") == WORDS


def test_forms_of_the_admin_keep_their_words_too(docket: Docket, users: Any, opens: Opens, live: str) -> None:
    claim = factories.claim(docket=docket)
    page = opens()
    log_in(page, live, users.admin)
    address = f"{live}/admin/rulings/claim/{claim.pk}/change/"
    page.goto(address)
    page.get_by_label("Summary").fill(WORDS)
    wait_for_drafts(page, 1)
    context = page.context
    page.close()
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text(FOUND)).to_be_visible()
    page.get_by_role("button", name="Bring them back").click()
    expect(page.get_by_label("Summary")).to_have_value(WORDS)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    wait_for_drafts(page, 0)
    claim.refresh_from_db()
    assert claim.summary.replace("\r\n", "\n") == WORDS


def test_a_second_step_that_shows_what_was_typed_does_not_offer_it(opens: Opens, live: str, users: Any) -> None:
    tracker = factories.tracker(title="Ferries")
    page, sheet = opens(), "Docket,Court,Case\n2:26-cv-04417,wawd,Quillfeather v. Marrow"
    log_in(page, live, users.editor)
    page.goto(f"{live}/desk/trackers/{tracker.pk}/sheet/")
    page.get_by_label("The sheet, as text").fill(sheet)
    wait_for_drafts(page, 1)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("What each column is")).to_be_visible()
    expect(page.get_by_label("The sheet, as text")).to_have_value(sheet)
    expect(page.get_by_text(FOUND)).to_have_count(0)
    assert page.evaluate(KEPT) == 1, "it is not saved yet"
    other = page.context.new_page()
    other.goto(f"{live}/desk/trackers/{tracker.pk}/sheet/")
    expect(other.get_by_text(FOUND)).to_be_visible()
