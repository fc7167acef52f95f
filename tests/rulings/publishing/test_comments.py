"""A reviewer's comments on what is on its way to readers: they reach its writer and whom they name, and are
resolved."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from rulings.desk.publishing import build_item, find_published, list_unpublished
from rulings.desk.queue import DeskKind, DeskScope, list_piles
from rulings.models import Annotation, Claim, Reply, ReviewComment
from rulings.notes import replies
from rulings.notes.save import CannotAnnotate
from tests.conftest import Users
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def lying(editor: User, kind: DeskKind) -> list[str]:
    piles = {pile.kind: pile.items for pile in list_piles(editor, DeskScope.MINE, now=timezone.now())}
    return [item.text for item in piles[kind]]


def waiting_claim(users: Users) -> Claim:
    row: Claim = factories.claim(docket=factories.docket(), status="waiting", edited_by=users.editor)
    return row


def test_changes_are_asked_for_and_reach_the_writer(client: Client, users: Users) -> None:
    row, third = waiting_claim(users), factories.user("third", role="editor")
    address = f"/desk/publishing/claim/{row.pk}/"
    client.force_login(users.admin)
    form = pages.form_values(list(pages.parsed(client.get(address)).iter("form"))[-1])
    told = client.post(address, form | {"act": "give-back", "body": "Whose *duty*? Ask @third."}, follow=True)
    page = pages.parsed(told)
    assert "Asks for changes" in pages.text(page) and pages.text(next(page.iter("em"))) == "duty"
    row.refresh_from_db()
    assert row.status == "draft"
    assert lying(users.editor, DeskKind.COMMENT) == lying(third, DeskKind.COMMENT) == ["Whose duty? Ask @third."]
    assert lying(users.admin, DeskKind.COMMENT) == []
    client.force_login(users.editor)
    assert address in pages.links(pages.parsed(client.get("/desk/"))).values()
    client.post(address, {"act": "comment", "body": "Of the carrier", "request_id": "r"})
    assert lying(users.admin, DeskKind.COMMENT) == ["Of the carrier"], "the answer reaches who asked"
    assert [item.comments for item in list_unpublished(users.editor, timezone.now())] == [2]
    first = ReviewComment.objects.earliest("id")
    for act, is_open in (("resolve", False), ("resolve", False), ("reopen", True), ("resolve", False)):
        client.post(address, {"act": act, "comment": first.pk})
        assert bool(lying(third, DeskKind.COMMENT)) is is_open
    first.refresh_from_db()
    assert first.resolved_by == users.editor
    client.force_login(third)
    client.post("/desk/done/", {"kind": "comment", "id": ReviewComment.objects.latest("id").pk})
    assert lying(users.admin, DeskKind.COMMENT) == ["Of the carrier"], "what one has seen, another has not"


def test_nothing_is_given_back_over_a_change_and_no_comment_is_empty(client: Client, users: Users) -> None:
    row = waiting_claim(users)
    address = f"/desk/publishing/claim/{row.pk}/"
    client.force_login(users.admin)
    for sent in ({"act": "give-back", "body": "No", "version": "x"}, {"act": "comment", "body": " \n"}):
        told = client.post(address, sent)
        assert told.status_code == 422
    assert b"between 1 and 10,000" in told.content
    row.refresh_from_db()
    assert row.status == "waiting" and not ReviewComment.objects.exists()
    assert client.post(address, {"act": "resolve", "comment": "7"}).status_code == 404
    assert client.get("/desk/publishing/claim/99999999999999999999/").status_code == 404
    assert find_published("claim", row.pk) == row
    assert build_item("claim", row, users.admin, timezone.now()).comments == 0


def test_a_note_is_given_back_with_a_comment_and_its_author_answers(client: Client, users: Users) -> None:
    row: Annotation = factories.annotation(
        filing=factories.filing(docket=factories.docket()),
        author=users.editor,
        visibility="public",
        status="waiting",
        published_at=None,
    )
    client.force_login(users.admin)
    stale = {"version": "7", "body": "Who says so?"}
    client.post(f"/notes/{row.public_id}/give-back/", stale)
    assert not Reply.objects.exists(), "nothing is said of a version that is not the one that was looked at"
    client.post(f"/notes/{row.public_id}/give-back/", stale | {"version": row.version})
    row.refresh_from_db()
    assert row.status == "draft" and lying(users.editor, DeskKind.ANSWER) == ["Who says so?"]
    client.force_login(users.editor)
    page = client.get(f"/cases/wawd/{row.docket.docket_number}/filings/{row.filing.public_id}/")
    assert b"Who says so?" in page.content
    client.post(f"/notes/{row.public_id}/reply/", {"body": "The clerk", "request_id": "r"})
    assert Reply.objects.count() == 2 and lying(users.admin, DeskKind.ANSWER) == []
    Annotation.objects.filter(pk=row.pk).update(status="waiting")
    assert lying(users.admin, DeskKind.ANSWER) == ["The clerk"]


def test_an_answer_reaches_whom_it_names(users: Users) -> None:
    named: Any = factories.user("named", role="editor")
    note = factories.annotation(filing=factories.filing(docket=factories.docket()), author=users.editor)
    replies.add_reply(note.pk, "Ask @Named, not `@admin`", by=users.editor, now=timezone.now())
    assert len(lying(named, DeskKind.ANSWER)) == 1 and lying(users.admin, DeskKind.ANSWER) == []
    draft = factories.annotation(
        filing=factories.filing(docket=factories.docket()), author=users.editor, status="draft", published_at=None
    )
    with pytest.raises(CannotAnnotate):
        replies.add_reply(draft.pk, "To nobody", by=users.editor, now=timezone.now())


def test_the_names_of_the_newsroom_are_told_to_the_newsroom(client: Client, users: Users) -> None:
    User.objects.create_user("reader")
    users.editor.first_name, users.editor.last_name = "Ann", "Roe"
    users.editor.save()
    client.force_login(users.journalist)
    told = client.get("/desk/people.json").json()["people"]
    assert told == [
        {"name": "admin", "full": ""},
        {"name": "editor", "full": "Ann Roe"},
        {"name": "journalist", "full": ""},
    ]
