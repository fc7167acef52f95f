"""The order of January 21, 2021 is entered in two minutes: clicks, fields and page loads are counted and printed."""

import re
import sys
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from casetracker.sample import PAYLOADS, READING
from dockets.models import Filing
from rulings.desk.assignments import assign_case
from rulings.editorial_file.load import load_editorial_file
from rulings.interpret.docket import interpret_docket
from rulings.models import Disposition, Ruling
from tests.browser.conftest import Complaints, Opens
from tests.browser.desk.test_enter_claims import CASE, Hand, logged_in
from tests.conftest import Users
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)
TWO_MINUTES = 120
SIX = """The evidence that Parler has submitted in support of the claim is both dwindlingly slight, and disputed by AWS.
The Court notes that Twitter's service is not hosted by AWS. Parler is not likely to succeed on the merits."""
NINE = "Parler has failed to raise more than the scantest speculation that AWS acted for an improper purpose."
TWELVE = """The Court explicitly rejects any suggestion that the balance of equities or the public interest favors
obligating AWS to host the kind of abusive, violent content at issue. There are
serious questions going to the merits in no claim.
BARBARA J. ROTHSTEIN
United States District Judge"""
REASON = "Nothing was shown that makes success on it likely."
INJUNCTION = "No claim is likely to succeed, and neither equities nor the public interest speak for it."


@pytest.fixture
def order(transactional_db: None, users: Users) -> Filing:
    """As it is when it has come in: the claims are known, its text is kept, a machine has read it."""
    for path in PAYLOADS:
        call_command("import_docket", str(path), "--json")
    load_editorial_file(READING)
    filing = Filing.objects.get(number="34", docket__docket_number="2:21-cv-00031")
    Ruling.objects.filter(filing=filing).delete()
    pages = [f"Page {at}." for at in range(1, 15)]
    pages[5], pages[8], pages[11] = SIX, NINE, TWELVE
    factories.document_text(filing=filing, by=users.editor, pages=pages)
    interpret_docket(filing.docket_id)
    return filing


class Counted(Hand):
    """An editor's hand, that counts what it does."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.clicks = self.fields = self.loads = 0
        page.on("request", lambda request: self._note(request.is_navigation_request()))

    def _note(self, is_load: bool) -> None:
        self.loads += is_load

    def types(self, field: Locator, text: str) -> None:
        super().types(field, text)
        self.fields += 1

    def picks(self, field: Locator, **option: str) -> None:
        super().picks(field, **option)
        self.clicks += 2

    def presses(self, button: Locator) -> None:
        super().presses(button)
        self.clicks += 1


def test_a_ruling_in_two_minutes(
    opens: Opens, live: str, order: Filing, complaints: Complaints, capsys: pytest.CaptureFixture[str]
) -> None:
    page = logged_in(opens, live, width=1280)
    page.goto(f"{live}{CASE}filings/34/")
    hand = Counted(page)
    hand.presses(page.get_by_role("link", name="Say what this decides, or confirm what was read"))
    expect(page.get_by_label("Judge", exact=True)).to_have_value("Barbara J. Rothstein")
    hand.types(page.get_by_label("Title of the ruling"), "Preliminary injunction denied")
    shared = page.locator(".shared")
    hand.picks(shared.get_by_label("Outcome"), value="not_likely_to_succeed")
    hand.types(shared.get_by_label("Reason"), REASON)
    rows = page.locator("[data-row]")
    for at, words in ((0, "dwindlingly"), (2, "scantest"), (3, "explicitly rejects")):
        if at == 3:
            hand.types(rows.nth(at).get_by_label("Reason"), INJUNCTION)
        else:
            hand.presses(rows.nth(at).get_by_label("With the ticked ones"))
        hand.presses(page.locator(".sentences label", has_text=words))
    hand.presses(rows.nth(1).get_by_label("With the ticked ones"))
    hand.presses(page.get_by_role("button", name="Save and confirm"))
    expect(page.locator(".messages")).to_contain_text("Saved.")
    with capsys.disabled():
        sys.stdout.write(
            f"\na ruling on three claims and a motion: {hand.clicks} clicks, {hand.fields} fields typed,"
            f" {hand.loads} page loads, {hand.seconds:.0f} s by hand\n"
        )
    found = {
        (str(row.claim.number) if row.claim else "motion"): (row.outcome, row.reason, row.place)
        for row in Disposition.objects.filter(ruling__filing=order).select_related("claim")
    }
    assert found == {
        "1": ("not_likely_to_succeed", REASON, "at 6"),
        "2": ("not_likely_to_succeed", REASON, ""),
        "3": ("not_likely_to_succeed", REASON, "at 9"),
        "motion": ("denied", INJUNCTION, "at 12"),
    }
    ruling = Ruling.objects.get(filing=order)
    assert (ruling.judge, ruling.standard[:42]) == (
        "Barbara J. Rothstein",
        "Success on the merits likely, or at least ",
    )
    assert (hand.clicks, hand.fields, hand.loads) <= (12, 3, 4)
    assert hand.seconds < TWO_MINUTES
    assert complaints == []


def fill_by_keys(page: Page) -> None:
    """A sentence does not take the place of words that were typed, but where the row's own button asks for it."""
    first, second = page.locator("[data-row]").nth(0), page.locator("[data-row]").nth(1)
    words = first.get_by_label("The court’s words")
    first.get_by_label("Outcome").select_option("dismissed")
    words.fill("typed")
    chosen = page.locator(".sentences input").first
    chosen.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(words).to_have_value("typed")
    first.get_by_role("button", name="Quote the sentence chosen").press("Enter")
    expect(words).to_have_value("Signed by Judge Barbara J. Rothstein.")
    second.get_by_role("button", name="As above").press("Enter")
    expect(second.get_by_label("The court’s words")).to_have_value("Signed by Judge Barbara J. Rothstein.")
    expect(second.get_by_label("Outcome")).to_have_value("dismissed")
    expect(page).to_have_url(re.compile(r"/decides/$"))


