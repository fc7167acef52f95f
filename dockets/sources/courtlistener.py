"""CourtListener (the RECAP archive), by its REST API v4 and its webhooks: the source itself. Asking is ``courtlistener_fetch``,
reading ``courtlistener_read``.

Its word weighs more than a hand-written file's and less than a docket page's: what it has was taken from such pages, but also
from feeds, whose days are those of entry, and it does not tell which.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from dockets import courts
from dockets.docket_number import DocketNumber, matches
from dockets.docket_number import parse as parse_number
from dockets.records import FetchFailed, Offer, Recognition
from dockets.sources import courtlistener_api, courtlistener_quota
from dockets.sources.courtlistener_fetch import PREFIX, fetch, still_to_read
from dockets.sources.courtlistener_read import parse, scrub
from dockets.sources.courtlistener_values import id_in, objects, text
from dockets.sources.decoding import text_of
from dockets.sources.kind import SourceKind

SLUG = "courtlistener"
_HEAD = 20_000
_OURS = re.compile(r'\s*\{\s*"courtlistener"\s*:\s*"v4"')
_SAVED = re.compile(r'"resource_uri"\s*:\s*"https?://[^"/]+/api/rest/v[0-9]/dockets/[0-9]+/"')
_COURT = re.compile(r'"court_id"\s*:\s*"([a-z0-9]{1,20})"')
_NUMBERED = re.compile(r"courtlistener:(?:docket/)?([0-9]{1,12})", re.IGNORECASE)
_PAGE = re.compile(
    r"(?:https?://)?(?:www\.)?courtlistener\.com/(?:api/rest/v[0-9]/dockets|docket)/([0-9]{1,12})(?:/[^\s]*)?", re.IGNORECASE
)


def recognise(body: bytes, name: str) -> Recognition | None:
    """Claims what ``fetch`` keeps, and a docket as the API sends it."""
    head = text_of(body[:_HEAD])
    if _OURS.match(head):
        ground = "as it was asked for"
    elif head.lstrip().startswith("{") and '"docket_number"' in head and _SAVED.search(head):
        ground = "CourtListener’s docket"
    else:
        return None
    court = _COURT.search(head)
    return Recognition(SLUG, court_id=court[1] if court else "", ground=ground)


def address(typed: str) -> str:
    """ "courtlistener:docket/29095511", from that, "courtlistener:29095511", or the address of a page or of the API; else ""."""
    found = _NUMBERED.fullmatch(typed.strip()) or _PAGE.fullmatch(typed.strip())
    number = found[1].lstrip("0") if found else ""
    return f"{PREFIX}{number}" if number else ""


def find(court_id: str, number: str) -> Sequence[Offer]:
    """The dockets of a court that a number can mean, one request. Raises ``FetchFailed``."""
    kind = courts.kind(court_id)
    wanted = parse_number(number, court_id, kind)
    if not wanted.key or not kind:
        raise FetchFailed("To look a docket up on CourtListener, give its court and its number.")
    found = courtlistener_api.ask("dockets/", court=court_id, **_by(wanted), order_by="-id")
    dockets = [row for row in objects(found.results) if id_in(row.get("id"))]
    return [
        Offer(
            address=f"{PREFIX}{id_in(row['id'])}",
            title=text(row.get("case_name")) or "Untitled case",
            detail=_detail(row),
        )
        for row in dockets
        if id_in(row.get("court_id"), row.get("court")) == court_id
        and matches(wanted, parse_number(text(row.get("docket_number")), court_id, kind))
    ]


def _by(number: DocketNumber) -> dict[str, str]:
    """By year and serial, as CourtListener writes them ("2100031"; without a type "21035856"), where the number has them: the
    offices, types and initials of one case are written in many ways."""
    if number.serial is None or number.year is None:
        return {"docket_number": number.display}
    width = 5 if number.case_type else 6
    return {"docket_number_core": f"{number.year % 100:02}{number.serial:0{width}}"}


def _detail(row: Mapping[str, Any]) -> str:
    days = {"filed": text(row.get("date_filed")), "last filing": text(row.get("date_last_filing"))}
    return ", ".join([text(row.get("docket_number")), *(f"{word} {day}" for word, day in days.items() if day)])


COURTLISTENER = SourceKind(
    slug=SLUG,
    label="CourtListener",
    authority=25,
    recognise=recognise,
    parse=parse,
    scrub=scrub,
    fetch=fetch,
    address=address,
    find=find,
    watches_one_docket=True,
    rhythm=timedelta(hours=3),
    quota=courtlistener_quota.left,
    still_to_read=still_to_read,
)
