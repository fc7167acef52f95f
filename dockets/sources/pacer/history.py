"""Parses a history page saved from PACER ("History/Documents"): each event of a case with number, dates and short text.

It lists what a docket page lists, in other words: the kind of event beside the docket text, or instead of it. So where
a docket page gives one text and a feed the other, it shows that both are of one filing.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import pairwise
from typing import Any

from dockets.record.privacy import mask_personal_data
from dockets.record.records import (
    CourtFacts,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    NotADocket,
    ParsedPayload,
    Recognition,
    Refusal,
)
from dockets.record.text import clean_pacer_doc_id
from dockets.sources import markup
from dockets.sources.decoding import MAX_BYTES, decode_payload
from dockets.sources.kind import SourceKind
from dockets.sources.pacer.cells import get_cell_words, parse_cell_date, parse_docket_date
from dockets.sources.pacer.court import agree_on_court, find_court_id_of_page
from dockets.sources.pacer.ecf_urls import build_ecf_document_url
from dockets.sources.pacer.page import HEAD, find_case_id, open_page
from dockets.sources.pacer.receipt import NO_RECEIPT, find_receipt
from dockets.sources.pacer.report import import_juriscraper, open_report

_MARK = re.compile(r"\bDoc\.?\s*No\.?\s+Dates?\s+Description\b", re.IGNORECASE)
"""The head of the table of events, which no other page of PACER has."""
_DOCKET = re.compile(r"\bDOCKET\s+FOR\s+CASE\s*#|\bDocket\s+Text\s+(?:\d|$)", re.IGNORECASE)
_CASE_IDS = re.compile(r"goDLS\((?:'|&#39;)[^'&]*(?:'|&#39;),(?:'|&#39;)(\d+)", re.IGNORECASE)
_EVENTS = "//table[.//th/text()[contains(., 'Description')]]/tbody/tr"
_DATES = re.compile(r"(Filed\s*(?:&|and)\s*Entered|Filed|Entered)\s*:?\s*([\d/.-]+)", re.IGNORECASE)
_ENDED = re.compile(r"Terminated\s*:?\s*([\d/.-]+)", re.IGNORECASE)
"""The cells' texts run together: "Filed & Entered: 09/03/2013Terminated: 10/01/2013"."""
_LABEL = re.compile(r"^\s*Docket\s+Text:\s*", re.IGNORECASE)


def recognise_docket_history(body: bytes, name: str) -> Recognition | None:
    """Claims pages with the table of a history report: "Doc. No.", "Dates", "Description"."""
    if not _is_history(decode_payload(body[:HEAD])):
        return None
    return Recognition(
        "docket-history", find_court_id_of_page(decode_payload(body[:MAX_BYTES])), "table of a PACER history report"
    )


