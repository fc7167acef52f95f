"""The parties and entries of an Internet Archive docket.xml. Known to ``archive_xml`` alone."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from dockets import wording
from dockets.records import AttorneyRecord, CourtFacts, DocumentRecord, EntryRecord, PartyRecord, Refusal
from dockets.sources import cells, pacer_report, privacy
from dockets.sources.cells import lines, words

_TERMINATED = re.compile(r"\bTerminated:\s*(\d{1,2}/\d{1,2}/\d{4})", re.IGNORECASE)
_PRO_SE = re.compile(r"\bPRO\s+SE\b", re.IGNORECASE)
_SEE_ABOVE = re.compile(r"see\s+above", re.IGNORECASE)
_NOBODYS_ROLES = ("bar status", "designation")
_UNKNOWN_DAYS = ("", "0000-00-00")
"""How the archive writes that it does not know a date."""


def text(node: Any, path: str) -> str:
    """As it stands. The archive wrote the text of pages with its entities into XML, so one more layer of them comes off."""
    found = node.find(path)
    return html.unescape("".join(str(part) for part in found.itertext())) if found is not None else ""


def told(node: Any, path: str) -> str:
    """On one line."""
    return words(text(node, path))


def day(written: str) -> date | None:
    """ "2006-09-07". None where it is not known. Raises ``ValueError`` with a sentence for what is no date."""
    if written in _UNKNOWN_DAYS:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        msg = f"“{written[:40]}” is no date."
        raise ValueError(msg) from None


def known_to(root: Any, court: CourtFacts) -> datetime | None:
    """The last moment of which the file tells: of an upload (it names no zone; UTC), or the end of the last day on which
    something was filed or entered. It may be newer than that, and does not say so. None where it tells of no time.
    """
    uploads = (_moment(text(node, ".")) for node in root.iterfind("document_list/document/upload_date"))
    days = (_day_or_none(text(node, ".")) for name in _DAYS for node in root.iterfind(f"document_list/document/{name}"))
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
    """What is no date is refused with its entry."""
    try:
        return day(written.strip())
    except ValueError:
        return None


def parties(root: Any, court: CourtFacts, refused: list[Refusal]) -> Iterator[PartyRecord]:
    type_of = pacer_report.imported("juriscraper.pacer.docket_utils").normalize_party_types
    contacts: dict[str, str] = {}
    for node in root.iterfind("party_list/party"):
        name = told(node, "name")
        if not name:
            continue  # adversary proceedings have rows without anybody
        extra = privacy.without_number_lines(lines(text(node, "extra_info")))
        yield PartyRecord(
            name=name,
            type=words(type_of(told(node, "type"))),
            extra_info="" if court.pacer_id.endswith("b") else extra,
            date_terminated=_terminated(extra, name, refused),
            attorneys=tuple(
                _attorney(row, contacts, court) for row in node.iterfind("attorney_list/attorney") if told(row, "attorney_name")
            ),
        )


def _terminated(extra: str, name: str, refused: list[Refusal]) -> date | None:
    found = _TERMINATED.search(extra)
    try:
        return cells.day(found[1]) if found else None
    except ValueError as error:
        refused.append(Refusal(f"party “{name[:60]}”", str(error)))
        return None


def _attorney(node: Any, contacts: dict[str, str], court: CourtFacts) -> AttorneyRecord:
    """``contacts``: of each lawyer above, by name, for "(See above for address)". Who acts for themselves in a bankruptcy stands
    with their home address."""
    name = told(node, "attorney_name").removesuffix(",").strip()
    contact = privacy.without_number_lines(lines(text(node, "contact")))
    roles = lines(text(node, "attorney_role")).splitlines()
    if court.pacer_id.endswith("b") and _PRO_SE.search("\n".join([contact, *roles])):
        contact = ""
    contact = contacts.get(name, "") if _SEE_ABOVE.search(contact) else contacts.setdefault(name, contact)
    return AttorneyRecord(name, tuple(role for role in roles if not role.lower().startswith(_NOBODYS_ROLES)), contact)


def entries(root: Any, court: CourtFacts, case_id: str, refused: list[Refusal]) -> list[EntryRecord]:
    """In their order. An attachment is a document of the entry whose number it carries, the newest one above it."""
    found: list[EntryRecord] = []
    documents: list[list[DocumentRecord]] = []
    place: dict[str, int] = {}
    for node in root.iterfind("document_list/document"):
        number, attached = words(node.get("doc_num")), words(node.get("attachment_num")) or "0"
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
        pacer_doc_id=wording.pacer_doc_id(told(node, "pacer_doc_id")),
        pacer_seq_no=told(node, "pacer_de_seq_num"),
        date_filed=day(told(node, "date_filed")),
        date_entered=day(told(node, "date_entered")),
        short_text=told(node, "short_desc"),
        long_text=text(node, "long_desc"),
    )


def _document(node: Any, number: str, attached: str, court: CourtFacts, case_id: str) -> DocumentRecord:
    for digits, what in ((number, "entry"), (attached, "attachment")):
        if not (digits.isascii() and digits.isdigit() and len(digits) < 8):
            msg = f"“{digits[:40]}” stands where the number of the {what} should be."
            raise ValueError(msg)
    doc_id = wording.pacer_doc_id(told(node, "pacer_doc_id"))
    return DocumentRecord(
        number=int(attached),
        description=told(node, "short_desc") if attached != "0" else "",
        pacer_doc_id=doc_id,
        url=_url(node, f"{number}.{attached}", doc_id, court, case_id),
    )


def _url(node: Any, place: str, doc_id: str, court: CourtFacts, case_id: str) -> str:
    """The archive's own copy, which is free, where it says that it has one; else PACER's."""
    if told(node, "available") == "1" and case_id.isdigit():
        item = f"gov.uscourts.{court.pacer_id}.{case_id}"
        return f"https://archive.org/download/{item}/{item}.{place}.pdf"
    return f"https://ecf.{court.pacer_id}.uscourts.gov/doc1/{doc_id}" if doc_id else ""
