"""Numbers that a docket skips."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from dockets.models import Docket
from rulings.interpret.docket import interpret_docket
from rulings.timeline.gaps import describe_gaps
from tests.support import factories

pytestmark = pytest.mark.django_db


def numbered(*numbers: int | None) -> list[dict[str, Any]]:
    return [{"id": place, "event_kind": "filing", "number_order": number} for place, number in enumerate(numbers)]


def docket_with(*numbers: int) -> Docket:
    docket = factories.docket()
    for number in numbers:
        factories.filing(docket=docket, number=str(number))
    return docket


@pytest.mark.parametrize(
    ("shown", "newest", "said"),
    [
        ([1, 2, 3], False, {}),
        ([1, 3, 2], False, {}),
        ([2], False, {0: "Number 1 has not been seen yet."}),
        ([1, None, 5], False, {2: "Numbers 2–4 have not been seen yet."}),
        ([5, 1], True, {1: "Numbers 2–4 have not been seen yet."}),
        ([1, 9], False, {1: "Numbers 2–8: 6 of them have not been seen yet."}),
        ([5, 8], False, {0: "Numbers 1–4 have not been seen yet.", 1: "Number 6 has not been seen yet."}),
        ([4, 9], False, {0: "Numbers 1–3 have not been seen yet.", 1: "Numbers 5, 6 and 8 have not been seen yet."}),
        ([1, 123_456_789_012], False, {}),
    ],
)
def test_what_is_missing_is_said_where_it_is_missing(
    shown: list[int | None], newest: bool, said: dict[int, str]
) -> None:
    """On a docket that also holds number 7, on another step."""
    docket = docket_with(7)
    assert describe_gaps(docket, numbered(*shown), newest=newest, from_start=True) == said


def test_a_later_step_says_nothing_of_what_lies_before_it() -> None:
    assert describe_gaps(docket_with(), numbered(201, 202), newest=False, from_start=False) == {}


def test_numbers_on_other_steps_are_no_gap() -> None:
    assert describe_gaps(docket_with(2, 3), numbered(1, 4), newest=False, from_start=True) == {}


FEED: dict[str, Any] = {"channel": "court-feed", "complete": False}
"""A sheet of a source that shows windows."""


def said_of(docket: Docket) -> str:
    """What is said where the numbers 1 and 5 stand beside each other."""
    return describe_gaps(docket, numbered(1, 5), newest=False, from_start=True)[1]


def with_neighbours(*, filed: date, **extra: str) -> Docket:
    """A docket that holds 1, 5 and a 9 that says ``text``."""
    docket = factories.docket()
    factories.filing(docket=docket, number="1", date_filed=date(2021, 1, 1))
    factories.filing(docket=docket, number="5", date_filed=filed)
    factories.filing(docket=docket, number="9", date_filed=filed, long_text=extra.get("text", "NOTICE"))
    return docket


def test_where_only_a_feed_tells_of_the_case_that_is_the_reason() -> None:
    docket = with_neighbours(filed=date(2021, 2, 1))
    factories.sheet(docket=docket, **FEED)
    assert (
        said_of(docket)
        == "Numbers 2–4 have not been seen: only the court’s feed has told of this case, and feeds leave out some kinds"
        " of entries."
    )
    factories.sheet(docket=docket, channel="court-notice", complete=False)
    assert said_of(docket) == "Numbers 2–4 have not been seen yet."


def test_where_the_whole_docket_was_seen_since_they_are_sealed_or_gone() -> None:
    docket = with_neighbours(filed=date(2021, 2, 1))
    factories.sheet(docket=docket, **FEED)
    factories.sheet(
        docket=docket, complete_as_of=[datetime(2021, 1, 20, tzinfo=UTC), datetime(2021, 3, 6, 1, tzinfo=UTC)]
    )
    assert (
        said_of(docket)
        == "Numbers 2–4 have not been seen, and the whole docket as of March 5, 2021 does not show them:"
        " sealed, removed or never used."
    )


@pytest.mark.parametrize(
    ("number", "gap", "reason"),
    [
        ("3:18-cr-03298-2", 4, "of another defendant, sealed, removed or never used."),
        ("3:18-cr-03298-ABC-2", 4, "of another defendant, sealed, removed or never used."),
        ("2:21-cv-00031-BJR", 4, "sealed, removed or never used."),
        ("2:21-cv-00031", 52, "it may show only some entries, or they are sealed, removed or never used."),
    ],
)
def test_a_whole_docket_may_leave_out_what_is_of_others_or_was_not_asked_for(
    number: str, gap: int, reason: str
) -> None:
    docket = factories.docket(docket_number=number)
    for entry in (1, gap + 1):
        factories.filing(docket=docket, number=str(entry), date_filed=date(2021, 2, 1))
    factories.sheet(docket=docket, complete_as_of=[datetime(2021, 3, 6, 1, tzinfo=UTC)])
    said = describe_gaps(docket, numbered(1, gap + 1), newest=False, from_start=True)[1]
    assert said.endswith(f"as of March 5, 2021 does not show them: {reason}")


def test_a_whole_docket_of_before_says_nothing_of_what_came_after() -> None:
    docket = with_neighbours(filed=date(2021, 3, 5))
    factories.sheet(docket=docket, complete_as_of=[datetime(2021, 3, 6, 1, tzinfo=UTC)])
    assert said_of(docket) == "Numbers 2–4 have not been seen yet."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("RESPONSE re 3 Sealed Document", " yet; other entries call 3 sealed."),
        ("ORDER granting 2 SEALED MOTION, 3 Sealed Document; 4 SEALED Order", ": all sealed, as other entries say."),
        ("RESPONSE re 3 MOTION to Seal", " yet."),
        ("RESPONSE re 30 Sealed Document", " yet."),
        ("RESPONSE re 3 Letter; 13 Sealed Document", " yet."),
    ],
)
def test_what_other_entries_call_sealed_is_said_to_be(text: str, said: str) -> None:
    docket = with_neighbours(filed=date(2021, 2, 1), text=text)
    interpret_docket(docket.pk)
    assert said_of(docket) == f"Numbers 2–4 have not been seen{said}"


def test_reasons_cost_the_same_for_one_gap_and_for_many(django_assert_num_queries: Any) -> None:
    docket = docket_with(*range(1, 100, 3))
    factories.sheet(docket=docket, **FEED)
    for shown in ((1, 4), tuple(range(1, 100, 3))):
        with django_assert_num_queries(1):
            assert len(describe_gaps(docket, numbered(*shown), newest=False, from_start=True)) == len(shown) - 1
    whole = docket_with(1, 2, 3)
    with django_assert_num_queries(1):
        assert describe_gaps(whole, numbered(1, 3), newest=False, from_start=True) == {}
