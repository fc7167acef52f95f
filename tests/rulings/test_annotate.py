"""Notes: who may read and change them, every version kept, and what a court's changes do to them."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext

from dockets.models import Filing
from rulings import annotate
from rulings.anchors import Fit, Passage, words_key
from rulings.annotate import CannotAnnotate, Conflict, Target, Words
from rulings.answer import reply, resolve, withdraw
from rulings.edits import new_request_id
from rulings.interpret import interpret
from rulings.models import Annotation, AnnotationVersion, Edit, Reply
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db

Status, Visibility = Annotation.Status, Annotation.Visibility
LATER = NOW + timedelta(hours=1)
TEXT = "ORDER denying 2 Motion for TRO. Parler has failed to meet the standard. Signed by Judge Rothstein."


@pytest.fixture
def filing(db: None) -> Filing:
    return factories.filing(docket=factories.docket(), number="34", long_text=TEXT)


def write(filing: Filing, by: User, body: str = "Why this matters", **words: Any) -> Annotation:
    return annotate.write(filing.pk, Words(body, **words), by=by, now=NOW)


def changed(filing: Filing, text: str) -> None:
    """As an import changes it; then the docket is read again."""
    Filing.objects.filter(pk=filing.pk).update(long_text=text, fingerprint=words_key(text))
    interpret(filing.docket_id)


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
    annotate.delete(made["deleted"].pk, by=author, version=1, now=NOW)
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
        annotate.edit(row.pk, Words("mine"), by=users.journalist, version=1, now=NOW)
    with pytest.raises(Annotation.DoesNotExist):
        annotate.delete(row.pk, by=users.journalist, version=1, now=NOW)


def test_another_editor_cannot_touch_what_is_private(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor, visibility=Visibility.PRIVATE)
    for other in (factories.user(role="editor"), users.admin):
        with pytest.raises(Annotation.DoesNotExist):
            annotate.edit(row.pk, Words("mine"), by=other, version=1, now=NOW)


def test_only_its_author_hides_a_note(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor)
    other = factories.user(role="editor")
    for words in (Words("x", Visibility.PRIVATE), Words("x", draft=True)):
        with pytest.raises(CannotAnnotate, match="Only its author"):
            annotate.edit(row.pk, words, by=other, version=1, now=NOW)
    assert annotate.edit(row.pk, Words("x", draft=True), by=users.editor, version=1, now=NOW).status == Status.DRAFT


# -- versions, conflicts, undo --


def test_every_version_is_kept_with_who_and_when(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor, "one")
    other = factories.user("Other", role="editor")
    annotate.edit(row.pk, Words("two"), by=other, version=1, now=LATER)
    annotate.delete(row.pk, by=users.editor, version=2, now=LATER)
    annotate.restore(row.pk, by=other, now=LATER)
    back = annotate.go_back(row.pk, 1, by=users.editor, version=4, now=LATER)
    assert (back.body, back.version, back.deleted_at) == ("one", 5, None)
    told = list(row.versions.order_by("number").values_list("number", "act", "body", "by_name", "deleted"))
    assert told == [
        (1, "wrote", "one", "editor", False),
        (2, "edited", "two", "Other", False),
        (3, "deleted", "two", "editor", True),
        (4, "restored", "two", "Other", False),
        (5, "edited", "one", "editor", False),
    ]
    edits = list(Edit.objects.filter(kind="annotation", object_id=row.pk).order_by("id"))
    assert [edit.after["version"] for edit in edits if edit.after] == [1, 2, 3, 4, 5]
    assert [edit.by_name for edit in edits] == ["editor", "Other", "editor", "Other", "editor"]


def test_the_account_holds_no_word_of_a_note(users: Any, filing: Filing) -> None:
    write(filing, users.editor, "unspeakable", visibility=Visibility.PRIVATE)
    assert "unspeakable" not in str(list(Edit.objects.values_list("before", "after")))


def test_whoever_comes_second_overwrites_nothing(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor)
    annotate.edit(row.pk, Words("first"), by=users.editor, version=1, now=NOW)
    with pytest.raises(Conflict) as conflict:
        annotate.edit(row.pk, Words("second"), by=users.admin, version=1, now=NOW)
    assert conflict.value.row.body == "first"
    with pytest.raises(Conflict):
        annotate.delete(row.pk, by=users.admin, version=1, now=NOW)
    row.refresh_from_db()
    assert (row.body, row.version, row.deleted_at) == ("first", 2, None)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_wins_and_the_others_know(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor)
    start, outcomes = Barrier(6), []

    def save(number: int) -> None:
        try:
            start.wait()
            annotate.edit(row.pk, Words(f"text {number}"), by=users.editor, version=1, now=NOW)
            outcomes.append("saved")
        except Conflict:
            outcomes.append("conflict")
        finally:
            connection.close()

    threads = [Thread(target=save, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict"] * 5 + ["saved"]
    assert AnnotationVersion.objects.filter(annotation=row).count() == 2


def test_a_form_sent_twice_is_taken_once(users: Any, filing: Filing) -> None:
    form = new_request_id()
    first = annotate.write(filing.pk, Words("once"), by=users.editor, now=NOW, request_id=form)
    again = annotate.write(filing.pk, Words("once"), by=users.editor, now=NOW, request_id=form)
    assert first == again and Annotation.objects.count() == 1
    form = new_request_id()
    for _ in range(2):
        annotate.edit(first.pk, Words("twice"), by=users.editor, version=1, now=NOW, request_id=form)
    assert AnnotationVersion.objects.count() == 2


def test_a_deleted_note_is_not_edited(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor)
    annotate.delete(row.pk, by=users.editor, version=1, now=NOW)
    with pytest.raises(CannotAnnotate, match="Restore it first"):
        annotate.edit(row.pk, Words("x"), by=users.editor, version=2, now=NOW)


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
        annotate.approve(row.pk, by=users.editor, version=1, now=LATER)
    with pytest.raises(Annotation.DoesNotExist):
        annotate.approve(row.pk, by=users.journalist, version=1, now=LATER)
    approved = annotate.approve(row.pk, by=users.admin, version=1, now=LATER)
    assert (approved.published_at, approved.approved_by) == (LATER, users.admin)
    assert Annotation.objects.visible_to(AnonymousUser(), LATER).get() == row
    with pytest.raises(CannotAnnotate, match="does not wait"):
        annotate.approve(row.pk, by=users.admin, version=2, now=LATER)
    changed = annotate.edit(row.pk, Words("new words", Visibility.PUBLIC), by=users.editor, version=2, now=LATER)
    assert (changed.status, changed.approved_by) == (Status.WAITING, None)
    assert annotate.give_back(row.pk, by=users.admin, version=3, now=LATER).status == Status.DRAFT


def test_what_is_approved_is_what_was_read(users: Any, filing: Filing, settings: Any) -> None:
    settings.NOTES_NEED_SECOND_EDITOR = True
    row = write(filing, users.editor, visibility=Visibility.PUBLIC)
    annotate.edit(row.pk, Words("other words", Visibility.PUBLIC), by=users.editor, version=1, now=NOW)
    with pytest.raises(Conflict):
        annotate.approve(row.pk, by=users.admin, version=1, now=LATER)


def test_what_the_newsroom_read_is_dated_anew_when_readers_see_it(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor)
    assert annotate.edit(row.pk, Words("x"), by=users.editor, version=1, now=LATER).published_at == NOW
    shown = annotate.edit(row.pk, Words("x", Visibility.PUBLIC), by=users.editor, version=2, now=LATER)
    assert shown.published_at == LATER
    again = annotate.edit(row.pk, Words("y", Visibility.PUBLIC), by=users.editor, version=3, now=LATER + timedelta(1))
    assert again.published_at == LATER
    put_off = Words("y", Visibility.PUBLIC, publish_at=LATER + timedelta(2))
    assert annotate.edit(row.pk, put_off, by=users.editor, version=4, now=LATER + timedelta(1)).published_at == put_off.publish_at


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
    annotate.acknowledge(row.pk, by=users.editor, now=LATER)
    assert not Annotation.objects.overtaken().exists()
    interpret(filing.docket_id)
    assert not Annotation.objects.overtaken().exists()
    changed(filing, TEXT)
    assert Annotation.objects.overtaken().exists()


def test_an_orphan_is_put_on_other_words_or_on_the_whole(users: Any, filing: Filing) -> None:
    row = on_passage(filing, users.editor)
    changed(filing, "ORDER withdrawn")
    with pytest.raises(CannotAnnotate, match="do not stand"):
        annotate.mark_anew(row.pk, Passage("not there at all, really"), by=users.editor, version=1, now=LATER)
    row = annotate.mark_anew(row.pk, Passage("withdrawn"), by=users.editor, version=1, now=LATER)
    assert (row.exact, row.fit, row.words_changed_at) == ("withdrawn", Fit.EXACT, None)
    assert annotate.mark_anew(row.pk, None, by=users.editor, version=2, now=LATER).fit == ""


def test_text_that_changed_while_an_editor_wrote_is_said(users: Any, filing: Filing) -> None:
    """Battery D8: the form showed other words than stand there when it comes back."""
    seen = words_key(TEXT)
    changed(filing, "ORDER withdrawn")
    target = Target(passage=Passage("failed to meet the standard", start=TEXT.index("failed")), words_key=seen)
    row = annotate.write(filing.pk, Words("x"), by=users.editor, now=LATER, target=target)
    assert (row.fit, row.exact, row.words_changed_at) == (Fit.ORPHANED, "failed to meet the standard", LATER)


def test_a_note_goes_with_its_filing_and_comes_back(users: Any, filing: Filing) -> None:
    row = on_passage(filing, users.editor)
    other = factories.filing(docket=filing.docket, number="34", long_text="x " + TEXT)
    Filing.objects.filter(pk=filing.pk).update(merged_into=other)
    interpret(filing.docket_id)
    row.refresh_from_db()
    assert (row.filing, row.made_on, row.start) == (other, filing, TEXT.index("failed") + 2)
    assert list(Annotation.objects.current()) == [row]
    Filing.objects.filter(pk=filing.pk).update(merged_into=None)
    interpret(filing.docket_id)
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
    interpret(filing.docket_id)
    with CaptureQueriesContext(connection) as before:
        interpret(filing.docket_id)
    for _ in range(number):
        write(filing, users.editor)
    with django_assert_num_queries(len(before)):
        interpret(filing.docket_id)


# -- answers --


def test_the_newsroom_answers_and_closes_a_thread(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor)
    form = new_request_id()
    for _ in range(2):
        said = reply(row.pk, "Is that so?", by=users.journalist, now=NOW, request_id=form)
    assert [(one.body, one.by_name) for one in Reply.objects.all()] == [("Is that so?", "journalist")]
    assert resolve(row.pk, closed=True, by=users.journalist, now=LATER).resolved_at == LATER
    assert resolve(row.pk, closed=False, by=users.editor, now=LATER).resolved_at is None
    with pytest.raises(Reply.DoesNotExist):
        withdraw(said.pk, by=users.editor, now=LATER)
    assert withdraw(said.pk, by=users.journalist, now=LATER).deleted_at == LATER


def test_nobody_answers_what_nobody_else_sees(users: Any, filing: Filing) -> None:
    for words in ({"visibility": Visibility.PRIVATE}, {"draft": True}):
        row = write(filing, users.editor, **words)
        with pytest.raises(CannotAnnotate):
            reply(row.pk, "hello", by=users.editor, now=NOW)
        with pytest.raises(Annotation.DoesNotExist):
            reply(row.pk, "hello", by=users.journalist, now=NOW)


def test_readers_do_not_answer(users: Any, filing: Filing) -> None:
    row = write(filing, users.editor, visibility=Visibility.PUBLIC)
    reader = User.objects.create_user("reader")
    with pytest.raises(PermissionDenied):
        reply(row.pk, "hello", by=reader, now=NOW)
    with pytest.raises(PermissionDenied):
        resolve(row.pk, closed=True, by=reader, now=NOW)


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
