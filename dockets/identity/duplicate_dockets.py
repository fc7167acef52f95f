"""Finds dockets that may be one case, for an admin to decide. Nothing is merged here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import transaction
from django.db.models import Count, Max, Q

from dockets.identity.identity_log import record_given, record_taken_back
from dockets.models import Docket, DocketMerge, DocketsApart
from dockets.record.docket_number import match_docket_numbers, parse_docket_number

SHOWN = 50
LOOKED_AT = 500
"""Pairs examined for each kind of likeness: numbers with one serial may still be different."""

GROUPS = 2_000
"""Groups of dockets that are alike, of which pairs are made: those with the newest docket."""

_GROUNDS = {"number": ("year", "serial"), "case_id": ("pacer_case_id",), "name": ("case_name", "date_filed")}
"""What two dockets of one court may have in common to be listed."""
_TOLD = {
    "number": Q(year__isnull=False, serial__isnull=False),
    "case_id": ~Q(pacer_case_id=""),
    "name": Q(date_filed__isnull=False) & ~Q(case_name=""),
}
"""Dockets of which it is known."""


@dataclass(frozen=True, slots=True)
class DuplicateDockets:
    """``stands`` is proposed as the surviving docket: the one with the more complete number, else the one with more
    filings."""

    goes: Docket
    stands: Docket
    grounds: Sequence[str]
    """The reasons, one sentence each."""


def list_duplicate_dockets() -> list[DuplicateDockets]:
    """The newest ``SHOWN`` pairs. Without those that somebody has declared to be different, or whose merge was
    undone."""
    pairs: dict[tuple[int, int], set[str]] = {}
    apart = set(DocketsApart.objects.values_list("one_id", "other_id"))
    for ground in _GROUNDS:
        for pair in islice((pair for pair in _pair_alike(ground) if pair not in apart), LOOKED_AT):
            pairs.setdefault(pair, set()).add(ground)
    known = Docket.objects.select_related("court").defer("search").in_bulk({key for pair in pairs for key in pair})
    refused = _taken_back(pairs)
    found = [
        _candidate(known[one], known[other], pairs[one, other]) for one, other in pairs if (one, other) not in refused
    ]
    return [candidate for candidate in found if candidate][:SHOWN]


def keep_dockets_apart(one: Docket, other: Docket, *, by: AbstractBaseUser | None, now: datetime) -> DocketsApart:
    """Stores an admin's decision that these are two cases: they are no longer proposed. Returns the stored row, or the
    one that was there already."""
    first, second = sorted((one.pk, other.pk))
    said = {"decided_by_id": by.pk if by else None, "decided_at": now}
    with transaction.atomic():
        row, is_new = DocketsApart.objects.get_or_create(one_id=first, other_id=second, defaults=said)
        if is_new:
            record_given(row, by=by, at=now)
        return row


def undo_keep_apart(apart_id: int, *, by: AbstractBaseUser | None, now: datetime) -> bool:
    """Undoes the decision that two dockets are two cases: they are proposed again, as long as they look alike. False
    where it is undone already."""
    with transaction.atomic():
        row = DocketsApart.objects.select_for_update(of=("self",)).filter(pk=apart_id).first()
        if row is None:
            return False
        record_taken_back(row, by=by, at=now)
        row.delete()
        return True


def _pair_alike(ground: str) -> Iterator[tuple[int, int]]:
    """Pairs of ids of dockets that are alike, the earlier id first; the newest pairs first. The database is asked for
    groups, not pairs: a hundred warrants of one day and name make five thousand."""
    alike = Docket.objects.current().filter(_TOLD[ground]).values("court", *_GROUNDS[ground])
    alike = alike.annotate(ids=ArrayAgg("pk", order_by="-pk"), number=Count("pk"), newest=Max("pk"))
    groups = alike.filter(number__gt=1).order_by("-newest").values_list("ids", flat=True)[:GROUPS]
    return merge(*map(_pair, groups), key=lambda pair: (-pair[1], pair[0]))


def _pair(newest_first: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The newest pairs first."""
    for place, other in enumerate(newest_first):
        yield from ((one, other) for one in reversed(newest_first[place + 1 :]))


def _taken_back(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    ids = {key for pair in pairs for key in pair}
    rows = DocketMerge.objects.filter(Q(loser__in=ids) | Q(winner__in=ids)).filter(undone=True)
    return {(min(pair), max(pair)) for pair in rows.values_list("loser_id", "winner_id")}


def _candidate(one: Docket, other: Docket, grounds: set[str]) -> DuplicateDockets | None:
    numbers = [parse_docket_number(docket.docket_number, docket.court_id, docket.court.kind) for docket in (one, other)]
    said = []
    if "number" in grounds and match_docket_numbers(*numbers):
        said.append(f"{one.docket_number} and {other.docket_number} can be two writings of one number.")
    if "case_id" in grounds:
        said.append(f"Both are PACER’s case {one.pacer_case_id}.")
    if "name" in grounds:
        said.append("They have one name, and were filed on the same day.")
    if not said:
        return None
    partial = {one.pk: numbers[0].is_partial, other.pk: numbers[1].is_partial}
    stands, goes = sorted((one, other), key=lambda docket: (partial[docket.pk], -docket.filing_count, docket.pk))
    return DuplicateDockets(goes, stands, said)
