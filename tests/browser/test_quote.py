"""An editor marks words in the order's own text, and they stand in the form with the page that they are from."""

import pytest
from playwright.sync_api import Page, expect

from dockets.models import Filing
from tests.browser.conftest import Complaints, Opens
from tests.browser.desk.test_enter_claims import logged_in
from tests.conftest import Users
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)
MARK = """([first, from, last, to]) => {
  const pages = document.querySelectorAll(".whole [data-place]");
  const text = (page) => [...page.childNodes].at(-1);
  const range = document.createRange();
  range.setStart(text(pages[first]), from);
  range.setEnd(text(pages[last]), to);
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}"""
"""Marks from a place on one page to a place on another, as a person does with the mouse."""


@pytest.fixture
def order(transactional_db: None, users: Users) -> Filing:
    docket = factories.docket(docket_number="2:21-cv-00031")
    row = factories.filing(docket=docket, number="34", long_text="ORDER denying the motion.")
    factories.claim(docket=docket)
    factories.document_text(filing=row, by=users.editor, pages=["The motion is", "explicitly rejected\nby the Court."])
    return row


def take(page: Page) -> None:
    page.get_by_role("button", name="Take what is marked").or_(page.get_by_role("button", name="Taken.")).first.click()


def test_marked_words_are_taken_with_their_page(opens: Opens, live: str, order: Filing, complaints: Complaints) -> None:
    page = logged_in(opens, live)
    page.goto(f"{live}/cases/wawd/2:21-cv-00031/filings/{order.public_id}/decides/")
    row = page.locator(".entered").nth(1)
    page.evaluate(MARK, [1, 1, 1, 23])
    take(page)
    expect(row.get_by_label("The court’s words")).to_have_value("explicitly rejected by")
    expect(row.get_by_label("Where they stand")).to_have_value("at 2")
    page.evaluate(MARK, [0, 5, 1, 20])
    take(page)
    expect(row.get_by_label("The court’s words")).to_have_value("motion is explicitly rejected")
    expect(row.get_by_label("Where they stand")).to_have_value("at 1–2")
    assert complaints == []
