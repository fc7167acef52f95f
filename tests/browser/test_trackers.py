"""A walk through trackers and the pages across cases on the narrowest phone, with everything unfolded: nothing is wider
than the window, and axe-core finds no fault. Lists of cases and rulings are looked at so by ``test_looks``."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from dockets.history.audit_log import get_state_version
from dockets.models import Docket
from rulings.models import Tracker
from rulings.publishing.steps import When, Wish
from rulings.trackers.candidates import SearchForm, save_search
from rulings.trackers.save import add_matters, confirm_matter, get_working_words, record_change, save_tracker
from tests.browser.conftest import Opens
from tests.browser.test_accessibility import faults
from tests.browser.test_notes import log_in
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
"""A name without a place to break it."""
HERE = "/trackers/hosts/"
READERS = (
    *("/trackers/", HERE, f"{HERE}changes/", f"{HERE}embed/", "{row}", "/pending/"),
    *("/people/?q=par", "/search/?q=motion&order=relevance", "/search/?q=parlor"),
    "/cases/side-by-side/?case=wawd/2:21-cv-00031&case=wawd/2:24-cv-00009&tracker=hosts",
)
EDITORS = (
    *("/desk/", "/desk/publishing/", "/desk/by-hand/", "/desk/edits/?tracker={id}"),
    *(f"/desk/trackers/{{id}}/{end}" for end in ("", "table/", "sheet/", "rows/", "rows/{matter}/")),
)


@pytest.fixture
def place(parler: None, users: Any) -> dict[str, object]:
    """A tracker of two cases with a doubt, a case proposed for it, and a new version of its words."""
    now = timezone.now()
    case, other = Docket.objects.get(), factories.docket(case_name=f"{LONG} v. Oak", docket_number="2:24-cv-00009")
    tracker: Tracker = factories.tracker(title="Hosts", slug="hosts", standfirst=LONG)
    first, _ = add_matters(tracker.pk, [case.pk, other.pk], by="test", now=now)
    confirm_matter(first.pk, by="test", now=now - timedelta(days=9_000))
    record_change(tracker.pk, "correction", f"Filed in May by {LONG}.", by="test", now=now)
    factories.docket(case_name="Parler v. Elm", docket_number="2:24-cv-00010")
    form = SearchForm({"words": "Parler"})
    assert form.is_valid()
    save_search(tracker, form, by=users.editor, now=now)
    told = get_working_words(tracker)
    wish = Wish(When.REVIEW, what="update", words="Other words.")
    save_tracker(tracker.pk, told | {"title": "Ports"}, wish, seen=get_state_version(told), by=users.admin, now=now)
    return {"id": tracker.pk, "matter": first.pk, "row": f"{HERE}rows/{first.anchor}/"}


def test_trackers_and_the_pages_across_cases_on_the_narrowest_phone(
    opens: Opens, live: str, users: Any, place: dict[str, object]
) -> None:
    found: list[str] = []
    for user, addresses in ((None, READERS), (users.editor, EDITORS)):
        page = opens(width=320)
        if user:
            log_in(page, live, user)
        for address in addresses:
            answer = page.goto(live + address.format(**place))
            assert answer and answer.status == 200, address
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{address} is wider than its window")
            found += faults(page)
    assert found == []


def test_a_tracker_is_narrowed_and_its_rows_are_reached_by_keys_without_a_script(
    opens: Opens, live: str, place: dict[str, object]
) -> None:
    page = opens(java_script_enabled=False)
    page.goto(f"{live}{HERE}")

    def tab_to(name: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if name in (page.evaluate(FOCUS) or ""):
                return
        pytest.fail(f"No key leads to {name}")

    tab_to("Any status")
    page.keyboard.press("Enter")
    tab_to("Not classified")
    page.keyboard.press("Space")
    tab_to("Sort")
    page.keyboard.type("By name")
    page.keyboard.press("Tab")
    tab_to("Show")
    page.keyboard.press("Enter")
    page.wait_for_url("**status=none**")
    assert "order=name" in page.url
    expect(page.get_by_text("No dispute matches.")).to_be_visible()
    tab_to("All, today")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{HERE}")
    tab_to("Permanent link")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rows/**")
    expect(page.get_by_role("heading", name="Where it stood")).to_be_visible()


FOCUS = """(each => each.getAttribute('aria-label') || (each.labels && each.labels[0]?.innerText) || each.innerText)
(document.activeElement)"""
"""What has the focus, by its name."""
