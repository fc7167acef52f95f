"""The fields that leave the site: each form of a thing follows from one table, and so do the documents."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from jsonschema import Draft202012Validator

from dockets.format.fields import FORMS, Field, Table
from dockets.format.urls import build_docket_url
from dockets.models import DocketRelation
from dockets.sources.docket_json.schema import SCHEMA_FILE
from rulings.exports.field_tables import DOCUMENTS, TABLES, write_field_tables
from rulings.exports.fields import CASE, CLAIMS, DECIDED, EVENT
from rulings.vocabulary.kinds import EventKind, Kind
from rulings.vocabulary.outcomes import Outcome
from tests.rulings.views.case.test_timeline import dispute
from tests.support import factories, hostile

DEFINITIONS = {
    "docket": "docket", "relation": "relation", "party": "party", "counsel": "attorney", "filing": "entry",
    "document": "document",
}  # fmt: skip
"""The name of a table -> what ``docket.schema.json`` calls it."""


@pytest.mark.parametrize("name", TABLES)
def test_each_field_has_a_place_of_its_own_and_a_sentence(name: str) -> None:
    for form in FORMS:
        fields = TABLES[name].fields_in(form)
        assert [field.place_in(form) for field in fields] == list(range(1, len(fields) + 1)), form
        assert len(TABLES[name].names_in(form)) == len(fields)
    assert [field.name for field in TABLES[name].fields if not field.description.endswith((".", "…", '"'))] == []


def test_a_row_becomes_cells_and_an_object_by_the_same_field() -> None:
    table = Table(
        Field("day", {"type": "string"}, "A day.", csv=2, json=1),
        Field("words", {"type": "array"}, "Words.", lambda row, base: [base, *row["words"]], csv=(1, "all"), json=2),
        Field("sure", {"type": "boolean"}, "Yes or no.", lambda row, base: True, csv=3),
    )
    with pytest.raises(AttributeError):
        table.cells({"words": []})
    told = table.pick("words", "sure")
    assert told.names_in("csv") == ("all", "sure") and told.cells({"words": ["a", "b"]}, "x") == ["x; a; b", "yes"]
    assert told.serialize("json", {"words": ["a"]}, "x") == {"words": ["x", "a"]}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_documents_list_the_fields_as_they_are(name: str) -> None:
    text = (settings.BASE_DIR / "docs" / name).read_text()
    assert "<!-- fields: " in text
    assert text == write_field_tables(text), f"docs/{name} is behind: run `uv run python manage.py write_field_tables`"


def test_words_of_the_schemas_are_the_vocabulary_s() -> None:
    shape = EVENT.json_schema("api")["properties"]
    assert shape["type"]["enum"] == list(EventKind) and shape["kind"]["enum"] == ["", *Kind]
    assert shape["outcome"]["enum"] == ["", *Outcome] and shape["decided"]["items"] == DECIDED.json_schema("api")
    assert CASE.json_schema("api")["required"][-1] == "api_url"


@pytest.mark.parametrize(("name", "definition"), DEFINITIONS.items())
def test_an_import_knows_every_field_that_an_export_prints(name: str, definition: str) -> None:
    shape = json.loads(SCHEMA_FILE.read_text())["$defs"][definition]["properties"]
    assert set(TABLES[name].names_in("file")) <= shape.keys()
    if name == "relation":
        assert shape["kind"]["enum"] == DocketRelation.Kind.values


def check(shape: dict[str, Any], told: Any) -> None:
    Draft202012Validator(shape, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(told)


@pytest.mark.django_db
def test_what_is_taken_away_has_the_shape_of_its_table(client: Client) -> None:
    docket = factories.docket()
    dispute(docket)
    for case in (docket, hostile.case_of_vectors()):
        base = build_docket_url(case.court_id, case.docket_number)
        answer: Any = client.get(f"{base}timeline.json")
        events = json.loads(b"".join(answer.streaming_content))
        assert events["events"]
        for event in events["events"]:
            check(EVENT.json_schema("json"), event)
        check(CASE.json_schema("json"), events["docket"])
        claims = client.get(f"{base}claims.json").json()
        assert claims["claims"]
        check(CLAIMS.json_schema("json"), claims)


COLUMNS = {
    "event": (
        "date time type kind number headline filed_by side outcome decided text documents place cancelled entered"
        " first_seen url missing_since source source_url"
    ),
    "docket": (
        "court court_name docket_number case_name judge filed closed last_filing filings parties cause nature_of_suit"
        " checked url"
    ),
    "disposition": (
        "claim title ground asserted_by against pleading date filing ruling outcome parties reason quotation place"
        " standard read_by_machine undone status status_note quoted_from url judge"
    ),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_stays_where_spreadsheets_look_for_it(name: str) -> None:
    """What is new comes behind these."""
    known = COLUMNS[name].split()
    assert list(TABLES[name].names_in("csv"))[: len(known)] == known
