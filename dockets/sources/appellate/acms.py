"""Parses a docket of the courts of appeals' new system, ACMS: the JSON behind its pages (Second and Ninth Circuits).

Alien numbers are neither read nor stored. The JSON does not name its court; it names the court below, which lies in one
circuit.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dockets.record.records import (
    CourtFacts,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    NotADocket,
    ParsedPayload,
    PartyRecord,
    Recognition,
    Refusal,
)
from dockets.sources import describe, markup
from dockets.sources.appellate import parties
from dockets.sources.decoding import decode_payload
from dockets.sources.json_object import read_json_object
from dockets.sources.kind import SourceKind
from dockets.sources.pacer.cells import get_cell_words, parse_cell_date, parse_docket_date, parse_entered_stamp
from dockets.sources.pacer.court import agree_on_appellate_court
from dockets.sources.pacer.report import open_report

_MARK = re.compile(r'\A\s*\{.{0,200}?"(?:caseDetails|docketInfo)"\s*:', re.DOTALL)
_IN_NAME = re.compile(r"(?<![a-z0-9])(ca2|ca9)(?![a-z0-9])", re.IGNORECASE)
_BELOW = re.compile(r'"court"\s*:\s*\{[^{}]{0,400}\}|"districtCourtName"\s*:\s*"[^"]{0,200}"')
_CA2 = re.compile(r"\bD\.\s?(?:N\.\s?Y|Conn|Vt)\b|(?:Northern|Eastern|Southern|Western) New York|Connecticut|Vermont")
_CA9 = re.compile(
    r"\bD\.\s?(?:Cal|Ariz|Alaska|Haw|Idaho|Mont|Nev|Or|Wash|Guam)\b|(?:Northern|Eastern|Southern|Central) California"
    r"|(?:Eastern|Western) Washington"
)
_ALIEN = re.compile(rb'("aNumber"\s*:\s*)(?:"(?:[^"\\]|\\.)*"|\d+)')
_PARTY_CELL = re.compile(r"(<tr\b[^<>]*>\s*<td\b[^<>]*>)((?:(?!</?t[dr]\b).)*)(</td>)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BOLD = re.compile(r"<(?:b|strong)\b", re.IGNORECASE)
_HEAD = 200_000
_LARGEST = 20_000_000
"""The largest file accepted, in bytes. A docket of a thousand entries has half a million."""


def recognise_acms(body: bytes, name: str) -> Recognition | None:
    """Claims JSON that begins with ``caseDetails``. The court follows from the court below, else from the
    file's name."""
    text = decode_payload(body[:_LARGEST])
    if not _MARK.match(text[:1000]) or '"caseDetails"' not in text or '"docketEntries"' not in text:
        return None
    named = _IN_NAME.search(name)
    told = _court_id(text)
    court = told or (named[1].lower() if named else "")
    ground = "JSON of ACMS" if told or not court else "JSON of ACMS, and the court in the file's name"
    return Recognition("acms-docket", court, ground)


