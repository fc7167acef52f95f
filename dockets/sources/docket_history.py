"""A history page that somebody saved from PACER ("History/Documents"): each event of a case with number, days and short text.

It lists what a docket page lists, in other words: the kind of event beside the docket text, or instead of it. So where a docket
page gives one text and a feed the other, it tells that both are of one filing.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import pairwise
from typing import Any

from dockets import wording
from dockets.records import CourtFacts, DocketRecord, DocumentRecord, EntryRecord, NotADocket, Parsed, Recognition, Refusal
from dockets.sources import markup, pacer_court, pacer_page, pacer_report, privacy
from dockets.sources.cells import day, day_of_docket, words
from dockets.sources.decoding import MAX_BYTES, text_of
from dockets.sources.kind import SourceKind
from dockets.sources.pacer_receipt import NO_RECEIPT, receipt_of

_MARK = re.compile(r"\bDoc\.?\s*No\.?\s+Dates?\s+Description\b", re.IGNORECASE)
"""The head of the table of events. No other page of PACER has it."""
_DOCKET = re.compile(r"\bDOCKET\s+FOR\s+CASE\s*#|\bDocket\s+Text\s+(?:\d|$)", re.IGNORECASE)
_CASE_IDS = re.compile(r"goDLS\((?:'|&#39;)[^'&]*(?:'|&#39;),(?:'|&#39;)(\d+)", re.IGNORECASE)
_EVENTS = "//table[.//th/text()[contains(., 'Description')]]/tbody/tr"
_DATES = re.compile(r"(Filed\s*(?:&|and)\s*Entered|Filed|Entered)\s*:?\s*([\d/.-]+)", re.IGNORECASE)
_ENDED = re.compile(r"Terminated\s*:?\s*([\d/.-]+)", re.IGNORECASE)
"""Cells run together: "Filed & Entered: 09/03/2013Terminated: 10/01/2013"."""
_LABEL = re.compile(r"^\s*Docket\s+Text:\s*", re.IGNORECASE)


def recognise(body: bytes, name: str) -> Recognition | None:
    """Claims pages with the table of a history report: "Doc. No.", "Dates", "Description"."""
    if not _is_history(text_of(body[: pacer_page.HEAD])):
        return None
    return Recognition("docket-history", pacer_court.court_id(text_of(body[:MAX_BYTES])), "table of a PACER history report")


def parse(body: bytes, court: CourtFacts | None) -> Parsed:
    """One docket, never known to be whole: the report can be asked for documents only, and does not say so."""
    page = pacer_page.opened(body, _is_history, "history page")
    facts = pacer_court.agreed(court, pacer_court.court_id(page))
    refused: list[Refusal] = []
    docket = _docket(page, facts, refused)
    if docket is None:
        msg = (
            "This has the table of a PACER history report, but no docket number and filing date stand above it. "
            "Open the page in PACER again, wait until it is complete, and save it as “web page, HTML only”."
        )
        raise NotADocket(msg)
    return Parsed((docket,), tuple(refused), () if receipt_of(page) else (NO_RECEIPT,))


def _is_history(head: str) -> bool:
    seen = markup.visible(head)
    found = _MARK.search(seen)
    return found is not None and not _DOCKET.search(seen[: found.start()])


def _docket(page: str, court: CourtFacts, refused: list[Refusal]) -> DocketRecord | None:
    """None where there is no number or no date, whatever else juriscraper makes of the page: it takes nearly any HTML."""
    try:
        report = pacer_report.opened("DocketHistoryReport", court.pacer_id, page)
        report._set_metadata_values()
        number = words(report._parse_docket_number()[0])
        filed, name = _written(report, "date_filed_regex"), words(report._get_case_name())
        rows = report.tree.xpath(_EVENTS)
    except Exception:  # lxml's and juriscraper's errors on strange pages are many
        return None
    if not number or not filed:
        return None
    receipt, case_id = receipt_of(page), pacer_page.case_id(_CASE_IDS, page)
    return DocketRecord(
        court_id=court.id,
        docket_number=_number_as_written(report, number, court),
        case_name="" if name == "Unknown Case Title" else name,
        pacer_case_id=case_id,
        date_filed=day_of_docket("date filed", filed, refused),
        date_terminated=day_of_docket("date terminated", _written(report, "date_terminated_regex"), refused),
        assigned_to=_judge(report.metadata_values, "presiding") or _after_label(report.metadata_values, "Judge:"),
        referred_to=_judge(report.metadata_values, "referral"),
        source_url=f"https://ecf.{court.pacer_id}.uscourts.gov/cgi-bin/HistDocQry.pl?{case_id}" if case_id else "",
        entries=tuple(_entries(rows, court, refused)),
        terminated=tuple(_terminated(rows)),
        as_of=receipt.as_of(court) if receipt else None,
    )


def _written(report: Any, regex: str) -> str:
    return words(report._get_value(getattr(report, regex), report.metadata_values))


def _judge(head: list[str], role: str) -> str:
    """From "Quentin R. Sorrel, presiding". juriscraper would look for it in every text of the page, in quadratic time."""
    found = (line.removesuffix(role).rstrip() for line in head[:-1] if line.endswith(role))
    return _name(next((line.removesuffix(",") for line in found if line.endswith(",")), ""))


def _after_label(head: list[str], label: str) -> str:
    """Of a bankruptcy: "Chief Judge:", and the name in the next text."""
    return _name(next((name for line, name in pairwise(head[:-1]) if line.endswith(label)), ""))


def _name(judge: str) -> str:
    """Without a title, as on docket pages."""
    return words(pacer_report.imported("juriscraper.lib.judge_parsers").normalize_judge_string(judge)[0])


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
                entries[-1].long_text = privacy.withhold_numbers(text) if court.pacer_id.endswith("b") else text
        except (ValueError, LookupError, AssertionError) as error:
            why = words(error)[:200].rstrip(".") or type(error).__name__
            refused.append(Refusal(f"history row “{words(row.text_content())[:60]}”", f"This row could not be read: {why}."))
    return entries


def _docket_text(cells: list[Any]) -> str:
    """From the row below an event's. Raises ``ValueError`` where its label does not say that it is that: where a page breaks off,
    the beginning of the next event looks alike."""
    words_there = str(cells[-1].text_content()) if cells else ""
    label = _LABEL.match(words_there)
    if not label and words_there.strip():
        msg = "it has neither the cells of an event nor the words “Docket Text:”"
        raise ValueError(msg)
    return words_there[label.end() :] if label else ""


def _entry(cells: list[Any], court: CourtFacts) -> EntryRecord:
    number = words(cells[0].text_content())
    if number and not number.isdigit():
        msg = f"“{number[:40]}” stands where the entry number should be"
        raise ValueError(msg)
    dates = dict(_dates(words(cells[1].text_content())))
    if "filed" not in dates:
        msg = "it has no filing date"
        raise ValueError(msg)
    doc_id, seq = _link(cells[0])
    url = f"https://ecf.{court.pacer_id}.uscourts.gov/doc1/{doc_id}"
    return EntryRecord(
        number=number,
        pacer_doc_id=doc_id,
        pacer_seq_no=seq,
        date_filed=day(dates["filed"]),
        date_entered=day(dates.get("entered", "")),
        short_text=words(cells[2].text_content()),
        documents=(DocumentRecord(0, "", doc_id, url=url),) if doc_id else (),
    )


def _dates(text: str) -> Iterator[tuple[str, str]]:
    for label, on in _DATES.findall(text):
        for name in ("filed", "entered"):
            if name in label.lower():
                yield name, on


def _terminated(rows: list[Any]) -> Iterator[tuple[str, date]]:
    """What is no day is left out: it stands beside an entry that was taken, or whose refusal is told."""
    for row in rows:
        cells = row.xpath("./td")
        number, found = words(cells[0].text_content()) if len(cells) == 3 else "", None
        if number.isdigit() and (found := _ENDED.search(words(cells[1].text_content()))):
            with suppress(ValueError):
                if on := day(found[1]):
                    yield number, on


def _link(cell: Any) -> tuple[str, str]:
    """The document's id and the entry's sequence number, where the number links to one document."""
    read = pacer_report.imported("juriscraper.pacer.utils")
    anchors = cell.xpath(".//a[@href]")
    if len(anchors) != 1:
        return "", ""
    doc_id = wording.pacer_doc_id(read.get_pacer_doc_id_from_doc1_url(anchors[0].get("href")))
    return doc_id, words(read.get_pacer_seq_no_from_doc1_anchor(anchors[0]))


def _number_as_written(report: Any, number: str, court: CourtFacts) -> str:
    """juriscraper cuts the number after its serial; the page has initials and, in criminal cases, the defendant too."""
    if court.pacer_id.endswith("b"):  # "12-20770-elf": what follows is the judge
        return number
    heads = (words(node.text_content()) for node in report.tree.xpath("//center//font[@size='+1']"))
    written = (re.search(re.escape(number) + r"(?:-[\w/]+)*", head) for head in heads)
    return next((found[0] for found in written if found), number)


DOCKET_HISTORY = SourceKind(
    slug="docket-history", label="saved PACER history page", authority=27, recognise=recognise, parse=parse
)
