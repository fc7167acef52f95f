"""How long an entry was seen does not depend on the order in which the sheets came."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dockets.resolve.sightings import (
    HasPlace,
    PastSheets,
    Sighting,
    combine_sheets,
    combine_sightings,
    note_absence,
    note_sighting,
)
from tests.support.examples import count_examples

START = datetime(2021, 1, 1, tzinfo=UTC)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


type Shown = tuple[int, bool, bool]
"""A sheet: its day, whether the entry is on it, and whether it is complete."""


def told(sheets: Sequence[Shown]) -> Sighting | None:
    """``sheets`` in the order in which they came. Each has the entry at the place that is the number of its day."""
    known, past = None, PastSheets()
    for number, present, complete in sheets:
        now = combine_sheets([past, PastSheets([day(number)] if complete else [], day(number))])
        if present:
            known = note_sighting(known, HasPlace(complete, day(number), number), past, now)
        elif known:
            known = note_absence(known, past, now)
        past = now
    return known


def truth(sheets: Sequence[Shown]) -> Sighting | None:
    seen = [number for number, present, _ in sheets if present]
    if not seen:
        return None
    whole = [number for number, _, complete in sheets if complete]
    position = max(set(seen) & set(whole), default=min(seen))
    later = [number for number in whole if number > max(seen)]
    return Sighting(
        position,
        day(min(seen)),
        None if max(seen) == max(number for number, *_ in sheets) else day(max(seen)),
        day(max(seen)) if later else None,
        None if position == max(whole, default=min(seen)) else day(position),
    )


any_sheets = st.lists(
    st.tuples(st.integers(0, 12), st.booleans(), st.booleans()), max_size=8, unique_by=lambda sheet: sheet[0]
)


@settings(max_examples=count_examples(100, 500), deadline=None)
@given(any_sheets)
def test_any_order_of_sheets_tells_the_truth(sheets: list[Shown]) -> None:
    assert told(sheets) == truth(sheets)


def test_a_late_sheet_that_lacks_it_says_nothing_against_a_newer_one() -> None:
    assert told([(1, True, True), (3, True, True), (2, False, True)]) == Sighting(3, day(1))


def test_it_is_missing_since_the_last_sheet_that_showed_it() -> None:
    assert told([(1, True, True), (5, False, True), (3, False, True), (4, False, True)]) == Sighting(
        1, day(1), day(1), day(1), day(1)
    )


def test_one_that_is_older_and_came_late_moves_the_first_time_only() -> None:
    assert told([(3, True, True), (1, True, True)]) == Sighting(3, day(1))


def test_a_part_of_the_docket_hides_no_page_that_lacked_it() -> None:
    assert told([(1, True, True), (3, False, False), (2, False, True)]) == Sighting(1, day(1), day(1), day(1), day(1))


@settings(max_examples=count_examples(80, 300), deadline=None)
@given(any_sheets, st.lists(st.integers(0, 2), min_size=8, max_size=8))
def test_sheets_under_several_numbers_tell_the_same_as_under_one(sheets: list[Shown], sides: list[int]) -> None:
    under = [[sheet for sheet, side in zip(sheets, sides, strict=False) if side == one] for one in range(3)]
    past = [_sheets(side) for side in under]
    known = [(sighting, of_one) for side, of_one in zip(under, past, strict=True) if (sighting := told(side))]
    every = combine_sheets(past)
    assert every == _sheets(sheets)
    if known:
        assert combine_sightings(known, every) == truth(sheets)


def _sheets(sheets: Sequence[Shown]) -> PastSheets:
    complete = sorted(day(number) for number, _, complete in sheets if complete)
    return PastSheets(complete, max((day(number) for number, *_ in sheets), default=None))
