"""The desk in a real browser: all that lies there done by keys, without leaving it."""

import sys
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from dockets.models import Docket, Filing
from rulings.desk.assignments import assign_case
from rulings.interpret.docket import interpret_docket
from rulings.models import DeskMark, Editorial, Ruling
from tests.browser.conftest import Complaints, Opens
from tests.browser.test_notes import log_in
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def docket(users: Any) -> Docket:
    """The editor's case: two filings that have just come in, an order that the machine has read."""
    row = factories.docket(docket_number="2:21-cv-00031")
    assign_case(row, users.editor, by=users.admin, now=timezone.now() - timedelta(days=1))
    old = timezone.now() - timedelta(days=2)
    factories.filing(
        docket=row, number="2", long_text="MOTION for Temporary Restraining Order by Parler LLC.", first_seen=old
    )
    factories.filing(docket=row, number="34", long_text="ORDER denying 2 Motion for TRO.", first_seen=old)
    for number in ("50", "51"):
        factories.filing(docket=row, number=number, long_text="NOTICE of Appearance", first_seen=timezone.now())
    interpret_docket(row.pk)
    return row


def here(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText"))


def press(page: Page, key: str) -> None:
    """A key that sends a form."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_all_of_it_is_done_by_keys(docket: Docket, opens: Opens, live: str, users: Any, complaints: Complaints) -> None:
    page = opens()
    log_in(page, live, users.editor)
    page.goto(f"{live}/desk/")
    expect(page.get_by_role("link", name="Desk 3")).to_be_visible()
    page.keyboard.press("j")
    assert here(page).startswith("50 ")
    page.keyboard.press("h")
    expect(page.get_by_label("Headline, in plain language").first).to_be_focused()
    page.keyboard.type("A lawyer comes, cx")
    press(page, "Enter")
    assert here(page).startswith("50 ")
    first = Editorial.objects.get(filing__number="50")
    assert (first.headline, first.pinned) == ("A lawyer comes, cx", False)
    press(page, "f")
    assert Editorial.objects.get(filing__number="50").pinned
    press(page, "t")
    expect(page.get_by_text("You have it")).to_be_visible()
    assert here(page).startswith("50 ")
    page.keyboard.press("h")
    page.get_by_label("What kind of change").select_option("style")  # readers have seen the first one
    page.get_by_label("Headline, in plain language").first.fill("Another, cx")
    press(page, "Enter")
    assert Editorial.objects.get(filing__number="50").headline == "Another, cx"
    press(page, "x")
    assert here(page).startswith("51 ")
    assert DeskMark.objects.get(done_at__isnull=False).object_id == Filing.objects.get(number="50").pk
    press(page, "x")
    assert here(page).startswith("34 ")
    press(page, "c")
    assert not Ruling.objects.get().read_by_machine
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    assert complaints == []


def test_a_dozen_rulings_are_confirmed_by_keys_alone(
    docket: Docket, opens: Opens, live: str, users: Any, complaints: Complaints, capsys: pytest.CaptureFixture[str]
) -> None:
    """The focus goes on to the next ruling by itself, though filings lie above them: one key a ruling."""
    old = timezone.now() - timedelta(days=2)
    for number in range(60, 71):
        text = f"ORDER denying {number - 50} Motion for TRO."
        factories.filing(docket=docket, number=str(number), long_text=text, first_seen=old)
        motion = "MOTION for Temporary Restraining Order by Parler LLC."
        factories.filing(docket=docket, number=str(number - 50), long_text=motion, first_seen=old)
    interpret_docket(docket.pk)
    page = opens()
    log_in(page, live, users.editor)
    page.goto(f"{live}/desk/")
    strokes: dict[str, list[str]] = {}
    moves = ["j"] * 3  # past the two filings
    for key in moves:
        page.keyboard.press(key)
    while Ruling.objects.filter(read_by_machine=True).exists():
        ruling = here(page).split()[0]
        press(page, "c")
        strokes[ruling] = [*moves, "c"]
        moves = []
    with capsys.disabled():
        told = ", ".join(f"{ruling}: {' '.join(keys)}" for ruling, keys in strokes.items())
        sys.stdout.write(f"\nkeystrokes for each ruling: {told}\n")
    assert [*strokes] == ["34", *(str(number) for number in range(60, 71))]
    assert sum(len(keys) for keys in strokes.values()) == 12 + 3
    assert here(page).startswith("50 ")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys.get_by_text("Confirm what was read, or enter it")).to_be_visible()
    page.keyboard.press("Escape")
    press(page, "u")
    expect(page.get_by_text("1 put back.")).to_be_visible()
    for key in ("j", "s", "j", "s"):
        page.keyboard.press(key)
    press(page, "X")
    expect(page.get_by_text("2 taken off the desk.")).to_be_visible()
    press(page, "u")
    expect(page.get_by_text("2 put back.")).to_be_visible()
    assert complaints == []


def test_a_headline_is_written_without_javascript_on_a_telephone(
    docket: Docket, opens: Opens, live: str, users: Any
) -> None:
    page = opens(width=390, java_script_enabled=False)
    log_in(page, live, users.editor)
    page.goto(f"{live}/desk/")
    page.get_by_text("Headline", exact=True).first.click()
    page.get_by_label("Headline, in plain language").first.fill("A lawyer comes")
    page.get_by_role("button", name="Flag as a key moment").first.click()
    expect(page.get_by_text("A key moment · Headline")).to_be_visible()
    row = Editorial.objects.get()
    assert (row.headline, row.pinned) == ("A lawyer comes", True)
    page.locator("[data-confirm]").click()
    expect(page.get_by_text("Confirmed: an editor’s word from now on.")).to_be_visible()


def test_two_at_one_headline_both_see_both(docket: Docket, opens: Opens, live: str, users: Any) -> None:
    one, other = opens(), opens()
    for page, user in ((one, users.editor), (other, users.admin)):
        log_in(page, live, user)
        page.goto(f"{live}/desk/?of=all")
        page.get_by_text("Headline", exact=True).first.click()
    for page, text in ((one, "First"), (other, "Second")):
        page.get_by_label("Headline, in plain language").first.fill(text)
        with page.expect_navigation():  # a form that a script sends is not awaited by the click
            page.get_by_role("button", name="Save").first.click()
    expect(other.get_by_role("alert")).to_be_visible()
    expect(other.get_by_label("As it stands now")).to_contain_text("First")
    expect(other.get_by_label("Headline")).to_have_value("Second")
    assert Editorial.objects.get().headline == "First"
