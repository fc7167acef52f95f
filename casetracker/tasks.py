"""Celery tasks that join the record with its reading: what is imported is then read. Neither half calls the other.

Each task takes ids as keywords and learns from the rows what there is to do. What is not done when a worker dies is due again,
and ``ring_due`` rings for it; so a bell that was lost costs seconds.
"""

from celery import shared_task
from django.utils import timezone

from casetracker.read_docket import read_docket
from dockets import doorbell, ingest, leases, watching
from rulings.interpret import behind

BATCH = 50
"""Bells of one kind that one beat rings at most. The next beat rings the rest."""


@shared_task
def import_run(*, run_id: int) -> None:
    """Performs one import, then has each docket read whose record changed."""
    for docket_id in ingest.perform(run_id):
        doorbell.ring(interpret_docket.name, docket_id=docket_id)


@shared_task
def interpret_docket(*, docket_id: int) -> None:
    """Reads one docket anew, if it is behind its record."""
    read_docket(docket_id)


@shared_task
def ring_due() -> None:
    """Rings for everything that is due: sources to be read, imports, dockets whose reading is behind. The beat's task."""
    now = timezone.now()
    leases.give_up(now)
    watching.give_up(now)
    for run_id in leases.due(now, BATCH):
        doorbell.ring(doorbell.IMPORT_RUN, run_id=run_id)
    for source_id in watching.due(now, BATCH):
        doorbell.ring(doorbell.POLL_SOURCE, source_id=source_id)
    for docket_id in behind(BATCH):
        doorbell.ring(interpret_docket.name, docket_id=docket_id)
