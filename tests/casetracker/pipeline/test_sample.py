"""The sample case: its files, in any order, give exactly what ``docs/sample.md`` says, and nothing unknown."""

import json
import random
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from casetracker.sample import PAYLOADS, READING
from dockets.models import Docket, DocketRelation, Document, Filing, Representation
from rulings.editorial_file.load import load_editorial_file
from rulings.models import Claim, Disposition, Hearing, Milestone, Ruling

pytestmark = pytest.mark.django_db

FIRST, SECOND, STATE = "2:21-cv-00031", "2:21-cv-00270", "21-2-02856-6 SEA"
JANUARY_11, JANUARY_21 = date(2021, 1, 11), date(2021, 1, 21)
MARCH_2, MARCH_3 = date(2021, 3, 2), date(2021, 3, 3)
FILINGS: dict[str, set[tuple[str, date | None, str]]] = {
    FIRST: {
        ("1", JANUARY_11, "VERIFIED COMPLAINT"),
        ("2", JANUARY_11, "MOTION for Temporary Restraining Order"),
        ("", JANUARY_11, "ORDER re 2 MOTION"),
        ("", date(2021, 1, 12), "OPPOSITION of Defendant"),
        ("", None, "REPLY of Plaintiff"),
        ("", None, "DECLARATION of John Matze"),
        ("34", JANUARY_21, "ORDER denying Plaintiff's 2 Motion"),
        ("", None, "NOTICE of Appearance"),
        ("", None, "Time to amend the complaint extended"),
        ("", MARCH_2, "NOTICE of Voluntary Dismissal"),
    },
    SECOND: {
        ("1", MARCH_3, "NOTICE OF REMOVAL"),
        ("20", None, "AMENDED MOTION for Remand"),
        ("33", None, "MOTION to Amend the Notice of Removal"),
        ("35", None, "MOTION for Sanctions"),
        *((number, None, "MOTION to Seal") for number in ("39", "44", "59", "64")),
        ("69", date(2021, 9, 17), "SEALED ORDER granting 20"),
        ("71", date(2021, 9, 30), "REDACTED ORDER re 69"),
    },
    STATE: {("", MARCH_2, "COMPLAINT by Plaintiff Parler LLC")},
}
PARTIES: dict[str, set[tuple[str, str]]] = {
    FIRST: {("Plaintiff", "Parler LLC"), ("Defendant", "Amazon Web Services, Inc.")},
    SECOND: {
        ("Plaintiff", "Parler LLC"),
        ("Defendant", "Amazon Web Services, Inc."),
        ("Defendant", "Amazon.com, Inc."),
    },
    STATE: {("Plaintiff", "Parler LLC"), ("Defendant", "Amazon Web Services, Inc."), ("Defendant", "Amazon.com, Inc.")},
}
PAGES = {(FIRST, "1"): 19, (FIRST, "34"): 14, (SECOND, "71"): 16, (STATE, ""): 66}


