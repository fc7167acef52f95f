"""How long an entry was seen does not depend on the order in which the sheets came."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dockets.sightings import Sheets, Sighting, not_shown, shown, together, united

START = datetime(2021, 1, 1, tzinfo=UTC)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def told(sheets: Sequence[tuple[int, bool]]) -> Sighting | None:
    """``sheets``: (day, whether the entry is on it), all complete, in the order in which they came."""
    known, complete = None, list[datetime]()
    for number, present in sheets:
        past = Sheets(complete, complete[-1] if complete else None)
        if present:
            known = shown(known, day(number), past)
        elif known:
            known = not_shown(known, day(number), past)
        complete = sorted({*complete, day(number)})
    return known


def truth(sheets: Sequence[tuple[int, bool]]) -> Sighting | None:
    seen = [number for number, present in sheets if present]
    if not seen:
        return None
    later = [number for number, _ in sheets if number > max(seen)]
    return Sighting(day(min(seen)), day(max(seen)), day(min(later))) if later else Sighting(day(min(seen)))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=8, unique_by=lambda sheet: sheet[0]))
def test_any_order_of_complete_sheets_tells_the_truth(sheets: list[tuple[int, bool]]) -> None:
    assert told(sheets) == truth(sheets)


def test_a_late_sheet_that_lacks_it_says_nothing_against_a_newer_one() -> None:
    assert told([(1, True), (3, True), (2, False)]) == Sighting(day(1))


def test_the_first_sheet_without_it_is_the_one_that_counts() -> None:
    assert told([(1, True), (5, False), (3, False), (4, False)]) == Sighting(day(1), day(1), day(3))


def test_one_that_is_older_and_came_late_moves_the_first_time_only() -> None:
    assert told([(3, True), (1, True)]) == Sighting(day(1))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.booleans(), st.integers(0, 2)), max_size=8, unique_by=lambda sheet: sheet[0]))
def test_sheets_under_several_numbers_tell_the_same_as_under_one(sheets: list[tuple[int, bool, int]]) -> None:
    under = [[(number, present) for number, present, side in sheets if side == one] for one in range(3)]
    past = [_sheets(side) for side in under]
    known = [(sighting, of_one) for side, of_one in zip(under, past, strict=True) if (sighting := told(side))]
    every = together(past)
    assert every == _sheets([(number, present) for number, present, _ in sheets])
    if known:
        assert united(known, every)[0] == truth([(number, present) for number, present, _ in sheets])


def _sheets(sheets: Sequence[tuple[int, bool]]) -> Sheets:
    days = sorted(day(number) for number, _ in sheets)
    return Sheets(days, days[-1] if days else None)
