"""New words of a tracker that readers see, on their way to them: what stands stays until they are published."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dockets.history.audit_log import get_state_version
from rulings.models import PendingVersion, Tracker, TrackerChange
from rulings.publishing.steps import CannotPublish, Step, When, Wish
from rulings.trackers.save import (
    add_matters,
    get_working_words,
    publish_due_tracker_versions,
    save_tracker,
    step_tracker,
)
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


def read_table() -> str:
    answers = [
        Client().get(f"/trackers/suits/{end}") for end in ("", "rows.csv", "rows.json", "embed/", "changes.atom")
    ]
    return "".join(answer.content.decode() for answer in answers)


def press(client: Client, address: str, act: str) -> None:
    """As a person presses a button of what waits on the page."""
    (form,) = [form for form in pages.parsed(client.get(address)).iter("form") if "version" in pages.form_values(form)]
    client.post(f"{address.split('/rows')[0].split('/table')[0].rstrip('/')}/publish/{act}/", pages.entry_values(form))


def test_rows_vocabulary_and_changes_wait_for_a_second_editor(
    client: Client, users: Users, tracker: Tracker, settings: Any
) -> None:
    settings.NOTES_NEED_SECOND_EDITOR, settings.EMBED_ORIGINS = True, ["https:"]
    (row,) = add_matters(tracker.pk, [factories.docket().pk], by="test", now=timezone.now())
    assert row.states.get().since is None, "nothing is read, so that nobody knows since when it stands so"
    desk, given = f"/desk/trackers/{tracker.pk}/", tracker.statuses.get(name="Relief in effect")
    of_row, of_table, of_rows = f"{desk}rows/{row.pk}/", f"{desk}table/", f"{desk}rows/"

    client.force_login(users.editor)
    form = next(f for f in pages.parsed(client.get(of_row)).iter("form") if "change_words" in pages.form_values(f))
    words = {"words": "A hearing in secret", "what": "revision", "change_words": "Its topic was wrong"}
    sent = {"topic": "Harbours", "status": given.pk, "reason": "The clerk told us", "status_day": "2021-02-01"}
    client.post(of_row, pages.entry_values(form) | sent | words)
    form = next(f for f in pages.parsed(client.get(of_table)).iter("form") if "s0-name" in pages.form_values(f))
    client.post(of_table, pages.entry_values(form) | {"s0-name": "Thrown out", "c1-label": "Fate"})
    for told in ("Counted anew", "Counted twice"):
        client.post(f"{of_rows}tell/", {"what": "update", "change_words": told})
    secrets = (
        "Harbours",
        "A hearing in secret",
        "The clerk told us",
        "Its topic was wrong",
        "Thrown out",
        "Counted anew",
    )
    shown = read_table()
    assert [words for words in secrets if words in shown] == []
    assert sorted(PendingVersion.objects.values_list("kind", "status")) == [
        ("matter", "waiting"),
        ("trackerchange", "waiting"),
        ("trackertable", "waiting"),
    ]
    assert not row.states.filter(is_editors=True).exists()

    press(client, of_row, "approve")
    assert PendingVersion.objects.count() == 3, "its writer does not approve it"
    client.force_login(users.admin)
    unpublished = pages.parsed(client.get("/desk/publishing/"))
    assert {of_row, of_table, of_rows} <= set(pages.links(unpublished).values())
    assert "For review 3" in pages.text(unpublished)
    (waiting,) = [box for box in pages.parsed(client.get(of_row)).iter("section") if box.get("class") == "notice"]
    assert "Topic Harbours" in pages.text(waiting) and "Name" not in pages.text(waiting), "what it would change alone"
    for address, words_of in ((of_row, [*secrets[:4]]), (of_table, [*secrets[4:5]]), (of_rows, [*secrets[5:]])):
        seen = pages.text(pages.parsed(client.get(address)))
        assert [words for words in words_of if words not in seen] == []
        press(client, address, "give-back")
        assert PendingVersion.objects.filter(status="draft").count() == 1
        press(client, address, "send")
        press(client, address, "approve")
    shown = read_table()
    assert [words for words in secrets if words not in shown] == []
    assert not PendingVersion.objects.exists()
    assert set(TrackerChange.objects.values_list("words", "by__username")) == {
        ("Its topic was wrong", "editor"),
        ("Counted anew", "editor"),
    }
    assert row.states.get(until=None).status == given
    edits = pages.text(pages.parsed(client.get(f"/desk/edits/?tracker={tracker.pk}")))
    assert "new version" in edits and "A hearing in secret" in edits
