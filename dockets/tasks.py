"""Celery tasks of the record. Each takes ids as keywords, learns from the rows what there is to do, and may run twice.
Queued by ``casetracker.tasks.ring_due`` and by the beat."""

from collections.abc import Sequence

from celery import shared_task
from django.utils import timezone

from dockets.db import enqueue
from dockets.db.enqueue import Urgency
from dockets.imports import watched_cases
from dockets.watch import failure_mail, polling, webhook
from dockets.watch.poll_sources import poll_server


@shared_task
def poll_sources(*, source_ids: Sequence[int]) -> None:
    """Polls those of the sources (of one server) that are due, then queues the server's next ones."""
    server, read = poll_server(source_ids)
    if server and (ids := polling.list_more_sources(server, read)):
        enqueue.enqueue_task(enqueue.POLL_SOURCES, urgency=Urgency.ROUTINE, source_ids=ids)


@shared_task
def take_message(*, delivery_id: int) -> None:
    """Masks a message of the webhook and queues its imports."""
    webhook.queue_imports_of_message(delivery_id)


@shared_task
def look_after_sources() -> None:
    """Marks feeds that have fallen silent, asks for texts that a webhook came without, and mails admins about sources
    that have failed for a day. Called by the beat."""
    now = timezone.now()
    watched_cases.mark_silent_feeds(now)
    webhook.request_missing_texts(now)
    failure_mail.mail_failing_sources(now)
