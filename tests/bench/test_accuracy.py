"""The measure of the reading: its labels contain no text, entries are found by their text, and each error lowers its
own figure."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bench import invented
from bench.labelled import BLIND, LABELS, NEW_COURTS, Case, Label, Name, NoCorpus, cases, labels
from bench.measures import accuracy
from bench.measures.accuracy import judge, misses, read_case
from bench.tally import Tally
from dockets.record.records import DocketRecord, EntryRecord, PartyRecord
from rulings.reading.values import Decides, FilingReading, RefersTo, SetsDeadline, SetsHearing
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.relations import Relation

DOCKET = {
    "format": "casetracker-docket/1",
    "court": "wawd",
    "docket_number": "2:24-cv-00417",
    "case_name": "Lantern v. Meridian",
    "entries": [
        {"number": "1", "date_filed": "2024-03-27", "long_text": "COMPLAINT filed by Lantern LLC"},
        {"number": "2", "date_filed": "2024-03-28", "long_text": "ANSWER to 1 Complaint by Meridian Inc."},
    ],
}


def digest(text: str, length: int = 12) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def label(**fields: Any) -> Label:
    empty = Label("d.json", (0, 0), "0" * 12, ("other",), (), None, (), (), (), (), (), (), (), False)
    return replace(empty, **fields)


def case(text: str = "", parties: tuple[str, ...] = (), **fields: Any) -> Case:
    entry = EntryRecord(number="9", long_text=text)
    docket = DocketRecord(
        "wawd", "2:24-cv-00417", parties=tuple(PartyRecord(name) for name in parties), entries=(entry,)
    )
    return Case(label(**fields), docket, entry)


@pytest.mark.parametrize(
    ("path", "least"),
    [(LABELS, 420), (BLIND[0], 150), (BLIND[1], 80), (BLIND[2], 150), (BLIND[3], 100), (NEW_COURTS, 300)],
)
def test_the_labels_are_words_of_the_reading_and_no_words_of_a_court(path: Path, least: int) -> None:
    every = labels(path)
    assert len(every) >= least
    assert {kind for one in every for kind in one.kinds} <= {kind.value for kind in Kind}
    assert {relation for one in every for _, any_of in one.refers for relation in any_of} <= {
        kind.value for kind in Relation
    }
    assert {detail for one in every for detail in one.detail or ()} <= {detail.value for detail in Detail}
    decided = {outcome for one in every for any_of in one.outcomes for outcome, _ in any_of}
    assert decided <= {outcome.value for outcome in Outcome}
    halves = [one.held_out for one in every]
    assert 0.4 < sum(halves) / len(halves) < 0.6

    strings = {
        string
        for row in json.loads(path.read_text())
        for key, value in row.items()
        if key != "file"
        for string in _in(value)
    }
    code = r"[a-z_]{2,22}|\d{1,7}|\d\dA\d{1,4}|[0-9a-f]{10}|[0-9a-f]{12}|\d{4}-\d\d-\d\d|\d\d:\d\d|"
    assert [string for string in strings if not re.fullmatch(code, string)] == []


def _in(value: Any) -> list[str]:
    if isinstance(value, list):
        return [string for one in value for string in _in(one)]
    return [value] if isinstance(value, str) else []


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A folder with one docket; returns a function that writes one label of its answer, said to be at ``at``, and
    returns the labels' file."""

    def write(at: tuple[int, int], text: str = "ANSWER to 1 Complaint by Meridian Inc.") -> Path:
        (tmp_path / "d.json").write_text(json.dumps(DOCKET))
        row = {
            "file": "d.json", "at": at, "hash": digest(f"\0{text}"), "kinds": ["answer"], "detail": None,
            "routine": None, "refers": [["1", ["replies"]]], "refers_or_not": [], "filers": None,
            "outcomes": [], "outcomes_or_not": [], "dates": [], "dates_or_not": [],
        }  # fmt: skip
        (tmp_path / "labels.json").write_text(json.dumps([row]))
        monkeypatch.setenv("CASETRACKER_CORPUS", str(tmp_path))
        return tmp_path / "labels.json"

    return write


@pytest.mark.parametrize("at", [(0, 1), (0, 0), (7, 7)])
def test_an_entry_is_found_by_its_text_wherever_it_now_stands(corpus: Callable[..., Path], at: tuple[int, int]) -> None:
    (found,), lost = cases(corpus(at))
    assert (found.entry.number, lost) == ("2", 0)
    assert {
        name: (tally.right, tally.wrong, tally.missed) for name, tally in judge(found, read_case(found)).items()
    } == {
        "kinds": (1, 0, 0), "references": (1, 0, 0), "relations": (1, 0, 0), "outcomes": (0, 0, 0), "dates": (0, 0, 0),
    }  # fmt: skip


def test_an_entry_whose_text_has_changed_is_counted_as_lost(corpus: Callable[..., Path]) -> None:
    assert cases(corpus((0, 1), "ANSWER to something else")) == ([], 1)


def test_without_the_court_files_invented_dockets_alone_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(invented, "load_invented_cases", list)
    for folder in ("", str(tmp_path)):
        monkeypatch.setenv("CASETRACKER_CORPUS", folder)
        with pytest.raises(NoCorpus):
            cases()
        assert list(accuracy.figures(0)) == []
    assert capsys.readouterr().out.count("is not measured: CASETRACKER_CORPUS names no folder") == 2


