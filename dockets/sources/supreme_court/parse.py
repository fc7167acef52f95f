"""Turns juriscraper's reading of a Supreme Court docket into records. Called by ``source`` alone. Pure.

What juriscraper would fail on (a row that is no object, a text that is a number) is removed from the JSON first, row by
row.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from dockets.courts import registry
from dockets.record import docket_number
from dockets.record.records import (
    AttorneyRecord,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    NotADocket,
    ParsedPayload,
    PartyRecord,
    Refusal,
    RelationRecord,
)
from dockets.sources import describe, markup
from dockets.sources.json_object import read_json_object
from dockets.sources.pacer.cells import get_cell_words
from dockets.sources.pacer.report import import_juriscraper

_SITE = "https://www.supremecourt.gov/"
_ZONE = ZoneInfo("America/New_York")
_MOST_ELEMENTS = 20_000
"""The most elements of one page accepted; the longest real ones have a few thousand. juriscraper's time grows with
their square."""
_SIDES = ("Petitioner", "Respondent", "Other")
_LINK = re.compile(r"<a\b[^<>]{0,200}?href\s*=\s*[\"']?([^\s\"'<>]{1,500})[^<>]*>([^<]{1,200})", re.IGNORECASE)
_GRANTED = re.compile(r"petition\b.{0,80}\bgranted|probable jurisdiction noted", re.IGNORECASE)
_DOCKETED = re.compile(r"^Docketed:\s*(?:Lower Ct:\n.*\n)?([^\n(]*\d[^\n(]*)$", re.MULTILINE)
"""The line "Docketed: …" on old and new pages; on the oldest the name of the court below comes in between."""
_ORIGINAL = re.compile(r"No\.\s*(\d{1,3}),?\s*Orig", re.IGNORECASE)
_FAILED = (
    "This is a docket of the Supreme Court of the United States, but its number or its title cannot be read. "
    "Open it again, wait until it is complete, and save it anew."
)

type _Read = Mapping[str, Any]


def read_scotus_json(body: bytes) -> ParsedPayload:
    """Parses the court's JSON. Raises ``NotADocket``."""
    document = _load(body)
    refused: list[Refusal] = []
    told = dict.fromkeys(
        ("CaseNumber", "QPLink", "Links", "DocketedDate", "PetitionerTitle", "LowerCourtCaseNumbers"), ""
    )
    told |= {name: value for name, value in document.items() if isinstance(value, str)}
    rows = list(_good_rows(document.get("ProceedingsandOrder"), refused))
    people = {side: list(_good_people(side, document.get(side), refused)) for side in _SIDES}
    from_juriscraper = _data("SCOTUSDocketReport", json.dumps(told | people | {"ProceedingsandOrder": rows}))
    docket = _docket(from_juriscraper, from_juriscraper.get("docket_number") or "", refused)
    _tell_of_no_date(docket, told["DocketedDate"], refused)
    whole = replace(docket, complete=not refused, as_of=_end_of(told.get("sJsonCreationDate", "")))
    return ParsedPayload((whole,), tuple(refused))


def read_scotus_page(page: str, body: bytes, *, old: bool) -> ParsedPayload:
    """Parses a page. ``old``: from before 2017. ``body``: the file itself, to describe one that is something else.
    Raises ``NotADocket``."""
    if not markup.is_safe_page(page, _MOST_ELEMENTS):
        why = (
            "This page has more elements than any docket page of the court, or has them deeper in one another, and was"
            " not opened. Save it from the court again."
        )
        raise NotADocket(why)
    if ("~~Date~~" in page) != old or not (old or "DocketInfoTitle" in page):
        raise NotADocket(describe.describe_unknown_file(body, ""))
    told = _data("SCOTUSDocketReportHTM" if old else "SCOTUSDocketReportHTML", page)
    original = _ORIGINAL.search(markup.get_visible_text(page))
    refused: list[Refusal] = []
    docket = _docket(told, f"{original[1]}, Orig." if original else told.get("docket_number") or "", refused)
    if written := _DOCKETED.search(markup.get_visible_lines(page)):
        _tell_of_no_date(docket, written[1], refused)
    if not docket.entries and not docket.parties:  # the page breaks off in its head, perhaps inside the title
        raise NotADocket(_FAILED)
    notes = () if docket.parties else ("This page ends before its list of lawyers: it may be part of a docket.",)
    where = f"{_SITE}search.aspx?filename=/docketfiles/{docket.docket_number}.htm" if old else docket.source_url
    whole = replace(docket, complete=bool(docket.parties) and not refused, source_url=where)
    return ParsedPayload((whole,), tuple(refused), notes)


def _tell_of_no_date(docket: DocketRecord, written: str, refused: list[Refusal]) -> None:
    if written.strip() and docket.date_filed is None:
        refused.append(
            Refusal(
                "docket: date filed", f"“{get_cell_words(written)[:40]}” is no date; the rest was taken without it."
            )
        )


def _load(body: bytes) -> Mapping[str, Any]:
    document = read_json_object(body)
    if "CaseNumber" not in document or "ProceedingsandOrder" not in document:
        raise NotADocket(describe.describe_unknown_file(body, ""))
    return document


def _good_rows(rows: object, refused: list[Refusal]) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(rows if isinstance(rows, list) else [], start=1):
        text = row.get("Text") if isinstance(row, dict) else None
        if not isinstance(row, dict) or not isinstance(text, str) or not text.strip() or not markup.is_safe_page(text):
            refused.append(Refusal(f"proceeding {place}", "It has no text that can be read, and was left out."))
            continue
        date, links = row.get("Date"), row.get("Links")
        good = [_words(link) for link in links if isinstance(link, dict)] if isinstance(links, list) else []
        yield {"Date": date if isinstance(date, str) else "", "Text": text, "Links": good}


