"""Parses a docket page saved from PACER (district and bankruptcy courts, Court of International Trade, JPML).

juriscraper reads the mark-up (``rows``); this module decides whether the page is a docket at all and of which court,
and turns what comes back into records. PACER pages are parsed, never fetched.
"""

import re
from collections.abc import Iterator
from typing import Any

from dockets.record.privacy import mask_personal_data
from dockets.record.records import (
    AttorneyRecord,
    CourtFacts,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    NotADocket,
    ParsedPayload,
    PartyRecord,
    Recognition,
)
from dockets.record.text import clean_pacer_doc_id
from dockets.sources import markup
from dockets.sources.decoding import MAX_BYTES, decode_payload
from dockets.sources.kind import SourceKind
from dockets.sources.pacer import privacy, relations, rows
from dockets.sources.pacer.cells import convert_cell_date, get_cell_lines, get_cell_words, get_document_title
from dockets.sources.pacer.court import agree_on_court, find_court_id_of_page
from dockets.sources.pacer.ecf_urls import build_ecf_docket_url, build_ecf_document_url
from dockets.sources.pacer.page import HEAD, find_case_id, open_page, strip_cut_party
from dockets.sources.pacer.receipt import NO_RECEIPT, find_receipt

_MARK = re.compile(
    r"\b(?:DOCKET\s+FOR\s+CASE\s*#"
    r"|(?:Bankruptcy|Adversary|Miscellaneous|Involuntary)\s+(?:Petition|Proceeding|Case)\s*#:)",
    re.IGNORECASE,
)
_CASE_IDS = re.compile(
    r"goDLS\((?:'|&#39;)[^'&]*(?:'|&#39;),(?:'|&#39;)(\d+)|caseidV(\d+)K|\bcaseid=(\d+)"
    r"|\bcase_id=(\d+)&(?:amp;)?court_id|DktRpt\.pl\?caseid=(\d+)",
    re.IGNORECASE,
)
_ENTRIES = re.compile(r"Docket\s+Text", re.IGNORECASE)
_CRIMINAL = re.compile(r"CRIMINAL\s+DOCKET\s+FOR\s+CASE", re.IGNORECASE)
_END = re.compile(r"</html>\s*$", re.IGNORECASE)
_DIVISION = re.compile(r"\(([^()]{2,60})\)\s*(?:\w+\s+){0,2}DOCKET\s+FOR\s+CASE\s*#", re.IGNORECASE)


def recognise_pacer_docket(body: bytes, name: str) -> Recognition | None:
    """Claims pages with the heading of a docket report: "CIVIL DOCKET FOR CASE #: …", "Bankruptcy Petition #: …"."""
    if not _is_docket(decode_payload(body[:HEAD])):
        return None
    court = find_court_id_of_page(decode_payload(body[:MAX_BYTES]))
    return Recognition("pacer-docket", court, "heading of a PACER docket report")


