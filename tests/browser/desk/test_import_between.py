"""While editors write, the court changes its text and a file changes what is known: the page says so, and nothing is
lost.

Each import here is a real one, of a file, while the browser has its form open.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from casetracker.sample import PAYLOADS, READING
from dockets.models import AuditEntry, Docket, Filing
from rulings.models import Claim, Disposition
from tests.browser.conftest import Complaints, Opens
from tests.browser.desk.test_enter_claims import CASE, enter_claims, logged_in
from tests.browser.desk.test_enter_claims import sample as sample  # the fixture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("users")]

OLD = "ORDER denying Plaintiff's 2 Motion for TRO/Preliminary Injunction."
NEW = "AMENDED ORDER granting Plaintiff's 2 Motion for TRO/Preliminary Injunction."
SHEET = next(path for path in PAYLOADS if path.suffix == ".html")


def court_changes(tmp_path: Path, old: str, new: str) -> None:
    """The docket page of the court is saved and imported again, with other words."""
    page = SHEET.read_text(encoding="utf-8")
    assert old in page
    changed = tmp_path / "changed.html"
    changed.write_text(page.replace(old, new), encoding="utf-8")
    call_command("import_docket", str(changed), "--json")


def decision(page: Page, legend: str) -> Any:
    return page.locator(".entered").filter(has=page.locator("legend", has_text=legend)).first


def test_the_court_changes_an_order_while_two_editors_enter_what_it_decides(
    opens: Opens, live: str, sample: Docket, complaints: Complaints, tmp_path: Path
) -> None:
    one, other = logged_in(opens, live), logged_in(opens, live, "admin")
    enter_claims(one, live)
    for page in (one, other):
        page.goto(f"{live}{CASE}filings/34/")
        page.get_by_role("link", name="Say what this decides, or confirm what was read").click()
        expect(page.locator("[data-quotable]")).to_contain_text(OLD)
    one.get_by_label("Title of the ruling").fill("The judge says no")
    decision(one, "1 · ").get_by_label("Outcome").select_option("not_likely_to_succeed")
    decision(one, "1 · ").get_by_label("Reason").fill("It is slight.")
    decision(other, "2 · ").get_by_label("Outcome").select_option("dismissed")
    decision(other, "2 · ").get_by_label("Reason").fill("A contract that allows it.")
    court_changes(tmp_path, OLD, NEW)

    one.get_by_role("button", name="Save").click()
    alert = one.get_by_role("alert")
    expect(alert).to_contain_text("The court’s text was changed since you opened this page")
    expect(alert).to_contain_text("2: Granted")
    expect(one.locator("[data-quotable]")).to_contain_text(NEW)
    expect(one.get_by_label("Title of the ruling")).to_have_value("The judge says no")
    expect(decision(one, "1 · ").get_by_label("Reason")).to_have_value("It is slight.")
    assert not AuditEntry.objects.filter(kind__in=["ruling", "disposition"]).exists()
    decision(one, "2 Motion").get_by_label("Outcome").select_option("granted")
    one.get_by_role("button", name="Save").click()
    expect(one.locator(".messages")).to_contain_text("Saved.")

    other.get_by_role("button", name="Save").click()
    expect(other.get_by_role("alert")).to_contain_text("It is slight.")
    expect(decision(other, "2 · ").get_by_label("Reason")).to_have_value("A contract that allows it.")
    decision(other, "1 · ").get_by_label("Outcome").select_option("not_likely_to_succeed")
    decision(other, "1 · ").get_by_label("Reason").fill("It is slight.")
    decision(other, "2 Motion").get_by_label("Outcome").select_option("granted")
    other.get_by_label("Title of the ruling").fill("The judge says no")
    other.get_by_label("What kind of change").select_option("style")
    other.get_by_role("button", name="Save").click()
    expect(other.locator(".messages")).to_contain_text("Saved.")
    kept = Disposition.objects.filter(ruling__filing__number="34").values_list("claim__number", "outcome", "reason")
    assert set(kept) == {
        (1, "not_likely_to_succeed", "It is slight."), (2, "dismissed", "A contract that allows it."),
        (None, "granted", ""),
    }  # fmt: skip
    assert [said for said in complaints if "409" not in said] == []


def test_the_court_changes_the_complaint_while_an_editor_writes_claims(
    opens: Opens, live: str, sample: Docket, complaints: Complaints, tmp_path: Path
) -> None:
    """Claims do not depend on the words of their pleading: both changes are kept, and no conflict is reported."""
    page = logged_in(opens, live)
    enter_claims(page, live)
    page.goto(f"{live}{CASE}claims/edit/")
    page.locator("[name=c0-title]").fill("Conspiracy, in short")
    page.get_by_label("What kind of change").select_option("style")
    court_changes(tmp_path, "VERIFIED COMPLAINT", "AMENDED VERIFIED COMPLAINT")
    page.get_by_role("button", name="Save the claims").click()
    expect(page.locator(".messages")).to_contain_text("1 claim saved.")
    claim = Claim.objects.get(number=1)
    assert (claim.title, claim.pleading) == ("Conspiracy, in short", Filing.objects.get(docket=sample, number="1"))
    assert Filing.objects.get(docket=sample, number="1").text.startswith("AMENDED VERIFIED COMPLAINT")
    assert complaints == []


def test_a_file_changes_a_claim_while_an_editor_writes_it(
    opens: Opens, live: str, sample: Docket, complaints: Complaints, tmp_path: Path
) -> None:
    page = logged_in(opens, live)
    enter_claims(page, live)
    page.goto(f"{live}{CASE}claims/edit/")
    page.locator("[name=c0-title]").fill("Conspiracy, says the editor")
    page.locator("[name=c1-title]").fill("Breach, says the editor")
    page.get_by_label("What kind of change").select_option("style")
    given = json.loads(READING.read_text(encoding="utf-8"))
    given["dockets"] = given["dockets"][:1]
    given["dockets"][0]["claims"][0]["title"] = "Conspiracy, says the file"
    changed = tmp_path / "reading.json"
    changed.write_text(json.dumps(given), encoding="utf-8")
    call_command("import_reading", str(changed))
    page.get_by_role("button", name="Save the claims").click()
    expect(page.locator(".meanwhile").first).to_contain_text("Conspiracy, says the file")
    expect(page.locator("[name=c0-title]")).to_have_value("Conspiracy, says the editor")
    expect(page.locator("[name=c1-title]")).to_have_value("Breach, says the editor")
    assert set(Claim.objects.values_list("title", flat=True)) >= {"Conspiracy, says the file", "Breach of contract"}
    page.get_by_role("button", name="Save the claims").click()
    expect(page.get_by_role("status")).to_contain_text("2 claims saved.")
    titles = [
        edit.after and edit.after["title"]
        for edit in AuditEntry.objects.filter(kind="claim", after__number=1).order_by("id")
    ]
    assert titles[-2:] == ["Conspiracy, says the file", "Conspiracy, says the editor"]
    assert [said for said in complaints if "409" not in said] == []
