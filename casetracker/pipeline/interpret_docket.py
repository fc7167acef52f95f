"""Interprets one docket and counts attempts in its ``Reading``: after three failures it is left alone, with the reason.
Called by the task and by ``import_now``.

An attempt is counted before it begins, so that a docket whose interpretation kills its worker is not tried for ever
either.
"""

import logging
from functools import partial

from django.utils import timezone

from dockets.db.leases import Lease, LeaseLost, extend_lease, work_with_lease
from rulings.interpret.docket import LEASE, begin_attempt, interpret_docket, note_failure
from rulings.models import Reading
from rulings.trackers.refresh import refresh_matters_of

log = logging.getLogger(__name__)


def interpret_docket_now(docket_id: int, *, patient: bool = True) -> bool:
    """Interprets the docket. Returns whether the reading changed. Unless ``patient``, a docket that another worker
    holds is left to it. Errors are logged and noted, not raised: the record stands without its reading."""
    lease = begin_attempt(docket_id, patient=patient)
    if lease is None:
        return False
    beat = partial(extend_lease, lease, lasts=LEASE)
    try:
        with work_with_lease(beat, every=LEASE.total_seconds() / 3, name=f"lease of docket {docket_id}"):
            changed = _read(docket_id, lease)
    except LeaseLost:
        log.info("Docket %s was taken over by another reader.", docket_id)
        return False
    refresh_matters_of(docket_id, timezone.now())
    return changed


def _read(docket_id: int, lease: Lease[Reading]) -> bool:
    """Raises ``LeaseLost``."""
    try:
        return interpret_docket(docket_id, lease)
    except LeaseLost:
        raise
    except Exception as error:
        log.exception("Docket %s could not be read", docket_id)
        note_failure(lease, f"{type(error).__name__}: {error}")
        return False
