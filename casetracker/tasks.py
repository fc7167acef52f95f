"""Celery tasks that join the record with its reading: after an import the dockets are interpreted. Neither app calls
the other.

Each task takes ids as keywords and learns from the rows what there is to do. Work left undone by a dead worker is due
again, and ``ring_due`` queues it; so a lost task costs seconds.
"""

import logging
from collections.abc import Sequence

from celery import shared_task
from django.db import DatabaseError, transaction
from django.utils import timezone

from casetracker.operations import growth, marks
from casetracker.pipeline.interpret_docket import interpret_docket_now
from dockets.db import enqueue
from dockets.db.counters import add_count
from dockets.db.enqueue import Urgency
from dockets.db.leases import LeaseLost
from dockets.db.server.page_marks import compact_page_marks
from dockets.documents import reader_files, requests
from dockets.documents.texts import note_page_citations
from dockets.imports import leases, run
from dockets.models import ImportRun
from dockets.watch import polling, webhook
from rulings.desk import brought_files, document_texts
from rulings.desk.pending import publish_due_versions
from rulings.following.editors_news import note_dates_ahead, note_editors_news
from rulings.following.news import list_dockets_to_note, note_news
from rulings.following.send import list_due_channels, send_to_channels
from rulings.following.spread import spread_news
from rulings.interpret.docket import list_dockets_to_interpret, select_changed_dockets
from rulings.trackers.candidates import note_due_candidates
from rulings.trackers.refresh import refresh_due_matters
from rulings.trackers.save import publish_due_tracker_versions
from rulings.trackers.sheets.watched import take_watched_lines

BATCH = 50
SEARCHES = 3
"""Saved searches of trackers that one beat asks."""
"""Tasks of one kind that one beat queues at most. The next beat queues the rest."""

CHANNELS, TOGETHER = 5_000, 100
"""Channels that one beat queues at most, and how many of them one task sends to."""

log = logging.getLogger(__name__)


@shared_task
def import_run(*, run_id: int) -> None:
    """Performs one import, then queues the interpretation of each docket whose record changed."""
    changed = run.perform_run(run_id)
    _count_import(run_id)
    urgency = _find_urgencies([run_id])[run_id] if changed else Urgency.NOW
    for docket_id in changed:
        enqueue.enqueue_task(interpret_docket.name, urgency=urgency, docket_id=docket_id)


def _count_import(run_id: int) -> None:
    """For the metrics, if the run has ended."""
    ended = ImportRun.objects.filter(pk=run_id, finished_at__isnull=False).values_list("source_slug", "status").first()
    if ended:
        add_count("imports", source=ended[0] or "unknown", result=ended[1])


@shared_task
def interpret_docket(*, docket_id: int) -> None:
    """Interprets one docket, if its reading is behind its record. While another worker holds the docket this task does
    not wait: if the docket is behind again when that worker is done, the beat queues it."""
    interpret_docket_now(docket_id, patient=False)


@shared_task
def fetch_text(*, request_id: int) -> None:
    """Fetches the text of one document, or reads it from the uploaded file, and stores it in the name of the user who
    asked for it. Reading and masking, which may take long, are over before the transaction begins."""
    answered = requests.perform_text_request(request_id)
    if answered is None:
        return
    try:
        if isinstance(answered, requests.RecognisedText):
            _keep_recognised(answered)
        else:
            _keep_text(answered)
    except LeaseLost:
        log.warning("The request %s for a text was taken over by another worker; what came is not kept.", request_id)


def _keep_text(answered: requests.TextAnswer) -> None:
    """Stores the text, unless another worker has the request by now. Raises ``LeaseLost``."""
    row = answered.request
    if row.by is None:
        requests.finish_text_request(answered.lease, "Whoever asked for it is no longer here. Ask again.")
        return
    cites = document_texts.find_page_citations(enumerate(answered.masked.pages, 1))
    now, once = timezone.now(), f"text-{row.pk}"
    with transaction.atomic():
        text = document_texts.add_document_text(
            row.filing_id, row.document_number, answered.masked, answered.came, by=row.by, now=now, request_id=once
        )
        requests.finish_text_request(answered.lease, said=answered.told)
        if text is not None:
            note_page_citations(text.pk, cites)
            requests.request_recognition(text, by=row.by, now=now)


