"""The shapes of the API's answers as JSON Schema, generated from the tables of exported fields."""

from dockets.format.fields import NUMBER, TEXT, TEXT_OR_NULL, YES_NO, Schema, one_of
from dockets.history.fields import FILING, PARTY
from dockets.models import CaseStatus
from rulings.exports.fields import CASE, EVENT, RELATED, RULING, TRACKER, TRACKER_ROW
from rulings.interpret.account.progress import Certainty
from rulings.vocabulary.stages import END_LABELS, CaseKind, Stage, Step
from rulings.vocabulary.trackers.words import Tone


def build_schema_ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(properties: dict[str, Schema]) -> Schema:
    """All properties are required, and no others are allowed."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


_STATUS: Schema = {
    "type": "object",
    "properties": {
        "value": one_of(CaseStatus.values),
        "how": one_of([*END_LABELS, Step.REOPENED], or_blank=True),
        "date": TEXT_OR_NULL,
        "sure": one_of(Certainty),
        "rests_on": {"type": "array", "items": {"type": "object"}},
    },
}
_STATE: Schema = {
    "type": ["object", "null"],
    "properties": {
        "kind": one_of(CaseKind),
        "status": _STATUS,
        "stage": one_of(Stage, or_blank=True),
        "pending_count": {"type": "integer"},
        "unseen_count": {"type": "integer"},
    },
    "description": "The account of the case, read by machine, each statement with the entries that it rests on: "
    "status, stages passed, motions pending and motions not seen decided, the last ruling, dates to come, "
    "what is not known.",
}
_PROBLEM: Schema = {
    "type": "object",
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "errors": {"type": "array", "items": _object({"parameter": TEXT, "detail": TEXT})},
    },
    "required": ["type", "title", "status", "detail"],
    "additionalProperties": False,
}


def _pages(name: str) -> Schema:
    following = TEXT_OR_NULL | {"format": "uri", "description": "The address of the next page; null on the last."}
    return _object({"results": {"type": "array", "items": build_schema_ref(name)}, "next": following})


_TALLY: Schema = {"type": "object", "additionalProperties": NUMBER}
_TALLIES: Schema = {
    "type": "object",
    "additionalProperties": _TALLY,
    "description": "By the editors' own columns of choices, by their names.",
}
_BY = ("by_status", "by_side", "by_court", "by_topic", "by_month_filed")
_OF_TRACKER: dict[str, Schema] = {
    "schema_version": NUMBER,
    "as_of": {"type": "string", "format": "date"},
    "statuses": {
        "type": "array",
        "items": _object({"status": TEXT, "definition": TEXT, "colour": one_of(Tone), "side": TEXT, "open": YES_NO}),
        "description": "The tracker's vocabulary.",
    },
    "counts": _object({"rows": NUMBER, "dockets": NUMBER} | dict.fromkeys(_BY, _TALLY) | {"by_own": _TALLIES})
    | {"description": "Of the rows asked for: each of the lists adds up to `rows`."},
    "not_yet_counted": NUMBER
    | {"description": "Rows of the tracker that are still being worked out: neither among `rows` nor in a count."},
}
_RELATED: Schema = {"type": "array", "items": RELATED.json_schema("api")}
SCHEMAS: dict[str, Schema] = {
    "Case": CASE.json_schema("api"),
    "CaseInFull": _object(CASE.json_schema("api")["properties"] | {"state_of_play": _STATE, "related": _RELATED}),
    "Filing": FILING.json_schema("api"),
    "Party": PARTY.json_schema("api"),
    "Event": EVENT.json_schema("api"),
    "Ruling": RULING.json_schema("api"),
    "Tracker": TRACKER.json_schema("api"),
    "TrackerInFull": _object(TRACKER.json_schema("api")["properties"] | _OF_TRACKER),
    "TrackerRow": TRACKER_ROW.json_schema("api"),
    "Problem": _PROBLEM,
} | {f"{name}Page": _pages(name) for name in ("Case", "Filing", "Party", "Event", "Ruling", "Tracker", "TrackerRow")}
