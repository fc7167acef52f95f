"""What a payload from CourtListener says. Pure.

A payload is one object that reads by itself: ``docket``, CourtListener's own (all of it where it was asked for, else what tells
which docket it is), and beside it one page as the API sent it (``entries``, ``parties`` or ``attorneys``) or the message of a
webhook. A docket as the API sends it, saved by hand, is read too.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dockets import courts, homes
from dockets.docket_number import parse as parse_number
from dockets.records import CourtFacts, DocketRecord, NotADocket, Parsed, PartyRecord, Refusal, RelationRecord, WrongCourt
from dockets.sources import courtlistener_entries, courtlistener_people, describe
from dockets.sources.courtlistener_values import day, id_in, moment, objects, text
from dockets.sources.decoding import MAX_BYTES, text_of

FORMAT = "v4"
HEADER = (
    "id", "court_id", "docket_number", "case_name", "pacer_case_id", "absolute_url", "date_modified", "nature_of_suit", "cause",
)  # fmt: skip
"""What of a docket goes along with each of its pages. The last two tell where parties' addresses are not kept (``homes``)."""
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
"""Our names, and CourtListener's."""
_ACCESS = (
    "Ask the Free Law Project for access to its PACER APIs (https://www.courtlistener.com/help/api/rest/pacer/), or set up its"
    " webhooks, watch the court’s feed, or import the docket page from PACER."
)


def parse(body: bytes, court: CourtFacts | None) -> Parsed:
    """One docket. Raises ``NotADocket`` or ``WrongCourt``; what is wrong in a single row costs no more than that."""
    payload = _load(body)
    told = payload["docket"]
    facts = _court(told, court)
    if not text(told.get("docket_number")).strip():
        raise NotADocket(_unknown(told))
    refused: list[Refusal] = []
    record = _docket(told, facts, payload, refused)
    return Parsed((record,), tuple(refused), tuple(notes(payload.get("missing"))))


def scrub(body: bytes, _court: CourtFacts | None = None, private: bool = False, /) -> bytes:
    """The payload without the homes of parties, where the docket is one whose court prints them; any other as it is."""
    try:
        payload = _load(body)
        record = parse(body, None).dockets[0]
        if not private and not homes.are_printed(record):
            return body
        names = {" ".join(party.name.split()).casefold() for party in record.parties}
        parties, attorneys = _rows(payload, "parties"), _rows(payload, "attorneys")
        return json.dumps(payload).encode() if courtlistener_people.have_lost_homes(parties, attorneys, names) else body
    except (NotADocket, RecursionError):
        return body


def notes(missing: object) -> list[str]:
    """What CourtListener does not show, and how to get it. ``missing``: some of ``PARTS``."""
    parts = [part for part in PARTS if isinstance(missing, list) and part in missing]
    if not parts:
        return []
    named = " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
    return [f"CourtListener does not show this account the {named} of a docket (403), so they are missing here. {_ACCESS}"]


def header(docket: Mapping[str, Any]) -> dict[str, Any]:
    return {name: docket[name] for name in HEADER if name in docket}


def _load(body: bytes) -> dict[str, Any]:
    if len(body) > MAX_BYTES:
        msg = f"This file has {len(body):,} bytes; {MAX_BYTES:,} are taken at most."
        raise NotADocket(msg)
    try:
        document = json.loads(text_of(body))
    except (ValueError, RecursionError):
        raise NotADocket(describe.what_is(body, "")) from None
    if not isinstance(document, dict):
        raise NotADocket(describe.what_is(body, ""))
    if document.get("courtlistener") == FORMAT and isinstance(document.get("docket"), dict):
        return document
    if "resource_uri" in document and "docket_number" in document:
        return {"docket": document}
    raise NotADocket(describe.what_is(body, ""))


