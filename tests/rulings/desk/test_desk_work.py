"""What is done at the desk without leaving it: confirming what the machine read, a headline, a flag; what the head
counts."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from dockets.models import AuditEntry, Docket, Filing
from rulings.claims import save_decisions
from rulings.desk.assignments import assign_case
from rulings.desk.queue import DeskKind, DeskScope, list_piles, release_item, take_item
from rulings.interpret.docket import interpret_docket
from rulings.models import Disposition, Editorial, Ruling
from tests.conftest import Users
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def docket(client: Client, users: Users) -> Docket:
    """The editor's case, with an order that the machine has read and a notice that has just come in."""
    row = factories.docket(docket_number="2:21-cv-00031")
    assign_case(row, users.editor, by=users.admin, now=timezone.now() - DAY)
    old = timezone.now() - 2 * DAY
    factories.filing(
        docket=row, number="2", long_text="MOTION for Temporary Restraining Order by Parler LLC.", first_seen=old
    )
    factories.filing(docket=row, number="34", long_text="ORDER denying 2 Motion for TRO.", first_seen=old)
    factories.filing(docket=row, number="50", long_text="NOTICE of Appearance", first_seen=timezone.now())
    interpret_docket(row.pk)
    client.force_login(users.editor)
    return row


def form_at(client: Client, button: str) -> tuple[str, dict[str, Any]]:
    """The address of the form with this button, and what it would send."""
    page = pages.parsed(client.get("/desk/"))
    for form in page.iter("form"):
        if any(each.get(f"data-{button}") is not None for each in form.iter("button")):
            return form.get("action", ""), pages.form_values(form)
    raise AssertionError(f"no button {button}")


def said(client: Client, address: str, sent: dict[str, Any]) -> str:
    page = pages.parsed(client.post(address, sent, follow=True))
    return pages.text(pages.by_class(page, "messages")[0])


def test_what_the_machine_read_stands_there_and_is_confirmed_as_it_is(client: Client, docket: Docket) -> None:
    before = Disposition.objects.get()
    address, sent = form_at(client, "confirm")
    (line,) = pages.by_class(pages.parsed(client.get("/desk/")), "decided")
    assert pages.text(line).startswith("Denied 2 Motion")
    assert said(client, address, sent) == "Confirmed: an editor’s word from now on."
    after, ruling = Disposition.objects.get(), Ruling.objects.get()
    assert (after.pk, after.outcome, after.motion, after.read_by_machine) == (
        before.pk,
        before.outcome,
        before.motion,
        False,
    )
    assert (ruling.read_by_machine, ruling.is_complete) == (False, True)
    assert "data-confirm" not in client.get("/desk/").content.decode()
    assert set(AuditEntry.objects.filter(by_name="editor").values_list("kind", flat=True)) == {"ruling", "disposition"}
    number = AuditEntry.objects.count()
    client.post(address, sent)
    assert AuditEntry.objects.count() == number


def test_who_may_not_enter_what_a_ruling_decides_may_not_confirm_it(
    client: Client, users: Users, docket: Docket
) -> None:
    address, sent = form_at(client, "confirm")
    users.journalist.user_permissions.add(Permission.objects.get(codename="add_deskmark"))
    client.force_login(users.journalist)
    page = pages.parsed(client.get("/desk/?of=all"))
    assert "Denied 2 Motion" in pages.text(page)
    assert not [each for each in page.iter("button") if each.get("data-confirm") is not None]
    assert client.post(address, sent).status_code == 403
    assert Ruling.objects.get().read_by_machine


def test_what_is_not_what_was_shown_is_not_confirmed(client: Client, docket: Docket) -> None:
    address, sent = form_at(client, "confirm")
    Disposition.objects.update(outcome="granted")
    assert said(client, address, sent) == "It is not what you were shown any more. Look at it as it is now."
    assert Ruling.objects.get().read_by_machine


