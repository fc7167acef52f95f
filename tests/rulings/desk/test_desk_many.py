"""Many items of the desk done at once, and all of them taken back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dockets.models import AuditEntry, Docket
from rulings.desk.assignments import assign_case
from rulings.desk.queue import DeskKind, take_item
from rulings.interpret.docket import interpret_docket
from rulings.models import DeskMark, Disposition, Ruling
from tests.conftest import Users
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def docket(client: Client, users: Users) -> Docket:
    """The editor's case: three orders on three motions that the machine has read, and a notice that has just come."""
    row = factories.docket(docket_number="2:21-cv-00031")
    assign_case(row, users.editor, by=users.admin, now=timezone.now() - DAY)
    told = {"first_seen": timezone.now() - 2 * DAY}
    for number in (2, 3, 4):
        motion = "MOTION for Temporary Restraining Order by Parler LLC."
        factories.filing(docket=row, number=f"{number}", long_text=motion, **told)
        order = f"ORDER denying {number} Motion for TRO."
        factories.filing(docket=row, number=f"{number}0", long_text=order, **told)
    factories.filing(docket=row, number="50", long_text="NOTICE of Appearance", first_seen=timezone.now())
    interpret_docket(row.pk)
    client.force_login(users.editor)
    return row


def form(client: Client, name: str = "many", address: str = "/desk/") -> dict[str, Any]:
    """What the form would send: fields may stand anywhere on the page."""
    page = pages.parsed(client.get(address))
    there = [field for field in page.iter("input") if field.get("form") == name and field.get("type") == "hidden"]
    sent: dict[str, Any] = pages.form_values(pages.by_id(page, name))
    for field in there:
        key, value = field.get("name", ""), field.get("value", "")
        sent[key] = [*sent.get(key, []), value] if key == "shown" else value
    return sent


def do(client: Client, act: str, **sent: Any) -> tuple[str, str]:
    """Where it leads, and what is said there."""
    answer = client.post("/desk/many/", {**form(client), "act": act, **sent})
    page = pages.parsed(client.get(answer["Location"]))
    return answer["Location"], pages.text(pages.by_class(page, "messages")[0])


def undo(client: Client, place: str) -> str:
    page = pages.parsed(client.get(place))
    (back,) = [one for one in page.iter("form") if "undo" in (one.get("class") or "")]
    answer = client.post("/desk/many/", pages.form_values(back) | {"act": "undo"}, follow=True)
    return pages.text(pages.by_class(pages.parsed(answer), "messages")[0])


def test_rulings_are_confirmed_together_and_go_back_together(client: Client, docket: Docket) -> None:
    before = list(Disposition.objects.order_by("id").values("pk", "ruling", "motion", "outcome", "read_by_machine"))
    assert len(before) == 3
    place, said = do(client, "confirm", which="kind-ruling")
    assert said == "3 confirmed, an editor’s word from now on."
    assert not Ruling.objects.filter(read_by_machine=True).exists()
    assert undo(client, place) == "3 put back."
    after = list(Disposition.objects.order_by("id").values("pk", "ruling", "motion", "outcome", "read_by_machine"))
    assert [{**row, "pk": 0} for row in after] == [{**row, "pk": 0} for row in before]
    assert Ruling.objects.filter(read_by_machine=True, is_complete=False, status="published").count() == 3
    assert AuditEntry.objects.filter(kind="ruling", after__read_by_machine=True).count() == 3
    assert len(form(client)["shown"]) == 4, "they lie on the desk again"


def test_what_somebody_changed_since_stays_theirs(client: Client, users: Users, docket: Docket) -> None:
    place, _ = do(client, "confirm", which=f"case-{docket.pk}")
    ruling = Ruling.objects.order_by("id")[0]
    factories_edit(ruling, users)
    assert undo(client, place) == "2 put back. 1 left as they are: somebody has changed them since."
    ruling.refresh_from_db()
    assert not ruling.read_by_machine


def factories_edit(ruling: Ruling, users: Users) -> None:
    """Somebody else says something of the ruling."""
    AuditEntry.objects.create(
        docket=ruling.docket, kind="ruling", object_id=ruling.pk, by=users.admin, by_name="admin", after={"title": "x"}
    )


def test_what_others_have_in_hand_and_what_is_decided_elsewhere_is_left(
    client: Client, users: Users, docket: Docket
) -> None:
    one, two, _ = Ruling.objects.order_by("id")
    take_item(DeskKind.RULING, one.pk, docket.pk, by=users.admin, now=timezone.now())
    ticked = [f"ruling-{row.pk}-{docket.pk}" for row in (one, two)]
    place, said = do(client, "done", ticked=[*ticked, "correction-1-1", "x", "ruling-1"])
    assert said.startswith("1 taken off the desk. 2 left as they are")
    assert DeskMark.objects.get(done_at__isnull=False).object_id == two.pk
    assert undo(client, place) == "1 put back."
    assert not DeskMark.objects.filter(done_at__isnull=False).exists()
    assert undo_again(client, place) == "That can be taken back here no more. “Who changed what” has it."


def undo_again(client: Client, place: str) -> str:
    answer = client.post("/desk/many/", {"act": "undo", "lot": "another"}, follow=True)
    return pages.text(pages.by_class(pages.parsed(answer), "messages")[0])


def test_a_ruling_is_not_confirmed_as_it_was_not_shown(client: Client, docket: Docket) -> None:
    ruling = Ruling.objects.get(filing__number="20")
    sent = form(client) | {"act": "confirm", "ticked": [f"ruling-{ruling.pk}-{docket.pk}"]}
    Disposition.objects.filter(ruling=ruling).update(outcome="granted")
    client.post("/desk/many/", sent)
    assert Ruling.objects.filter(read_by_machine=True).count() == 3


def test_taken_together_they_are_let_go_together(client: Client, docket: Docket) -> None:
    place, said = do(client, "take", which=f"case-{docket.pk}")
    assert said == "4 taken in hand."
    assert DeskMark.objects.filter(holder__isnull=False).count() == 4
    assert undo(client, place) == "4 put back."
    assert not DeskMark.objects.filter(holder__isnull=False).exists()


def test_who_may_not_enter_claims_confirms_nothing(client: Client, users: Users, docket: Docket) -> None:
    sent = form(client)
    client.force_login(users.journalist)
    assert client.post("/desk/many/", sent | {"act": "done"}).status_code == 403
    client.force_login(users.editor)
    assert client.post("/desk/many/", sent | {"act": "x"}).status_code == 404
    assert "Tick what it is" in do(client, "done")[1]
