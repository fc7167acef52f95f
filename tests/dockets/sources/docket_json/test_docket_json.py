import json
from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dockets.models import DocketRelation
from dockets.record.records import (
    AttorneyRecord,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    NotADocket,
    PartyRecord,
    RelationRecord,
    WrongCourt,
)
from dockets.sources import recognise_payload
from dockets.sources.docket_json.schema import SCHEMA_FILE
from dockets.sources.docket_json.source import DOCKET_JSON
from tests.dockets.sources.payloads import MAD, WAWD, payload

EXAMPLE = payload("docket_json/docket.json")
HEAD = {"format": "casetracker-docket/1", "court": "wawd", "docket_number": "2:24-cv-00417"}


def _body(**more: Any) -> bytes:
    return json.dumps(HEAD | more).encode()


def _refused(**more: Any) -> list[tuple[str, str]]:
    return [(refusal.where, refusal.why) for refusal in DOCKET_JSON.parse(_body(**more), WAWD).refused]


def test_it_is_recognised() -> None:
    claim = recognise_payload(EXAMPLE, "docket.json")
    assert claim is not None
    assert (claim.source, claim.court_id) == ("docket-json", "")


def test_every_field_has_its_place() -> None:
    parsed = DOCKET_JSON.parse(EXAMPLE, WAWD)
    assert parsed.refused == ()
    assert parsed.dockets == (
        DocketRecord(
            court_id="wawd",
            docket_number="2:24-cv-00417-QRS",
            case_name="Lantern Street Press LLC v. Meridian Hosting, Inc.",
            date_filed=date(2024, 3, 27),
            assigned_to="Quentin R. Sorrel",
            source_url="https://example.org/lantern",
            as_of=datetime(2024, 5, 2, 9, 14, 5, tzinfo=timezone(timedelta(hours=-7))),
            parties=(
                PartyRecord(
                    "Lantern Street Press LLC",
                    "Plaintiff",
                    attorneys=(
                        AttorneyRecord(
                            "Ines María Castañeda", ("LEAD ATTORNEY",), "Castañeda & Roe PLLC\nSeattle, WA 98101"
                        ),
                    ),
                ),
                PartyRecord("Jonah Pell", "Defendant", date_terminated=date(2024, 4, 30)),
            ),
            entries=(
                EntryRecord(
                    number="1",
                    upstream_id="k-1",
                    date_filed=date(2024, 3, 27),
                    entered_at=datetime(2024, 3, 27, 16, 5, tzinfo=ZoneInfo("America/Los_Angeles")),
                    long_text="COMPLAINT against All Defendants.",
                    short_text="Complaint",
                    documents=(
                        DocumentRecord(0, url="https://example.org/1.pdf", page_count=19),
                        DocumentRecord(1, "Civil Cover Sheet"),
                    ),
                ),
                EntryRecord(long_text="Minute entry of an unknown day."),
            ),
            relations=(
                RelationRecord("removed_from", "washsuperct", "24-2-01234-5 SEA", "Lantern Street Press LLC v. Pell"),
            ),
        ),
    )


def test_null_is_not_known() -> None:
    (docket,) = DOCKET_JSON.parse(
        _body(case_name=None, date_filed=None, entries=None, parties=None, complete=None, as_of=None), None
    ).dockets
    assert docket == DocketRecord("wawd", "2:24-cv-00417")


def test_several_dockets() -> None:
    body = json.dumps(
        {"format": HEAD["format"], "dockets": [HEAD, HEAD | {"court": "mad", "docket_number": "1:24-cv-10001"}]}
    ).encode()
    assert [(docket.court_id, docket.docket_number) for docket in DOCKET_JSON.parse(body, None).dockets] == [
        ("wawd", "2:24-cv-00417"),
        ("mad", "1:24-cv-10001"),
    ]


