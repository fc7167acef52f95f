"""The figures of the whole site, of all its processes, as Prometheus reads them. Called by the view ``metrics``.

Counters come from the broker, where every process adds to them; what waits and how large it is from the database. So it
does not matter which web process is asked, and workers, which answer no requests, are counted too.
"""

from collections.abc import Iterable, Iterator

import redis
from django.db import Error
from django.utils import timezone
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from casetracker.operations import condition, marks, waiting
from dockets.db.counters import read_counts
from dockets.db.server.server_facts import read_server_facts
from dockets.models import Source

PREFIX = "casetracker_"
_COUNTERS = {
    "requests": ("Requests by view and status.", ("view", "status")),
    "request_seconds": ("Time of requests by view.", ("view",)),
    "database_seconds": ("Time in the database of requests, by view.", ("view",)),
    "database_queries": ("Statements of requests, by view.", ("view",)),
    "refusals": ("Requests that were refused, by the rate that was used up.", ("rate",)),
    "cache": ("Answers that a cache may hand on: hit, where it had it already; miss, where it was sent.", ("result",)),
    "imports": ("Imports that ended, by source and result.", ("source", "result")),
    "leases_lost": ("Work that came too late, since another worker had taken it over, by model.", ("model",)),
    "mails": ("Mails by result.", ("result",)),
}


def write_figures() -> tuple[bytes, str]:
    """The body and its media type."""
    registry = CollectorRegistry()
    registry.register(SiteCollector())
    return generate_latest(registry), CONTENT_TYPE_LATEST


class SiteCollector:
    """Whatever does not answer is left out, and ``casetracker_up`` says so."""

    def collect(self) -> Iterable[Metric]:
        now = timezone.now()
        up = GaugeMetricFamily(f"{PREFIX}up", "Whether a part of the site is in order.", labels=["part"])
        for part in condition.check_parts(now):
            up.add_metric([part.name], 0 if part.trouble else 1)
        yield up
        try:
            yield from _collect_counters()
            yield from _collect_marks()
        except redis.RedisError:
            pass
        try:
            yield from _collect_waiting()
            yield from _collect_sizes()
        except Error:
            pass


def _collect_counters() -> Iterator[Metric]:
    counted = read_counts()
    for name, (told, labels) in _COUNTERS.items():
        family = CounterMetricFamily(f"{PREFIX}{name}", told, labels=labels)
        for values, number in counted.get(name, {}).items():
            known = dict(values)
            family.add_metric([known.get(label, "") for label in labels], number)
        yield family


def _collect_marks() -> Iterator[Metric]:
    now = timezone.now()
    found = marks.read_marks(now)
    if found.beat:
        yield _gauge("beat_age_seconds", "Seconds since the beat last rang.", (now - found.beat).total_seconds())
    fresh = sum(worker.is_fresh(now) for worker in found.workers)
    yield _gauge("workers", "Workers that were heard within 30 seconds.", fresh)


def _collect_waiting() -> Iterator[Metric]:
    now = timezone.now()
    number = GaugeMetricFamily(f"{PREFIX}due", "What is due and not begun, by kind.", labels=["kind"])
    age = GaugeMetricFamily(f"{PREFIX}due_oldest_seconds", "How long the oldest of it waits.", labels=["kind"])
    for kind in waiting.list_waiting(now):
        number.add_metric([kind.kind], kind.number)
        age.add_metric([kind.kind], max((now - kind.since).total_seconds(), 0) if kind.since else 0)
    yield from (number, age)
    yield _gauge("sources_failing", "Watched sources that fail.", Source.objects.failing().count())


def _collect_sizes() -> Iterator[Metric]:
    facts = read_server_facts()
    yield _gauge("database_bytes", "Size of the database.", facts.database_bytes)
    yield _gauge("payload_bytes", "Size of the payloads in it.", facts.payload_bytes)
    yield _gauge("database_connections", "Connections to PostgreSQL, of all its clients.", facts.connections)


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(f"{PREFIX}{name}", told, value=value)
