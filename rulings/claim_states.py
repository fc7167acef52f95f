"""What a claim, a ruling or a disposition says, as plain values: for the account of edits, for versions of forms, for exports.

Filings are named as people name them, by number, else by public id; parties by id and name.
"""

from typing import Any

from dockets.models import Filing
from rulings.models import Claim, Disposition, Ruling

type State = dict[str, Any]


def claim_state(claim: Claim) -> State:
    """Four queries."""
    return {
        "kind": claim.kind,
        "number": claim.number,
        "title": claim.title,
        "ground": claim.ground,
        "summary": claim.summary,
        "pleading": filing_name(claim.pleading),
        "asserted_by": [[party.pk, party.name] for party in claim.asserted_by.order_by("position", "id")],
        "against": [[party.pk, party.name] for party in claim.against.order_by("position", "id")],
        "positions": {
            row.stance: {"text": row.text, "filing": filing_name(row.filing)}
            for row in claim.positions.select_related("filing").order_by("stance")
        },
        "later_pleadings": [
            {"pleading": filing_name(row.pleading), "change": row.change, "number": row.number}
            for row in claim.repleadings.select_related("pleading").order_by("pleading__date_filed", "id")
        ],
    }


def ruling_state(ruling: Ruling) -> State:
    return {
        "filing": filing_name(ruling.filing),
        "title": ruling.title,
        "standard": ruling.standard,
        "citation": ruling.citation,
        "by_parties": ruling.by_parties,
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
        "parties": [[party.pk, party.name] for party in row.parties.order_by("position", "id")],
        "reviews": filing_name(row.reviews.ruling.filing) if row.reviews else None,
        "read_by_machine": row.read_by_machine,
    }


def filing_name(filing: Filing | None) -> str | None:
    return (filing.number or filing.public_id) if filing else None
