"""The editors' desk: what lies there, who has it in hand, and that nothing is done twice."""

from datetime import datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dockets.models import AuditEntry, Docket, Filing
from rulings.desk.assignments import assign_case
from rulings.desk.queue import (
    LEASE,
    DeskKind,
    DeskScope,
    choose_scope,
    count_waiting,
    finish_item,
    list_piles,
    release_item,
    take_item,
    undo_finish,
)
from rulings.interpret.docket import interpret_docket
from rulings.models import Annotation, Assignment, DeskMark
from rulings.notes import replies, save
from tests.support import factories, pages
from tests.support.factories import NOW

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def docket(users: Any) -> Docket:
    """A case of the editor's since yesterday."""
    row = factories.docket()
    Assignment.objects.create(docket=row, editor=users.editor, since=NOW - DAY)
    return row


def new_filing(docket: Docket, headline: str = "Notice", **fields: Any) -> Filing:
    row = factories.filing(docket=docket, **fields)
    factories.event(filing=row, headline=headline)
    return row


def lying(editor: User, *, everyones: bool = False, now: datetime = NOW) -> dict[str, list[int]]:
    found = list_piles(editor, choose_scope(editor, everyones=everyones), now=now)
    assert all(pile.count == len(pile.items) for pile in found)
    return {pile.kind.value: [item.object_id for item in pile.items] for pile in found if pile.items}


def test_new_filings_of_ones_own_cases_lie_there_oldest_first(users: Any, docket: Docket) -> None:
    late = new_filing(docket, first_seen=NOW + DAY)
    early = new_filing(docket, first_seen=NOW)
    new_filing(docket, first_seen=NOW - 2 * DAY)
    new_filing(docket, merged_into=early)
    new_filing(factories.docket())
    assert lying(users.editor) == {"filing": [early.pk, late.pk]}
    assert lying(users.admin) == {}
    assert lying(users.admin, everyones=True) == {"filing": [early.pk, late.pk]}


def test_a_ruling_lies_there_until_it_is_an_editors_word(users: Any, docket: Docket) -> None:
    filing = new_filing(docket, first_seen=NOW - 2 * DAY)
    ruling = factories.ruling(filing=filing)
    factories.ruling(filing=factories.filing(docket=factories.docket()))
    assert lying(users.editor) == {"ruling": [ruling.pk]}
    ruling.read_by_machine = False
    ruling.save()
    assert lying(users.editor) == {}


def test_what_waits_is_there_before_anything_is_assigned(users: Any) -> None:
    case = factories.docket()
    new_filing(case, first_seen=case.created_at - timedelta(seconds=1))  # it came with the case
    late = new_filing(case, first_seen=case.created_at + timedelta(seconds=1))
    new_filing(case, first_seen=NOW)
    ruling = factories.ruling(filing=factories.filing(docket=case))
    every = {"filing": [late.pk], "ruling": [ruling.pk]}
    assert lying(users.editor) == lying(users.admin) == every
    assert count_waiting(users.editor) == 2
    Assignment.objects.create(docket=factories.docket(), editor=users.editor, since=NOW)
    assert lying(users.editor) == {}
    assert lying(users.editor, everyones=True) == every
    Assignment.objects.create(docket=case, editor=users.editor, since=timezone.now() + DAY)
    assert lying(users.editor) == {"ruling": [ruling.pk]}


def test_an_answer_lies_on_the_desk_of_who_wrote_the_note(users: Any) -> None:
    filing = factories.filing(docket=factories.docket())
    note = factories.annotation(filing=filing, author=users.editor)
    own = replies.add_reply(note.pk, "Mine", by=users.editor, now=NOW)
    theirs = replies.add_reply(note.pk, "Is it so?", by=users.journalist, now=NOW + DAY)
    assert lying(users.editor) == {"answer": [theirs.pk]}
    assert lying(users.admin) == lying(users.admin, everyones=True) == {}
    replies.add_reply(note.pk, "It is", by=users.admin, now=NOW + 2 * DAY)
    late = replies.add_reply(note.pk, "And?", by=users.journalist, now=NOW + 3 * DAY)
    assert lying(users.admin) == {"answer": [late.pk]}, "who has answered hears the rest"
    assert finish_item(DeskKind.ANSWER, theirs.pk, filing.docket_id, by=users.editor, now=NOW)
    replies.withdraw_reply(late.pk, by=users.journalist, now=NOW)
    assert lying(users.admin) == {}
    assert theirs.pk not in lying(users.editor)["answer"] and own.pk not in lying(users.editor)["answer"]


