"""Which docket a written number means: for addresses, and for numbers typed into the search box.

A number that leaves out its office or type ("C21-0031") is taken only when it can mean one docket; among several nobody guesses.
"""

from django.db.models import Q

from dockets.docket_number import DocketNumber, candidates, parse
from dockets.models import Court, Docket

SHOWN_CHOICES = 50
_UNREAD = ("search", "merged_into__search")


def docket_numbered(court: Court, written: str) -> Docket | None:
    """The docket of ``court`` that ``written`` names, in any writing; None where there is none, or more than one.

    One that turned out to be another docket leads to that one.
    """
    number = parse(written, court.id, court.kind)
    if not number.key:
        return None
    found = candidates(number, [(parse(d.docket_number, court.id, court.kind), d) for d in _near(number, court)])
    cases = {docket.merged_into or docket for docket in found}
    return cases.pop() if len(cases) == 1 else None


def _near(number: DocketNumber, court: Court) -> list[Docket]:
    same = Q(number_key=number.key)
    if number.serial is not None and number.year is not None:
        same |= Q(year=number.year, serial=number.serial)
    return list(Docket.objects.filter(same, court=court).select_related("merged_into").defer(*_UNREAD)[:SHOWN_CHOICES])


def dockets_numbered(written: str) -> list[Docket]:
    """Every docket, of whatever court, that ``written`` names; for a reader who gives no court. [] for what is no number."""
    number = parse(written)
    if number.serial is None:
        return []
    near = Docket.objects.filter(Q(number_key=number.key) | Q(year=number.year, serial=number.serial))
    known = near.select_related("court", "merged_into__court").defer(*_UNREAD).order_by("-date_last_filing", "id")[:SHOWN_CHOICES]
    return list(dict.fromkeys(docket.merged_into or docket for docket in known if _means(docket, written)))


def _means(docket: Docket, written: str) -> bool:
    court = docket.court
    known = parse(docket.docket_number, court.id, court.kind)
    return bool(candidates(parse(written, court.id, court.kind), [(known, docket)]))