def test_one_bad_docket_of_several_is_refused_alone() -> None:
    rows = [HEAD | {"court": "nowhere"}, 7, {"court": "wawd"}, HEAD]
    parsed = DOCKET_JSON.parse(json.dumps({"format": HEAD["format"], "note": 1, "dockets": rows}).encode(), None)
    assert [docket.docket_number for docket in parsed.dockets] == ["2:24-cv-00417"]
    assert [refusal.where for refusal in parsed.refused] == [
        "$.note",
        "$.dockets[0].court",
        "$.dockets[1]",
        "$.dockets[2].docket_number",
    ]


def test_what_an_export_adds_is_read_over_and_its_filings_are_entries() -> None:
    filing = {"number": "7", "text": "ORDER.", "public_id": "k2m4n6p8q2r4", "kind": "order"}
    (docket,) = DOCKET_JSON.parse(_body(filings=[filing], events=[{"kind": "ruling"}]), WAWD).dockets
    assert docket.entries == (EntryRecord(number="7", long_text="ORDER."),)


def test_a_bad_entry_costs_that_entry() -> None:
    entries = [{"text": "a", "date_filed": "2021-02-31"}, {"text": "b"}, {"txt": "c"}, {}, None, {"text": 7}]
    parsed = DOCKET_JSON.parse(_body(entries=entries), WAWD)
    assert [entry.long_text for entry in parsed.dockets[0].entries] == ["b"]
    assert [(refusal.where, refusal.why) for refusal in parsed.refused] == [
        (
            "$.entries[0].date_filed",
            '"2021-02-31" is no date: write YYYY-MM-DD, or leave it out where it is not known.',
        ),
        ("$.entries[2].txt", '"txt" is not known here. Did you mean “text”?'),
        ("$.entries[3]", "It is empty."),
        ("$.entries[4]", "null should be an object."),
        ("$.entries[5].text", "7 should be text."),
    ]


def test_a_bad_field_of_the_docket_costs_that_field() -> None:
    parsed = DOCKET_JSON.parse(
        _body(date_fled="2024-01-01", source_url="javascript:alert(1)", complete="yes", case_name="A v. B"), WAWD
    )
    assert parsed.dockets == (DocketRecord("wawd", "2:24-cv-00417", case_name="A v. B"),)
    assert {(refusal.where, refusal.why) for refusal in parsed.refused} == {
        ("$.date_fled", '"date_fled" is not known here. Did you mean “date_filed”?'),
        ("$.source_url", '"javascript:alert(1)" is no web address.'),
        ("$.complete", '"yes" should be true or false.'),
    }


