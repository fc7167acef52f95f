"""When a source is read next: after success, after failure, and how often a single docket is worth polling. Pure.

A source that keeps failing is handled by a circuit breaker. From the fifth failure in a row the breaker is open, which
means a pause of at least one hour. The first poll after the pause is the trial: success closes the breaker, one more
failure opens it for longer.
"""

import random
from datetime import date, datetime, timedelta

LONGEST_PAUSE = timedelta(hours=6)
"""The longest pause between two attempts at a failing source, unless its own interval is longer."""
OPENS_AFTER = 5
"""The number of failures in a row from which the breaker is open."""
OPEN_PAUSE = timedelta(hours=1)
JITTER = 0.1
"""The share by which a pause is varied, so that sources polled together do not all come back together."""

_BUSY = ((timedelta(days=3), 1), (timedelta(days=14), 3), (timedelta(days=60), 12))
"""(time since the last filing, factor): a docket is polled every ``factor`` intervals; after the last row, ``_QUIET``.
"""
_QUIET = 72
_OPEN_AT_MOST = timedelta(days=1)
_CLOSED = timedelta(days=7)
_CLOSED_AT_LAST = timedelta(days=30)
"""After this long without a filing, a closed docket is polled once a week. Until then it may still be appealed, or paid
for."""


def get_docket_interval(
    interval: timedelta, last_filing: date | None, terminated: date | None, today: date
) -> timedelta:
    """How often to poll a docket: every ``interval`` while it is busy, less often the longer nothing was filed, rarely
    once closed.

    A docket about which nothing is known yet counts as busy. Never more often than ``interval``.
    """
    if last_filing is None:
        return interval
    still_for = max(today - last_filing, timedelta())
    if terminated and still_for > _CLOSED_AT_LAST:
        return max(_CLOSED, interval)
    times = next((times for days, times in _BUSY if still_for <= days), _QUIET)
    return max(interval, min(interval * times, _OPEN_AT_MOST))


def get_pause_after_failure(failures: int, interval: timedelta) -> timedelta:
    """The pause after this many failures in a row: doubled each time up to ``LONGEST_PAUSE``, at least ``OPEN_PAUSE``
    while the breaker is open."""
    longest = max(LONGEST_PAUSE, interval)
    pause = min(interval * (1 << min(failures - 1, 16)), longest)
    return max(pause, OPEN_PAUSE) if is_breaker_open(failures) else pause


def is_breaker_open(failures: int) -> bool:
    """Whether the breaker is open after this many failures in a row."""
    return failures >= OPENS_AFTER


def vary_pause(pause: timedelta) -> timedelta:
    """``pause``, lengthened at random by up to a tenth."""
    return timedelta(seconds=pause.total_seconds() * (1 + JITTER * random.random()))  # noqa: S311 - it guards nothing


def add_working_days(moment: datetime, days: int) -> datetime:
    """The time ``days`` working days later; Saturdays and Sundays do not count."""
    while days:
        moment += timedelta(days=1)
        days -= moment.weekday() < 5
    return moment
