"""Validates a JSON document against ``docket.schema.json``: keeps the valid parts and describes the errors in words.
Pure.

Called by ``source`` alone.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from dockets.record.records import Refusal

SCHEMA_FILE = Path(__file__).with_name("docket.schema.json")
_MOST_REFUSALS = 1000
_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}
_FORMS = {"date": ("date", "YYYY-MM-DD"), "date-time": ("time", "YYYY-MM-DDThh:mm:ss±hh:mm")}
_PATTERNS = {r"\S": "is blank", "^[a-z0-9][a-z0-9-]{0,19}$": "is no id of a court"}
_formats = FormatChecker(formats=())


@_formats.checks("date")
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII) and _reads(date, value))


@_formats.checks("date-time")
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or bool(
        re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", value, re.ASCII) and _reads(datetime, value)
    )


def _reads(kind: type[date], value: str) -> bool:
    try:
        kind.fromisoformat(value)
    except ValueError:
        return False
    return True


def keep_valid_parts(docket: Any, path: str) -> tuple[dict[str, Any] | None, list[Refusal]]:
    """A copy of a docket without what the schema refuses, and the refusals. None where court or number are unusable.

    Left out is the smallest list item that contains an error (an entry, an attorney), else a field of the docket.
    """
    bad: dict[tuple[str | int, ...], list[ValidationError]] = {}
    for error in _validator("docket").iter_errors(docket):
        bad.setdefault(_smallest(error), []).append(error)
    refused = [refusal for errors in bad.values() for error in errors for refusal in _refusals(path, error)]
    fatal = () in bad or any(place[0] in {"court", "docket_number"} for place in bad if place)
    kept = None if fatal else _without(docket, set(bad))
    if len(refused) > _MOST_REFUSALS:
        refused = [
            *refused[:_MOST_REFUSALS],
            Refusal(path, f"{len(refused) - _MOST_REFUSALS:,} more errors like these."),
        ]
    return kept, refused


def check_envelope(document: dict[str, Any]) -> Iterator[Refusal]:
    """Refusals for names beside ``format`` and ``dockets``, which have no meaning there."""
    for name in sorted(set(document) - {"format", "dockets"}):
        yield Refusal(f"$.{name}", f"{format_refused_value(name)} has no meaning beside “dockets”.")


def format_refused_value(value: object) -> str:
    """A value as written, shortened, for a sentence."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return schema


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(_inlined(_schema()["$defs"][name]), format_checker=_formats)


def _inlined(part: Any) -> Any:
    """A schema with its references replaced by what they refer to: looking them up took half of the time."""
    if isinstance(part, list):
        return [_inlined(one) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _inlined(_schema()["$defs"][part["$ref"].removeprefix("#/$defs/")])
    return {word: _inlined(value) for word, value in part.items()}


def _smallest(error: ValidationError) -> tuple[str | int, ...]:
    """The part of the docket that is left out because of an error. ``()``: the whole docket."""
    path = tuple(error.absolute_path)
    if not path and error.validator == "additionalProperties":
        return (f"unknown: {_unknown(error)[0]}",)  # an unknown name is never read, so it need not be removed
    items = [length for length, step in enumerate(path, start=1) if isinstance(step, int)]
    return path[: items[-1]] if items else path[:1]


def _without(value: Any, bad: set[tuple[str | int, ...]], here: tuple[str | int, ...] = ()) -> Any:
    if isinstance(value, dict):
        return {name: _without(part, bad, (*here, name)) for name, part in value.items() if (*here, name) not in bad}
    if isinstance(value, list):
        return [_without(part, bad, (*here, place)) for place, part in enumerate(value) if (*here, place) not in bad]
    return value


def _refusals(path: str, error: ValidationError) -> Iterator[Refusal]:
    where = path + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
    if error.validator == "additionalProperties":
        for name in _unknown(error):
            close = get_close_matches(name, _known(error), n=1)
            yield Refusal(
                f"{where}.{name[:60]}",
                f"{format_refused_value(name)} is not known here.{f' Did you mean “{close[0]}”?' if close else ''}",
            )
    elif error.validator == "required":
        told: Any = error.instance
        missing = [name for name in _rule(error) if name not in told]
        yield from (Refusal(f"{where}.{name}", "It is missing.") for name in missing)
    else:
        yield Refusal(where, _why(error))


def _why(error: ValidationError) -> str:
    value: Any = error.instance
    rule = _rule(error)
    match error.validator:
        case "type":
            return f"{format_refused_value(value)} should be {_kinds(rule)}."
        case "anyOf":
            return (
                f"{format_refused_value(value)} should be {_kinds([choice['type'] for choice in rule])}, and not too"
                " long."
            )
        case "format":
            kind, form = _FORMS[rule]
            return f"{format_refused_value(value)} is no {kind}: write {form}, or leave it out where it is not known."
        case "pattern":
            return f"{format_refused_value(value)} {_PATTERNS.get(rule, 'is no web address')}."
        case "maxLength":
            return f"It has {len(value):,} characters; at most {rule:,} are taken."
    return _why_else(error, value, rule)


def _why_else(error: ValidationError, value: Any, rule: Any) -> str:
    match error.validator:
        case "enum":
            return f"{format_refused_value(value)} should be one of {', '.join(rule)}."
        case "minimum" | "maximum":
            return f"{format_refused_value(value)} should be a number from 0 on, and not too large."
        case "minProperties":
            return "It is empty."
    return f"{format_refused_value(value)} breaks the rule {error.validator} {format_refused_value(rule)}."


def _unknown(error: ValidationError) -> list[str]:
    told: Any = error.instance
    return sorted(set(told) - _known(error))


def _known(error: ValidationError) -> set[str]:
    return set(error.schema["properties"]) if isinstance(error.schema, dict) else set()


def _rule(error: ValidationError) -> Any:
    return error.validator_value


def _kinds(rule: str | list[str]) -> str:
    kinds = [rule] if isinstance(rule, str) else rule
    return " or ".join(_KINDS[kind] for kind in kinds if kind != "null" or len(kinds) == 1)
