"""Saves notes: each change is a new version, made under the row's lock, in one transaction with its entry in the audit
log (``audit_log``).

A change names the version that its editor has seen. If another one was saved in between, ``NoteConflict`` is raised and
nothing is written. A form that is sent twice (``request_id``) is saved once. Permissions are checked here through
``AnnotationQuerySet``, not only by the views.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from dockets.history.audit_log import get_state_version, is_request_done, record_edit
from dockets.models import AuditEntry, Filing
from rulings.history.snapshots import get_annotation_state
from rulings.html.markdown import LONGEST, cut_excerpt, find_mentions
from rulings.models import Annotation, PendingVersion, PublicChange
from rulings.models.annotation import WRITE
from rulings.notes.anchor_text import AnchorText, get_ground
from rulings.notes.versions import KIND, Act, find_version
from rulings.passages.anchors import LONGEST as LONGEST_PASSAGE
from rulings.passages.anchors import Fit, FoundPassage, Passage, cut_passage, locate_passage
from rulings.passages.quotations import find_quotation
from rulings.publishing.pending import drop_pending, find_pending, hold_version, must_wait
from rulings.publishing.steps import (
    KEEP,
    RESTORED,
    CannotPublish,
    When,
    Wish,
    build_change,
    check_account,
    format_publication_time,
    needs_second_editor,
    save_change,
)

Status, Visibility = Annotation.Status, Annotation.Visibility


class CannotAnnotate(Exception):
    """The change is not allowed. ``str(error)`` is a sentence for a person."""


class PassageNotFound(CannotAnnotate):
    """The passage is not in the text."""


class NoteConflict(Exception):
    """Somebody has changed the note since the form was shown. ``row`` is the note as its form shows it now."""

    def __init__(self, row: Annotation) -> None:
        super().__init__("This note was changed while you were writing.")
        self.row = row


@dataclass(frozen=True, slots=True)
class NoteWords:
    """What a person wrote, and for whom. ``publish_at``: None for at once; ignored for a ``draft``."""

    body: str
    visibility: str = Visibility.NEWSROOM
    tags: Sequence[str] = ()
    draft: bool = False
    publish_at: datetime | None = None
    wish: Wish = KEEP
    """What a form says of the way to readers: an embargo, a review, what is changed."""


@dataclass(frozen=True, slots=True)
class NoteTarget:
    """What a note is about. ``words_key``: key of the wording that the writer saw, "" for the current one. ``of_text``:
    the passage is in the document's own text."""

    about: str = Annotation.About.FILING
    document_number: int | None = None
    passage: Passage | None = None
    words_key: str = ""
    of_text: bool = False


_WHOLE = NoteTarget()


def add_note(
    filing_id: int, words: NoteWords, *, by: User, now: datetime, target: NoteTarget = _WHOLE, request_id: str = ""
) -> Annotation:
    """A new note on a filing, or on the one that it was merged into. Raises ``CannotAnnotate``,
    ``Filing.DoesNotExist``, and ``PermissionDenied`` for users who may not write notes."""
    if not by.has_perm(WRITE):
        raise PermissionDenied
    _check(words)
    with transaction.atomic():
        if is_request_done(request_id):
            return Annotation.objects.get(pk=find_made_by_request(request_id, KIND, by))
        filing = _held(filing_id)
        row = Annotation(
            docket_id=filing.docket_id, filing=filing, made_on=filing, author=by, byline=get_byline(by), created_at=now
        )
        row.about, row.document_number = target.about, target.document_number
        row.of_text = target.of_text and target.about == Annotation.About.DOCUMENT
        _anchor(row, filing, target, now)
        _take(row, words, by, now)
        row.save(force_insert=True)
        record_note_edit(row, by, None, request_id, now, Act.WROTE)
    return row


