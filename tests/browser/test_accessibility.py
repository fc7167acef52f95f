"""No page has a fault that axe-core finds (WCAG 2.2 A and AA, and its good practices), light or dark, whoever looks at
it."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from dockets.models import Filing
from rulings.notes import save
from rulings.notes.save import NoteTarget, NoteWords
from rulings.passages.anchors import Passage
from tests.browser.conftest import Opens
from tests.servers.workers import ROOT
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)

CASE = "/cases/wawd/2:21-cv-00031/"
READERS = (
    "/",
    "/cases/",
    "/cases/?q=nobody",
    "/search/?q=motion",
    "/search/?q=speculation",
    "/rulings/",
    "/rulings/?q=denying&outcome=denied",
    "/calendar/",
    "/calendar/?month=2021-03",
    CASE,
    f"{CASE}?q=motion",
    f"{CASE}parties/",
    f"{CASE}changes/",
    f"{CASE}claims/",
    f"{CASE}filings/34/",
    f"{CASE}filings/2/thread/",
    f"{CASE}embed/",
    "/subscriptions/",
    f"{CASE}filings/34/documents/0/",
    f"{CASE}filings/2/documents/0/",
    f"{CASE}?q=lighthouse",
    "/search/?q=lighthouse",
    "/accounts/login/",
    "/no-such-page/",
)
EDITORS = (
    CASE,
    "/desk/",
    "/desk/?of=all",
    "/desk/cases/",
    "/desk/edits/",
    f"{CASE}filings/34/",
    f"{CASE}filings/34/documents/0/",
    f"{CASE}filings/2/documents/0/",
    f"{CASE}claims/edit/",
    f"{CASE}filings/34/decides/",
    "/imports/duplicates/",
    "/imports/duplicates/decided/",
)
ADMINS = (
    "/imports/",
    "/imports/history/",
    "/imports/sources/",
    "/imports/sources/add/",
    "/imports/dockets/",
    "/imports/relations/",
    "/imports/duplicates/",
)


OF_COLOUR = ("color-contrast", "link-in-text-block")
"""The rules that look at colours. The two themes differ in nothing else, so that dark the others find what they found
light."""


def faults(page: Page) -> list[str]:
    """What all rules find on the page as it stands there."""
    return _violations(page, {"resultTypes": ["violations"]})


def faults_in_the_dark(page: Page) -> list[str]:
    page.emulate_media(color_scheme="dark")
    found = _violations(page, {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": list(OF_COLOUR)}})
    page.emulate_media(color_scheme="light")
    return [f"dark: {fault}" for fault in found]


def _violations(page: Page, options: dict[str, Any]) -> list[str]:
    found: dict[str, Any] = Axe().run(page, options=options).response
    return [
        f"{page.url}: {one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"][:3]
    ]


def faults_of(page: Page, address: str) -> list[str]:
    page.goto(address)
    return faults(page)


@pytest.fixture
def told(parler: None, users: Any) -> None:
    """The order's own text, with a note on some of it, and a page of it that is a picture."""
    order = Filing.objects.get(number="34")
    factories.document_text(filing=order, by=users.editor, pages=["ORDER\nThe lighthouse is dark.", ""])
    target = NoteTarget("document", 0, Passage("lighthouse is dark"), of_text=True)
    save.add_note(order.pk, NoteWords("So it is", "public"), by=users.editor, now=factories.NOW, target=target)


@pytest.mark.usefixtures("told")
def test_no_page_for_readers_has_a_fault(opens: Opens, live: str) -> None:
    factories.observation(filing=Filing.objects.get(number="34"), long_text="ORDER granting 2 Motion for TRO")
    page = opens(color_scheme="light")
    found: list[str] = []
    for address in READERS:
        page.goto(live + address)
        found += faults(page) + faults_in_the_dark(page)
    assert found == []


def test_the_themes_differ_in_colours_alone() -> None:
    """``light-dark()`` takes colours only. By any other means a theme could change something that is not looked
    at in both themes. Mail programs do not know it, and a mail is looked at in both."""
    ours = [path for path in (ROOT / "static").rglob("*.css") if "timelinejs" not in path.parts]
    ours += [*(ROOT / "static").rglob("*.js"), *(ROOT / "templates").rglob("*.html")]
    assert any("light-dark(" in path.read_text() for path in ours)
    pages = [path for path in ours if path.parent.name != "emails"]
    assert [path for path in pages if "prefers-color-scheme" in path.read_text()] == []


def test_what_is_hard_to_see_in_one_theme_alone_is_found(opens: Opens) -> None:
    """Axe looks again once the theme has changed: these words are legible light and not dark."""
    page = opens(color_scheme="light")
    style = ":root { color-scheme: light dark } p { color: light-dark(#000, #333); background: light-dark(#fff, #222) }"
    page.set_content(f"<html lang=en><title>x</title><style>{style}</style><main><h1>x</h1><p>Words of a court")
    assert faults(page) == []
    assert [fault.split(": ")[2] for fault in faults_in_the_dark(page)] == ["color-contrast"]
    assert faults(page) == []


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(("role", "addresses"), [("editor", EDITORS), ("admin", ADMINS)])
def test_no_page_for_the_newsroom_has_a_fault(
    opens: Opens, live: str, users: Any, role: str, addresses: tuple[str, ...]
) -> None:
    assert Filing.objects.exists()
    page = opens()
    page.goto(f"{live}/accounts/login/")
    page.fill("#id_username", role)
    page.fill("#id_password", role)
    page.click("main button")
    assert [fault for address in addresses for fault in faults_of(page, live + address)] == []
