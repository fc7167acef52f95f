"""What is logged, and how: nothing of an idle site, one JSON object a line where that is set, and the id of the
request. Named in ``settings.LOGGING``."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from casetracker.operations.request_ids import get_request_id

_ROUTINE = {"casetracker.tasks.ring_due", "casetracker.tasks.look_after_site", "dockets.tasks.look_after_sources"}
"""Tasks that the beat sends whatever happens."""
_TOLD_BY = {"celery.beat", "celery.worker.strategy", "celery.app.trace"}


class QuietRoutine(logging.Filter):
    """Leaves out what Celery tells at INFO of each ring of the beat: sent, received, succeeded, 173,000 lines a day. At
    debug level they stay."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno != logging.INFO or record.name not in _TOLD_BY:
            return True
        return logging.getLogger().isEnabledFor(logging.DEBUG) or _ROUTINE.isdisjoint(_list_values(record.args))


def _list_values(arguments: Any) -> list[str]:
    """Those of a record: Celery gives a mapping, its beat a tuple."""
    values = arguments.values() if isinstance(arguments, dict) else arguments or ()
    return [value for value in values if isinstance(value, str)]


class JsonLines(logging.Formatter):
    """``{"at", "level", "logger", "message", "request_id", "exception"}``; the last two where there are any."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
        }
        if request_id := get_request_id():
            told["request_id"] = request_id
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)