TRUE = case(
    parties=("Lantern Street Press LLC", "Meridian, Inc.", "Lantern Street Press LLC"),
    kinds=("order", "minutes"),
    detail=("sealing", "extension"),
    routine=False,
    refers=(("4", ("decides", "about")), ("7", ("about",))),
    refers_or_not=("8",),
    filers=(0,),
    outcomes=((("granted", "4"),),),
    outcomes_or_not=(("vacated", ""),),
    dates=(
        ("hearing", "2024-05-02", "09:30"),
        ("deadline", "2024-06-01", ""),
        ("vacated", "2024-04-01", ""),
        ("held", "2024-03-01", ""),
    ),
)
RIGHT = FilingReading(
    kind=Kind.MINUTES,
    filed_by=(0, 2),
    refers_to=(RefersTo(Relation.DECIDES, "4"), RefersTo(Relation.ABOUT, "7"), RefersTo(Relation.ABOUT, "8")),
    decides=(Decides("4", Outcome.GRANTED), Decides("5", Outcome.VACATED)),
    hearings=(SetsHearing("Hearing", date(2024, 5, 2), time(9, 30)),),
    deadlines=(SetsDeadline("Reply", date(2024, 6, 1)),),
    vacates=(date(2024, 4, 1),),
    detail=Detail.EXTENSION,
)


def test_what_is_read_rightly_has_no_fault() -> None:
    tallies = judge(TRUE, RIGHT)
    assert {name: tally.right for name, tally in tallies.items()} == {
        "kinds": 1, "references": 2, "relations": 2, "filers": 1, "outcomes": 1, "dates": 3, "details": 1, "routine": 0,
    }  # fmt: skip
    assert [name for name, tally in tallies.items() if tally.wrong or tally.missed] == []


@pytest.mark.parametrize(
    ("fault", "measure", "wrong", "missed"),
    [
        ({"kind": Kind.LETTER}, "kinds", 1, 1),
        ({"refers_to": (*RIGHT.refers_to, RefersTo(Relation.ABOUT, "80"))}, "references", 1, 0),
        ({"refers_to": RIGHT.refers_to[:1]}, "references", 0, 1),
        ({"refers_to": (RefersTo(Relation.OPPOSES, "4"), *RIGHT.refers_to[1:])}, "relations", 1, 1),
        ({"filed_by": (1,)}, "filers", 1, 1),
        ({"filed_by": (), "filer_text": "Lantern Street Press"}, "filers", 1, 1),
        ({"filed_by": ()}, "filers", 0, 1),
        ({"decides": (Decides("4", Outcome.DENIED),)}, "outcomes", 1, 1),
        ({"decides": (Decides("7", Outcome.GRANTED),)}, "outcomes", 1, 1),
        ({"decides": (), "outcome": Outcome.GRANTED}, "outcomes", 1, 1),
        ({"decides": ()}, "outcomes", 0, 1),
        ({"hearings": (SetsHearing("Hearing", date(2024, 5, 2)),)}, "dates", 1, 1),
        ({"hearings": (*RIGHT.hearings, SetsHearing("Hearing", date(2024, 3, 1)))}, "dates", 1, 0),
        ({"vacates": ()}, "dates", 0, 1),
        ({"deadlines": (SetsDeadline("Reply", date(2024, 6, 2)),)}, "dates", 1, 1),
        ({"detail": None}, "details", 0, 1),
        ({"detail": Detail.APPEAL}, "details", 1, 1),
        ({"routine": True}, "routine", 1, 0),
    ],
)
def test_each_fault_lowers_its_own_figure(fault: dict[str, Any], measure: str, wrong: int, missed: int) -> None:
    tallies = judge(TRUE, replace(RIGHT, **fault))
    assert {name: (tally.wrong, tally.missed) for name, tally in tallies.items() if tally.wrong or tally.missed} == {
        measure: (wrong, missed)
    }


def test_a_decision_without_number_is_met_by_any_and_every_dismissal_is_one() -> None:
    one = case(kinds=("order",), outcomes=((("dismissed", ""),),))
    reading = FilingReading(kind=Kind.ORDER, decides=(Decides("4", Outcome.DISMISSED_WITH_PREJUDICE),))
    assert judge(one, reading)["outcomes"] == Tally(right=1)
    assert judge(one, FilingReading(kind=Kind.ORDER, outcome=Outcome.DISMISSED))["outcomes"] == Tally(right=1)


def test_what_is_routine_and_is_not_known_as_such_is_missed() -> None:
    one = case(kinds=("other",), routine=True)
    assert judge(one, FilingReading(routine=True))["routine"] == Tally(right=1)
    assert judge(one, FilingReading())["routine"] == Tally(missed=1)


def test_a_filer_that_no_list_names_is_known_by_the_words_of_its_name() -> None:
    acme = Name(digest("acme widgets inc", 10), 3)
    assert acme.stands_in("Creditor Acme Widgets, Inc.")
    assert not acme.stands_in("Acme Widgets")
    assert not acme.stands_in("a long story in which among very many other words Acme Widgets, Inc. also stands")

    one = case(kinds=("motion",), filers=(acme, Name(digest("jane roe", 10), 2)))
    said = FilingReading(kind=Kind.MOTION, filer_text="Acme Widgets, Inc. and Jane Roe")
    assert judge(one, said)["filers"] == Tally(right=2)
    assert judge(one, replace(said, filer_text="Jane Roe"))["filers"] == Tally(right=1, missed=1)
    assert judge(one, replace(said, filer_text="somebody else"))["filers"] == Tally(wrong=1, missed=2)


def test_only_the_development_half_is_ever_listed() -> None:
    text = "MOTION to Compel by Meridian"
    ours, held = (case(text, kinds=("letter",), held_out=half) for half in (False, True))
    assert next(line.split(":")[0] for line in misses([ours, held])) == "d.json 9"
    assert list(misses([held])) == []
