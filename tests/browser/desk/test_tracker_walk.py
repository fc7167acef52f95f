"""From a sheet of 40 rows to a published tracker and its embed, and what happens when a court rules: clicks, fields and
page loads are counted and printed."""

import csv
import io
import re
import sys
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from casetracker.pipeline.interpret_docket import interpret_docket_now
from dockets.models import Docket
from rulings.models import Tracker
from tests.browser.conftest import Complaints, Opens
from tests.browser.desk.test_enter_claims import logged_in
from tests.browser.desk.test_two_minutes import Counted
from tests.browser.test_accessibility import faults
from tests.dockets.imports.test_preview import docket, entry, imported
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)
TEN_MINUTES = 600
KNOWN, UNKNOWN = 32, 8
HEAD = ("Case", "Court", "Docket no.", "Topic", "Status", "Since", "Latest", "Updated")
SAID = ("Pending", "Relief denied", "Won")
RULED = "5:24-cv-00003"
HERE = "/trackers/suits-over-hosts/"


@pytest.fixture
def sheet(transactional_db: None, users: Any, tmp_path: Path) -> Path:
    """As a newsroom keeps it: numbers in any writing, words of its own for where a case stands; eight of its cases are
    not here."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(HEAD)
    for at in range(1, KNOWN + UNKNOWN + 1):
        number, name = f"5:24-cv-{at:05d}", f"Host {at} LLC v. Oak County"
        if at <= KNOWN:
            factories.docket(docket_number=number, case_name=name, assigned_to="Ann Roe")
        written = number if at % 3 else f"24-cv-{at} (AR)"
        row = (name, "W.D. Wash.", written, "Hosting", SAID[at % 3], "3/4/2024", f"Brief {at} is due.", "March 4, 2024")
        lines.writerow(row)
    path = tmp_path / "suits.csv"
    path.write_text(out.getvalue(), encoding="cp1252")
    return path


def take_sheet(page: Page, hand: Counted, live: str, sheet: Path) -> None:
    hand.presses(page.get_by_role("link", name="Trackers").first)
    hand.presses(page.get_by_role("link", name="Make a tracker"))
    hand.types(page.get_by_label("Title", exact=True), "Suits over hosts")
    hand.types(page.get_by_label("Standfirst"), "Who may be thrown off whose servers, and where each suit stands.")
    hand.presses(page.get_by_role("button", name="Save"))
    hand.presses(page.get_by_role("link", name="From a sheet", exact=True))
    hand.presses(page.get_by_label("Or a CSV file"))
    page.get_by_label("Or a CSV file").set_input_files(sheet)
    hand.presses(page.get_by_role("button", name="Look at it"))
    expect(page.get_by_role("heading", name="of 40 lines have a case here")).to_contain_text(f"{KNOWN}")


def publish(page: Page, hand: Counted, live: str) -> None:
    hand.picks(page.get_by_label("“Won”"), label="Relief in effect")
    hand.picks(page.get_by_label("“Pending”"), label="Awaiting a ruling")
    hand.presses(page.get_by_role("button", name=f"Take them, and enter {UNKNOWN} of the others by hand"))
    expect(page.get_by_text("40 lines of the sheet taken.")).to_be_visible()
    hand.presses(page.get_by_role("link", name="Publish it"))
    hand.presses(page.get_by_role("button", name="Publish now"))
    hand.presses(page.get_by_role("link", name="Suits over hosts"))
    counted = re.compile(r"Relief denied\s+14\s+Relief in effect\s+13.*All\s+40", re.DOTALL)
    expect(page.locator(".lede table").first).to_contain_text(counted)
    assert faults(page) == []


def copy_embed(page: Page, hand: Counted) -> str:
    """The code for an article."""
    hand.presses(page.locator("summary", has_text="Embed"))
    code = page.get_by_label("Code for an article, which keeps its height by itself")
    hand.presses(code)
    return code.input_value()


def rule() -> None:
    """A court's docket comes with an order of today, and workers have read it."""
    today = timezone.localdate().isoformat()
    motion = entry(1, "MOTION for Preliminary Injunction by Host 3 LLC", date_filed="2026-11-02")
    order = entry(2, "ORDER granting 1 Motion for Preliminary Injunction.", date_filed=today)
    imported(docket(motion, order, docket_number=RULED, case_name="Host 3 LLC v. Oak County"))
    interpret_docket_now(Docket.objects.get(docket_number=RULED).pk)


def read_feed(live: str) -> list[str]:
    with urlopen(f"{live}{HERE}changes.atom") as answer:
        return re.findall(r"<entry>.*?</entry>", answer.read().decode(), re.DOTALL)


def test_from_a_sheet_to_a_tracker_that_says_when_it_may_be_wrong(
    opens: Opens,
    live: str,
    sheet: Path,
    settings: Any,
    complaints: Complaints,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.EMBED_ORIGINS = ["https:", live]
    page = logged_in(opens, live, width=1280)
    hand = Counted(page)
    take_sheet(page, hand, live, sheet)
    publish(page, hand, live)
    code = copy_embed(page, hand)
    with capsys.disabled():
        sys.stdout.write(
            f"\na tracker of 40 rows from a sheet, published and embedded: {hand.clicks} clicks, {hand.fields} fields"
            f" typed, {hand.loads} page loads, {hand.seconds:.0f} s by hand\n"
        )
    assert Tracker.objects.get().matters.count() == KNOWN + UNKNOWN
    assert hand.seconds < TEN_MINUTES / 4 and (hand.clicks, hand.fields) <= (20, 2)
    rule()
    reader = opens(width=390)
    reader.goto(f"{live}{HERE}?doubt=1")
    row = reader.get_by_role("row", name=re.compile("Host 3 LLC"))
    expect(row).to_contain_text(re.compile("may be out of date", re.IGNORECASE))
    assert read_feed(live) == []
    page.goto(f"{live}{HERE}")
    hand.presses(page.get_by_role("link", name="Edit", exact=True))
    hand.presses(page.get_by_role("link", name=re.compile("^May be out of date 1")))
    hand.presses(page.get_by_role("button", name=re.compile("^Confirm ?: Host 3 LLC")))
    reader.reload()
    expect(reader.get_by_text("No dispute matches.")).to_be_visible()
    (told,) = read_feed(live)
    assert "Host 3 LLC v. Oak County" in told and "Checked after the" in told
    assert complaints == [] and code
