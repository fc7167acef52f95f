"""Saves notes: each change is a new version, made under the row's lock, in one transaction with its entry in the audit
log (``audit_log``).

A change names the version that its editor has seen. If another one was saved in between, ``NoteConflict`` is raised and
nothing is written. A form that is sent twice (``request_id``) is saved once. Permissions are checked here through
``AnnotationQuerySet``, not only by the views.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction

from dockets.history.audit_log import is_request_done, record_edit
from dockets.models import AuditEntry, Filing
from rulings.history.snapshots import get_annotation_state
from rulings.html.markdown import LONGEST, cut_excerpt, find_mentions
from rulings.models import Annotation, PublicChange
from rulings.models.annotation import WRITE
from rulings.notes.anchor_text import AnchorText, get_ground
from rulings.notes.versions import KIND, Act, find_version
from rulings.passages.anchors import LONGEST as LONGEST_PASSAGE
from rulings.passages.anchors import Fit, FoundPassage, Passage, cut_passage, locate_passage
from rulings.passages.quotations import find_quotation
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
    """Somebody has changed the note since the form was shown. ``row`` is the note as it stands."""

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
    request_id: str = "",
) -> Annotation:
    """``onto``: the new passage, or the whole filing; None: unchanged. Raises ``NoteConflict``, ``CannotAnnotate``, and
    ``Annotation.DoesNotExist`` where ``by`` may not change it."""
    _check(words)
    with transaction.atomic():
        if is_request_done(request_id):
            return Annotation.objects.get(pk=annotation_id)
        row = _mine(annotation_id, by)
        if row.deleted_at is not None:
            raise CannotAnnotate("This note was deleted. Restore it first.")
        if row.version != version:
            raise NoteConflict(row)
        _check_owner(row, words, by)
        before = get_annotation_state(row)
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
    return edit_note(annotation_id, words, by=by, version=version, now=now)


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
    filing = _held(row.filing_id)
    if target.passage is not None and locate_passage(target.passage, _ground(row, filing).text).fit == Fit.ORPHANED:
        raise _not_there(row)
    _anchor(row, filing, target, now)


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
    elif words.visibility == Visibility.PUBLIC and (needs_second_editor() or wish.when is When.REVIEW):
        row.status, row.published_at, row.approved_by = Status.WAITING, words.publish_at, None
    else:
        row.published_at = row.published_at if stays else max(words.publish_at or now, now)
        row.status = Status.PUBLISHED


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
        if words.wish.when is not When.KEEP:
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
        byline=get_byline(by) if act else "",
    )
