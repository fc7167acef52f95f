"""Parses a page of one entry's attachments saved from PACER: it adds documents to a known filing.

The page does not state the docket's number. PACER's id of the case and the documents' ids tell which filing it is of:
``dockets.upsert`` finds the docket by the one, ``dockets.resolve`` the filing by the others.
"""

import re
from collections.abc import Mapping
from typing import Any

from dockets.record import text
from dockets.record.records import (
    CourtFacts,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    NotADocket,
    ParsedPayload,
    Recognition,
)
from dockets.sources import describe, markup
from dockets.sources.decoding import decode_payload
from dockets.sources.kind import SourceKind
from dockets.sources.pacer.cells import get_cell_words, get_document_title
from dockets.sources.pacer.court import (
    agree_on_court,
    find_appellate_id_in_links,
    find_court_id_of_page,
    get_court_id_of_pacer,
)
from dockets.sources.pacer.ecf_urls import build_ecf_document_url
from dockets.sources.pacer.report import import_juriscraper, open_report

_LARGEST = 5_000_000
_MOST_ROWS = 3_000
"""The most table rows accepted. juriscraper looks at every input for every row."""
_HEAD = 400_000
_MENU = re.compile(
    r"Document\s+Selection\s+Menu|Attachment\s+Menu|Select\s+the\s+(?:pdf\s+)?document\s+(?:you\s+wish\s+)?to\s+view"
    r"|(?P<appellate>\d+\s+Documents?\s+(?:is|are)\s+attached\s+to\s+this\s+filing)",
    re.IGNORECASE,
)
_DOCKET = re.compile(
    r"\bDOCKET\s+FOR\s+CASE\s*#|\b(?:Petition|Proceeding|Case)\s*#:|\bDocket\s+Text\b|Docket\s*#:", re.IGNORECASE
)
_LINK = re.compile(r"/docs?1/\d{5,15}")
_ROW = re.compile(r"<tr\b", re.IGNORECASE)


def recognise_attachment_page(body: bytes, name: str) -> Recognition | None:
    """Claims pages with a menu of documents and no docket around it."""
    page = decode_payload(body[:_HEAD])
    if _menu(page) is None:
        return None
    court = find_court_id_of_page(page) or find_appellate_id_in_links(page)
    return Recognition("attachment-page", court, "menu of one entry's documents")


def parse_attachment_page(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    """One docket without a number, with one entry without text or date, which has the documents."""
    page = markup.decode_page(body[: _LARGEST + 1])
    menu = _menu(page[:_HEAD])
    if menu is None:
        raise NotADocket(describe.describe_unknown_file(body, ""))
    if len(body) > _LARGEST or len(_ROW.findall(page)) > _MOST_ROWS or not markup.is_safe_page(page):
        msg = (
            "This begins like a page of one entry's attachments, but is larger than any, and was not opened. Save it"
            " again."
        )
        raise NotADocket(msg)
    facts = agree_on_court(court, _court_id(page))
    appellate = bool(menu["appellate"])
    told = _read(page, facts, appellate=appellate)
    entry = _entry(told, facts, appellate=appellate)
    if not entry.documents:
        msg = (
            "This is a page of one entry's attachments, but no document could be read from it. Save it from PACER"
            " again."
        )
        raise NotADocket(msg)
    return ParsedPayload(
        (DocketRecord(facts.id, "", pacer_case_id=get_cell_words(told.get("pacer_case_id")), entries=(entry,)),)
    )


def _menu(page: str) -> re.Match[str] | None:
    seen = markup.get_visible_text(page)
    found = _MENU.search(seen)
    return found if found and _LINK.search(page) and not _DOCKET.search(seen) else None


def _court_id(page: str) -> str:
    """The court, from the page's links, else from the first digits of its documents' ids, which are the court's own."""
    told = find_court_id_of_page(page) or find_appellate_id_in_links(page)
    if told:
        return told
    link = _LINK.search(page)
    digits = link[0].rpartition("/")[2] if link else ""
    prefixes = import_juriscraper("juriscraper.pacer.utils")
    try:
        return get_court_id_of_pacer(prefixes.get_court_id_from_doc_id_prefix(digits[:3]))
    except KeyError:
        return ""


def _read(page: str, court: CourtFacts, *, appellate: bool) -> Mapping[str, Any]:
    """What juriscraper finds; an empty mapping where it raises, which it does in many ways."""
    try:
        report = open_report("AppellateAttachmentPage" if appellate else "AttachmentPage", court.pacer_id, page)
        return report.data or {}
    except Exception:
        return {}


def _entry(told: Mapping[str, Any], court: CourtFacts, *, appellate: bool) -> EntryRecord:
    doc_id = text.clean_pacer_doc_id(told.get("pacer_doc_id"))
    documents = [_document(row, court) for row in told.get("attachments", ())]
    if not any(row.pacer_doc_id == doc_id for row in documents):
        documents.insert(0, _document({**told, "attachment_number": 0}, court))
    elif not appellate:
        # juriscraper takes the first document that can be opened for the main one; the main one is numbered 0. (Of
        # an appellate filing every document is in the list, including the one that the docket links to.)
        doc_id = next((row.pacer_doc_id for row in documents if not row.number), "")
    return EntryRecord(
        number=get_cell_words(told.get("document_number")),
        pacer_doc_id=doc_id,
        pacer_seq_no=get_cell_words(told.get("pacer_seq_no")),
        documents=tuple(row for row in documents if row.pacer_doc_id),
    )


def _document(told: Mapping[str, Any], court: CourtFacts) -> DocumentRecord:
    doc_id = text.clean_pacer_doc_id(told.get("pacer_doc_id"))
    number = int(told["attachment_number"])
    return DocumentRecord(
        number=number,
        description=get_document_title(told.get("description"), number),
        pacer_doc_id=doc_id,
        page_count=told.get("page_count"),
        file_size=told.get("file_size_bytes"),
        url=build_ecf_document_url(court, doc_id),
    )


ATTACHMENT_PAGE = SourceKind(
    slug="attachment-page",
    label="saved PACER attachment page",
    authority=5,
    recognise=recognise_attachment_page,
    parse=parse_attachment_page,
    # It shows one entry of a docket, as a feed does: it cannot show that another one is gone, nor that this one is
    # still there.
    dates_are_of_entry=True,
)
