"""A docket page that somebody saved from PACER (district and bankruptcy courts, Court of International Trade, JPML).

juriscraper reads the mark-up (``pacer_rows``); this module decides whether the page is a docket at all and of which court, and
turns what comes back into records. PACER pages are parsed, never fetched.
"""

import re
from collections.abc import Iterator
from typing import Any

from dockets import wording
from dockets.records import (
    AttorneyRecord,
    CourtFacts,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    NotADocket,
    Parsed,
    PartyRecord,
    Recognition,
)
from dockets.sources import markup, pacer_court, pacer_page, pacer_relations, pacer_rows, privacy
from dockets.sources.cells import as_day, lines, title, words
from dockets.sources.decoding import MAX_BYTES, text_of
from dockets.sources.kind import SourceKind
from dockets.sources.pacer_receipt import NO_RECEIPT, receipt_of

_MARK = re.compile(
    r"\b(?:DOCKET\s+FOR\s+CASE\s*#|(?:Bankruptcy|Adversary|Miscellaneous|Involuntary)\s+(?:Petition|Proceeding|Case)\s*#:)",
    re.IGNORECASE,
)
_CASE_IDS = re.compile(
    r"goDLS\((?:'|&#39;)[^'&]*(?:'|&#39;),(?:'|&#39;)(\d+)|caseidV(\d+)K|\bcaseid=(\d+)|\bcase_id=(\d+)&(?:amp;)?court_id|DktRpt\.pl\?caseid=(\d+)",
    re.IGNORECASE,
)
_ENTRIES = re.compile(r"Docket\s+Text", re.IGNORECASE)
_CRIMINAL = re.compile(r"CRIMINAL\s+DOCKET\s+FOR\s+CASE", re.IGNORECASE)
_END = re.compile(r"</html>\s*$", re.IGNORECASE)
_DIVISION = re.compile(r"\(([^()]{2,60})\)\s*(?:\w+\s+){0,2}DOCKET\s+FOR\s+CASE\s*#", re.IGNORECASE)


def recognise(body: bytes, name: str) -> Recognition | None:
    """Claims pages whose heading is that of a docket report: "CIVIL DOCKET FOR CASE #: …", "Bankruptcy Petition #: …"."""
    if not _is_docket(text_of(body[: pacer_page.HEAD])):
        return None
    court = pacer_court.court_id(text_of(body[:MAX_BYTES]))
    return Recognition("pacer-docket", court, "heading of a PACER docket report")


def parse(body: bytes, court: CourtFacts | None) -> Parsed:
    """One docket. A page without a receipt, or whose receipt limits dates or numbers, is taken as a part of its docket."""
    page = pacer_page.without_cut_party(pacer_page.opened(body, _is_docket), _ENTRIES)
    facts = pacer_court.agreed(court, pacer_court.court_id(page))
    read = pacer_rows.read(page, facts.pacer_id)
    if read is None or not read.facts.get("docket_number"):
        msg = (
            "This has the heading of a PACER docket report, but no docket number and filing date follow. "
            "Open the page in PACER again, wait until it is complete, and save it as “web page, HTML only”."
        )
        raise NotADocket(msg)
    notes = () if receipt_of(page) else (NO_RECEIPT,)
    if notes and read.parties and not (_ENTRIES.search(page) or _END.search(page)) and _CRIMINAL.search(page):
        read.parties.pop()  # of the last defendant not all counts may be there
    return Parsed((_docket(page, facts, read),), tuple(read.refused), notes)


def _is_docket(head: str) -> bool:
    return bool(_MARK.search(markup.visible(head)))


def _docket(page: str, court: CourtFacts, read: pacer_rows.Read) -> DocketRecord:
    told = {name: words(value) for name, value in read.facts.items() if isinstance(value, str)}
    head = markup.visible(page[: pacer_page.HEAD])
    receipt, filed = receipt_of(page), as_day(read.facts.get("date_filed"))
    case_id = pacer_page.case_id(_CASE_IDS, page)
    private = _is_bankruptcy(court)
    number = _number_as_written(head, read.facts, private)
    return DocketRecord(
        court_id=court.id,
        docket_number=number,
        case_name=_case_name(told.get("case_name", ""), read.parties),
        pacer_case_id=case_id,
        date_filed=filed,
        date_terminated=as_day(read.facts.get("date_terminated")),
        assigned_to=told.get("assigned_to_str", ""),
        referred_to=told.get("referred_to_str", ""),
        cause=told.get("cause", ""),
        nature_of_suit=told.get("nature_of_suit", ""),
        jury_demand=told.get("jury_demand", ""),
        demand=told.get("demand", ""),
        jurisdiction=told.get("jurisdiction", ""),
        mdl_status=told.get("mdl_status", ""),
        division=_division(head),
        source_url=f"https://ecf.{court.pacer_id}.uscourts.gov/cgi-bin/DktRpt.pl?{case_id}" if case_id else "",
        parties=tuple(_party(party, private) for party in read.parties if words(party.get("name"))),
        entries=tuple(_entry(entry, court, private) for entry in read.entries),
        relations=pacer_relations.relations(page, court, number),
        complete=bool(receipt and receipt.covers_all_since(filed)),
        as_of=receipt.as_of(court) if receipt else None,
    )


