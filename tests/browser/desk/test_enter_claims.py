"""An editor enters the sample's claims and the order of January 21, 2021 on the pages and gets the sample's matrix."""

import json
import re
import time
from typing import Any
from urllib.request import urlopen

import pytest
from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect

from casetracker.sample import PAYLOADS, READING
from dockets.models import AuditEntry, Docket, Filing
from rulings.editorial_file.load import load_editorial_file
from rulings.history.snapshots import get_disposition_state
from rulings.models import Claim, Disposition, Ruling
from tests.browser.conftest import Complaints, Opens

pytestmark = pytest.mark.django_db(transaction=True)

CASE = "/cases/wawd/2:21-cv-00031/"
GIVEN = json.loads(READING.read_text(encoding="utf-8"))["dockets"][0]
THREE_MINUTES = 180


@pytest.fixture
def sample(transactional_db: None) -> Docket:
    for path in PAYLOADS:
        call_command("import_docket", str(path), "--json")
    return Docket.objects.get(court_id="wawd", docket_number="2:21-cv-00031")


def logged_in(opens: Opens, live: str, name: str = "editor", **options: Any) -> Page:
    page = opens(**options)
    page.goto(f"{live}/accounts/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(name)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.wait_for_url(live + "/")
    return page


def name_filing(told: str | dict[str, str]) -> str:
    """Its number; the id from its address where it has none."""
    if isinstance(told, str):
        return told
    return Filing.objects.get(date_filed=told["date"], long_text__icontains=told["text"]).public_id


def enter_claims(page: Page, live: str) -> None:
    page.goto(f"{live}{CASE}claims/")
    page.get_by_role("link", name="Enter the claims").first.click()
    for place, claim in enumerate(GIVEN["claims"]):
        if place:
            page.get_by_role("button", name="Add a row").click()
        row = page.locator(".entered").nth(place)
        row.get_by_label("Claim", exact=False).and_(page.locator("[name$=title]")).fill(claim["title"])
        row.get_by_label("Statute or ground").fill(claim.get("ground", ""))
        row.get_by_label("Pleading, by its number").fill(claim["pleading"])
        row.locator("details > summary").click()
        for position in claim["positions"]:
            row.locator(f"[name$={position['stance']}_text]").fill(position["text"])
            row.locator(f"[name$={position['stance']}_filing]").fill(name_filing(position.get("filing", "")))
    page.get_by_role("button", name="Save the claims").click()
    expect(page.locator(".messages")).to_contain_text("3 claims saved.")


def row_of(page: Page, told: dict[str, Any]) -> Locator:
    """Of claim 2, "2 · Breach of contract", or of motion 2, "2 Motion for …"."""
    legend = re.compile(rf"^\s*{told['claim']} · " if "claim" in told else rf"^\s*{told['motion']} [^·]")
    return page.locator(".entered").filter(has=page.locator("legend", has_text=legend))


def enter_ruling(page: Page, given: dict[str, Any]) -> None:
    page.get_by_role("link", name="Say what this decides, or confirm what was read").click()
    page.get_by_label("Title of the ruling").fill(given["title"])
    page.get_by_label("Standard applied").fill(given.get("standard", ""))
    page.get_by_label("Reported at").fill(given.get("citation", ""))
    if given.get("by_parties"):
        page.get_by_label("Not the court’s").check()
    for told in given["dispositions"]:
        row = row_of(page, told)
        row.get_by_label("Outcome").select_option(told["outcome"])
        row.get_by_label("Reason").fill(told.get("reason", ""))
        row.get_by_label("The court’s words").fill(told.get("quotation", ""))
        row.get_by_label("Quoted from").fill(told.get("quoted_from", ""))
        row.get_by_label("Where they stand").fill(told.get("place", ""))
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_contain_text("Saved.")


def matrix(live: str) -> Any:
    with urlopen(f"{live}{CASE}claims.json") as answer:
        return json.load(answer)["claims"]


@pytest.mark.usefixtures("users")
@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_the_sample_is_entered_from_the_page(
    opens: Opens, live: str, sample: Docket, complaints: Complaints, java_script_enabled: bool
) -> None:
    page = logged_in(opens, live, java_script_enabled=java_script_enabled)
    enter_claims(page, live)
    order, notice = GIVEN["rulings"]
    began = time.monotonic()
    page.goto(f"{live}{CASE}filings/34/")
    enter_ruling(page, order)
    assert time.monotonic() - began < THREE_MINUTES
    page.goto(f"{live}{CASE}?q=dismissal")
    page.get_by_role("link", name="dismissal").and_(page.locator(".rail h3 a")).first.click()
    enter_ruling(page, notice)
    page.goto(f"{live}{CASE}claims/")
    expect(page.locator(".standfirst")).to_have_text("Three claims, one ruling. All ended without being decided.")
    entered = matrix(live)
    assert set(AuditEntry.objects.values_list("by_name", flat=True)) == {"editor"}
    Ruling.objects.filter(docket=sample).delete()
    Claim.objects.filter(docket=sample).delete()
    load_editorial_file(READING)
    assert entered == matrix(live)
    assert len(entered) == 3
    assert complaints == []


class Hand:
    """An editor's hand, by the keystroke-level model (Card, Moran and Newell, Comm. ACM 23, 1980): seconds for a key of
    a typist of 55 words a minute, for pointing, for reaching from the keyboard to the mouse and back, for thinking
    before each field."""

    KEY, POINT, REACH, THINK = 0.2, 1.1, 0.8, 1.35
    MARK_AND_COPY = 2 * POINT + REACH + 4 * KEY
    """In the opinion, which lies beside the page."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def types(self, field: Locator, text: str) -> None:
        if text:
            self.seconds += self.THINK + self.KEY * (1 + len(text))
            field.fill(text)

    def pastes(self, field: Locator, text: str) -> None:
        if text:
            self.seconds += self.THINK + self.MARK_AND_COPY + 3 * self.KEY
            field.fill(text)

    def picks(self, field: Locator, **option: str) -> None:
        self.seconds += self.THINK + 2 * self.POINT + self.REACH
        field.select_option(**option)  # type: ignore[arg-type]

    def presses(self, button: Locator) -> None:
        self.seconds += self.THINK + self.POINT + self.REACH
        button.click()


@pytest.mark.usefixtures("users", "sample")
def test_the_order_is_entered_by_hand_in_under_three_minutes(opens: Opens, live: str) -> None:
    """All that the sample says of it: four outcomes with reasons, three quotations, headline, standard, citation."""
    page, hand, order = logged_in(opens, live), Hand(), GIVEN["rulings"][0]
    enter_claims(page, live)
    page.goto(f"{live}{CASE}filings/34/")
    hand.presses(page.get_by_role("link", name="Say what this decides, or confirm what was read"))
    hand.types(page.get_by_label("Title of the ruling"), order["title"])
    hand.types(page.get_by_label("Reported at"), order["citation"])
    hand.picks(page.get_by_label("A usual standard"), label="Preliminary injunction, Ninth Circuit")
    expect(page.get_by_label("Standard applied")).to_have_value(order["standard"])
    sources: set[str] = set()
    for told in order["dispositions"]:
        row = row_of(page, told)
        if row.get_by_label("Outcome").input_value() != told["outcome"]:
            hand.picks(row.get_by_label("Outcome"), value=told["outcome"])
        hand.types(row.get_by_label("Reason"), told.get("reason", ""))
        hand.pastes(row.get_by_label("The court’s words"), told.get("quotation", ""))
        if told.get("quoted_from") and not sources:
            hand.pastes(row.get_by_label("Quoted from"), told["quoted_from"])
        sources |= {*filter(None, [told.get("quoted_from")])}
    hand.presses(page.get_by_role("button", name="Save and confirm"))
    expect(page.locator(".messages")).to_contain_text("Saved.")
    shown = [row["dispositions"][-1]["outcome"] for row in matrix(live)]
    assert shown == ["not_likely_to_succeed"] * 3
    entered = [get_disposition_state(kept) for kept in Disposition.objects.filter(ruling__filing__number="34")]
    words = {(kept["claim"] or "", kept["motion"] or ""): (kept["reason"], kept["quotation"]) for kept in entered}
    assert words == {
        (str(told.get("claim", "")), told.get("motion", "")): (told["reason"], told.get("quotation", ""))
        for told in order["dispositions"]
    }
    assert hand.seconds < THREE_MINUTES, hand.seconds


@pytest.mark.usefixtures("users", "sample")
def test_a_quotation_is_taken_by_marking_the_text(opens: Opens, live: str, complaints: Complaints) -> None:
    page = logged_in(opens, live)
    page.goto(f"{live}{CASE}filings/34/")
    page.get_by_role("link", name="Say what this decides, or confirm what was read").click()
    button = page.get_by_role("button", name="Take what is marked in the text").first
    button.click()
    expect(page.get_by_role("button", name="Mark words in the text above first")).to_be_visible()
    page.evaluate("""() => {
        const text = document.querySelector('[data-quotable]').firstChild, at = text.data.indexOf('denying');
        document.getSelection().setBaseAndExtent(text, at, text, at + 'denying Plaintiff'.length);
    }""")
    page.get_by_role("button", name="Mark words in the text above first").click()
    expect(page.get_by_label("The court’s words").first).to_have_value("denying Plaintiff")
    assert complaints == []


@pytest.mark.usefixtures("sample")
def test_two_editors_at_one_claim_both_see_both_texts(opens: Opens, live: str, users: Any) -> None:
    first, second = logged_in(opens, live), logged_in(opens, live, "admin")
    enter_claims(first, live)
    for page in (first, second):
        page.goto(f"{live}{CASE}claims/edit/")
    first.locator("[name=c0-title]").fill("Conspiracy, says the one")
    second.locator("[name=c0-title]").fill("Conspiracy, says the other")
    for page in (first, second):
        page.get_by_label("What kind of change").select_option("style")
    with first.expect_navigation():
        first.get_by_role("button", name="Save the claims").click()
    second.get_by_role("button", name="Save the claims").click()
    expect(second.locator(".meanwhile")).to_contain_text("Conspiracy, says the one")
    expect(second.locator("[name=c0-title]")).to_have_value("Conspiracy, says the other")
    assert Claim.objects.get(number=1).title == "Conspiracy, says the one"
    second.get_by_role("button", name="Save the claims").click()
    expect(second.get_by_role("status")).to_contain_text("1 claim saved.")
    titles = [edit.after and edit.after["title"] for edit in AuditEntry.objects.filter(kind="claim").order_by("id")]
    assert titles[-2:] == ["Conspiracy, says the one", "Conspiracy, says the other"]
