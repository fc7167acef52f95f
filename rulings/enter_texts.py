"""The texts of documents as editors bring them in, take them away and put them back, and as admins delete them: each with its
account."""

from datetime import datetime
from typing import Protocol

from django.contrib.auth.models import User
from django.db import transaction

from dockets import document_texts
from dockets.document_texts import Came
from dockets.extract import Extracted
from dockets.models import DocumentText
from rulings.edits import State, done_already, record_edit
from rulings.interpret.anchored import follow_text, withhold_orphans


class _Change(Protocol):
    def __call__(self, text_id: int, *, now: datetime) -> DocumentText: ...


KIND = "documenttext"
"""What ``Edit.kind`` calls the text of a document."""


def text_state(row: DocumentText) -> State:
    """Where it is from and whether it stands. Its words are not the account's: it is for good, and they may have to go."""
    return {
        "filing": row.filing.number or row.filing.public_id,
        "document": row.document_number,
        "from": row.get_origin_display(),
        "name": row.name,
        "pages": row.page_count,
        "sha256": row.sha256,
        "stands": row.gone_at is None,
    }


def bring_in(
    filing_id: int, number: int, found: Extracted, came: Came, *, by: User, now: datetime, request_id: str = ""
) -> DocumentText | None:
    """As ``document_texts.store``; None where the form was taken already."""
    with transaction.atomic():
        if done_already(request_id):
            return None
        filing = document_texts.hold(filing_id)
        stood = DocumentText.objects.select_related("filing").filter(filing=filing, document_number=number, gone_at=None)
        before = {row.pk: text_state(row) for row in stood}
        row = document_texts.store(filing.pk, number, found, came, by=by, now=now)
        if row.pk not in before:
            for other in DocumentText.objects.select_related("filing").filter(pk__in=before):
                _note(other, before[other.pk], by, request_id)
            _note(row, None, by, request_id)
        follow_text(filing.pk)
    return row


def take_away(text_id: int, *, by: User, now: datetime) -> DocumentText:
    """Raises ``DocumentText.DoesNotExist``."""
    return _change(text_id, document_texts.let_go, by, now)


def put_back(text_id: int, *, by: User, now: datetime) -> DocumentText:
    """Raises ``DocumentText.DoesNotExist``."""
    return _change(text_id, document_texts.put_back, by, now)


def delete_for_good(filing_id: int, number: int, *, private: bool, by: User) -> list[State]:
    """Deletes the texts of a document that were taken away, and says which they were. ``private``: their words must not be seen,
    also not in notes that stood on them and have found no other place. What editors have written, also a quotation in a decision,
    is theirs to change. Raises ``Filing.DoesNotExist``."""
    with transaction.atomic():
        filing = document_texts.hold(filing_id)
        gone = DocumentText.objects.select_related("filing").filter(filing=filing, document_number=number)
        deleted = []
        for row in gone.filter(gone_at__isnull=False).order_by("id"):
            state = text_state(row)
            record_edit(docket_id=filing.docket_id, kind=KIND, object_id=row.pk, before=state, after=None, by=by)
            row.delete()
            deleted.append(state)
        if deleted:
            follow_text(filing.pk)
        if deleted and private:
            withhold_orphans(filing.pk, number)
    return deleted


def _change(text_id: int, change: _Change, by: User, now: datetime) -> DocumentText:
    with transaction.atomic():
        filing = document_texts.hold(DocumentText.objects.get(pk=text_id).filing_id)
        row = DocumentText.objects.get(pk=text_id)
        at_document = DocumentText.objects.select_related("filing").filter(filing=filing, document_number=row.document_number)
        before = {other.pk: text_state(other) for other in at_document}
        row = change(text_id, now=now)
        for other in at_document.filter(pk__in=before).order_by("id"):
            _note(other, before[other.pk], by, "")
        follow_text(filing.pk)
    return row


def _note(row: DocumentText, before: State | None, by: User, request_id: str) -> None:
    record_edit(
        docket_id=row.filing.docket_id,
        kind=KIND,
        object_id=row.pk,
        before=before,
        after=text_state(row),
        by=by,
        request_id=request_id,
    )
