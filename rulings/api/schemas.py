"""The shapes of the API's answers as JSON Schema, generated from the tables of exported fields."""

from dockets.format.fields import TEXT, TEXT_OR_NULL, Schema, one_of
from dockets.history.fields import FILING, PARTY
from rulings.exports.fields import CASE, EVENT, RELATED, RULING
from rulings.vocabulary.stages import Stage


def build_schema_ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(properties: dict[str, Schema]) -> Schema:
    """All properties are required, and no others are allowed."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


_STATE: Schema = {
    "type": ["object", "null"],
    "properties": {"stage": one_of(Stage, or_blank=True)},
    "description": "How far the case has come: stage, stages passed, pending motions, the last ruling, dates to come.",
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


_RELATED: Schema = {"type": "array", "items": RELATED.json_schema("api")}
SCHEMAS: dict[str, Schema] = {
    "Case": CASE.json_schema("api"),
    "CaseInFull": _object(CASE.json_schema("api")["properties"] | {"state_of_play": _STATE, "related": _RELATED}),
    "Filing": FILING.json_schema("api"),
    "Party": PARTY.json_schema("api"),
    "Event": EVENT.json_schema("api"),
    "Ruling": RULING.json_schema("api"),
    "Problem": _PROBLEM,
} | {f"{name}Page": _pages(name) for name in ("Case", "Filing", "Party", "Event", "Ruling")}