def edit_note(
    annotation_id: int,
    words: NoteWords,
    *,
    by: User,
    version: int,
    now: datetime,
    onto: NoteTarget | None = None,
    held: str = "",
    request_id: str = "",
) -> Annotation:
    """``onto``: the new passage, or the whole filing; None: unchanged. ``held``: the version of the new version on its
    way that the form showed. What readers see stays until what is saved is published: it is then such a new version.
    Raises ``NoteConflict``, ``CannotAnnotate``, and ``Annotation.DoesNotExist`` where ``by`` may not change it."""
    _check(words)
    with transaction.atomic():
        if is_request_done(request_id):
            return Annotation.objects.get(pk=annotation_id)
        row = _mine(annotation_id, by)
        if row.deleted_at is not None:
            raise CannotAnnotate("This note was deleted. Restore it first.")
        pending = find_pending(KIND, row.pk)
        if row.version != version or get_held_version(pending) != held:
            raise NoteConflict(fill_in_pending(row, pending))
        if _must_wait(row, words, now):
            _hold_note(row, words, onto, pending, by=by, now=now, request_id=request_id)
            return row
        _check_owner(row, words, by)
        before = get_annotation_state(row)
        drop_pending(KIND, row.pk, by=by, request_id=request_id)
        if onto is not None:
            _put_on(row, onto, now)
        change = _account_for(row, words, by, now)
        _take(row, words, by, now)
        _next(row, Act.EDITED, by, now, before, request_id)
        save_change(change, row, by=by, request_id=request_id)
    return row


def restore_note_version(annotation_id: int, number: int, *, by: User, version: int, now: datetime) -> Annotation:
    """Makes a new version with the words of version ``number`` and the note's current audience. Raises as ``edit_note``
    does."""
    row = Annotation.objects.editable_by(by).get(pk=annotation_id)
    old = find_version(row, number)
    words = NoteWords(old.body, row.visibility, old.tags, row.status == Status.DRAFT, row.published_at, RESTORED)
    held = get_held_version(find_pending(KIND, row.pk))
    return edit_note(annotation_id, words, by=by, version=version, held=held, now=now)


def get_held_version(held: PendingVersion | None) -> str:
    """For ``edit_note``; "" where no new version is on its way."""
    return get_state_version(held.state) if held else ""


def fill_in_pending(row: Annotation, held: PendingVersion | None) -> Annotation:
    """The note as its form shows it: with the words of ``held``. Not to be saved."""
    if held:
        row.body, row.tags = held.state["body"], held.state["tags"]
        row.exact = row.exact if held.state["onto"] is None else held.state["onto"]
        row.edited_by, row.edited_at = held.edited_by, held.status_at or row.edited_at
    return row


def publish_note_version(held: PendingVersion, wish: Wish, by: User, request_id: str) -> Annotation:
    """Makes the new version of a note the one that readers see. Raises ``CannotPublish``."""
    row = Annotation.objects.filter(deleted_at=None).select_for_update(of=("self",)).filter(pk=held.object_id).first()
    if row is None:
        raise CannotPublish("The note that it is a new version of was deleted.")
    now, before, state = timezone.now(), get_annotation_state(row), held.state
    words = NoteWords(state["body"], Visibility.PUBLIC, state["tags"], wish=wish)
    try:
        if state["onto"] is not None:
            _put_on(row, NoteTarget(passage=Passage(state["onto"]) if state["onto"] else None), now)
        change = _account_for(row, words, by, now)
        _take(row, words, by, now)
    except CannotAnnotate as refused:
        raise CannotPublish(str(refused)) from refused
    _next(row, Act.EDITED, by, now, before, request_id)
    save_change(change, row, by=by, request_id=request_id)
    return row


def _must_wait(row: Annotation, words: NoteWords, now: datetime) -> bool:
    """Whether readers see the note, and are not to see at once what is saved."""
    return row.visibility == words.visibility == Visibility.PUBLIC and must_wait(row, _ask(words), now)


def _ask(words: NoteWords) -> Wish:
    """What is to become of a new version."""
    if words.draft:
        return replace(words.wish, when=When.DRAFT)
    is_timed = words.publish_at is not None and words.wish.when is When.KEEP
    return replace(words.wish, when=When.AT, publish_at=words.publish_at) if is_timed else words.wish


