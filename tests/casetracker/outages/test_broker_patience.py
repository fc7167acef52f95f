"""A worker whose broker is away asks again as long as it takes. Only the waiting between two attempts is left out."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from celery.concurrency.solo import TaskPool
from celery.exceptions import WorkerShutdown
from celery.worker import state
from celery.worker.consumer import Consumer
from kombu.utils import functional

from casetracker.celery import app

ATTEMPTS = 300
"""Three times as many as Celery makes by itself (``broker_connection_max_retries``)."""


def test_a_worker_does_not_end_because_its_broker_is_away_for_long(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    consumer = Consumer(
        lambda *told: None, app=app, pool=TaskPool(app=app), controller=SimpleNamespace(use_eventloop=False)
    )

    def pass_on(seconds: float) -> None:
        if consumer.broker_connection_retry_attempt >= ATTEMPTS:
            monkeypatch.setattr(state, "should_stop", 0)  # as SIGTERM does

    monkeypatch.setattr(functional, "sleep", pass_on)
    monkeypatch.setattr(state, "should_stop", None)
    with app.connection_for_read(f"redis+socket://{tmp_path}/no-broker") as broker, pytest.raises(WorkerShutdown):
        consumer.ensure_connected(broker)
    assert consumer.broker_connection_retry_attempt == ATTEMPTS
