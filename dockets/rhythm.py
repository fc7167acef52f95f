"""When a source is read next: after success, after failure, and how often a docket is worth asking about. Pure.

A source that fails again and again is the breaker's: from the fifth failure in a row it is open, which means an hour's pause at
least. What is read when the pause is over is the trial: one success closes it, one more failure opens it for longer.
"""

import random
from datetime import date, datetime, timedelta

LONGEST_PAUSE = timedelta(hours=6)
"""Between two attempts at a source that fails, unless its own interval is longer."""
OPENS_AFTER = 5
"""Failures in a row."""
OPEN_PAUSE = timedelta(hours=1)
JITTER = 0.1
"""By how much of it a pause is varied, so that sources that were read together do not come back together."""

_BUSY = ((timedelta(days=3), 1), (timedelta(days=14), 3), (timedelta(days=60), 12))
"""So long after the last filing, a docket is read every so many intervals; after that, ``_QUIET``."""
_QUIET = 72
_OPEN_AT_MOST = timedelta(days=1)
_CLOSED = timedelta(days=7)
_CLOSED_AT_LAST = timedelta(days=30)
"""After this long without a filing, a closed docket is read once a week. Until then it may still be appealed, or paid for."""


def of_docket(interval: timedelta, last_filing: date | None, terminated: date | None, today: date) -> timedelta:
    """How often a docket is read: ``interval`` where it is busy, more rarely the longer nothing was filed, seldom once closed.

    One of which nothing is known yet counts as busy. Never more often than ``interval``.
    """
    if last_filing is None:
        return interval
    still_for = max(today - last_filing, timedelta())
    if terminated and still_for > _CLOSED_AT_LAST:
        return max(_CLOSED, interval)
    times = next((times for days, times in _BUSY if still_for <= days), _QUIET)
    return max(interval, min(interval * times, _OPEN_AT_MOST))


def after_failure(failures: int, interval: timedelta) -> timedelta:
    """Twice as long after each failure in a row, up to ``LONGEST_PAUSE``; at least ``OPEN_PAUSE`` while the breaker is open."""
    longest = max(LONGEST_PAUSE, interval)
    pause = min(interval * (1 << min(failures - 1, 16)), longest)
    return max(pause, OPEN_PAUSE) if is_open(failures) else pause


def is_open(failures: int) -> bool:
    """Whether the breaker is open."""
    return failures >= OPENS_AFTER


def varied(pause: timedelta) -> timedelta:
    """``pause``, or up to a tenth longer."""
    return timedelta(seconds=pause.total_seconds() * (1 + JITTER * random.random()))  # noqa: S311 - it guards nothing


def working_days_after(moment: datetime, days: int) -> datetime:
    """So many days later, Saturdays and Sundays not counted."""
    while days:
        moment += timedelta(days=1)
        days -= moment.weekday() < 5
    return moment
