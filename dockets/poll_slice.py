"""Reads a few watched sources of one server, one after the other, and queues the import of what is new. Called by a task.

In a slice and not each by itself, so that ten thousand that have nothing new cost one statement a slice; and in a short one, so
that a person's import never waits long for a worker.
"""

import logging
import time
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from dockets import ingest, polling
from dockets.models import Source
from dockets.polling import Unchanged
from dockets.records import Fetched, FetchFailed, NotADocket

SECONDS = 1.0
"""After this long no further source of the slice is begun."""

log = logging.getLogger(__name__)


def poll(source_ids: Sequence[int]) -> tuple[str, int]:
    """The server that was read ("" where there was nothing to do), and how many of the sources there was time for.

    Safe to call twice or at once: without the lease it does nothing. Whatever goes wrong with a source stands in its row.
    """
    sources, token = polling.take(source_ids)
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
        polling.nothing_new(unchanged, token)
        polling.leave(left, token)
    return str(sources[0].server), len(sources) - len(left)


def _poll(source: Source, token: str, unchanged: list[Unchanged]) -> bool:
    """Whether it makes sense to go on with the next source of this server."""
    try:
        fetched = polling.fetch(source)
        if fetched.not_modified:
            unchanged.append((source, fetched))
        else:
            _keep(source, token, fetched)
    except FetchFailed as error:
        polling.failed(source, token, error)
        return not polling.concerns_server(error)
    except Exception as error:
        log.exception("Source %s failed unexpectedly", source.pk)
        polling.failed(source, token, FetchFailed(f"It failed unexpectedly: {type(error).__name__}: {error}"))
    return True


def _keep(source: Source, token: str, fetched: Fetched) -> None:
    now = timezone.now()
    with transaction.atomic():
        if not polling.read_well(source, token, fetched):
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
                previews=bool(source.reads_once),
                batch=source.reads_once,
            )
        except NotADocket as error:
            raise FetchFailed(str(error)) from error
