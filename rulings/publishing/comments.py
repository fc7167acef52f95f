"""What colleagues say of claims, rulings, plain language and milestones: a thread for each, in which every comment is
open until somebody marks it as resolved. Notes have replies (``rulings.notes.replies``)."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet

from dockets.history.audit_log import is_request_done
from rulings.history.registry import get_row_state, record_row_edit
from rulings.html.markdown import LONGEST, find_mentions
from rulings.models import ReviewComment


class CannotComment(Exception):
    """``str(error)`` is a sentence for a person. Nothing was written."""


def list_comments(kind: str, object_id: int) -> "QuerySet[ReviewComment]":
    """The oldest first."""
    return ReviewComment.objects.filter(kind=kind, object_id=object_id).select_related("resolved_by")


def count_open_comments(things: Iterable[tuple[str, int]]) -> Counter[tuple[str, int]]:
    """By kind and id of what they are about. One query, or none."""
    asked = Q()
    for kind, object_id in things:
        asked |= Q(kind=kind, object_id=object_id)
    if not asked:
        return Counter()
    rows = ReviewComment.objects.filter(asked, resolved_at=None).order_by()
    return Counter((kind, key) for kind, key in rows.values_list("kind", "object_id"))


def add_comment(
    row: Any, of: tuple[str, int], body: str, *, by: User, now: datetime, asks: bool = False, request_id: str = ""
) -> None:
    """Says something of ``row``, in the thread ``of``. ``asks``: it is given back with this. Raises
    ``CannotComment``."""
    if not body.strip() or len(body) > LONGEST:
        raise CannotComment(f"A comment has between 1 and {LONGEST:,} characters.")
    with transaction.atomic():
        if is_request_done(request_id):
            return
        said = ReviewComment.objects.create(
            docket_id=row.docket_id,
            kind=of[0],
            object_id=of[1],
            body=body,
            mentions=sorted(find_mentions(body))[:50],
            asks=asks,
            author=by,
            by_name=(by.get_full_name() or by.get_username())[:150],
            writer_id=row.edited_by_id,
            at=now,
        )
        record_row_edit(said, None, by=by, request_id=request_id)


def resolve_comment(comment_id: int, *, is_resolved: bool, by: User, now: datetime) -> ReviewComment:
    """Marks a comment as resolved, or opens it again; repeating it changes nothing. Raises
    ``ReviewComment.DoesNotExist``."""
    with transaction.atomic():
        row = ReviewComment.objects.select_for_update(of=("self",)).get(pk=comment_id)
        if (row.resolved_at is not None) == is_resolved:
            return row
        before = get_row_state(row)
        row.resolved_at, row.resolved_by = (now, by) if is_resolved else (None, None)
        row.save(update_fields=["resolved_at", "resolved_by"])
        record_row_edit(row, before, by=by)
    return row
