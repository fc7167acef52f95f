"""Finds the docket that an address means: shared by the pages of a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.http import Http404

from dockets.history.access_gaps import DENYING, describe_access_gaps
from dockets.history.as_of import AS_OF
from dockets.models import Court, Docket, DocketRelation
from dockets.search.find import find_docket_by_number
from rulings.models import Annotation, Claim, Editorial, Follow, PublicChange, Reading
from rulings.models.annotation import Visitor
from rulings.notes import editor_overlays
from rulings.publishing.changes import ChangeLine, describe_public_changes, list_public_changes
from rulings.timeline import summary


@dataclass(frozen=True)
class FoundCase:
    """A docket with what its page needs to know. Which of these things it has is found in the same query; the things
    themselves are fetched when they are asked for, since most dockets have none."""

    docket: Docket
    reading: Reading | None
    has_claims: bool
    has_notes: bool
    """Any that the reader who asks may see. Notes that they may not see are never disclosed."""
    has_words: bool
    """Of editors, in plain language."""
    has_relations: bool
    has_changes: bool
    """Whether readers were told of any change that editors made."""
    is_denied: bool
    """Whether a source refuses to show this site parts of it."""
    is_followed: bool
    """By the reader who asks."""

    @cached_property
    def related(self) -> Sequence[summary.RelatedDocket]:
        """The other dockets of the dispute."""
        return summary.list_related_dockets(self.docket) if self.has_relations else []

    @cached_property
    def editorials(self) -> editor_overlays.CaseEditorials | None:
        """What editors say of the case as a whole, and its key moments; None where they have said nothing."""
        return editor_overlays.read_editorials(self.docket) if self.has_words else None

    @cached_property
    def told_changes(self) -> list[ChangeLine]:
        """What was changed in the summary of the case and in its milestones; the newest."""
        rows = list_public_changes(self.docket) if self.has_changes else PublicChange.objects.none()
        lines = describe_public_changes(rows.filter(kind__in=("editorial", "milestone")).order_by("-at", "-id")[:20])
        return [line for line in lines if line.url == line.case_url]

    @cached_property
    def access_gaps(self) -> list[str]:
        """What a source does not show of it, one sentence each."""
        return describe_access_gaps(self.docket) if self.is_denied else []


_NONE = "No case {} of the court {} is in this tracker."
_KNOWN: QuerySet[Any, Any] = Docket.objects.select_related("court", "reading").defer("search")
_HERE = OuterRef("pk")
_CASES = _KNOWN.annotate(
    has_claims=Exists(Claim.objects.published().filter(docket=_HERE)),
    has_words=Exists(Editorial.objects.published().filter(docket=_HERE)),
    has_changes=Exists(PublicChange.objects.filter(docket=_HERE).order_by()),
    has_relations=Exists(DocketRelation.objects.believed().filter(Q(docket=_HERE) | Q(other=_HERE))),
    is_denied=Exists(DENYING.filter(docket=_HERE)),
    as_of=AS_OF,
)
"""Dockets with the values of ``FoundCase`` that are the same for every reader."""
_ANYBODY = AnonymousUser()


def find_case(court_id: str, number: str, reader: Visitor = _ANYBODY) -> FoundCase:
    """By the address's own spelling of the number or by any other; a merged docket leads to the one it was merged into.
    Raises ``Http404``. ``reader``: the visitor who asks."""
    of_case = Follow.objects.filter(Q(docket=_HERE) | Q(docket__merged_into=_HERE), user=reader.pk)
    followed = Exists(of_case) if reader.pk else Value(False)
    noted = Exists(Annotation.objects.visible_to(reader).filter(docket=_HERE))
    cases = _CASES.annotate(has_notes=noted, is_followed=followed)
    return _case(_found(cases, court_id, number))


def _case(found: Any) -> FoundCase:
    return FoundCase(
        docket=found,
        reading=getattr(found, "reading", None),
        has_claims=found.has_claims,
        has_notes=found.has_notes,
        has_words=found.has_words,
        has_relations=found.has_relations,
        has_changes=found.has_changes,
        is_denied=found.is_denied,
        is_followed=found.is_followed,
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


def find_court(written: str) -> Court | None:
    """The court of an address: by its id in any spelling, or by the id that PACER has for it."""
    low = written.lower()
    courts = list(Court.objects.filter(Q(pk=low) | Q(pacer_id=low))[:5])
    return next((court for court in courts if court.pk == low), courts[0] if len(courts) == 1 else None)


def _spelled_otherwise(court_id: str, number: str) -> Docket:
    court = find_court(court_id)
    found = find_docket_by_number(court, number) if court else None
    if found is None:
        raise Http404(_NONE.format(number, court_id))
    return found
