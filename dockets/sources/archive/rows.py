"""Reads the parties and entries of an Internet Archive docket.xml. Called by ``docket_xml`` alone."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from dockets.record.records import AttorneyRecord, CourtFacts, DocumentRecord, EntryRecord, PartyRecord, Refusal
from dockets.record.text import clean_pacer_doc_id
from dockets.sources.pacer import cells, privacy, report
from dockets.sources.pacer.cells import get_cell_lines, get_cell_words
from dockets.sources.pacer.ecf_urls import build_ecf_document_url

_TERMINATED = re.compile(r"\bTerminated:\s*(\d{1,2}/\d{1,2}/\d{4})", re.IGNORECASE)
_PRO_SE = re.compile(r"\bPRO\s+SE\b", re.IGNORECASE)
_SEE_ABOVE = re.compile(r"see\s+above", re.IGNORECASE)
_NOBODYS_ROLES = ("bar status", "designation")
_UNKNOWN_DAYS = ("", "0000-00-00")
"""How the archive writes an unknown date."""


def get_xml_text(node: Any, path: str) -> str:
    """The text of an element. The archive wrote the text of pages with its entities into XML, so one more layer of
    entities is undone."""
    found = node.find(path)
    return html.unescape("".join(str(part) for part in found.itertext())) if found is not None else ""


def get_xml_line(node: Any, path: str) -> str:
    """The text of an element on one line."""
    return get_cell_words(get_xml_text(node, path))


def parse_xml_date(written: str) -> date | None:
    """ "2006-09-07". None where the archive does not know the date. Raises ``ValueError`` with a sentence for what is
    no date."""
    if written in _UNKNOWN_DAYS:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        msg = f"“{written[:40]}” is no date."
        raise ValueError(msg) from None


def find_archive_moment(root: Any, court: CourtFacts) -> datetime | None:
    """The latest time in the file: of an upload (given without a zone; UTC), or the end of the last day on which
    something was filed or entered. The file may be newer than that, and does not say so. None where it has no time."""
    uploads = (_moment(get_xml_text(node, ".")) for node in root.iterfind("document_list/document/upload_date"))
    days = (
        _day_or_none(get_xml_text(node, "."))
        for name in _DAYS
        for node in root.iterfind(f"document_list/document/{name}")
    )
    last = max(filter(None, days), default=None)
    end = datetime.combine(last, time(23, 59, 59), ZoneInfo(court.time_zone)) if last else None
    return max(filter(None, (*uploads, end)), default=None)


_DAYS = ("date_filed", "date_entered")


def _moment(written: str) -> datetime | None:
    try:
        return datetime.strptime(written.strip(), "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _day_or_none(written: str) -> date | None:
    """None for what is no date; it is refused with its entry."""
    try:
        return parse_xml_date(written.strip())
    except ValueError:
        return None


def read_archive_parties(root: Any, court: CourtFacts, refused: list[Refusal]) -> Iterator[PartyRecord]:
    type_of = report.import_juriscraper("juriscraper.pacer.docket_utils").normalize_party_types
    contacts: dict[str, str] = {}
    for node in root.iterfind("party_list/party"):
        name = get_xml_line(node, "name")
        if not name:
            continue  # adversary proceedings have rows without anybody
        extra = privacy.strip_number_lines(get_cell_lines(get_xml_text(node, "extra_info")))
        yield PartyRecord(
            name=name,
            type=get_cell_words(type_of(get_xml_line(node, "type"))),
            extra_info="" if court.pacer_id.endswith("b") else extra,
            date_terminated=_terminated(extra, name, refused),
            attorneys=tuple(
                _attorney(row, contacts, court)
                for row in node.iterfind("attorney_list/attorney")
                if get_xml_line(row, "attorney_name")
            ),
        )


def _terminated(extra: str, name: str, refused: list[Refusal]) -> date | None:
    found = _TERMINATED.search(extra)
    try:
        return cells.parse_cell_date(found[1]) if found else None
    except ValueError as error:
        refused.append(Refusal(f"party “{name[:60]}”", str(error)))
        return None


def _attorney(node: Any, contacts: dict[str, str], court: CourtFacts) -> AttorneyRecord:
    """``contacts``: of each attorney above, by name, for "(See above for address)". In a bankruptcy, whoever acts for
    themselves is listed with their home address, which is left out."""
    name = get_xml_line(node, "attorney_name").removesuffix(",").strip()
    contact = privacy.strip_number_lines(get_cell_lines(get_xml_text(node, "contact")))
    roles = get_cell_lines(get_xml_text(node, "attorney_role")).splitlines()
    if court.pacer_id.endswith("b") and _PRO_SE.search("\n".join([contact, *roles])):
        contact = ""
    contact = contacts.get(name, "") if _SEE_ABOVE.search(contact) else contacts.setdefault(name, contact)
    return AttorneyRecord(name, tuple(role for role in roles if not role.lower().startswith(_NOBODYS_ROLES)), contact)


def read_archive_entries(root: Any, court: CourtFacts, case_id: str, refused: list[Refusal]) -> list[EntryRecord]:
    """The entries in their order. An attachment is a document of the entry whose number it carries, the newest one
    above it."""
    found: list[EntryRecord] = []
    documents: list[list[DocumentRecord]] = []
    place: dict[str, int] = {}
    for node in root.iterfind("document_list/document"):
        number, attached = get_cell_words(node.get("doc_num")), get_cell_words(node.get("attachment_num")) or "0"
        try:
            document = _document(node, number, attached, court, case_id)
            if attached == "0" or number not in place:
                entry = _entry(node, number) if attached == "0" else EntryRecord(number=number)
                place[number] = len(found)
                found.append(entry)
                documents.append([])
            documents[place[number]].append(document)
        except ValueError as error:
            where = f"document {number or '?'}" + ("" if attached == "0" else f", attachment {attached}")
            refused.append(Refusal(where, str(error)))
    for entry, of_entry in zip(found, documents, strict=True):
        entry.documents = tuple(document for document in of_entry if document.number or document.url)
    return found


def _entry(node: Any, number: str) -> EntryRecord:
    return EntryRecord(
        number=number,
        pacer_doc_id=clean_pacer_doc_id(get_xml_line(node, "pacer_doc_id")),
        pacer_seq_no=get_xml_line(node, "pacer_de_seq_num"),
        date_filed=parse_xml_date(get_xml_line(node, "date_filed")),
        date_entered=parse_xml_date(get_xml_line(node, "date_entered")),
        short_text=get_xml_line(node, "short_desc"),
        long_text=get_xml_text(node, "long_desc"),
    )


def _document(node: Any, number: str, attached: str, court: CourtFacts, case_id: str) -> DocumentRecord:
    for digits, what in ((number, "entry"), (attached, "attachment")):
        if not (digits.isascii() and digits.isdigit() and len(digits) < 8):
            msg = f"“{digits[:40]}” stands where the number of the {what} should be."
            raise ValueError(msg)
    doc_id = clean_pacer_doc_id(get_xml_line(node, "pacer_doc_id"))
    return DocumentRecord(
        number=int(attached),
        description=get_xml_line(node, "short_desc") if attached != "0" else "",
        pacer_doc_id=doc_id,
        url=_url(node, f"{number}.{attached}", doc_id, court, case_id),
    )


def _url(node: Any, place: str, doc_id: str, court: CourtFacts, case_id: str) -> str:
    """The address of the archive's own copy, which is free, where it says that it has one; else PACER's."""
    if get_xml_line(node, "available") == "1" and case_id.isdigit():
        item = f"gov.uscourts.{court.pacer_id}.{case_id}"
        return f"https://archive.org/download/{item}/{item}.{place}.pdf"
    return build_ecf_document_url(court, doc_id)
