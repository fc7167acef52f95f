"""Which docket an address means: shared by the pages of a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from dockets.find import docket_numbered
from dockets.models import Court, Docket, DocketRelation
from dockets.withheld import WITHHELD
from rulings.models import Annotation, Claim, Editorial, Follow, Reading


@dataclass(frozen=True, slots=True)
class Case:
    """A docket with what its page is about to ask, in the query that finds it: most have no claims and no relatives."""

    docket: Docket
    reading: Reading | None
    has_claims: bool
    is_related: bool
    is_followed: bool
    """By the reader who asks."""
    has_notes: bool
    """Any that somebody may see."""
    has_words: bool
    """Of editors, in plain language."""
    withheld: Mapping[str, Any] | None
    """What a source does not show of it, as ``dockets.withheld`` takes it."""


_HAS_CLAIMS = Exists(Claim.objects.filter(docket=OuterRef("pk")))
_HAS_NOTES = Exists(Annotation.objects.filter(docket=OuterRef("pk"), deleted_at=None))
_HAS_WORDS = Exists(Editorial.objects.filter(docket=OuterRef("pk")))
_IS_RELATED = Exists(DocketRelation.objects.believed().filter(Q(docket=OuterRef("pk")) | Q(other=OuterRef("pk"))))


def find_case(court_id: str, number: str, reader: int | None = None) -> Case:
    """By the address's own spelling of the number or by any other; one that turned out to be another docket leads to that one.
    404 where there is none. ``reader``: the id of the user who asks."""
    known = Docket.objects.select_related("court", "reading").defer("search")
    known = known.annotate(has_claims=_HAS_CLAIMS, is_related=_IS_RELATED, withheld=WITHHELD)
    known = known.annotate(has_notes=_HAS_NOTES, has_words=_HAS_WORDS)
    if reader:
        known = known.annotate(is_followed=Exists(Follow.objects.filter(docket=OuterRef("pk"), user=reader)))
    docket = _found(known, court_id, number)
    followed = bool(reader and docket.is_followed)
    beside = (docket.has_notes, docket.has_words)
    return Case(
        docket, getattr(docket, "reading", None), docket.has_claims, docket.is_related, followed, *beside, docket.withheld
    )


def find_docket(court_id: str, number: str) -> Docket:
    """The docket with its court, found in the same way."""
    docket: Docket = _found(Docket.objects.select_related("court").defer("search"), court_id, number)
    return docket


def _found(known: QuerySet[Any, Any], court_id: str, number: str) -> Any:
    if docket := known.filter(court_id=court_id, docket_number=number.replace("\x00", "")).first():
        return known.get(pk=docket.merged_into_id) if docket.merged_into_id else docket
    court = Court.objects.filter(pk=court_id).first()
    found = docket_numbered(court, number) if court else None
    if found is None:
        raise Http404(f"No case {number} of the court {court_id} is in this tracker.")
    return known.get(pk=found.pk)
