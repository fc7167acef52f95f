"""A case, a filing or a note is given to another editor: it lies on their desk, with the word why, until it is done."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from dockets.models import AuditEntry, Docket, Filing
from rulings.desk.assignments import assign_case
from rulings.desk.hand_overs import CannotHandOver, HandOverTarget, hand_over
from rulings.desk.queue import AHEAD, DeskItem, DeskKind, DeskScope, count_waiting, list_piles, take_item
from rulings.models import Annotation, Assignment, DeskMark, HandOver
from tests.conftest import Users
from tests.support import factories, pages
from tests.support.factories import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def other(users: Users) -> User:
    return factories.user("other", role="editor")


@pytest.fixture
def docket(users: Users) -> Docket:
    row = factories.docket(case_name="Parler v. AWS")
    assign_case(row, users.editor, by=users.admin, now=timezone.now() - timedelta(days=9))
    return row


def lying(editor: User, kind: DeskKind, scope: DeskScope = DeskScope.MINE) -> list[DeskItem]:
    return {pile.kind: pile.items for pile in list_piles(editor, scope, now=timezone.now())}[kind]


def test_a_case_is_handed_over_with_a_word_and_a_day(client: Client, users: Users, other: User, docket: Docket) -> None:
    client.force_login(users.editor)
    address = f"/desk/hand-over/case/{docket.pk}/"
    form = pages.entry_values(list(pages.parsed(client.get(address)).iter("form"))[-1])
    sent = form | {"to": str(other.pk), "words": "I am in court all week", "due_on": f"{TODAY:%Y-%m-%d}"}
    for _ in range(2):
        told = client.post(address, sent, follow=True)
    assert "Given to other, due" in pages.text(pages.parsed(told))
    assert HandOver.objects.count() == 1, "sent twice, it is given once"
    assert Assignment.objects.get().editor == other
    (given,), (due,) = lying(other, DeskKind.GIVEN), lying(other, DeskKind.DUE)
    assert (given.by, given.text, given.due, given.headline) == (
        "editor", "I am in court all week", TODAY, "The whole case",
    )  # fmt: skip
    assert (due.due, due.case_name) == (TODAY, "Parler v. AWS")
    assert lying(users.editor, DeskKind.GIVEN, DeskScope.ALL) == [], "nobody else's"
    client.force_login(other)
    page = pages.text(pages.parsed(client.get("/desk/")))
    assert "I am in court all week" in page and "Due" in page
    client.post("/desk/done/", {"kind": "given", "id": str(given.object_id)})
    assert lying(other, DeskKind.GIVEN) == []
    client.post(f"/desk/cases/{docket.pk}/", {"editor": other.pk, "due_on": ""})
    assert lying(other, DeskKind.DUE) == []
    before, after = AuditEntry.objects.filter(kind="assignment").order_by("-id").values_list("before", "after")[0]
    assert (before, after) == ({"editor": "other", "due_on": f"{TODAY:%Y-%m-%d}"}, {"editor": "other"})
    assert client.post(f"/desk/cases/{docket.pk}/", {"editor": other.pk, "due_on": "soon"}).status_code == 404


def test_a_case_lies_there_a_week_before_its_day_and_after_it(users: Users, docket: Docket) -> None:
    for days, is_there in ((-30, True), (0, True), (7, True), (8, False)):
        Assignment.objects.update(due_on=TODAY + timedelta(days=days))
        assert bool(lying(users.editor, DeskKind.DUE)) is is_there
        assert count_waiting(users.editor) == is_there
        assert lying(users.admin, DeskKind.DUE) == []
    assert timedelta(days=7) == AHEAD


def test_a_filing_in_hand_is_handed_over(users: Users, other: User, docket: Docket) -> None:
    filing = factories.filing(docket=docket, number="50")
    factories.event(filing=filing, headline="A lawyer comes")
    assert take_item(DeskKind.FILING, filing.pk, docket.pk, by=users.editor, now=timezone.now())
    give(HandOverTarget(docket, filing), other, users.editor)
    assert DeskMark.objects.get().holder is None, "who gave it has it no more"
    (item,) = lying(other, DeskKind.GIVEN)
    assert (item.headline, item.number, item.public_id) == ("A lawyer comes", "50", filing.public_id)
    assert Assignment.objects.get().editor == users.editor


def test_a_note_goes_only_to_who_may_see_it(client: Client, users: Users, other: User, docket: Docket) -> None:
    filing: Filing = factories.filing(docket=docket)
    private = factories.annotation(filing=filing, author=users.editor, visibility="private")
    with pytest.raises(CannotHandOver, match="Nobody else sees this note"):
        give(HandOverTarget(docket, filing, private), other, users.editor)
    with pytest.raises(CannotHandOver, match="a colleague"):
        give(HandOverTarget(docket), users.editor, users.editor)
    note = factories.annotation(filing=filing, author=users.editor, body="Who is the agent?")
    give(HandOverTarget(docket, filing, note), other, users.editor)
    (item,) = lying(other, DeskKind.GIVEN)
    assert (item.headline, item.note, item.is_ours) == ("Note: Who is the agent?", note.public_id, True)
    client.force_login(users.admin)
    assert "agent" in pages.text(pages.parsed(client.get("/desk/edits/?kind=handover")))
    Annotation.objects.filter(pk=note.pk).update(visibility="private")
    assert lying(other, DeskKind.GIVEN) == []
    assert "Look" not in pages.text(pages.parsed(client.get("/desk/edits/?kind=handover")))


def test_nobody_is_given_what_they_have_no_desk_for(client: Client, users: Users, docket: Docket) -> None:
    client.force_login(users.editor)
    told = client.post(f"/desk/hand-over/case/{docket.pk}/", {"to": users.journalist.pk, "request_id": "r"})
    assert told.status_code == 422 and not HandOver.objects.exists()
    for odd in ("case/0", "case/x", "filing/x", "note/x", "thing/1"):
        assert client.get(f"/desk/hand-over/{odd}/").status_code == 404


def give(target: HandOverTarget, to: User, by: User, **more: Any) -> None:
    hand_over(target, to, words="Look at it", due_on=None, by=by, now=timezone.now(), **more)
