"""Numbers that a docket skips."""

from typing import Any

import pytest

from dockets.models import Docket
from rulings.gaps import gaps
from tests import factories

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
        ([1, 123_456_789_012], False, {}),
    ],
)
def test_what_is_missing_is_said_where_it_is_missing(shown: list[int | None], newest: bool, said: dict[int, str]) -> None:
    """On a docket that also holds number 7, on another step."""
    docket = docket_with(7)
    assert gaps(docket, numbered(*shown), newest=newest, from_start=True) == said


def test_a_later_step_says_nothing_of_what_lies_before_it() -> None:
    assert gaps(docket_with(), numbered(201, 202), newest=False, from_start=False) == {}


def test_numbers_on_other_steps_are_no_gap() -> None:
    assert gaps(docket_with(2, 3), numbered(1, 4), newest=False, from_start=True) == {}
