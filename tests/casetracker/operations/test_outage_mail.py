"""Mail about what is amiss: once when it begins, once when it is over."""

import threading
import time
from collections.abc import Iterator
from datetime import datetime
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone

from casetracker.operations import marks, outage_mail
from casetracker.operations.outage_mail import PATIENCE, mail_outages
from dockets.db.enqueue import Urgency
from dockets.models import UpkeepEntry
from tests.conftest import Users

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mailed(users: Users, settings: Any) -> Iterator[None]:
    settings.EMAIL_URL = "smtp://mail.example"
    settings.CSRF_TRUSTED_ORIGINS = ["https://cases.example"]
    users.admin.email = "chief@paper.example"
    users.admin.save()
    marks._next.clear()
    marks.get_broker().delete(marks._key())
    yield
    marks.get_broker().delete(marks._key())


def ring(*queues: str) -> None:
    """Beat, and a worker for ``queues``, as of now."""
    marks._next.clear()
    marks.note_mark(marks.BEAT)
    marks.note_worker("w1@here", queues or [*Urgency])


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def test_it_is_told_once_when_it_begins_and_once_when_it_is_over(now: datetime) -> None:
    ring()
    assert mail_outages(now) == (0, 0) and not UpkeepEntry.objects.exists(), "a site that is well costs no write"
    ring("celery")
    assert mail_outages(now) == (0, 0) and not mail.outbox, "it may be a restart"
    assert [mail_outages(now + PATIENCE), mail_outages(now + PATIENCE)] == [(1, 0), (0, 0)]
    (message,) = mail.outbox
    assert message.to == ["chief@paper.example"] and message.subject == "Casetracker: 1 thing is amiss"
    all_queues = "No worker takes from the queue “celery”, “notices”, “watch” and “later”"
    assert all_queues in str(message.body), "by now"
    assert "https://cases.example/site/" in str(message.body)
    ring()
    assert [mail_outages(now), mail_outages(now)] == [(0, 1), (0, 0)]
    assert mail.outbox[1].subject == "Casetracker: 1 is over"
    assert "No worker takes from the queue “notices”, “watch” and “later”" in str(mail.outbox[1].body), (
        "as it was when it began"
    )
    ring("celery")
    mail_outages(now)
    assert mail_outages(now + PATIENCE)[0], "another outage is told again"


def test_what_is_over_soon_is_told_to_nobody(now: datetime) -> None:
    ring("celery")
    mail_outages(now)
    ring()
    assert mail_outages(now) == (0, 0) and not mail.outbox
    assert UpkeepEntry.objects.get().details["over"]


def test_while_the_broker_is_away_nobody_who_is_gone_comes_back(now: datetime, settings: Any) -> None:
    ring("celery")
    mail_outages(now - PATIENCE)
    assert mail_outages(now) == (1, 0)
    there, settings.REDIS_URL = settings.REDIS_URL, "redis://127.0.0.1:1/0"
    assert mail_outages(now) == (0, 0)
    assert mail_outages(now + PATIENCE) == (1, 0), "the broker itself"
    settings.REDIS_URL = there
    ring("celery")
    assert mail_outages(now) == (0, 1)
    assert "Redis or Valkey does not answer" in str(mail.outbox[-1].body)


def test_a_mail_that_cannot_be_sent_is_sent_later(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    ring("celery")
    mail_outages(now - PATIENCE)

    def refuse(*_: Any) -> int:
        raise SMTPException

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", refuse)
        with pytest.raises(SMTPException):
            mail_outages(now)
    assert mail_outages(now) == (1, 0) and len(mail.outbox) == 1


def test_a_page_that_breaks_and_imports_that_are_refused_are_told(now: datetime) -> None:
    ring()
    marks.note_mark(marks.BROKEN, view="docket\r\nlist")
    marks.note_mark(marks.MAIL_FAILED, why="no such server")
    mail_outages(now - PATIENCE)
    assert mail_outages(now) == (1, 0), "of a mail server that is away nobody is told by mail"
    assert "The page “docket list” broke" in str(mail.outbox[0].body)


def test_one_process_looks_for_all(settings: Any) -> None:
    marks.get_broker().delete(f"{settings.BROKER_PREFIX}outages looked for")
    assert [outage_mail._is_my_turn(), outage_mail._is_my_turn()] == [True, False]


@pytest.mark.parametrize("path", ["/readyz", "/cases/"])
def test_a_web_server_looks_when_it_is_asked_something(
    path: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAILS_OUTAGES = True
    monkeypatch.setattr(outage_mail, "_next", 0.0)
    Client().get(path)
    assert outage_mail._next > time.monotonic()
    for thread in threading.enumerate():
        if thread.name == "look for outages":
            thread.join(60)


def test_without_a_mail_server_nothing_is_written(now: datetime, settings: Any) -> None:
    settings.EMAIL_URL = ""
    assert mail_outages(now - PATIENCE) == mail_outages(now) == (0, 0) and not UpkeepEntry.objects.exists()
