"""Relations between dockets, as sources state them. A part of ``merge``.

The other docket may come later, or never: until then its court and number stand in for it.
"""

from collections.abc import Sequence
from functools import partial

from django.db import connection, transaction

from dockets.docket_number import parse
from dockets.models import Court, Docket, DocketRelation
from dockets.records import Refusal, RelationRecord

_INTRODUCE = """WITH met AS (
  SELECT r.id, coalesce(d.merged_into_id, d.id) AS other FROM dockets_docketrelation r
  JOIN dockets_docket d ON d.court_id = r.other_court_id AND d.number_key = r.other_key AND d.id <> r.docket_id
  WHERE r.other_id IS NULL AND (r.docket_id = %s OR d.id = %s) ORDER BY r.id FOR UPDATE OF r SKIP LOCKED
) UPDATE dockets_docketrelation r SET other_id = met.other FROM met WHERE r.id = met.id"""
_UNSTATED = (DocketRelation.Status.SUGGESTED, DocketRelation.Status.CONFIRMED)


def merge(docket: Docket, relations: Sequence[RelationRecord]) -> tuple[bool, list[Refusal]]:
    """Adds the relations that are new; what was only suggested is stated now. Whether there were any, and those that could not be
    taken. One that an admin rejected stays rejected."""
    if not relations:
        return False, []
    courts = Court.objects.in_bulk({relation.court_id for relation in relations})
    refused = [Refusal("related case", f"There is no court “{r.court_id[:40]}”.") for r in relations if r.court_id not in courts]
    known = {(row.kind, row.other_court_id, row.other_key): row for row in docket.relations.order_by("id")}
    rows = [_row(docket, relation, courts[relation.court_id]) for relation in relations if relation.court_id in courts]
    told = {(row.kind, row.other_court_id, row.other_key): row for row in rows if row.other_key}
    stated = [known[key].pk for key in told if key in known and known[key].status in _UNSTATED]
    DocketRelation.objects.filter(pk__in=stated).update(status=DocketRelation.Status.STATED)
    new = {key: row for key, row in told.items() if key not in known}
    for row in new.values():
        row.other = other_docket(docket, row.other_court_id, row.other_key)
    # The reading may suggest one of them just now.
    unique = ["docket", "kind", "other_court", "other_key"]
    rows = [new[key] for key in sorted(new)]
    DocketRelation.objects.bulk_create(rows, update_conflicts=True, unique_fields=unique, update_fields=["status", "other"])
    if any(row.other is None for row in rows):
        transaction.on_commit(partial(_introduce, docket.pk))
    return bool(new or stated), refused


def _row(docket: Docket, relation: RelationRecord, court: Court) -> DocketRelation:
    number = parse(relation.docket_number, court.id, court.kind)
    return DocketRelation(
        docket=docket,
        kind=relation.kind,
        other_court=court,
        other_number=number.display[:200],
        other_key=number.key,
        other_name=relation.case_name,
    )


def other_docket(docket: Docket, court_id: str, key: str) -> Docket | None:
    """The docket of that number, or the one that it turned out to be; None where there is none, or it is this one."""
    known = Docket.objects.select_related("merged_into").filter(court=court_id, number_key=key).first()
    found = known and (known.merged_into or known)
    return None if found == docket else found


def welcome(docket: Docket) -> None:
    """Lets the relations that were waiting for this docket point to it."""
    waiting = DocketRelation.objects.filter(other=None, other_court=docket.court_id, other_key=docket.number_key)
    waiting.exclude(docket=docket).update(other=docket)
    transaction.on_commit(partial(_introduce, docket.pk))


def _introduce(docket_id: int) -> None:
    """Two dockets that come in at the same time, each telling of the other, see nothing of each other before they are committed.
    Whichever was later finds both. What another writer is just introducing is left to it, so that none waits."""
    with connection.cursor() as cursor:
        cursor.execute(_INTRODUCE, [docket_id, docket_id])
