"""Relations between dockets, as sources state them. A part of ``merge``.

The other docket may come later, or never: until then its court and number stand in for it.
"""

from collections.abc import Sequence

from dockets.docket_number import parse
from dockets.models import Court, Docket, DocketRelation
from dockets.records import Refusal, RelationRecord


def merge(docket: Docket, relations: Sequence[RelationRecord]) -> tuple[bool, list[Refusal]]:
    """Adds the relations that are new. Whether there were any, and those that could not be taken."""
    if not relations:
        return False, []
    courts = Court.objects.in_bulk({relation.court_id for relation in relations})
    refused = [Refusal("related case", f"There is no court “{r.court_id[:40]}”.") for r in relations if r.court_id not in courts]
    known = set(docket.relations.values_list("kind", "other_court", "other_key"))
    rows = [_row(docket, relation, courts[relation.court_id]) for relation in relations if relation.court_id in courts]
    new = {key: row for row in rows if (key := (row.kind, row.other_court_id, row.other_key)) not in known and row.other_key}
    for row in new.values():
        row.other = Docket.objects.filter(court=row.other_court, number_key=row.other_key).exclude(pk=docket.pk).first()
    DocketRelation.objects.bulk_create([new[key] for key in sorted(new)])
    return bool(new), refused


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


def welcome(docket: Docket) -> None:
    """Lets the relations that were waiting for this docket point to it."""
    waiting = DocketRelation.objects.filter(other=None, other_court=docket.court_id, other_key=docket.number_key)
    waiting.exclude(docket=docket).update(other=docket)
