"""The way back from what editors did to a tracker: by the page of edits, as everywhere."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from dockets.history.audit_log import create_request_id
from dockets.history.audit_log import get_state_version as version_of
from dockets.models import AuditEntry
from rulings.models import Matter, PendingVersion, Tracker
from rulings.models.tracker import get_tracker_state
from rulings.trackers.save import add_matters, get_matter_state, remove_matter, save_matter, save_table
from rulings.trackers.save import get_table_state as table
from tests.conftest import Users
from tests.rulings.trackers.test_rows import NOW, case, seen
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(client: Client, users: Users) -> Tracker:
    client.force_login(users.editor)
    return factories.tracker(title="Platforms")


def back(client: Client, edit: AuditEntry, **sent: Any) -> str:
    newest = AuditEntry.objects.latest("id").pk
    told = {"seen": newest, "request_id": create_request_id()}
    client.post(f"/desk/edits/{edit.pk}/restore/", told | sent)
    return pages.text(pages.parsed(client.get("/desk/edits/?kind=matter")))


def said(matter: Matter) -> dict[str, Any]:
    return {name: value for name, value in get_matter_state(matter).items() if name != "confirmed_at"}


def test_a_row_goes_back_to_any_earlier_state_with_its_statuses_and_developments(client: Client, row: Tracker) -> None:
    docket = case("Northwind v. Harbor")
    filing = factories.filing(docket=docket, number="42")
    (matter,) = add_matters(row.pk, [docket.pk], by="test", now=NOW)
    status = row.statuses.earliest("position")
    told = {"topic": "Hosting", "status": status, "status_day": date(2026, 5, 1), "reason": "By hand"}
    save_matter(matter.pk, told | {"status_filing": filing}, seen=seen(matter), by="test", now=NOW)
    words = {"words": "The forum stays online.", "day": date(2026, 10, 2), "filing": filing}
    save_matter(matter.pk, words, seen=seen(matter), by="test", now=NOW)
    edit, before = AuditEntry.objects.filter(kind="matter").latest("id"), said(matter := Matter.objects.get())
    given = matter.editors_statuses.get()
    save_matter(matter.pk, {"topic": "", "take_back": given.pk}, seen=seen(matter), by="test", now=NOW)
    matter.refresh_from_db()
    matter.developments.all().delete()
    remove_matter(matter.pk, "A mistake", by="test", now=NOW)
    assert "Go back to this" in back(client, edit)
    matter.refresh_from_db()
    assert said(matter) == before and matter.editors_statuses.get().filing == filing
    assert matter.dockets.get().docket == docket and not row.exclusions.exists()
    assert matter.states.filter(is_editors=True).exists(), "it is worked out anew"
    last = AuditEntry.objects.filter(kind="matter").latest("id")
    assert last.by_name == "editor", "and that is an edit, which can be undone"


def test_words_and_vocabulary_of_a_tracker_go_back_too(client: Client, row: Tracker) -> None:
    first = AuditEntry.objects.get(kind="tracker", object_id=row.pk)
    there = table(row)
    fewer = there["columns"][:-1]
    save_table(row.pk, there["statuses"][1:], fewer, seen=version_of(there), by="test", now=NOW)
    changed = AuditEntry.objects.latest("id")
    save_table(row.pk, there["statuses"][1:3], fewer, seen=version_of(table(row)), by="test", now=NOW)
    back(client, changed)
    names = [status["name"] for status in table(row)["statuses"]]
    assert names == [status["name"] for status in there["statuses"][1:]]
    Tracker.objects.filter(pk=row.pk).update(title="Hosts")
    back(client, first)
    row.refresh_from_db()
    assert row.title == "Platforms" and get_tracker_state(row)["status"] == "published", "readers see it as before"
    page = pages.text(pages.parsed(client.get(f"/desk/edits/?tracker={row.pk}")))
    assert "Of Platforms and its rows." in page and "changed tracker" in page


def test_what_somebody_has_changed_meanwhile_is_not_overwritten(client: Client, row: Tracker) -> None:
    (matter,) = add_matters(row.pk, [case("Northwind v. Harbor").pk], by="test", now=NOW)
    edit = AuditEntry.objects.filter(kind="matter").latest("id")
    save_matter(matter.pk, {"topic": "Hosting"}, seen=seen(matter), by="test", now=NOW)
    back(client, edit, seen=edit.pk)
    matter.refresh_from_db()
    assert matter.topic == "Hosting"


def test_going_back_waits_for_a_second_editor_where_readers_would_see_it(
    client: Client, row: Tracker, users: Users, settings: Any
) -> None:
    (matter,) = add_matters(row.pk, [case("Northwind v. Harbor").pk], by="test", now=NOW)
    given = {"status": row.statuses.latest("position"), "status_day": date(2026, 5, 1), "reason": "By hand"}
    told = {"topic": "Hosting", "words": "It stays online.", "day": date(2026, 10, 2)}
    save_matter(matter.pk, told | given, seen=seen(matter), by="test", now=NOW)
    edit, before = AuditEntry.objects.filter(kind="matter").latest("id"), said(matter := Matter.objects.get())
    gone = {"topic": "Ports", "take_back": matter.editors_statuses.get().pk}
    save_matter(matter.pk, gone, seen=seen(matter), by="test", now=NOW)
    matter.developments.all().delete()
    settings.NOTES_NEED_SECOND_EDITOR = True

    assert "It waits for review" in back(client, edit)
    matter.refresh_from_db()
    assert matter.topic == "Ports" and not matter.editors_statuses.exists() and not matter.developments.exists()
    held = PendingVersion.objects.get()
    address = f"/desk/trackers/{row.pk}/rows/{matter.pk}/"
    client.force_login(users.admin)
    (waiting,) = [box for box in pages.parsed(client.get(address)).iter("section") if box.get("class") == "notice"]
    status = f"{given['status']} from May 1, 2026: By hand"
    assert all(words in pages.text(waiting) for words in ("Hosting", status, "Oct. 2, 2026: It stays online."))
    client.post(f"/desk/trackers/{row.pk}/publish/approve/", {"version": held.pk})
    matter.refresh_from_db()
    assert said(matter) == before and matter.states.filter(is_editors=True).exists()
    assert (matter.confirmed_by, PendingVersion.objects.count()) == ("editor", 0)

    remove_matter(matter.pk, "A mistake", by="test", now=NOW)
    assert "It waits for review" not in back(client, edit)
    matter.refresh_from_db()
    assert matter.removed_on is None, "what says what it said is put back at once"
    words = AuditEntry.objects.get(kind="tracker", object_id=row.pk)
    Tracker.objects.filter(pk=row.pk).update(title="Hosts")
    assert "It waits for review" in back(client, words)
    row.refresh_from_db()
    assert row.title == "Hosts"
