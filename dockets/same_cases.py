"""Which dockets may be one case twice: for an admin to look at. Nothing is made one here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import Q
from psycopg import sql

from dockets.case_words import note_apart
from dockets.docket_number import matches, parse
from dockets.models import Docket, DocketMerge, DocketsApart

SHOWN = 50
LOOKED_AT = 500
"""Pairs of each kind: numbers of one serial may still say different things."""

_PAIRS = sql.SQL("""SELECT one.id, other.id FROM dockets_docket one JOIN dockets_docket other
  ON other.court_id = one.court_id AND other.id > one.id AND other.merged_into_id IS NULL AND {}
WHERE one.merged_into_id IS NULL
  AND NOT EXISTS (SELECT FROM dockets_docketsapart said WHERE said.one_id = one.id AND said.other_id = other.id)
ORDER BY other.id DESC, one.id LIMIT %s""")
_GROUNDS = {
    "number": sql.SQL("other.year = one.year AND other.serial = one.serial"),
    "case_id": sql.SQL("other.pacer_case_id = one.pacer_case_id AND one.pacer_case_id <> ''"),
    "name": sql.SQL("other.case_name = one.case_name AND one.case_name <> '' AND other.date_filed = one.date_filed"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """``stands`` is proposed to stand: the one whose number says more, else the one with more filings."""

    goes: Docket
    stands: Docket
    grounds: Sequence[str]
    """A sentence each."""


def candidates() -> list[Candidate]:
    """The newest ``SHOWN``. Not those of which somebody has said otherwise, in so many words or by taking a merge of the two
    back."""
    pairs: dict[tuple[int, int], set[str]] = {}
    for ground in _GROUNDS:
        for pair in _alike(ground):
            pairs.setdefault(pair, set()).add(ground)
    known = Docket.objects.select_related("court").defer("search").in_bulk({key for pair in pairs for key in pair})
    refused = _taken_back(pairs)
    found = [_candidate(known[one], known[other], pairs[one, other]) for one, other in pairs if (one, other) not in refused]
    return [candidate for candidate in found if candidate][:SHOWN]


def keep_apart(one: Docket, other: Docket, *, by: AbstractBaseUser | None, now: datetime) -> DocketsApart:
    """Takes an admin's word that these two are two cases: they are proposed no more. The word that stands, where there is one."""
    first, second = sorted((one.pk, other.pk))
    said = {"decided_by_id": by.pk if by else None, "decided_at": now}
    return DocketsApart.objects.get_or_create(one_id=first, other_id=second, defaults=said)[0]


def take_back(apart_id: int, *, by: AbstractBaseUser | None, now: datetime) -> bool:
    """Takes back that two are two: they are proposed again, as long as they look alike. False where that was done already."""
    with transaction.atomic():
        row = DocketsApart.objects.select_for_update(of=("self",)).filter(pk=apart_id).first()
        if row is None:
            return False
        note_apart(row, by=by, now=now)
        row.delete()
        return True


def _alike(ground: str) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS.format(_GROUNDS[ground]), [LOOKED_AT])
        return [(one, other) for one, other in cursor.fetchall()]


def _taken_back(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    ids = {key for pair in pairs for key in pair}
    rows = DocketMerge.objects.filter(Q(loser__in=ids) | Q(winner__in=ids)).exclude(undone_at=None)
    return {(min(pair), max(pair)) for pair in rows.values_list("loser_id", "winner_id")}


def _candidate(one: Docket, other: Docket, grounds: set[str]) -> Candidate | None:
    numbers = [parse(docket.docket_number, docket.court_id, docket.court.kind) for docket in (one, other)]
    said = []
    if "number" in grounds and matches(*numbers):
        said.append(f"{one.docket_number} and {other.docket_number} can be two writings of one number.")
    if "case_id" in grounds:
        said.append(f"Both are PACER’s case {one.pacer_case_id}.")
    if "name" in grounds:
        said.append("They have one name, and were filed on the same day.")
    if not said:
        return None
    partial = {one.pk: numbers[0].is_partial, other.pk: numbers[1].is_partial}
    stands, goes = sorted((one, other), key=lambda docket: (partial[docket.pk], -docket.filing_count, docket.pk))
    return Candidate(goes, stands, said)
