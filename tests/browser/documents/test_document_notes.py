"""An editor marks words of a document's text and writes a note on them, where they stand."""

import pytest
from playwright.sync_api import expect

from dockets.models import Filing
from rulings.models import Annotation
from tests.browser.conftest import Complaints, Opens
from tests.browser.desk.test_enter_claims import logged_in
from tests.conftest import Users
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)
MARK = """([paragraph, from, last, to]) => {
  const words = document.querySelectorAll("#page-2 p");
  const range = document.createRange();
  range.setStart(words[paragraph].firstChild, from);
  range.setEnd(words[last].firstChild, to);
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}"""


@pytest.fixture
def order(transactional_db: None, users: Users) -> Filing:
    row = factories.filing(docket=factories.docket(docket_number="2:21-cv-00031"), number="34")
    factories.document_text(
        filing=row, by=users.editor, pages=["ORDER 🏛", "The balance of equities\nis even here.", "So ordered."]
    )
    return row


@pytest.mark.parametrize(("place", "words"), [([0, 4, 0, 11], "balance"), ([0, 15, 1, 7], "equities\nis even")])
def test_a_note_is_written_on_marked_words(
    opens: Opens, live: str, order: Filing, complaints: Complaints, place: list[int], words: str
) -> None:
    page = logged_in(opens, live)
    page.goto(f"{live}/cases/wawd/2:21-cv-00031/filings/34/documents/0/")
    page.evaluate(MARK, place)
    page.get_by_role("button", name="Write a note on the marked words").click()
    page.get_by_label("Note", exact=False).and_(page.locator("[name=body]")).fill("Here it turns")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator("aside.notes")).to_contain_text("Here it turns")
    assert "".join(page.locator("#page-2 .noted").all_inner_texts()) == words.replace("\n", "")
    row = Annotation.objects.get()
    assert (row.exact, row.fit, row.of_text, row.document_number) == (words, "exact", True, 0)
    assert complaints == []
