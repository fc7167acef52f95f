"""No page has a fault that axe-core finds (WCAG 2.2 A and AA, and its good practices), light or dark, whoever looks at it."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from dockets.models import Filing
from rulings import annotate
from rulings.anchors import Passage
from rulings.annotate import Target, Words
from tests import factories
from tests.browser.conftest import Opens

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


def faults(page: Page, address: str) -> list[str]:
    page.goto(address)
    found: dict[str, Any] = Axe().run(page).response
    return [f"{address}: {one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"][:3]]


@pytest.fixture
def told(parler: None, users: Any) -> None:
    """The order's own text, with a note on some of it, and a page of it that is a picture."""
    order = Filing.objects.get(number="34")
    factories.document_text(filing=order, by=users.editor, pages=["ORDER\nThe lighthouse is dark.", ""])
    target = Target("document", 0, Passage("lighthouse is dark"), of_text=True)
    annotate.write(order.pk, Words("So it is", "public"), by=users.editor, now=factories.NOW, target=target)


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_for_readers_has_a_fault(opens: Opens, live: str, scheme: str) -> None:
    factories.observation(filing=Filing.objects.get(number="34"), long_text="ORDER granting 2 Motion for TRO")
    page = opens(color_scheme=scheme)
    assert [fault for address in READERS for fault in faults(page, live + address)] == []


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(("role", "addresses"), [("editor", EDITORS), ("admin", ADMINS)])
def test_no_page_for_the_newsroom_has_a_fault(opens: Opens, live: str, users: Any, role: str, addresses: tuple[str, ...]) -> None:
    assert Filing.objects.exists()
    page = opens()
    page.goto(f"{live}/accounts/login/")
    page.fill("#id_username", role)
    page.fill("#id_password", role)
    page.click("main button")
    assert [fault for address in addresses for fault in faults(page, live + address)] == []
