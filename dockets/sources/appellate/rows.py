"""Reads an appellate docket page row by row, so that one bad row costs only that row. Called by ``docket`` alone.

juriscraper's ``AppellateDocketReport`` finds the sections and reads the cells; the loops over its rows are our own,
since its loops reject the whole page at the first unreadable date or party.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from dockets.record.records import CourtFacts, DocumentRecord, EntryRecord, PartyRecord, Refusal
from dockets.record.text import clean_pacer_doc_id
from dockets.sources.appellate.parties import read_appellate_parties
from dockets.sources.pacer.cells import (
    get_cell_words,
    get_document_title,
    parse_cell_date,
    parse_docket_date,
    parse_entered_stamp,
)
from dockets.sources.pacer.ecf_urls import build_ecf_document_url
from dockets.sources.pacer.report import open_report

_ENTRIES = "//comment()[contains(., 'DOCKET ENTRIES')]/following-sibling::*[self::table | self::form]//tr"
_PARTIES = "//comment()[contains(., 'NEW SECTION - Party/Aty List')]/following-sibling::table[1]//table//tr"
_BETWEEN_ATTORNEYS = r"(?i)<br\s*/?>\s*<br\s*/?>"
_SIZE = re.compile(r"sumSelected\(this,\s*(\d{1,9}),\s*(\d{1,18})\)")
"""Pages and bytes of all documents of an entry, where the page offers to open several."""


class AppellateDocketRows(NamedTuple):
    """``told`` is juriscraper's description of the case."""

    told: dict[str, Any]
    parties: tuple[PartyRecord, ...]
    entries: tuple[EntryRecord, ...]
    refused: tuple[Refusal, ...]


def read_appellate_rows(page: str, court: CourtFacts) -> AppellateDocketRows | None:
    """The docket on a page, or None where there is none. Never raises: juriscraper's errors on strange
    pages are many."""
    refused: list[Refusal] = []
    try:
        report = open_report("AppellateDocketReport", court.pacer_id, page)
        told = _about(report, refused)
        parties = read_appellate_parties(report, _parties(report), refused)
        entries = tuple(_entries(report, court, refused))
    except Exception:  # lxml's ParserError, IndexError, ValueError …: whatever it is, it is no docket page
        return None
    return AppellateDocketRows(told, parties, entries, tuple(refused))


def _about(report: Any, refused: list[Refusal]) -> dict[str, Any]:
    """What stands above the parties. A date that cannot be read is reported, and only that date is lost."""
    panel = report.tree.re_xpath('//*[re:match(text(), "Panel Assignment")]/ancestor::td[1]')
    return {
        "docket_number": get_cell_words(report._parse_docket_number()),
        "case_name": _told(report._get_case_name),
        "nature_of_suit": get_cell_words(report._get_tail_by_regex("Nature of Suit")),
        "panel": get_cell_words(" ".join(report._get_panel())) if panel else "",
        "date_filed": parse_docket_date("date filed", get_cell_words(report._get_tail_by_regex("Docketed")), refused),
        "date_terminated": parse_docket_date(
            "date terminated", get_cell_words(report._get_tail_by_regex("Termed")), refused
        ),
        "originating": _told(report._get_originating_court_info) or {},
    }


def _told(read: Any) -> Any:
    """The result of ``read``, or None if it fails. A case may lack its caption or the table of its
    originating court."""
    try:
        return read()
    except (ValueError, LookupError, AttributeError, TypeError):
        return None


def _parties(report: Any) -> Iterator[tuple[Any, Iterator[Any]]]:
    for row in report.tree.xpath(_PARTIES):
        cells = row.xpath("./td")
        if len(cells) >= 2 and get_cell_words(cells[0].text_content()):
            yield cells[0], iter(report.redelimit_p(cells[1], _BETWEEN_ATTORNEYS))


def _entries(report: Any, court: CourtFacts, refused: list[Refusal]) -> list[EntryRecord]:
    entries: list[EntryRecord] = []
    documents: list[list[DocumentRecord]] = []
    for row in report.tree.xpath(_ENTRIES):
        cells = row.xpath("./td")
        if len(cells) < 3 or cells[0].xpath("./input"):
            continue  # a heading, "No docket entries found.", or a row within the table of an entry's documents
        try:
            if attached := _attached(report, cells, court):
                documents[-1].extend(attached)
            elif get_cell_words(row.text_content()):
                entries.append(_entry(report, cells, court))
                documents.append([*entries[-1].documents])
        except (ValueError, LookupError, AssertionError, TypeError) as error:
            refused.append(Refusal(f"docket row {_beginning(row)}", f"This row could not be read: {_sentence(error)}"))
    for entry, of_entry in zip(entries, documents, strict=True):
        entry.documents = tuple(of_entry)
    return entries


def _entry(report: Any, cells: list[Any], court: CourtFacts) -> EntryRecord:
    text = str(cells[2].text_content())
    on, at = parse_entered_stamp(text, court.time_zone)
    filed = parse_cell_date(cells[0].text_content())
    if filed is None:
        msg = "it has no date"
        raise ValueError(msg)
    doc_id = clean_pacer_doc_id(report._get_pacer_doc_id(cells[1]))
    return EntryRecord(
        # Some courts give no numbers; juriscraper then puts the document's id in their place, which is no number.
        number=get_cell_words(report._get_document_number(cells[1])),
        pacer_doc_id=doc_id,
        pacer_seq_no=get_cell_words(report._get_pacer_seq_no(cells[1])),
        date_filed=filed,
        date_entered=on,
        entered_at=at,
        long_text=text,
        documents=(_main(cells[1], doc_id, court),) if doc_id else (),
    )


def _main(cell: Any, doc_id: str, court: CourtFacts) -> DocumentRecord:
    size = next(filter(None, (_SIZE.search(clicked) for clicked in cell.xpath(".//input/@onclick"))), None)
    pages, count = (int(size[1]), int(size[2])) if size else (0, 0)
    return DocumentRecord(0, "", doc_id, pages or None, count or None, build_ecf_document_url(court, doc_id))


def _attached(report: Any, cells: list[Any], court: CourtFacts) -> list[DocumentRecord]:
    """The documents of the entry above, in a row of their own after it, where the page offers to open several.

    They are numbered from 1, as the court does, including the one that the entry itself opens.
    """
    if get_cell_words(cells[0].text_content()) or not cells[2].xpath("./table"):
        return []
    return [_document(row, court) for row in report._get_attachments(cells[2])]


def _document(told: dict[str, Any], court: CourtFacts) -> DocumentRecord:
    doc_id = clean_pacer_doc_id(told["pacer_doc_id"])
    number = int(told["attachment_number"])
    return DocumentRecord(
        number=number,
        description=get_document_title(told["description"], number),
        pacer_doc_id=doc_id,
        page_count=told["page_count"],
        file_size=told.get("file_size_bytes"),
        url=build_ecf_document_url(court, doc_id),
    )


def _sentence(error: Exception) -> str:
    said = get_cell_words(error)[:200].rstrip(".") or type(error).__name__
    return f"{said}."


def _beginning(row: Any) -> str:
    """The beginning of a row, by which a person finds it on the page."""
    text = get_cell_words(row.text_content())
    return f"“{text[:60]}{'…' if len(text) > 60 else ''}”"
