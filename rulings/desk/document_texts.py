"""The texts of documents: editors add, remove and restore them, and admins delete them, each with an entry in the audit
log."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from dockets.documents import texts
from dockets.documents.files import delete_unshown_files
from dockets.documents.reader_files import drop_drawn_pages, settle_reader_files
from dockets.documents.recognition import RecognisedPage, store_recognised_pages
from dockets.documents.texts import MaskedText, TextOrigin
from dockets.history.audit_log import State, is_request_done, record_edit
from dockets.models import DocumentText
from rulings.history.snapshots import DOCUMENT_TEXT, get_text_state
from rulings.interpret.repoint import repoint_text_annotations, withhold_orphan_quotations
from rulings.reading.references.citations import find_citations


def add_document_text(
    filing_id: int,
    number: int,
    masked: MaskedText,
    came: TextOrigin,
    *,
    by: User,
    now: datetime,
    request_id: str = "",
) -> DocumentText | None:
    """Stores the text as ``texts.store_text`` does; None where the form was already taken."""
    with transaction.atomic():
        if is_request_done(request_id):
            return None
        filing = texts.lock_filing(filing_id)
        stood = DocumentText.objects.select_related("filing").filter(
            filing=filing, document_number=number, gone_at=None
        )
        before = {row.pk: get_text_state(row) for row in stood}
        row = texts.store_text(filing.pk, number, masked, came, by=by, now=now)
        if row.pk not in before:
            for other in DocumentText.objects.select_related("filing").filter(pk__in=before):
                _note(other, before[other.pk], by, request_id)
            _note(row, None, by, request_id)
            settle_reader_files(_files_of(DocumentText.objects.filter(pk__in=before)), now=now)
        repoint_text_annotations(filing.pk)
    return row


def find_page_citations(pages: Iterable[tuple[int, str]]) -> dict[int, list[tuple[int, str, str]]]:
    """The law that pages cite, by their numbers, as ``texts.note_page_citations`` keeps it; of a text that cites very
    much, that of its first pages. It may take seconds: call it outside of any transaction."""
    found: dict[int, list[tuple[int, str, str]]] = {}
    left = _MOST_CITED
    for number, words in pages:
        if left > 0 and (cites := find_citations(words)):
            found[number] = [(one.start, one.words, one.address) for one in cites]
            left -= len(cites)
    return found


_MOST_CITED = 5_000


def add_recognised_pages(text_id: int, pages: Sequence[RecognisedPage]) -> None:
    """Keeps the words that a program recognised on pages that are pictures; what stood elsewhere in the text keeps its
    notes. A text that was deleted meanwhile gets nothing."""
    with transaction.atomic():
        try:
            text = store_recognised_pages(text_id, pages)
        except DocumentText.DoesNotExist:
            return
        repoint_text_annotations(text.filing_id)


def remove_document_text(text_id: int, *, by: User, now: datetime) -> DocumentText:
    """Pictures of its pages are deleted, too. Raises ``DocumentText.DoesNotExist``."""
    with transaction.atomic():
        row = _change(text_id, partial(texts.withdraw_text, now=now), by, now)
        if row.file is not None:
            drop_drawn_pages(row.file, now=now)
    return row


def restore_document_text(text_id: int, *, by: User, now: datetime) -> DocumentText:
    """Raises ``DocumentText.DoesNotExist``."""
    return _change(text_id, partial(texts.restore_text, now=now), by, now)


def publish_document_file(
    text_id: int, *, withheld: Sequence[int], pictures_only: bool = False, by: User, now: datetime
) -> DocumentText:
    """As ``texts.publish_file``; where readers do not get the file itself, the copy for them is asked for. Raises
    ``DocumentText.DoesNotExist``."""
    change = partial(texts.publish_file, withheld=withheld, pictures_only=pictures_only, now=now)
    return _change(text_id, change, by, now)


def unpublish_document_file(text_id: int, *, by: User, now: datetime) -> DocumentText:
    """As ``texts.unpublish_file``. Raises ``DocumentText.DoesNotExist``."""
    return _change(text_id, texts.unpublish_file, by, now)


def delete_document_texts(filing_id: int, number: int, *, private: bool, by: User) -> list[dict[str, Any]]:
    """Deletes the removed texts of a document, and returns which they were. ``private``: their words must not be seen,
    not even in notes that stood on them and have found no other place. What editors have written, such as a quotation
    in a decision, is theirs to change. Raises ``Filing.DoesNotExist``."""
    with transaction.atomic():
        filing = texts.lock_filing(filing_id)
        gone = DocumentText.objects.select_related("filing").filter(filing=filing, document_number=number)
        deleted: list[dict[str, Any]] = []
        files: list[int | None] = []
        for row in gone.filter(gone_at__isnull=False).order_by("id"):
            state = get_text_state(row)
            record_edit(
                docket_id=filing.docket_id, kind=DOCUMENT_TEXT, object_id=row.pk, before=state, after=None, by=by
            )
            row.delete()
            deleted.append(state)
            files.append(row.file_id)
        delete_unshown_files(file for file in files if file)
        if deleted:
            repoint_text_annotations(filing.pk)
        if deleted and private:
            withhold_orphan_quotations(filing.pk, number)
    return deleted


def _change(text_id: int, change: Callable[[int], DocumentText], by: User, now: datetime) -> DocumentText:
    with transaction.atomic():
        filing = texts.lock_filing(DocumentText.objects.get(pk=text_id).filing_id)
        row = DocumentText.objects.get(pk=text_id)
        at_document = DocumentText.objects.select_related("filing").filter(
            filing=filing, document_number=row.document_number
        )
        before = {other.pk: get_text_state(other) for other in at_document}
        row = change(text_id)
        for other in at_document.filter(pk__in=before).order_by("id"):
            _note(other, before[other.pk], by, "")
        settle_reader_files(_files_of(at_document), now=now)
        repoint_text_annotations(filing.pk)
    return row


def _files_of(rows: "QuerySet[DocumentText]") -> list[int]:
    return [file for file in rows.values_list("file", flat=True) if file]


def _note(row: DocumentText, before: State | None, by: User, request_id: str) -> None:
    record_edit(
        docket_id=row.filing.docket_id,
        kind=DOCUMENT_TEXT,
        object_id=row.pk,
        before=before,
        after=get_text_state(row),
        by=by,
        request_id=request_id,
    )
