"""When a source is read next: laws of the pauses."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockets.record import schedule

TODAY = date(2026, 11, 24)
MINUTES = timedelta(minutes=10)
INTERVALS = st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=30))
DAYS = st.integers(min_value=-3, max_value=4000)


@pytest.mark.parametrize(
    ("days", "pause"),
    [
        (0, MINUTES),
        (3, MINUTES),
        (4, 3 * MINUTES),
        (14, 3 * MINUTES),
        (15, 12 * MINUTES),
        (60, 12 * MINUTES),
        (61, 72 * MINUTES),
        (2000, 72 * MINUTES),
    ],
)
def test_an_open_docket_is_read_the_more_rarely_the_longer_nothing_was_filed(days: int, pause: timedelta) -> None:
    assert schedule.get_docket_interval(MINUTES, TODAY - timedelta(days=days), None, TODAY) == pause


def test_a_closed_docket_is_read_once_a_week_after_a_month_without_a_filing() -> None:
    closed = TODAY - timedelta(days=400)
    assert schedule.get_docket_interval(MINUTES, TODAY - timedelta(days=31), closed, TODAY) == timedelta(days=7)
    assert schedule.get_docket_interval(MINUTES, TODAY - timedelta(days=1), closed, TODAY) == MINUTES


def test_one_of_which_nothing_is_known_yet_is_read_as_if_it_were_busy() -> None:
    assert schedule.get_docket_interval(MINUTES, None, None, TODAY) == MINUTES


@given(INTERVALS, DAYS, DAYS, st.booleans())
def test_quieter_is_never_read_more_often_and_none_more_often_than_its_interval(
    interval: timedelta, first: int, second: int, closed: bool
) -> None:
    terminated = TODAY if closed else None
    quieter, busier = max(first, second), min(first, second)
    rare = schedule.get_docket_interval(interval, TODAY - timedelta(days=quieter), terminated, TODAY)
    often = schedule.get_docket_interval(interval, TODAY - timedelta(days=busier), terminated, TODAY)
    assert interval <= often <= rare
    assert rare <= max(interval, timedelta(days=7))


@given(INTERVALS, DAYS)
def test_a_closed_one_is_never_read_more_often_than_an_open_one(interval: timedelta, days: int) -> None:
    filed = TODAY - timedelta(days=days)
    assert schedule.get_docket_interval(interval, filed, TODAY, TODAY) >= schedule.get_docket_interval(
        interval, filed, None, TODAY
    )


def test_no_pause_is_longer_than_six_hours_or_the_sources_own() -> None:
    assert schedule.get_pause_after_failure(1, MINUTES) == MINUTES
    assert schedule.get_pause_after_failure(3, MINUTES) == 4 * MINUTES
    assert schedule.get_pause_after_failure(10_000, MINUTES) == schedule.LONGEST_PAUSE
    assert schedule.get_pause_after_failure(1, timedelta(days=1)) == timedelta(days=1)


@given(INTERVALS, st.integers(min_value=1, max_value=100))
def test_each_failure_makes_the_pause_longer_or_leaves_it(interval: timedelta, failures: int) -> None:
    pause = schedule.get_pause_after_failure(failures, interval)
    assert (
        interval
        <= pause
        <= schedule.get_pause_after_failure(failures + 1, interval)
        <= max(schedule.LONGEST_PAUSE, interval)
    )
    assert failures < schedule.OPENS_AFTER or pause >= schedule.OPEN_PAUSE


@given(INTERVALS)
def test_what_is_varied_is_up_to_a_tenth_longer(pause: timedelta) -> None:
    assert pause <= schedule.vary_pause(pause) <= pause * 1.1 + timedelta(microseconds=1)


def test_what_is_varied_differs() -> None:
    assert len({schedule.vary_pause(MINUTES) for _ in range(20)}) > 1


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (datetime(2026, 11, 23, 9, tzinfo=UTC), 3, datetime(2026, 11, 26, 9, tzinfo=UTC)),
        (datetime(2026, 11, 20, 9, tzinfo=UTC), 1, datetime(2026, 11, 23, 9, tzinfo=UTC)),
        (datetime(2026, 11, 21, 9, tzinfo=UTC), 3, datetime(2026, 11, 25, 9, tzinfo=UTC)),
    ],
)
def test_weekends_are_no_working_days(start: datetime, days: int, end: datetime) -> None:
    assert schedule.add_working_days(start, days) == end
