"""How often CourtListener may be asked: rolling windows that all workers share, counted in Redis.

CourtListener counts the same windows and blocks an account that goes on asking. Where Redis is away nothing can be counted, so
nothing is asked: what is due stays due, and is asked for once Redis is back.
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
from redis.backoff import NoBackoff
from redis.retry import Retry

from dockets.rate_storage import RateStorage
from dockets.records import FetchFailed, NotNow

WITHOUT_REDIS = 60.0
"""Seconds until it is tried again when Redis cannot be reached."""
LONGEST_BAR = 24 * 3600
"""Seconds. CourtListener's longest window is a day; whatever it says beyond that is a mistake."""


def take() -> None:
    """Counts one request. Raises ``NotNow`` when none may be made yet; then none was counted in the longer windows."""
    windows = _windows()
    try:
        if wait := _barred() or _full(windows) or _hit(windows):
            raise NotNow(f"CourtListener’s quota is used up; it is asked again in {_spell(wait)}.", retry_after=wait)
    except redis.RedisError as error:
        msg = "Redis cannot be reached, and without it nobody knows how often CourtListener was asked; so it is not asked now."
        raise NotNow(msg, retry_after=WITHOUT_REDIS) from error


def bar(seconds: float) -> None:
    """CourtListener itself has said that it is asked too often: no worker asks again before ``seconds`` are over."""
    try:
        _client().set(_barrier(), 1, ex=max(1, min(math.ceil(seconds), LONGEST_BAR)))
    except redis.RedisError:
        return  # The source that was told comes back late enough by itself; the others find no Redis either.


def left() -> str:
    """For people: "4 of 5 a minute, 38 of 50 an hour, 101 of 125 a day left", and whether it is not asked at all just now.
    "" when nobody knows. Never raises."""
    try:
        parts = [(window, _limiter().get_window_stats(window, _account()).remaining) for window in _windows()]
        barred = _barred()
    except (redis.RedisError, FetchFailed):
        return ""
    counted = ", ".join(f"{remaining} of {window.amount} {_each(window)}" for window, remaining in parts) + " left"
    return f"{counted}; but it has said that it is asked too often, and is asked again in {_spell(barred)}" if barred else counted


def _windows() -> Sequence[RateLimitItem]:
    """Shortest first."""
    try:
        return sorted(parse_many(settings.COURTLISTENER_QUOTA), key=lambda window: window.get_expiry())
    except ValueError as error:
        msg = (
            f"CASETRACKER_COURTLISTENER_QUOTA is “{settings.COURTLISTENER_QUOTA[:60]}”, which cannot be read."
            " Write it like “5/minute, 50/hour, 125/day”."
        )
        raise FetchFailed(msg) from error


def _barred() -> float:
    """Seconds; 0: not barred."""
    left: Any = _client().pttl(_barrier())  # its stubs are for waiting clients too
    return max(0.0, float(left) / 1000)


def _full(windows: Sequence[RateLimitItem]) -> float:
    """Seconds until every window has room; 0: now."""
    now = time.time()
    full = [window for window in windows if not _limiter().test(window, _account())]
    return max((_reset(window) - now for window in full), default=0.0)


def _hit(windows: Sequence[RateLimitItem]) -> float:
    """Seconds to wait where another worker was quicker. Shortest window first: what it counts in vain is over soonest."""
    for window in windows:
        if not _limiter().hit(window, _account()):
            return max(1.0, _reset(window) - time.time())
    return 0.0


def _reset(window: RateLimitItem) -> float:
    # A full second more, since Redis counts in whole ones.
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
    """The quota is the account's, so two sites with one token and one Redis share it."""
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
    # Tried once: a poll is not worth waiting for, it comes back.
    return redis.ConnectionPool.from_url(url, socket_connect_timeout=2, socket_timeout=3, retry=Retry(NoBackoff(), 0))
