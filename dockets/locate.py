"""Finds the docket that a record is of, and holds it for one writer until the transaction ends. First step of ``merge``.

The lock is on what the number says, not on the row, so that it also holds before there is a row.
"""

from hashlib import blake2b

from django.db import connection
from django.db.models import Q

from dockets.docket_number import DocketNumber, matches, parse
from dockets.models import Court, Docket


def lock(court: Court, number: DocketNumber) -> None:
    """One writer at a time for all numbers of a court that share year and serial: they may be one case, written differently."""
    family = f"{number.year}/{number.serial}" if number.serial is not None else number.key
    digest = blake2b(f"{court.id}/{family}".encode(), digest_size=8).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest, signed=True)])


def find(court: Court, number: DocketNumber, pacer_case_id: str) -> Docket | None:
    """The docket with this number; else the one that a number without office (or type) can mean, if there is only one.

    ``pacer_case_id`` decides among several, and finds a docket under another number where one of the two has no parts to compare:
    numbers that say different things stay two dockets. A blank finds nothing. A docket that turned out to be another one leads to
    that one, which is then held too.
    """
    found = _find(court, number, pacer_case_id)
    while found is not None and found.merged_into_id:
        found = Docket.objects.select_related("court").defer("search").get(pk=found.merged_into_id)
        lock(found.court, parse(found.docket_number, found.court_id, found.court.kind))
    return found


def known(court: Court, number: DocketNumber, pacer_case_id: str) -> bool:
    """Whether there is such a docket, without holding anything."""
    return _find(court, number, pacer_case_id, holding=False) is not None


def _find(court: Court, number: DocketNumber, pacer_case_id: str, *, holding: bool = True) -> Docket | None:
    near = [(parse(docket.docket_number, court.id, court.kind), docket) for docket in _near(court, number)]
    if same := [docket for _, docket in near if docket.number_key == number.key]:
        return same[0]
    possible = [docket for known, docket in near if _may_be(number, known, near)]
    if len(possible) > 1 and pacer_case_id:
        possible = [docket for docket in possible if docket.pacer_case_id == pacer_case_id]
    if len(possible) == 1:
        return possible[0]
    return _by_case_id(court, number, pacer_case_id, holding=holding)


def _near(court: Court, number: DocketNumber) -> list[Docket]:
    same = Q(number_key=number.key)
    if number.serial is not None:
        same |= Q(year=number.year, serial=number.serial)
    dockets = list(Docket.objects.filter(same, court=court).defer("search").order_by("id"))
    for docket in dockets:
        docket.court = court
    return dockets


def _may_be(number: DocketNumber, known: DocketNumber, near: list[tuple[DocketNumber, Docket]]) -> bool:
    """Whether ``number`` can be the docket ``known``. A known one without office may be any of several: then it is none."""
    if not matches(number, known):
        return False
    return not known.is_partial or not any(matches(known, other) for other, _ in near if other.key != known.key)


def _by_case_id(court: Court, number: DocketNumber, pacer_case_id: str, *, holding: bool) -> Docket | None:
    if not pacer_case_id:
        return None
    dockets = list(Docket.objects.filter(court=court, pacer_case_id=pacer_case_id).defer("search")[:2])
    if len(dockets) != 1:
        return None
    known = parse(dockets[0].docket_number, court.id, court.kind)
    if (number.serial is not None and known.serial is not None) or known.key == number.key:
        return None
    if holding:
        lock(court, known)
    return dockets[0]
