"""The source CourtListener (the RECAP archive), by its REST API v4 and its webhooks. ``fetch`` makes the requests,
``parse`` the records.

Its authority is above a hand-written file's and below a docket page's: what it has was taken from such pages, but also
from feeds, whose dates are those of entry, and it does not tell which.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from dockets.courts import registry
from dockets.record.docket_number import DocketNumber, match_docket_numbers
from dockets.record.docket_number import parse_docket_number as parse_number
from dockets.record.records import DocketOffer, FetchFailed, Recognition
from dockets.sources.courtlistener import api, quota
from dockets.sources.courtlistener.fetch import PREFIX, fetch_courtlistener, list_unread_parts
from dockets.sources.courtlistener.parse import parse_courtlistener, scrub_courtlistener
from dockets.sources.courtlistener.values import find_json_id, read_json_text
from dockets.sources.decoding import decode_payload
from dockets.sources.json_object import list_json_objects
from dockets.sources.kind import SourceKind

SLUG = "courtlistener"
_HEAD = 20_000
_OURS = re.compile(r'\s*\{\s*"courtlistener"\s*:\s*"v4"')
_SAVED = re.compile(r'"resource_uri"\s*:\s*"https?://[^"/]+/api/rest/v[0-9]/dockets/[0-9]+/"')
_COURT = re.compile(r'"court_id"\s*:\s*"([a-z0-9]{1,20})"')
_NUMBERED = re.compile(r"courtlistener:(?:docket/)?([0-9]{1,12})", re.IGNORECASE)
_PAGE = re.compile(
    r"(?:https?://)?(?:www\.)?courtlistener\.com/(?:api/rest/v[0-9]/dockets|docket)/([0-9]{1,12})(?:/[^\s]*)?",
    re.IGNORECASE,
)


def recognise_courtlistener(body: bytes, name: str) -> Recognition | None:
    """Claims payloads built by ``fetch``, and a docket as the API sends it."""
    head = decode_payload(body[:_HEAD])
    if _OURS.match(head):
        ground = "as it was asked for"
    elif head.lstrip().startswith("{") and '"docket_number"' in head and _SAVED.search(head):
        ground = "CourtListener’s docket"
    else:
        return None
    court = _COURT.search(head)
    return Recognition(SLUG, court_id=court[1] if court else "", ground=ground)


def parse_courtlistener_address(typed: str) -> str:
    """ "courtlistener:docket/29095511", from that, "courtlistener:29095511", or the address of a page or of the API;
    else ""."""
    found = _NUMBERED.fullmatch(typed.strip()) or _PAGE.fullmatch(typed.strip())
    number = found[1].lstrip("0") if found else ""
    return f"{PREFIX}{number}" if number else ""


def find_on_courtlistener(court_id: str, number: str) -> Sequence[DocketOffer]:
    """The dockets of a court that a number can mean, in one request. Raises ``FetchFailed``."""
    kind = registry.get_court_kind(court_id)
    wanted = parse_number(number, court_id, kind)
    if not wanted.key or not kind:
        raise FetchFailed("To look a docket up on CourtListener, give its court and its number.")
    found = api.request_courtlistener("dockets/", court=court_id, **_by(wanted), order_by="-id")
    dockets = [row for row in list_json_objects(found.results) if find_json_id(row.get("id"))]
    return [
        DocketOffer(
            address=f"{PREFIX}{find_json_id(row['id'])}",
            title=read_json_text(row.get("case_name")) or "Untitled case",
            detail=_detail(row),
        )
        for row in dockets
        if find_json_id(row.get("court_id"), row.get("court")) == court_id
        and match_docket_numbers(wanted, parse_number(read_json_text(row.get("docket_number")), court_id, kind))
    ]


def _by(number: DocketNumber) -> dict[str, str]:
    """Search parameters: year and serial as CourtListener writes them ("2100031"; without a type "21035856"), where the
    number has them, since the offices, types and initials of one case are written in many ways."""
    if number.serial is None or number.year is None:
        return {"docket_number": number.display}
    width = 5 if number.case_type else 6
    return {"docket_number_core": f"{number.year % 100:02}{number.serial:0{width}}"}


def _detail(row: Mapping[str, Any]) -> str:
    days = {"filed": read_json_text(row.get("date_filed")), "last filing": read_json_text(row.get("date_last_filing"))}
    return ", ".join(
        [read_json_text(row.get("docket_number")), *(f"{word} {day}" for word, day in days.items() if day)]
    )


COURTLISTENER = SourceKind(
    slug=SLUG,
    label="CourtListener",
    authority=25,
    recognise=recognise_courtlistener,
    parse=parse_courtlistener,
    scrub=scrub_courtlistener,
    fetch=fetch_courtlistener,
    address=parse_courtlistener_address,
    find=find_on_courtlistener,
    watches_one_docket=True,
    rhythm=timedelta(hours=3),
    quota=quota.describe_quota,
    still_to_read=list_unread_parts,
)
