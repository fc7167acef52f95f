"""Messages of CourtListener's webhooks: only with the secret, each once, and the import is left to a worker."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
import redis
from django.db import OperationalError, connection, connections
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from dockets.imports import run as run_module
from dockets.imports.run import perform_run, queue_import
from dockets.models import Docket, Filing, ImportRun, Observation, Source, WebhookDelivery
from dockets.tasks import take_message
from dockets.watch import webhook
from tests.fakes import fake_courtlistener
from tests.fakes.fake_courtlistener import CASE, DOCKET, alert, entry, message
from tests.servers.workers import empty_broker
from tests.support import factories

pytestmark = pytest.mark.django_db
SECRET = "a-secret-of-more-than-32-characters"
PATH = f"/hooks/courtlistener/{SECRET}/"
ADDRESS = f"courtlistener:docket/{DOCKET}"
Status = ImportRun.Status


@pytest.fixture(autouse=True)
def open_door(settings: Settings) -> Iterator[None]:
    settings.WEBHOOK_SECRET = SECRET
    settings.COURTLISTENER_TOKEN = "a token"
    yield
    empty_broker()


def watched(**fields: Any) -> Source:
    docket = factories.docket(docket_number=CASE, pacer_case_id="330917")
    later = timezone.now() + timedelta(hours=1)
    return factories.source(slug="courtlistener", url=ADDRESS, **{"docket": docket, "next_at": later, **fields})


def stub(**fields: Any) -> dict[str, Any]:
    return entry(9004, DOCKET, 3, description="", **fields)


def send(body: bytes, *, key: str = "", path: str = PATH, works: bool = True, **extra: Any) -> int:
    """What is answered. ``works``: a worker takes the message then."""
    headers = {"Idempotency-Key": key} if key else {}
    client = Client(enforce_csrf_checks=True, raise_request_exception=True)
    answered = client.post(path, body, content_type="application/json", headers=headers, **extra)
    if works:
        take_all()
    return answered.status_code


def take_all() -> None:
    """What a worker does with the messages that came."""
    for waiting in WebhookDelivery.objects.filter(body__isnull=False):
        take_message(delivery_id=waiting.pk)


def import_all() -> None:
    for run in ImportRun.objects.filter(status=Status.QUEUED, not_before__lte=timezone.now()):
        perform_run(run.pk)


def test_an_alert_is_queued_and_a_worker_imports_it() -> None:
    source = watched()
    assert send(alert(stub()), key="k1", works=False) == 202
    assert not ImportRun.objects.exists(), "the answer waits neither for the masking nor for the import"
    delivery = WebhookDelivery.objects.get()
    assert webhook.list_due_messages(timezone.now(), 10) == [], "its task is queued"
    assert webhook.list_due_messages(timezone.now() + webhook.AGAIN, 10) == [delivery.pk], "were its task lost"
    assert [webhook.queue_imports_of_message(delivery.pk), webhook.queue_imports_of_message(delivery.pk)] == [1, 0]
    (run,) = ImportRun.objects.all()
    delivery.refresh_from_db()
    assert (delivery.run, delivery.event, delivery.deliveries, delivery.body) == (run, "docket alert", 1, None)
    import_all()
    filing = Filing.objects.get()
    assert (filing.docket, filing.number, filing.long_text, filing.short_text) == (source.docket, "3", "", "Notice")


def test_delivered_again_it_is_counted_and_nothing_is_done() -> None:
    watched()
    assert [send(alert(stub()), key="k1") for _ in range(3)] == [202, 200, 200]
    assert WebhookDelivery.objects.get().deliveries == 3
    assert ImportRun.objects.count() == 1


def test_without_a_key_the_same_bytes_are_the_same_message() -> None:
    watched()
    body = alert(stub())
    assert [send(body), send(body), send(body + b" ")] == [202, 200, 202]
    assert list(WebhookDelivery.objects.order_by("id").values_list("deliveries", flat=True)) == [2, 1]


@pytest.mark.parametrize("key", ["k" * 181, "   "])
def test_a_key_that_is_none_is_replaced(key: str) -> None:
    watched()
    assert [send(alert(stub()), key=key), send(alert(stub(id=1)), key=key)] == [202, 202]
    assert ImportRun.objects.count() == 2, "they are two messages"


@pytest.mark.django_db(transaction=True)
def test_ten_deliveries_at_once_are_one_import() -> None:
    watched()
    body = alert(stub())

    def deliver(_: int) -> int:
        try:
            return send(body, key="the same", works=True)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as crew:
        assert sorted(crew.map(deliver, range(10))) == [200] * 9 + [202]
    assert (ImportRun.objects.count(), WebhookDelivery.objects.get().deliveries) == (1, 10)


def test_what_fails_leaves_nothing_claimed_and_nothing_half_queued() -> None:
    watched()
    second = factories.docket(docket_number="2:24-cv-00918")
    factories.source(slug="courtlistener", url="courtlistener:docket/5", docket=second, next_at=timezone.now())
    lost, seen = "dockets_webhookdelivery", 0

    def lose(execute: Any, sql: str, *rest: Any) -> Any:
        nonlocal seen
        if sql.startswith(f'INSERT INTO "{lost}"'):
            seen += 1
            if seen == (2 if lost == "dockets_importrun" else 1):
                raise OperationalError("the connection is lost")
        return execute(sql, *rest)

    message = alert(stub(), entry(1, 5, 8))
    with connection.execute_wrapper(lose), pytest.raises(OperationalError):
        send(message, key="k1")
    assert not WebhookDelivery.objects.exists()
    assert send(message, key="k1", works=False) == 202
    lost, seen = "dockets_importrun", 0
    with connection.execute_wrapper(lose), pytest.raises(OperationalError):
        take_all()
    assert not ImportRun.objects.exists()
    later = timezone.now() + timedelta(minutes=1)
    assert webhook.list_due_messages(later, 10) == [WebhookDelivery.objects.get().pk]
    WebhookDelivery.objects.update(lease_until=timezone.now())
    take_all()
    assert ImportRun.objects.count() == 2
    assert set(WebhookDelivery.objects.values_list("body", "lease_token")) == {(None, "")}


def test_a_worker_that_comes_back_late_queues_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    watched()
    send(alert(stub()), works=False)
    delivery = WebhookDelivery.objects.get()
    admit = run_module.admit_payload

    def be_slow(*told: Any) -> bytes:
        monkeypatch.setattr(run_module, "admit_payload", admit)
        WebhookDelivery.objects.update(lease_until=timezone.now())
        assert webhook.queue_imports_of_message(delivery.pk) == 1, "another worker takes it over"
        return admit(*told)

    monkeypatch.setattr(run_module, "admit_payload", be_slow)
    assert webhook.queue_imports_of_message(delivery.pk) == 0
    assert ImportRun.objects.count() == 1


def test_a_message_that_kills_its_workers_is_let_go_of() -> None:
    watched()
    send(alert(stub()), works=False)
    gone = timezone.now() - timedelta(seconds=1)
    WebhookDelivery.objects.update(attempts=3, lease_token="t", lease_until=gone)
    assert webhook.list_due_messages(timezone.now() + timedelta(hours=1), 10) == []
    assert (
        WebhookDelivery.objects.get().body is None
        and webhook.queue_imports_of_message(WebhookDelivery.objects.get().pk) == 0
    )


@pytest.mark.parametrize(
    "secret",
    ["", "x" * 40, SECRET.upper(), SECRET[:-1], SECRET + "x", "é" * 40],
    ids=["none", "other", "case", "short", "long", "é"],
)
def test_another_secret_finds_no_page(secret: str) -> None:
    watched()
    assert send(alert(stub()), path=f"/hooks/courtlistener/{secret}/") == 404
    assert not WebhookDelivery.objects.exists()


@pytest.mark.parametrize("secret", ["", "only-31-characters-long-is-this"])
def test_without_a_secret_worth_the_name_there_is_no_page(settings: Settings, secret: str) -> None:
    settings.WEBHOOK_SECRET = secret
    assert send(alert(stub()), path=f"/hooks/courtlistener/{secret or 'x'}/") == 404


def test_only_post_and_no_login_even_on_a_private_site(settings: Settings) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "django.contrib.auth.middleware.LoginRequiredMiddleware"]
    watched()
    assert send(alert(stub())) == 202
    assert Client().get(PATH).status_code == 405


@pytest.mark.parametrize(
    ("proxied", "remote", "forwarded", "status"),
    [
        (False, "34.210.230.218", None, 202),
        (False, "10.1.2.3", None, 202),
        (False, "::ffff:34.210.230.218", None, 202),
        (False, "34.210.230.219", None, 403),
        (False, "34.210.230.219", "34.210.230.218", 403),
        (False, "", None, 403),
        (True, "127.0.0.1", "34.210.230.218", 202),
        (True, "127.0.0.1", "6.6.6.6, 34.210.230.218", 202),
        (True, "127.0.0.1", "34.210.230.218, 6.6.6.6", 403),
        (True, "34.210.230.218", None, 403),
        (True, "127.0.0.1", "nonsense", 403),
    ],
)
def test_where_networks_are_named_messages_come_from_nowhere_else(
    settings: Settings, proxied: bool, remote: str, forwarded: str | None, status: int
) -> None:
    """With a proxy in front, what counts is whom the proxy saw: the last one of the list."""
    settings.WEBHOOK_NETWORKS = [ip_network("34.210.230.218"), ip_network("10.0.0.0/8")]
    settings.BEHIND_PROXY = proxied
    watched()
    extra: dict[str, Any] = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert send(alert(stub()), REMOTE_ADDR=remote, **extra) == status
    assert WebhookDelivery.objects.exists() == (status == 202)


def test_ten_megabytes_are_taken_within_a_second_and_more_are_not() -> None:
    watched()
    room = 10 * 1024 * 1024 - len(alert(stub()))
    body = alert(stub(new="x" * (room - 20)))
    began = time.process_time()
    assert send(body, works=False) == 202
    assert time.process_time() - began < 1.5, "a second, with slack for the machine"
    assert send(body + b" " * 100) == 413
    assert WebhookDelivery.objects.count() == 1


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"payload": []}', b"\xff\xfe", b"[" * 100_000, b"<html>"])
def test_what_is_no_message_is_refused(body: bytes) -> None:
    assert send(body) == 400
    assert not WebhookDelivery.objects.exists() and not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("event", "payload", "noted"),
    [
        (
            2,
            {"results": [{"caseName": "A v. B", "docket_id": DOCKET}], "alert": {"secret_key": "private"}},
            "search alert",
        ),
        (3, {"id": 1, "docket": DOCKET, "status": 2}, "RECAP fetch"),
        (
            4,
            {"old_alerts": [{"docket": DOCKET, "secret_key": "private"}], "disabled_alerts": []},
            "report of old docket alerts",
        ),
        (5, {"id": 1234, "status": 2, "recap_document": 5}, "pray and pay"),
        (9, {"results": []}, "event 9"),
        (1, {"results": []}, "docket alert"),
        (1, {"results": [{"docket": None}, {"docket": "nonsense"}, {"docket": "9" * 600}, 7]}, "docket alert"),
    ],
)
def test_what_tells_of_no_docket_is_accepted_and_noted(event: int, payload: dict[str, Any], noted: str) -> None:
    watched()
    assert send(message(payload, event)) == 202
    delivery = WebhookDelivery.objects.get()
    assert (delivery.event, delivery.run, ImportRun.objects.count()) == (noted, None, 0)


def test_a_message_of_two_dockets_is_an_import_of_each() -> None:
    watched()
    second = factories.docket(docket_number="2:24-cv-00918")
    factories.source(slug="courtlistener", url="courtlistener:docket/5", docket=second, next_at=timezone.now())
    assert send(alert(stub(), entry(1, 5, 8))) == 202
    import_all()
    assert set(Filing.objects.values_list("docket__docket_number", "number")) == {(CASE, "3"), ("2:24-cv-00918", "8")}


def test_a_message_of_thousands_of_dockets_costs_next_to_nothing(django_assert_num_queries: Any) -> None:
    """Each docket is a payload of its own, masked and stored by one worker in one go."""
    rows = [entry(number, 1_000 + number, 8) for number in range(webhook.MOST_DOCKETS + 1)]
    with django_assert_num_queries(0):
        assert send(alert(*rows), works=False) == 400
        assert send(alert(*rows[:3], stub(new="x" * (webhook.MOST_WORK // 3))), works=False) == 400
    assert send(alert(*rows[1:])) == 202
    assert ImportRun.objects.count() == webhook.MOST_DOCKETS


def test_of_a_docket_that_is_not_known_yet_the_message_waits_and_the_docket_is_watched() -> None:
    assert send(alert(stub()), key="k1") == 202
    source = Source.objects.get()
    assert (source.slug, source.url) == ("courtlistener", ADDRESS) and source.next_at <= timezone.now()
    import_all()
    run = ImportRun.objects.get()
    assert run.status == Status.QUEUED and webhook.queue_waiting_messages(timezone.now()) == 0

    source.docket = factories.docket(docket_number=CASE)
    source.save()
    begun = timezone.now()
    assert webhook.queue_waiting_messages(timezone.now()) == 1
    assert webhook.queue_waiting_messages(begun) == 0, (
        "another beat that began before has nothing to do, and harms none"
    )
    import_all()
    run.refresh_from_db()
    assert (run.status, run.error) == (Status.DONE, "")
    assert Filing.objects.get().docket == source.docket
    assert webhook.queue_waiting_messages(timezone.now()) == 0


def test_messages_of_dockets_that_nobody_knows_keep_no_other_waiting(django_assert_max_num_queries: Any) -> None:
    send(alert(stub()))
    run = ImportRun.objects.get()
    fields = {"payload": run.payload, "source_slug": run.source_slug, "not_before": run.not_before}
    ImportRun.objects.bulk_create(
        [ImportRun(reference=f"courtlistener:docket/{number} (webhook)", **fields) for number in range(1_000, 1_150)]
    )
    Source.objects.update(docket=factories.docket(docket_number=CASE))
    ImportRun.objects.filter(pk=run.pk).delete()
    last = ImportRun.objects.create(reference=f"{ADDRESS} (webhook)", **fields)
    with django_assert_max_num_queries(12):
        assert webhook.queue_waiting_messages(timezone.now()) == 1
    last.refresh_from_db()
    assert last.not_before <= timezone.now() and webhook.queue_waiting_messages(timezone.now()) == 0


def test_what_has_waited_too_long_is_refused_with_what_to_do() -> None:
    send(alert(stub()))
    ImportRun.objects.update(not_before=timezone.now())
    import_all()
    run = ImportRun.objects.get()
    assert run.status == Status.REFUSED and f"Watch {ADDRESS}" in run.error


def test_without_a_token_nothing_is_watched_that_could_not_be_asked_for(settings: Settings) -> None:
    settings.COURTLISTENER_TOKEN = ""
    assert send(alert(stub())) == 202
    assert not Source.objects.exists() and ImportRun.objects.count() == 1


def test_the_full_text_and_its_stub_are_one_filing() -> None:
    """Whichever comes first; and a stub that is delivered late, after the text, takes nothing back."""
    watched()
    full = entry(9004, DOCKET, 3, description="MOTION to Dismiss by Defendant Tidewater Data, Inc.")
    header = {"id": DOCKET, "court_id": "wawd", "docket_number": CASE}
    page = json.dumps({"courtlistener": "v4", "docket": header, "entries": {"next": None, "results": [full]}}).encode()
    late = alert(stub())
    perform_run(queue_import(page, name="page", source_slug="courtlistener", ring=False).pk)
    send(late)
    import_all()
    assert Observation.objects.count() == 2
    assert Filing.objects.get().long_text.startswith("MOTION to Dismiss")


class TestTextsThatAreStillToCome:
    def due(self, source: Source) -> bool:
        source.refresh_from_db()
        return source.next_at <= timezone.now()

    def came(self, **fields: Any) -> Source:
        source = watched(
            validators={"modified": "m", "since": "s"}, last_attempt_at=timezone.now() - timedelta(hours=7), **fields
        )
        send(alert(stub()))
        import_all()
        return source

    def test_a_stub_makes_its_source_due_and_its_entries_asked_for(self) -> None:
        source = self.came()
        assert webhook.request_missing_texts(timezone.now()) == 1
        assert self.due(source) and source.validators == {"since": "s"}

    def test_not_again_within_six_hours(self) -> None:
        source = self.came()
        Source.objects.update(last_attempt_at=timezone.now())
        assert webhook.request_missing_texts(timezone.now()) == 0 and not self.due(source)

    def test_not_once_the_text_is_there(self) -> None:
        source = self.came()
        Filing.objects.update(long_text="MOTION to Dismiss")
        assert webhook.request_missing_texts(timezone.now()) == 0 and not self.due(source)

    def test_not_for_ever(self) -> None:
        self.came()
        assert webhook.request_missing_texts(timezone.now() + timedelta(days=15)) == 0

    def test_not_in_the_middle_of_a_walk_nor_where_entries_are_denied(self) -> None:
        source = self.came()
        for validators in (
            {"modified": "m", "walk": {}},
            {"modified": "m", "denied": {"entries": "2024-01-01T00:00:00+00:00"}},
        ):
            Source.objects.update(validators=validators)
            assert webhook.request_missing_texts(timezone.now()) == 0 and not self.due(source)

    def test_not_for_what_did_not_come_by_webhook(self) -> None:
        source = self.came()
        WebhookDelivery.objects.all().delete()
        assert webhook.request_missing_texts(timezone.now()) == 0 and not self.due(source)


def test_a_broker_that_is_down_costs_no_message(settings: Settings) -> None:
    watched()
    assert send(alert(stub())) == 202
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.delete(f"{settings.BROKER_PREFIX}celery")
    import_all()
    assert Docket.objects.get().filing_count == 1 and fake_courtlistener.CASE == CASE