def _good_people(side: str, rows: object, refused: list[Refusal]) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(rows if isinstance(rows, list) else [], start=1):
        if isinstance(row, dict):
            yield (
                {"PartyName": "", "Address": ""}
                | _words(row)
                | {"IsCounselofRecord": row.get("IsCounselofRecord") is True}
            )
        else:
            refused.append(Refusal(f"{side} {place}", "It is no lawyer with a party, and was left out."))


def _words(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: value for name, value in row.items() if isinstance(value, str)}


def _data(report: str, text: str) -> _Read:
    scotus = import_juriscraper("juriscraper.scotus")
    try:
        reader = getattr(scotus, report)()
        reader._parse_text(text)
        data: _Read = reader.data
    except Exception as error:  # lxml's ParserError, IndexError, AttributeError …: whatever it is, it is no docket
        raise NotADocket(_FAILED) from error
    return data


def _docket(told: _Read, number: str, refused: list[Refusal]) -> DocketRecord:
    read = docket_number.parse_docket_number(number, "scotus", "supreme")
    if read.serial is None or not told.get("case_name"):
        raise NotADocket(_FAILED)
    entries = [
        _entry(row, place, refused) for place, row in enumerate(told["docket_entries"], start=1) if row["description"]
    ]
    return DocketRecord(
        court_id="scotus",
        docket_number=number,
        case_name=get_cell_words(told["case_name"]),
        date_filed=told.get("date_filed"),
        source_url=f"{_SITE}docket/docketfiles/html/public/{read.display.lower()}.html",
        parties=tuple(_party(party) for party in told["parties"] if get_cell_words(party["name"])),
        entries=tuple(_with_questions(entries, told.get("questions_presented"))),
        relations=tuple(_relations(told)),
    )


def _end_of(made: str) -> datetime | None:
    """ "08/09/2025", the day on which the court wrote the JSON. The end of the day is used, since what came that day is
    in it."""
    try:
        return datetime.strptime(f"{made} 23:59:59", "%m/%d/%Y %H:%M:%S").replace(tzinfo=_ZONE)
    except ValueError:
        return None


def _entry(told: _Read, place: int, refused: list[Refusal]) -> EntryRecord:
    if told["date_filed"] is None:
        refused.append(Refusal(f"proceeding {place}", "Its date cannot be read; it was taken without."))
    return EntryRecord(
        upstream_id=str(told["document_number"] or ""),
        date_filed=told["date_filed"],
        long_text=str(told["description"]).strip(),
        documents=tuple(_documents(told)),
    )


def _documents(told: _Read) -> Iterator[DocumentRecord]:
    """The documents listed with the entry, then those that its text links to: an opinion, an order."""
    linked = [(word, unescape(url)) for url, word in _LINK.findall(told["description_html"])]
    listed = [(row["description"], row["document_url"]) for row in told["attachments"] if row["document_url"]]
    urls: set[str] = set()
    for word, address in [*listed, *linked]:
        url = _url(address)
        if url and url not in urls:
            yield DocumentRecord(number=len(urls), description=get_cell_words(word), url=url)
            urls.add(url)


def _url(address: str) -> str:
    try:
        url = urljoin(_SITE, address)
    except ValueError:
        return ""
    return url.replace("http://www.supremecourt.gov/", _SITE) if url.startswith(("http://", "https://")) else ""


def _with_questions(entries: list[EntryRecord], address: object) -> list[EntryRecord]:
    """Adds the questions presented, which are published with the order granting the petition, to that order's
    documents."""
    url = _url(str(address or "")) if address else ""
    granting = next((place for place, entry in enumerate(entries) if _GRANTED.search(entry.long_text)), None)
    if not url or granting is None:
        return entries
    entry = entries[granting]
    document = DocumentRecord(len(entry.documents), "Questions Presented", url=url)
    return [*entries[:granting], replace(entry, documents=(*entry.documents, document)), *entries[granting + 1 :]]


def _party(told: _Read) -> PartyRecord:
    return PartyRecord(
        name=get_cell_words(told["name"]),
        type=get_cell_words(told["type"]),
        attorneys=tuple(_attorney(row) for row in told["attorneys"] if get_cell_words(row["name"])),
    )


def _attorney(told: _Read) -> AttorneyRecord:
    """One attorney; ``title`` in juriscraper's data is the firm or the office."""
    place = f"{get_cell_words(told['city'])}, {get_cell_words(told['state'])} {get_cell_words(told['zip'])}".strip(" ,")
    street = "\n".join(map(get_cell_words, str(told["address"] or "").splitlines()))
    lines = (get_cell_words(told["title"]), street, place, get_cell_words(told["phone"]), get_cell_words(told["email"]))
    roles = ("Counsel of Record",) if told["is_counsel_of_record"] else ()
    return AttorneyRecord(get_cell_words(told["name"]), roles, "\n".join(filter(None, lines)))


def _relations(told: _Read) -> Iterator[RelationRecord]:
    """The cases below, where the name says surely which court it is, and the number is written in that court's own
    style."""
    court_id = registry.find_court_id_by_name(get_cell_words(told.get("lower_court")))
    for written in told.get("lower_court_case_numbers") or () if court_id else ():
        number = docket_number.parse_docket_number(get_cell_words(written), court_id, registry.get_court_kind(court_id))
        if number.serial is not None:
            yield RelationRecord("appeal_of", court_id, number.display)
