"""Hostile text in a real browser: nothing runs, and the content security policy has nothing to refuse."""

import pytest
from django.conf import settings

from tests import hostile
from tests.browser.conftest import Complaints, Opens

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
        page.goto(live + address)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.mouse.move(600, 300)
        page.keyboard.press("Tab")
        assert page.evaluate("[...document.scripts].every(s => s.src.startsWith(location.origin + '/static/'))"), address
        page.wait_for_timeout(100)
        assert complaints == [], address
