"""Writes notes: each change is a new version, made under the row's lock, in one transaction with its account (``edits``).

Whoever changes a note says which version they have seen. Another one in between is a ``Conflict``, and nothing is written. A form
that is sent twice (``request_id``) is taken once. Who may do what is asked of ``AnnotationQuerySet`` here, not only by the views.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction

from dockets.models import Filing
from rulings.anchors import LONGEST as LONGEST_PASSAGE
from rulings.anchors import Fit, Found, Passage, locate, passage_at
from rulings.edits import done_already, record_edit
from rulings.grounds import Ground, ground_of
from rulings.markdown import LONGEST, excerpt_of, mentions_in
from rulings.models import Annotation, AnnotationVersion, Edit
from rulings.models.annotation import WRITE

KIND = "annotation"
"""What ``Edit.kind`` calls a note."""
Act, Status, Visibility = AnnotationVersion.Act, Annotation.Status, Annotation.Visibility


class CannotAnnotate(Exception):
    """What was asked for is not to be done. ``str(error)`` is a sentence for a person."""


class WordsNotThere(CannotAnnotate):
    """The passage does not stand in the text."""


class Conflict(Exception):
    """Somebody has changed the note since the form was shown. ``row`` is the note as it stands."""

    def __init__(self, row: Annotation) -> None:
        super().__init__("This note was changed while you were writing.")
        self.row = row


@dataclass(frozen=True, slots=True)
class Words:
    """What a person wrote, and for whom. ``publish_at``: None for at once; it means nothing for a ``draft``."""

    body: str
    visibility: str = Visibility.NEWSROOM
    tags: Sequence[str] = ()
    draft: bool = False
    publish_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a note is about. ``words_key``: of the words as the writer saw them, "" for as they stand. ``of_text``: the passage is
    of the document's own text."""

    about: str = Annotation.About.FILING
    document_number: int | None = None
    passage: Passage | None = None
    words_key: str = ""
    of_text: bool = False


_WHOLE = Target()


def write(filing_id: int, words: Words, *, by: User, now: datetime, target: Target = _WHOLE, request_id: str = "") -> Annotation:
    """A new note on a filing, or on the one that it turned out to be. Raises ``CannotAnnotate``, ``Filing.DoesNotExist``, and
    ``PermissionDenied`` for whoever may not write notes."""
    if not by.has_perm(WRITE):
        raise PermissionDenied
    _check(words)
    with transaction.atomic():
        if done_already(request_id):
            return Annotation.objects.get(pk=made_by(request_id, KIND, by))
        filing = _held(filing_id)
        row = Annotation(docket_id=filing.docket_id, filing=filing, made_on=filing, author=by, byline=name_of(by), created_at=now)
        row.about, row.document_number = target.about, target.document_number
        row.of_text = target.of_text and target.about == Annotation.About.DOCUMENT
        _anchor(row, filing, target, now)
        _take(row, words, by, now)
        row.save(force_insert=True)
        _keep(row, Act.WROTE, by, now, None, request_id)
    return row


def edit(
    annotation_id: int, words: Words, *, by: User, version: int, now: datetime, onto: Target | None = None, request_id: str = ""
) -> Annotation:
    """``onto``: the passage that it is to stand on from now on, or the whole; None: where it stands. Raises ``Conflict``,
    ``CannotAnnotate``, and ``Annotation.DoesNotExist`` where ``by`` may not change it."""
    _check(words)
    with transaction.atomic():
        if done_already(request_id):
            return Annotation.objects.get(pk=annotation_id)
        row = _mine(annotation_id, by)
        if row.deleted_at is not None:
            raise CannotAnnotate("This note was deleted. Restore it first.")
        if row.version != version:
            raise Conflict(row)
        _check_owner(row, words, by)
        before = state(row)
        if onto is not None:
            _put_on(row, onto, now)
        _take(row, words, by, now)
        _next(row, Act.EDITED, by, now, before, request_id)
    return row


def go_back(annotation_id: int, number: int, *, by: User, version: int, now: datetime) -> Annotation:
    """Makes the words of version ``number`` those of a new version, for whom the note is for now. Raises as ``edit`` does."""
    row = Annotation.objects.editable_by(by).get(pk=annotation_id)
    old = row.versions.get(number=number)
    words = Words(old.body, row.visibility, old.tags, row.status == Status.DRAFT, row.published_at)
    return edit(annotation_id, words, by=by, version=version, now=now)


