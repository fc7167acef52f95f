"""Writes the relations between dockets that sources state. ``upsert_relations`` is called by ``upsert_docket``.

The other docket may come later, or never: until then its court and number stand in for it.
"""

from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from dockets.models import Court, Docket, DocketRelation
from dockets.record.docket_number import parse_docket_number
from dockets.record.records import Refusal, RelationRecord

_UNSTATED = (DocketRelation.Status.SUGGESTED, DocketRelation.Status.CONFIRMED)


def upsert_relations(docket: Docket, relations: Sequence[RelationRecord]) -> tuple[bool, list[Refusal]]:
    """Inserts new relations; those that were only suggested or confirmed become stated. Returns whether anything
    changed, and the relations that were refused. A relation that an admin rejected stays rejected."""
    if not relations:
        return False, []
    courts = Court.objects.in_bulk({relation.court_id for relation in relations})
    refused = [
        Refusal("related case", f"There is no court “{r.court_id[:40]}”.")
        for r in relations
        if r.court_id not in courts
    ]
    known = {(row.kind, row.other_court_id, row.other_key): row for row in docket.relations.order_by("id")}
    rows = [_row(docket, relation, courts[relation.court_id]) for relation in relations if relation.court_id in courts]
    told = {(row.kind, row.other_court_id, row.other_key): row for row in rows if row.other_key}
    stated = [known[key].pk for key in told if key in known and known[key].status in _UNSTATED]
    DocketRelation.objects.filter(pk__in=stated).update(status=DocketRelation.Status.STATED)
    new = {key: row for key, row in told.items() if key not in known}
    for row in new.values():
        row.other = find_other_docket(docket, row.other_court_id, row.other_key)
    # The interpretation may insert one of them as a suggestion at the same time.
    unique = ["docket", "kind", "other_court", "other_key"]
    rows = [new[key] for key in sorted(new)]
    DocketRelation.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=unique, update_fields=["status", "other"]
    )
    if any(row.other is None for row in rows):
        transaction.on_commit(partial(_introduce, docket.pk))
    return bool(new or stated), refused


def _row(docket: Docket, relation: RelationRecord, court: Court) -> DocketRelation:
    number = parse_docket_number(relation.docket_number, court.id, court.kind)
    return DocketRelation(
        docket=docket,
        kind=relation.kind,
        other_court=court,
        other_number=number.display[:200],
        other_key=number.key,
        other_name=relation.case_name,
    )


def find_other_docket(docket: Docket, court_id: str, key: str) -> Docket | None:
    """The docket with that number, or the one that it was merged into; None where there is none, or it is this one."""
    known = Docket.objects.select_related("merged_into").filter(court=court_id, number_key=key).first()
    found = known and (known.merged_into or known)
    return None if found == docket else found


def link_waiting_relations(docket: Docket) -> None:
    """Points the relations that were waiting for this docket to it."""
    waiting = DocketRelation.objects.filter(other=None, other_court=docket.court_id, other_key=docket.number_key)
    waiting.exclude(docket=docket).update(other=docket)
    transaction.on_commit(partial(_introduce, docket.pk))


def _introduce(docket_id: int) -> None:
    """Links waiting relations after commit. Two dockets that are imported at the same time, each stating the other, do
    not see each other before they are committed; whichever commits later finds both. Rows that another writer has
    locked are skipped and left to it, so that nobody waits."""
    known = Docket.objects.filter(court=OuterRef("other_court"), number_key=OuterRef("other_key")).exclude(
        pk=OuterRef("docket")
    )
    of_it = Q(docket=docket_id) | Q(Exists(known.filter(pk=docket_id)))
    found = Subquery(known.values(found=Coalesce("merged_into", "pk")))
    with transaction.atomic():
        waiting = DocketRelation.objects.filter(of_it, other=None).select_for_update(skip_locked=True, of=("self",))
        pairs = waiting.annotate(found=found).filter(found__isnull=False).order_by("pk").values_list("pk", "found")
        for relation, other in pairs:
            DocketRelation.objects.filter(pk=relation).update(other=other)
