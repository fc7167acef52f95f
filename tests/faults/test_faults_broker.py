"""Battery A9: the broker is down, comes back empty, is full, or slow. Against one of the test's own; the database is
the test's.

Pages read as ever, an import can be queued, nobody waits for long, and what was due meanwhile is done once the broker
is back.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import redis
from django.utils import timezone

from dockets.models import Docket, ImportRun, Source
from tests.fakes.fakes import answer, court_server
from tests.servers.own_servers import SETTINGS, Broker, Web, own_broker, run_python, web
from tests.servers.workers import Workers, wait_until
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><link>https://ecf.wawd.uscourts.gov</link>
<lastBuildDate>Wed, 10 Apr 2024 01:20:02 GMT</lastBuildDate>
<item><title>2:24-cv-{serial:05} Lantern Street Press LLC v. Meridian Hosting, Inc.</title>
<link>https://ecf.wawd.uscourts.gov/cgi-bin/DktRpt.pl?{serial}</link><description>[Order] </description>
<guid>https://ecf.wawd.uscourts.gov/cgi-bin/DktRpt.pl?{serial}&#x26;20</guid>
<pubDate>Wed, 10 Apr 2024 01:12:09 GMT</pubDate></item></channel></rss>"""
COURTS = 30
PATIENCE = 5
"""Seconds that nobody may be kept waiting."""
QUEUE = """
import json, time
from casetracker.celery import app
from dockets.imports.run import queue_import
assert app.amqp.producer_pool
for place in range(3):
    told = {"format": "casetracker-docket/1", "court": "wawd", "docket_number": f"2:21-cv-0000{place}"}
    began = time.monotonic()
    queue_import(json.dumps(told).encode(), name="file.json")
    print(time.monotonic() - began)
"""


@pytest.fixture
def broker() -> Iterator[Broker]:
    with own_broker() as alone:
        yield alone


@pytest.fixture
def sources() -> Iterator[Sequence[Source]]:
    """Feeds of so many courts, each on a server of its own. None is due yet."""
    with ExitStack() as stack:
        feeds = [answer(FEED.format(serial=serial).encode()) for serial in range(1, COURTS + 1)]
        courts = [stack.enter_context(court_server(feed)) for feed in feeds]
        later = timezone.now() + timedelta(hours=1)
        court = factories.court()
        yield [factories.source(url=one.url, court=court, next_at=later, interval=timedelta(days=1)) for one in courts]


@contextmanager
def site(broker: Broker, folder: Path) -> Iterator[Web]:
    factories.docket(docket_number="2:21-cv-00031")
    with web(folder, REDIS_URL=broker.url) as served:
        assert served.get("/search/?q=order").status == 200  # the first page of a process takes long by itself
        yield served


def start(workers: Workers, broker: Broker) -> None:
    workers.start(processes=2, beat=True, DJANGO_SETTINGS_MODULE=SETTINGS, REDIS_URL=broker.url)


def client_of(broker: Broker) -> "redis.Redis":
    return redis.Redis.from_url(broker.url)


def reads_and_takes(site: Web, broker: Broker) -> None:
    """What holds while the broker does not do its part."""
    for path in ("/", "/cases/", "/cases/wawd/2:21-cv-00031/", "/search/?q=order"):
        page = site.get(path)
        assert page.status == 200 and page.seconds < PATIENCE, path
    took = run_python(QUEUE, REDIS_URL=broker.url).split()
    assert len(took) == 3 and sum(map(float, took)) < PATIENCE
    assert ImportRun.objects.filter(reference="file.json").count() == 3


def all_due() -> None:
    Source.objects.update(next_at=timezone.now())


def nobody_came() -> None:
    """The time has passed in which a task that was queued and that nobody took is not queued again."""
    past = timezone.now() - timedelta(seconds=1)
    Source.objects.filter(lease_token="").exclude(lease_until=None).update(lease_until=past)
    ImportRun.objects.filter(status=ImportRun.Status.QUEUED).update(not_before=past)


