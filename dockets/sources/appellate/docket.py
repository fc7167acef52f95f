"""Parses a docket page saved from PACER, of a court of appeals or a bankruptcy appellate panel.

``rows`` reads its rows; this module decides whether the page is a docket at all and of which court, and reads what else
it says about the case.
"""

import re
from datetime import date

from dockets.record.records import CourtFacts, DocketRecord, NotADocket, ParsedPayload, Recognition, RelationRecord
from dockets.sources import markup
from dockets.sources.appellate import rows
from dockets.sources.appellate.parties import strip_homes_from_appellate_parties
from dockets.sources.appellate.rows import AppellateDocketRows
from dockets.sources.decoding import MAX_BYTES, decode_payload
from dockets.sources.kind import SourceKind
from dockets.sources.pacer.court import (
    agree_on_appellate_court,
    find_appellate_id_in_heading,
    find_appellate_id_in_links,
    get_court_id_of_pacer,
)
from dockets.sources.pacer.page import HEAD, find_case_id, open_page, strip_cut_party
from dockets.sources.pacer.receipt import NO_RECEIPT, PacerReceipt, find_receipt

_STUB = re.compile(r"<!--[^<>]{0,60}NEW SECTION - Case Stub", re.IGNORECASE)
_ENTRIES = re.compile("DOCKET ENTRIES")
_NUMBER = re.compile(r"(?:Docket\s*#|Case\s+Number)\s*:?\s*\d\d-\d", re.IGNORECASE)
_CASE_IDS = re.compile(r"doDocPostURL\('\d+','(\d+)'\)|data-pacer-case-id=[\"'](\d+)|[?&;]caseId=(\d+)", re.IGNORECASE)
_ASKED_FOR = re.compile(
    r"<input\b[^<>]{0,200}\bname=[\"']?date(From|To)[\"'\s][^<>]{0,200}?\bvalue=[\"']([^\"'<>]{0,40})[\"']",
    re.IGNORECASE,
)
_ORIGINATING = r"Originating\s+Court\s+Information:.{0,200}?"


def recognise_appellate_docket(body: bytes, name: str) -> Recognition | None:
    """Claims pages with the sections of an appellate docket: the comment that opens its head, and a docket number in
    it."""
    head = decode_payload(body[:HEAD])
    if not _is_docket(head):
        return None
    return Recognition("appellate-docket", _court_id(decode_payload(body[:MAX_BYTES])), "head of an appellate docket")


def parse_appellate_docket(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    """One docket. A summary, a page limited by dates and one without a receipt are treated as part of their docket."""
    page = strip_cut_party(open_page(body, _is_docket), _ENTRIES)
    facts = agree_on_appellate_court(court, _court_id(page))
    read = rows.read_appellate_rows(page, facts)
    if read is None or not re.match(r"\d\d-\d", read.told["docket_number"]):
        msg = (
            "This has the head of an appellate docket, but it could not be read. "
            "Open the page in PACER again, wait until it is complete, and save it as “web page, HTML only”."
        )
        raise NotADocket(msg)
    receipt = find_receipt(page)
    return ParsedPayload((_docket(page, facts, read, receipt),), read.refused, () if receipt else (NO_RECEIPT,))


def scrub_appellate_docket(body: bytes, _court: CourtFacts | None = None, _private: bool = False, /) -> bytes:
    """The page without the homes of parties who act without a lawyer."""
    page = body.decode("latin-1")  # preserves every byte, whatever the encoding is
    begin = page.find("NEW SECTION - Party/Aty List")
    if begin < 0:
        return body
    end = page.find("DOCKET ENTRIES", begin)
    parties = page[begin : end if end > 0 else len(page)]
    return page.replace(parties, strip_homes_from_appellate_parties(parties), 1).encode("latin-1")


def _is_docket(head: str) -> bool:
    return bool(_STUB.search(head) and _NUMBER.search(markup.get_visible_text(head)))


def _court_id(page: str) -> str:
    return find_appellate_id_in_heading(page) or find_appellate_id_in_links(page)


def _docket(page: str, court: CourtFacts, read: AppellateDocketRows, receipt: PacerReceipt | None) -> DocketRecord:
    told, case_id = read.told, find_case_id(_CASE_IDS, page)
    number = told["docket_number"]
    path = "cmecf/servlet" if court.id in {"ca5", "ca7", "ca11"} else "n/beam/servlet"
    return DocketRecord(
        court_id=court.id,
        docket_number=number,
        case_name=told["case_name"] or "",
        pacer_case_id=case_id,
        date_filed=told["date_filed"],
        date_terminated=told["date_terminated"],
        assigned_to=told["panel"],
        nature_of_suit=told["nature_of_suit"],
        source_url=f"https://ecf.{court.pacer_id}.uscourts.gov/{path}/TransportRoom"
        f"?servlet=CaseSummary.jsp&caseNum={number}",
        parties=read.parties,
        entries=read.entries,
        relations=_appeal_of(page, told["originating"]),
        complete=_is_whole(page, receipt, told["date_filed"]),
        as_of=receipt.as_of(court) if receipt else None,
    )


def _is_whole(page: str, receipt: PacerReceipt | None, filed: date | None) -> bool:
    """Whether the page holds every entry: a docket report ("Case Summary" shows only the last few) without limits of
    dates.

    The limits stand in the form for requesting the same page as XML.
    """
    if (
        receipt is None
        or not receipt.description.lower().startswith("docket report")
        or not receipt.covers_all_since(filed)
    ):
        return False
    asked = {which.lower(): day.strip() for which, day in _ASKED_FOR.findall(page)}
    return asked == {"from": "", "to": ""}


def _appeal_of(page: str, originating: dict[str, object]) -> tuple[RelationRecord, ...]:
    """The case below, where the page links to it: the link's host tells its court. juriscraper cuts off a defendant's
    number."""
    number, pacer_id = str(originating.get("docket_number") or ""), str(originating.get("court_id") or "")
    court_id = get_court_id_of_pacer(pacer_id)
    if not number or not court_id or not re.search(r"\d\d-", number):
        return ()
    head = markup.get_visible_text(page[:HEAD])
    whole = re.search(_ORIGINATING + r"(" + re.escape(number) + r"(?:-[\w/]+)*)", head, re.IGNORECASE)
    return (RelationRecord("appeal_of", court_id, whole[1] if whole else number),)


APPELLATE_DOCKET = SourceKind(
    slug="appellate-docket",
    label="saved appellate docket page",
    authority=31,
    recognise=recognise_appellate_docket,
    parse=parse_appellate_docket,
    scrub=scrub_appellate_docket,
)
