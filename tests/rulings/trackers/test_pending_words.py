"""New words of a tracker that readers see, on their way to them: what stands stays until they are published."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dockets.history.audit_log import get_state_version
from rulings.models import PendingVersion, Tracker, TrackerChange
from rulings.publishing.steps import CannotPublish, Step, When, Wish
from rulings.trackers.save import get_working_words, publish_due_tracker_versions, save_tracker, step_tracker
from tests.conftest import Users
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
TOLD: dict[str, Any] = {"what": "correction", "words": "It is about hosts, not ports."}
OLD, NEW = "Suits of ports", "Suits of hosts"
READERS = ("", "rows.json", "embed/", "counts.svg", "changes.atom")
LATER = timezone.now() + timedelta(days=2)


@pytest.fixture
def tracker() -> Tracker:
    return factories.tracker(title=OLD, slug="suits")


def save(tracker: Tracker, wish: Wish, users: Users, **words: Any) -> None:
    told = get_working_words(tracker) | {"title": NEW} | words
    seen = get_state_version(get_working_words(tracker))
    save_tracker(tracker.pk, told, wish, seen=seen, by=users.editor, now=timezone.now())


def read_all() -> str:
    answers = [Client().get(f"/trackers/suits/{end}") for end in READERS]
    assert {answer.status_code for answer in answers} == {200}, "it stays public"
    return "".join(answer.content.decode() for answer in answers)


def test_words_wait_for_a_second_editor_while_what_stands_stays(
    client: Client, users: Users, tracker: Tracker, settings: Any
) -> None:
    settings.NOTES_NEED_SECOND_EDITOR, settings.EMBED_ORIGINS = True, ["https:"]
    client.force_login(users.editor)
    address = f"/desk/trackers/{tracker.pk}/"
    form = next(form for form in pages.parsed(client.get(address)).iter("form") if "title" in pages.form_values(form))
    sent = pages.entry_values(form) | {"title": NEW, "when": "now", "change": "", "change_words": ""}
    assert client.post(address, sent).status_code == 422, "it has to say what was changed"
    sent |= {"change": TOLD["what"], "change_words": TOLD["words"]}
    assert client.post(address, sent).status_code == 302
    assert OLD in read_all() and NEW not in read_all()
    held = PendingVersion.objects.get()
    assert (held.kind, held.docket, held.status) == ("tracker", None, "waiting")
    shown = pages.text(pages.parsed(client.get(address)))
    assert "A new version is on its way (for review)" in shown and TOLD["words"] in client.get(address).content.decode()
    assert "New version: Tracker" not in pages.text(pages.parsed(client.get("/trackers/")))
    client.force_login(users.admin)
    listed = pages.parsed(client.get("/desk/publishing/"))
    assert pages.links(listed)[NEW] == address and "New version: Tracker" in pages.text(listed)
    with pytest.raises(CannotPublish, match="another editor"):
        step_tracker(tracker.pk, Step.APPROVE, by=users.editor, now=timezone.now())
    client.post(f"{address}publish/approve/")
    assert NEW in read_all() and OLD not in read_all() and not PendingVersion.objects.exists()
    assert TrackerChange.objects.get().words == TOLD["words"]
    tracker.refresh_from_db()
    assert tracker.approved_by == users.admin and tracker.edited_by == users.editor
    edits = pages.text(pages.parsed(client.get(f"/desk/edits/?tracker={tracker.pk}")))
    assert "new version" in edits and NEW in edits


def test_a_version_comes_at_its_time_or_is_thrown_away(client: Client, users: Users, tracker: Tracker) -> None:
    save(tracker, Wish(When.AT, LATER, **TOLD), users)
    assert publish_due_tracker_versions(timezone.now(), 9) == 0
    tracker.refresh_from_db()
    assert tracker.title == OLD and tracker.is_public(timezone.now())
    assert publish_due_tracker_versions(LATER, 9) == 1 and publish_due_tracker_versions(LATER, 9) == 0
    tracker.refresh_from_db()
    assert tracker.title == NEW
    save(tracker, Wish(When.DRAFT), users, title="A third")
    with pytest.raises(CannotPublish):
        step_tracker(tracker.pk, Step.PUBLISH, by=users.editor, now=LATER)
    client.force_login(users.editor)
    client.post(f"/desk/trackers/{tracker.pk}/publish/discard/")
    assert not PendingVersion.objects.exists()
    save(tracker, Wish(When.DRAFT), users, title="A fourth")
    save(tracker, Wish(When.NOW, **TOLD), users, title="A fifth")
    tracker.refresh_from_db()
    assert tracker.title == "A fifth" and not PendingVersion.objects.exists(), "published from the form"


def test_one_that_cannot_be_saved_any_more_waits_for_review(users: Users, tracker: Tracker) -> None:
    save(tracker, Wish(When.AT, LATER, **TOLD), users, slug="taken")
    factories.tracker(title="Another", slug="taken")
    publish_due_tracker_versions(LATER, 9)
    tracker.refresh_from_db()
    assert tracker.slug == "suits" and PendingVersion.objects.get().status == "waiting"
