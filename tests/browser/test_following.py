"""From following a case to the mail, and from its link back to the line between old and new, in a real browser."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from rulings.following.send import list_due_channels, send_to_channels
from rulings.models import Channel, Follow, Visit
from tests.browser.conftest import Complaints, Opens
from tests.browser.test_notes import log_in
from tests.fakes.mail_server import mail_server
from tests.rulings.following.stories import COMPLAINT, bring, entry, spread
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)
NOTICE = entry(2, "NOTICE of Removal from King County Superior Court by Elm, Inc.", 3)
ORDER = entry(3, "ORDER denying Motion to Remand. Signed by Judge Poe.", 0)


@pytest.mark.parametrize("width", [1280, 390])
def test_follow_choose_preview_and_come_back_by_the_mail(
    transactional_db: None, live: str, opens: Opens, complaints: Complaints, settings: Any, width: int
) -> None:
    factories.court()
    bring(COMPLAINT)
    bring(COMPLAINT, NOTICE)
    reader = factories.user("jo", role="journalist")
    User.objects.filter(pk=reader.pk).update(email="jo@news.example")
    settings.EMAIL_URL, settings.CSRF_TRUSTED_ORIGINS = "smtp://127.0.0.1", [live]
    page = opens(width=width)
    log_in(page, live, reader)
    page.goto(f"{live}/cases/wawd/2:26-cv-00310/")
    page.get_by_role("button", name="Follow this case").click()
    page.get_by_role("link", name="Choose what is told, and how").first.click()
    page.get_by_label("At once").check()
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("heading", name="Preview, not saved").wait_for()
    page.get_by_text(re.compile("In the last 30 days this rule would have")).first.wait_for()
    page.get_by_text("Notice of removal").first.wait_for()  # what came before is shown, as it would have been told
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("At once").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("is saved").first.wait_for()
    assert Follow.objects.get().urgency == "now"
    # They look at the case, and an hour later the court rules.
    page.goto(f"{live}/cases/wawd/2:26-cv-00310/")
    Visit.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    bring(COMPLAINT, NOTICE, ORDER)
    spread()
    with mail_server() as server:
        settings.MAILERS = server.mailers
        Channel.objects.update(not_before=timezone.now())
        assert send_to_channels(list_due_channels(timezone.now(), 10)) == 1
    [(_, mail)] = server.taken
    body = mail.get_body(("html",))
    assert body is not None
    letter = opens(width=width)
    letter.set_content(body.get_content())
    assert letter.evaluate("document.documentElement.scrollWidth <= innerWidth")
    case = letter.get_by_role("link", name="Oak LLC v. Elm, Inc.").get_attribute("href")
    page.goto(str(case))
    page.locator("li.news").wait_for()
    after = page.locator("li.news ~ li").all_inner_texts()
    assert any("Order denying motion to remand" in text for text in after)
    assert complaints == []