def parse_pacer_docket(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    """One docket. A page without a receipt, or whose receipt limits dates or numbers, is treated as part of
    its docket."""
    page = strip_cut_party(open_page(body, _is_docket), _ENTRIES)
    facts = agree_on_court(court, find_court_id_of_page(page))
    read = rows.read_pacer_rows(page, facts.pacer_id)
    if read is None or not read.facts.get("docket_number"):
        msg = (
            "This has the heading of a PACER docket report, but no docket number and filing date follow. "
            "Open the page in PACER again, wait until it is complete, and save it as “web page, HTML only”."
        )
        raise NotADocket(msg)
    notes = () if find_receipt(page) else (NO_RECEIPT,)
    if notes and read.parties and not (_ENTRIES.search(page) or _END.search(page)) and _CRIMINAL.search(page):
        read.parties.pop()  # the last defendant's counts may be incomplete
    return ParsedPayload((_docket(page, facts, read),), tuple(read.refused), notes)


def _is_docket(head: str) -> bool:
    return bool(_MARK.search(markup.get_visible_text(head)))


def _docket(page: str, court: CourtFacts, read: rows.PacerDocketRows) -> DocketRecord:
    told = {name: get_cell_words(value) for name, value in read.facts.items() if isinstance(value, str)}
    head = markup.get_visible_text(page[:HEAD])
    receipt, filed = find_receipt(page), convert_cell_date(read.facts.get("date_filed"))
    case_id = find_case_id(_CASE_IDS, page)
    private = _is_bankruptcy(court)
    number = _number_as_written(head, read.facts, private)
    return DocketRecord(
        court_id=court.id,
        docket_number=number,
        case_name=_case_name(told.get("case_name", ""), read.parties),
        pacer_case_id=case_id,
        date_filed=filed,
        date_terminated=convert_cell_date(read.facts.get("date_terminated")),
        assigned_to=told.get("assigned_to_str", ""),
        referred_to=told.get("referred_to_str", ""),
        cause=told.get("cause", ""),
        nature_of_suit=told.get("nature_of_suit", ""),
        jury_demand=told.get("jury_demand", ""),
        demand=told.get("demand", ""),
        jurisdiction=told.get("jurisdiction", ""),
        mdl_status=told.get("mdl_status", ""),
        division=_division(head),
        source_url=build_ecf_docket_url(court, case_id),
        parties=tuple(_party(party, private) for party in read.parties if get_cell_words(party.get("name"))),
        entries=tuple(_entry(entry, court, private) for entry in read.entries),
        relations=relations.read_related_cases(page, court, number),
        complete=bool(receipt and receipt.covers_all_since(filed)),
        as_of=receipt.as_of(court) if receipt else None,
    )


def _case_name(told: str, parties: list[dict[str, Any]]) -> str:
    """juriscraper's case name, made from the caption; where it finds none, the first debtor, of whatever type."""
    if told != "Unknown Case Title":
        return told
    return next(
        (get_cell_words(party.get("name")) for party in parties if "debtor" in str(party.get("type")).lower()), ""
    )


def _party(told: dict[str, Any], private: bool) -> PartyRecord:
    return PartyRecord(
        name=get_cell_words(told.get("name")),
        type=get_cell_words(told.get("type")),
        extra_info="" if private else "\n".join(filter(None, (_extra_info(told), *_charges(told)))),
        date_terminated=convert_cell_date(told.get("date_terminated")),
        attorneys=tuple(
            _attorney(attorney, private)
            for attorney in told.get("attorneys", ())
            if get_cell_words(attorney.get("name"))
        ),
    )


def _extra_info(told: dict[str, Any]) -> str:
    return privacy.strip_number_lines(get_cell_lines(told.get("extra_info")))


def _charges(told: dict[str, Any]) -> Iterator[str]:
    """The counts against a defendant, a line each: "Terminated count: 18:1343 WIRE FRAUD (2-4). Dismissed"."""
    for row in told.get("criminal_data", {}).get("counts", ()):
        charge, disposition = get_cell_words(row["name"]), get_cell_words(row["disposition"])
        yield f"{get_cell_words(row['status']).capitalize()} count: {charge}" + (
            f". {disposition}" if disposition else ""
        )


def _attorney(told: dict[str, Any], private: bool) -> AttorneyRecord:
    roles = tuple(get_cell_words(role) for role in told.get("roles", ()) if get_cell_words(role))
    contact = privacy.strip_number_lines(get_cell_lines(told.get("contact")))
    # In a bankruptcy, whoever acts for themselves is listed with their home address.
    at_home = private and ("PRO SE" in roles or "PRO SE" in contact.upper())
    return AttorneyRecord(get_cell_words(told.get("name")), roles, "" if at_home else contact)


def _entry(told: dict[str, Any], court: CourtFacts, private: bool) -> EntryRecord:
    text = str(told.get("description") or "")
    doc_id = clean_pacer_doc_id(told.get("pacer_doc_id"))
    return EntryRecord(
        number=get_cell_words(told.get("document_number")),
        pacer_doc_id=doc_id,
        pacer_seq_no=get_cell_words(told.get("pacer_seq_no")),
        date_filed=convert_cell_date(told.get("date_filed")),
        date_entered=convert_cell_date(told.get("date_entered")),
        long_text=mask_personal_data(text) if private else text,
        documents=_documents(told, doc_id, court),
    )


def _documents(told: dict[str, Any], doc_id: str, court: CourtFacts) -> tuple[DocumentRecord, ...]:
    main = [_document(0, told, court)] if doc_id else []
    return tuple(main + [_document(int(row["attachment_number"]), row, court) for row in told.get("attachments", ())])


def _document(number: int, told: dict[str, Any], court: CourtFacts) -> DocumentRecord:
    doc_id = clean_pacer_doc_id(told.get("pacer_doc_id"))
    return DocumentRecord(
        number=number,
        description=get_document_title(told.get("description"), number) if number else "",
        pacer_doc_id=doc_id,
        page_count=told.get("page_count"),
        file_size=told.get("file_size_bytes"),
        url=build_ecf_document_url(court, doc_id),
    )


def _is_bankruptcy(court: CourtFacts) -> bool:
    return court.pacer_id.endswith("b")


def _number_as_written(head: str, told: dict[str, Any], bankruptcy: bool) -> str:
    """The docket number with what juriscraper cuts off after the serial: the judge's initials and, in criminal cases,
    the defendant."""
    number = get_cell_words(told["docket_number"])
    if bankruptcy:  # "95-05684-PB7": what follows is the judge and the chapter
        return number
    whole = re.search(r"CASE\s*#:?\s*(" + re.escape(number) + r"(?:-[\w/]+)*)", head, re.IGNORECASE)
    return whole[1] if whole else number


def _division(head: str) -> str:
    found = _DIVISION.search(head)
    return found[1].strip() if found else ""


PACER_DOCKET = SourceKind(
    slug="pacer-docket",
    label="saved PACER docket page",
    authority=30,
    recognise=recognise_pacer_docket,
    parse=parse_pacer_docket,
    scrub=privacy.strip_homes_from_page,
)
