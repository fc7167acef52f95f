"""Notes in a real browser: mark some words, write; two editors at once; the same without JavaScript and on a phone."""

from typing import Any

import pytest
from django.test import Client

from dockets.format.urls import build_docket_url
from dockets.models import Docket, Filing
from rulings.interpret.docket import interpret_docket
from rulings.models import Annotation
from rulings.notes.versions import find_versions
from tests.browser.conftest import Complaints, Opens
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)

MARK = """([words]) => {
  const text = document.querySelector("[data-passage]");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return true;
  }
  return false;
}"""


def page_of(live: str, number: str = "34") -> str:
    docket = Docket.objects.get()
    return f"{live}{build_docket_url(docket.court_id, docket.docket_number)}filings/{number}/"


def log_in(page: Any, live: str, user: Any) -> None:
    """By a session of the test's own: what a login page does is tested elsewhere."""
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "casetracker-session", "value": client.cookies["casetracker-session"].value, "url": live}]
    )


@pytest.mark.parametrize("width", [1280, 390])
def test_marking_words_and_writing(parler: None, live: str, opens: Opens, complaints: Complaints, width: int) -> None:
    # Signs beyond the first 65,536 take two places in a browser and one on the server.
    Filing.objects.filter(number="34").update(long_text="𝕆RDER denying 2 Motion. 𝕆f the scantest speculation, denied.")
    page = opens(width=width)
    log_in(page, live, factories.user("ed", role="editor"))
    page.goto(page_of(live))
    assert page.evaluate(MARK, ["scantest speculation"])
    page.get_by_role("button", name="Write a note on the marked words").click()
    page.locator("#id_body").fill("What *this* means")
    page.get_by_role("button", name="Preview").click()
    page.locator(".preview-of em").wait_for()
    page.get_by_role("button", name="Save the note").click()
    page.locator(".note .prose em").wait_for()
    row = Annotation.objects.get()
    assert (row.exact, row.fit, row.start) == ("scantest speculation", "exact", row.filing.text.index("scantest"))
    assert row.prefix.endswith("𝕆f the ")
    assert page.locator(".noted").inner_text() == "scantest speculation"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []


def test_without_javascript_the_words_are_pasted(parler: None, live: str, opens: Opens) -> None:
    page = opens(java_script_enabled=False)
    log_in(page, live, factories.user("ed", role="editor"))
    page.goto(page_of(live))
    page.get_by_text("Write a note", exact=True).click()
    page.get_by_label("Words of the court").fill("denying 2  Motion")
    page.locator("#id_body").fill("Plain")
    page.get_by_role("button", name="Save the note").click()
    assert page.locator(".noted").inner_text() == "denying 2 Motion"


def test_two_editors_and_an_import_at_once_lose_nothing(
    parler: None, live: str, opens: Opens, complaints: Complaints
) -> None:
    filing = Filing.objects.get(number="34")
    row = factories.annotation(
        filing=filing, author=factories.user("first", role="editor"), body="one two", passage="denying 2 Motion"
    )
    one, other = opens(), opens()
    log_in(one, live, row.author)
    log_in(other, live, factories.user("second", role="editor"))
    for page in (one, other):
        page.goto(page_of(live))
        page.get_by_role("link", name="Change").click()
    Filing.objects.filter(pk=filing.pk).update(
        long_text="AMENDED ORDER denying 2 Motion for TRO", fingerprint="amended"
    )
    interpret_docket(filing.docket_id)
    for page, text in ((one, "one 2"), (other, "one two three")):
        page.locator("textarea[name=body]").fill(text)
        with page.expect_navigation():
            page.get_by_role("button", name="Save").click()
    other.get_by_role("heading", name="Somebody was faster").wait_for()
    assert other.locator("textarea[name=body]").input_value() == "one two three"
    assert "one 2" in other.locator(".versions-of-two").inner_text()
    other.locator("textarea[name=body]").fill("one 2 three")
    other.get_by_role("button", name="Save the merged text").click()
    other.locator(".note .prose").wait_for()
    row.refresh_from_db()
    bodies = [version.body for version in find_versions(row, before=9, most=9)]
    assert bodies == ["one 2 three", "one 2", "one two"]
    assert (row.fit, row.start) == ("moved", len("AMENDED ORDER "))
    assert "text has changed since" in other.locator(".note").inner_text()
    assert [said for said in complaints if "409" not in said] == []
