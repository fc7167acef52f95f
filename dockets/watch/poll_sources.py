"""Polls a slice of the watched sources of one server, one after the other, and queues the import of what is new. Called
by the task ``poll_sources``.

In slices and not one by one, so that ten thousand sources with nothing new cost one statement per slice; and in short
ones, so that a person's import never waits long for a worker.
"""

import logging
import time
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from dockets.imports import run
from dockets.models import Source
from dockets.record.records import FetchedPayload, FetchFailed, NotADocket
from dockets.watch import polling
from dockets.watch.polling import Unchanged

SECONDS = 1.0
"""No further source of the slice is begun after this time."""

log = logging.getLogger(__name__)


def poll_server(source_ids: Sequence[int]) -> tuple[str, int]:
    """Polls those of the sources that are due. Returns the server ("" where nothing was due) and how many sources there
    was time for.

    Safe to call twice or concurrently: without the lease it does nothing. Whatever goes wrong with a source is written
    to its row.
    """
    sources, token = polling.take_sources(source_ids)
    if not sources:
        return "", 0
    ends_at = time.monotonic() + SECONDS
    unchanged: list[Unchanged] = []
    left = list(sources)
    try:
        while left and (len(left) == len(sources) or time.monotonic() < ends_at):
            source = left.pop(0)
            if not _poll(source, token, unchanged):
                break
    finally:
        polling.record_nothing_new(unchanged, token)
        polling.release_sources(left, token)
    return str(sources[0].server), len(sources) - len(left)


def _poll(source: Source, token: str, unchanged: list[Unchanged]) -> bool:
    """Polls one source. False: the server's next sources should not be tried now."""
    try:
        fetched = polling.fetch_source(source)
        if fetched.not_modified:
            unchanged.append((source, fetched))
        else:
            _keep(source, token, fetched)
    except FetchFailed as error:
        polling.record_failure(source, token, error)
        return not polling.is_server_failure(error)
    except Exception as error:
        log.exception("Source %s failed unexpectedly", source.pk)
        polling.record_failure(source, token, FetchFailed(f"It failed unexpectedly: {type(error).__name__}: {error}"))
    return True


def _keep(source: Source, token: str, fetched: FetchedPayload) -> None:
    now = timezone.now()
    with transaction.atomic():
        if not polling.record_success(source, token, fetched):
            return
        try:
            run.queue_import(
                fetched.body,
                name=fetched.url or source.url,
                source_slug=source.slug,
                court_id=source.court_id or "",
                watched=source,
                media_type=fetched.media_type,
                now=now,
                previews=bool(source.reads_once),
                batch=source.reads_once,
            )
        except NotADocket as error:
            raise FetchFailed(str(error)) from error