def _hold_note(
    row: Annotation,
    words: NoteWords,
    onto: NoteTarget | None,
    held: PendingVersion | None,
    *,
    by: User,
    now: datetime,
    request_id: str,
) -> None:
    """Keeps what was saved as the note's new version, where anything differs. Its passage is looked for now and when it
    is published."""
    passage = None if onto is None else onto.passage.exact if onto.passage else ""
    if passage is None and held:
        passage = held.state["onto"]
    if onto is not None and onto.passage:
        _check_passage(row, onto.passage)
    state = {"body": words.body, "tags": list(words.tags), "onto": passage, "note": row.public_id}
    stands = {"body": row.body, "tags": list(row.tags), "onto": None, "note": row.public_id}
    if held is None and state == stands:
        return
    wish, title = _ask(words), cut_excerpt(words.body) or "A note"
    try:
        hold_version(row, KIND, state, wish, by=by, now=now, request_id=request_id, title=title)
    except CannotPublish as error:
        raise CannotAnnotate(str(error)) from error


def delete_note(annotation_id: int, *, by: User, version: int, now: datetime) -> Annotation:
    """Takes a note out of every output. It keeps its versions, and ``restore_note`` undoes this. Raises
    ``NoteConflict``."""
    return _set_deleted(annotation_id, now, by=by, version=version, now=now)


def restore_note(annotation_id: int, *, by: User, now: datetime) -> Annotation:
    """Restores a deleted note as it was; ``version`` rises by one."""
    return _set_deleted(annotation_id, None, by=by, version=None, now=now)


def _set_deleted(
    annotation_id: int, to: datetime | None, *, by: User, version: int | None, now: datetime
) -> Annotation:
    with transaction.atomic():
        row = _mine(annotation_id, by)
        if (row.deleted_at is None) == (to is None):
            return row
        if version not in (None, row.version):
            raise NoteConflict(row)
        before = get_annotation_state(row)
        row.deleted_at = to
        _next(row, Act.DELETED if to else Act.RESTORED, by, now, before)
    return row


def approve_note(annotation_id: int, *, by: User, version: int, now: datetime) -> Annotation:
    """A second editor's approval: readers see the note from now on, or from its scheduled time. Raises
    ``CannotAnnotate`` for the author of the waiting version, ``NoteConflict`` when it is not the version that was
    looked at."""
    with transaction.atomic():
        row = _waiting(annotation_id, by, version)
        before = get_annotation_state(row)
        row.status, row.approved_by = Status.PUBLISHED, by
        row.published_at = max(filter(None, [row.published_at, row.embargo_until, now]))
        _next(row, Act.APPROVED, by, now, before)
    return row


def return_note_to_author(annotation_id: int, *, by: User, version: int, now: datetime) -> Annotation:
    """Makes a waiting note its author's draft again. Raises as ``approve_note`` does."""
    with transaction.atomic():
        row = _waiting(annotation_id, by, version)
        before = get_annotation_state(row)
        row.status = Status.DRAFT
        _next(row, Act.RETURNED, by, now, before)
    return row


def acknowledge_note(annotation_id: int, *, by: User, now: datetime) -> Annotation:
    """An editor has looked at how the court's words changed under a note, and the note stands."""
    with transaction.atomic():
        row = _mine(annotation_id, by)
        before = get_annotation_state(row)
        filing = _held(row.filing_id)
        row.words_key, row.words_changed_at = _ground(row, filing).key, None
        row.save(update_fields=["words_key", "words_changed_at"])
        record_note_edit(row, by, before)
    return row


def anchor_note_again(
    annotation_id: int, passage: Passage | None, *, by: User, version: int, now: datetime
) -> Annotation:
    """Moves a note to another passage, or with None to the whole filing. Raises ``NoteConflict``, and
    ``CannotAnnotate`` where the words are not in the text."""
    with transaction.atomic():
        row = _mine(annotation_id, by)
        if row.version != version:
            raise NoteConflict(row)
        before = get_annotation_state(row)
        _put_on(row, NoteTarget(passage=passage), now)
        _next(row, Act.EDITED, by, now, before)
    return row