def delete(annotation_id: int, *, by: User, version: int, now: datetime) -> Annotation:
    """Takes a note out of every output. It keeps its versions, and ``restore`` is the undo. Raises ``Conflict``."""
    return _set_deleted(annotation_id, now, by=by, version=version, now=now)


def restore(annotation_id: int, *, by: User, now: datetime) -> Annotation:
    """As it was when it was deleted, of the same version but one."""
    return _set_deleted(annotation_id, None, by=by, version=None, now=now)


def _set_deleted(annotation_id: int, to: datetime | None, *, by: User, version: int | None, now: datetime) -> Annotation:
    with transaction.atomic():
        row = _mine(annotation_id, by)
        if (row.deleted_at is None) == (to is None):
            return row
        if version not in (None, row.version):
            raise Conflict(row)
        before = state(row)
        row.deleted_at = to
        _next(row, Act.DELETED if to else Act.RESTORED, by, now, before)
    return row


def approve(annotation_id: int, *, by: User, version: int, now: datetime) -> Annotation:
    """A second editor's word: readers see the note from now on, or from when it is scheduled for. Raises ``CannotAnnotate`` for
    whoever wrote the version that waits, ``Conflict`` when it is not the version that was looked at."""
    with transaction.atomic():
        row = _waiting(annotation_id, by, version)
        before = state(row)
        row.status, row.approved_by = Status.PUBLISHED, by
        row.published_at = max(row.published_at or now, now)
        _next(row, Act.APPROVED, by, now, before)
    return row


def give_back(annotation_id: int, *, by: User, version: int, now: datetime) -> Annotation:
    """Makes a note that waits its author's draft again. Raises as ``approve`` does."""
    with transaction.atomic():
        row = _waiting(annotation_id, by, version)
        before = state(row)
        row.status = Status.DRAFT
        _next(row, Act.RETURNED, by, now, before)
    return row


def acknowledge(annotation_id: int, *, by: User, now: datetime) -> Annotation:
    """An editor has looked at how the court's words changed under a note, and the note stands."""
    with transaction.atomic():
        row = _mine(annotation_id, by)
        before = state(row)
        filing = _held(row.filing_id)
        row.words_key, row.words_changed_at = _ground(row, filing).key, None
        row.save(update_fields=["words_key", "words_changed_at"])
        account(row, by, before)
    return row


def mark_anew(annotation_id: int, passage: Passage | None, *, by: User, version: int, now: datetime) -> Annotation:
    """Puts a note on another passage, or with None on the whole filing. Raises ``Conflict``, and ``CannotAnnotate`` where the
    words do not stand in the text."""
    with transaction.atomic():
        row = _mine(annotation_id, by)
        if row.version != version:
            raise Conflict(row)
        before = state(row)
        _put_on(row, Target(passage=passage), now)
        _next(row, Act.EDITED, by, now, before)
    return row


def _put_on(row: Annotation, target: Target, now: datetime) -> None:
    filing = _held(row.filing_id)
    if target.passage is not None and locate(target.passage, _ground(row, filing).text).fit == Fit.ORPHANED:
        whose = "document" if row.of_text else "court"
        raise WordsNotThere(f"These words do not stand in the {whose}’s text. Copy them from there as they are.")
    _anchor(row, filing, target, now)


def state(row: Annotation) -> dict[str, Any]:
    """For the account. The words themselves are in the versions, whose readers are those of the note."""
    names = ("version", "visibility", "status", "published_at", "deleted_at", "resolved_at", "words_key")
    return {name: getattr(row, name) for name in names} | {"filing": row.filing_id}


def name_of(user: User) -> str:
    """As a by-line has it."""
    return (user.get_full_name() or user.get_username())[:150]


def _check(words: Words) -> None:
    if not words.body.strip():
        raise CannotAnnotate("A note needs words.")
    if len(words.body) > LONGEST:
        raise CannotAnnotate(f"A note has at most {LONGEST:,} characters; this one has {len(words.body):,}.")
    if words.visibility not in Visibility.values:
        raise CannotAnnotate("Say who may see the note.")


