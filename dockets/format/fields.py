"""Tables of the fields in exports: each one's name, meaning, how it is computed, and its place in every form. Pure.

A ``Table`` describes one thing (an event, a filing). CSV columns, JSON objects, API answers, their JSON Schema and the
tables in the documents all follow from it. ``dockets.history.fields`` has the tables of the record,
``rulings.exports.fields`` those of its reading.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, Literal

type Schema = dict[str, Any]
"""JSON Schema 2020-12."""
type Form = Literal["csv", "json", "api", "file"]
""" "file" is what ``export_docket`` prints."""
type Place = int | tuple[int, str]
"""A field's place in a form, from 1 on, and its name there if that differs. 0: absent. A promise to those who read the
form: a new field comes last."""
type Value = str | Callable[[Any, str], Any]
"""How a field is computed: the path of an attribute ("court.name"), or a function of the row and the base address for
links."""

FORMS: tuple[Form, ...] = ("csv", "json", "api", "file")
TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
NUMBER: Schema = {"type": "integer", "minimum": 0}
NUMBER_OR_NULL: Schema = {"type": ["integer", "null"], "minimum": 0}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
ADDRESS: Schema = {"type": "string", "format": "uri"}
YES_NO: Schema = {"type": "boolean"}
DAY: Schema = {"type": ["string", "null"], "format": "date"}
MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}


def one_of(values: Iterable[str], *, or_blank: bool = False) -> Schema:
    """The schema of a word from a fixed vocabulary. ``or_blank``: "" is allowed where none is known."""
    return {"type": "string", "enum": [*([""] if or_blank else []), *(str(value) for value in values)]}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the thing that a ``Table`` describes."""

    name: str
    schema: Schema
    """Without its description. {}: derived from ``items`` or ``part``."""
    description: str
    """A sentence for the documents and the schema."""
    value: Value = ""
    """If "": the attribute with the field's own name."""
    items: "Table | None" = None
    """Set if the field is a list of rows of that table."""
    part: "Table | None" = None
    """Set if the field is one row of that table."""
    or_null: bool = False
    """Whether a ``part`` can be None."""
    csv: Place = 0
    json: Place = 0
    api: Place = 0
    file: Place = 0

    def place_in(self, form: Form) -> int:
        place: Place = getattr(self, form)
        return place if isinstance(place, int) else place[0]

    def name_in(self, form: Form) -> str:
        place: Place = getattr(self, form)
        return self.name if isinstance(place, int) else place[1]

    def json_schema(self, form: Form) -> Schema:
        return self._shape(form) | {"description": self.description}

    def _shape(self, form: Form) -> Schema:
        if self.items:
            return {"type": "array", "items": self.items.json_schema(form)}
        if self.part:
            return self.part.json_schema(form) | ({"type": ["object", "null"]} if self.or_null else {})
        return self.schema

    def getter_in(self, form: Form) -> Callable[[Any, str], Any]:
        """A function of a row and a base address that returns the value as ``form`` has it."""
        found = get_attribute_reader(self.value or self.name)
        items, part = self.items, self.part
        if items:
            return lambda row, base: [items.serialize(form, item, base) for item in found(row, base)]
        if part:
            return lambda row, base: None if (value := found(row, base)) is None else part.serialize(form, value, base)
        return found


class Table:
    """The fields of one thing, in the order in which the documents list them."""

    def __init__(self, *fields: Field) -> None:
        self.fields = fields
        self._in: dict[Form, tuple[Field, ...]] = {form: _in_order(fields, form) for form in FORMS}
        self._getters: dict[Form, dict[str, Callable[[Any, str], Any]]] = {
            form: {field.name_in(form): field.getter_in(form) for field in self._in[form]} for form in FORMS
        }

    def fields_in(self, form: Form) -> tuple[Field, ...]:
        """The fields of a form, in its order."""
        return self._in[form]

    def names_in(self, form: Form) -> tuple[str, ...]:
        """The fields' names in that form: for CSV, the header."""
        return tuple(self._getters[form])

    def serialize(self, form: Form, row: Any, base: str = "") -> dict[str, Any]:
        """The row in that form, with Python's own values. ``base``: the absolute address that its links begin with,
        which is the site's unless the table says otherwise."""
        return {name: getter(row, base) for name, getter in self._getters[form].items()}

    def cells(self, row: Any, base: str = "") -> list[str]:
        """The row as texts, in the order of the CSV header."""
        values = (getter(row, base) for getter in self._getters["csv"].values())
        return [value if value.__class__ is str else _cell(value) for value in values]

    def json_schema(self, form: Form) -> Schema:
        """JSON Schema of an object in that form: every property is always present, and there are no others."""
        properties = {field.name_in(form): field.json_schema(form) for field in self._in[form]}
        return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}

    def pick(self, *names: str) -> "Table":
        """A table with only the fields of these names, in their old places."""
        return Table(*(field for field in self.fields if field.name in names))


def _in_order(fields: Iterable[Field], form: Form) -> tuple[Field, ...]:
    return tuple(sorted((field for field in fields if field.place_in(form)), key=lambda field: field.place_in(form)))


def get_attribute_reader(value: Value) -> Callable[[Any, str], Any]:
    """A function for a ``Value``, which is a path or already a function."""
    if callable(value):
        return value
    attribute = attrgetter(value)
    return lambda row, base: attribute(row)


def entry_of(name: str) -> Callable[[Any, str], Any]:
    """A function that reads the field ``name`` from rows that are mappings."""

    def found(row: Mapping[str, Any], base: str) -> Any:
        return row[name]

    return found


def _cell(value: Any) -> str:
    """A value as a CSV cell: dates and times in ISO 8601, "yes" or nothing, lists with semicolons."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else ""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