def parse_acms(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    """One docket, never known to be complete, since restricted entries are silently left out."""
    document = _load(body)
    facts = agree_on_appellate_court(court, _court_id(decode_payload(body)))
    case, entries = document["caseDetails"], document["docketInfo"]["docketEntries"]
    number = get_cell_words(case.get("caseNumber"))
    if not re.match(r"\d\d-\d", number):
        msg = (
            "This is JSON of a court of appeals' new system (ACMS), but it states no case number. Save the docket"
            " again."
        )
        raise NotADocket(msg)
    refused: list[Refusal] = []
    docket = DocketRecord(
        court_id=facts.id,
        docket_number=number,
        case_name=get_cell_words(case.get("name")),
        pacer_case_id=get_cell_words(case.get("caseId")),
        date_filed=parse_docket_date("date filed", get_cell_words(case.get("caseOpened")), refused, _iso_day),
        parties=tuple(_parties(case.get("partyAttorneyList"), facts, refused)),
        entries=tuple(_entries(entries, facts, refused)),
    )
    return ParsedPayload((docket,), tuple(refused))


def scrub_acms(body: bytes, _court: CourtFacts | None = None, _private: bool = False, /) -> bytes:
    """The JSON without alien numbers, and without the parts of its table of parties that the parser does not read:
    lines of unknown meaning, and the homes of those who act without a lawyer."""
    try:
        document = _load(body)
        case = document["caseDetails"]
        kept = {"aNumber": None, "partyAttorneyList": _without_unread_lines(case.get("partyAttorneyList"))}
        clean = case | {name: value for name, value in kept.items() if name in case}
        return body if clean == case else json.dumps(document | {"caseDetails": clean}, indent=1).encode()
    except (NotADocket, RecursionError):
        return _ALIEN.sub(rb"\1null", body)


def _without_unread_lines(html: object) -> object:
    """The table of parties with, of each party's cell, only the first line, the last, and those between that begin with
    a bold label."""
    return (
        parties.strip_homes_from_appellate_parties(_PARTY_CELL.sub(_read_lines, html))
        if isinstance(html, str)
        else html
    )


def _read_lines(cell: re.Match[str]) -> str:
    parts = _BREAK.split(cell[2])
    between = [part for part in parts[1:-1] if _BOLD.search(part)]
    return cell[1] + "<br>".join([parts[0], *between, *parts[1:][-1:]]) + cell[3]


def _load(body: bytes) -> dict[str, Any]:
    if len(body) > _LARGEST:
        msg = f"This file has {len(body):,} bytes; a docket of ACMS may have {_LARGEST:,}. Save a part of it."
        raise NotADocket(msg)
    document = read_json_object(body)
    info = document.get("docketInfo")
    if (
        isinstance(document.get("caseDetails"), dict)
        and isinstance(info, dict)
        and isinstance(info.get("docketEntries"), list)
    ):
        return document
    if "caseDetails" in document or "docketInfo" in document:
        msg = (
            "This is JSON of a court of appeals' new system (ACMS), but not a whole docket: "
            "it needs “caseDetails”, and “docketInfo” with “docketEntries” in it. Save the docket again."
        )
        raise NotADocket(msg)
    raise NotADocket(describe.describe_unknown_file(body, ""))


def _court_id(text: str) -> str:
    """From the court below: "S.D.N.Y. (WHITE PLAINS)" in the Second Circuit, "San Francisco Northern California" in the
    Ninth."""
    below = " ".join(_BELOW.findall(text[:_HEAD]))
    in_second, in_ninth = _CA2.search(below), _CA9.search(below)
    if bool(in_second) == bool(in_ninth):
        return ""
    return "ca2" if in_second else "ca9"


def _parties(told: object, court: CourtFacts, refused: list[Refusal]) -> tuple[PartyRecord, ...]:
    """The parties, which come as HTML: a table with one row for each."""
    html = told if isinstance(told, str) else ""
    if not markup.get_visible_text(html):
        return ()
    if not markup.is_safe_page(html):
        refused.append(Refusal("parties", "The table of parties is nested too deeply to be one, and was not opened."))
        return ()
    try:
        report = open_report("AppellateDocketReport", court.pacer_id, f"<div>{html}</div>")
        return parties.read_appellate_parties(report, _rows(report), refused)
    except Exception as error:  # lxml's errors on strange HTML are many
        refused.append(Refusal("parties", f"The table of parties could not be read ({get_cell_words(error)[:200]})."))
        return ()


def _rows(report: Any) -> Iterator[tuple[Any, list[Any]]]:
    for row in report.tree.xpath(".//tr"):
        cells = row.xpath("./td")
        if len(cells) == 2:
            yield cells[0], list(cells[1])


def _entries(told: list[Any], court: CourtFacts, refused: list[Refusal]) -> Iterator[EntryRecord]:
    for place, row in enumerate(told, start=1):
        try:
            yield _entry(row, court)
        except (ValueError, TypeError, AttributeError) as error:
            number = get_cell_words(row.get("entryNumber")) if isinstance(row, dict) else ""
            why = (
                get_cell_words(error)[:200].rstrip(".") if isinstance(error, ValueError) else "it is no row of a docket"
            )
            refused.append(
                Refusal(f"entry {number}" if number else f"row {place}", f"This row could not be read: {why}.")
            )


def _entry(told: Mapping[str, Any], court: CourtFacts) -> EntryRecord:
    text = markup.get_visible_lines(str(told.get("docketEntryText") or ""))
    on, at = parse_entered_stamp(text, court.time_zone)
    return EntryRecord(
        number=get_cell_words(told.get("entryNumber")),
        upstream_id=get_cell_words(told.get("docketEntryId")),
        date_filed=parse_cell_date(told.get("endDateFormatted") or "") or on,
        date_entered=on,
        entered_at=at,
        long_text=text,
        documents=_documents(told),
    )


def _documents(told: Mapping[str, Any]) -> tuple[DocumentRecord, ...]:
    """The document of an entry. Of several documents only the sum of pages is given, so none is recorded."""
    pages = told.get("pageCount")
    if told.get("documentCount") != 1 or type(pages) is not int:
        return ()
    return (DocumentRecord(page_count=pages or None),)


def _iso_day(told: str) -> date | None:
    """ "2023-10-03", alone or before a time. Raises ``ValueError``."""
    return date.fromisoformat(told[:10]) if told else None


ACMS_DOCKET = SourceKind(
    slug="acms-docket",
    label="appellate docket from ACMS",
    authority=32,
    recognise=recognise_acms,
    parse=parse_acms,
    scrub=scrub_acms,
)
