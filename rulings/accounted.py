"""Which rows of editors the account of edits tells of, under which name, and what it tells of each; and how one is removed, with
the account of it.

Rows that belong to another are told with it: parties, positions and later pleadings with their claim, a note's versions with the
note.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Model

from dockets.models import DocumentText
from rulings import annotate
from rulings.claim_states import claim_state, disposition_state, hearing_state, motion_state, ruling_state
from rulings.editorialise import editorial_state, milestone_state
from rulings.edits import State, Who, record_edit
from rulings.enter_texts import KIND, text_state
from rulings.models import (
    Annotation,
    Assignment,
    Claim,
    DeskMark,
    Disposition,
    Editorial,
    Hearing,
    Milestone,
    Motion,
    Reply,
    Ruling,
)

ACCOUNTED: Mapping[type[Model], tuple[str, Callable[[Any], State | None]]] = {
    Annotation: ("annotation", annotate.state),
    Assignment: ("assignment", Assignment.state),
    Claim: ("claim", claim_state),
    DeskMark: ("deskmark", DeskMark.state),
    Disposition: ("disposition", disposition_state),
    DocumentText: (KIND, text_state),
    Editorial: ("editorial", editorial_state),
    Hearing: ("hearing", hearing_state),
    Milestone: ("milestone", milestone_state),
    Motion: ("motion", motion_state),
    Reply: ("reply", Reply.state),
    Ruling: ("ruling", ruling_state),
}


def told(row: Model) -> State | None:
    """What the account tells of a row as it is."""
    return ACCOUNTED[type(row)][1](row)


def docket_of(row: Any) -> int:
    if isinstance(row, Disposition | DocumentText):
        return row.ruling.docket_id if isinstance(row, Disposition) else row.filing.docket_id
    found: int = row.annotation.docket_id if isinstance(row, Reply) else row.docket_id
    return found


def key_of(row: Any) -> int:
    """What ``Edit.object_id`` says: a case has one editor at most, and keeps its account when they change."""
    return row.docket_id if isinstance(row, Assignment) else row.pk


def note(row: Model, before: State | None, *, by: Who, request_id: str = "") -> None:
    """That a row which is saved is new (``before`` None) or was changed."""
    kind, now = ACCOUNTED[type(row)][0], told(row)
    record_edit(
        docket_id=docket_of(row), kind=kind, object_id=key_of(row), before=before, after=now, by=by, request_id=request_id
    )


def remove(row: Model, *, by: Who, request_id: str = "") -> None:
    """Deletes a row, and notes it with whatever goes or changes along: a claim takes with it what was decided on it, a decision
    leaves the one that reviewed it without what it spoke of."""
    with transaction.atomic():
        found = NestedObjects(using=DEFAULT_DB_ALIAS)
        found.collect([row])
        goes = [each for each in _flat(found.model_objs.values()) if type(each) in ACCOUNTED]
        changes = {each for each in _flat(_flat(found.field_updates.values())) if type(each) in ACCOUNTED} - {*goes}
        gone = [(docket_of(each), ACCOUNTED[type(each)][0], key_of(each), told(each)) for each in goes]
        before = [(type(each), each.pk, told(each)) for each in changes]
        row.delete()
        for docket, kind, key, was in gone:
            record_edit(docket_id=docket, kind=kind, object_id=key, before=was, after=None, by=by, request_id=request_id)
        for model, pk, was in before:
            note(model._default_manager.get(pk=pk), was, by=by, request_id=request_id)


def _flat(many: Iterable[Iterable[Any]]) -> Iterable[Any]:
    return (each for some in many for each in some)
