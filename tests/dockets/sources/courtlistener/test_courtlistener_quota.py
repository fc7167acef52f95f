"""CourtListener's quota: all windows hold, for all processes together, and without Redis nothing is asked."""

import sys
import time

import pytest
from pytest_django import Settings

from dockets.record.records import FetchFailed, QuotaExhausted
from dockets.sources.courtlistener.quota import bar_requests, describe_quota, take_quota
from tests.servers.forks import run_fork
from tests.servers.workers import empty_broker, environment


@pytest.fixture(autouse=True)
def fresh(settings: Settings) -> None:
    empty_broker()
    settings.COURTLISTENER_QUOTA = "5/minute, 50/hour, 125/day"


def taken() -> int:
    """How many can be taken before it is enough."""
    for count in range(1000):
        try:
            take_quota()
        except QuotaExhausted:
            return count
    raise AssertionError("there is no end")


def test_the_shortest_window_ends_first_and_says_when_it_has_room_again() -> None:
    assert taken() == 5
    with pytest.raises(QuotaExhausted, match="quota is used up") as full:
        take_quota()
    assert full.value.retry_after and 50 < full.value.retry_after <= 61


@pytest.mark.parametrize(
    ("windows", "most", "waits"), [("9/minute, 3/hour", 3, 3600), ("9/minute, 8/hour, 4/day", 4, 86400)]
)
def test_every_window_counts(settings: Settings, windows: str, most: int, waits: int) -> None:
    settings.COURTLISTENER_QUOTA = windows
    assert taken() == most
    with pytest.raises(QuotaExhausted) as full:
        take_quota()
    assert full.value.retry_after == pytest.approx(waits, rel=0.02)


def test_a_refused_request_is_not_counted_in_the_longer_windows(settings: Settings) -> None:
    settings.COURTLISTENER_QUOTA = "2/minute, 50/hour"
    taken()
    for _ in range(20):
        with pytest.raises(QuotaExhausted):
            take_quota()
    assert describe_quota() == "0 of 2 a minute, 48 of 50 an hour left"


def test_a_window_rolls(settings: Settings) -> None:
    settings.COURTLISTENER_QUOTA = "2/second"
    assert taken() == 2
    time.sleep(1.2)
    take_quota()


@pytest.mark.programs
def test_processes_share_it(settings: Settings) -> None:
    settings.COURTLISTENER_QUOTA = "30/hour"
    script = (
        "import os, django; django.setup()\n"
        "from dockets.record.records import QuotaExhausted\nfrom dockets.sources.courtlistener import quota\n"
        "crew = [os.fork() for _ in range(2)]\n"
        "count = 0\n"
        "try:\n    while count < 1000:\n        quota.take_quota(); count += 1\n"
        "except QuotaExhausted:\n    os.write(1, b'%d\\n' % count)\n"
        "[os.waitpid(one, 0) for one in crew if one]"
    )
    env = environment(CASETRACKER_COURTLISTENER_QUOTA="30/hour", DJANGO_SETTINGS_MODULE="casetracker.settings")
    command = [sys.executable, "-c", script]
    done = run_fork(command, env=env, timeout=60)
    assert done.returncode == 0, done.stderr
    counts = [int(line) for line in done.stdout.split()]
    assert len(counts) == 4 and sum(counts) == 30


def test_a_bar_holds_for_everyone_and_ends() -> None:
    bar_requests(0.2)
    with pytest.raises(QuotaExhausted) as barred:
        take_quota()
    assert barred.value.retry_after and 0 < barred.value.retry_after <= 1
    assert describe_quota().endswith(
        " left; but it has said that it is asked too often, and is asked again in 1 second"
    )
    time.sleep(1.1)
    take_quota()
    assert describe_quota().endswith(" left")


def test_without_redis_nothing_is_asked_and_nobody_waits_long(settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    began = time.monotonic()
    with pytest.raises(QuotaExhausted, match="Redis cannot be reached") as away:
        take_quota()
    bar_requests(5)
    assert (away.value.retry_after, describe_quota()) == (60.0, "")
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("written", ["", "five a minute", "5/fortnight"])
def test_a_quota_that_cannot_be_read_is_said(settings: Settings, written: str) -> None:
    settings.COURTLISTENER_QUOTA = written
    with pytest.raises(FetchFailed, match="CASETRACKER_COURTLISTENER_QUOTA"):
        take_quota()