def test_a_note_lies_there_while_it_waits_for_other_eyes(users: Any, settings: Any) -> None:
    settings.NOTES_NEED_SECOND_EDITOR = True
    filing = factories.filing(docket=factories.docket())
    row = factories.annotation(filing=filing, author=users.editor, visibility="public")
    assert lying(users.editor) == {}
    assert lying(users.admin) == {"waiting": [row.pk]}
    save.approve_note(row.pk, by=users.admin, version=1, now=NOW)
    assert lying(users.admin) == {}


def test_notes_whose_text_the_court_changed_lie_on_their_authors_desk(users: Any) -> None:
    filing = factories.filing(docket=factories.docket(), long_text="ORDER denying the motion for relief")
    gone = factories.annotation(filing=filing, author=users.editor, passage="denying the motion")
    whole = factories.annotation(filing=filing, author=users.editor)
    private = factories.annotation(filing=filing, author=users.editor, visibility="private")
    Filing.objects.filter(pk=filing.pk).update(long_text="ORDER withdrawn", fingerprint="x")
    interpret_docket(filing.docket_id)
    ruling = {"ruling": [filing.ruling.pk]}
    assert lying(users.editor) == ruling | {"overtaken": [whole.pk, private.pk], "orphan": [gone.pk]}
    assert lying(users.admin) == ruling
    assert lying(users.admin, everyones=True) == ruling | {"overtaken": [whole.pk], "orphan": [gone.pk]}


def test_a_mention_lies_on_the_desk_of_whom_it_names_until_they_have_seen_it(users: Any) -> None:
    filing = factories.filing(docket=factories.docket())
    row = factories.annotation(filing=filing, author=users.editor, body="@Admin and @second: look")
    factories.annotation(filing=filing, author=users.editor, body="@admin", visibility="private")
    second = factories.user("second", role="editor")
    assert lying(users.admin) == lying(second) == {"mention": [row.pk]}
    assert finish_item(DeskKind.MENTION, row.pk, filing.docket_id, by=users.admin, now=NOW)
    assert lying(users.admin) == {}
    assert lying(second) == {"mention": [row.pk]}


def test_possible_duplicates_lie_there_until_decided(users: Any, docket: Docket) -> None:
    one = new_filing(docket, first_seen=NOW - 2 * DAY)
    other = new_filing(docket, first_seen=NOW - 2 * DAY, possible_duplicate_of=one)
    assert lying(users.editor) == {"duplicate": [other.pk]}


# -- taking and finishing --


def test_what_is_done_leaves_the_desk_and_comes_back(users: Any, docket: Docket) -> None:
    row = new_filing(docket)
    assert finish_item(DeskKind.FILING, row.pk, docket.pk, by=users.editor, now=NOW)
    assert lying(users.editor) == lying(users.admin, everyones=True) == {}
    assert not finish_item(DeskKind.FILING, row.pk, docket.pk, by=users.admin, now=NOW)
    assert not take_item(DeskKind.FILING, row.pk, docket.pk, by=users.admin, now=NOW)
    assert not undo_finish(DeskKind.FILING, row.pk, by=users.admin)
    assert undo_finish(DeskKind.FILING, row.pk, by=users.editor)
    assert lying(users.editor) == {"filing": [row.pk]}


