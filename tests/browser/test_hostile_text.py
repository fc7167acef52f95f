"""Hostile text in a real browser: nothing runs, and the content security policy has nothing to refuse."""

import pytest
from django.conf import settings
from playwright.sync_api import Page

from dockets.format.urls import build_docket_url
from tests.browser.conftest import Complaints, Opens
from tests.browser.test_notes import log_in
from tests.support import factories, hostile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("with_policy", [True, False], ids=["with the policy", "without it"])
def test_nothing_of_a_courts_text_runs(
    opens: Opens, live: str, complaints: Complaints, monkeypatch: pytest.MonkeyPatch, with_policy: bool
) -> None:
    """Also without the policy: it is the second wall, and must not be what holds."""
    if not with_policy:
        monkeypatch.setattr(settings, "SECURE_CSP", {})
    docket = hostile.case_of_vectors()
    page = opens()
    for address in hostile.addresses(docket):
        look_at(page, live + address)
        assert complaints == [], address


@pytest.mark.thorough
@pytest.mark.parametrize("with_policy", [True, False], ids=["with the policy", "without it"])
def test_nothing_of_notes_and_answers_runs(
    opens: Opens, live: str, complaints: Complaints, monkeypatch: pytest.MonkeyPatch, with_policy: bool
) -> None:
    """Battery B7: every payload as a note, as an answer, a tag and a headline of ours, and as the court's words."""
    if not with_policy:
        monkeypatch.setattr(settings, "SECURE_CSP", {})
    editor = factories.user("ed", role="editor")
    filing, notes = hostile.filing_of_notes(editor)
    page = opens()
    log_in(page, live, editor)
    base = build_docket_url(filing.docket.court_id, filing.docket.docket_number)
    seen = set()
    address = f"{base}filings/{filing.public_id}/"
    while address:
        look_at(page, live + address)
        assert complaints == [], address
        seen |= {note.get_attribute("id") for note in page.locator("article.note").all()}
        later = page.get_by_role("link", name="Later notes")
        address = f"{base}filings/{filing.public_id}/{later.get_attribute('href')}" if later.count() else ""
    assert seen == {f"note-{note.public_id}" for note in notes}
    for address in (base, f"{base}?notes=1", "/desk/?of=all", "/desk/edits/", f"/notes/{notes[0].public_id}/"):
        look_at(page, live + address)
        assert complaints == [], address


def look_at(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.mouse.move(600, 300)
    page.keyboard.press("Tab")
    assert page.evaluate("[...document.scripts].every(s => s.src.startsWith(location.origin + '/static/'))"), address
    page.wait_for_timeout(100)