@pytest.mark.parametrize("width", [1280, 390])
def test_the_text_stands_beside_the_form_or_folded_above_it(opens: Opens, live: str, order: Filing, width: int) -> None:
    page = logged_in(opens, live, width=width)
    page.goto(f"{live}{CASE}filings/{order.public_id}/decides/")
    text, form = page.locator("#beside").bounding_box(), page.locator("#decides").bounding_box()
    assert text
    assert form
    if width == 1280:
        assert text["x"] + text["width"] <= form["x"]
        page.locator("[data-row]").last.scroll_into_view_if_needed()
        expect(page.locator(".sentences")).to_be_in_viewport()
        fill_by_keys(page)
    else:
        assert text["y"] + text["height"] <= form["y"]
        expect(page.locator(".sentences")).not_to_be_visible()
        page.get_by_text("The court’s text", exact=True).click()
        expect(page.locator(".sentences")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


ROW = 5
"""Rulings that are entered one after another."""
MINUTES = 10
"""For 48 at the same pace: of some a machine has read the outcome, to the others goes one with a reason."""


@pytest.fixture
def pile(transactional_db: None, users: Users) -> None:
    """Orders of a case of the editor's, as they come in: a machine has read whether the motion was granted, of each."""
    docket = factories.docket(docket_number="2:21-cv-00031")
    assign_case(docket, users.editor, by=users.admin, now=timezone.now() - timedelta(days=1))
    for at in range(ROW):
        number = str(10 + 2 * at)
        factories.filing(docket=docket, number=number, long_text="MOTION to Dismiss by Parler LLC.")
        text = f"ORDER by Judge Ann Roe granting {number} Motion to Dismiss." if at % 2 else f"ORDER re {number}."
        factories.filing(docket=docket, number=str(11 + 2 * at), long_text=text)
    interpret_docket(docket.pk)


@pytest.mark.usefixtures("pile")
def test_rulings_are_entered_one_after_another(
    opens: Opens, live: str, complaints: Complaints, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the desk: saving leads to the next one."""
    page = logged_in(opens, live, width=1280)
    page.goto(f"{live}/desk/")
    hand, number = Counted(page), Ruling.objects.filter(read_by_machine=True).count()
    first = page.locator(".pile:has(#ruling) .item").first
    hand.presses(first.get_by_role("link", name=re.compile("Enter what it decides|Correct it")))
    for _ in range(number):
        expect(page.get_by_role("heading", name="What this decides")).to_be_visible()
        here, row = page.url, page.locator("[data-row]").first
        if row.get_by_label("Outcome").input_value() == "":
            hand.picks(row.get_by_label("Outcome"), value="denied")
            hand.types(row.get_by_label("Reason"), "The complaint says no claim.")
        hand.presses(page.get_by_role("button", name=re.compile("^Save")))
        expect(page).not_to_have_url(here)
    expect(page).to_have_url(f"{live}/desk/")
    with capsys.disabled():
        each = hand.seconds / number
        sys.stdout.write(
            f"\n{number} rulings from the desk, each: {hand.clicks / number:.1f} clicks,"
            f" {hand.fields / number:.1f} fields typed, {hand.loads / number:.1f} page loads, {each:.1f} s by hand;"
            f" 48 in {48 * each / 60:.1f} minutes\n"
        )
    assert number == ROW
    assert not Ruling.objects.filter(read_by_machine=True).exists()
    entered = Disposition.objects.filter(read_by_machine=False)
    assert sorted(entered.values_list("outcome", flat=True)) == ["denied"] * 3 + ["granted"] * 2
    assert hand.loads <= 2 * number + 1
    assert 48 * hand.seconds / number < MINUTES * 60
    assert complaints == []
