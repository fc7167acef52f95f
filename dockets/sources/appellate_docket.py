"""A docket page that somebody saved from PACER, of a court of appeals or of a bankruptcy appellate panel.

``appellate_rows`` reads its rows; this module decides whether the page is a docket at all and of which court, and what else it
tells of the case.
"""

import re
from datetime import date

from dockets.records import CourtFacts, DocketRecord, NotADocket, Parsed, Recognition, RelationRecord
from dockets.sources import appellate_parties, appellate_rows, markup, pacer_court, pacer_page
from dockets.sources.appellate_rows import Read
from dockets.sources.decoding import MAX_BYTES, text_of
from dockets.sources.kind import SourceKind
from dockets.sources.pacer_receipt import NO_RECEIPT, Receipt, receipt_of

_STUB = re.compile(r"<!--[^<>]{0,60}NEW SECTION - Case Stub", re.IGNORECASE)
_ENTRIES = re.compile("DOCKET ENTRIES")
_NUMBER = re.compile(r"(?:Docket\s*#|Case\s+Number)\s*:?\s*\d\d-\d", re.IGNORECASE)
_CASE_IDS = re.compile(r"doDocPostURL\('\d+','(\d+)'\)|data-pacer-case-id=[\"'](\d+)|[?&;]caseId=(\d+)", re.IGNORECASE)
_ASKED_FOR = re.compile(
    r"<input\b[^<>]{0,200}\bname=[\"']?date(From|To)[\"'\s][^<>]{0,200}?\bvalue=[\"']([^\"'<>]{0,40})[\"']", re.IGNORECASE
)
_ORIGINATING = r"Originating\s+Court\s+Information:.{0,200}?"


def recognise(body: bytes, name: str) -> Recognition | None:
    """Claims pages with the sections of an appellate docket: the comment that opens its head, and a docket number in it."""
    head = text_of(body[: pacer_page.HEAD])
    if not _is_docket(head):
        return None
    return Recognition("appellate-docket", _court_id(text_of(body[:MAX_BYTES])), "head of an appellate docket")


def parse(body: bytes, court: CourtFacts | None) -> Parsed:
    """One docket. A summary, a page limited by dates and one without a receipt are taken as a part of their docket."""
    page = pacer_page.without_cut_party(pacer_page.opened(body, _is_docket), _ENTRIES)
    facts = pacer_court.agreed_appellate(court, _court_id(page))
    read = appellate_rows.read(page, facts)
    if read is None or not re.match(r"\d\d-\d", read.told["docket_number"]):
        msg = (
            "This has the head of an appellate docket, but it could not be read. "
            "Open the page in PACER again, wait until it is complete, and save it as “web page, HTML only”."
        )
        raise NotADocket(msg)
    receipt = receipt_of(page)
    return Parsed((_docket(page, facts, read, receipt),), read.refused, () if receipt else (NO_RECEIPT,))


def scrub(body: bytes, _court: CourtFacts | None = None, _private: bool = False, /) -> bytes:
    """The page without the homes of parties who act without a lawyer."""
    page = body.decode("latin-1")  # gives every byte back, whatever the encoding is
    begin = page.find("NEW SECTION - Party/Aty List")
    if begin < 0:
        return body
    end = page.find("DOCKET ENTRIES", begin)
    parties = page[begin : end if end > 0 else len(page)]
    return page.replace(parties, appellate_parties.without_homes(parties), 1).encode("latin-1")


def _is_docket(head: str) -> bool:
    return bool(_STUB.search(head) and _NUMBER.search(markup.visible(head)))


def _court_id(page: str) -> str:
    return pacer_court.appellate_id_in_heading(page) or pacer_court.appellate_id_in_links(page)


def _docket(page: str, court: CourtFacts, read: Read, receipt: Receipt | None) -> DocketRecord:
    told, case_id = read.told, pacer_page.case_id(_CASE_IDS, page)
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
        source_url=f"https://ecf.{court.pacer_id}.uscourts.gov/{path}/TransportRoom?servlet=CaseSummary.jsp&caseNum={number}",
        parties=read.parties,
        entries=read.entries,
        relations=_appeal_of(page, told["originating"]),
        complete=_is_whole(page, receipt, told["date_filed"]),
        as_of=receipt.as_of(court) if receipt else None,
    )


def _is_whole(page: str, receipt: Receipt | None, filed: date | None) -> bool:
    """Whether the page holds every entry: a docket report ("Case Summary" shows the last few), and from no day to no day.

    What was asked for stands in the form by which the page is asked for once more, as XML.
    """
    if receipt is None or not receipt.description.lower().startswith("docket report") or not receipt.covers_all_since(filed):
        return False
    asked = {which.lower(): day.strip() for which, day in _ASKED_FOR.findall(page)}
    return asked == {"from": "", "to": ""}


def _appeal_of(page: str, originating: dict[str, object]) -> tuple[RelationRecord, ...]:
    """The case below, where the page links to it: the link's host tells its court. juriscraper cuts a defendant's number off."""
    number, pacer_id = str(originating.get("docket_number") or ""), str(originating.get("court_id") or "")
    court_id = pacer_court.id_of_pacer(pacer_id)
    if not number or not court_id or not re.search(r"\d\d-", number):
        return ()
    head = markup.visible(page[: pacer_page.HEAD])
    whole = re.search(_ORIGINATING + r"(" + re.escape(number) + r"(?:-[\w/]+)*)", head, re.IGNORECASE)
    return (RelationRecord("appeal_of", court_id, whole[1] if whole else number),)


APPELLATE_DOCKET = SourceKind(
    slug="appellate-docket", label="saved appellate docket page", authority=31, recognise=recognise, parse=parse, scrub=scrub
)
