"""Parses a payload from CourtListener. Pure.

A payload is one self-contained object: ``docket``, CourtListener's own (all of it where it was asked for, else the
fields that identify the docket), and beside it one page as the API sent it (``entries``, ``parties`` or ``attorneys``)
or the message of a webhook. A docket as the API sends it, saved by hand, is parsed too.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dockets.courts import registry
from dockets.format.print_style import join_words
from dockets.record import address_rules
from dockets.record.docket_number import parse_docket_number as parse_number
from dockets.record.records import (
    CourtFacts,
    DocketRecord,
    NotADocket,
    ParsedPayload,
    PartyRecord,
    Refusal,
    RelationRecord,
    WrongCourt,
)
from dockets.sources import describe
from dockets.sources.courtlistener import entries, people
from dockets.sources.courtlistener.values import find_json_id, read_json_date, read_json_moment, read_json_text
from dockets.sources.decoding import MAX_BYTES
from dockets.sources.json_object import list_json_objects, read_json_object

FORMAT = "v4"
HEADER = (
    "id", "court_id", "docket_number", "case_name", "pacer_case_id", "absolute_url", "date_modified",
    "nature_of_suit", "cause",
)  # fmt: skip
"""The fields of a docket that go with each of its pages. The last two tell where parties' addresses are not stored
(``dockets.record.address_rules``)."""
PARTS = ("entries", "parties", "attorneys")
_LINES = {
    "case_name": "case_name",
    "assigned_to": "assigned_to_str",
    "referred_to": "referred_to_str",
    "cause": "cause",
    "nature_of_suit": "nature_of_suit",
    "jury_demand": "jury_demand",
    "jurisdiction": "jurisdiction_type",
    "mdl_status": "mdl_status",
    "pacer_case_id": "pacer_case_id",
}
"""Our field names -> CourtListener's."""
_ACCESS = (
    "Ask the Free Law Project for access to its PACER APIs (https://www.courtlistener.com/help/api/rest/pacer/), or set"
    " up its webhooks, watch the court’s feed, or import the docket page from PACER."
)


