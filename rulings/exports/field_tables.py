"""The tables of fields in the documentation, generated from the tables of fields in the code.

A document holds ``<!-- fields: event csv json -->`` … ``<!-- end of fields -->``; what stands between is generated. The
command ``write_field_tables`` writes it, and a test fails when a document is out of date.
"""

import re
from collections.abc import Sequence
from typing import cast

from dockets.format.fields import TEXT, Field, Form, Schema, Table
from dockets.history.fields import COUNSEL, DOCKET, DOCUMENT, FILING, PARTY, RELATION
from rulings.exports.fields import (
    CASE,
    CLAIM,
    DECIDED,
    DISPOSITION,
    EVENT,
    EXPORTED_EVENT,
    LATER_PLEADING,
    NAMED_FILING,
    PENDING_MOTION,
    POSITION,
    RELATED,
    STATUS,
    TRACKER_ROW,
    WANTED,
)

DOCUMENTS = ("api.md", "claims.md", "import-format.md", "taking-away.md", "trackers.md")
"""Files in the folder ``docs`` that hold such tables."""
TABLES: dict[str, Table] = {
    "case": CASE,
    "claim": CLAIM,
    "counsel": COUNSEL,
    "decided": DECIDED,
    "disposition": DISPOSITION,
    "docket": DOCKET,
    "document": DOCUMENT,
    "event": EVENT,
    "exported-event": EXPORTED_EVENT,
    "filing": FILING,
    "later-pleading": LATER_PLEADING,
    "named-filing": NAMED_FILING,
    "party": PARTY,
    "pending-motion": PENDING_MOTION,
    "position": POSITION,
    "related": RELATED,
    "relation": RELATION,
    "status": STATUS,
    "tracker-row": TRACKER_ROW,
    "wanted": WANTED,
}
"""Tables by their names in the documents."""
_SECTION = re.compile(r"(<!-- fields: ([a-z-]+) ([a-z ]+) -->\n).*?(<!-- end of fields -->)", re.DOTALL)
_LABELS: dict[Form, str] = {"csv": "CSV", "json": "JSON", "api": "API", "file": "`export_docket`"}
_FORMATS = {"date": "day", "date-time": "moment", "uri": "address"}
_TYPES = {
    "string": "text",
    "integer": "number",
    "boolean": "yes or no",
    "array": "list of texts",
    "object": "texts by name",
}


def write_field_tables(document: str) -> str:
    """The text of a document with its tables up to date. Raises ``KeyError`` where it names an unknown table."""

    def written(section: re.Match[str]) -> str:
        forms = cast(Sequence[Form], section[3].split())
        return f"{section[1]}{markdown_table(TABLES[section[2]], forms)}{section[4]}"

    return _SECTION.sub(written, document)


def markdown_table(table: Table, forms: Sequence[Form]) -> str:
    """The fields that appear in any of the ``forms``: for one form in its order and with its names, for several with a
    column for each."""
    if len(forms) == 1:
        rows = [[f"`{field.name_in(forms[0])}`", *_about(field)] for field in table.fields_in(forms[0])]
        return _markdown(["field", "holds", "what it is"], rows)
    named = [field for field in table.fields if any(field.place_in(form) for form in forms)]
    rows = [[*(_name(field, form) for form in forms), *_about(field)] for field in named]
    return _markdown([*(_LABELS[form] for form in forms), "holds", "what it is"], rows)


def _name(field: Field, form: Form) -> str:
    return f"`{field.name_in(form)}`" if field.place_in(form) else ""


def _about(field: Field) -> tuple[str, str]:
    if field.items:
        return "list of objects", field.description
    return ("object" if field.part else _holds(field.schema)), field.description


def _holds(schema: Schema) -> str:
    if "enum" in schema:
        return "one of " + ", ".join(f"`{value}`" if value else "nothing" for value in schema["enum"])
    if schema.get("items", TEXT) != TEXT:
        return "list of objects"
    kind = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
    return _FORMATS.get(schema.get("format", ""), _TYPES[kind])


def _markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
