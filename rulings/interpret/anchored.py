"""Lets notes follow what they are about: a filing that turned out to be another one, words that the court has changed."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from dockets.models import Filing
from rulings.anchors import locate, words_key
from rulings.models import Annotation

_FOLLOWED = ["filing", "docket", "start", "length", "fit", "anchored_to", "words_changed_at"]
_BEHIND = Q(filing__merged_into__isnull=False) | ~Q(made_on=F("filing")) | ~Q(anchored_to=F("filing__fingerprint"))

LEFT_BEHIND = Exists(Annotation.objects.filter(_BEHIND, docket=OuterRef("pk")))
"""Of a docket: whether any of its notes may have to follow."""


def follow_annotations(docket_id: int) -> None:
    """Brings the notes of a docket up to its filings as they stand."""
    ids = list(Annotation.objects.filter(_BEHIND, docket=docket_id).order_by("id").values_list("id", flat=True))
    now = timezone.now()
    # An editor who is saving a note is waited for, and what they saved is kept.
    for row in Annotation.objects.filter(pk__in=ids).order_by("id").select_for_update(of=("self",)):
        _follow(row, now)


def _follow(row: Annotation, now: datetime) -> None:
    filing = _survivor(row.made_on_id)
    if row.filing_id == filing.pk and row.anchored_to == filing.fingerprint:
        return
    text = filing.text
    row.filing, row.docket_id, row.anchored_to = filing, filing.docket_id, filing.fingerprint
    if row.exact:
        row.stands(locate(row.passage, text))
    row.words_changed_at = None if words_key(text) == row.words_key else row.words_changed_at or now
    row.save(update_fields=_FOLLOWED)


def _survivor(filing_id: int) -> Filing:
    filing = Filing.objects.defer("search").get(pk=filing_id)
    return filing if filing.merged_into_id is None else _survivor(filing.merged_into_id)
