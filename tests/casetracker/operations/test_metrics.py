"""``/metrics``: what is counted, over all processes, and who may read it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from casetracker.config.mail import parse_mail_url
from casetracker.operations import marks
from casetracker.tasks import import_run
from dockets.db import counters
from dockets.db.leases import Lease, LeaseLost, release_lease
from dockets.imports.run import queue_import
from dockets.models import ImportRun
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_counts() -> Iterator[None]:
    for _ in range(2):
        counters._held.clear()
        counters._connect.cache_clear()
        marks._next.clear()
        marks.get_broker().delete(counters._key(), marks._key())
        if _ == 0:
            yield


def read() -> dict[tuple[str, ...], float]:
    """Metric and values of its labels, by their names -> number."""
    counters.flush_counts(at_once=True)
    answered = Client().get("/metrics")
    assert answered.status_code == 200
    families = text_string_to_metric_families(answered.content.decode())
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


def test_requests_are_counted_by_view_and_status_with_the_time_in_the_database() -> None:
    for path in ("/cases/", "/cases/", "/cases/wawd/2:99-cv-99999/", "/no-such-page/"):
        Client().get(path)
    found = read()
    assert found["casetracker_requests_total", "200", "docket-list"] == 2
    assert [found["casetracker_requests_total", "404", view] for view in ("timeline", "none")] == [1, 1]
    taken = found["casetracker_request_seconds_total", "docket-list"]
    assert 0 < found["casetracker_database_seconds_total", "docket-list"] < taken
    assert found["casetracker_database_queries_total", "docket-list"] >= 2


def test_imports_leases_and_what_waits_are_told() -> None:
    run = queue_import(b"no docket at all", name="file.json", source_slug="docket-json", ring=False)
    import_run(run_id=run.pk)
    with pytest.raises(LeaseLost):
        release_lease(Lease(ImportRun.objects.filter(pk=run.pk), "a token of before"))
    factories.import_run(status=ImportRun.Status.QUEUED, not_before=timezone.now())
    found = read()
    assert found["casetracker_imports_total", "refused", "docket-json"] == 1
    assert found["casetracker_leases_lost_total", "importrun"] == 1
    assert found["casetracker_due", "import"] == 1 and found["casetracker_due_oldest_seconds", "import"] >= 0
    assert (found["casetracker_up", "database"], found["casetracker_up", "beat"]) == (1, 0)
    assert found["casetracker_database_bytes",] > 1_000_000


def test_refusals_and_mails_are_told(settings: Any) -> None:
    settings.PAGE_RATE = "1/minute"
    client = Client(REMOTE_ADDR="192.0.2.99")
    assert [client.get("/cases/").status_code for _ in range(3)] == [200, 429, 429]
    settings.MAILERS = parse_mail_url("smtp://127.0.0.1:1?tls=off")
    with pytest.raises(ConnectionRefusedError):
        EmailMessage("Subject", "Body", to=["a@example.com"]).send()
    found = read()
    assert (found["casetracker_refusals_total", "page"], found["casetracker_mails_total", "failed"]) == (2, 1)
    assert marks.MAIL_FAILED in marks.read_marks(timezone.now()).others


def test_counts_wait_while_the_broker_is_away(settings: Any) -> None:
    there = settings.REDIS_URL
    settings.REDIS_URL = "unix:///nowhere/valkey.sock"
    Client().get("/cases/")
    counters.flush_counts(at_once=True)
    assert Client().get("/metrics").status_code == 200
    settings.REDIS_URL = there
    assert read()["casetracker_requests_total", "200", "docket-list"] == 1


@pytest.mark.usefixtures("noon")  # such a page is another one each minute
def test_what_a_cache_had_already_is_told(settings: Any) -> None:
    settings.PROXY_CACHE = 1
    first = Client().get("/cases/")
    assert Client(headers={"If-None-Match": first["ETag"]}).get("/cases/").status_code == 304
    Client(headers={"If-None-Match": '"another"'}).get("/cases/")
    found = read()
    assert (found["casetracker_cache_total", "hit"], found["casetracker_cache_total", "miss"]) == (1, 2)


def test_only_whoever_has_the_token_reads_them_from_elsewhere(settings: Any) -> None:
    def ask(token: str, path: str = "/metrics") -> int:
        return Client(REMOTE_ADDR="192.0.2.7", headers={"Authorization": f"Bearer {token}"}).get(path).status_code

    assert ask("") == 404
    settings.METRICS_TOKEN = "a-token"
    assert [ask(token) for token in ("a-token", "another", "", "é")] == [200, 404, 404, 404]
    assert ask("a-token", "/readyz") == 404