def _court(told: Mapping[str, Any], court: CourtFacts | None) -> CourtFacts:
    court_id = id_in(told.get("court_id"), told.get("court"))
    if not court_id:
        raise NotADocket(_unknown(told))
    if court and court_id != court.id:
        msg = f"CourtListener says that this docket is of the court “{court_id}”, not of “{court.id}”."
        raise WrongCourt(msg)
    facts = court or courts.facts(court_id)
    if facts is None:
        msg = f"CourtListener says that this docket is of the court “{court_id}”, which is not in the list of courts here."
        raise NotADocket(msg)
    return facts


def _unknown(told: Mapping[str, Any]) -> str:
    named = id_in(told.get("id"))
    return (
        f"This is of CourtListener’s docket {named or 'without a number'}, and of which court and case that is was not known. "
        f"Watch courtlistener:docket/{named or '…'}, which brings the docket in, then import this again."
    )


def _docket(told: Mapping[str, Any], facts: CourtFacts, payload: Mapping[str, Any], refused: list[Refusal]) -> DocketRecord:
    docket_id, message = id_in(told.get("id")), payload.get("webhook")
    page = text(told.get("absolute_url"))
    lines: dict[str, Any] = {ours: text(told.get(theirs)) for ours, theirs in _LINES.items()}
    rows = [*_rows(payload, "entries"), *_of_message(message, docket_id)]
    return DocketRecord(
        court_id=facts.id,
        docket_number=text(told.get("docket_number")),
        **lines,
        date_filed=_day(told, "date_filed", refused),
        date_terminated=_day(told, "date_terminated", refused),
        source_url=f"https://www.courtlistener.com{page}" if page.startswith("/docket/") else "",
        parties=tuple(_people(docket_id, payload, refused)),
        entries=courtlistener_entries.entries(rows, refused),
        relations=_appeal(told, facts),
        as_of=_sent(message),
    )


def _people(docket_id: str, payload: Mapping[str, Any], refused: list[Refusal]) -> Iterator[PartyRecord]:
    listed = payload.get("listed")
    if "parties" in payload:
        yield from courtlistener_people.parties(docket_id, listed, _rows(payload, "parties"), refused)
    if "attorneys" in payload:
        yield from courtlistener_people.represented(docket_id, listed, _rows(payload, "attorneys"))


def _rows(payload: Mapping[str, Any], part: str) -> Sequence[object]:
    page = payload.get(part)
    rows = page.get("results") if isinstance(page, dict) else None
    return rows if isinstance(rows, list) else ()


def _of_message(message: object, docket_id: str) -> Sequence[object]:
    """The entries that a docket alert tells of this docket."""
    told = message.get("payload") if isinstance(message, dict) else None
    rows = objects(told.get("results")) if isinstance(told, dict) else ()
    return [row for row in rows if id_in(row.get("docket")) == docket_id]


def _sent(message: object) -> datetime | None:
    """When a webhook's event was: one that is delivered again, hours later, says nothing newer. None for what was asked for."""
    about = message.get("webhook") if isinstance(message, dict) else None
    return moment(about.get("date_created")) if isinstance(about, dict) else None


def _day(told: Mapping[str, Any], name: str, refused: list[Refusal]) -> date | None:
    try:
        return day(told.get(name))
    except ValueError as error:
        refused.append(Refusal(f"docket: {name.replace('_', ' ')}", f"{error}; the rest was taken without it."))
        return None


def _appeal(told: Mapping[str, Any], facts: CourtFacts) -> tuple[RelationRecord, ...]:
    """Stated only where CourtListener names the lower court, and its number is one number."""
    lower = id_in(told.get("appeal_from_id"), told.get("appeal_from"))
    origin = told.get("original_court_info") or told.get("originating_court_information")
    number = text(origin.get("docket_number")) if isinstance(origin, dict) else ""
    kind = courts.kind(lower)
    if not kind or lower == facts.id or parse_number(number, lower, kind).serial is None:
        return ()
    return (RelationRecord("appeal_of", lower, number),)