def everything_is_done(within: float = 120) -> None:
    """All sources were read, and what they and the person sent was imported: in 20 seconds, and much later on a busy
    machine. What the beat was queueing just then, and could not, waits for the end of its lease, 45 seconds."""
    wait_until(lambda: Source.objects.exclude(last_success_at=None).count() == COURTS, within)
    wait_until(lambda: not ImportRun.objects.filter(status__in=["queued", "running"]).exists(), within)
    assert not Source.objects.filter(failures__gt=0).exists()
    assert Docket.objects.filter(year=2024).count() == COURTS
    assert ImportRun.objects.filter(reference="file.json", status=ImportRun.Status.DONE).count() == 3


def test_a_broker_that_is_down_and_comes_back_empty(
    broker: Broker, sources: Sequence[Source], celery_workers: Workers, tmp_path: Path
) -> None:
    start(celery_workers, broker)
    with site(broker, tmp_path) as pages:
        broker.program.stop()
        all_due()
        reads_and_takes(pages, broker)
        assert not Source.objects.exclude(last_attempt_at=None).exists()
        broker.program.start()
        nobody_came()
        everything_is_done()


@pytest.mark.parametrize("down", [True, False], ids=["ends while it is down", "ends when it is back"])
def test_a_broker_that_goes_while_a_source_is_being_read(
    broker: Broker, sources: Sequence[Source], celery_workers: Workers, down: bool
) -> None:
    """A worker finishes what it has begun and goes on: a message that cannot be acknowledged does not end it."""
    asked, go_on = threading.Event(), threading.Event()

    def slowly(request: BaseHTTPRequestHandler) -> None:
        asked.set()
        go_on.wait(60)
        answer(FEED.format(serial=999).encode())(request)

    with court_server(slowly) as court:
        factories.source(url=court.url, court=sources[0].court, next_at=timezone.now(), interval=timedelta(days=1))
        start(celery_workers, broker)
        assert asked.wait(60)
        broker.program.stop()
        worker = celery_workers.running[0]
        wait_until(lambda: "Cannot connect" in celery_workers.log(worker) or worker.exit_code is not None)
        if not down:
            broker.program.start()
            wait_until(lambda: celery_workers.log(worker).count("Connected to") == 2 or worker.exit_code is not None)
        go_on.set()
        wait_until(ImportRun.objects.exists)
        if down:
            broker.program.start()
        all_due()
        nobody_came()
        wait_until(lambda: Source.objects.exclude(last_success_at=None).count() == COURTS + 1, 80)
        wait_until(lambda: not ImportRun.objects.filter(status__in=["queued", "running"]).exists(), 80)
        assert worker.exit_code is None


def test_a_broker_that_forgets_what_was_rung_for(
    broker: Broker, sources: Sequence[Source], celery_workers: Workers, tmp_path: Path
) -> None:
    all_due()
    with site(broker, tmp_path) as pages, client_of(broker) as client:
        reads_and_takes(pages, broker)
        run_python("from casetracker.tasks import ring_due; ring_due()", REDIS_URL=broker.url)
        assert sum(client.llen(key) for key in client.scan_iter(_type="list")) >= COURTS + 3
        client.flushall()
    nobody_came()
    start(celery_workers, broker)
    everything_is_done()


def test_a_broker_that_is_full(
    broker: Broker, sources: Sequence[Source], celery_workers: Workers, tmp_path: Path
) -> None:
    start(celery_workers, broker)
    with site(broker, tmp_path) as pages, client_of(broker) as client:
        client.config_set("maxmemory-policy", "noeviction")
        client.config_set("maxmemory", "1")
        all_due()
        reads_and_takes(pages, broker)
        time.sleep(2)  # two beats find it full
        client.config_set("maxmemory", "0")
        nobody_came()
        everything_is_done()


def test_a_broker_that_is_slow(
    broker: Broker, sources: Sequence[Source], celery_workers: Workers, tmp_path: Path
) -> None:
    start(celery_workers, broker)
    with site(broker, tmp_path) as pages, client_of(broker) as client:
        client.execute_command("CLIENT", "PAUSE", 60_000, "WRITE")
        all_due()
        reads_and_takes(pages, broker)
        client.execute_command("CLIENT", "UNPAUSE")
        nobody_came()
        everything_is_done()
