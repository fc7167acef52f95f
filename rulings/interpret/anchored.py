"""Lets notes follow what they are about: a filing that turned out to be another one, words that the court has changed."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from dockets.document_texts import public
from dockets.models import Docket, DocumentText, Filing
from rulings.anchors import CONTEXT, Fit, locate
from rulings.grounds import STANDS_ON, ground_of, text_id
from rulings.models import Annotation

_QUOTED = ["exact", "prefix", "suffix"]
_FOLLOWED = ["filing", "docket", "document_number", *_QUOTED, "start", "length", "fit", "anchored_to", "words_changed_at"]
WITHHELD = "[withheld]"
"""Of a quotation of which nothing is left."""
_REWORDED = (Q(of_text=False) & ~Q(anchored_to=F("filing__fingerprint"))) | (Q(of_text=True) & ~Q(anchored_to=STANDS_ON))
_BEHIND = Q(filing__merged_into__isnull=False) | ~Q(made_on=F("filing")) | _REWORDED

LEFT_BEHIND = Exists(Annotation.objects.filter(_BEHIND, docket=OuterRef("pk")))
"""Of a docket: whether any of its notes may have to follow."""


def follow_annotations(docket_id: int) -> None:
    """Brings the notes of a docket up to its filings as they stand."""
    ids = list(Annotation.objects.filter(_BEHIND, docket=docket_id).order_by("id").values_list("id", flat=True))
    now = timezone.now()
    # An editor who is saving a note is waited for, and what they saved is kept.
    for row in Annotation.objects.filter(pk__in=ids).order_by("id").select_for_update(of=("self",)):
        _follow(row, now)


def follow_text(filing_id: int) -> None:
    """Brings the notes on the documents' texts of a filing up to those texts, once an editor has changed one."""
    now = timezone.now()
    rows = Annotation.objects.filter(filing=filing_id, of_text=True).order_by("id")
    for row in rows.select_for_update(of=("self",)):
        _follow(row, now)


def withhold_orphans(filing_id: int, number: int) -> None:
    """Takes the quotation out of notes on a document's text that do not stand on any words of it, deleted ones too."""
    rows = Annotation.objects.filter(filing=filing_id, document_number=number, of_text=True, fit=Fit.ORPHANED)
    rows.update(exact=WITHHELD, prefix="", suffix="")


def _follow(row: Annotation, now: datetime) -> None:
    filing, number = _survivor(row.made_on_id), row.document_number
    if row.of_text and (moved := DocumentText.objects.shown().filter(pk=text_id(row.anchored_to), filing=filing).first()):
        row.document_number = moved.document_number
    ground = ground_of(filing, row.document_number, of_text=row.of_text)
    if (row.filing_id, number, row.anchored_to) == (filing.pk, row.document_number, ground.anchored_to):
        return
    row.filing, row.docket_id, row.anchored_to = filing, filing.docket_id, ground.anchored_to
    if row.exact:
        _withhold(row)
        row.stands(locate(row.passage, ground.text))
    row.words_changed_at = None if ground.key == row.words_key else row.words_changed_at or now
    row.save(update_fields=_FOLLOWED)


def _withhold(row: Annotation) -> None:
    """Takes out of a note's quotation what was taken out of the text that it is of: an orphan shows its words to everyone."""
    private = Docket.objects.defer("search").get(pk=row.docket_id).prints_homes
    before, words, after = public([row.prefix, row.exact, row.suffix], private=private)
    row.prefix, row.exact, row.suffix = before[-CONTEXT:], words or WITHHELD, after[:CONTEXT]


def _survivor(filing_id: int) -> Filing:
    filing = Filing.objects.defer("search").get(pk=filing_id)
    return filing if filing.merged_into_id is None else _survivor(filing.merged_into_id)
