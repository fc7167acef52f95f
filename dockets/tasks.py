"""Celery tasks of the record. Each takes ids as keywords, learns from the rows what there is to do, and may run twice."""

from collections.abc import Sequence

from celery import shared_task
from django.utils import timezone

from dockets import doorbell, poll_slice, polling, receiving, warn, watching


@shared_task
def poll_sources(*, source_ids: Sequence[int]) -> None:
    """Reads those of a server's sources that are due, then rings for the server's next ones."""
    server, read = poll_slice.poll(source_ids)
    if server and (ids := polling.more(server, read)):
        doorbell.ring(doorbell.POLL_SOURCES, quietly=True, source_ids=ids)


@shared_task
def look_after_sources() -> None:
    """Notes feeds that have fallen silent, asks for texts that a webhook came without, and mails admins about sources that have
    failed for a day. The beat's."""
    now = timezone.now()
    watching.note_silence(now)
    receiving.ask_for_texts(now)
    warn.of_failing(now)
