"""Loads the sample case through the real pipeline: queued like any import, done by a worker; then adds what editors
would have entered.

Called by the command ``load_sample``; needs a running worker. A second run queues only what has not been imported yet.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from casetracker.pipeline.load_sample_tracker import load_sample_tracker
from casetracker.sample import PAYLOADS, READING, TRACKER_PAYLOADS
from dockets.imports.run import queue_import
from dockets.models import ImportRun
from rulings.editorial_file.load import load_editorial_file
from rulings.models import Claim

Status = ImportRun.Status
_OVER = (Status.DONE, Status.PARTLY, Status.REFUSED, Status.FAILED)


class SampleFailed(Exception):
    """Part of the sample could not be loaded; the message says which, in a sentence."""


def load_sample(
    say: Callable[[str], None], while_waiting: Callable[[], None], patience: timedelta = timedelta(minutes=2)
) -> None:
    """Loads the sample and returns when the record and its reading are there. ``say`` prints progress; meanwhile
    ``while_waiting`` is called ten times a second. Raises ``SampleFailed``."""
    runs = [run for path in (*PAYLOADS, *TRACKER_PAYLOADS) if (run := _queued(path.read_bytes(), path.name))]
    if runs:
        say(f"The worker reads the sample case ({len(runs)} files) …")
    for run in _finished(runs, while_waiting, timezone.now() + patience):
        say(f"  {run.reference}: {_what_came(run)}")
        if run.status in (Status.REFUSED, Status.FAILED):
            raise SampleFailed(f"{run.reference} was not taken: {run.error}")
    if runs or not Claim.objects.filter(docket__import_runs__reference__in=[path.name for path in PAYLOADS]).exists():
        _load_reading(say)
    if load_sample_tracker(timezone.now()):
        say("  the tracker “Platforms and their hosts”")


def _load_reading(say: Callable[[str], None]) -> None:
    """Loads the editors' entries, once: what editors have changed since stays."""
    loaded = load_editorial_file(READING)
    for refusal in loaded.refused:
        say(f"  {READING.name}: {refusal.where}: {refusal.why}")
    say(f"  {READING.name}: claims, rulings, hearings and milestones of {len(loaded.dockets)} dockets")


def _queued(body: bytes, name: str) -> ImportRun | None:
    """Queues the payload. Returns the run to wait for; None when these bytes have been imported before."""
    earlier = ImportRun.objects.filter(payload__sha256=hashlib.sha256(body).hexdigest(), reference=name)
    if earlier.filter(status__in=(Status.DONE, Status.PARTLY)).exists():
        return None
    return earlier.exclude(status__in=_OVER).first() or queue_import(body, name=name)


def _finished(runs: Sequence[ImportRun], while_waiting: Callable[[], None], deadline: datetime) -> Iterator[ImportRun]:
    """Yields each run when the worker has finished it, in any order."""
    waiting = {run.pk for run in runs}
    while waiting:
        for run in ImportRun.objects.filter(pk__in=waiting, status__in=_OVER).order_by("finished_at"):
            waiting.remove(run.pk)
            yield run
        if waiting and timezone.now() > deadline:
            raise SampleFailed("The worker did not finish the sample in time; it goes on in the background.")
        while_waiting()
        time.sleep(0.1)


def _what_came(run: ImportRun) -> str:
    dockets = ", ".join(f"{row['case_name']} ({row['docket_number']})" for row in run.results)
    return f"{dockets or run.error}: {run.created} new, {run.updated} updated, {run.unchanged} unchanged"
