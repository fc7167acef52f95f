"""Relations between dockets that no source states: suggested by the interpretation, entered by hand, confirmed,
rejected, undone.

A suggestion is shown on no page until an admin has confirmed it. What was rejected is not suggested again; what a
source states needs no decision (``upsert_relations``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from dockets.identity.identity_log import record_given, record_taken_back
from dockets.models import Court, Docket, DocketRelation
from dockets.record.docket_number import match_docket_numbers, parse_docket_number
from dockets.upsert.relations import find_other_docket

Kind, Status = DocketRelation.Kind, DocketRelation.Status

_REVERSE = {
    Kind.APPEAL_OF: Kind.APPEALED_AS,
    Kind.APPEALED_AS: Kind.APPEAL_OF,
    Kind.CONSOLIDATED_WITH: Kind.CONSOLIDATED_WITH,
}
"""Relation of the other docket to this one, by this one's relation to it."""


class CannotRelate(Exception):
    """The relation cannot be entered, decided or undone. ``str(error)`` is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class RelationSuggestion:
    """A suggestion that a docket is ``kind`` another, with the words on which it is based (``ground``)."""

    kind: str
    court_id: str
    docket_number: str
    ground: str


def save_suggested_relations(docket: Docket, suggestions: Iterable[RelationSuggestion]) -> bool:
    """Replaces the suggestions of a docket: others that nobody has decided on are deleted, and relations that are known
    in any state stay as they are. Returns whether anything changed."""
    wanted = {(row.kind, row.other_court_id, row.other_key): row for row in _rows(docket, suggestions)}
    there = {(row.kind, row.other_court_id, row.other_key): row for row in docket.relations.order_by("id")}
    gone = [row.pk for key, row in there.items() if row.status == Status.SUGGESTED and key not in wanted]
    new = [wanted[key] for key in sorted(wanted.keys() - there.keys())]
    if new:
        said = {*docket.related_from.values_list("kind", "docket__court_id", "docket__number_key")}
        new = [row for row in new if (_REVERSE.get(Kind(row.kind)), row.other_court_id, row.other_key) not in said]
    for row in new:
        row.other = find_other_docket(docket, row.other_court_id, row.other_key)
    DocketRelation.objects.filter(pk__in=gone).delete()
    DocketRelation.objects.bulk_create(new, ignore_conflicts=True)
    return bool(new or gone)


def _rows(docket: Docket, suggestions: Iterable[RelationSuggestion]) -> Sequence[DocketRelation]:
    told = list(suggestions)
    courts = Court.objects.in_bulk({one.court_id for one in told}) if told else {}
    rows = [_row(docket, one.kind, courts[one.court_id], one.docket_number) for one in told if one.court_id in courts]
    for row, one in zip(rows, (one for one in told if one.court_id in courts), strict=True):
        row.status, row.ground = Status.SUGGESTED, one.ground
    return [row for row in rows if row.other_key and not _is_itself(docket, row)]


def _row(docket: Docket, kind: str, court: Court, written: str) -> DocketRelation:
    number = parse_docket_number(written, court.id, court.kind)
    return DocketRelation(
        docket=docket, kind=kind, other_court=court, other_number=number.display[:200], other_key=number.key
    )


def _is_itself(docket: Docket, row: DocketRelation) -> bool:
    """Whether the other docket can only be this one, its number written in another way."""
    numbers = (
        parse_docket_number(written, docket.court_id, docket.court.kind)
        for written in (docket.docket_number, row.other_number)
    )
    return row.other_court_id == docket.court_id and match_docket_numbers(*numbers)


def decide_relation(
    relation_id: int, status: DocketRelation.Status, *, by: AbstractBaseUser, now: datetime
) -> DocketRelation:
    """Stores an admin's decision on a suggestion. Raises ``CannotRelate`` where it is decided already or gone."""
    with transaction.atomic():
        row = _locked(relation_id)
        if row.status != Status.SUGGESTED:
            raise CannotRelate(f"This is decided already: {row.get_status_display()}.")
        row.status, row.decided_at = status, now
        row.decided_by_id = by.pk
        row.save(update_fields=["status", "decided_by", "decided_at"])
        record_given(row, by=by, at=now)
        return row


def undo_relation_decision(
    relation_id: int, *, by: AbstractBaseUser | None = None, now: datetime | None = None
) -> DocketRelation | None:
    """Undoes an admin's decision: a suggestion becomes one again; what was entered by hand is deleted (None). Raises
    ``CannotRelate``."""
    with transaction.atomic():
        row = _locked(relation_id)
        if row.status not in (Status.CONFIRMED, Status.REJECTED):
            raise CannotRelate("There is nobody’s word on this to be taken back.")
        record_taken_back(row, by=by, at=now or timezone.now())
        if not row.ground:
            row.delete()
            return None
        row.status, row.decided_by, row.decided_at = Status.SUGGESTED, None, None
        row.save(update_fields=["status", "decided_by", "decided_at"])
        return row


def enter_relation(
    docket: Docket, kind: str, court: Court, written: str, *, by: AbstractBaseUser, now: datetime
) -> DocketRelation:
    """Enters a relation by hand. One that is suggested or rejected is confirmed. Raises ``CannotRelate``."""
    with transaction.atomic():
        # Of two people who enter it at once, the second finds what the first has entered.
        Docket.objects.select_for_update(of=("self",), no_key=True).only("id").get(pk=docket.pk)
        row = _row(docket, kind, court, written)
        if not row.other_key:
            raise CannotRelate("That is no docket number.")
        if _is_itself(docket, row):
            raise CannotRelate("A docket is not related to itself.")
        same = docket.relations.filter(kind=kind, other_court=court, other_key=row.other_key)
        known = same.select_for_update(of=("self",)).first()
        if known and known.status in (Status.STATED, Status.CONFIRMED):
            raise CannotRelate(f"This is known already: {known.get_status_display()}.")
        row = known or row
        record_taken_back(row, by=by, at=now)
        row.other = find_other_docket(docket, court.pk, row.other_key)
        row.status, row.decided_at = Status.CONFIRMED, now
        row.decided_by_id = by.pk
        row.save()
        record_given(row, by=by, at=now)
        return row


def _locked(relation_id: int) -> DocketRelation:
    row = DocketRelation.objects.select_for_update(of=("self",)).filter(pk=relation_id).first()
    if row is None:
        raise CannotRelate("This suggestion is gone: the text that it was taken from has changed.")
    return row
