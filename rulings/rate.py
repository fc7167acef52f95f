"""How often one may ask: what programs ask for (exports, feeds, pictures, the API) without a login, pages by anyone, and whether
a password is right.

Counted in Redis for all processes together. Where Redis is away nobody is refused: it is there to ring, and readers do not wait
for it.
"""

import time
from dataclasses import dataclass
from functools import cache

import redis
from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItem, parse
from limits.strategies import FixedWindowRateLimiter
from redis.backoff import NoBackoff
from redis.retry import Retry

from dockets.rate_storage import RateStorage
from dockets.views.sender import customer

PATIENCE = 0.3
"""Seconds for one answer of Redis: readers are waiting."""
LEFT_ALONE = 10.0
"""Seconds for which a process asks a Redis no more that has not answered: each page would wait for it once."""


def seconds_to_wait(request: HttpRequest) -> int:
    """Counts this request. 0: it may be answered. Someone who is logged in waits for nothing."""
    if not settings.ANONYMOUS_RATE or (settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated):
        return 0
    return seconds_after(settings.ANONYMOUS_RATE, customer(request))


def seconds_to_wait_for_page(request: HttpRequest) -> int:
    """The same of a page. Asks the database nothing, except who somebody is whose address has asked too often: a newsroom shares
    one address, and there each who is logged in is counted by name. Who has no address is not counted."""
    address = customer(request)
    if not settings.PAGE_RATE or not address or not (wait := seconds_after(settings.PAGE_RATE, "page", address)):
        return 0
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return wait
    return seconds_after(settings.USER_RATE, "user", str(request.user.pk)) if settings.USER_RATE else 0


def seconds_after(rate: str, *who: str) -> int:
    """Counts once for ``who``, of whom ``rate`` ("20 per hour") is asked. 0: there was room for it."""
    return _of_site().hit(_window(rate), *who)


def give_back(rate: str, *who: str) -> None:
    """As though what was counted once for ``who`` had not been."""
    _of_site().give_back(_window(rate), *who)


def _of_site() -> "_Counter":
    return _counter(settings.REDIS_URL, f"{settings.BROKER_PREFIX}rate")


@dataclass
class _Counter:
    limiter: FixedWindowRateLimiter
    left_alone_until: float = 0.0

    def hit(self, window: RateLimitItem, *who: str) -> int:
        """Seconds until ``who`` may ask again; 0: now."""
        if time.monotonic() < self.left_alone_until:
            return 0
        try:
            if self.limiter.hit(window, *who):
                return 0
            return max(1, round(self.limiter.get_window_stats(window, *who).reset_time - time.time()))
        except redis.RedisError:
            self.left_alone_until = time.monotonic() + LEFT_ALONE
            return 0

    def give_back(self, window: RateLimitItem, *who: str) -> None:
        if time.monotonic() < self.left_alone_until:
            return
        try:
            self.limiter.hit(window, *who, cost=-1)
        except redis.RedisError:
            self.left_alone_until = time.monotonic() + LEFT_ALONE


@cache
def _window(written: str) -> RateLimitItem:
    """Raises ``ValueError``; a check has said so before."""
    return parse(written)


@cache
def _counter(url: str, prefix: str) -> _Counter:
    patience = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
    pool = redis.ConnectionPool.from_url(url, retry=Retry(NoBackoff(), 0), **patience)
    return _Counter(FixedWindowRateLimiter(RateStorage(pool, prefix)))
