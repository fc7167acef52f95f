"""``manage.py export_docket``: one JSON document, which ``import_docket`` reads again."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from dockets.models import Docket, Filing
from tests.casetracker.pipeline.test_import_docket import Captured, told, written

pytestmark = pytest.mark.django_db

LAWYER = {
    "name": "David Example",
    "roles": ["LEAD ATTORNEY"],
    "contact": "Example Law\n1 Main Street\nSeattle, WA 98101",
}
ENTRIES = [
    {
        "number": 1,
        "date_filed": "2021-01-11",
        "text": "COMPLAINT against Amazon Web Services",
        "documents": [{"number": 0, "page_count": 19}, {"number": 1, "description": "Exhibit"}],
    },
    {"number": 2, "date_filed": "2021-01-11", "text": "MOTION for Temporary Restraining Order by Parler LLC"},
    {
        "date_filed": "2021-01-14",
        "text": "MINUTE ENTRY",
        "short_text": "Motion Hearing",
        "entered_at": "2021-01-14T18:00:00Z",
    },
    {
        "number": 34,
        "date_filed": "2021-01-21",
        "text": "ORDER denying Plaintiff's 2 Motion for TRO. Signed by Judge Roe.",
    },
    {"text": "A filing of unknown day"},
]


@pytest.fixture
def docket(tmp_path: Path, capsys: Captured) -> Docket:
    parties = [{"name": "Parler LLC", "type": "Plaintiff", "attorneys": [LAWYER]}, {"name": "AWS", "type": "Defendant"}]
    relations = [{"kind": "refiled_as", "court": "washsuperct", "docket_number": "21-2-02856-6 SEA"}]
    document = told(
        entries=ENTRIES, parties=parties, relations=relations, date_filed="2021-01-11", assigned_to="Judge Roe"
    )
    call_command("import_docket", written(tmp_path, document))
    capsys.readouterr()
    return Docket.objects.get()


def exported(captured: Captured, *arguments: str) -> dict[str, Any]:
    call_command("export_docket", *(arguments or ("wawd", "2:21-cv-00031")))
    document: dict[str, Any] = json.loads(captured.readouterr().out)
    return document


def test_it_holds_the_docket_with_its_parties_filings_and_events(docket: Docket, capsys: Captured) -> None:
    document = exported(capsys)
    assert (document["court"], document["docket_number"], document["case_name"]) == (
        "wawd",
        "2:21-cv-00031",
        "Parler v. AWS",
    )
    assert (document["assigned_to"], document["date_filed"], document["filing_count"]) == ("Judge Roe", "2021-01-11", 5)
    assert [party["name"] for party in document["parties"]] == ["Parler LLC", "AWS"]
    assert document["relations"] == [
        {"kind": "refiled_as", "court": "washsuperct", "docket_number": "21-2-02856-6 SEA"}
    ]
    assert [filing.get("number") for filing in document["filings"]] == ["1", "2", None, "34", None]
    first = document["filings"][0]
    assert first["documents"][0] == {"number": 0, "page_count": 19}
    assert first["public_id"] == Filing.objects.get(number="1").public_id
    assert first["text"].startswith("COMPLAINT")
    decided = [event for event in document["events"] if event.get("outcome") == "denied"]
    assert {event["filing_public_id"] for event in decided} >= {document["filings"][3]["public_id"]}


def test_it_is_of_when_the_docket_is_known_and_not_of_when_it_was_imported(capsys: Captured, tmp_path: Path) -> None:
    call_command("import_docket", written(tmp_path, told(entries=ENTRIES, as_of="2019-05-06T12:00:00Z")))
    capsys.readouterr()
    assert exported(capsys)["as_of"] == "2019-05-06T12:00:00+00:00"


def test_contacts_are_left_out_unless_asked_for(docket: Docket, capsys: Captured) -> None:
    attorney = exported(capsys)["parties"][0]["attorneys"][0]
    assert attorney == {
        "name": "David Example",
        "roles": ["LEAD ATTORNEY"],
        "firm": "Example Law",
        "city": "Seattle, WA",
    }
    attorney = exported(capsys, "wawd", "2:21-cv-00031", "--with-contacts")["parties"][0]["attorneys"][0]
    assert attorney["contact"] == LAWYER["contact"]


@pytest.mark.parametrize("number", ["2:21-cv-0031-BJR", "C21-0031", "2:2021cv00031"])
def test_any_writing_of_the_number_will_do(docket: Docket, capsys: Captured, number: str) -> None:
    assert exported(capsys, "WAWD", number)["docket_number"] == "2:21-cv-00031"


@pytest.mark.parametrize(
    ("court", "number"), [("wawd", "2:21-cv-99999"), ("atlantis", "1:20-cv-1"), ("wawd", ""), ("\x00", "\x00")]
)
def test_what_is_not_here_is_status_2(docket: Docket, court: str, number: str) -> None:
    with pytest.raises(CommandError, match="There is no") as failure:
        call_command("export_docket", court, number)
    assert failure.value.returncode == 2


def test_an_export_comes_back_as_it_went(docket: Docket, capsys: Captured, tmp_path: Path) -> None:
    document = exported(capsys, "wawd", "2:21-cv-00031", "--with-contacts")
    path = written(tmp_path, document, "export.json")
    call_command("import_docket", path, "--json")
    row = json.loads(capsys.readouterr().out)
    assert (row["created"], row["updated"], row["unchanged"], row["refused"]) == (0, 0, 5, [])
    document["docket_number"] = "2:21-cv-00032"
    call_command("import_docket", written(tmp_path, document, "elsewhere.json"))
    capsys.readouterr()
    copy = exported(capsys, "wawd", "2:21-cv-00032", "--with-contacts")
    for document_of in (document, copy):
        for name in ("docket_number", "judge_initials", "checked_at", "as_of", "events"):
            document_of.pop(name, None)
        for filing in document_of["filings"]:
            filing.pop("public_id")
    assert copy == document
