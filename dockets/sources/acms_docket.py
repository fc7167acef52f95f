"""A docket of a court of appeals' new system, ACMS, as the JSON that its pages are made of (Second and Ninth Circuits).

Alien numbers are neither read nor kept. The JSON does not name its court; it names the court below, which lies in one circuit.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dockets.records import (
    CourtFacts,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    NotADocket,
    Parsed,
    PartyRecord,
    Recognition,
    Refusal,
)
from dockets.sources import appellate_parties, describe, markup, pacer_court, pacer_report
from dockets.sources.cells import day, day_of_docket, entered, words
from dockets.sources.decoding import text_of
from dockets.sources.kind import SourceKind

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
"""Bytes. A docket of a thousand entries has half a million."""


def recognise(body: bytes, name: str) -> Recognition | None:
    """Claims JSON that begins with ``caseDetails``. The court is told by the court below, else by the file's name."""
    text = text_of(body[:_LARGEST])
    if not _MARK.match(text[:1000]) or '"caseDetails"' not in text or '"docketEntries"' not in text:
        return None
    named = _IN_NAME.search(name)
    told = _court_id(text)
    court = told or (named[1].lower() if named else "")
    ground = "JSON of ACMS" if told or not court else "JSON of ACMS, and the court in the file's name"
    return Recognition("acms-docket", court, ground)


def parse(body: bytes, court: CourtFacts | None) -> Parsed:
    """One docket: never known to be whole, since restricted entries are left out without a word."""
    document = _load(body)
    facts = pacer_court.agreed_appellate(court, _court_id(text_of(body)))
    case, entries = document["caseDetails"], document["docketInfo"]["docketEntries"]
    number = words(case.get("caseNumber"))
    if not re.match(r"\d\d-\d", number):
        msg = "This is JSON of a court of appeals' new system (ACMS), but it states no case number. Save the docket again."
        raise NotADocket(msg)
    refused: list[Refusal] = []
    docket = DocketRecord(
        court_id=facts.id,
        docket_number=number,
        case_name=words(case.get("name")),
        pacer_case_id=words(case.get("caseId")),
        date_filed=day_of_docket("date filed", words(case.get("caseOpened")), refused, _iso_day),
        parties=tuple(_parties(case.get("partyAttorneyList"), facts, refused)),
        entries=tuple(_entries(entries, facts, refused)),
    )
    return Parsed((docket,), tuple(refused))


def scrub(body: bytes, _court: CourtFacts | None = None, _private: bool = False, /) -> bytes:
    """The JSON without alien numbers, and without what of its table of parties nobody reads: lines of unknown meaning, and the
    homes of those who act without a lawyer."""
    try:
        document = _load(body)
        case = document["caseDetails"]
        kept = {"aNumber": None, "partyAttorneyList": _without_unread_lines(case.get("partyAttorneyList"))}
        clean = case | {name: value for name, value in kept.items() if name in case}
        return body if clean == case else json.dumps(document | {"caseDetails": clean}, indent=1).encode()
    except (NotADocket, RecursionError):
        return _ALIEN.sub(rb"\1null", body)


def _without_unread_lines(html: object) -> object:
    """Of each party's cell the first line, the last, and those between that begin with a bold label."""
    return appellate_parties.without_homes(_PARTY_CELL.sub(_read_lines, html)) if isinstance(html, str) else html


def _read_lines(cell: re.Match[str]) -> str:
    parts = _BREAK.split(cell[2])
    between = [part for part in parts[1:-1] if _BOLD.search(part)]
    return cell[1] + "<br>".join([parts[0], *between, *parts[1:][-1:]]) + cell[3]


def _load(body: bytes) -> dict[str, Any]:
    if len(body) > _LARGEST:
        msg = f"This file has {len(body):,} bytes; a docket of ACMS may have {_LARGEST:,}. Save a part of it."
        raise NotADocket(msg)
    text = text_of(body)
    try:
        document = json.loads(text) if text.lstrip().startswith("{") else None
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise NotADocket(describe.what_is(body, ""))
    info = document.get("docketInfo")
    if isinstance(document.get("caseDetails"), dict) and isinstance(info, dict) and isinstance(info.get("docketEntries"), list):
        return document
    if "caseDetails" in document or "docketInfo" in document:
        msg = (
            "This is JSON of a court of appeals' new system (ACMS), but not a whole docket: "
            "it needs “caseDetails”, and “docketInfo” with “docketEntries” in it. Save the docket again."
        )
        raise NotADocket(msg)
    raise NotADocket(describe.what_is(body, ""))


def _court_id(text: str) -> str:
    """From the court below: "S.D.N.Y. (WHITE PLAINS)" in the Second Circuit, "San Francisco Northern California" in the Ninth."""
    below = " ".join(_BELOW.findall(text[:_HEAD]))
    in_second, in_ninth = _CA2.search(below), _CA9.search(below)
    if bool(in_second) == bool(in_ninth):
        return ""
    return "ca2" if in_second else "ca9"


def _parties(told: object, court: CourtFacts, refused: list[Refusal]) -> tuple[PartyRecord, ...]:
    """They come as a piece of HTML: a table with a row for each."""
    html = told if isinstance(told, str) else ""
    if not markup.visible(html):
        return ()
    if not markup.is_safe(html):
        refused.append(Refusal("parties", "The table of parties is nested too deeply to be one, and was not opened."))
        return ()
    try:
        report = pacer_report.opened("AppellateDocketReport", court.pacer_id, f"<div>{html}</div>")
        return appellate_parties.read(report, _rows(report), refused)
    except Exception as error:  # lxml's errors on strange HTML are many
        refused.append(Refusal("parties", f"The table of parties could not be read ({words(error)[:200]})."))
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
            number = words(row.get("entryNumber")) if isinstance(row, dict) else ""
            why = words(error)[:200].rstrip(".") if isinstance(error, ValueError) else "it is no row of a docket"
            refused.append(Refusal(f"entry {number}" if number else f"row {place}", f"This row could not be read: {why}."))


def _entry(told: Mapping[str, Any], court: CourtFacts) -> EntryRecord:
    text = markup.in_lines(str(told.get("docketEntryText") or ""))
    on, at = entered(text, court.time_zone)
    return EntryRecord(
        number=words(told.get("entryNumber")),
        upstream_id=words(told.get("docketEntryId")),
        date_filed=day(told.get("endDateFormatted") or "") or on,
        date_entered=on,
        entered_at=at,
        long_text=text,
        documents=_documents(told),
    )


def _documents(told: Mapping[str, Any]) -> tuple[DocumentRecord, ...]:
    """Of several documents only their pages together are told, so nothing is said of any."""
    pages = told.get("pageCount")
    if told.get("documentCount") != 1 or type(pages) is not int:
        return ()
    return (DocumentRecord(page_count=pages or None),)


def _iso_day(told: str) -> date | None:
    """ "2023-10-03", alone or before a time. Raises ``ValueError``."""
    return date.fromisoformat(told[:10]) if told else None


ACMS_DOCKET = SourceKind(
    slug="acms-docket", label="appellate docket from ACMS", authority=32, recognise=recognise, parse=parse, scrub=scrub
)
