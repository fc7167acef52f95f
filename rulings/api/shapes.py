"""The shapes of the API's answers, as JSON Schema."""

from typing import Any

from dockets.models import Party
from rulings.words import KIND_LABELS, OUTCOME_LABELS, EventKind

type Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer", "minimum": 0}
_ADDRESS: Schema = {"type": "string", "format": "uri"}
_LINK: Schema = {"type": "string", "description": 'An address, or "" where none is known.'}
_YES_NO: Schema = {"type": "boolean"}


def _day(description: str = "") -> Schema:
    return {"type": ["string", "null"], "format": "date"} | ({"description": description} if description else {})


def _moment(description: str = "") -> Schema:
    return {"type": ["string", "null"], "format": "date-time"} | ({"description": description} if description else {})


def _object(properties: dict[str, Schema], description: str = "") -> Schema:
    """Every property is always there, and there is no other."""
    shape: Schema = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return shape | ({"description": description} if description else {})


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


_CASE = {
    "court": _TEXT | {"description": 'The court\'s id, as CourtListener has it: "wawd".'},
    "court_name": _TEXT,
    "docket_number": _TEXT,
    "case_name": _TEXT,
    "date_filed": _day(),
    "date_terminated": _day("None: no closing date has been seen. Courts never say that a case is open."),
    "date_last_filing": _day(),
    "assigned_to": _TEXT,
    "referred_to": _TEXT,
    "cause": _TEXT,
    "nature_of_suit": _TEXT,
    "jury_demand": _TEXT,
    "jurisdiction": _TEXT,
    "filing_count": _NUMBER,
    "party_count": _NUMBER,
    "checked_at": _moment("When a source last confirmed or changed it."),
    "record_changed_at": _moment("When anything in the record last changed."),
    "url": _ADDRESS | {"description": "Its page."},
    "api_url": _ADDRESS,
}
_RELATED = _object({"relation": _TEXT, "court": _TEXT, "number": _TEXT, "name": _TEXT, "url": _LINK})
_DOCUMENT = _object({
    "number": _NUMBER | {"description": "0: the main document; from 1 on, its attachments."},
    "description": _TEXT,
    "pages": {"type": ["integer", "null"], "minimum": 0},
    "url": _LINK,
})  # fmt: skip
_COUNSEL = _object({"name": _TEXT, "firm": _TEXT, "city": _TEXT, "roles": _list(_TEXT)})
_DECIDED = _object({
    "what": _TEXT | {"description": "The motion or claim."},
    "outcome": _TEXT,
    "parties": _TEXT,
    "reason": _TEXT,
    "quotation": _TEXT,
    "place": _TEXT,
    "machine": _YES_NO | {"description": "Read from the text by the machine, and not yet confirmed by an editor."},
})  # fmt: skip
_EVENT = {
    "id": _TEXT | {"description": "Stable: filing/kx7…, hearing/kx7…/2021-01-14T1000, milestone/12."},
    "type": {"type": "string", "enum": [kind.value for kind in EventKind]},
    "date": _day(),
    "at": _moment("Of a hearing, in the court's zone."),
    "kind": {"type": "string", "enum": ["", *(kind.value for kind in KIND_LABELS)]},
    "kind_label": _TEXT,
    "number": _TEXT,
    "headline": _TEXT | {"description": "Ours."},
    "text": _TEXT | {"description": "The court's words; of a milestone, the editors'."},
    "filed_by": _TEXT,
    "side": {"type": "string", "enum": ["", *Party.Side.values]},
    "outcome": {"type": "string", "enum": ["", *(outcome.value for outcome in OUTCOME_LABELS)]},
    "outcome_label": _TEXT,
    "place": _TEXT,
    "cancelled": _YES_NO | {"description": "A hearing that the court took off its calendar."},
    "url": _ADDRESS,
    "documents": _list(_DOCUMENT),
    "decided": _list(_DECIDED),
    "date_entered": _day(),
    "entered_at": _moment(),
    "first_seen": _moment(),
    "changed_at": _moment("Of a hearing, also when the filing that called it off was first seen."),
    "missing_since": _moment("When a filing was last shown, where no source shows it any more."),
    "source": _TEXT | {"description": "Of a milestone: who says so."},
    "source_url": _LINK,
}
_FILING = {
    "id": _TEXT | {"description": "Never changes."},
    "number": _TEXT,
    "date_filed": _day(),
    "date_entered": _day(),
    "entered_at": _moment(),
    "short_text": _TEXT,
    "long_text": _TEXT | {"description": "The court's words."},
    "documents": _list(_DOCUMENT),
    "possible_duplicate_of": {"type": ["string", "null"]},
    "first_seen": _moment(),
    "changed_at": _moment(),
    "missing_since": _moment("When it was last shown, where no source shows it any more."),
    "url": _ADDRESS,
}
_PARTY = {
    "id": _NUMBER,
    "name": _TEXT,
    "type": _TEXT | {"description": 'The court\'s word: "Intervenor Defendant".'},
    "side": {"type": "string", "enum": Party.Side.values},
    "extra_info": _TEXT,
    "date_terminated": _day(),
    "counsel": _list(_COUNSEL),
}
_STATE = {
    "type": ["object", "null"],
    "description": "How far the case has come: stage, stages passed, pending motions, the last ruling, dates to come.",
}
_PROBLEM = {
    "type": "object",
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "errors": _list(_object({"parameter": _TEXT, "detail": _TEXT})),
    },
    "required": ["type", "title", "status", "detail"],
    "additionalProperties": False,
}


def _pages(name: str) -> Schema:
    following = {"type": ["string", "null"], "format": "uri", "description": "The address of the next page; null on the last."}
    return _object({"results": _list(ref(name)), "next": following})


_PARENT = _object({name: _CASE[name] for name in ("court", "docket_number", "case_name", "url", "api_url")})
SCHEMAS: dict[str, Schema] = {
    "Case": _object(_CASE),
    "CaseInFull": _object(_CASE | {"state_of_play": _STATE, "related": _list(_RELATED)}),
    "Filing": _object(_FILING),
    "Party": _object(_PARTY),
    "Event": _object(_EVENT),
    "Ruling": _object({"case": _PARENT} | _EVENT),
    "Problem": _PROBLEM,
} | {f"{name}Page": _pages(name) for name in ("Case", "Filing", "Party", "Event", "Ruling")}
