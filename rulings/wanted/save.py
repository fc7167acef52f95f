"""Says that an editor wants a document, or no longer does: with an entry in the audit log, and never over what the form
did not show."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from dockets.documents.texts import lock_filing
from dockets.history.audit_log import State, get_state_version, is_request_done
from dockets.models import DocumentText, Filing
from rulings.history.registry import delete_with_record, record_row_edit
from rulings.models import WantedDocument

LONGEST = 500
"""Characters of the note why."""


class WantedConflict(Exception):
    """It is not as the form showed it; nothing is written. ``now``: its current state, None: it is not wanted by this
    editor. ``str(error)`` is a sentence for a person."""

    def __init__(self, words: str, now: State | None) -> None:
        super().__init__(words)
        self.now = now


def find_wanted(filing: Filing, number: int, by: User) -> WantedDocument | None:
    rows = WantedDocument.objects.filter(filing=filing, document_number=number, by=by)
    return rows.select_related("filing").defer("filing__search").first()


def want_document(
    filing: Filing, number: int, why: str, *, seen: str, by: User, now: datetime, request_id: str = ""
) -> None:
    """Writes that ``by`` wants it, or another note why. ``seen``: ``get_state_version`` of what the form showed. Raises
    ``WantedConflict``, also where the document has come in meanwhile."""
    with transaction.atomic():
        if is_request_done(request_id):
            return
        filing = lock_filing(filing.pk)
        row = _check_seen(filing, number, seen, by)
        if DocumentText.objects.shown().filter(filing=filing, document_number=number).exists():
            raise WantedConflict("It has come in meanwhile, and can be read here.", row.state() if row else None)
        before = row.state() if row else None
        row = row or WantedDocument(docket_id=filing.docket_id, filing=filing, document_number=number, by=by, at=now)
        row.why = why.strip()[:LONGEST]
        row.save()
        if row.state() != before:
            record_row_edit(row, before, by=by, request_id=request_id)


def unwant_document(filing: Filing, number: int, *, seen: str, by: User, request_id: str = "") -> None:
    """Takes back what ``want_document`` wrote. Raises ``WantedConflict``."""
    with transaction.atomic():
        if is_request_done(request_id):
            return
        if row := _check_seen(lock_filing(filing.pk), number, seen, by):
            delete_with_record(row, by=by, request_id=request_id)


def _check_seen(filing: Filing, number: int, seen: str, by: User) -> WantedDocument | None:
    row = find_wanted(filing, number, by)
    state = row.state() if row else None
    if get_state_version(state) != seen:
        raise WantedConflict("You have changed this in another window. Nothing of this form is saved yet.", state)
    return row
