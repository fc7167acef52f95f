"""Finds the docket that a record is of, and holds it for one writer until the transaction ends. First step of ``merge``.

The lock is on what the number says, not on the row, so that it also holds before there is a row.
"""

from collections.abc import Sequence
from hashlib import blake2b

from django.db import connection
from django.db.models import Q, QuerySet

from dockets import bulk
from dockets.docket_number import DocketNumber, matches, parse
from dockets.models import Court, Docket

type Known = tuple[DocketNumber, Docket]
"""A docket that there is, and its number."""


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
        found = hold(found.merged_into_id)
    return found


def hold(docket_id: int) -> Docket:
    """The docket as it is once no other writer has it."""
    known = Docket.objects.select_related("court").defer("search").filter(pk=docket_id)
    docket = known.get()
    lock(docket.court, parse(docket.docket_number, docket.court_id, docket.court.kind))
    return known.get()


def known_among(court: Court, asked: Sequence[tuple[DocketNumber, str]]) -> Sequence[bool]:
    """Of each (number, PACER's id of the case) whether there is such a docket, without holding any. Two queries for all."""
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
    """Dockets of this key, or of this year and serial."""
    if number.serial is None:
        return _read(court, bulk.load(Docket, "court_id = %s AND number_key = %s", [court.pk, number.key]))
    if number.year is None:
        alike = "court_id = %s AND (number_key = %s OR (serial = %s AND year IS NULL))"
        return _read(court, bulk.load(Docket, alike, [court.pk, number.key, number.serial]))
    alike = "court_id = %s AND (number_key = %s OR (serial = %s AND year = %s))"
    return _read(court, bulk.load(Docket, alike, [court.pk, number.key, number.serial, number.year]))


def _parsed(court: Court, dockets: QuerySet[Docket]) -> list[Known]:
    return _read(court, list(dockets.defer("search").order_by("id")))


def _read(court: Court, found: list[Docket]) -> list[Known]:
    for docket in found:
        docket.court = court
    return [(parse(docket.docket_number, court.id, court.kind), docket) for docket in found]


def _is_near(number: DocketNumber, docket: Docket) -> bool:
    same_serial = number.serial is not None and (docket.year, docket.serial) == (number.year, number.serial)
    return same_serial or docket.number_key == number.key


def _chosen(number: DocketNumber, pacer_case_id: str, near: list[Known]) -> Docket | None:
    """Among dockets of this key, or of this year and serial."""
    if same := [docket for _, docket in near if docket.number_key == number.key]:
        return same[0]
    possible = [docket for known, docket in near if _may_be(number, known, near)]
    if len(possible) > 1 and pacer_case_id:
        possible = [docket for docket in possible if docket.pacer_case_id == pacer_case_id]
    if not possible and pacer_case_id:
        possible = [docket for known, docket in near if docket.pacer_case_id == pacer_case_id and _tells_less(number, known)]
    if len({docket.merged_into_id or docket.pk for docket in possible}) == 1:
        return possible[0]
    return None


def _tells_less(one: DocketNumber, other: DocketNumber) -> bool:
    """Whether two numbers of one year and serial differ only in that one leaves its defendant out. PACER has a case for each
    defendant, with an id of its own; the history page of a lone one's is headed "1:23-cr-10112 All Defendants"."""
    return (one.defendant is None) != (other.defendant is None) and (one.office, one.case_type) == (other.office, other.case_type)


def _may_be(number: DocketNumber, known: DocketNumber, near: list[Known]) -> bool:
    """Whether ``number`` can be the docket ``known``. A known one without office may be any of several: then it is none."""
    if not matches(number, known):
        return False
    return not known.is_partial or not any(matches(known, other) for other, _ in near if other.key != known.key)


def _by_case_id(court: Court, number: DocketNumber, pacer_case_id: str) -> Docket | None:
    if not pacer_case_id:
        return None
    found = _agreed(number, _parsed(court, Docket.objects.current().filter(court=court, pacer_case_id=pacer_case_id)))
    if found is None:
        return None
    lock(court, found[0])
    return found[1]


def _agreed(number: DocketNumber, dockets: list[Known]) -> Known | None:
    """The only one, unless its number says something else."""
    if len(dockets) != 1:
        return None
    known = dockets[0][0]
    differs = (number.serial is not None and known.serial is not None) or known.key == number.key
    return None if differs else dockets[0]
