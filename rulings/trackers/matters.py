"""Which dockets are one dispute: those that are related to each other by appeal, removal, remand, transfer,
consolidation or a new filing, as a source states or an admin has confirmed. Member cases of a multidistrict litigation
are disputes of their own.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Q

from dockets.models import Docket, DocketRelation

MOST = 40
"""Dockets of one dispute; a consolidation of hundreds is cut here, the nearest first."""
_NESTED = {"appealed as"}
_WORDS = {
    ("appeal_of", False): "appealed as",
    ("appealed_as", True): "appealed as",
    ("removed_from", True): "removed from",
    ("removed_from", False): "removed as",
    ("remanded_to", True): "sent back to",
    ("remanded_to", False): "sent back from",
    ("transferred_to", True): "transferred to",
    ("transferred_to", False): "transferred from",
    ("consolidated_with", True): "consolidated with",
    ("consolidated_with", False): "consolidated with",
    ("refiled_as", True): "refiled as",
    ("refiled_as", False): "refiled from",
    ("appeal_of", True): "appeal of",
    ("appealed_as", False): "appeal of",
}
"""Kind of a relation, and whether it is seen from the docket that states it -> what the other one is."""


class RelatedDocket(NamedTuple):
    """A docket of a dispute, as it is related to the one by which it was found."""

    docket: int
    relation: str
    is_nested: bool


def find_dispute(lead: int) -> list[RelatedDocket]:
    """The dockets of a dispute, ``lead`` first, appeals after the docket that they come from. A docket that was merged
    stands for the one that survived it. A query for each step away from ``lead``."""
    begun = _follow_merge(lead)
    found = {begun: RelatedDocket(begun, "", False)}
    order = [begun]
    edge = [begun]
    while edge and len(found) < MOST:
        nearer, edge = edge, []
        for at, other, words in _list_neighbours(nearer):
            if other not in found and len(found) < MOST:
                found[other] = RelatedDocket(other, words, words in _NESTED)
                place = order.index(at) + 1 if words in _NESTED else len(order)
                order.insert(place, other)
                edge.append(other)
    return [found[docket] for docket in order]


def list_neighbours(docket: int) -> list[int]:
    """The dockets that are related to one of them directly: the rows of these change with it."""
    return [other for _, other, _ in _list_neighbours([docket])]


def _list_neighbours(dockets: Sequence[int]) -> Iterable[tuple[int, int, str]]:
    """``(docket, other, words)`` of every relation of ``dockets`` that tells of one dispute."""
    told = DocketRelation.objects.believed().exclude(kind=DocketRelation.Kind.MEMBER_OF)
    rows = told.filter(Q(docket__in=dockets) | Q(other__in=dockets), other__isnull=False).order_by("id")
    for docket, other, merged, kind in rows.values_list("docket_id", "other_id", "other__merged_into", "kind"):
        further = merged or other
        if docket in dockets:
            yield docket, further, _WORDS[kind, True]
        if further in dockets:
            yield further, docket, _WORDS[kind, False]


def _follow_merge(docket: int) -> int:
    return Docket.objects.filter(pk=docket).values_list("merged_into", flat=True).get() or docket
