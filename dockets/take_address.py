"""An address that a person named becomes a source: watched from now on, or read once. Nothing is fetched here; a worker does it.

A single reading is a source too, because what is due is a row: it is tried again when the server fails, and it goes on where a
reading of many pages broke off. When it is through it is not enabled any more, and its imports wait for a person's word.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from dockets import doorbell, run_actions
from dockets.models import Source
from dockets.sources.kind import SourceKind


def take(kind: SourceKind, address: str, *, watch: bool, added_by: AbstractBaseUser) -> Source:
    """``address`` as ``kind.address`` made it. A source that is watched already stays so, and is read now."""
    now = timezone.now()
    with transaction.atomic():
        fresh = {"next_at": now, "enabled": False, "interval": kind.rhythm, "added_by_id": added_by.pk}
        source, _ = Source.objects.select_for_update().get_or_create(slug=kind.slug, url=address, defaults=fresh)
        if watch or (source.enabled and not source.reads_once):
            source.reads_once = ""
        else:
            # All of it, not what is new since it was last asked for.
            source.reads_once, source.validators = run_actions.new_batch(), {}
        source.enabled, source.next_at = True, now
        source.save(update_fields=["reads_once", "validators", "enabled", "next_at"])
        doorbell.ring(doorbell.POLL_SOURCES, source_ids=[source.pk])
    return source


def leave(batch: str) -> int:
    """A single reading is not tried or gone on with any more; what has come of it stays. How many."""
    return Source.objects.filter(reads_once=batch, enabled=True).exclude(reads_once="").update(enabled=False)
