"""Adds a source for an address that a person named: watched from now on, or read once. Nothing is fetched here; a
worker does that.

A single reading is a source too, because what is due is a row: it is retried when the server fails, and continues where
a reading of many pages broke off. When it is complete it is disabled, and its imports wait for confirmation.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from dockets.db import enqueue
from dockets.imports import actions
from dockets.models import Source
from dockets.sources.kind import SourceKind


def add_source(kind: SourceKind, address: str, *, watch: bool, added_by: AbstractBaseUser) -> Source:
    """Adds or updates the source and queues its reading. ``address`` as ``kind.address`` returned it. A source that is
    already watched stays so, and is read now."""
    now = timezone.now()
    with transaction.atomic():
        fresh = {"next_at": now, "enabled": False, "interval": kind.rhythm, "added_by_id": added_by.pk}
        source, _ = Source.objects.select_for_update().get_or_create(slug=kind.slug, url=address, defaults=fresh)
        if watch or (source.enabled and not source.reads_once):
            source.reads_once = ""
        else:
            # All of it, not only what is new since it was last fetched.
            source.reads_once, source.validators = actions.create_batch_id(), {}
        source.enabled, source.next_at = True, now
        source.save(update_fields=["reads_once", "validators", "enabled", "next_at"])
        enqueue.enqueue_task(enqueue.POLL_SOURCES, source_ids=[source.pk])
    return source


def stop_single_readings(batch: str) -> int:
    """Stops the single readings of a batch; what they have imported stays. Returns how many."""
    return Source.objects.filter(reads_once=batch, enabled=True).exclude(reads_once="").update(enabled=False)