def test_where_nothing_was_read_there_is_nothing_to_confirm(client: Client, docket: Docket) -> None:
    filing = Filing.objects.get(number="34")
    Disposition.objects.all().delete()
    page = pages.parsed(client.get("/desk/"))
    assert not [each for each in page.iter("button") if each.get("data-confirm") is not None]
    (enter,) = [each for each in page.iter("a") if each.get("data-enter") is not None]
    address = f"/cases/wawd/2:21-cv-00031/filings/{filing.public_id}/decides/"
    assert (enter.get("href"), pages.text(enter)) == (
        f"{address}?desk=own",
        "Enter what it decides : Order denying motion for TRO",
    )
    ruling = Ruling.objects.get()
    version = save_decisions.get_decisions_version(save_decisions.list_decision_states(ruling, []), filing.text)
    sent = {"kind": "ruling", "id": str(ruling.pk), "version": version, "request_id": "one"}
    told = said(client, "/desk/confirm/", sent)
    assert told == "The machine read no decision in it, so there is nothing to confirm. Enter what it decides."
    ruling.refresh_from_db()
    assert ruling.read_by_machine
    assert not AuditEntry.objects.filter(kind="ruling").exists()
    form = pages.form_values(pages.by_class(pages.parsed(client.get(address)), "entry")[0])
    assert said(client, address, form) == "Saved: an editor’s word that this decides no claim and no motion."
    ruling.refresh_from_db()
    assert not ruling.read_by_machine


def test_nobody_confirms_what_another_has_in_hand(client: Client, docket: Docket, users: Users) -> None:
    address, sent = form_at(client, "confirm")
    ruling = Ruling.objects.get()
    assert take_item(DeskKind.RULING, ruling.pk, docket.pk, by=users.admin, now=timezone.now())
    assert said(client, address, sent) == "Somebody else has it in hand."
    assert "data-confirm" not in client.get("/desk/").content.decode()
    ruling.refresh_from_db()
    assert ruling.read_by_machine


def test_a_headline_is_written_and_a_filing_flagged_from_the_desk(client: Client, docket: Docket) -> None:
    filing = Filing.objects.get(number="50")
    Editorial.objects.create(docket=docket, filing=filing, summary="A lawyer.", edited_at=timezone.now())
    address, sent = form_at(client, "flag")
    back = client.post(address, sent | {"headline": "A lawyer comes", "change": "style"})
    assert back["Location"] == f"/desk/?at=filing-{filing.pk}"
    address, sent = form_at(client, "flag")
    assert sent["headline"] == "A lawyer comes"
    client.post(address, sent | {"pinned": "on", "change": "style"})
    row = Editorial.objects.get(filing=filing)
    assert (row.headline, row.summary, row.pinned) == ("A lawyer comes", "A lawyer.", True)
    assert "data-flag" not in client.get("/desk/").content.decode()
    stale = client.post(address, sent | {"headline": "Another", "change": "style", "request_id": "later"})
    assert stale.status_code == 409 and b"A lawyer comes" in stale.content and b"Another" in stale.content


def test_the_head_counts_what_waits_and_asks_for_it_apart(
    client: Client, docket: Docket, users: Users, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(
        6
    ):  # session, user, two for permissions; whether one has cases; all the piles at once
        answer = client.get("/desk/count/")
    assert (answer.content, answer["Cache-Control"]) == (b"2", "private, max-age=30")
    assert sum(pile.count for pile in list_piles(users.editor, DeskScope.MINE, now=timezone.now())) == 2
    assert 'hx-get="/desk/count/"' in client.get("/cases/").content.decode()
    client.force_login(factories.user("idle", role="editor"))
    assert client.get("/desk/count/").content == b""
    client.force_login(users.journalist)
    assert "/desk/count/" not in client.get("/cases/").content.decode()


def test_the_form_that_the_desk_opens_leads_to_the_next_ruling_and_then_back(
    client: Client, docket: Docket, users: Users
) -> None:
    later = factories.filing(docket=docket, number="60", long_text="ORDER granting 2 Motion for TRO.")
    interpret_docket(docket.pk)
    first, second = Ruling.objects.get(filing__number="34"), Ruling.objects.get(filing=later)
    case = "/cases/wawd/2:21-cv-00031/filings/"

    def save(ruling: Ruling, desk: str) -> str:
        address = f"{case}{ruling.filing.public_id}/decides/"
        form = pages.by_class(pages.parsed(client.get(f"{address}?desk={desk}")), "entry")[0]
        return str(client.post(address, pages.form_values(form))["Location"])

    here, there = (f"{case}{ruling.filing.public_id}/decides/" for ruling in (first, second))
    assert pages.links(pages.parsed(client.get(f"{here}?desk=own")))["Leave it, and go on"] == f"{there}?desk=own"
    assert take_item(DeskKind.RULING, second.pk, docket.pk, by=users.admin, now=timezone.now())
    assert pages.links(pages.parsed(client.get(f"{here}?desk=own")))["Leave it, and go on"] == "/desk/"
    assert release_item(DeskKind.RULING, second.pk, by=users.admin)
    assert save(first, "own") == f"{there}?desk=own"
    assert save(second, "all") == "/desk/?of=all"
    assert save(second, "https://x.example/") == f"{case}60/", "nowhere else"
