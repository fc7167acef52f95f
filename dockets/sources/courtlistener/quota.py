"""Limits how often CourtListener is asked: rolling windows that all workers share, counted in Redis.

CourtListener counts the same windows and blocks an account that goes on asking. While Redis is away nothing can be
counted, so nothing is asked: what is due stays due until Redis is back.
"""

import math
import time
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from typing import Any

import redis
from django.conf import settings
from limits import RateLimitItem, parse_many
from limits.strategies import MovingWindowRateLimiter

from dockets.db.broker import make_pool
from dockets.db.rate_storage import RateStorage
from dockets.record.records import FetchFailed, QuotaExhausted

WITHOUT_REDIS = 60.0
"""Seconds until the next attempt when Redis cannot be reached."""
LONGEST_BAR = 24 * 3600
"""Seconds. CourtListener's longest window is a day; a longer Retry-After is a mistake."""


def take_quota() -> None:
    """Counts one request. Raises ``QuotaExhausted`` when none is allowed yet; the longer windows then count none."""
    windows = _windows()
    try:
        if wait := _barred() or _full(windows) or _hit(windows):
            raise QuotaExhausted(
                f"CourtListener’s quota is used up; it is asked again in {_spell(wait)}.", retry_after=wait
            )
    except redis.RedisError as error:
        msg = (
            "Redis cannot be reached, and without it nobody knows how often CourtListener was asked; so it is not asked"
            " now."
        )
        raise QuotaExhausted(msg, retry_after=WITHOUT_REDIS) from error


def bar_requests(seconds: float) -> None:
    """CourtListener has answered that it is asked too often: no worker asks again for ``seconds``."""
    try:
        _client().set(_barrier(), 1, ex=max(1, min(math.ceil(seconds), LONGEST_BAR)))
    except redis.RedisError:
        return  # This source waits long enough anyway; the others cannot reach Redis either.


def describe_quota() -> str:
    """The remaining quota for people: "4 of 5 a minute, 38 of 50 an hour, 101 of 125 a day left", and whether requests
    are barred just now. "" when unknown. Never raises."""
    try:
        parts = [(window, _limiter().get_window_stats(window, _account()).remaining) for window in _windows()]
        barred = _barred()
    except (redis.RedisError, FetchFailed):
        return ""
    counted = ", ".join(f"{remaining} of {window.amount} {_each(window)}" for window, remaining in parts) + " left"
    return (
        f"{counted}; but it has said that it is asked too often, and is asked again in {_spell(barred)}"
        if barred
        else counted
    )


def _windows() -> Sequence[RateLimitItem]:
    """The quota's windows, shortest first."""
    try:
        return sorted(parse_many(settings.COURTLISTENER_QUOTA), key=lambda window: window.get_expiry())
    except ValueError as error:
        msg = (
            f"CASETRACKER_COURTLISTENER_QUOTA is “{settings.COURTLISTENER_QUOTA[:60]}”, which cannot be read."
            " Write it like “5/minute, 50/hour, 125/day”."
        )
        raise FetchFailed(msg) from error


def _barred() -> float:
    """Seconds for which requests are still barred; 0: not barred."""
    left: Any = _client().pttl(_barrier())  # the type stubs also cover asynchronous clients
    return max(0.0, float(left) / 1000)


def _full(windows: Sequence[RateLimitItem]) -> float:
    """Seconds until every window has room; 0: now."""
    now = time.time()
    full = [window for window in windows if not _limiter().test(window, _account())]
    return max((_reset(window) - now for window in full), default=0.0)


def _hit(windows: Sequence[RateLimitItem]) -> float:
    """Seconds to wait where another worker was quicker, else 0. Shortest window first: what it counts in vain expires
    soonest."""
    for window in windows:
        if not _limiter().hit(window, _account()):
            return max(1.0, _reset(window) - time.time())
    return 0.0


def _reset(window: RateLimitItem) -> float:
    # One second more, since Redis counts in whole seconds.
    return _limiter().get_window_stats(window, _account()).reset_time + 1


def _spell(seconds: float) -> str:
    if seconds < 100:
        whole = math.ceil(seconds)
        return f"{whole} second{'' if whole == 1 else 's'}"
    minutes = math.ceil(seconds / 60)
    return f"{minutes} minutes" if minutes < 100 else f"{minutes // 60} hours"


def _each(window: RateLimitItem) -> str:
    name = window.GRANULARITY.name
    return f"{'an' if name == 'hour' else 'a'} {name}" if window.multiples == 1 else f"in {window.multiples} {name}s"


def _account() -> str:
    """A key for the account. The quota is the account's, so two sites with one token and one Redis share it."""
    return blake2b(settings.COURTLISTENER_TOKEN.encode(), digest_size=8).hexdigest()


def _barrier() -> str:
    return f"{settings.BROKER_PREFIX}courtlistener:{_account()}:barred"


def _client() -> redis.Redis:
    return redis.Redis(connection_pool=_pool(settings.REDIS_URL))


def _limiter() -> MovingWindowRateLimiter:
    return _limiter_at(settings.REDIS_URL, f"{settings.BROKER_PREFIX}courtlistener")


@cache
def _limiter_at(url: str, prefix: str) -> MovingWindowRateLimiter:
    # The scheme only chooses the client; the pool knows the address, which may be a socket.
    return MovingWindowRateLimiter(RateStorage(_pool(url), prefix))


@cache
def _pool(url: str) -> redis.ConnectionPool:
    # One attempt: a poll is not worth waiting for, since it is repeated.
    return make_pool(url, patience=3, connect=2)
