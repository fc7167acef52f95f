"""Leases on rows, over several connections: one worker has a row, who lost it writes nothing, the third attempt is the
last."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event

import pytest
from django.db import OperationalError, connections, transaction
from django.db.models import Q
from django.utils import timezone

from dockets.db import leases
from dockets.db.leases import (
    Lease,
    LeaseLost,
    begin_attempt,
    extend_lease,
    filter_held_rows,
    release_lease,
    reserve_due,
    take_lease,
)
from dockets.models import Docket, ImportRun
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)
ANY = Q()


def begin(run: ImportRun) -> Lease[ImportRun] | None:
    return begin_attempt(ImportRun.objects.filter(pk=run.pk), ANY, now=timezone.now())


def expire() -> None:
    ImportRun.objects.update(lease_until=timezone.now() - timedelta(seconds=1))


@transaction.atomic
def add_docket_under(lease: Lease[ImportRun]) -> None:
    factories.docket()
    extend_lease(lease, reference="late")


def at_once[T](work: Callable[[], T], number: int = 4) -> Sequence[T]:
    """What each of some threads, on connections of their own, has come to."""
    barrier = Barrier(number, timeout=60)

    def one(_: int) -> T:
        try:
            barrier.wait()
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def test_of_four_that_come_at_once_one_has_the_row() -> None:
    run = factories.import_run()
    (lease,) = filter(None, at_once(lambda: begin(run)))
    run.refresh_from_db()
    assert (run.lease_token, run.attempts) == (lease.token, 1)


def test_who_lost_the_row_writes_nothing_and_what_was_done_with_it_is_taken_back() -> None:
    run = factories.import_run()
    late = begin(run)
    assert late and begin(run) is None
    expire()
    lease = begin(run)
    assert lease
    with pytest.raises(LeaseLost):
        add_docket_under(late)
    with pytest.raises(LeaseLost):
        release_lease(late, reference="late")
    release_lease(lease, reference="in time")
    run.refresh_from_db()
    assert (run.reference, run.lease_token, run.lease_until) == ("in time", "", None)
    assert not Docket.objects.exists() and not filter_held_rows(late).exists()


def test_the_third_attempt_is_the_last() -> None:
    run = factories.import_run()
    for _ in range(leases.MAX_ATTEMPTS):
        assert begin(run)
        expire()
    assert begin(run) is None
    assert ImportRun.objects.filter(leases.is_spent(timezone.now())).get() == run


def test_a_lease_without_a_token_is_none() -> None:
    with pytest.raises(ValueError, match="empty token"):
        Lease(ImportRun.objects.all(), "")


def test_two_beats_choose_different_rows_and_do_not_wait_for_each_other() -> None:
    for _ in range(4):
        factories.import_run()
    due = ImportRun.objects.order_by("id")
    with transaction.atomic():
        first = reserve_due(due, now=timezone.now(), limit=2, rests=timedelta(seconds=30))
        (second,) = at_once(lambda: reserve_due(due, now=timezone.now(), limit=9, rests=timedelta(seconds=30)), 1)
    assert (len(first), len(second)) == (2, 2) and not {*first} & {*second}


def test_the_lease_is_extended_while_the_work_lasts_and_not_once_it_is_lost() -> None:
    lease = take_lease(ImportRun.objects.filter(pk=factories.import_run().pk), now=timezone.now(), lasts=timedelta())
    assert lease
    extended, lost, beats = Event(), Event(), []

    def beat() -> None:
        beats.append(1)
        try:
            extend_lease(lease)
            extended.set()
        except LeaseLost:
            lost.set()
            raise

    with leases.work_with_lease(beat, every=0.02, name="lease of a test"):
        assert extended.wait(20)
        assert ImportRun.objects.filter(lease_until__gt=timezone.now()).exists()
        ImportRun.objects.update(lease_token="another")
        assert lost.wait(20)
        number = len(beats)
    assert len(beats) == number


def test_the_lease_is_extended_again_after_an_error_of_the_database(caplog: pytest.LogCaptureFixture) -> None:
    lease = take_lease(ImportRun.objects.filter(pk=factories.import_run().pk), now=timezone.now(), lasts=timedelta())
    assert lease
    extended, errors = Event(), [OperationalError("the server is gone")]

    def beat() -> None:
        if errors:
            raise errors.pop()
        extend_lease(lease)
        extended.set()

    with leases.work_with_lease(beat, every=0.02, name="lease of a test"):
        assert extended.wait(20)
    assert ImportRun.objects.filter(lease_until__gt=timezone.now()).exists()
    assert "lease of a test was not extended" in caplog.text