def take(paths: Sequence[Path], capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """Imports the files as a person would, and returns what the command printed."""
    capsys.readouterr()
    for path in paths:
        call_command("import_docket", str(path), "--json")
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def in_order(seed: int) -> list[Path]:
    return random.Random(seed).sample(PAYLOADS, len(PAYLOADS))


def words(filing: Filing) -> tuple[str, date | None, str]:
    known = {start for rows in FILINGS.values() for _, _, start in rows}
    start = next((start for start in known if filing.long_text.startswith(start)), filing.long_text)
    return filing.number, filing.date_filed, start


@pytest.mark.parametrize("seed", range(6))
def test_the_files_in_any_order_give_exactly_what_is_known(seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    take(in_order(seed), capsys)
    assert {docket.docket_number for docket in Docket.objects.all()} == FILINGS.keys()
    for docket in Docket.objects.all():
        filings = list(docket.filings.current())
        assert {words(filing) for filing in filings} == FILINGS[docket.docket_number]
        assert len(filings) == len(FILINGS[docket.docket_number]) == docket.filing_count
        assert {(party.type, party.name) for party in docket.parties.all()} == PARTIES[docket.docket_number]
    assert not Filing.objects.exclude(possible_duplicate_of=None)
    printed = Document.objects.exclude(page_count=None).select_related("filing__docket")
    assert {(one.filing.docket.docket_number, one.filing.number): one.page_count for one in printed} == PAGES


@pytest.mark.parametrize("seed", range(3))
def test_the_heads_of_the_dockets(seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    take(in_order(seed), capsys)
    first = Docket.objects.get(court_id="wawd", docket_number=FIRST)
    assert (first.case_name, first.date_filed, first.assigned_to, first.judge_initials, first.pacer_case_id) == (
        "Parler LLC v. Amazon Web Services Inc",
        JANUARY_11,
        "Barbara J. Rothstein",
        "BJR",
        "294664",
    )
    second = Docket.objects.get(court_id="wawd", docket_number=SECOND)
    assert (second.date_filed, second.assigned_to, second.pacer_case_id) == (MARCH_3, "Barbara J. Rothstein", "296750")
    state = Docket.objects.get(court_id="washsuperct", docket_number=STATE)
    assert (state.division, state.date_filed) == ("King County", MARCH_2)


def test_what_is_not_known_is_blank(capsys: pytest.CaptureFixture[str]) -> None:
    take(PAYLOADS, capsys)
    for docket in Docket.objects.filter(court_id="wawd"):
        assert (docket.cause, docket.nature_of_suit, docket.jury_demand, docket.date_terminated) == ("", "", "", None)
    told = Filing.objects.exclude(pacer_doc_id="", pacer_seq_no="", date_entered=None, entered_at=None)
    assert not told, "ids of documents, and days and times of entry, are not known"
    assert not Filing.objects.exclude(documents__url="").exclude(documents=None)
    assert not Filing.objects.exclude(missing_since=None), "no file claims to hold a whole docket"


def test_counsel_of_both_sides(capsys: pytest.CaptureFixture[str]) -> None:
    take(in_order(1), capsys)
    counsel = Representation.objects.filter(party__docket__docket_number=FIRST)
    assert set(counsel.values_list("party__name", "attorney__name", "attorney__firm")) == {
        ("Parler LLC", "David J. Groesbeck", "David J. Groesbeck PS"),
        ("Parler LLC", "Gene Schaerr", "Schaerr Jaffe"),
        ("Parler LLC", "Angelo Calfo", "Calfo Eakes"),
        ("Amazon Web Services, Inc.", "Ambika K. Doran", "Davis Wright Tremaine"),
        ("Amazon Web Services, Inc.", "Alonzo B. Wickers IV", "Davis Wright Tremaine"),
    }


@pytest.mark.parametrize("seed", range(3))
def test_the_three_dockets_are_one_story(seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    take(in_order(seed), capsys)
    rows = DocketRelation.objects.values_list("docket__docket_number", "kind", "other__docket_number")
    assert set(rows) == {(FIRST, "refiled_as", STATE), (SECOND, "removed_from", STATE), (SECOND, "remanded_to", STATE)}


def test_taking_it_twice_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    take(PAYLOADS, capsys)
    load_editorial_file(READING)
    again = take(in_order(4), capsys)
    assert [(line["created"], line["updated"], line["refused"]) for line in again] == [(0, 0, [])] * len(PAYLOADS)
    before = _editors_rows()
    load_editorial_file(READING)
    assert _editors_rows() == before


def _editors_rows() -> list[list[int]]:
    return [
        sorted(model.objects.values_list("pk", flat=True)) for model in (Claim, Ruling, Disposition, Hearing, Milestone)
    ]


def test_the_order_on_each_of_the_three_claims(capsys: pytest.CaptureFixture[str]) -> None:
    take(PAYLOADS, capsys)
    load_editorial_file(READING)
    ruling = Ruling.objects.get(filing__number="34", docket__docket_number=FIRST)
    assert (ruling.citation, ruling.date, ruling.read_by_machine) == ("514 F. Supp. 3d 1261", JANUARY_21, False)
    decided = ruling.dispositions.select_related("claim", "motion__filing")
    outcomes = {(row.claim and row.claim.title, row.motion and row.motion.filing.number): row for row in decided}
    assert {what: row.outcome for what, row in outcomes.items()} == {
        (None, "2"): "denied",
        ("Conspiracy in restraint of trade", None): "not_likely_to_succeed",
        ("Breach of contract", None): "not_likely_to_succeed",
        ("Tortious interference with business expectancy", None): "not_likely_to_succeed",
    }
    assert (
        outcomes["Conspiracy in restraint of trade", None].quotation == "both dwindlingly slight, and disputed by AWS"
    )


def test_the_hearing_and_what_happened_outside_the_court(capsys: pytest.CaptureFixture[str]) -> None:
    take(PAYLOADS, capsys)
    load_editorial_file(READING)
    hearing = Hearing.objects.get(kind="hearing")
    assert hearing.starts_at == datetime(2021, 1, 14, 10, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert [filing.number for filing in hearing.about.all()] == ["2"]
    assert list(Milestone.objects.order_by("date").values_list("date", flat=True)) == [date(2021, 1, 10), MARCH_2]


def test_the_sealed_order_of_the_second_case(capsys: pytest.CaptureFixture[str]) -> None:
    take(PAYLOADS, capsys)
    load_editorial_file(READING)
    decided = Disposition.objects.filter(ruling__filing__number="69").values_list("motion__filing__number", "outcome")
    assert dict(decided) == {
        **dict.fromkeys(("20", "39", "44", "59", "64"), "granted"),
        **dict.fromkeys(("33", "35"), "denied"),
    }
    assert len(decided) == 7
