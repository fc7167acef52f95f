"""Saves colleagues' replies to a note, and closes or reopens its thread. For the newsroom only."""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction

from dockets.history.audit_log import is_request_done, record_edit
from rulings.history.snapshots import get_annotation_state
from rulings.html.markdown import LONGEST, find_mentions
from rulings.models import Annotation, Reply
from rulings.models.annotation import ANSWER
from rulings.notes.save import CannotAnnotate, Status, Visibility, find_made_by_request, get_byline, record_note_edit

REPLY = "reply"
"""``AuditEntry.kind`` of a reply."""


def add_reply(annotation_id: int, body: str, *, by: User, now: datetime, request_id: str = "") -> Reply:
    """A colleague's reply, for the newsroom. Raises ``CannotAnnotate``, ``Annotation.DoesNotExist``,
    ``PermissionDenied``."""
    _may_answer(by)
    if not body.strip() or len(body) > LONGEST:
        raise CannotAnnotate(f"An answer has between 1 and {LONGEST:,} characters.")
    with transaction.atomic():
        if is_request_done(request_id):
            return Reply.objects.get(pk=find_made_by_request(request_id, REPLY, by))
        note = Annotation.objects.visible_to(by, now).get(pk=annotation_id)
        is_given_back = note.status == Status.DRAFT and note.replies.filter(deleted_at=None).exists()
        if note.visibility == Visibility.PRIVATE or (note.status == Status.DRAFT and not is_given_back):
            raise CannotAnnotate("Nobody else sees this note, so nobody could read the answer.")
        told = {"body": body, "mentions": sorted(find_mentions(body))[:50], "at": now}
        row = Reply.objects.create(annotation=note, author=by, by_name=get_byline(by), **told)
        record_edit(
            docket_id=note.docket_id,
            kind=REPLY,
            object_id=row.pk,
            before=None,
            after=row.state(),
            by=by,
            request_id=request_id,
        )
    return row


def withdraw_reply(reply_id: int, *, by: User, now: datetime) -> Reply:
    """Withdraws a reply; only its author may. Raises ``Reply.DoesNotExist``."""
    with transaction.atomic():
        row = Reply.objects.select_for_update(of=("self",)).select_related("annotation").get(pk=reply_id, author=by)
        before = row.state()
        row.deleted_at = row.deleted_at or now
        row.save(update_fields=["deleted_at"])
        docket_id = row.annotation.docket_id
        record_edit(docket_id=docket_id, kind=REPLY, object_id=row.pk, before=before, after=row.state(), by=by)
    return row


def resolve_thread(annotation_id: int, *, closed: bool, by: User, now: datetime) -> Annotation:
    """Closes the thread below a note, or opens it again. Anyone who sees the note and may reply may do so. Raises as
    ``add_reply`` does."""
    _may_answer(by)
    with transaction.atomic():
        known = Annotation.objects.visible_to(by, now).exclude(visibility=Visibility.PRIVATE)
        row = known.select_for_update(of=("self",)).get(pk=annotation_id)
        before = get_annotation_state(row)
        row.resolved_at, row.resolved_by = (row.resolved_at or now, row.resolved_by or by) if closed else (None, None)
        row.save(update_fields=["resolved_at", "resolved_by"])
        record_note_edit(row, by, before)
    return row


def _may_answer(by: User) -> None:
    if not by.has_perm(ANSWER):
        raise PermissionDenied
