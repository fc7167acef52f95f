"""Opens a file in our reading format (``docs/reading-format.md``) and separates its valid parts from its invalid ones.

``load_editorial_file`` saves the valid parts.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from dockets.record.records import Refusal

FORMAT = "casetracker-reading/1"
SCHEMA_FILE = Path(__file__).with_name("reading.schema.json")
MAX_BYTES = 20_000_000
_KINDS = {"string": "text", "integer": "a whole number", "array": "a list", "object": "an object", "null": "null"}

type Place = tuple[str | int, ...]


class NotAnEditorialFile(Exception):
    """Nothing in the file can be loaded. ``str(error)`` is a sentence for a person: what the file is, and what to do
    next."""


def open_editorial_file(data: Mapping[str, Any] | Path) -> list[Any]:
    """The dockets of a file, or of a document already parsed, unchecked. Raises ``NotAnEditorialFile``."""
    document: Any = data if isinstance(data, Mapping) else _document(data)
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        raise NotAnEditorialFile(
            f'This is no reading: it should begin with “"format": "{FORMAT}"”. docs/reading-format.md says how to write'
            " one."
        )
    dockets = document.get("dockets")
    if not isinstance(dockets, list) or not dockets:
        raise NotAnEditorialFile("This reading names no docket: “dockets” should be a list of at least one.")
    return dockets


def is_published_by(data: Mapping[str, Any]) -> bool:
    """Whether a file brings anything that readers see at once."""
    dockets = [docket for docket in open_editorial_file(data) if isinstance(docket, Mapping)]
    listed = [docket.get(name) for docket in dockets for name in ("claims", "rulings", "milestones", "plain_words")]
    items = [item for each in listed if isinstance(each, list) for item in each if isinstance(item, Mapping)]
    return any(item.get("state") not in ("draft", "review") for item in items)


def _document(path: Path) -> Any:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise NotAnEditorialFile(f"{path} cannot be read: {error.strerror or error}.") from error
    if len(body) > MAX_BYTES:
        raise NotAnEditorialFile(f"{path.name} is too large: at most {MAX_BYTES // 1_000_000} MB are taken.")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotAnEditorialFile(f"{path.name} is no JSON: {error}.") from error


def check_docket(docket: Any, path: str) -> tuple[dict[str, Any] | None, list[Refusal]]:
    """A docket without what the schema refuses, and the refusals. None when the docket itself cannot be identified.

    What is removed is the smallest item that stands for itself: a disposition, a claim, a hearing; never a valid one
    beside it.
    """
    errors = list(_validator().iter_errors(docket))
    if not errors:
        return docket, []
    by_place = {_shown(path, error.absolute_path): error for error in reversed(errors)}
    refused = [Refusal(place, _why(error)) for place, error in reversed(by_place.items())]
    bad = {_smallest(error) for error in errors}
    if () in bad or not isinstance(docket, dict):
        return None, refused
    return _without(docket, bad), refused


def _smallest(error: ValidationError) -> Place:
    """Path of the innermost list item that the error is in, not counting names of parties and filings: () for the
    docket itself."""
    place = tuple(error.absolute_path)
    for length in range(len(place), 1, -1):
        if isinstance(place[length - 1], int) and place[length - 2] in {
            "claims",
            "rulings",
            "dispositions",
            "hearings",
            "milestones",
            "plain_words",
        }:
            return place[:length]
    if place and place[0] in {"claims", "rulings", "hearings", "milestones", "plain_words"}:
        return place[:1]
    return ()


def _without(value: Any, bad: set[Place], here: Place = ()) -> Any:
    if isinstance(value, dict):
        return {name: _without(part, bad, (*here, name)) for name, part in value.items() if (*here, name) not in bad}
    if isinstance(value, list):
        kept = enumerate(value)
        return [RefusedItem if (*here, at) in bad else _without(part, bad, (*here, at)) for at, part in kept]
    return value


class RefusedItem:
    """Takes the place of a refused item in a list, so that the paths of the others stay as they are in the file."""


def iterate_items(listed: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """The items of a checked list that were not refused, with their indexes in the file."""
    return ((at, item) for at, item in enumerate(listed) if item is not RefusedItem)


def _shown(path: str, place: Iterable[str | int]) -> str:
    return path + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)


@cache
def _validator() -> Draft202012Validator:
    schema: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return Draft202012Validator(
        {"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": "#/$defs/docket"},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


def _why(error: ValidationError) -> str:
    """The error as a sentence."""
    inner = next((choice for choice in error.context or () if choice.validator != "type"), None)
    if error.validator == "oneOf" and inner is not None:
        return _why(inner)
    told: Any = error.instance
    rule: Any = error.validator_value
    why = _WHYS.get(str(error.validator))
    return why(told, rule, error) if why else f"{_short(told)} cannot stand here; docs/reading-format.md says what can."


def _kind(told: Any, rule: Any, _: ValidationError) -> str:
    kinds = [rule] if isinstance(rule, str) else list(rule)
    return f"{_short(told)} should be {' or '.join(_KINDS.get(kind, kind) for kind in kinds)}."


def _unknown(told: Any, _: Any, error: ValidationError) -> str:
    known = error.schema["properties"] if isinstance(error.schema, dict) else {}
    return f"{', '.join(f'“{name}”' for name in sorted(set(told) - set(known)))} has no meaning here."


def _form(told: Any, rule: Any, _: ValidationError) -> str:
    return (
        f"{_short(told)}"
        f" {next((words for start, words in _FORMS.items() if str(rule).startswith(start)), 'has a NUL in it')}."
    )


_FORMS = {
    "^(https?": "is no web address",
    "^[0-9]{4}": "is no day: write YYYY-MM-DD",
    "^([01]": "is no time: write hh:mm, 24 hours",
}
_WHYS: dict[str, Callable[[Any, Any, ValidationError], str]] = {
    "type": _kind,
    "required": lambda told, rule, _: f"It lacks {', '.join(f'“{name}”' for name in rule if name not in told)}.",
    "additionalProperties": _unknown,
    "enum": lambda told, rule, _: f"{_short(told)} should be one of {', '.join(map(str, rule))}.",
    "format": lambda told, *_: f"{_short(told)} is no day: write YYYY-MM-DD.",
    "maxLength": lambda told, rule, _: f"It has {len(told):,} characters; at most {rule:,} are taken.",
    "minLength": lambda *_: "It is empty.",
    "anyOf": lambda *_: "It needs a “motion” or a “claim”.",
    "dependentRequired": lambda *_: "Only a filing can be pinned: it lacks “filing”.",
    "pattern": _form,
}


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}…"
