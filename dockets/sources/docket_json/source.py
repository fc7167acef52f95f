"""Parses our own JSON format, for every court without a parser.

``docket.schema.json`` is the format; docs/import-format.md explains it.

Each error is refused on its own, by its JSON path and in words: a bad date of one entry costs that entry, a misspelt
name of one of the docket's own fields costs that field.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dockets.courts import registry
from dockets.record import address_rules
from dockets.record.records import (
    AttorneyRecord,
    CourtFacts,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    NotADocket,
    ParsedPayload,
    PartyRecord,
    Recognition,
    Refusal,
    RelationRecord,
    WrongCourt,
)
from dockets.sources import describe
from dockets.sources.decoding import MAX_BYTES, decode_payload, strip_control_marks
from dockets.sources.docket_json import schema
from dockets.sources.json_object import list_json_objects
from dockets.sources.kind import SourceKind
from dockets.sources.pacer.cells import get_cell_words

FORMAT = "casetracker-docket/1"
_MARK = re.compile(r'"format"\s*:\s*"casetracker-docket/')
_LINES = (
    "case_name", "assigned_to", "referred_to", "cause", "nature_of_suit", "jury_demand", "demand",
    "jurisdiction", "mdl_status", "division", "source_url", "pacer_case_id",
)  # fmt: skip


def recognise_docket_json(body: bytes, name: str) -> Recognition | None:
    """Claims documents that name our format; the court is left to ``parse_docket_json``, since a document may hold
    dockets of several."""
    text = decode_payload(body[:MAX_BYTES])
    if not text.lstrip().startswith("{") or not _MARK.search(text):
        return None
    return Recognition("docket-json", ground=f'"format": "{FORMAT}"')


def parse_docket_json(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    """Every docket of the document that has a court and a number, without its invalid parts."""
    document = _load(body)
    several = isinstance(document.get("dockets"), list)
    told = (
        [(f"$.dockets[{place}]", row) for place, row in enumerate(document["dockets"])]
        if several
        else [("$", document)]
    )
    refused = [*schema.check_envelope(document)] if several else []
    dockets = []
    for path, row in told:
        good, found = schema.keep_valid_parts(row, path)
        refused.extend(found)
        try:
            dockets.extend([_docket(good, court)] if good is not None else [])
        except NotADocket as error:
            if not several:
                raise
            refused.append(Refusal(f"{path}.court", str(error)))
    if not dockets:
        raise NotADocket(
            f"Nothing of this could be taken. {refused[0].where}: {refused[0].why}"
            if refused
            else "$.dockets: It is empty."
        )
    return ParsedPayload(tuple(dockets), tuple(refused))


def scrub_docket_json(body: bytes, court: CourtFacts | None = None, private: bool = False, /) -> bytes:
    """The document without the homes of parties, in those of its dockets whose courts print them; otherwise
    unchanged."""
    try:
        document = _load(body)
        several = document.get("dockets")
        changed = [
            _has_lost_homes(row, court, private) for row in (several if isinstance(several, list) else [document])
        ]
        return json.dumps(document, indent=1).encode() if any(changed) else body
    except (NotADocket, RecursionError):
        return body


def _has_lost_homes(row: object, court: CourtFacts | None, private: bool) -> bool:
    """Removes from one docket of a document what ``dockets.payloads.normalise`` removes from its record. Returns
    whether there was anything to remove."""
    good, _ = schema.keep_valid_parts(row, "$")
    try:
        record = _docket(good, court) if good is not None else None
    except NotADocket:
        record = None
    if record is None or not isinstance(row, dict) or not (private or address_rules.prints_homes(record)):
        return False
    names = {get_cell_words(party.name).casefold() for party in record.parties}
    people = [
        _clean_of(party, "extra_info", address_rules.keep_name_lines) for party in list_json_objects(row.get("parties"))
    ]
    lawyers = [
        attorney
        for party in list_json_objects(row.get("parties"))
        for attorney in list_json_objects(party.get("attorneys"))
    ]
    alone = [
        one
        for one in lawyers
        if address_rules.is_self_represented(
            get_cell_words(one.get("name")), [str(one.get("roles")), _said(one)], names
        )
    ]
    return any([*people, *(_clean_of(one, "contact", lambda _: "") for one in alone)])


def _said(attorney: Mapping[str, Any]) -> str:
    return str(attorney.get("contact") or "")


def _clean_of(row: dict[str, Any], name: str, clean: Callable[[str], str]) -> bool:
    told = row.get(name)
    if not isinstance(told, str) or clean(told) == told:
        return False
    row[name] = clean(told)
    return True


def _load(body: bytes) -> dict[str, Any]:
    if len(body) > MAX_BYTES:
        msg = f"This file has {len(body):,} bytes; {MAX_BYTES:,} are taken at most. Split it into several."
        raise NotADocket(msg)
    text = decode_payload(body)
    if text.lstrip()[:1] not in {"{", "["}:
        raise NotADocket(describe.describe_unknown_file(body, ""))
    try:
        document = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number)
    except RecursionError:
        msg = "This JSON is nested too deeply to be a docket."
        raise NotADocket(msg) from None
    except json.JSONDecodeError as error:
        msg = f"This is no JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        raise NotADocket(msg) from error
    except ValueError as error:
        msg = f"This JSON cannot be taken: {error}."
        raise NotADocket(msg) from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise NotADocket(_other_format(document, body))
    return document


def _other_format(document: object, body: bytes) -> str:
    given = document.get("format") if isinstance(document, dict) else None
    if given is None:
        return describe.describe_unknown_file(body, "")
    return f"$.format: {schema.format_refused_value(given)} is not known here; this version reads “{FORMAT}”."


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuses a repeated name, which would silently lose the first value."""
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        msg = f"the name {schema.format_refused_value(twice)} stands twice in one object, and only one value can count"
        raise ValueError(msg)
    return read


