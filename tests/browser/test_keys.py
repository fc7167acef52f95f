"""Keys and copying, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, Opens
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)

CASE = "/cases/wawd/2:21-cv-00031/"


def here(page: Page) -> str:
    """The words of what has the focus."""
    return str(page.evaluate("document.activeElement.innerText"))


@pytest.mark.usefixtures("parler")
def test_a_timeline_is_walked_by_keys(opens: Opens, live: str, complaints: Complaints) -> None:
    page = opens()
    page.goto(live + CASE)
    steps = [
        ("j", "1 Verified complaint"),
        ("j", "2 Motion for TRO"),
        ("k", "1 Verified complaint"),
        ("k", "1 Verified complaint"),
    ]
    for key, words in steps:
        page.keyboard.press(key)
        assert here(page) == words
    page.keyboard.press("/")
    expect(page.get_by_label("Words in this docket")).to_be_focused()
    page.keyboard.type("jok?/")
    expect(page.get_by_label("Words in this docket")).to_have_value("jok?/")
    page.get_by_label("Words in this docket").fill("")
    page.get_by_role("link", name="34 Order denying motion for TRO").focus()
    page.keyboard.press("o")
    expect(page.get_by_role("heading", name="Order denying motion for TRO")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_label("Search all cases")).to_be_focused()
    assert complaints == []


@pytest.mark.usefixtures("parler")
def test_the_keys_are_listed_and_can_be_switched_off(opens: Opens, live: str, complaints: Complaints) -> None:
    page = opens(width=390)
    page.goto(live + CASE)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Keys are on").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")
    page.get_by_role("button", name="Keys").click()
    dialog.get_by_label("Keys are on").check()
    dialog.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    assert not page.evaluate("document.activeElement === document.body")
    assert complaints == []


@pytest.mark.usefixtures("parler")
def test_keys_with_a_modifier_are_the_browsers(opens: Opens, live: str) -> None:
    page = opens()
    page.goto(live + CASE)
    page.keyboard.press("Control+j")
    assert page.evaluate("document.activeElement === document.body")


@pytest.mark.usefixtures("parler")
def test_link_citation_and_quotation_are_copied(opens: Opens, live: str, complaints: Complaints) -> None:
    page = opens(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{live}{CASE}filings/34/")
    link = page.locator("#address").input_value()
    name = "Parler LLC v. Amazon Web Services, Inc."
    cite = f"Order denying motion for TRO, {name}, No. 2:21-cv-00031 (W.D. Wash. Jan. 21, 2021), ECF No. 34."
    for label, text in (
        ("Copy link", link),
        ("Copy citation", cite),
        ("Copy as quotation", f"“ORDER denying 2 Motion for TRO” {cite} {link}"),
    ):
        page.get_by_role("button", name=label).click()
        expect(page.locator(".copies .hint")).to_contain_text("copied")
        assert page.evaluate("navigator.clipboard.readText()") == text
    choose = "words => getSelection().setBaseAndExtent(words.firstChild, 0, words.firstChild, 13)"
    page.locator("#court-words").evaluate(choose)
    page.get_by_role("button", name="Copy as quotation").click()
    assert str(page.evaluate("navigator.clipboard.readText()")).startswith("“ORDER denying” Order")
    page.goto(live + CASE)
    page.keyboard.press("j")
    page.keyboard.press("y")
    expect(page.locator(".toast")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{live}{CASE}filings/1/"
    assert complaints == []


@pytest.mark.usefixtures("parler")
def test_without_javascript_link_and_citation_stand_there_and_no_dead_button(opens: Opens, live: str) -> None:
    page = opens(java_script_enabled=False)
    page.goto(f"{live}{CASE}filings/34/")
    expect(page.locator("#citation")).to_contain_text("ECF No. 34.")
    expect(page.get_by_role("button", name="Copy link")).to_have_count(0)
    expect(page.get_by_role("button", name="Keys")).to_have_count(0)


def test_a_thread_opens_in_place_and_folds_open_by_keys(opens: Opens, live: str, complaints: Complaints) -> None:
    docket = factories.docket(docket_number="2:21-cv-00031")
    motion, answer = (factories.filing(docket=docket, number=number) for number in ("1", "2"))
    said = {
        "relation": "opposes",
        "outgoing": False,
        "number": "2",
        "public_id": answer.public_id,
        "headline": "x",
        "date": None,
    }
    factories.event(filing=motion, kind="motion", headline="Motion to dismiss", thread=[said])
    factories.event(filing=answer, kind="opposition", headline="Opposition")
    for number in ("3", "4"):
        routine = factories.filing(docket=docket, number=number)
        factories.event(filing=routine, kind="appearance", headline="Notice of appearance", routine=True)
    factories.reading(docket=docket, routine_count=2)
    page = opens()
    page.goto(live + CASE)
    page.get_by_role("link", name="Its thread").click()
    expect(page.get_by_text("Its thread: 1 entry")).to_be_focused()
    expect(page.locator("details.thread h3")).to_have_text("2 Opposition")
    assert page.url == live + CASE
    page.get_by_text("2 routine entries: appearances").focus()
    page.keyboard.press("o")
    page.keyboard.press("j")
    assert here(page) == "3 Notice of appearance"
    assert complaints == []
