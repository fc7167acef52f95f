"""Which parts of the site answer: database, migrations, broker, beat, workers. Called by ``/readyz``, the page for
admins and ``doctor``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import redis
from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from casetracker.delivery.replica import describe_replica_trouble
from casetracker.operations.marks import STALE, Marks, get_broker, read_marks
from dockets.format.print_style import format_age, join_words


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the site. ``trouble``: what is amiss and what to do, in a sentence; "" where it is in order."""

    name: str
    trouble: str = ""
    is_needed: bool = True
    """Whether the site cannot do its work without it."""


def check_parts(now: datetime) -> Sequence[Part]:
    """Every part, in the order in which they need each other. What cannot be asked because another part is missing is
    left out."""
    parts = [check_database()]
    if not parts[0].trouble:
        parts.append(check_migrations())
    if settings.DATABASE_REPLICA_URL:
        parts.append(check_replica())
    parts.append(check_broker())
    if not parts[-1].trouble:
        marks = read_marks(now)
        parts += [check_beat(marks, now), check_workers(marks, now)]
    return parts


def check_database() -> Part:
    try:
        connection.ensure_connection()
        if not connection.is_usable():
            connection.close()
            connection.ensure_connection()
    except Error as error:
        return Part("database", f"PostgreSQL does not answer: {describe_error(error)}")
    return Part("database")


def check_replica() -> Part:
    """The site works without it, and reads everything on the primary."""
    return Part("replica", describe_replica_trouble(), is_needed=False)


def describe_error(error: BaseException) -> str:
    """The first line of an error of the database or the broker."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def list_pending_migrations() -> list[str]:
    """ "app.name" of each migration that the database has not. Raises the database's ``Error``."""
    applied = MigrationRecorder(connection).applied_migrations()
    return [f"{app}.{name}" for app, name in _list_migrations() if (app, name) not in applied]


@cache
def _list_migrations() -> Sequence[tuple[str, str]]:
    """Those that this version of the code has. They do not change while it runs."""
    return sorted(MigrationLoader(None).graph.nodes)


def check_migrations() -> Part:
    try:
        pending = list_pending_migrations()
    except Error as error:
        return Part("migrations", f"They cannot be read: {describe_error(error)}")
    if not pending:
        return Part("migrations")
    named = f"{pending[0]}{f' and {len(pending) - 1} more' if len(pending) > 1 else ''}"
    return Part("migrations", f"The database is older than the code: {named} to come. Run manage.py migrate.")


def check_broker() -> Part:
    try:
        get_broker().ping()
    except redis.RedisError as error:
        return Part("broker", f"Redis or Valkey does not answer: {describe_error(error)}")
    return Part("broker")


def check_beat(marks: Marks, now: datetime) -> Part:
    """Whether the beat rings, and is heard."""
    if marks.beat is None or now - marks.beat >= STALE:
        since = f"last rang {format_age(marks.beat, now)}" if marks.beat else "has not rung"
        return Part("beat", f"The beat {since}: what is due is not queued. Start it, or look at its log.")
    return Part("beat")


def check_workers(marks: Marks, now: datetime) -> Part:
    """Whether there is a worker for each queue."""
    served = {queue for worker in marks.workers if worker.is_fresh(now) for queue in worker.queues}
    missing = [queue.name for queue in settings.CELERY_TASK_QUEUES if queue.name not in served]
    if missing:
        queues = join_words([f"“{name}”" for name in missing])
        return Part("workers", f"No worker takes from the queue {queues}. Start one, or look at its log.")
    return Part("workers")