def parse_courtlistener(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    """One docket. Raises ``NotADocket`` or ``WrongCourt``; an error in a single row costs only that row."""
    payload = _load(body)
    told = payload["docket"]
    facts = _court(told, court)
    if not read_json_text(told.get("docket_number")).strip():
        raise NotADocket(_unknown(told))
    refused: list[Refusal] = []
    record = _docket(told, facts, payload, refused)
    return ParsedPayload((record,), tuple(refused), tuple(describe_denied_parts(payload.get("missing"))))


def scrub_courtlistener(body: bytes, _court: CourtFacts | None = None, private: bool = False, /) -> bytes:
    """The payload without the homes of parties, where the docket is one whose court prints them; otherwise
    unchanged."""
    try:
        payload = _load(body)
        record = parse_courtlistener(body, None).dockets[0]
        if not private and not address_rules.prints_homes(record):
            return body
        names = {" ".join(party.name.split()).casefold() for party in record.parties}
        parties, attorneys = _rows(payload, "parties"), _rows(payload, "attorneys")
        return json.dumps(payload).encode() if people.strip_homes_from_people(parties, attorneys, names) else body
    except (NotADocket, RecursionError):
        return body


def describe_denied_parts(missing: object) -> list[str]:
    """A sentence on what CourtListener does not show, and how to get it. ``missing``: some of ``PARTS``."""
    parts = [part for part in PARTS if isinstance(missing, list) and part in missing]
    if not parts:
        return []
    named = join_words(parts)
    return [
        f"CourtListener does not show this account the {named} of a docket (403), so they are missing here. {_ACCESS}"
    ]


def read_docket_header(docket: Mapping[str, Any]) -> dict[str, Any]:
    return {name: docket[name] for name in HEADER if name in docket}


def _load(body: bytes) -> dict[str, Any]:
    if len(body) > MAX_BYTES:
        msg = f"This file has {len(body):,} bytes; {MAX_BYTES:,} are taken at most."
        raise NotADocket(msg)
    document = read_json_object(body)
    if document.get("courtlistener") == FORMAT and isinstance(document.get("docket"), dict):
        return document
    if "resource_uri" in document and "docket_number" in document:
        return {"docket": document}
    raise NotADocket(describe.describe_unknown_file(body, ""))


def _court(told: Mapping[str, Any], court: CourtFacts | None) -> CourtFacts:
    court_id = find_json_id(told.get("court_id"), told.get("court"))
    if not court_id:
        raise NotADocket(_unknown(told))
    if court and court_id != court.id:
        msg = f"CourtListener says that this docket is of the court “{court_id}”, not of “{court.id}”."
        raise WrongCourt(msg)
    facts = court or registry.get_court_facts(court_id)
    if facts is None:
        msg = (
            f"CourtListener says that this docket is of the court “{court_id}”, which is not in the list of courts"
            " here."
        )
        raise NotADocket(msg)
    return facts


def _unknown(told: Mapping[str, Any]) -> str:
    named = find_json_id(told.get("id"))
    return (
        f"This is of CourtListener’s docket {named or 'without a number'}, and of which court and case that is was not"
        f" known. Watch courtlistener:docket/{named or '…'}, which brings the docket in, then import this again."
    )


def _docket(
    told: Mapping[str, Any], facts: CourtFacts, payload: Mapping[str, Any], refused: list[Refusal]
) -> DocketRecord:
    docket_id, message = find_json_id(told.get("id")), payload.get("webhook")
    page = read_json_text(told.get("absolute_url"))
    lines: dict[str, Any] = {ours: read_json_text(told.get(theirs)) for ours, theirs in _LINES.items()}
    rows = [*_rows(payload, "entries"), *_of_message(message, docket_id)]
    return DocketRecord(
        court_id=facts.id,
        docket_number=read_json_text(told.get("docket_number")),
        **lines,
        date_filed=_day(told, "date_filed", refused),
        date_terminated=_day(told, "date_terminated", refused),
        source_url=f"https://www.courtlistener.com{page}" if page.startswith("/docket/") else "",
        parties=tuple(_people(docket_id, payload, refused)),
        entries=entries.read_courtlistener_entries(rows, refused),
        relations=_appeal(told, facts),
        as_of=_sent(message),
    )


def _people(docket_id: str, payload: Mapping[str, Any], refused: list[Refusal]) -> Iterator[PartyRecord]:
    listed = payload.get("listed")
    if "parties" in payload:
        yield from people.read_courtlistener_parties(docket_id, listed, _rows(payload, "parties"), refused)
    if "attorneys" in payload:
        yield from people.add_courtlistener_attorneys(docket_id, listed, _rows(payload, "attorneys"))


def _rows(payload: Mapping[str, Any], part: str) -> Sequence[object]:
    page = payload.get(part)
    rows = page.get("results") if isinstance(page, dict) else None
    return rows if isinstance(rows, list) else ()


def _of_message(message: object, docket_id: str) -> Sequence[object]:
    """The entries of this docket in a docket alert."""
    told = message.get("payload") if isinstance(message, dict) else None
    rows = list_json_objects(told.get("results")) if isinstance(told, dict) else ()
    return [row for row in rows if find_json_id(row.get("docket")) == docket_id]


def _sent(message: object) -> datetime | None:
    """The time of a webhook's event: one that is delivered again hours later is no newer. None for what was
    asked for."""
    about = message.get("webhook") if isinstance(message, dict) else None
    return read_json_moment(about.get("date_created")) if isinstance(about, dict) else None


def _day(told: Mapping[str, Any], name: str, refused: list[Refusal]) -> date | None:
    try:
        return read_json_date(told.get(name))
    except ValueError as error:
        refused.append(Refusal(f"docket: {name.replace('_', ' ')}", f"{error}; the rest was taken without it."))
        return None


def _appeal(told: Mapping[str, Any], facts: CourtFacts) -> tuple[RelationRecord, ...]:
    """The appeal, only where CourtListener names the lower court, and its number is a single number."""
    lower = find_json_id(told.get("appeal_from_id"), told.get("appeal_from"))
    origin = told.get("original_court_info") or told.get("originating_court_information")
    number = read_json_text(origin.get("docket_number")) if isinstance(origin, dict) else ""
    kind = registry.get_court_kind(lower)
    if not kind or lower == facts.id or parse_number(number, lower, kind).serial is None:
        return ()
    return (RelationRecord("appeal_of", lower, number),)
