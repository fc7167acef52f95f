"""A docket that an editor typed in, with where they know it from: the docket as ``docket.schema.json`` has it, in an
envelope that says so.

Every other source but an attachment page weighs more: when the court's own docket comes, its words take the place of
what was typed, and entries of one number and day are one filing.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from dockets.record.records import CourtFacts, NotADocket, ParsedPayload, Recognition
from dockets.sources.decoding import MAX_BYTES, decode_payload
from dockets.sources.docket_json import source as docket_json
from dockets.sources.kind import SourceKind

FORMAT = "casetracker-by-hand/1"
_MARK = re.compile(r'"format"\s*:\s*"casetracker-by-hand/')
_NONE = "This is no docket that was entered by hand on this site."


def write_document(docket: Mapping[str, Any], known_from: str) -> bytes:
    """The payload. ``docket``: as ``docket.schema.json`` has it; ``known_from``: where all of it is known from."""
    told = {"format": FORMAT, "known_from": known_from, "docket": dict(docket)}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def read_document(body: bytes) -> tuple[dict[str, Any], str]:
    """Undoes ``write_document``. Raises ``NotADocket``."""
    if len(body) > MAX_BYTES or not decode_payload(body[:1]).startswith("{"):
        raise NotADocket(_NONE)
    try:
        told = json.loads(decode_payload(body))
    except (ValueError, RecursionError):
        raise NotADocket(_NONE) from None
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("docket"), dict):
        raise NotADocket(_NONE)
    return told["docket"], str(told.get("known_from") or "")


def recognise_by_hand(body: bytes, name: str) -> Recognition | None:
    text = decode_payload(body[:400])
    if not text.lstrip().startswith("{") or not _MARK.search(text):
        return None
    return Recognition("by-hand", ground=f'"format": "{FORMAT}"')


def parse_by_hand(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    docket, known_from = read_document(body)
    parsed = docket_json.parse_docket_json(_as_docket_json(docket), court)
    notes = (f"Entered by hand, from: {known_from}.",) if known_from else ()
    return ParsedPayload(parsed.dockets, parsed.refused, notes)


def scrub_by_hand(body: bytes, court: CourtFacts | None = None, private: bool = False, /) -> bytes:
    """As ``scrub_docket_json``."""
    try:
        docket, known_from = read_document(body)
        clean = json.loads(docket_json.scrub_docket_json(_as_docket_json(docket), court, private))
    except (NotADocket, RecursionError):
        return body
    clean.pop("format")
    return body if clean == docket else write_document(clean, known_from)


def _as_docket_json(docket: Mapping[str, Any]) -> bytes:
    return json.dumps({**docket, "format": docket_json.FORMAT}).encode()


BY_HAND = SourceKind(
    slug="by-hand",
    label="entered by hand",
    authority=7,
    recognise=recognise_by_hand,
    parse=parse_by_hand,
    scrub=scrub_by_hand,
)