def _no_number(word: str) -> None:
    msg = f"{word} is no JSON number"
    raise ValueError(msg)


def _docket(told: Mapping[str, Any], court: CourtFacts | None) -> DocketRecord:
    if court and told["court"] != court.id:
        msg = f"This says that it is from the court “{told['court']}”, not from “{court.id}”. Leave the court out."
        raise WrongCourt(msg)
    facts = court or registry.get_court_facts(told["court"])
    if facts is None:
        msg = f"“{told['court']}” is no court that is known here. Use its id in courts-db, for example “wawd”."
        raise NotADocket(msg)
    zone = ZoneInfo(facts.time_zone)
    rows = told["entries"] if told.get("entries") is not None else told.get("filings")
    lines: dict[str, Any] = {name: _text(told.get(name)) for name in _LINES}
    return DocketRecord(
        court_id=facts.id,
        docket_number=_text(told["docket_number"]),
        **lines,
        date_filed=_date(told.get("date_filed")),
        date_terminated=_date(told.get("date_terminated")),
        parties=tuple(_party(row) for row in told.get("parties") or ()),
        entries=tuple(_entry(row, zone) for row in rows or ()),
        relations=tuple(_relation(row) for row in told.get("relations") or ()),
        complete=told.get("complete") is True,
        as_of=_moment(told.get("as_of"), zone),
    )


def _party(told: Mapping[str, Any]) -> PartyRecord:
    return PartyRecord(
        name=_text(told["name"]),
        type=_text(told.get("type")),
        extra_info=_text(told.get("extra_info")),
        date_terminated=_date(told.get("date_terminated")),
        attorneys=tuple(
            AttorneyRecord(
                _text(row["name"]), tuple(_text(role) for role in row.get("roles") or ()), _text(row.get("contact"))
            )
            for row in told.get("attorneys") or ()
        ),
    )


def _entry(told: Mapping[str, Any], zone: ZoneInfo) -> EntryRecord:
    return EntryRecord(
        number=_text(told.get("number")),
        upstream_id=_text(told.get("id")),
        pacer_doc_id=_text(told.get("pacer_doc_id")),
        pacer_seq_no=_text(told.get("pacer_seq_no")),
        date_filed=_date(told.get("date_filed")),
        date_entered=_date(told.get("date_entered")),
        entered_at=_moment(told.get("entered_at"), zone),
        short_text=_text(told.get("short_text")),
        long_text=_text(told.get("text") or told.get("long_text")),
        documents=tuple(_documents(told.get("documents") or ())),
    )


def _documents(told: Iterable[Mapping[str, Any]]) -> Iterator[DocumentRecord]:
    for place, row in enumerate(told):
        number = row.get("number")
        yield DocumentRecord(
            number=place if number is None else number,
            description=_text(row.get("description")),
            pacer_doc_id=_text(row.get("pacer_doc_id")),
            page_count=row.get("page_count"),
            file_size=row.get("file_size"),
            url=_text(row.get("url")),
        )


def _relation(told: Mapping[str, Any]) -> RelationRecord:
    return RelationRecord(told["kind"], told["court"], _text(told["docket_number"]), _text(told.get("case_name")))


def _text(value: object) -> str:
    return "" if value is None else strip_control_marks(str(value))


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _moment(value: str | None, zone: ZoneInfo) -> datetime | None:
    """A time without a zone is the court's own."""
    if not value:
        return None
    read = datetime.fromisoformat(value)
    return read if read.tzinfo else read.replace(tzinfo=zone)


DOCKET_JSON = SourceKind(
    slug="docket-json",
    label="Casetracker JSON",
    authority=20,
    recognise=recognise_docket_json,
    parse=parse_docket_json,
    scrub=scrub_docket_json,
)
