"""The content of a claim, a motion, a hearing, a ruling or a disposition as plain values: for the audit log, for
versions of forms, for exports.

Filings are named as people name them, by number, else by public id; parties by id and name.
"""

from typing import Any

from django.db.models import Prefetch, QuerySet

from dockets.models import DocumentText, Filing
from rulings.models import (
    Annotation,
    Claim,
    Disposition,
    Editorial,
    Hearing,
    Milestone,
    Motion,
    Position,
    Repleading,
    Ruling,
)

type State = dict[str, Any]

EDITORIAL_FIELDS = ("headline", "summary", "pinned")
MILESTONE_FIELDS = ("date", "headline", "text", "source", "source_url")


def prefetch_claim_states(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims with all that their states need, in a fixed number of queries."""
    pleaded = Prefetch("repleadings", Repleading.objects.select_related("pleading"))
    said = Prefetch("positions", Position.objects.select_related("filing"))
    return claims.select_related("pleading").prefetch_related("asserted_by", "against", pleaded, said)


def get_claim_state(claim: Claim) -> State:
    return {
        "kind": claim.kind,
        "number": claim.number,
        "title": claim.title,
        "ground": claim.ground,
        "summary": claim.summary,
        "pleading": name_filing(claim.pleading),
        "asserted_by": [[party.pk, party.name] for party in claim.asserted_by.all()],
        "against": [[party.pk, party.name] for party in claim.against.all()],
        "positions": {
            row.stance: {"text": row.text, "filing": name_filing(row.filing)} for row in claim.positions.all()
        },
        "later_pleadings": sorted(
            (
                {"pleading": name_filing(row.pleading), "change": row.change, "number": row.number}
                for row in claim.repleadings.all()
            ),
            key=lambda later: str(later["pleading"]),
        ),
    }


def get_ruling_state(ruling: Ruling) -> State:
    return {
        "filing": name_filing(ruling.filing),
        "title": ruling.title,
        "standard": ruling.standard,
        "citation": ruling.citation,
        "judge": ruling.judge,
        "by_parties": ruling.by_parties,
        "is_complete": ruling.is_complete,
        "read_by_machine": ruling.read_by_machine,
    }


def get_disposition_state(row: Disposition) -> State:
    return {
        "ruling": name_filing(row.ruling.filing),
        "motion": name_filing(row.motion.filing) if row.motion else None,
        "claim": row.claim.label if row.claim else None,
        "outcome": row.outcome,
        "standard": row.standard,
        "reason": row.reason,
        "quotation": row.quotation,
        "quoted_from": row.quoted_from,
        "place": row.place,
        "parties": [[party.pk, party.name] for party in row.parties.all()],
        "reviews": name_filing(row.reviews.ruling.filing) if row.reviews else None,
        "read_by_machine": row.read_by_machine,
    }


def get_motion_state(motion: Motion) -> State:
    return {"filing": name_filing(motion.filing), "title": motion.title, "read_by_machine": motion.read_by_machine}


def get_hearing_state(hearing: Hearing) -> State:
    names = ("kind", "title", "date", "starts_at", "place", "judge", "moved_to", "read_by_machine")
    told = {name: getattr(hearing, name) for name in names}
    told |= {name: name_filing(getattr(hearing, name)) for name in ("filing", "vacated_by", "held_by")}
    return told | {"about": sorted(name_filing(filing) or "" for filing in hearing.about.only("number", "public_id"))}


def name_filing(filing: Filing | None) -> str | None:
    return (filing.number or filing.public_id) if filing else None


def get_editorial_state(row: Editorial | None) -> State | None:
    if row is None:
        return None
    return {name: getattr(row, name) for name in EDITORIAL_FIELDS} | {"filing": name_filing(row.filing)}


def get_milestone_state(row: Milestone | None) -> State | None:
    return {name: getattr(row, name) for name in MILESTONE_FIELDS} if row else None


DOCUMENT_TEXT = "documenttext"
"""``AuditEntry.kind`` of the text of a document."""


def get_text_state(row: DocumentText) -> State:
    """Its source and whether it stands. Its words are left out: the audit log is permanent, and they may have to be
    deleted."""
    return {
        "filing": row.filing.number or row.filing.public_id,
        "document": row.document_number,
        "from": row.get_origin_display(),
        "name": row.name,
        "pages": row.page_count,
        "sha256": row.sha256,
        "stands": row.gone_at is None,
        "published": row.published_at is not None,
        "withheld": row.withheld,
        "pictures only": row.pictures_only,
    }


def get_annotation_state(row: Annotation) -> dict[str, Any]:
    """For the audit log, which holds the note's versions. Readers access it through ``visible_entries`` or through the
    note."""
    names = (
        "version",
        "body",
        "tags",
        "visibility",
        "status",
        "published_at",
        "deleted_at",
        "resolved_at",
        "words_key",
    )
    return {name: getattr(row, name) for name in names} | {"filing": row.filing_id}
