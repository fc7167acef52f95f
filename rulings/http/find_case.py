"""Finds the docket that an address means: shared by the pages of a case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Now
from django.http import Http404

from dockets.history.access_gaps import WITHHELD
from dockets.history.as_of import AS_OF
from dockets.models import Court, Docket
from dockets.search.find import find_docket_by_number
from rulings.models import Annotation, Claim, Editorial, Follow, Reading
from rulings.models.annotation import Visitor, filter_for_newsroom, filter_for_readers
from rulings.notes import editor_overlays
from rulings.notes.display import is_newsroom_member
from rulings.timeline import summary


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A docket with what its page needs to know, fetched in the same query: most have no claims, and few have related
    dockets."""

    docket: Docket
    reading: Reading | None
    has_claims: bool
    related: Sequence[summary.RelatedDocket]
    """The other dockets of the dispute."""
    is_followed: bool
    """By the reader who asks."""
    has_public_notes: bool
    has_newsroom_notes: bool
    """Any that colleagues may see, besides public ones."""
    has_own_notes: bool
    """Any of the reader who asks."""
    has_words: bool
    """Of editors, in plain language."""
    editorial_rows: Sequence[Mapping[str, Any]]
    """What editors say of the case as a whole, and its key moments, for ``editor_overlays.read_editorials``."""
    withheld: Mapping[str, Any] | None
    """What a source does not show of it, for ``dockets.history.access_gaps``."""

    def has_notes_for(self, reader: Visitor) -> bool:
        """Whether there is a note that ``reader``, for whom the case was found, may see. Notes that they may not see
        are never disclosed."""
        return self.has_public_notes or self.has_own_notes or (self.has_newsroom_notes and is_newsroom_member(reader))


_NONE = "No case {} of the court {} is in this tracker."
_NOTES = Annotation.objects.filter(docket=OuterRef("pk"), deleted_at=None)
_KNOWN: QuerySet[Any, Any] = Docket.objects.select_related("court", "reading").defer("search")
_CASES = _KNOWN.annotate(
    has_claims=Exists(Claim.objects.filter(docket=OuterRef("pk"))),
    related=ArraySubquery(summary.query_relations(OuterRef("pk"))),
    has_public_notes=Exists(_NOTES.filter(filter_for_readers(Now()))),
    has_newsroom_notes=Exists(_NOTES.filter(filter_for_newsroom(Now()))),
    has_words=Exists(Editorial.objects.filter(docket=OuterRef("pk"))),
    editorial_rows=ArraySubquery(editor_overlays.query_editorials(OuterRef("pk"))),
    withheld=WITHHELD,
    as_of=AS_OF,
    has_own_notes=Value(False),
    is_followed=Value(False),
)
"""Dockets with the values of ``FoundCase``, for an anonymous reader."""


def find_case(court_id: str, number: str, reader: int | None = None) -> FoundCase:
    """By the address's own spelling of the number or by any other; a merged docket leads to the one it was merged into.
    Raises ``Http404``. ``reader``: the id of the user who asks."""
    cases = _CASES
    if reader:
        followed = Follow.objects.filter(docket=OuterRef("pk"), user=reader)
        cases = cases.annotate(has_own_notes=Exists(_NOTES.filter(author=reader)), is_followed=Exists(followed))
    return _case(_found(cases, court_id, number))


def _case(found: Any) -> FoundCase:
    return FoundCase(
        docket=found,
        reading=getattr(found, "reading", None),
        has_claims=found.has_claims,
        related=summary.list_related_dockets(found, found.related),
        is_followed=found.is_followed,
        has_public_notes=found.has_public_notes,
        has_newsroom_notes=found.has_newsroom_notes,
        has_own_notes=found.has_own_notes,
        has_words=found.has_words,
        editorial_rows=found.editorial_rows,
        withheld=found.withheld,
    )


def find_docket(court_id: str, number: str) -> Docket:
    """The docket with its court, found in the same way."""
    known: QuerySet[Any, Any] = Docket.objects.select_related("court").defer("search")
    docket: Docket = _found(known.annotate(as_of=AS_OF), court_id, number)
    return docket


def _found(known: QuerySet[Any, Any], court_id: str, number: str) -> Any:
    if docket := known.filter(court_id=court_id, docket_number=number.replace("\x00", "")).first():
        return known.get(pk=docket.merged_into_id) if docket.merged_into_id else docket
    return known.get(pk=_spelled_otherwise(court_id, number).pk)


def _spelled_otherwise(court_id: str, number: str) -> Docket:
    court = Court.objects.filter(pk=court_id).first()
    found = find_docket_by_number(court, number) if court else None
    if found is None:
        raise Http404(_NONE.format(number, court_id))
    return found
