"""Shortens log records about an unavailable broker to one line: every attempt to use it fails again (the beat's each
second), and Celery logs two hundred lines each time. A filter in ``settings.LOGGING``."""

import logging

_OF_BROKER = {("redis.exceptions", "RedisError"), ("kombu.exceptions", "OperationalError")}
"""Class names, not classes: a process that has not imported these modules, as pages need not, cannot meet their
errors."""
_AROUND = ("celery.beat", "SchedulingError")
"""Raised by the beat for any error that kept it from sending a task."""


class InOneLine(logging.Filter):
    """Reduces a record with a broker's error to its first line and the reason; at debug level, and for any other error,
    the record stays whole."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if (
            error is not None
            and is_broker_error(error)
            and not logging.getLogger(record.name).isEnabledFor(logging.DEBUG)
        ):
            first = record.getMessage().partition("\n")[0]
            reason = " ".join(str(error).split())
            record.msg, record.args = "%s", (first if reason in first else f"{first} {type(error).__name__}: {reason}",)
            record.exc_info = record.exc_text = record.stack_info = None
        return True


def is_broker_error(error: BaseException) -> bool:
    """Whether the broker does not answer or does not accept more. An error that merely follows from such an error does
    not count."""
    if _AROUND in _names(error):
        reason = error.__cause__ or error.__context__
        return reason is not None and is_broker_error(reason)
    return not _OF_BROKER.isdisjoint(_names(error))


def _names(error: BaseException) -> set[tuple[str, str]]:
    return {(kind.__module__, kind.__qualname__) for kind in type(error).__mro__}
