"""Which dockets are meant by numbers that people have typed or kept in a sheet, in any writing."""

from collections.abc import Iterable
from typing import NamedTuple

from dockets.courts.court_names import find_court_id
from dockets.models import Court, Docket
from dockets.search.filters import filter_by_docket_number
from dockets.search.find import find_docket_by_number

MOST = 2_000
NOT_HERE = "No docket here has this number."
_CHOICES = 20


class FoundCase(NamedTuple):
    """What was typed, and the docket that it means; None with the reason why none is."""

    typed: str
    docket: Docket | None
    why: str


def find_cases(lines: Iterable[str]) -> list[FoundCase]:
    """Each line that is not empty, in order. "wawd 2:21-cv-31" names its court; a number without one counts where it is
    the number of one docket alone."""
    return [match_case(line.strip()) for line in list(lines)[:MOST] if line.strip()]


def match_case(typed: str, court: str = "", name: str = "") -> FoundCase:
    """``court``: an id, a name or a citation, where it is known; ``name``: the case's, which decides between dockets of
    one number."""
    head, _, rest = typed.partition(" ")
    known = match_court(court) if court else None
    if known is None and rest and (named := Court.objects.filter(pk=head.lower()).first()):
        known, typed = named, rest.strip()
    if known is not None and (found := find_docket_by_number(known, typed)):
        return FoundCase(typed, found, "")
    rows = Docket.objects.current().filter(filter_by_docket_number(typed)).select_related("court").defer("search")
    dockets = list((rows.filter(court=known) if known else rows).order_by("pk")[:_CHOICES])
    if len(dockets) > 1 and name:
        dockets = [row for row in dockets if _is_named(row, name)] or dockets
    if len(dockets) == 1:
        return FoundCase(typed, dockets[0], "")
    return FoundCase(typed, None, "Several dockets have this number." if dockets else NOT_HERE)


def match_court(typed: str) -> Court | None:
    """By its id, its citation or its name."""
    words = typed.strip()
    if not words:
        return None
    found = Court.objects.filter(pk=words.lower()).first() or Court.objects.filter(citation__iexact=words).first()
    if found is None and (key := find_court_id(words, "")):
        found = Court.objects.filter(pk=key).first()
    return found


def _is_named(docket: Docket, name: str) -> bool:
    words = [word for word in name.lower().replace(",", " ").split() if len(word) > 3]
    return bool(words) and words[0] in docket.case_name.lower()
