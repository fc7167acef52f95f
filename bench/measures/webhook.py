"""From CourtListener's webhook to the reader: a message is delivered, a real worker imports it, the page shows it. A
subject of ``bench``."""

import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.utils import timezone

from bench.figure import Figure
from bench.measures import material
from bench.measures.freshness import CASE, PATIENCE, on_the_page, worker
from casetracker.quickstart.processes import Program
from dockets.imports.run import perform_run, queue_import
from dockets.models import Docket, Source

RUNS = 12
DOCKET = 80_200_300
FIRST = 501
"""First entry number: other subjects of the bench file in the same case."""
SECRET = "known to the bench alone, " * 2


def figures(rows: int) -> Iterator[Figure]:
    settings.WEBHOOK_SECRET = SECRET
    _watch()
    with tempfile.TemporaryDirectory() as folder, worker(Path(folder)) as crew:
        waits = [_wait(FIRST + run, crew) for run in range(RUNS)][3:]
    answered, shown = zip(*waits, strict=True)
    for name, most, times in (("answer to a webhook", 1_000, answered), ("webhook to the page", 5_000, shown)):
        middle = sorted(times)[len(times) // 2]
        yield Figure(name, max(times), "ms", most=most, note=f"the slowest of {len(times)}; median {middle:.0f}")


def _watch() -> None:
    """Makes the case known as CourtListener's docket."""
    told = {"format": "casetracker-docket/1", "court": material.COURT, "docket_number": CASE, "entries": []}
    perform_run(queue_import(json.dumps(told).encode(), name="case.json", ring=False).pk)
    docket = Docket.objects.get(court=material.COURT, docket_number=CASE)
    address = f"courtlistener:docket/{DOCKET}"
    Source.objects.create(slug="courtlistener", url=address, docket=docket, next_at=timezone.now(), enabled=False)


def _wait(number: int, crew: Program) -> tuple[float, float]:
    """Delivers a message with one more entry: milliseconds until it is answered, and until the page shows it."""
    client = Client(SERVER_NAME="localhost")
    began = time.monotonic()
    answer = client.post(f"/hooks/courtlistener/{SECRET}/", _message(number), content_type="application/json")
    answered = time.monotonic()
    if answer.status_code != 202:
        raise RuntimeError(f"The webhook was answered {answer.status_code}.")
    while not on_the_page(number):
        if time.monotonic() > began + PATIENCE:
            raise RuntimeError(f"Nothing came of the webhook within {PATIENCE} s.\n{crew.last_words()}")
        time.sleep(0.01)
    return (answered - began) * 1000, (time.monotonic() - began) * 1000


def _message(number: int) -> bytes:
    now = timezone.now()
    entry = {
        "id": 90_000 + number,
        "docket": DOCKET,
        "date_filed": now.date().isoformat(),
        "description": "",
        "date_created": now.isoformat(),
        "date_modified": now.isoformat(),
        "entry_number": number,
        "recap_documents": [{"id": number, "description": "Notice of Appearance", "pacer_doc_id": f"1971{number:07d}"}],
        "pacer_sequence_number": number,
        "recap_sequence_number": f"{now.date().isoformat()}.001",
    }
    about = {"version": 2, "event_type": 1, "date_created": now.isoformat(), "deprecation_date": None}
    return json.dumps({"payload": {"results": [entry]}, "webhook": about}).encode()