def _keep_recognised(answered: requests.RecognisedText) -> None:
    """Keeps what a program recognised, unless another worker has the request by now. Raises ``LeaseLost``."""
    cites = document_texts.find_page_citations((page.number, page.words) for page in answered.pages)
    with transaction.atomic():
        document_texts.add_recognised_pages(answered.text.pk, answered.pages)
        note_page_citations(answered.text.pk, cites)
        requests.finish_recognition(answered)


@shared_task
def make_reader_file(*, reader_file_id: int) -> None:
    """Makes the copy of a document's file that readers get where pages are withheld."""
    reader_files.perform_reader_file(reader_file_id)


@shared_task
def ring_due() -> None:
    """Queues everything that is due: sources, imports, texts of documents, dockets to interpret; publishes the
    new versions whose time has come, brings rows of trackers up to date, and looks for new ones. The beat's task."""
    now = timezone.now()
    marks.note_mark(marks.HEARD)
    leases.fail_abandoned_runs(now)
    polling.release_abandoned_sources(now)
    for run_id, urgency in _find_urgencies(leases.list_due_runs(now, BATCH)).items():
        enqueue.enqueue_task(enqueue.IMPORT_RUN, urgency=urgency, run_id=run_id)
    for source_ids in polling.list_due_sources(now, BATCH):
        enqueue.enqueue_task(enqueue.POLL_SOURCES, urgency=Urgency.ROUTINE, source_ids=source_ids)
    publish_due_versions(now, BATCH)
    publish_due_tracker_versions(now, BATCH)
    take_watched_lines(now, BATCH)
    refresh_due_matters(now, BATCH)
    note_due_candidates(now, SEARCHES)
    _queue_interpretations()
    for request_id in requests.list_due_requests(now, BATCH):
        enqueue.enqueue_task(requests.FETCH_TEXT, urgency=Urgency.LATER, request_id=request_id)
    for reader_file_id in reader_files.list_due_reader_files(now, BATCH):
        enqueue.enqueue_task(reader_files.MAKE_READER_FILE, urgency=Urgency.LATER, reader_file_id=reader_file_id)
    for delivery_id in webhook.list_due_messages(now, BATCH):
        enqueue.enqueue_task(webhook.TAKE_MESSAGE, urgency=Urgency.SOON, delivery_id=delivery_id)
    webhook.queue_waiting_messages(now)


def _queue_interpretations() -> None:
    """Nothing on the rows says that they were queued: no more are, while so many wait."""
    due = list_dockets_to_interpret(BATCH)
    changed = select_changed_dockets(due) if due else set()
    room = {urgency: marks.count_tasks(urgency) < BATCH for urgency in (Urgency.ROUTINE, Urgency.LATER)} if due else {}
    for docket_id in due:
        urgency = Urgency.ROUTINE if docket_id in changed else Urgency.LATER
        if room[urgency]:
            enqueue.enqueue_task(interpret_docket.name, urgency=urgency, docket_id=docket_id)


@shared_task
def alert_followers() -> None:
    """Notes what is new and not noted yet, writes deliveries to those who follow, and queues what is to be sent. The
    beat's task."""
    now = timezone.now()
    for docket_id in list_dockets_to_note(BATCH):
        try:
            note_news(docket_id, now)
        except DatabaseError:
            raise
        except Exception:
            # It holds up no other docket, and is tried again at the next ring.
            log.exception("The news of docket %s could not be noted", docket_id)
    note_editors_news(now)
    while spread_news(timezone.now(), BATCH) == BATCH:
        pass
    channels = list_due_channels(timezone.now(), CHANNELS)
    for start in range(0, len(channels), TOGETHER):
        together = channels[start : start + TOGETHER]
        enqueue.enqueue_task(send_messages.name, urgency=Urgency.SOON, channel_ids=together)


@shared_task
def send_messages(*, channel_ids: list[int]) -> None:
    """Sends what is due to these channels."""
    send_to_channels(channel_ids)


@shared_task
def look_after_site() -> None:
    """Writes how large the site is, once a day, bounds the marks of changed pages, and notes which dates are near.
    Called by the beat."""
    growth.note_daily_size(timezone.now())
    brought_files.forget_old_files(timezone.now())
    compact_page_marks()
    note_dates_ahead(timezone.now())


def _find_urgencies(run_ids: Sequence[int]) -> dict[int, Urgency]:
    found = ImportRun.objects.only("requested_by", "watched", "reference").in_bulk(run_ids)
    return {run_id: found[run_id].urgency for run_id in run_ids}
