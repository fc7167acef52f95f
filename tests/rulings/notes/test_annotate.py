"""Notes: who may read and change them, every version kept, and what a court's changes do to them."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dockets.history.audit_log import create_request_id
from dockets.models import AuditEntry, Filing
from rulings.audit.feed import visible_entries
from rulings.interpret.docket import interpret_docket
from rulings.models import Annotation, PendingVersion, Reply
from rulings.notes.replies import add_reply, resolve_thread, withdraw_reply
from rulings.notes.save import (
    CannotAnnotate,
    NoteConflict,
    NoteTarget,
    NoteWords,
    acknowledge_note,
    add_note,
    anchor_note_again,
    approve_note,
    delete_note,
    edit_note,
    restore_note,
    restore_note_version,
)
from rulings.notes.versions import find_versions
from rulings.passages.anchors import Fit, Passage, hash_words
from rulings.publishing.steps import When, Wish
from tests.support import factories
from tests.support.factories import NOW

pytestmark = pytest.mark.django_db

Status, Visibility = Annotation.Status, Annotation.Visibility
LATER = NOW + timedelta(hours=1)
TEXT = "ORDER denying 2 Motion for TRO. Parler has failed to meet the standard. Signed by Judge Rothstein."


@pytest.fixture
def filing(db: None) -> Filing:
    return factories.filing(docket=factories.docket(), number="34", long_text=TEXT)


def write(filing: Filing, by: User, body: str = "Why this matters", **words: Any) -> Annotation:
    return add_note(filing.pk, NoteWords(body, **words), by=by, now=NOW)


def changed(filing: Filing, text: str) -> None:
    """As an import changes it; then the docket is read again."""
    Filing.objects.filter(pk=filing.pk).update(long_text=text, fingerprint=hash_words(text))
    interpret_docket(filing.docket_id)


# -- who sees what --


def kinds(author: User, filing: Filing) -> dict[str, Annotation]:
    """One note of each kind that there is."""
    made = {
        "private": write(filing, author, visibility=Visibility.PRIVATE),
        "draft": write(filing, author, visibility=Visibility.PUBLIC, draft=True),
        "newsroom draft": write(filing, author, draft=True),
        "newsroom": write(filing, author),
        "newsroom later": write(filing, author, publish_at=LATER),
        "public": write(filing, author, visibility=Visibility.PUBLIC),
        "public later": write(filing, author, visibility=Visibility.PUBLIC, publish_at=LATER),
        "waiting": write(filing, author, visibility=Visibility.PUBLIC),
        "deleted": write(filing, author, visibility=Visibility.PUBLIC),
    }
    waiting = made["waiting"]
    waiting.status = Status.WAITING
    waiting.save()
    delete_note(made["deleted"].pk, by=author, version=1, now=NOW)
    return made


NEWSROOM = {"newsroom", "public", "public later", "waiting"}
OWN = NEWSROOM | {"private", "draft", "newsroom draft", "newsroom later"}
SEEN = {
    "nobody": {"public"},
    "reader": {"public"},
    "journalist": NEWSROOM,
    "other editor": NEWSROOM,
    "admin": NEWSROOM,
    "author": OWN,
}
KNOWN = {
    "nobody": set(),
    "reader": set(),
    "journalist": NEWSROOM | {"newsroom later", "deleted"},
    "other editor": NEWSROOM | {"newsroom later", "deleted"},
    "admin": NEWSROOM | {"newsroom later", "deleted"},
    "author": OWN | {"deleted"},
}
CHANGED = {**KNOWN, "journalist": set()}


def cast(author: User, users: Any) -> dict[str, Any]:
    return {
        "nobody": AnonymousUser(),
        "reader": User.objects.create_user("reader"),
        "journalist": users.journalist,
        "other editor": factories.user(role="editor"),
        "admin": users.admin,
        "author": author,
    }


@pytest.mark.parametrize("role", KNOWN)
def test_who_sees_knows_and_changes_what(role: str, users: Any, filing: Filing) -> None:
    made = kinds(users.editor, filing)
    someone = cast(users.editor, users)[role]
    names = {row.pk: name for name, row in made.items()}
    notes = Annotation.objects
    assert {names[row.pk] for row in notes.visible_to(someone, NOW)} == SEEN[role]
    assert {names[row.pk] for row in notes.known_to(someone)} == KNOWN[role]
    assert {names[row.pk] for row in notes.editable_by(someone)} == CHANGED[role]


def test_time_alone_publishes(users: Any, filing: Filing) -> None:
    write(filing, users.editor, visibility=Visibility.PUBLIC, publish_at=LATER)
    seen = Annotation.objects.visible_to
    assert not seen(AnonymousUser(), LATER - timedelta(seconds=1)).exists()
    assert seen(AnonymousUser(), LATER).exists()


def test_journalists_and_readers_write_no_notes(users: Any, filing: Filing) -> None:
    for someone in (users.journalist, User.objects.create_user("reader")):
        with pytest.raises(PermissionDenied):
            write(filing, someone)
    row = write(filing, users.editor)
    with pytest.raises(Annotation.DoesNotExist):
        edit_note(row.pk, NoteWords("mine"), by=users.journalist, version=1, now=NOW)
    with pytest.raises(Annotation.DoesNotExist):
        delete_note(row.pk, by=users.journalist, version=1, now=NOW)


def test_another_editor_cannot_touch_what_is_private(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor, visibility=Visibility.PRIVATE)
    for other in (factories.user(role="editor"), users.admin):
        with pytest.raises(Annotation.DoesNotExist):
            edit_note(row.pk, NoteWords("mine"), by=other, version=1, now=NOW)


def test_only_its_author_hides_a_note(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor)
    other = factories.user(role="editor")
    for words in (NoteWords("x", Visibility.PRIVATE), NoteWords("x", draft=True)):
        with pytest.raises(CannotAnnotate, match="Only its author"):
            edit_note(row.pk, words, by=other, version=1, now=NOW)
    assert edit_note(row.pk, NoteWords("x", draft=True), by=users.editor, version=1, now=NOW).status == Status.DRAFT


# -- versions, conflicts, undo --


def test_every_version_is_kept_with_who_and_when(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor, "one")
    other = factories.user("Other", role="editor")
    edit_note(row.pk, NoteWords("two"), by=other, version=1, now=LATER)
    delete_note(row.pk, by=users.editor, version=2, now=LATER)
    restore_note(row.pk, by=other, now=LATER)
    back = restore_note_version(row.pk, 1, by=users.editor, version=4, now=LATER)
    assert (back.body, back.version, back.deleted_at) == ("one", 5, None)
    kept = reversed(find_versions(row, before=9, most=9))
    assert [(one.number, one.act, one.body, one.byline, one.is_deleted) for one in kept] == [
        (1, "wrote", "one", "editor", False),
        (2, "edited", "two", "Other", False),
        (3, "deleted", "two", "editor", True),
        (4, "restored", "two", "Other", False),
        (5, "edited", "one", "editor", False),
    ]
    edits = list(AuditEntry.objects.filter(kind="annotation", object_id=row.pk).order_by("id"))
    assert [edit.after["version"] for edit in edits if edit.after] == [1, 2, 3, 4, 5]
    assert [edit.by_name for edit in edits] == ["editor", "Other", "editor", "Other", "editor"]


def test_the_log_gives_the_words_of_a_note_to_nobody_who_may_not_know_it(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor, "unspeakable", visibility=Visibility.PRIVATE)
    edit_note(row.pk, NoteWords("unspeakable, too", Visibility.PRIVATE), by=users.editor, version=1, now=LATER)
    assert visible_entries(users.editor).filter(kind="annotation").count() == 2
    for person in (users.admin, users.journalist, factories.user("other", role="editor"), AnonymousUser()):
        assert "unspeakable" not in str(list(visible_entries(person).values_list("before", "after"))), person
    for role in ("admin", "other"):
        client = Client()
        client.force_login(User.objects.get(username=role))
        entry = AuditEntry.objects.latest("id")
        for address in ("/desk/edits/", "/admin/dockets/auditentry/", f"/admin/dockets/auditentry/{entry.pk}/change/"):
            assert "unspeakable" not in client.get(address, follow=True).content.decode(), (role, address)


def test_the_account_of_edits_tells_no_word_of_a_note(users: Any, filing: Filing) -> None:
    """Also to those who may read it: that is on its own pages. Its name there is how it begins now."""
    row = write(filing, users.editor, "begun unspeakably")
    edit_note(row.pk, NoteWords("said well", tags=("unspeakable",)), by=users.editor, version=1, now=LATER)
    client = Client()
    client.force_login(users.editor)
    page = client.get("/desk/edits/").content.decode()
    assert "said well" in page and "unspeakabl" not in page


def test_two_versions_of_one_number_cannot_be(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor)
    entry = AuditEntry.objects.get(kind="annotation", object_id=row.pk)
    entry.pk = None
    with pytest.raises(IntegrityError, match="audit_version_once"), transaction.atomic():
        entry.save(force_insert=True)


def test_whoever_comes_second_overwrites_nothing(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor)
    edit_note(row.pk, NoteWords("first"), by=users.editor, version=1, now=NOW)
    with pytest.raises(NoteConflict) as conflict:
        edit_note(row.pk, NoteWords("second"), by=users.admin, version=1, now=NOW)
    assert conflict.value.row.body == "first"
    with pytest.raises(NoteConflict):
        delete_note(row.pk, by=users.admin, version=1, now=NOW)
    row.refresh_from_db()
    assert (row.body, row.version, row.deleted_at) == ("first", 2, None)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_wins_and_the_others_know(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor)
    start, outcomes = Barrier(6, timeout=60), []

    def save(number: int) -> None:
        try:
            start.wait()
            edit_note(row.pk, NoteWords(f"text {number}"), by=users.editor, version=1, now=NOW)
            outcomes.append("saved")
        except NoteConflict:
            outcomes.append("conflict")
        finally:
            connection.close()

    threads = [Thread(target=save, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["conflict"] * 5 + ["saved"]
    assert [version.number for version in find_versions(row, before=99, most=99)] == [2, 1]


def test_a_form_sent_twice_is_taken_once(users: Any, filing: Filing) -> None:
    form = create_request_id()
    first = add_note(filing.pk, NoteWords("once"), by=users.editor, now=NOW, request_id=form)
    again = add_note(filing.pk, NoteWords("once"), by=users.editor, now=NOW, request_id=form)
    assert first == again and Annotation.objects.count() == 1
    form = create_request_id()
    for _ in range(2):
        edit_note(first.pk, NoteWords("twice"), by=users.editor, version=1, now=NOW, request_id=form)
    assert [version.number for version in find_versions(first, before=99, most=99)] == [2, 1]


def test_a_deleted_note_is_not_edited(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor)
    delete_note(row.pk, by=users.editor, version=1, now=NOW)
    with pytest.raises(CannotAnnotate, match="Restore it first"):
        edit_note(row.pk, NoteWords("x"), by=users.editor, version=2, now=NOW)


@pytest.mark.parametrize("body", ["", "  \n", "x" * 10_001])
def test_a_note_has_words_and_not_too_many(users: Any, filing: Filing, body: str) -> None:
    with pytest.raises(CannotAnnotate):
        write(filing, users.editor, body)


# -- a second pair of eyes --


def test_without_the_setting_readers_see_a_note_at_once(users: Any, filing: Filing) -> None:
    assert write(filing, users.editor, visibility=Visibility.PUBLIC).status == Status.PUBLISHED


def test_with_it_another_editor_has_to_approve(users: Any, filing: Filing, settings: Any) -> None:
    settings.NOTES_NEED_SECOND_EDITOR = True
    row = write(filing, users.editor, visibility=Visibility.PUBLIC)
    assert (row.status, list(Annotation.objects.visible_to(AnonymousUser(), LATER))) == (Status.WAITING, [])
    with pytest.raises(CannotAnnotate, match="another editor"):
        approve_note(row.pk, by=users.editor, version=1, now=LATER)
    with pytest.raises(Annotation.DoesNotExist):
        approve_note(row.pk, by=users.journalist, version=1, now=LATER)
    approved = approve_note(row.pk, by=users.admin, version=1, now=LATER)
    assert (approved.published_at, approved.approved_by) == (LATER, users.admin)
    assert Annotation.objects.visible_to(AnonymousUser(), LATER).get() == row
    with pytest.raises(CannotAnnotate, match="does not wait"):
        approve_note(row.pk, by=users.admin, version=2, now=LATER)
    told = Wish(When.NOW, what="correction", words="It was the other one.")
    edit_note(row.pk, NoteWords("new words", Visibility.PUBLIC, wish=told), by=users.editor, version=2, now=LATER)
    assert Annotation.objects.visible_to(AnonymousUser(), LATER).get().body == row.body, "as it was until then"
    assert PendingVersion.objects.get().status == Status.WAITING


def test_what_is_approved_is_what_was_read(users: Any, filing: Filing, settings: Any) -> None:
    settings.NOTES_NEED_SECOND_EDITOR = True
    row = write(filing, users.editor, visibility=Visibility.PUBLIC)
    edit_note(row.pk, NoteWords("other words", Visibility.PUBLIC), by=users.editor, version=1, now=NOW)
    with pytest.raises(NoteConflict):
        approve_note(row.pk, by=users.admin, version=1, now=LATER)


def test_what_the_newsroom_read_is_dated_anew_when_readers_see_it(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor)
    assert edit_note(row.pk, NoteWords("x"), by=users.editor, version=1, now=LATER).published_at == NOW
    shown = edit_note(row.pk, NoteWords("x", Visibility.PUBLIC), by=users.editor, version=2, now=LATER)
    assert shown.published_at == LATER
    again = edit_note(row.pk, NoteWords("y", Visibility.PUBLIC), by=users.editor, version=3, now=LATER + timedelta(1))
    assert again.published_at == LATER
    later = Wish(When.AT, LATER + timedelta(2), what="update", words="There is more.")
    put_off = NoteWords("z", Visibility.PUBLIC, wish=later)
    edit_note(row.pk, put_off, by=users.editor, version=4, now=LATER + timedelta(1))
    assert Annotation.objects.get().body == "y" and PendingVersion.objects.get().published_at == LATER + timedelta(2)


# -- the court changes its text --


def on_passage(filing: Filing, by: User, words: str = "failed to meet the standard") -> Annotation:
    return factories.annotation(filing=filing, author=by, passage=words)


def test_a_passage_is_kept_with_its_place_and_surroundings(users: Any, filing: Filing) -> None:
    row = on_passage(filing, users.editor)
    assert (row.fit, row.start, row.length) == (Fit.EXACT, TEXT.index("failed"), 27)
    assert row.prefix.endswith("TRO. Parler has ") and row.suffix == ". Signed by Judge Rothstein."


def test_it_follows_its_words(users: Any, filing: Filing) -> None:
    row = on_passage(filing, users.editor)
    changed(filing, "CORRECTED " + TEXT)
    row.refresh_from_db()
    assert (row.fit, row.start) == (Fit.MOVED, TEXT.index("failed") + 10)
    assert row.words_changed_at is not None
    assert list(Annotation.objects.overtaken()) == [row]


def test_without_its_words_it_is_an_orphan_and_keeps_them(users: Any, filing: Filing) -> None:
    row = on_passage(filing, users.editor)
    changed(filing, "ORDER withdrawn")
    row.refresh_from_db()
    assert (row.fit, row.start, row.exact) == (Fit.ORPHANED, None, "failed to meet the standard")
    assert list(Annotation.objects.orphaned()) == [row]
    changed(filing, TEXT)
    row.refresh_from_db()
    assert row.fit in (Fit.EXACT, Fit.MOVED) and row.words_changed_at is None


def test_an_editor_looks_at_the_change_and_that_is_that(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor)
    changed(filing, TEXT + " (ab)")
    acknowledge_note(row.pk, by=users.editor, now=LATER)
    assert not Annotation.objects.overtaken().exists()
    interpret_docket(filing.docket_id)
    assert not Annotation.objects.overtaken().exists()
    changed(filing, TEXT)
    assert Annotation.objects.overtaken().exists()


def test_an_orphan_is_put_on_other_words_or_on_the_whole(users: Any, filing: Filing) -> None:
    row = on_passage(filing, users.editor)
    changed(filing, "ORDER withdrawn")
    with pytest.raises(CannotAnnotate, match="do not stand"):
        anchor_note_again(row.pk, Passage("not there at all, really"), by=users.editor, version=1, now=LATER)
    row = anchor_note_again(row.pk, Passage("withdrawn"), by=users.editor, version=1, now=LATER)
    assert (row.exact, row.fit, row.words_changed_at) == ("withdrawn", Fit.EXACT, None)
    assert anchor_note_again(row.pk, None, by=users.editor, version=2, now=LATER).fit == ""


def test_text_that_changed_while_an_editor_wrote_is_said(users: Any, filing: Filing) -> None:
    """Battery D8: the form showed other words than stand there when it comes back."""
    seen = hash_words(TEXT)
    changed(filing, "ORDER withdrawn")
    target = NoteTarget(passage=Passage("failed to meet the standard", start=TEXT.index("failed")), words_key=seen)
    row = add_note(filing.pk, NoteWords("x"), by=users.editor, now=LATER, target=target)
    assert (row.fit, row.exact, row.words_changed_at) == (Fit.ORPHANED, "failed to meet the standard", LATER)


def test_a_note_goes_with_its_filing_and_comes_back(users: Any, filing: Filing) -> None:
    row = on_passage(filing, users.editor)
    other = factories.filing(docket=filing.docket, number="34", long_text="x " + TEXT)
    Filing.objects.filter(pk=filing.pk).update(merged_into=other)
    interpret_docket(filing.docket_id)
    row.refresh_from_db()
    assert (row.filing, row.made_on, row.start) == (other, filing, TEXT.index("failed") + 2)
    assert list(Annotation.objects.current()) == [row]
    Filing.objects.filter(pk=filing.pk).update(merged_into=None)
    interpret_docket(filing.docket_id)
    row.refresh_from_db()
    assert (row.filing, row.start) == (filing, TEXT.index("failed"))


def test_a_note_on_a_filing_that_is_another_is_written_there(users: Any, filing: Filing) -> None:
    other = factories.filing(docket=filing.docket)
    Filing.objects.filter(pk=filing.pk).update(merged_into=other)
    assert write(filing, users.editor).filing == other


@pytest.mark.parametrize("number", [0, 1, 30])
def test_notes_that_stay_where_they_are_cost_a_reading_nothing(
    users: Any, filing: Filing, number: int, django_assert_num_queries: Any
) -> None:
    interpret_docket(filing.docket_id)
    with CaptureQueriesContext(connection) as before:
        interpret_docket(filing.docket_id)
    for _ in range(number):
        write(filing, users.editor)
    with django_assert_num_queries(len(before)):
        interpret_docket(filing.docket_id)


# -- answers --


def test_the_newsroom_answers_and_closes_a_thread(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor)
    form = create_request_id()
    for _ in range(2):
        said = add_reply(row.pk, "Is that so?", by=users.journalist, now=NOW, request_id=form)
    assert [(one.body, one.by_name) for one in Reply.objects.all()] == [("Is that so?", "journalist")]
    assert resolve_thread(row.pk, closed=True, by=users.journalist, now=LATER).resolved_at == LATER
    assert resolve_thread(row.pk, closed=False, by=users.editor, now=LATER).resolved_at is None
    with pytest.raises(Reply.DoesNotExist):
        withdraw_reply(said.pk, by=users.editor, now=LATER)
    assert withdraw_reply(said.pk, by=users.journalist, now=LATER).deleted_at == LATER


def test_nobody_answers_what_nobody_else_sees(users: Any, filing: Filing) -> None:
    for words in ({"visibility": Visibility.PRIVATE}, {"draft": True}):
        row = write(filing, users.editor, **words)
        with pytest.raises(CannotAnnotate):
            add_reply(row.pk, "hello", by=users.editor, now=NOW)
        with pytest.raises(Annotation.DoesNotExist):
            add_reply(row.pk, "hello", by=users.journalist, now=NOW)


def test_readers_do_not_answer(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor, visibility=Visibility.PUBLIC)
    reader = User.objects.create_user("reader")
    with pytest.raises(PermissionDenied):
        add_reply(row.pk, "hello", by=reader, now=NOW)
    with pytest.raises(PermissionDenied):
        resolve_thread(row.pk, closed=True, by=reader, now=NOW)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "published", "published_at": None},
        {"status": "waiting", "visibility": "newsroom"},
        {"about": "document"},
        {"document_number": 1},
        {"exact": "words"},
        {"start": 3},
    ],
)
def test_the_database_holds_what_makes_sense(users: Any, filing: Filing, fields: dict[str, Any]) -> None:
    row = write(filing, users.editor)
    with pytest.raises(IntegrityError):
        Annotation.objects.filter(pk=row.pk).update(**fields)


def test_a_note_that_was_changed_after_it_was_published_says_so_to_readers(
    client: Client, users: Any, filing: Filing
) -> None:
    row = write(filing, users.editor, "First words", visibility="public")
    address = f"/cases/wawd/{filing.docket.docket_number}/filings/{filing.public_id}/"
    assert "edited " not in client.get(address).content.decode()
    edit_note(
        row.pk, NoteWords("Other words", "public"), by=users.editor, version=row.version, now=NOW + timedelta(days=2)
    )
    page = client.get(address).content.decode()
    assert "Other words" in page and "<small>edited " in page
