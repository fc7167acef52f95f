"""The measure of whole cases: its labels contain no text, and what is said wrongly or left out lowers its own
figure."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bench.labelled_cases import CASES, CaseLabels, End, LabelledMotion, ReachedStage
from bench.measures.cases import MUST, SaidOfCase, judge_labels

DAY, LATER = date(2024, 3, 27), date(2024, 6, 2)
TRUE = CaseLabels(
    status="ended",
    end=End("dismissed", LATER, frozenset({9, 10})),
    stages=(ReachedStage("filed", DAY, frozenset({0})), ReachedStage("ended", LATER, frozenset({9}))),
    stages_or_not=frozenset({"scheduled"}),
    motions=(
        LabelledMotion(2, "decided", "granted", frozenset({4, 5})),
        LabelledMotion(3, "pending", "", frozenset()),
        LabelledMotion(6, "not_seen_decided", "", frozenset()),
    ),
    motions_or_not=frozenset({7}),
    last_ruling=frozenset({9}),
    hearings={DAY: "held", LATER: "called_off"},
    hearings_or_not=frozenset({date(2024, 5, 1)}),
)
SAID = SaidOfCase(
    status="ended",
    end_date=LATER,
    end_entry=9,
    stages={"filed": (DAY, 0), "ended": (LATER, 9), "scheduled": (DAY, 1)},
    motions={
        2: ("decided", "granted", 5),
        3: ("pending", "", None),
        6: ("not_seen_decided", "", None),
        7: ("pending", "", None),
    },
    last_ruling=9,
    hearings={DAY: {"held"}, LATER: {"called_off"}, date(2024, 5, 1): {"held"}},
)


def test_the_labels_contain_codes_days_and_places_and_no_words_of_a_court() -> None:
    rows = json.loads(CASES.read_text())
    assert len(rows) >= 60
    kinds = [row["kind"] for row in rows]
    least = {"civil": 20, "criminal": 12, "bankruptcy": 12, "appeal": 6, "scotus": 4}
    assert {kind: kinds.count(kind) >= count for kind, count in least.items()} == dict.fromkeys(least, True)
    assert 0.4 < sum(row["held_out"] for row in rows) / len(rows) < 0.6
    halves: dict[str, set[bool]] = {}
    for row in rows:
        halves.setdefault(row["court"], set()).add(row["held_out"])
    assert [court for court, half in halves.items() if len(half) > 1] == ["scotus"]
    assert sum("second" in row for row in rows) * 10 >= len(rows)
    strings = {string for row in rows for key, value in row.items() if key != "file" for string in _in(value)}
    code = r"[a-z_0-9]{2,22}|[0-9a-f]{12}|\d{4}-\d\d-\d\d|\d\d:\d\d|"
    assert [string for string in strings if not re.fullmatch(code, string)] == []


def _in(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [string for one in value.values() for string in _in(one)]
    if isinstance(value, list):
        return [string for one in value for string in _in(one)]
    return [value] if isinstance(value, str) else []


def test_what_is_said_rightly_has_no_fault_in_any_measure() -> None:
    misses: list[str] = []
    told = judge_labels(TRUE, SAID, misses)
    assert misses == []
    assert {name: (told[name].wrong, told[name].missed) for name in MUST} == dict.fromkeys(MUST, (0, 0))
    assert {name: told[name].right for name in MUST} == {
        "status": 1, "end": 1, "pending": 1, "pending or not seen decided": 2, "decided": 1, "stages": 2,
        "last ruling": 1, "hearings held": 1, "hearings called off": 1, "hearings ahead": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "measure", "fault"),
    [
        ({"status": "open"}, "status", (1, 1)),
        ({"status": ""}, "status", (0, 1)),
        ({"end_date": DAY, "end_entry": 3}, "end", (1, 1)),
        ({"stages": {"filed": (LATER, 4), "ended": (LATER, 9)}}, "stages", (1, 1)),
        ({"stages": {"filed": (DAY, 0), "ended": (LATER, 9), "trial": (DAY, 1)}}, "stages", (1, 0)),
        ({"last_ruling": 4}, "last ruling", (1, 1)),
        ({"last_ruling": None}, "last ruling", (0, 1)),
        ({"motions": {3: ("pending", "", None), 2: ("pending", "", None)}}, "pending", (1, 0)),
        ({"motions": {}}, "pending or not seen decided", (0, 2)),
        ({"motions": {2: ("decided", "denied", 5)}}, "decided", (1, 1)),
        ({"motions": {2: ("decided", "granted", 8)}}, "decided", (1, 1)),
        ({"hearings": {DAY: {"called_off"}, LATER: {"called_off"}}}, "hearings called off", (1, 0)),
        ({"hearings": {DAY: {"called_off"}, LATER: {"called_off"}}}, "hearings held", (0, 1)),
    ],
)
def test_each_fault_lowers_its_own_figure(said: dict[str, Any], measure: str, fault: tuple[int, int]) -> None:
    misses: list[str] = []
    tally = judge_labels(TRUE, replace(SAID, **said), misses)[measure]
    assert (tally.wrong, tally.missed) == fault
    assert misses
