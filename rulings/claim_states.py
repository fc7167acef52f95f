"""What a claim, a motion, a hearing, a ruling or a disposition says, as plain values: for the account of edits, for versions of
forms, for exports.

Filings are named as people name them, by number, else by public id; parties by id and name.
"""

from typing import Any

from django.db.models import Prefetch, QuerySet

from dockets.models import Filing
from rulings.models import Claim, Disposition, Hearing, Motion, Position, Repleading, Ruling

type State = dict[str, Any]


def with_all(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims with what their states tell, in a fixed number of queries."""
    pleaded = Prefetch("repleadings", Repleading.objects.select_related("pleading"))
    said = Prefetch("positions", Position.objects.select_related("filing"))
    return claims.select_related("pleading").prefetch_related("asserted_by", "against", pleaded, said)


def claim_state(claim: Claim) -> State:
    return {
        "kind": claim.kind,
        "number": claim.number,
        "title": claim.title,
        "ground": claim.ground,
        "summary": claim.summary,
        "pleading": filing_name(claim.pleading),
        "asserted_by": [[party.pk, party.name] for party in claim.asserted_by.all()],
        "against": [[party.pk, party.name] for party in claim.against.all()],
        "positions": {row.stance: {"text": row.text, "filing": filing_name(row.filing)} for row in claim.positions.all()},
        "later_pleadings": sorted(
            (
                {"pleading": filing_name(row.pleading), "change": row.change, "number": row.number}
                for row in claim.repleadings.all()
            ),
            key=lambda later: str(later["pleading"]),
        ),
    }


def ruling_state(ruling: Ruling) -> State:
    return {
        "filing": filing_name(ruling.filing),
        "title": ruling.title,
        "standard": ruling.standard,
        "citation": ruling.citation,
        "by_parties": ruling.by_parties,
        "is_complete": ruling.is_complete,
        "read_by_machine": ruling.read_by_machine,
    }


def disposition_state(row: Disposition) -> State:
    return {
        "ruling": filing_name(row.ruling.filing),
        "motion": filing_name(row.motion.filing) if row.motion else None,
        "claim": row.claim.label if row.claim else None,
        "outcome": row.outcome,
        "standard": row.standard,
        "reason": row.reason,
        "quotation": row.quotation,
        "place": row.place,
        "parties": [[party.pk, party.name] for party in row.parties.all()],
        "reviews": filing_name(row.reviews.ruling.filing) if row.reviews else None,
        "read_by_machine": row.read_by_machine,
    }


def motion_state(motion: Motion) -> State:
    return {"filing": filing_name(motion.filing), "title": motion.title, "read_by_machine": motion.read_by_machine}


def hearing_state(hearing: Hearing) -> State:
    names = ("kind", "title", "date", "starts_at", "place", "judge", "moved_to", "read_by_machine")
    told = {name: getattr(hearing, name) for name in names}
    told |= {"filing": filing_name(hearing.filing), "vacated_by": filing_name(hearing.vacated_by)}
    return told | {"about": sorted(filing_name(filing) or "" for filing in hearing.about.only("number", "public_id"))}


def filing_name(filing: Filing | None) -> str | None:
    return (filing.number or filing.public_id) if filing else None