def parse_docket_history(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    """One docket, never known to be complete: the report can be limited to documents, and does not say so."""
    page = open_page(body, _is_history, "history page")
    facts = agree_on_court(court, find_court_id_of_page(page))
    refused: list[Refusal] = []
    docket = _docket(page, facts, refused)
    if docket is None:
        msg = (
            "This has the table of a PACER history report, but no docket number and filing date stand above it. "
            "Open the page in PACER again, wait until it is complete, and save it as “web page, HTML only”."
        )
        raise NotADocket(msg)
    return ParsedPayload((docket,), tuple(refused), () if find_receipt(page) else (NO_RECEIPT,))


def _is_history(head: str) -> bool:
    seen = markup.get_visible_text(head)
    found = _MARK.search(seen)
    return found is not None and not _DOCKET.search(seen[: found.start()])


def _docket(page: str, court: CourtFacts, refused: list[Refusal]) -> DocketRecord | None:
    """The docket, or None without a number or date: juriscraper accepts nearly any HTML, whatever else it makes of the
    page."""
    try:
        report = open_report("DocketHistoryReport", court.pacer_id, page)
        report._set_metadata_values()
        number = get_cell_words(report._parse_docket_number()[0])
        filed, name = _written(report, "date_filed_regex"), get_cell_words(report._get_case_name())
        rows = report.tree.xpath(_EVENTS)
    except Exception:  # lxml's and juriscraper's errors on strange pages are many
        return None
    if not number or not filed:
        return None
    receipt, case_id = find_receipt(page), find_case_id(_CASE_IDS, page)
    return DocketRecord(
        court_id=court.id,
        docket_number=_number_as_written(report, number, court),
        case_name="" if name == "Unknown Case Title" else name,
        pacer_case_id=case_id,
        date_filed=parse_docket_date("date filed", filed, refused),
        date_terminated=parse_docket_date("date terminated", _written(report, "date_terminated_regex"), refused),
        assigned_to=_judge(report.metadata_values, "presiding") or _after_label(report.metadata_values, "Judge:"),
        referred_to=_judge(report.metadata_values, "referral"),
        source_url=f"https://ecf.{court.pacer_id}.uscourts.gov/cgi-bin/HistDocQry.pl?{case_id}" if case_id else "",
        entries=tuple(_entries(rows, court, refused)),
        terminated=tuple(_terminated(rows)),
        as_of=receipt.as_of(court) if receipt else None,
    )


def _written(report: Any, regex: str) -> str:
    return get_cell_words(report._get_value(getattr(report, regex), report.metadata_values))


def _judge(head: list[str], role: str) -> str:
    """The name in "Quentin R. Sorrel, presiding". juriscraper would search every text of the page, in
    quadratic time."""
    found = (line.removesuffix(role).rstrip() for line in head[:-1] if line.endswith(role))
    return _name(next((line.removesuffix(",") for line in found if line.endswith(",")), ""))


def _after_label(head: list[str], label: str) -> str:
    """The judge of a bankruptcy: "Chief Judge:", and the name in the next text."""
    return _name(next((name for line, name in pairwise(head[:-1]) if line.endswith(label)), ""))


def _name(judge: str) -> str:
    """The judge's name without a title, as on docket pages."""
    return get_cell_words(import_juriscraper("juriscraper.lib.judge_parsers").normalize_judge_string(judge)[0])


def _entries(rows: list[Any], court: CourtFacts, refused: list[Refusal]) -> list[EntryRecord]:
    entries: list[EntryRecord] = []
    taken = False
    for row in rows:
        cells = row.xpath("./td")
        try:
            if len(cells) == 3:
                taken = False
                entries.append(_entry(cells, court))
                taken = True
            elif taken and (text := _docket_text(cells)):
                entries[-1].long_text = mask_personal_data(text) if court.pacer_id.endswith("b") else text
        except (ValueError, LookupError, AssertionError) as error:
            why = get_cell_words(error)[:200].rstrip(".") or type(error).__name__
            refused.append(
                Refusal(
                    f"history row “{get_cell_words(row.text_content())[:60]}”", f"This row could not be read: {why}."
                )
            )
    return entries


def _docket_text(cells: list[Any]) -> str:
    """The docket text in the row below an event's. Raises ``ValueError`` where the label "Docket Text:" is missing:
    where a page breaks off, the beginning of the next event looks alike."""
    words_there = str(cells[-1].text_content()) if cells else ""
    label = _LABEL.match(words_there)
    if not label and words_there.strip():
        msg = "it has neither the cells of an event nor the words “Docket Text:”"
        raise ValueError(msg)
    return words_there[label.end() :] if label else ""


def _entry(cells: list[Any], court: CourtFacts) -> EntryRecord:
    number = get_cell_words(cells[0].text_content())
    if number and not number.isdigit():
        msg = f"“{number[:40]}” stands where the entry number should be"
        raise ValueError(msg)
    dates = dict(_dates(get_cell_words(cells[1].text_content())))
    if "filed" not in dates:
        msg = "it has no filing date"
        raise ValueError(msg)
    doc_id, seq = _link(cells[0])
    return EntryRecord(
        number=number,
        pacer_doc_id=doc_id,
        pacer_seq_no=seq,
        date_filed=parse_cell_date(dates["filed"]),
        date_entered=parse_cell_date(dates.get("entered", "")),
        short_text=get_cell_words(cells[2].text_content()),
        documents=(DocumentRecord(0, "", doc_id, url=build_ecf_document_url(court, doc_id)),) if doc_id else (),
    )


def _dates(text: str) -> Iterator[tuple[str, str]]:
    for label, on in _DATES.findall(text):
        for name in ("filed", "entered"):
            if name in label.lower():
                yield name, on


def _terminated(rows: list[Any]) -> Iterator[tuple[str, date]]:
    """The terminated entries. What is no date is left out: it stands beside an entry that was accepted, or whose
    refusal is reported."""
    for row in rows:
        cells = row.xpath("./td")
        number, found = get_cell_words(cells[0].text_content()) if len(cells) == 3 else "", None
        if number.isdigit() and (found := _ENDED.search(get_cell_words(cells[1].text_content()))):
            with suppress(ValueError):
                if on := parse_cell_date(found[1]):
                    yield number, on


def _link(cell: Any) -> tuple[str, str]:
    """The document's id and the entry's sequence number, where the number's cell has exactly one link."""
    read = import_juriscraper("juriscraper.pacer.utils")
    anchors = cell.xpath(".//a[@href]")
    if len(anchors) != 1:
        return "", ""
    doc_id = clean_pacer_doc_id(read.get_pacer_doc_id_from_doc1_url(anchors[0].get("href")))
    return doc_id, get_cell_words(read.get_pacer_seq_no_from_doc1_anchor(anchors[0]))


def _number_as_written(report: Any, number: str, court: CourtFacts) -> str:
    """The docket number with what juriscraper cuts off after the serial: the judge's initials and, in criminal cases,
    the defendant."""
    if court.pacer_id.endswith("b"):  # "12-20770-elf": what follows is the judge
        return number
    heads = (get_cell_words(node.text_content()) for node in report.tree.xpath("//center//font[@size='+1']"))
    written = (re.search(re.escape(number) + r"(?:-[\w/]+)*", head) for head in heads)
    return next((found[0] for found in written if found), number)


DOCKET_HISTORY = SourceKind(
    slug="docket-history",
    label="saved PACER history page",
    authority=27,
    recognise=recognise_docket_history,
    parse=parse_docket_history,
)