def _put_on(row: Annotation, target: NoteTarget, now: datetime) -> None:
    if target.passage is not None:
        _check_passage(row, target.passage)
    _anchor(row, _held(row.filing_id), target, now)


def _check_passage(row: Annotation, passage: Passage) -> None:
    if locate_passage(passage, _ground(row, _held(row.filing_id)).text).fit == Fit.ORPHANED:
        raise _not_there(row)


def _not_there(row: Annotation) -> PassageNotFound:
    whose = "document" if row.of_text else "court"
    return PassageNotFound(f"These words do not stand in the {whose}’s text. Copy them from there as they are.")


def get_byline(user: User) -> str:
    """The user's name for a by-line."""
    return (user.get_full_name() or user.get_username())[:150]


def _check(words: NoteWords) -> None:
    if not words.body.strip():
        raise CannotAnnotate("A note needs words.")
    if len(words.body) > LONGEST:
        raise CannotAnnotate(f"A note has at most {LONGEST:,} characters; this one has {len(words.body):,}.")
    if words.visibility not in Visibility.values:
        raise CannotAnnotate("Say who may see the note.")


def _check_owner(row: Annotation, words: NoteWords, by: User) -> None:
    """Hiding another person's note from all but its author would hide it from the editor too."""
    if row.author_id != by.pk and (words.draft or words.visibility == Visibility.PRIVATE):
        raise CannotAnnotate("Only its author can make a note a draft or private.")


def find_made_by_request(request_id: str, kind: str, by: User) -> int:
    """The id of what an earlier sending of the same form has made. Raises ``CannotAnnotate``."""
    made = (
        AuditEntry.objects.filter(request_id=request_id, kind=kind, by=by).values_list("object_id", flat=True).first()
    )
    if made is None:
        raise CannotAnnotate("This form has been sent already. Open the page anew.")
    return made


def _held(filing_id: int) -> Filing:
    """The filing, or the one it was merged into, locked for this writer: no import changes its words before the note is
    saved, and the interpretation that follows an import finds the note."""
    filing = Filing.objects.defer("search").select_for_update(no_key=True, of=("self",)).get(pk=filing_id)
    return filing if filing.merged_into_id is None else _held(filing.merged_into_id)


def _mine(annotation_id: int, by: User) -> Annotation:
    return Annotation.objects.editable_by(by).select_for_update(of=("self",)).get(pk=annotation_id)


def _waiting(annotation_id: int, by: User, version: int) -> Annotation:
    row = _mine(annotation_id, by)
    if row.version != version:
        raise NoteConflict(row)
    if row.status != Status.WAITING or row.deleted_at is not None:
        raise CannotAnnotate("This note does not wait for a second editor.")
    if row.edited_by_id == by.pk and needs_second_editor():
        raise CannotAnnotate("You wrote this version. It needs the eyes of another editor.")
    return row


def _anchor(row: Annotation, filing: Filing, target: NoteTarget, now: datetime) -> None:
    passage = target.passage
    row.of_text = row.of_text and passage is not None and bool(passage.exact.strip())
    ground = _ground(row, filing)
    text, seen = ground.text, (target.words_key if target.of_text == row.of_text else "") or ground.key
    row.anchored_to, row.words_key = ground.anchored_to, seen
    row.words_changed_at = None if seen == ground.key else now
    row.exact = row.prefix = row.suffix = row.fit = ""
    row.start, row.length = None, 0
    if passage is None or not passage.exact.strip():
        return
    if len(passage.exact) > LONGEST_PASSAGE:
        raise CannotAnnotate(f"A passage has at most {LONGEST_PASSAGE:,} characters. Write about the whole instead.")
    found = locate_passage(passage, text)
    if found.fit is Fit.CHANGED and find_quotation(passage.exact, text[found.start : found.end]):
        said = text[found.start : found.end]
        found = FoundPassage(Fit.MOVED, found.end - len(said.lstrip()), found.start + len(said.rstrip()))
    if found.fit in (Fit.CHANGED, Fit.ORPHANED) and seen == ground.key:
        raise _not_there(row)
    if found.fit in (Fit.EXACT, Fit.MOVED):
        passage = cut_passage(text, found.start, found.end)
        found = FoundPassage(Fit.EXACT, found.start, found.end)
    row.exact, row.prefix, row.suffix = passage.exact, passage.prefix[-200:], passage.suffix[:200]
    row.stands(found)


