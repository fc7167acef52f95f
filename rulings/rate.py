"""How often somebody who is not logged in may ask for what programs ask for: exports, feeds, pictures, the API.

Counted in Redis for all processes together. Pages are not counted, and none costs a look at it.
Where Redis is away nobody is refused: it is there to ring, and readers do not wait for it.
"""

import time
from functools import cache

import redis
from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItem, parse
from limits.storage import RedisStorage
from limits.strategies import FixedWindowRateLimiter
from redis.backoff import NoBackoff
from redis.retry import Retry

from dockets.views.sender import customer


def seconds_to_wait(request: HttpRequest) -> int:
    """Counts this request. 0: it may be answered. Someone who is logged in waits for nothing."""
    if not settings.ANONYMOUS_RATE or (settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated):
        return 0
    window, limiter = _window(settings.ANONYMOUS_RATE), _limiter(settings.REDIS_URL, f"{settings.BROKER_PREFIX}rate")
    try:
        if limiter.hit(window, customer(request)):
            return 0
        return max(1, round(limiter.get_window_stats(window, customer(request)).reset_time - time.time()))
    except redis.RedisError:
        return 0


@cache
def _window(written: str) -> RateLimitItem:
    """Raises ``ValueError``; a check has said so before."""
    return parse(written)


@cache
def _limiter(url: str, prefix: str) -> FixedWindowRateLimiter:
    # Tried once and for a moment: readers are waiting.
    pool = redis.ConnectionPool.from_url(url, socket_connect_timeout=0.3, socket_timeout=0.3, retry=Retry(NoBackoff(), 0))
    return FixedWindowRateLimiter(RedisStorage("redis://", connection_pool=pool, key_prefix=prefix))
