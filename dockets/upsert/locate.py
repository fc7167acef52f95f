"""Finds the docket that a record belongs to, and locks it for one writer until the transaction ends. First step of
``upsert_docket``.

The lock is on the number's year and serial, not on the row, so that it also holds before there is a row.
"""

from collections.abc import Sequence
from hashlib import blake2b

from django.db.models import Q, QuerySet

from dockets.db import locks
from dockets.models import Court, Docket
from dockets.record.docket_number import DocketNumber, match_docket_numbers, parse_docket_number

type Known = tuple[DocketNumber, Docket]
"""The parsed number of a stored docket, and the docket."""


def lock_case(court: Court, number: DocketNumber) -> None:
    """Locks all numbers of a court that share year and serial for one writer: they may be one case, written
    differently."""
    family = f"{number.year}/{number.serial}" if number.serial is not None else number.key
    digest = blake2b(f"{court.id}/{family}".encode(), digest_size=8).digest()
    locks.hold_number(int.from_bytes(digest, signed=True))


def find_docket(court: Court, number: DocketNumber, pacer_case_id: str) -> Docket | None:
    """The docket with this number; else the one that a number without office (or type) can mean, if there is only one.

    ``pacer_case_id`` decides among several, and finds a docket under another number where one of the two has no parts
    to compare: numbers that differ in their parts stay two dockets. A blank finds nothing. For a docket merged into
    another one, the surviving docket is returned, and is then locked too.
    """
    found = _find(court, number, pacer_case_id)
    while found is not None and found.merged_into_id:
        found = lock_docket(found.merged_into_id)
    return found


def lock_docket(docket_id: int) -> Docket:
    """Locks a docket and returns it as it is once no other writer holds it."""
    known = Docket.objects.select_related("court").defer("search").filter(pk=docket_id)
    docket = known.get()
    lock_case(docket.court, parse_docket_number(docket.docket_number, docket.court_id, docket.court.kind))
    return known.get()


def which_are_known(court: Court, asked: Sequence[tuple[DocketNumber, str]]) -> Sequence[bool]:
    """For each (number, PACER's id of the case): whether there is such a docket. Locks none. Two queries for all."""
    keys, serials = {number.key for number, _ in asked}, {number.serial for number, _ in asked} - {None}
    near = _parsed(court, Docket.objects.filter(Q(number_key__in=keys) | Q(serial__in=serials), court=court))
    ids = {case_id for _, case_id in asked} - {""}
    by_id = _parsed(court, Docket.objects.current().filter(court=court, pacer_case_id__in=ids))

    def is_known(number: DocketNumber, case_id: str) -> bool:
        if _chosen(number, case_id, [pair for pair in near if _is_near(number, pair[1])]):
            return True
        return bool(_agreed(number, [pair for pair in by_id if case_id and pair[1].pacer_case_id == case_id]))

    return [is_known(*one) for one in asked]


def _find(court: Court, number: DocketNumber, pacer_case_id: str) -> Docket | None:
    near = _of_number(court, number)
    return _chosen(number, pacer_case_id, near) or _by_case_id(court, number, pacer_case_id)


def _of_number(court: Court, number: DocketNumber) -> list[Known]:
    """Dockets with this key, or with this year and serial."""
    alike = Q(number_key=number.key)
    if number.serial is not None:
        alike |= Q(serial=number.serial, year=number.year)
    return _parsed(court, Docket.objects.filter(alike, court=court))


def _parsed(court: Court, dockets: QuerySet[Docket]) -> list[Known]:
    return _read(court, list(dockets.defer("search").order_by("id")))


def _read(court: Court, found: list[Docket]) -> list[Known]:
    for docket in found:
        docket.court = court
    return [(parse_docket_number(docket.docket_number, court.id, court.kind), docket) for docket in found]


def _is_near(number: DocketNumber, docket: Docket) -> bool:
    same_serial = number.serial is not None and (docket.year, docket.serial) == (number.year, number.serial)
    return same_serial or docket.number_key == number.key


def _chosen(number: DocketNumber, pacer_case_id: str, near: list[Known]) -> Docket | None:
    """Chooses among dockets with this key, or with this year and serial."""
    if same := [docket for _, docket in near if docket.number_key == number.key]:
        return same[0]
    possible = [docket for known, docket in near if _may_be(number, known, near)]
    if len(possible) > 1 and pacer_case_id:
        possible = [docket for docket in possible if docket.pacer_case_id == pacer_case_id]
    if not possible and pacer_case_id:
        possible = [
            docket for known, docket in near if docket.pacer_case_id == pacer_case_id and _tells_less(number, known)
        ]
    if len({docket.merged_into_id or docket.pk for docket in possible}) == 1:
        return possible[0]
    return None


def _tells_less(one: DocketNumber, other: DocketNumber) -> bool:
    """Whether two numbers of one year and serial differ only in that one leaves its defendant out. PACER has a case for
    each defendant, with an id of its own; the history page of a single defendant is headed "1:23-cr-10112 All
    Defendants"."""
    return (one.defendant is None) != (other.defendant is None) and (one.office, one.case_type) == (
        other.office,
        other.case_type,
    )


def _may_be(number: DocketNumber, known: DocketNumber, near: list[Known]) -> bool:
    """Whether ``number`` can mean the docket ``known``. If ``known`` has no office and can mean several dockets, it
    matches none."""
    if not match_docket_numbers(number, known):
        return False
    return not known.is_partial or not any(
        match_docket_numbers(known, other) for other, _ in near if other.key != known.key
    )


def _by_case_id(court: Court, number: DocketNumber, pacer_case_id: str) -> Docket | None:
    if not pacer_case_id:
        return None
    found = _agreed(number, _parsed(court, Docket.objects.current().filter(court=court, pacer_case_id=pacer_case_id)))
    # It has another number than the one that is locked, so it may have changed until its own lock is held.
    return lock_docket(found[1].pk) if found else None


def _agreed(number: DocketNumber, dockets: list[Known]) -> Known | None:
    """The only docket, unless its number contradicts ``number``."""
    if len(dockets) != 1:
        return None
    known = dockets[0][0]
    differs = (number.serial is not None and known.serial is not None) or known.key == number.key
    return None if differs else dockets[0]
