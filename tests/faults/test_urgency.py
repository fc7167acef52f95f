"""What somebody waits for comes before all else: real workers, a real broker, and more work than they can do."""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.utils import timezone

from casetracker.pipeline.interpret_docket import interpret_docket_now
from casetracker.tasks import interpret_docket
from dockets.db.enqueue import Urgency, enqueue_task
from dockets.imports.run import perform_run, queue_import, queue_masked
from dockets.models import Docket, ImportRun, Source
from dockets.models.watch import BY_WEBHOOK
from rulings.models import Reading
from tests.casetracker.pipeline.test_import_docket import told
from tests.fakes.fakes import court_server
from tests.faults.test_faults_sources import Crowd
from tests.servers.own_servers import SETTINGS
from tests.servers.workers import Workers, empty_broker, wait_until
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)


def body(*numbers: int, docket: int) -> bytes:
    return json.dumps(told(*numbers) | {"docket_number": f"2:21-cv-{docket:05}"}).encode()


@pytest.fixture
def outdated() -> list[int]:
    """Dockets that an older version has interpreted."""
    for number in range(1, 9):
        perform_run(queue_import(body(1, docket=number), name="docket.json", ring=False).pk)
    ids = list(Docket.objects.values_list("pk", flat=True))
    for docket_id in ids:
        interpret_docket_now(docket_id)
    Reading.objects.update(version=0, read_at=None)
    empty_broker()
    return ids


def test_a_worker_of_one_process_takes_what_is_urgent_first(outdated: list[int], celery_workers: Workers) -> None:
    for docket_id in outdated:
        enqueue_task(interpret_docket.name, urgency=Urgency.LATER, docket_id=docket_id)
    source = factories.source(slug="docket-json", next_at=timezone.now() + timedelta(days=1))
    polled = [queue_import(body(1, docket=100 + place), name="a", watched=source) for place in range(6)]
    message = queue_masked(
        body(1, docket=200), name=f"docket {BY_WEBHOOK}", source_slug="docket-json", now=timezone.now(), ring=True
    )
    upload = queue_import(body(1, docket=300), name="docket.json", requested_by=factories.user())
    celery_workers.start()
    wait_until(lambda: not Reading.objects.filter(read_at=None).exists() and Reading.objects.count() == 16)
    began = {run: at for run, at in ImportRun.objects.values_list("pk", "started_at") if at}
    read = sorted(at for at in Reading.objects.filter(docket__in=outdated).values_list("read_at", flat=True) if at)
    routine = sorted(began[run.pk] for run in polled)
    assert began[upload.pk] < began[message.pk] < min(routine[0], read[0])
    assert routine[1] < read[5] and read[1] < routine[5], "of what may take hours neither waits for the other's end"
    upload_read = Reading.objects.get(docket__docket_number="2:21-cv-00300").read_at
    assert upload_read and upload_read < began[message.pk]


def test_no_backlog_takes_the_last_process_of_a_worker(celery_workers: Workers) -> None:
    """Sources of six servers that each take two seconds to answer, and two processes."""
    crowd = Crowd(2.0)
    with ExitStack() as stack:
        now, court = timezone.now(), factories.court()
        for place in range(6):
            url = stack.enter_context(court_server(crowd)).url
            Source.objects.create(slug="court-feed", court=court, url=f"{url}?{place}", next_at=now)
        celery_workers.start(processes=2, beat=True, DJANGO_SETTINGS_MODULE=SETTINGS)
        wait_until(lambda: crowd.now == 1)
        waits = list(_import_meanwhile(3))
        wait_until(lambda: crowd.served == 6)
    assert max(waits) < 1.5, waits
    assert crowd.most == 1


def _import_meanwhile(times: int) -> Iterator[float]:
    """Seconds until each of these uploads was taken up."""
    for place in range(times):
        run = queue_import(body(1, docket=400 + place), name="docket.json", requested_by=factories.user())
        began = time.monotonic()
        begun = ImportRun.objects.filter(pk=run.pk, started_at__isnull=False)
        wait_until(begun.exists, 30)
        yield time.monotonic() - began
        time.sleep(0.7)