def test_what_somebody_has_in_hand_is_theirs_for_a_while(users: Any, docket: Docket) -> None:
    row = new_filing(docket)
    take: dict[str, Any] = {"kind": DeskKind.FILING, "object_id": row.pk, "docket_id": docket.pk}
    assert take_item(**take, by=users.editor, now=NOW)
    assert take_item(**take, by=users.editor, now=NOW + LEASE / 2)
    assert not take_item(**take, by=users.admin, now=NOW + LEASE)
    assert not finish_item(**take, by=users.admin, now=NOW + LEASE)
    (item,) = [item for pile in list_piles(users.admin, DeskScope.ALL, now=NOW) for item in pile.items]
    assert (item.holder, item.is_mine) == ("editor", False)
    assert take_item(**take, by=users.admin, now=NOW + 2 * LEASE)
    assert not release_item(DeskKind.FILING, row.pk, by=users.editor)
    assert release_item(DeskKind.FILING, row.pk, by=users.admin)
    assert finish_item(**take, by=users.editor, now=NOW + 2 * LEASE)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_reach_for_it_one_gets_it(users: Any, docket: Docket) -> None:
    row = new_filing(docket)
    people = [factories.user(role="editor") for _ in range(6)]
    start, got = Barrier(6, timeout=60), []

    def reach(person: User) -> None:
        start.wait()
        if take_item(DeskKind.FILING, row.pk, docket.pk, by=person, now=NOW):
            got.append(person.pk)
        connection.close()

    threads = [Thread(target=reach, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert got == [DeskMark.objects.get().holder_id]


# -- the pages --


def act(client: Client, name: str, kind: str, number: int, **fields: str) -> Any:
    return client.post(reverse("desk-act", args=[name]), {"kind": kind, "id": number, **fields})


def test_the_page_shows_counts_and_items_and_what_was_done(client: Client, users: Any, docket: Docket) -> None:
    row = new_filing(docket, "Notice of appearance", number="7", long_text="NOTICE of Appearance")
    client.force_login(users.editor)
    page = pages.parsed(client.get(reverse("desk")))
    assert pages.text(pages.by_class(page, "piles")[0]).startswith(
        "0 Cases that are due 0 Given to you 1 New filings in your cases 0 Rulings read by machine"
    )
    item = pages.by_id(page, f"filing-{row.pk}")
    assert pages.text(item.find("h3")) == "7 Notice of appearance"
    assert "NOTICE of Appearance" in pages.text(item)
    act(client, "take", "filing", row.pk)
    assert "You have it until" in pages.text(pages.by_id(pages.parsed(client.get(reverse("desk"))), f"filing-{row.pk}"))
    act(client, "let-go", "filing", row.pk)
    response = act(client, "done", "filing", row.pk)
    page = pages.parsed(client.get(response["Location"]))
    assert "Nothing waits for you." in pages.text(page)
    assert "Put it back" in pages.text(page)
    act(client, "undo", "filing", row.pk)
    assert pages.by_id(pages.parsed(client.get(reverse("desk"))), f"filing-{row.pk}") is not None


def test_another_hears_that_somebody_has_it(client: Client, users: Any, docket: Docket) -> None:
    row = new_filing(docket)
    take_item(DeskKind.FILING, row.pk, docket.pk, by=users.editor, now=timezone.now())
    client.force_login(users.admin)
    page = pages.parsed(client.get(reverse("desk"), {"of": "all"}))
    assert "editor has it until" in pages.text(pages.by_id(page, f"filing-{row.pk}"))
    response = act(client, "done", "filing", row.pk, of="all")
    assert response["Location"] == f"{reverse('desk')}?of=all"
    assert "Somebody else has it in hand." in pages.text(pages.parsed(client.get(response["Location"])))


def test_notes_are_done_in_place(client: Client, users: Any, settings: Any) -> None:
    settings.NOTES_NEED_SECOND_EDITOR = True
    filing = factories.filing(docket=factories.docket(), long_text="ORDER denying the motion")
    waiting = factories.annotation(filing=filing, author=users.editor, visibility="public")
    orphan = factories.annotation(filing=filing, author=users.editor, passage="denying the motion")
    whole = factories.annotation(filing=filing, author=users.editor)
    Filing.objects.filter(pk=filing.pk).update(long_text="withdrawn", fingerprint="x")
    interpret_docket(filing.docket_id)
    client.force_login(users.admin)
    page = pages.parsed(client.get(reverse("desk"), {"of": "all"}))
    assert "denying the motion" in [pages.text(quote) for quote in pages.by_class(page, "quoted")]
    sent = 0
    for form in page.iter("form"):
        if form.get("action", "").endswith(("/approve/", "/mark/", "/acknowledge/")):
            fields = {i.get("name", ""): i.get("value", "") for i in form.iter("input")}
            assert client.post(form.get("action", ""), fields)["Location"] == reverse("desk")
            sent += 1
    assert sent == 4
    for row in (waiting, orphan, whole):
        row.refresh_from_db()
    assert (waiting.status, orphan.exact, orphan.words_changed_at, whole.words_changed_at) == (
        "published",
        "",
        None,
        None,
    )
    assert lying(users.admin, everyones=True) == {}


def test_what_is_not_there_is_not_done(client: Client, users: Any, docket: Docket) -> None:
    client.force_login(users.editor)
    private = factories.annotation(filing=new_filing(docket), author=users.admin, body="@editor", visibility="private")
    for name, kind, number in (
        ("done", "filing", 10**9),
        ("done", "mention", private.pk),
        ("take", "orphan", private.pk),
    ):
        act(client, name, kind, number)
    assert not DeskMark.objects.exists()
    for name, kind, odd in (
        ("done", "x", "1"),
        ("x", "filing", "1"),
        ("done", "filing", "-1"),
        ("done", "filing", "9" * 30),
    ):
        assert client.post(reverse("desk-act", args=[name]), {"kind": kind, "id": odd}).status_code == 404
    for odd in ("x", "filing-", "filing-²", f"filing-{'9' * 40}", "waiting-1"):
        assert "Put it back" not in client.get(reverse("desk"), {"undo": odd}).content.decode()


def test_who_may(client: Client, users: Any, docket: Docket) -> None:
    addresses: list[tuple[Any, str, list[Any]]] = [(client.get, "desk", []), (client.get, "desk-cases", [])]
    addresses += [(client.post, "desk-act", ["done"]), (client.post, "desk-assign", [docket.pk])]
    for someone, expected in ((None, {302, 401}), (users.journalist, {403}), (users.editor, {200, 302, 404})):
        if someone:
            client.force_login(someone)
        for ask, name, rest in addresses:
            assert ask(reverse(name, args=rest)).status_code in expected, (someone, name)
    assert client.get(reverse("desk-act", args=["done"])).status_code == 405
    client.logout()
    assert "/desk/" not in pages.links(pages.parsed(client.get("/"))).values()
    client.force_login(users.editor)
    assert "/desk/" in pages.links(pages.parsed(client.get("/"))).values()


@pytest.mark.parametrize("number", [1, 30])
def test_the_number_of_queries_is_fixed(
    client: Client, users: Any, docket: Docket, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        filing = new_filing(docket)
        factories.ruling(filing=filing)
        for body, more in (
            ("@editor", {}),
            ("x", {"words_changed_at": NOW}),
            ("x", {"status": "waiting", "visibility": "public"}),
        ):
            row = factories.annotation(filing=filing, author=users.admin, body=body)
            Annotation.objects.filter(pk=row.pk).update(**more)
    client.force_login(users.editor)
    # Session, user, permissions (2); whether one has cases; how much lies on each pile, and the oldest of the five on
    # which something lies; who has what in hand; what was read in the rulings and decided by them, and what is said of
    # the filings, to be done in place; trackers and new versions of them.
    with django_assert_num_queries(22):
        page = pages.parsed(client.get(reverse("desk")))
    # Filings, rulings, and notes that wait, that were overtaken, that name one.
    assert len(pages.by_class(page, "item")) == 5 * min(number, 20)


# -- who looks after what --


def test_a_case_is_given_to_an_editor_and_taken_back(client: Client, users: Any) -> None:
    docket = factories.docket(case_name="Parler v. AWS")
    client.force_login(users.admin)
    assigned = reverse("desk-assign", args=[docket.pk])
    client.post(assigned, {"editor": users.editor.pk, "q": "parler"})
    row = Assignment.objects.get()
    assert (row.docket, row.editor) == (docket, users.editor)
    since = row.since
    client.post(assigned, {"editor": users.admin.pk})
    row.refresh_from_db()
    assert (row.editor, row.since) == (users.admin, since)
    client.post(assigned, {"editor": ""})
    assert not Assignment.objects.exists()
    told = list(AuditEntry.objects.filter(kind="assignment").order_by("id").values_list("before", "after"))
    editor, admin = {"editor": "editor"}, {"editor": "admin"}
    assert told == [(None, editor), (editor, admin), (admin, None)]
    for nobody in (users.journalist.pk, 10**6, "x"):
        assert client.post(assigned, {"editor": nobody}).status_code == 404


def test_assigning_twice_is_once(users: Any) -> None:
    docket = factories.docket()
    for _ in range(2):
        assign_case(docket, users.editor, by=users.admin, now=NOW)
    assert AuditEntry.objects.filter(kind="assignment").count() == 1


@pytest.mark.parametrize("number", [1, 50])
def test_the_list_of_cases_is_paged_and_narrowed(
    client: Client, users: Any, docket: Docket, number: int, django_assert_num_queries: Any
) -> None:
    for place in range(number):
        factories.docket(case_name=f"Case {place}")
    client.force_login(users.editor)
    address = reverse("desk-cases")
    with django_assert_num_queries(6):
        page = pages.parsed(client.get(address))
    assert ("Older" in pages.links(page)) == (number > 29)
    mine = pages.by_class(pages.parsed(client.get(address, {"of": "me"})), "decisions")[0]
    assert len(list(mine.iter("li"))) == 1
    assert "No case is like that" in pages.text(pages.parsed(client.get(address, {"q": "nothing"})))
    Docket.objects.filter(docket_number__endswith="-00031").delete()  # of those with numbers of their own
    Docket.objects.filter(pk=docket.pk).update(docket_number="2:21-cv-00031", year=2021, serial=31)
    for written in ("21-cv-31", "C21-0031-BJR", "2:21-cv-00031", "00031"):
        assert (
            len(list(pages.by_class(pages.parsed(client.get(address, {"q": written})), "decisions")[0].iter("form")))
            == 1
        ), written
    for odd in ({"after": "x"}, {"q": "\x00%_"}, {"of": "x"}):
        assert client.get(address, odd).status_code == 200
