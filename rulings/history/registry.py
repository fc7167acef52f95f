"""Which editors' rows the audit log records, under which kind, and what it stores of each; and how one is deleted, with
its entry.

Dependent rows are recorded with their owner: parties, positions and later pleadings with their claim, a note's versions
with the note.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Model

from dockets.history.audit_log import Edit, State, Who, record_edit, record_edits
from dockets.models import DocumentText
from rulings.history.snapshots import (
    DOCUMENT_TEXT,
    get_annotation_state,
    get_claim_state,
    get_disposition_state,
    get_editorial_state,
    get_hearing_state,
    get_milestone_state,
    get_motion_state,
    get_ruling_state,
    get_text_state,
)
from rulings.models import (
    Annotation,
    Assignment,
    Claim,
    Correction,
    DeskMark,
    Disposition,
    Editorial,
    HandOver,
    Hearing,
    Milestone,
    Motion,
    PendingVersion,
    PublicChange,
    Reply,
    ReviewComment,
    Ruling,
    WantedDocument,
)

ACCOUNTED: Mapping[type[Model], tuple[str, Callable[[Any], State | None]]] = {
    Annotation: ("annotation", get_annotation_state),
    Assignment: ("assignment", Assignment.state),
    Claim: ("claim", get_claim_state),
    Correction: ("correction", Correction.state),
    DeskMark: ("deskmark", DeskMark.state),
    Disposition: ("disposition", get_disposition_state),
    DocumentText: (DOCUMENT_TEXT, get_text_state),
    Editorial: ("editorial", get_editorial_state),
    HandOver: ("handover", HandOver.state),
    Hearing: ("hearing", get_hearing_state),
    Milestone: ("milestone", get_milestone_state),
    Motion: ("motion", get_motion_state),
    PendingVersion: ("pendingversion", PendingVersion.account),
    PublicChange: ("publicchange", PublicChange.state),
    Reply: ("reply", Reply.state),
    ReviewComment: ("reviewcomment", ReviewComment.state),
    Ruling: ("ruling", get_ruling_state),
    WantedDocument: ("wanteddocument", WantedDocument.state),
}


def get_row_state(row: Model) -> State | None:
    """What the audit log stores of a row as it is."""
    return ACCOUNTED[type(row)][1](row)


def get_docket_id(row: Any) -> int | None:
    if isinstance(row, Disposition | DocumentText):
        return row.ruling.docket_id if isinstance(row, Disposition) else row.filing.docket_id
    found: int | None = row.annotation.docket_id if isinstance(row, Reply) else row.docket_id
    return found


def get_object_id(row: Any) -> int:
    """The value of ``AuditEntry.object_id``: a case has one editor at most, and keeps its history when the editor
    changes."""
    return row.docket_id if isinstance(row, Assignment) else row.pk


def record_row_edit(row: Model, before: State | None, *, by: Who, request_id: str = "") -> None:
    """Records that a saved row is new (``before`` None) or was changed."""
    kind, now = ACCOUNTED[type(row)][0], get_row_state(row)
    record_edit(
        docket_id=get_docket_id(row),
        kind=kind,
        object_id=get_object_id(row),
        before=before,
        after=now,
        by=by,
        request_id=request_id,
    )


def record_row_edits(
    edits: Iterable[tuple[Model, State | None, State | None]], *, by: Who, request_id: str = ""
) -> None:
    """Records that rows of no docket are new or were changed. ``edits``: each row, its state before and after."""
    by_kind: dict[str, list[Edit]] = defaultdict(list)
    for row, before, after in edits:
        by_kind[ACCOUNTED[type(row)][0]].append((get_object_id(row), before, after))
    for kind, told in by_kind.items():
        record_edits(kind, told, by=by, request_id=request_id)


def delete_with_record(row: Model, *, by: Who, request_id: str = "") -> None:
    """Deletes a row, and records it with whatever is deleted or changed along with it: a claim's deletion deletes the
    decisions on it, and a deleted decision is unlinked from the one that reviewed it."""
    with transaction.atomic():
        found = NestedObjects(using=DEFAULT_DB_ALIAS)
        found.collect([row])
        goes = [each for each in _flat(found.model_objs.values()) if type(each) in ACCOUNTED]
        changes = {each for each in _flat(_flat(found.field_updates.values())) if type(each) in ACCOUNTED} - {*goes}
        gone = [
            (get_docket_id(each), ACCOUNTED[type(each)][0], get_object_id(each), get_row_state(each)) for each in goes
        ]
        before = [(type(each), each.pk, get_row_state(each)) for each in changes]
        row.delete()
        for docket, kind, key, was in gone:
            record_edit(
                docket_id=docket, kind=kind, object_id=key, before=was, after=None, by=by, request_id=request_id
            )
        for model, pk, was in before:
            record_row_edit(model._default_manager.get(pk=pk), was, by=by, request_id=request_id)


def _flat(many: Iterable[Iterable[Any]]) -> Iterable[Any]:
    return (each for some in many for each in some)
