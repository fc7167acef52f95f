"""Follows filings that turned out to be one: what editors said of the one that went is said of the one that stands."""

from django.db.models import F, QuerySet

from dockets.models import Filing
from rulings.models import Claim, Disposition, Editorial, Hearing, Motion, Position, Repleading, Ruling


def follow_merged(docket_id: int) -> bool:
    """Moves editors' rows from merged filings to the filings that they are merged into. Machine rows need no moving: they are
    read again. True if anything moved."""
    if not Filing.objects.filter(docket=docket_id, merged_into__isnull=False).exists():
        return False
    moved = _move(Motion, "motion", docket_id) | _move(Ruling, "ruling", docket_id) | _move_claims(docket_id)
    _move_editorials(docket_id)
    return _move_hearings(docket_id) or moved


def _move_editorials(docket_id: int) -> None:
    """What editors said in plain language of the filing that went, unless they have said something of the one that stands."""
    rows = Editorial.objects.filter(docket=docket_id, filing__merged_into__isnull=False).order_by("pk")
    for row in rows.annotate(into=F("filing__merged_into")):
        if not Editorial.objects.filter(filing=row.into).exists():
            Editorial.objects.filter(pk=row.pk).update(filing=row.into)


def _move_hearings(docket_id: int) -> bool:
    """Where the other filing sets the same already, an editor's takes the place of a machine's, and of two editors' both stay."""
    moved = False
    rows = Hearing.objects.filter(docket=docket_id, read_by_machine=False, filing__merged_into__isnull=False).order_by("pk")
    for hearing in rows.annotate(into=F("filing__merged_into")):
        place = {"date": hearing.date, "starts_at": hearing.starts_at, "title": hearing.title}
        same = Hearing.objects.filter(docket=docket_id, filing=hearing.into, **place).first()
        if same is not None and same.read_by_machine:
            same.delete()
        if same is None or same.read_by_machine:
            Hearing.objects.filter(pk=hearing.pk).update(filing=hearing.into)
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


def _move(model: type[Motion] | type[Ruling], name: str, docket_id: int) -> bool:
    """Motions, or rulings, that an editor made or hung something on. ``name``: of the disposition's field for them.

    What an editor entered is never deleted: of two that editors made both stay where they are, and what was said of them hangs on
    the one that stands.
    """
    moved = False
    rows = model._default_manager.filter(docket=docket_id, filing__merged_into__isnull=False).order_by("pk")
    for row in rows.annotate(into=F("filing__merged_into")):
        if row.read_by_machine and not _of_editors(name, row.pk).exists():
            continue
        standing = model._default_manager.filter(filing=row.into).first()
        if standing is not None and not standing.read_by_machine:
            moved |= _hang(name, row.pk, standing.pk)
            continue
        if standing is not None:
            _hang(name, standing.pk, row.pk)
            if _of_editors(name, standing.pk).exists():
                continue
            standing.delete()
        model._default_manager.filter(pk=row.pk).update(filing=row.into)
        moved = True
    return moved


def _of_editors(name: str, of: int) -> "QuerySet[Disposition]":
    return Disposition.objects.filter(read_by_machine=False, **{f"{name}_id": of}).order_by("pk")


def _hang(name: str, old: int, new: int) -> bool:
    """Hangs what editors said of one motion or ruling on another. A machine's word that says the same gives way; of two editors'
    who say the same, in words of their own, both stay where they are. True if any moved."""
    moved = False
    for said in _of_editors(name, old):
        key = {"ruling_id": said.ruling_id, "motion_id": said.motion_id, "claim_id": said.claim_id, f"{name}_id": new}
        same = Disposition.objects.filter(outcome=said.outcome, **key).first()
        if same is None or same.read_by_machine:
            if same is not None:
                same.delete()
            Disposition.objects.filter(pk=said.pk).update(**{f"{name}_id": new})
            moved = True
    return moved
