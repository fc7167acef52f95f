"""Celery tasks of the record. Each takes ids as keywords, learns from the rows what there is to do, and may run twice."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from dockets import ingest, watching
from dockets.models import Source
from dockets.records import Fetched, FetchFailed, NotADocket


@shared_task
def poll_source(*, source_id: int) -> None:
    """Reads one watched source, if it is due, and queues the import of what came."""
    if not (taken := watching.take(source_id)):
        return
    source, token = taken
    try:
        fetched = watching.fetch(source)
        _keep(source, token, fetched)
    except FetchFailed as error:
        watching.failed(source, token, error)
    except Exception as error:
        watching.failed(source, token, FetchFailed(f"It failed unexpectedly: {type(error).__name__}: {error}"))
        raise


def _keep(source: Source, token: str, fetched: Fetched) -> None:
    now = timezone.now()
    with transaction.atomic():
        if not watching.read_well(source, token, fetched) or fetched.not_modified:
            return
        try:
            ingest.queue_import(
                fetched.body,
                name=fetched.url or source.url,
                source_slug=source.slug,
                court_id=source.court_id or "",
                watched=source,
                media_type=fetched.media_type,
                now=now,
            )
        except NotADocket as error:
            raise FetchFailed(str(error)) from error
