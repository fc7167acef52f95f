"""Rate limits: for what programs request without a login (exports, feeds, pictures, the API), for pages, and for
password attempts.

Counted in Redis for all processes together. If Redis is away nobody is refused: it mainly queues tasks, and readers do
not wait for it.
"""

import time
from dataclasses import dataclass
from functools import cache

import redis
from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItem, parse
from limits.strategies import FixedWindowRateLimiter

from dockets.db.broker import make_pool
from dockets.db.counters import add_count
from dockets.db.rate_storage import RateStorage
from dockets.http.client_address import get_client_network

PATIENCE = 0.3
"""Timeout in seconds for one answer of Redis: readers are waiting."""
LEFT_ALONE = 10.0
"""For how many seconds a process does not ask a Redis that has not answered; otherwise each page would wait for it."""


def count_request(request: HttpRequest) -> int:
    """Counts this request; returns the seconds to wait, 0 if it may be answered. Logged-in users never wait."""
    if not settings.ANONYMOUS_RATE or (
        settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    ):
        return 0
    return _count_refusal("anonymous", count_attempt(settings.ANONYMOUS_RATE, get_client_network(request)))


def count_token_request(owner: int) -> int:
    """The same for a program with a token: all tokens of one user together, at the rate of whoever is logged in."""
    return count_attempt(settings.USER_RATE, "user", str(owner)) if settings.USER_RATE else 0


def count_page_request(request: HttpRequest) -> int:
    """The same for a page. Queries the database only for who is logged in at an address that has asked too often: a
    newsroom shares one address, and there each logged-in user is counted separately. A client without an address is not
    counted."""
    address = get_client_network(request)
    if not settings.PAGE_RATE or not address or not (wait := count_attempt(settings.PAGE_RATE, "page", address)):
        return 0
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return _count_refusal("page", wait)
    if not settings.USER_RATE:
        return 0
    return _count_refusal("user", count_attempt(settings.USER_RATE, "user", str(request.user.pk)))


def _count_refusal(rate: str, wait: int) -> int:
    """Counts it for the metrics if there is a wait, which it returns."""
    if wait:
        add_count("refusals", rate=rate)
    return wait


def count_attempt(rate: str, *who: str) -> int:
    """Counts one attempt of ``who`` against ``rate`` ("20 per hour"); returns the seconds to wait, 0 if
    there was room."""
    return _of_site().hit(_window(rate), *who)


def uncount_attempt(rate: str, *who: str) -> None:
    """Takes back one counted attempt of ``who``."""
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
    """Raises ``ValueError``, which a system check has reported before."""
    return parse(written)


@cache
def _counter(url: str, prefix: str) -> _Counter:
    return _Counter(FixedWindowRateLimiter(RateStorage(make_pool(url, patience=PATIENCE), prefix)))
