"""CourtListener through real workers: a fake one on a local port, webhooks over real HTTP, and the page at the end."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from casetracker.tasks import ring_due
from dockets.models import Attorney, Docket, Filing, ImportRun, Observation, Source, WebhookDelivery
from dockets.watch import poll_sources, webhook
from tests.fakes import fake_courtlistener
from tests.fakes.fake_courtlistener import CASE, DOCKET, Courtlistener, alert, deliver, throttled
from tests.fakes.fakes import cut
from tests.servers.workers import Workers, wait_until

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = f"courtlistener:docket/{DOCKET}"
SECRET = "a-secret-of-more-than-32-characters"


@pytest.fixture
def fake(settings: Settings) -> Iterator[Courtlistener]:
    settings.COURTLISTENER_TOKEN = fake_courtlistener.TOKEN
    settings.WEBHOOK_SECRET = SECRET
    with fake_courtlistener.courtlistener() as server:
        yield server


@pytest.fixture
def work(celery_workers: Workers, fake: Courtlistener) -> Callable[..., None]:
    """Starts a worker that asks the fake; and a beat, whose part is played by hand so that nobody waits for it."""

    def start(**env: str) -> None:
        ours: dict[str, Any] = {
            "DJANGO_SETTINGS_MODULE": "bench.measures.loopback",
            "CASETRACKER_COURTLISTENER_URL": fake.url,
            "CASETRACKER_COURTLISTENER_TOKEN": fake_courtlistener.TOKEN,
            "CASETRACKER_COURTLISTENER_QUOTA": "1000/minute",
        }
        celery_workers.start(**ours | env)

    return start


def watch() -> Source:
    return Source.objects.create(slug="courtlistener", url=ADDRESS, next_at=timezone.now(), interval=timedelta(hours=1))


def beat_until(reached: Callable[[], object], seconds: float = 60) -> None:
    """Five times as often as the beat does it."""
    deadline = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > deadline:
            source = Source.objects.get()
            runs = list(ImportRun.objects.exclude(status="done").values("status", "reference", "error"))
            raise AssertionError(f"not reached within {seconds} s: {vars(source)} {runs}")
        ring_due()
        time.sleep(0.2)


def is_read(source: Source) -> bool:
    """It is not due for an hour, and nothing that came of it is still to be imported."""
    source.refresh_from_db()
    busy = ImportRun.objects.filter(status__in=["queued", "running"]).exists()
    return source.next_at > timezone.now() + timedelta(minutes=30) and "walk" not in source.validators and not busy


def poll_again(source: Source) -> None:
    Source.objects.filter(pk=source.pk).update(next_at=timezone.now())
    beat_until(lambda: is_read(source))


def texts() -> dict[str, str]:
    return dict(Filing.objects.current().values_list("number", "long_text"))


def test_a_docket_is_brought_in_and_followed(fake: Courtlistener, work: Callable[..., None]) -> None:
    """First import, unchanged, changed."""
    fake.add_docket(entries=45)
    work()
    source = watch()
    beat_until(lambda: is_read(source))
    docket = Docket.objects.get()
    assert (docket.docket_number, docket.filing_count, docket.party_count) == (CASE, 45, 2)
    assert set(Attorney.objects.values_list("name", flat=True)) == {"Ada Wren", "Bo Castile"}
    assert source.docket == docket and (source.failures, source.last_error, source.warnings) == (0, "", [])
    assert not ImportRun.objects.exclude(status="done").exists()

    fake.asked.clear()
    runs = ImportRun.objects.count()
    poll_again(source)
    assert fake.paths() == ["dockets"] and ImportRun.objects.count() == runs

    fake.change(fake.entries[6], description="CORRECTED NOTICE by Plaintiff Harbor Light Press.")
    poll_again(source)
    assert texts()["7"] == "CORRECTED NOTICE by Plaintiff Harbor Light Press."
    assert (Filing.objects.count(), Observation.objects.count()) == (45, 46)


def test_cut_in_the_middle_of_page_two_it_goes_on_there(fake: Courtlistener, work: Callable[..., None]) -> None:
    fake.add_docket(entries=45)
    fake.fail(
        cut(b'{"count": "", "next": null, "results": [{"id": 9021}]}', 30), endpoint="docket-entries", cursor=True
    )
    work()
    source = watch()
    beat_until(lambda: Source.objects.filter(failures=1).exists() and Filing.objects.count() == 20)
    source.refresh_from_db()
    assert source.last_error and source.validators["walk"]["cursor"] and "since" not in source.validators
    poll_again(source)
    assert Docket.objects.get().filing_count == 45
    cursors = [asked.query.get("cursor") for asked in fake.asked if asked.endpoint == "docket-entries"]
    assert len(cursors) == 4 and len(set(cursors)) == 3, "the page that was cut off twice, every other one once"
    assert fake.paths().count("dockets") == 1


def test_what_the_account_may_not_see_is_a_warning(fake: Courtlistener, work: Callable[..., None]) -> None:
    fake.add_docket(entries=3)
    fake.denied = {"parties", "attorneys"}
    work()
    source = watch()
    beat_until(lambda: is_read(source))
    assert (Filing.objects.count(), Docket.objects.get().party_count, source.failures) == (3, 0, 0)
    (warning,) = source.warnings
    assert warning["code"] == "missing" and "parties and attorneys" in warning["text"] and "PACER" in warning["text"]


def test_throttled_it_waits_as_long_as_it_is_told_and_has_not_failed(
    fake: Courtlistener, work: Callable[..., None]
) -> None:
    fake.add_docket(entries=3)
    fake.fail(throttled(1), endpoint="docket-entries")
    work()
    source = watch()
    beat_until(lambda: any(asked.endpoint == "docket-entries" for asked in fake.asked))
    told = Source.objects.filter(lease_until=None, next_at__gt=F("last_attempt_at") + timedelta(seconds=5))
    wait_until(told.exists)
    source.refresh_from_db()
    assert (source.failures, source.last_error) == (0, "") and "walk" in source.validators
    beat_until(lambda: is_read(source))
    assert Filing.objects.count() == 3
    refused, answered = (asked.at for asked in fake.asked if asked.endpoint == "docket-entries")
    assert answered - refused >= 6, "a second, as it was told, and five more"


def test_a_step_that_brings_nothing_is_followed_by_the_next_at_once(fake: Courtlistener, settings: Settings) -> None:
    """A docket that changed while none of its entries did: the rest of the walk does not wait for the next hour."""
    settings.FETCH_ALLOW_LOOPBACK, settings.COURTLISTENER_URL = True, fake.url
    settings.COURTLISTENER_QUOTA = "1000/minute"
    fake.add_docket()
    source = watch()
    for _ in range(2):
        poll_sources.poll_server([source.pk])
    source.refresh_from_db()
    assert fake.paths() == ["dockets", "docket-entries"] and source.validators["walk"]["parts"] == [
        "parties",
        "attorneys",
    ]
    assert source.next_at <= timezone.now() and ImportRun.objects.count() == 1


def test_a_quota_that_is_used_up_holds_all_workers_back(fake: Courtlistener, work: Callable[..., None]) -> None:
    fake.add_docket(entries=45)
    work(CASETRACKER_COURTLISTENER_QUOTA="3/minute")
    watch()
    beat_until(
        lambda: (
            len(fake.asked) == 3 and Source.objects.filter(next_at__gt=timezone.now() + timedelta(seconds=20)).exists()
        )
    )
    source = Source.objects.get()
    assert source.failures == 0 and "walk" in source.validators
    assert source.next_at < timezone.now() + timedelta(seconds=65)


def test_ten_deliveries_at_once_are_one_import_and_the_stub_gets_its_text(
    fake: Courtlistener, work: Callable[..., None], live_server: LiveServer
) -> None:
    fake.add_docket(entries=2)
    work()
    source = watch()
    beat_until(lambda: is_read(source))

    row = fake.add_entry(DOCKET, 3, description="")
    url, body = f"{live_server.url}/hooks/courtlistener/{SECRET}/", alert(row)
    with ThreadPoolExecutor(10) as crew:
        answered = {*crew.map(lambda _: deliver(url, body, "3f1c"), range(10))}
    assert answered <= {200, 202}, "202: a worker reads it; 200: it is known"
    wait_until(lambda: texts().get("3") == "")
    delivery = WebhookDelivery.objects.get()
    assert delivery.deliveries == 10 and ImportRun.objects.filter(reference__endswith="(webhook)").count() == 1

    # No second message comes, and the docket's date says nothing: the beat asks for the text.
    row["description"], row["date_modified"] = (
        "MOTION to Seal by Plaintiff Harbor Light Press.",
        timezone.now().isoformat(),
    )
    Source.objects.update(last_attempt_at=timezone.now() - timedelta(hours=7))
    fake.asked.clear()
    assert webhook.request_missing_texts(timezone.now()) == 1
    beat_until(lambda: texts().get("3"))
    assert fake.paths()[:2] == ["dockets", "docket-entries"]
    assert Filing.objects.count() == 3 and texts()["3"] == "MOTION to Seal by Plaintiff Harbor Light Press."


def test_a_webhook_of_a_docket_that_nobody_knows_brings_it_in(
    fake: Courtlistener, work: Callable[..., None], live_server: LiveServer
) -> None:
    fake.add_docket(entries=2)
    fake.denied = {"docket-entries", "parties", "attorneys"}
    work()
    body = alert(fake.add_entry(DOCKET, 3))
    assert deliver(f"{live_server.url}/hooks/courtlistener/{SECRET}/", body, "77aa") == 202
    beat_until(
        lambda: Filing.objects.exists() and not ImportRun.objects.filter(status__in=["queued", "running"]).exists()
    )
    assert (Docket.objects.get().docket_number, list(texts())) == (CASE, ["3"]), "the message has waited for its docket"
