"""``manage.py import_docket``: what it prints, what it leaves behind, and how it exits."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from dockets.models import Docket, ImportRun, Payload
from rulings.models import TimelineEvent
from tests.fakes import fakes
from tests.support.data import DATA

pytestmark = pytest.mark.django_db

FEED = DATA / "court_feed" / "district.xml"
KEYS = ["court", "docket_number", "case_name", "created", "updated", "unchanged", "refused", "filings", "parties"]
Captured = pytest.CaptureFixture[str]


def told(*numbers: int, **fields: Any) -> dict[str, Any]:
    entries = [
        {"number": number, "date_filed": "2021-01-11", "text": f"MOTION {number} by Plaintiff"} for number in numbers
    ]
    head = {
        "format": "casetracker-docket/1",
        "court": "wawd",
        "docket_number": "2:21-cv-00031-BJR",
        "case_name": "Parler v. AWS",
    }
    return {**head, "parties": [{"name": "Parler LLC", "type": "Plaintiff"}], "entries": entries, **fields}


def written(folder: Path, document: object, name: str = "docket.json") -> str:
    path = folder / name
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return str(path)


def run(*arguments: str) -> int:
    """The exit status."""
    try:
        call_command("import_docket", *arguments)
    except SystemExit as end:
        return int(end.code or 0)
    except CommandError as error:
        return error.returncode
    return 0


def printed(captured: Captured) -> list[dict[str, Any]]:
    return [json.loads(line) for line in captured.readouterr().out.splitlines()]


def test_it_prints_one_line_of_json_per_docket(tmp_path: Path, capsys: Captured) -> None:
    assert run(written(tmp_path, told(1, 2)), "--json") == 0
    (row,) = printed(capsys)
    assert list(row) == KEYS
    assert (row["court"], row["docket_number"], row["case_name"]) == ("wawd", "2:21-cv-00031", "Parler v. AWS")
    assert (row["created"], row["updated"], row["unchanged"], row["refused"]) == (2, 0, 0, [])
    assert (row["filings"], row["parties"]) == (2, 1)


def test_it_reads_what_it_imported(tmp_path: Path) -> None:
    assert run(written(tmp_path, told(1, 2))) == 0
    assert list(TimelineEvent.objects.values_list("kind", flat=True)) == ["motion", "motion"]
    assert ImportRun.objects.get().status == ImportRun.Status.DONE


def test_a_second_time_nothing_is_new(tmp_path: Path, capsys: Captured) -> None:
    path = written(tmp_path, told(1, 2))
    run(path)
    capsys.readouterr()
    assert run(path, "--json") == 0
    (row,) = printed(capsys)
    assert (row["created"], row["updated"], row["unchanged"], row["filings"]) == (0, 0, 2, 2)


def test_what_is_refused_is_named_and_the_status_is_1(tmp_path: Path, capsys: Captured) -> None:
    document = told(1, 2)
    document["entries"][1]["date_filed"] = "2021-02-31"
    path = written(tmp_path, document)
    for created, unchanged in ((1, 0), (0, 1)):
        assert run(path, "--json") == 1
        (row,) = printed(capsys)
        assert (row["created"], row["unchanged"]) == (created, unchanged)
        assert [refusal["where"] for refusal in row["refused"]] == ["$.entries[1].date_filed"]
        assert set(row["refused"][0]) == {"where", "why"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("<html><title>PACER Login</title></html>", "PACER"),
        ("a,b\n1,2", "This is"),
        ('{"format": "other"}', "JSON"),
    ],
)
def test_what_is_no_docket_gets_a_sentence_and_status_2(
    tmp_path: Path, capsys: Captured, content: str, words: str
) -> None:
    path = written(tmp_path, content, "file.html")
    with pytest.raises(CommandError, match=words) as failure:
        call_command("import_docket", path, "--json")
    (row,) = printed(capsys)
    assert failure.value.returncode == 2 and str(failure.value).endswith((".", ")"))
    assert row["court"] is None and row["refused"][0]["why"]
    assert not Docket.objects.exists()


def test_the_wrong_court_is_status_2(tmp_path: Path) -> None:
    assert run(written(tmp_path, told(1)), "--court", "nysd") == 2
    assert run(written(tmp_path, told(1)), "--court", "atlantis") == 2
    assert run(written(tmp_path, told(1)), "--source", "telex") == 2
    assert run(written(tmp_path, told(1)), "--court", "wawd", "--source", "docket-json") == 0


@pytest.mark.parametrize("reference", ["no/such/file.html", "\x00", "."])
def test_what_cannot_be_opened_is_status_2(reference: str) -> None:
    with pytest.raises(CommandError, match="cannot be read") as failure:
        call_command("import_docket", reference)
    assert failure.value.returncode == 2


def test_a_dry_run_tells_and_writes_nothing(tmp_path: Path, capsys: Captured) -> None:
    path = written(tmp_path, told(1, 2))
    assert run(path, "--dry-run", "--json") == 0
    (row,) = printed(capsys)
    assert (row["created"], row["filings"]) == (2, 2)
    assert run(path, "--dry-run") == 0
    assert "Nothing was written" in capsys.readouterr().out
    assert not Docket.objects.exists() and not Payload.objects.exists() and not ImportRun.objects.exists()
    assert run(written(tmp_path, ""), "--dry-run") == 2


REFUSES_ONE = told(1, docket_number="2:21-cv-00032", entries=[{"number": 1, "date_filed": "soon", "text": "ORDER"}])
SEVERAL = {"format": "casetracker-docket/1", "dockets": [told(1, 2), REFUSES_ONE]}


@pytest.mark.parametrize(
    ("document", "options"),
    [
        (told(1, 2), []),
        (SEVERAL, []),
        ("", []),
        ("not JSON", ["--source", "docket-json"]),
        (told(1), ["--source", "pacer-docket"]),
        (told(1), ["--court", "nysd"]),
        ("\x00\x01", []),
    ],
)
def test_a_dry_run_prints_what_the_import_then_prints(
    tmp_path: Path, capsys: Captured, document: object, options: list[str]
) -> None:
    path = written(tmp_path, document)
    foreseen = run(path, "--json", "--dry-run", *options), capsys.readouterr()
    assert foreseen == (run(path, "--json", *options), capsys.readouterr())


def test_a_person_is_told_in_words(tmp_path: Path, capsys: Captured) -> None:
    run(written(tmp_path, told(1, 2)))
    out = capsys.readouterr().out
    assert "Parler v. AWS, 2:21-cv-00031 (wawd)" in out
    assert "Filings: 2 new, 0 changed, 0 unchanged; 2 in all. Parties: 1." in out


def test_a_refusal_is_told_once(tmp_path: Path, capsys: Captured) -> None:
    with pytest.raises(CommandError, match="This file is empty"):
        call_command("import_docket", written(tmp_path, ""))
    assert capsys.readouterr().out == ""
    document = told(1, 2)
    for entry in document["entries"]:
        entry["date_filed"] = "2021-02-31"
    assert run(written(tmp_path, document)) in (1, 2)
    out = capsys.readouterr().out
    assert out.count("entries[1].date_filed") == 1


def test_a_feed_brings_one_line_for_each_of_its_dockets(capsys: Captured) -> None:
    assert run(str(FEED), "--json") in (0, 1)
    rows = [row for row in printed(capsys) if row["court"]]
    assert len(rows) == Docket.objects.count() > 1
    assert sum(row["created"] for row in rows) == sum(Docket.objects.values_list("filing_count", flat=True))


def test_what_belongs_to_no_docket_stands_in_a_line_of_its_own(tmp_path: Path, capsys: Captured) -> None:
    one, other, bad = told(1), told(1, docket_number="2:21-cv-00270"), told(1, docket_number=" ")
    dockets = [{name: value for name, value in row.items() if name != "format"} for row in (one, other, bad)]
    assert run(written(tmp_path, {"format": "casetracker-docket/1", "dockets": dockets}), "--json") == 1
    rows = printed(capsys)
    assert [row["court"] for row in rows] == ["wawd", "wawd", None]
    assert "dockets[2]" in rows[2]["refused"][0]["where"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(told(1)).encode())))
    assert run("-") == 0
    assert Docket.objects.get().filing_count == 1


def test_an_address_is_fetched(settings: Settings) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True
    with fakes.court_server(fakes.answer(FEED.read_bytes())) as court:
        assert run(court.url) in (0, 1)
        court.script = fakes.answer(b"", status=404)
        assert run(court.url) == 2
        assert run(court.url, "--source", "pacer-docket") == 2
    assert Docket.objects.exists() and ImportRun.objects.get().reference == court.url
