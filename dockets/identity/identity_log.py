"""Writes decisions on identity to the audit log: which filings are one, which dockets are, how two dockets are related.

Whatever stores or undoes such a decision calls this in the same transaction. What sources stated is not copied: entries
refer to observations, whose text may have to be deleted. Dockets are named as they were then: their addresses stay
valid, whatever they are merged into.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dockets.history.audit_log import State, Who, record_edit
from dockets.models import Docket, DocketMerge, DocketRelation, DocketsApart, IdentityDecision

type Word = IdentityDecision | DocketMerge | DocketsApart | DocketRelation

DECISION, MERGE, APART, RELATION = "identitydecision", "docketmerge", "docketsapart", "docketrelation"
"""Their values of ``AuditEntry.kind``."""
ON_CASES = (MERGE, APART, RELATION)
_KINDS: Mapping[type[Word], str] = {
    IdentityDecision: DECISION,
    DocketMerge: MERGE,
    DocketsApart: APART,
    DocketRelation: RELATION,
}


def record_given(row: Word, *, by: Who, at: datetime) -> None:
    """Records a decision, once its row is saved."""
    _record(row, None, _state(row), by, at)


def record_taken_back(row: Word, *, by: Who, at: datetime) -> None:
    """Records that a decision was undone, before its row is changed or deleted. Records nothing for a relation that
    nobody decided on."""
    _record(row, _state(row), None, by, at)


def _record(row: Word, before: State | None, after: State | None, by: Who, at: datetime) -> None:
    of = (
        row.winner_id
        if isinstance(row, DocketMerge)
        else row.one_id
        if isinstance(row, DocketsApart)
        else row.docket_id
    )
    record_edit(docket_id=of, kind=_KINDS[type(row)], object_id=row.pk, before=before, after=after, by=by, at=at)


def _state(row: Word) -> State | None:
    if isinstance(row, IdentityDecision):
        return {"verdict": row.verdict, "first": row.first_id, "second": row.second_id}
    if isinstance(row, DocketMerge):
        return _cases(row.loser, row.winner)
    if isinstance(row, DocketsApart):
        return _cases(row.one, row.other)
    if row.decided_at is None or row.status not in (DocketRelation.Status.CONFIRMED, DocketRelation.Status.REJECTED):
        return None
    named = [_name(row.docket), [row.other_court_id, row.other_number]]
    return {"verdict": row.status, "relation": row.kind, "cases": named, "dockets": [row.docket_id, row.other_id]}


def _cases(one: Docket, other: Docket) -> dict[str, Any]:
    return {"cases": [_name(one), _name(other)], "dockets": [one.pk, other.pk]}


def _name(docket: Docket) -> list[str]:
    return [docket.court_id, docket.docket_number]
