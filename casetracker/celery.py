"""The Celery application: ``celery -A casetracker worker`` and ``celery -A casetracker beat``. Its settings are
Django's."""

import gc
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from celery import Celery
from celery.signals import (
    after_task_publish,
    before_task_publish,
    celeryd_after_setup,
    heartbeat_sent,
    task_postrun,
    task_prerun,
    worker_shutting_down,
)

from casetracker.outages import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casetracker.settings")

broker.register_transport()
app = Celery("casetracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_after_setup.connect
def keep_what_is_loaded(**_: Any) -> None:
    """Sent before a worker's processes are forked. What is loaded by then stays: it is left out of each search for
    garbage, which would make copies of the memory that they share."""
    gc.freeze()


@dataclass(slots=True)
class _Worker:
    """The worker that this process is the parent of, if it is one."""

    name: str = ""
    queues: Sequence[str] = ()


_worker = _Worker()


@celeryd_after_setup.connect
def remember_worker(sender: str, instance: Any, **_: Any) -> None:
    _worker.name, _worker.queues = sender, sorted(instance.app.amqp.queues.consume_from)


@heartbeat_sent.connect
def note_heartbeat(**_: Any) -> None:
    """Sent by a worker's parent process every two seconds."""
    from casetracker.operations import marks, outage_mail

    if _worker.name:
        marks.note_worker(_worker.name, _worker.queues)
        outage_mail.look_for_outages()
        marks.touch_alive_file()


@worker_shutting_down.connect
def forget_worker(**_: Any) -> None:
    """Sent when a worker is told to stop; one that is killed leaves its mark."""
    from casetracker.operations import marks

    if _worker.name:
        marks.remove_worker(_worker.name)
        _worker.name = ""


@before_task_publish.connect
def send_request_id(headers: dict[str, Any], **_: Any) -> None:
    from casetracker.operations.request_ids import add_to_message

    add_to_message(headers)


@task_prerun.connect
def take_request_id(task: Any, **_: Any) -> None:
    from casetracker.operations.request_ids import take_from_task

    take_from_task(task.request)


@after_task_publish.connect(sender="casetracker.tasks.ring_due")
def note_ring(**_: Any) -> None:
    """Sent in the beat's process when the broker has taken its ring."""
    from casetracker.operations import marks, outage_mail

    marks.note_mark(marks.BEAT)
    outage_mail.look_for_outages()
    marks.touch_alive_file()


@task_postrun.connect
def send_counts(**_: Any) -> None:
    from dockets.db.counters import flush_counts

    flush_counts()