def _case_name(told: str, parties: list[dict[str, Any]]) -> str:
    """juriscraper's, which is made of the caption; where it finds none, the first debtor, of whatever sort."""
    if told != "Unknown Case Title":
        return told
    return next((words(party.get("name")) for party in parties if "debtor" in str(party.get("type")).lower()), "")


def _party(told: dict[str, Any], private: bool) -> PartyRecord:
    return PartyRecord(
        name=words(told.get("name")),
        type=words(told.get("type")),
        extra_info="" if private else "\n".join(filter(None, (_extra_info(told), *_charges(told)))),
        date_terminated=as_day(told.get("date_terminated")),
        attorneys=tuple(_attorney(attorney, private) for attorney in told.get("attorneys", ()) if words(attorney.get("name"))),
    )


def _extra_info(told: dict[str, Any]) -> str:
    return privacy.without_number_lines(lines(told.get("extra_info")))


def _charges(told: dict[str, Any]) -> Iterator[str]:
    """The counts against a defendant, a line each: "Terminated count: 18:1343 WIRE FRAUD (2-4). Dismissed"."""
    for row in told.get("criminal_data", {}).get("counts", ()):
        charge, disposition = words(row["name"]), words(row["disposition"])
        yield f"{words(row['status']).capitalize()} count: {charge}" + (f". {disposition}" if disposition else "")


def _attorney(told: dict[str, Any], private: bool) -> AttorneyRecord:
    roles = tuple(words(role) for role in told.get("roles", ()) if words(role))
    contact = privacy.without_number_lines(lines(told.get("contact")))
    # Who acts for themselves in a bankruptcy stands with their home address.
    at_home = private and ("PRO SE" in roles or "PRO SE" in contact.upper())
    return AttorneyRecord(words(told.get("name")), roles, "" if at_home else contact)


def _entry(told: dict[str, Any], court: CourtFacts, private: bool) -> EntryRecord:
    text = str(told.get("description") or "")
    doc_id = wording.pacer_doc_id(told.get("pacer_doc_id"))
    return EntryRecord(
        number=words(told.get("document_number")),
        pacer_doc_id=doc_id,
        pacer_seq_no=words(told.get("pacer_seq_no")),
        date_filed=as_day(told.get("date_filed")),
        date_entered=as_day(told.get("date_entered")),
        long_text=privacy.withhold_numbers(text) if private else text,
        documents=_documents(told, doc_id, court),
    )


def _documents(told: dict[str, Any], doc_id: str, court: CourtFacts) -> tuple[DocumentRecord, ...]:
    main = [_document(0, told, court)] if doc_id else []
    return tuple(main + [_document(int(row["attachment_number"]), row, court) for row in told.get("attachments", ())])


def _document(number: int, told: dict[str, Any], court: CourtFacts) -> DocumentRecord:
    doc_id = wording.pacer_doc_id(told.get("pacer_doc_id"))
    return DocumentRecord(
        number=number,
        description=title(told.get("description"), number) if number else "",
        pacer_doc_id=doc_id,
        page_count=told.get("page_count"),
        file_size=told.get("file_size_bytes"),
        url=f"https://ecf.{court.pacer_id}.uscourts.gov/doc1/{doc_id}" if doc_id else "",
    )


def _is_bankruptcy(court: CourtFacts) -> bool:
    return court.pacer_id.endswith("b")


def _number_as_written(head: str, told: dict[str, Any], bankruptcy: bool) -> str:
    """juriscraper cuts the number after its serial; the page has initials and, in criminal cases, the defendant too."""
    number = words(told["docket_number"])
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
    recognise=recognise,
    parse=parse,
    scrub=privacy.without_homes,
)