def test_a_bad_lawyer_or_document_does_not_cost_the_party_or_entry() -> None:
    parsed = DOCKET_JSON.parse(
        _body(
            parties=[{"name": "A", "attorneys": [{"name": " "}, {"name": "B"}]}],
            entries=[{"text": "t", "documents": [{"page_count": "x"}]}],
        ),
        WAWD,
    )
    assert parsed.dockets[0].parties == (PartyRecord("A", attorneys=(AttorneyRecord("B"),)),)
    assert parsed.dockets[0].entries == (EntryRecord(long_text="t"),)
    assert {refusal.where for refusal in parsed.refused} == {
        "$.parties[0].attorneys[0].name",
        "$.entries[0].documents[0].page_count",
    }


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("date_filed", "1/2/2024", "is no date"),
        ("date_filed", 20240102, "20240102 should be text."),
        ("as_of", "yesterday", "is no time"),
        ("pacer_case_id", [1], "[1] should be text or a whole number"),
        ("relations", [{"kind": "appeal", "court": "ca9", "docket_number": "1"}], "should be one of appeal_of"),
        ("relations", {}, "{} should be a list."),
        ("entries", [{"number": "9" * 41}], "and not too long"),
        ("entries", [{"documents": [{"number": -1}]}], "should be a number from 0 on"),
        ("source_url", "https://example.org/" + "x" * 500, "at most 500 are taken"),
    ],
)
def test_what_is_wrong_is_said_in_words(field: str, value: object, why: str) -> None:
    ((_, said),) = _refused(**{field: value})
    assert why in said


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "empty"),
        (
            b'{"format": "casetracker-docket/1", "court": "wawd"',
            "no JSON: Expecting ',' delimiter at line 1, column 51",
        ),
        (b"[" * 100_000, "nested too deeply"),
        (
            b'{"format": "casetracker-docket/1", "entries": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
            "nested too deeply",
        ),
        (b'{"format": "casetracker-docket/1", "court": "a", "court": "b"}', 'the name "court" stands twice'),
        (b'{"format": "casetracker-docket/1", "court": NaN}', "NaN is no JSON number"),
        (b'{"format": "casetracker-docket/1", "court": ' + b"9" * 5000 + b"}", "cannot be taken"),
        (b'{"format": "casetracker-docket/2"}', "casetracker-docket/2"),
        (b'{"format": "casetracker-docket/1"}', r"\$\.court: It is missing"),
        (b'{"format": "casetracker-docket/1", "dockets": []}', r"\$\.dockets: It is empty"),
        (
            b'{"format": "casetracker-docket/1", "court": "nowhere", "docket_number": "1"}',
            "no court that is known here",
        ),
        (b'{"format": "casetracker-docket/1", "court": "wawd", "docket_number": " "}', "is blank"),
        (b"[1, 2]", "known here"),
        (b'"casetracker-docket/1"', "plain text"),
    ],
)
def test_what_is_no_docket_is_said(body: bytes, why: str) -> None:
    with pytest.raises(NotADocket, match=why):
        DOCKET_JSON.parse(body, None)


def test_another_court_than_the_one_given() -> None:
    with pytest.raises(WrongCourt, match=r"“wawd”, not from “mad”"):
        DOCKET_JSON.parse(EXAMPLE, MAD)


def test_characters_that_no_database_holds_are_dropped() -> None:
    entries = [{"text": "a\u0000b\ud800c\u0007\ufeff"}]
    assert DOCKET_JSON.parse(_body(entries=entries, case_name="\u0000X"), WAWD).dockets == (
        DocketRecord("wawd", "2:24-cv-00417", case_name="X", entries=(EntryRecord(long_text="abc"),)),
    )


def test_latin_1_that_calls_itself_json() -> None:
    body = _body(case_name="Pena v. Nunez").replace(b"Pena v. Nunez", "Peña v. Núñez".encode("iso-8859-1"))
    assert DOCKET_JSON.parse(body, WAWD).dockets[0].case_name == "Peña v. Núñez"


def test_a_byte_order_mark_and_utf_16_are_read() -> None:
    for body in (b"\xef\xbb\xbf" + EXAMPLE, EXAMPLE.decode().encode("utf-16")):
        assert DOCKET_JSON.parse(body, WAWD) == DOCKET_JSON.parse(EXAMPLE, WAWD)


def test_thousands_of_errors_are_not_all_listed() -> None:
    refused = DOCKET_JSON.parse(_body(entries=[{"text": 1}] * 2000), WAWD).refused
    assert len(refused) == 1001
    assert refused[-1].why == "1,000 more errors like these."


def test_the_schema_is_a_schema_and_knows_every_relation() -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads(SCHEMA_FILE.read_text())
    Draft202012Validator.check_schema(schema)
    assert set(schema["$defs"]["relation"]["properties"]["kind"]["enum"]) == set(DocketRelation.Kind.values)


@pytest.mark.parametrize("document", [json.loads(EXAMPLE), {"format": HEAD["format"], "dockets": [HEAD]}])
def test_the_schema_as_a_whole_accepts_what_is_read(document: dict[str, Any]) -> None:
    """The file is also for people who validate with their own tools."""
    from jsonschema import Draft202012Validator

    Draft202012Validator(json.loads(SCHEMA_FILE.read_text())).validate(document)
