"""The words for what became of a motion."""

from typing import Any

import pytest

from rulings.html.event_lines import build_thread_parts, describe_outcome
from rulings.vocabulary.kinds import EventKind

DENIED = {"relation": "decides", "outgoing": False, "number": "34", "date": "2021-01-21", "outcome": "denied"}


def event(kind: EventKind, outcome: str, thread: list[dict[str, Any]]) -> dict[str, Any]:
    return {"event_kind": kind, "outcome": outcome, "thread": thread}


@pytest.mark.parametrize(
    ("kind", "thread", "words"),
    [
        (EventKind.FILING, [DENIED], "Denied Jan. 21, 2021, by 34"),
        # A ruling that was superseded does not count, nor what the motion itself speaks of.
        (EventKind.FILING, [{**DENIED, "number": "20", "date": "2021-01-02"}, DENIED], "Denied Jan. 21, 2021, by 34"),
        (EventKind.FILING, [{**DENIED, "outgoing": True}], "Denied"),
        (EventKind.FILING, [{**DENIED, "number": ""}], "Denied Jan. 21, 2021"),
        (EventKind.FILING, [{**DENIED, "date": None}], "Denied by 34"),
        (EventKind.RULING, [DENIED], "Denied"),
    ],
)
def test_an_outcome_of_a_motion_names_its_ruling(kind: EventKind, thread: list[dict[str, Any]], words: str) -> None:
    assert describe_outcome(event(kind, "denied", thread)) == words


def test_nothing_is_said_where_nothing_is_decided() -> None:
    assert describe_outcome(event(EventKind.FILING, "", [DENIED])) == ""


def test_a_thread_names_the_ruling_and_its_day() -> None:
    (part,) = build_thread_parts([DENIED], "", "")
    assert part.text == "Denied Jan. 21, 2021, by 34"
