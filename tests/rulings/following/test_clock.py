"""When news is sent: laws over days on which clocks are changed, and the examples that people think of."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulings.following.clock import BURST, Clock, find_due_time, is_quiet
from rulings.vocabulary.topics import Urgency

VIENNA, SEATTLE = ZoneInfo("Europe/Vienna"), ZoneInfo("America/Los_Angeles")
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
# Two days around each change of clocks in 2026, in zones with and without, with half an hour, and with no whole hour.
MOMENTS = st.sampled_from(["2026-03-07", "2026-03-28", "2026-04-04", "2026-10-03", "2026-10-24", "2026-10-31"]).flatmap(
    lambda day: st.timedeltas(timedelta(0), timedelta(days=3)).map(
        lambda ahead: datetime.fromisoformat(day).replace(tzinfo=UTC) + ahead
    )
)
CLOCKS = st.builds(
    Clock,
    st.sampled_from(["Europe/Vienna", "America/Los_Angeles", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]).map(
        ZoneInfo
    ),
    TIMES,
    st.integers(0, 6),
    st.none() | TIMES,
    st.none() | TIMES,
)
URGENCIES = st.sampled_from([Urgency.NOW, Urgency.HOURLY, Urgency.DAILY, Urgency.WEEKLY])


@given(MOMENTS, URGENCIES, CLOCKS, st.none() | st.timedeltas(timedelta(hours=-3), timedelta(hours=3)))
def test_nothing_is_sent_in_quiet_hours_nor_late(
    now: datetime, urgency: Urgency, clock: Clock, latest: timedelta | None
) -> None:
    due = find_due_time(now, urgency, clock, now + latest if latest is not None else None)
    assert due >= now
    assert not is_quiet(due, clock)
    longest = {Urgency.NOW: timedelta(hours=3), Urgency.HOURLY: timedelta(hours=1), Urgency.DAILY: timedelta(days=1)}
    # A day on which clocks are put back has an hour more; quiet hours last a day at most.
    assert due - now <= longest.get(urgency, timedelta(days=7)) + timedelta(days=1, hours=2)


@given(MOMENTS, CLOCKS)
def test_a_daily_digest_comes_once_a_day_at_its_time(now: datetime, clock: Clock) -> None:
    awake = Clock(clock.zone, clock.digest_at)
    due = find_due_time(now, Urgency.DAILY, awake)
    following = find_due_time(due, Urgency.DAILY, awake)
    days = (following.astimezone(clock.zone).date() - due.astimezone(clock.zone).date()).days
    assert days in {0, 1}, "a time that the clock shows twice is two moments of one day"
    shown = due.astimezone(clock.zone).time().replace(fold=0)
    assert (
        shown == clock.digest_at
        or due.astimezone(clock.zone).utcoffset() != (due - timedelta(hours=2)).astimezone(clock.zone).utcoffset()
    ), "only where clocks are put forward is it another time"


def at(words: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("now", "urgency", "due"),
    [
        ("2026-12-01 10:20", Urgency.NOW, "2026-12-01 10:20"),
        ("2026-12-01 10:20", Urgency.HOURLY, "2026-12-01 11:00"),
        ("2026-12-01 10:20", Urgency.DAILY, "2026-12-02 08:00"),
        ("2026-12-01 07:20", Urgency.DAILY, "2026-12-01 08:00"),
        ("2026-12-01 10:20", Urgency.WEEKLY, "2026-12-07 08:00"),
        ("2026-12-01 23:20", Urgency.NOW, "2026-12-02 06:30"),
        ("2026-12-01 03:20", Urgency.NOW, "2026-12-01 06:30"),
    ],
)
def test_by_the_wall_clock(now: str, urgency: Urgency, due: str) -> None:
    clock = Clock(SEATTLE, quiet_from=time(22), quiet_to=time(6, 30))
    assert find_due_time(at(now, SEATTLE), urgency, clock) == at(due, SEATTLE)


def test_a_burst_is_one_message_at_once_and_one_for_the_rest() -> None:
    clock, now = Clock(VIENNA), at("2026-12-01 10:00", VIENNA)
    first = find_due_time(now, Urgency.NOW, clock)
    rest = find_due_time(now + timedelta(minutes=3), Urgency.NOW, clock, first)
    assert (first, rest) == (now, now + BURST)
    assert find_due_time(now + timedelta(minutes=40), Urgency.NOW, clock, rest) == rest, "on a fixed clock"
    assert find_due_time(rest + timedelta(minutes=1), Urgency.NOW, clock, rest) == rest + BURST
    assert find_due_time(rest + BURST, Urgency.NOW, clock, rest) == rest + BURST, "and then at once again"


def test_what_is_never_sent_is_due_at_no_time() -> None:
    with pytest.raises(ValueError, match="no time"):
        find_due_time(at("2026-12-01 10:00", VIENNA), Urgency.NEVER, Clock(VIENNA))
