"""Celery tasks that join the record with its reading: what is imported is then read. Neither half calls the other.

Each task takes ids as keywords and learns from the rows what there is to do. What is not done when a worker dies is due again,
and ``ring_due`` rings for it; so a bell that was lost costs seconds.
"""

from collections.abc import Sequence

from celery import shared_task
from django.utils import timezone

from casetracker.read_docket import read_docket
from dockets import doorbell, ingest, leases, polling, receiving, text_requests
from dockets.models import ImportRun
from rulings import enter_texts
from rulings.interpret import behind

BATCH = 50
"""Bells of one kind that one beat rings at most. The next beat rings the rest."""


@shared_task
def import_run(*, run_id: int) -> None:
    """Performs one import, then has each docket read whose record changed."""
    changed = ingest.perform(run_id)
    quietly = bool(changed) and bool(_of_sources([run_id]))
    for docket_id in changed:
        doorbell.ring(interpret_docket.name, quietly=quietly, docket_id=docket_id)


@shared_task
def interpret_docket(*, docket_id: int) -> None:
    """Reads one docket anew, if it is behind its record. Who rings while it is being read does not keep a second worker waiting:
    if it is behind again when that is done, the beat rings."""
    read_docket(docket_id, patient=False)


@shared_task
def fetch_text(*, request_id: int) -> None:
    """Asks for the text of one document, and keeps what comes, in the name of whoever wanted it."""
    answered = text_requests.perform(request_id)
    if answered is None:
        return
    row = answered.request
    if row.by is None:
        text_requests.finish(row, "Whoever asked for it is no longer here. Ask again.")
        return
    now, once = timezone.now(), f"text-{row.pk}"
    enter_texts.bring_in(row.filing_id, row.document_number, answered.found, answered.came, by=row.by, now=now, request_id=once)
    text_requests.finish(row)


@shared_task
def ring_due() -> None:
    """Rings for everything that is due: sources to be read, imports, documents' texts, dockets whose reading is behind. The
    beat's task."""
    now = timezone.now()
    leases.give_up(now)
    polling.give_up(now)
    runs = leases.due(now, BATCH)
    of_sources = _of_sources(runs)
    for run_id in runs:
        doorbell.ring(doorbell.IMPORT_RUN, quietly=run_id in of_sources, run_id=run_id)
    for source_ids in polling.due(now, BATCH):
        doorbell.ring(doorbell.POLL_SOURCES, quietly=True, source_ids=source_ids)
    for docket_id in behind(BATCH):
        doorbell.ring(interpret_docket.name, quietly=True, docket_id=docket_id)
    for request_id in text_requests.due(now, BATCH):
        doorbell.ring(text_requests.FETCH_TEXT, quietly=True, request_id=request_id)
    receiving.settle(now)


def _of_sources(run_ids: Sequence[int]) -> set[int]:
    """The imports of what watched sources sent, for which nobody waits."""
    return set(ImportRun.objects.filter(pk__in=run_ids).exclude(watched=None).values_list("pk", flat=True))