def _check_owner(row: Annotation, words: Words, by: User) -> None:
    """Whoever hides another's note from all but its author hides it from themselves."""
    if row.author_id != by.pk and (words.draft or words.visibility == Visibility.PRIVATE):
        raise CannotAnnotate("Only its author can make a note a draft or private.")


def made_by(request_id: str, kind: str, by: User) -> int:
    """The id of what a form that was taken already has made. Raises ``CannotAnnotate``."""
    made = Edit.objects.filter(request_id=request_id, kind=kind, by=by).values_list("object_id", flat=True).first()
    if made is None:
        raise CannotAnnotate("This form has been sent already. Open the page anew.")
    return made


def _held(filing_id: int) -> Filing:
    """The filing, or what it turned out to be, for this writer alone: no import changes its words before this is written, and
    the reading that follows an import finds the note."""
    filing = Filing.objects.defer("search").select_for_update(no_key=True, of=("self",)).get(pk=filing_id)
    return filing if filing.merged_into_id is None else _held(filing.merged_into_id)


def _mine(annotation_id: int, by: User) -> Annotation:
    return Annotation.objects.editable_by(by).select_for_update(of=("self",)).get(pk=annotation_id)


def _waiting(annotation_id: int, by: User, version: int) -> Annotation:
    row = _mine(annotation_id, by)
    if row.version != version:
        raise Conflict(row)
    if row.status != Status.WAITING or row.deleted_at is not None:
        raise CannotAnnotate("This note does not wait for a second editor.")
    if row.edited_by_id == by.pk:
        raise CannotAnnotate("You wrote this version. It needs the eyes of another editor.")
    return row


def _anchor(row: Annotation, filing: Filing, target: Target, now: datetime) -> None:
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
    found = locate(passage, text)
    if found.fit in (Fit.EXACT, Fit.MOVED):
        passage = passage_at(text, found.start, found.end)
        found = Found(Fit.EXACT, found.start, found.end)
    row.exact, row.prefix, row.suffix = passage.exact, passage.prefix[-200:], passage.suffix[:200]
    row.stands(found)


def _ground(row: Annotation, filing: Filing) -> Ground:
    return ground_of(filing, row.document_number, of_text=row.of_text)


def _take(row: Annotation, words: Words, by: User, now: datetime) -> None:
    row.body, row.excerpt, row.tags = words.body, excerpt_of(words.body), list(words.tags)
    row.mentions = sorted(mentions_in(words.body))[:50]
    stays = _is_out(row, now) and row.visibility == words.visibility and not (words.publish_at and words.publish_at > now)
    row.visibility, row.edited_by, row.edited_at = words.visibility, by, now
    if words.draft:
        row.status, row.published_at = Status.DRAFT, None
    elif words.visibility == Visibility.PUBLIC and settings.NOTES_NEED_SECOND_EDITOR:
        row.status, row.published_at, row.approved_by = Status.WAITING, words.publish_at, None
    else:
        row.published_at = row.published_at if stays else max(words.publish_at or now, now)
        row.status = Status.PUBLISHED


def _is_out(row: Annotation, now: datetime) -> bool:
    return row.status == Status.PUBLISHED and row.published_at is not None and row.published_at <= now


def _next(row: Annotation, act: str, by: User, now: datetime, before: dict[str, Any], request_id: str = "") -> None:
    row.version += 1
    row.save()
    _keep(row, act, by, now, before, request_id)


def _keep(row: Annotation, act: str, by: User, now: datetime, before: dict[str, Any] | None, request_id: str) -> None:
    AnnotationVersion.objects.create(
        annotation=row,
        number=row.version,
        act=act,
        body=row.body,
        tags=row.tags,
        visibility=row.visibility,
        status=row.status,
        published_at=row.published_at,
        deleted=row.deleted_at is not None,
        by=by,
        by_name=name_of(by),
        at=now,
    )
    account(row, by, before, request_id)


def account(row: Annotation, by: User, before: dict[str, Any] | None, request_id: str = "") -> None:
    """For every change of a note, within its transaction."""
    after = state(row)
    record_edit(docket_id=row.docket_id, kind=KIND, object_id=row.pk, before=before, after=after, by=by, request_id=request_id)
