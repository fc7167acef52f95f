"""Finds the docket that a written number means: for addresses, and for numbers typed into the search box.

A number without its office or type ("C21-0031") is accepted only when it can mean one docket; among several there is no
guessing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import F, Q

from dockets.models import Court, Docket
from dockets.record.docket_number import DocketNumber, find_matching_dockets, parse_docket_number

SHOWN_CHOICES = 50
LOOKED_AT = 500
"""At most so many dockets of one year and serial are compared: courts and their divisions number alike, and a case of
many defendants has one docket for each."""
_UNREAD = ("search", "merged_into__search")
_LONGEST = 300
"""Characters of a number with what is written around it; anything longer is a text."""
_BEFORE = re.compile(
    r"(?:usca[0-9]*|appeal|record|bankr\.?|bk\.?|chapter\s[0-9]{1,2}"
    r"|\(?s{1,2}[0-9]{1,2}\)?(?=\s[0-9]{2}\s?-?\s?cr))\s(?=\S)",
    re.IGNORECASE,
)
"""What people write before a number that is no part of it: "USCA11 Case: 22-13005", "Appeal No.", "Chapter 11 Case
No."; in New York the number of the superseding indictment, "S1 21 Cr. 31"."""
_STAMP = re.compile(
    r",?\s(?:doc(?:ument|\.)?|dkt\.?|dktentry|ecf|filed|entered|pages?|pg\.?|date\sfiled|[0-9/]+,\sid)(?=[\s:#]).*$",
    re.IGNORECASE,
)
"""What courts print behind the number on pages ("Document 34 Filed 01/21/21 Page 1 of 14"), or how an entry is cited:
"ECF No. 34"."""
_COURT = re.compile(r",\s[A-Za-z][A-Za-z. ]*\.[A-Za-z. ]*$")
"""A court behind the number, as in ", W.D. Wash."; ``parse_docket_number`` removes one in parentheses."""
_ENCLOSED = re.compile(r"[(\[]([^()\[\]]+)[)\]]")


def find_docket_by_number(court: Court, written: str) -> Docket | None:
    """The docket of ``court`` that ``written`` names, in any spelling; None where there is none, or more than one.

    A merged docket leads to the surviving one.
    """
    number = parse_docket_number(written, court.id, court.kind)
    if not number.key:
        return None
    same = Q(number_key=number.key)
    if number.serial is not None and number.year is not None:
        same |= Q(year=number.year, serial=number.serial)
    near = Docket.objects.filter(same, court=court).select_related("merged_into").defer(*_UNREAD)
    return _choose_one(number, near.order_by("id")[:LOOKED_AT], court)


def find_dockets_of_court(court: Court, written: Sequence[str]) -> dict[str, Docket]:
    """Of many numbers those that name one docket each, as ``find_docket_by_number`` would find it. One query."""
    numbers = {each: parse_docket_number(each, court.id, court.kind) for each in written}
    serials: dict[int, set[int]] = defaultdict(set)
    for number in numbers.values():
        if number.serial is not None and number.year is not None:
            serials[number.year].add(number.serial)
    same = Q(number_key__in={number.key for number in numbers.values() if number.key})
    for year, those in serials.items():
        same |= Q(year=year, serial__in=those)
    by_key: dict[str, list[Docket]] = defaultdict(list)
    by_parts: dict[tuple[int | None, int | None], list[Docket]] = defaultdict(list)
    near = Docket.objects.filter(same, court=court).select_related("court", "merged_into__court").defer(*_UNREAD)
    for docket in near.order_by("id"):
        by_key[docket.number_key].append(docket)
        by_parts[docket.year, docket.serial].append(docket)
    found = {}
    for each, number in numbers.items():
        alike = by_parts[number.year, number.serial] if None not in (number.year, number.serial) else []
        known = {docket.pk: docket for docket in (*by_key[number.key], *alike)} if number.key else {}
        found[each] = _choose_one(number, [known[key] for key in sorted(known)][:LOOKED_AT], court)
    return {each: docket for each, docket in found.items() if docket}


def _choose_one(number: DocketNumber, near: Iterable[Docket], court: Court) -> Docket | None:
    known = [(parse_docket_number(docket.docket_number, court.id, court.kind), docket) for docket in near]
    cases = {docket.merged_into or docket for docket in find_matching_dockets(number, known)}
    return cases.pop() if len(cases) == 1 else None


def find_dockets_by_number(written: str) -> list[Docket]:
    """Every docket, of whatever court, that ``written`` names; for a reader who gives no court. [] for text that is no
    number."""
    written = _alone(written)
    number = parse_docket_number(written)
    if number.serial is None:
        return []
    near = Docket.objects.filter(Q(number_key=number.key) | Q(year=number.year, serial=number.serial))
    known = near.select_related("court", "merged_into__court").defer(*_UNREAD)
    latest = known.order_by(F("date_last_filing").desc(nulls_last=True), "id")[:LOOKED_AT]
    return list(dict.fromkeys(docket.merged_into or docket for docket in latest if _means(docket, written)))[
        :SHOWN_CHOICES
    ]


def _alone(written: str) -> str:
    """The number without what courts and lawyers write around it."""
    bare = " ".join(written.split())
    if len(bare) > _LONGEST:
        return bare
    if enclosed := _ENCLOSED.fullmatch(bare):
        bare = enclosed[1]
    return _COURT.sub("", _STAMP.sub("", _BEFORE.sub("", bare, count=1)))


def _means(docket: Docket, written: str) -> bool:
    court = docket.court
    known = parse_docket_number(docket.docket_number, court.id, court.kind)
    return bool(find_matching_dockets(parse_docket_number(written, court.id, court.kind), [(known, docket)]))
