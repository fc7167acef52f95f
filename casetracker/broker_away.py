"""Tells in one line that the broker cannot be used: whoever needs it finds that out anew, the beat each second, and what Celery
writes of it has two hundred lines. A filter of ``settings.LOGGING``.
"""

import logging

_OF_BROKER = {("redis.exceptions", "RedisError"), ("kombu.exceptions", "OperationalError")}
"""By their names: what has not loaded these, as a page need not, has none of their errors."""
_AROUND = ("celery.beat", "SchedulingError")
"""Raised by the beat for whatever kept it from sending a task."""


class InOneLine(logging.Filter):
    """Of a record whose error is the broker's, the first line and the reason; at debug, and of any other error, all of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and is_of_broker(error) and not logging.getLogger(record.name).isEnabledFor(logging.DEBUG):
            first = record.getMessage().partition("\n")[0]
            reason = " ".join(str(error).split())
            record.msg, record.args = "%s", (first if reason in first else f"{first} {type(error).__name__}: {reason}",)
            record.exc_info = record.exc_text = record.stack_info = None
        return True


def is_of_broker(error: BaseException) -> bool:
    """Whether it says that the broker does not answer, or does not take any more. What only follows such an error is another."""
    if _AROUND in _names(error):
        reason = error.__cause__ or error.__context__
        return reason is not None and is_of_broker(reason)
    return not _OF_BROKER.isdisjoint(_names(error))


def _names(error: BaseException) -> set[tuple[str, str]]:
    return {(kind.__module__, kind.__qualname__) for kind in type(error).__mro__}
