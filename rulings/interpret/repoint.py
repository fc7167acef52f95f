"""Moves editors' rows when filings are merged: what editors said of the merged filing moves to the surviving one, and
notes follow the texts that they quote. Called by ``interpret_docket`` and ``rulings.desk.document_texts``."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from dockets.documents.texts import mask_pages
from dockets.models import Docket, DocumentText, Filing
from rulings.models import (
    Annotation,
    Claim,
    Correction,
    Disposition,
    Editorial,
    Hearing,
    Motion,
    Position,
    Repleading,
    Ruling,
    WantedDocument,
)
from rulings.notes.anchor_text import STANDS_ON, get_ground, get_text_id
from rulings.passages.anchors import CONTEXT, Fit, locate_passage


def repoint_merged_filings(docket_id: int) -> bool:
    """Moves editors' rows from merged filings to the filings that they are merged into. Rows read by the machine are
    not moved: they are read again. True if anything moved."""
    if not Filing.objects.filter(docket=docket_id, merged_into__isnull=False).exists():
        return False
    moved = _move(Motion, "motion", docket_id) | _move(Ruling, "ruling", docket_id) | _move_claims(docket_id)
    _move_editorials(docket_id)
    _move_corrections(docket_id)
    _move_wanted(docket_id)
    return _move_hearings(docket_id) or moved


def _move_editorials(docket_id: int) -> None:
    """Moves headlines and summaries from merged filings, unless the surviving filing has its own."""
    rows = Editorial.objects.filter(docket=docket_id, filing__merged_into__isnull=False).order_by("pk")
    moving: QuerySet[Any] = rows.annotate(into=F("filing__merged_into"))
    for row in moving:
        if not Editorial.objects.filter(filing=row.into).exists():
            Editorial.objects.filter(pk=row.pk).update(filing=row.into)


def _move_corrections(docket_id: int) -> None:
    """Moves corrections from merged filings, unless the surviving filing has its own of the same field."""
    rows = Correction.objects.filter(docket=docket_id, filing__merged_into__isnull=False).order_by("pk")
    for row, field, into in rows.values_list("pk", "field", "filing__merged_into"):
        if not Correction.objects.filter(filing=into, field=field).exists():
            Correction.objects.filter(pk=row).update(filing=into)


def _move_wanted(docket_id: int) -> None:
    """Moves what editors want from merged filings, unless they want the same of the surviving filing."""
    rows = WantedDocument.objects.filter(docket=docket_id, filing__merged_into__isnull=False).order_by("pk")
    for row in rows.annotate(into=F("filing__merged_into")):
        there = {"filing": row.into, "document_number": row.document_number, "by": row.by_id}
        if not WantedDocument.objects.filter(**there).exists():
            WantedDocument.objects.filter(pk=row.pk).update(filing=row.into)


def _move_hearings(docket_id: int) -> bool:
    """Where the surviving filing already sets the same hearing, an editor's row replaces a machine's; of two editors'
    rows both stay where they are."""
    moved = False
    rows = Hearing.objects.filter(docket=docket_id, read_by_machine=False, filing__merged_into__isnull=False).order_by(
        "pk"
    )
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
    """Moves claims, repleadings and positions. Where the surviving filing already has the same, both stay where they
    are."""
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
    """Moves motions or rulings that an editor made or that carry editors' dispositions. ``name`` is the field of
    ``Disposition`` that points to them.

    Rows that an editor entered are never deleted: where both filings have an editor's row, both rows stay, and editors'
    dispositions move to the row of the surviving filing.
    """
    moved = False
    rows = model._default_manager.filter(docket=docket_id, filing__merged_into__isnull=False).order_by("pk")
    moving: QuerySet[Any] = rows.annotate(into=F("filing__merged_into"))
    for row in moving:
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
    """Moves editors' dispositions from one motion or ruling to another. A machine's disposition with the same content
    is replaced; of two editors' with the same content, worded differently, both stay where they are. True if any moved.
    """
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


_QUOTED = ["exact", "prefix", "suffix"]
_FOLLOWED = [
    "filing",
    "docket",
    "document_number",
    *_QUOTED,
    "start",
    "length",
    "fit",
    "anchored_to",
    "words_changed_at",
]
WITHHELD = "[withheld]"
"""Stands for a quotation of which nothing is left."""
_REWORDED = (Q(of_text=False) & ~Q(anchored_to=F("filing__fingerprint"))) | (
    Q(of_text=True) & ~Q(anchored_to=STANDS_ON)
)
_BEHIND = Q(filing__merged_into__isnull=False) | ~Q(made_on=F("filing")) | _REWORDED

LEFT_BEHIND = Exists(Annotation.objects.filter(_BEHIND, docket=OuterRef("pk")))
"""For a query of dockets: whether any of the docket's notes may have to be moved."""


def repoint_annotations(docket_id: int) -> None:
    """Moves the docket's notes to the filings and passages where they now belong."""
    ids = list(Annotation.objects.filter(_BEHIND, docket=docket_id).order_by("id").values_list("id", flat=True))
    now = timezone.now()
    # Waits for an editor who is saving a note, and keeps what they saved.
    for row in Annotation.objects.filter(pk__in=ids).order_by("id").select_for_update(of=("self",)):
        _follow(row, now)


def repoint_text_annotations(filing_id: int) -> None:
    """Moves the notes on the texts of a filing's documents to where their passages now are, after an editor has changed
    a text."""
    now = timezone.now()
    rows = Annotation.objects.filter(filing=filing_id, of_text=True).order_by("id")
    for row in rows.select_for_update(of=("self",)):
        _follow(row, now)


def withhold_orphan_quotations(filing_id: int, number: int) -> None:
    """Removes the quotation from notes on a document's text whose passage is no longer in it, deleted notes
    included."""
    rows = Annotation.objects.filter(filing=filing_id, document_number=number, of_text=True, fit=Fit.ORPHANED)
    rows.update(exact=WITHHELD, prefix="", suffix="")


def _follow(row: Annotation, now: datetime) -> None:
    filing, number = _survivor(row.made_on_id), row.document_number
    if row.of_text and (
        moved := DocumentText.objects.shown().filter(pk=get_text_id(row.anchored_to), filing=filing).first()
    ):
        row.document_number = moved.document_number
    ground = get_ground(filing, row.document_number, of_text=row.of_text)
    if (row.filing_id, number, row.anchored_to) == (filing.pk, row.document_number, ground.anchored_to):
        return
    row.filing, row.docket_id, row.anchored_to = filing, filing.docket_id, ground.anchored_to
    if row.exact:
        _withhold(row)
        row.stands(locate_passage(row.passage, ground.text))
    row.words_changed_at = None if ground.key == row.words_key else row.words_changed_at or now
    row.save(update_fields=_FOLLOWED)


def _withhold(row: Annotation) -> None:
    """Masks in a note's quotation what was masked in the text that it quotes: a note whose passage is lost still shows
    its words to everyone."""
    private = Docket.objects.defer("search").get(pk=row.docket_id).prints_homes
    before, words, after = mask_pages([row.prefix, row.exact, row.suffix], private=private)
    row.prefix, row.exact, row.suffix = before[-CONTEXT:], words or WITHHELD, after[:CONTEXT]


def _survivor(filing_id: int) -> Filing:
    filing = Filing.objects.defer("search").get(pk=filing_id)
    return filing if filing.merged_into_id is None else _survivor(filing.merged_into_id)
