"""Finds dockets that may be one case, for an admin to decide. Nothing is merged here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from dockets.identity.identity_log import record_given, record_taken_back
from dockets.models import Docket, DocketMerge, DocketsApart
from dockets.record.docket_number import match_docket_numbers, parse_docket_number

SHOWN = 50
LOOKED_AT = 500
"""Pairs examined for each kind of likeness: numbers with one serial may still be different."""

_GROUNDS = {
    "number": Q(court__dockets__year=F("year"), court__dockets__serial=F("serial")),
    "case_id": Q(court__dockets__pacer_case_id=F("pacer_case_id")) & ~Q(pacer_case_id=""),
    "name": Q(court__dockets__case_name=F("case_name"), court__dockets__date_filed=F("date_filed")) & ~Q(case_name=""),
}
"""What two dockets of one court may have in common to be listed."""


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
    for ground in _GROUNDS:
        for pair in _alike(ground):
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


def _alike(ground: str) -> list[tuple[int, int]]:
    """Pairs of ids of dockets that are alike, the earlier first; newest pairs only."""
    later = Q(court__dockets__pk__gt=F("pk"), court__dockets__merged_into=None)
    pairs = Docket.objects.current().filter(_GROUNDS[ground] & later).annotate(other=F("court__dockets__pk"))
    said = DocketsApart.objects.filter(one=OuterRef("pk"), other=OuterRef("other"))
    return list(pairs.filter(~Exists(said)).order_by("-other", "pk").values_list("pk", "other")[:LOOKED_AT])


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
