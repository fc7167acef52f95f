"""Follows filings that turned out to be one: what editors said of the one that went is said of the one that stands."""

from django.db.models import F

from dockets.models import Filing
from rulings.models import Claim, Disposition, Hearing, Motion, Position, Repleading, Ruling


def follow_merged(docket_id: int) -> bool:
    """Moves editors' rows from merged filings to the filings that they are merged into. Machine rows need no moving: they are
    read again. True if anything moved."""
    if not Filing.objects.filter(docket=docket_id, merged_into__isnull=False).exists():
        return False
    moved = _move_motions(docket_id) | _move_rulings(docket_id) | _move_claims(docket_id)
    hearings = Hearing.objects.filter(docket=docket_id, read_by_machine=False, filing__merged_into__isnull=False)
    for hearing in hearings.select_related("filing"):
        hearing.filing_id = hearing.filing.merged_into_id if hearing.filing else None
        hearing.save(update_fields=["filing"])
        moved = True
    return moved


def _move_claims(docket_id: int) -> bool:
    """What is said of a claim with its filings. Where the other filing has the same already, both stay."""
    moved = False
    for claim in Claim.objects.filter(docket=docket_id, pleading__merged_into__isnull=False).select_related("pleading"):
        into = claim.pleading.merged_into_id if claim.pleading else None
        if not Claim.objects.filter(docket=docket_id, kind=claim.kind, number=claim.number, pleading=into).exists():
            Claim.objects.filter(pk=claim.pk).update(pleading=into)
            moved = True
    pleaded = Repleading.objects.filter(claim__docket=docket_id, pleading__merged_into__isnull=False)
    for later in pleaded.select_related("pleading"):
        into = later.pleading.merged_into_id
        if not Repleading.objects.filter(claim=later.claim_id, pleading=into).exists():
            Repleading.objects.filter(pk=later.pk).update(pleading=into)
            moved = True
    said = Position.objects.filter(claim__docket=docket_id, filing__merged_into__isnull=False)
    for position in said.annotate(into=F("filing__merged_into")):
        Position.objects.filter(pk=position.pk).update(filing=position.into)
        moved = True
    return moved


def _move_motions(docket_id: int) -> bool:
    rows = Motion.objects.filter(docket=docket_id, filing__merged_into__isnull=False).annotate(into=F("filing__merged_into"))
    moved = False
    for motion in rows:
        if motion.read_by_machine and not Disposition.objects.filter(motion=motion, read_by_machine=False).exists():
            continue
        standing = Motion.objects.filter(filing=motion.into).first()
        if standing is not None:
            Disposition.objects.filter(motion=standing, read_by_machine=False).update(motion=motion)
            standing.delete()
        Motion.objects.filter(pk=motion.pk).update(filing=motion.into)
        moved = True
    return moved


def _move_rulings(docket_id: int) -> bool:
    rows = Ruling.objects.filter(docket=docket_id, filing__merged_into__isnull=False).annotate(into=F("filing__merged_into"))
    moved = False
    for ruling in rows:
        if ruling.read_by_machine and not Disposition.objects.filter(ruling=ruling, read_by_machine=False).exists():
            continue
        standing = Ruling.objects.filter(filing=ruling.into).first()
        if standing is not None and not standing.read_by_machine:
            continue
        if standing is not None:
            Disposition.objects.filter(ruling=standing, read_by_machine=False).update(ruling=ruling)
            standing.delete()
        Ruling.objects.filter(pk=ruling.pk).update(filing=ruling.into)
        moved = True
    return moved