def _ground(row: Annotation, filing: Filing) -> AnchorText:
    return get_ground(filing, row.document_number, of_text=row.of_text)


def _take(row: Annotation, words: NoteWords, by: User, now: datetime) -> None:
    row.body, row.excerpt, row.tags = words.body, cut_excerpt(words.body), list(words.tags)
    row.mentions = sorted(find_mentions(words.body))[:50]
    stays = (
        _is_out(row, now) and row.visibility == words.visibility and not (words.publish_at and words.publish_at > now)
    )
    row.visibility, row.edited_by, row.edited_at = words.visibility, by, now
    wish = words.wish
    if wish.when is not When.KEEP:
        row.embargo_until = wish.embargo_until
    if wish.when in (When.NOW, When.AT) and row.embargo_until and row.embargo_until > (words.publish_at or now):
        until = format_publication_time(row.embargo_until)
        raise CannotAnnotate(f"It is under embargo until {until}: publish it then, or later.")
    if words.draft:
        row.status, row.published_at = Status.DRAFT, None
    elif words.visibility == Visibility.PUBLIC and _needs_review(wish):
        row.status, row.published_at, row.approved_by = Status.WAITING, words.publish_at, None
    else:
        row.published_at = row.published_at if stays else max(words.publish_at or now, now)
        row.status = Status.PUBLISHED


def _needs_review(wish: Wish) -> bool:
    return wish.when is When.REVIEW or (needs_second_editor() and wish.when is not When.PREVIEW)


def needs_note_account(row: Annotation, now: datetime) -> bool:
    """Whether a change in the note's words has to say what it is: readers see it, or have seen it."""
    return row.visibility == Visibility.PUBLIC and (row.was_public or _is_out(row, now))


def _account_for(row: Annotation, words: NoteWords, by: User, now: datetime) -> PublicChange | None:
    """What readers are told of the change; None where they are told nothing."""
    if not needs_note_account(row, now):
        return None
    was_out, row.was_public = _is_out(row, now), True
    is_told = words.visibility == Visibility.PUBLIC and not words.draft and (not was_out or row.body != words.body)
    if not is_told:
        return None
    try:
        if words.wish.when not in (When.KEEP, When.PREVIEW):
            check_account(words.wish)
    except CannotPublish as error:
        raise CannotAnnotate(str(error)) from error
    return build_change(row, KIND, words.wish, by, max(now, words.publish_at or now))


def _is_out(row: Annotation, now: datetime) -> bool:
    return row.status == Status.PUBLISHED and row.published_at is not None and row.published_at <= now


def _next(row: Annotation, act: Act, by: User, now: datetime, before: dict[str, Any], request_id: str = "") -> None:
    row.version += 1
    row.save()
    record_note_edit(row, by, before, request_id, now, act)


def record_note_edit(
    row: Annotation,
    by: User,
    before: dict[str, Any] | None,
    request_id: str = "",
    at: datetime | None = None,
    act: str = "",
) -> None:
    """For every change of a note, within its transaction. ``act``: for a change that makes a version."""
    record_edit(
        docket_id=row.docket_id,
        kind=KIND,
        object_id=row.pk,
        before=before,
        after=get_annotation_state(row),
        by=by,
        at=at,
        request_id=request_id,
        act=act,
        byline=get_byline(by) if act and by else "",
    )
