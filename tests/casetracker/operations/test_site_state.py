"""``/site/``: what admins are told of the site, and the mark in their navigation."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casetracker.operations import growth, marks
from dockets.db.enqueue import Urgency
from dockets.models import ImportRun, UpkeepEntry
from tests.conftest import Users
from tests.support import factories

pytestmark = pytest.mark.django_db
QUERIES = 17


@pytest.fixture(autouse=True)
def no_marks() -> Iterator[None]:
    marks._next.clear()
    marks.get_broker().delete(marks._key())
    yield
    marks.get_broker().delete(marks._key())


@pytest.fixture
def admin(users: Users) -> Client:
    client = Client()
    client.force_login(users.admin)
    return client


def read(client: Client, path: str = "/site/") -> str:
    return " ".join(client.get(path).content.decode().split())


def ring() -> None:
    marks.note_mark(marks.BEAT)
    marks.note_worker("w1@here", [*Urgency])


def test_a_site_that_is_well_says_so_and_has_no_mark(admin: Client) -> None:
    ring()
    text = read(admin)
    assert "Everything answers, and nothing is amiss." in text and "w1@here" in text and ">rings<" in text
    assert admin.get("/site/mark/").content == b""
    assert 'hx-get="/site/mark/"' in read(admin, "/cases/")


def test_what_is_amiss_is_told_and_counted(admin: Client, settings: Any) -> None:
    now = timezone.now()
    factories.import_run(status=ImportRun.Status.FAILED, finished_at=now)
    factories.import_run(status=ImportRun.Status.REFUSED, finished_at=now)  # by a person, who was told
    factories.source(failures=3, failing_since=now, last_error="It answers 500.", url="https://ecf.example/rss")
    settings.EMAIL_URL = settings.COURTLISTENER_TOKEN = "smtp://somebody:a-password@mail.example"
    text = read(admin)
    for said in (
        "The beat has not rung",
        "No worker takes from the queue “celery”, “notices”, “watch” and “later”",
        "1 import was given up",
    ):
        assert said in text, said
    assert "1 failing" in text and "It answers 500." in text
    assert "a-password" not in text and settings.SECRET_KEY not in text
    assert admin.get("/site/mark/").content == b"3"


def test_a_worker_that_went_without_a_word_is_told_though_another_works(admin: Client) -> None:
    marks.get_broker().hset(marks._key(), "worker:w0@there", f'{{"at": {timezone.now().timestamp() - 60}}}')
    ring()
    assert "The worker w0@there is gone" in read(admin)
    marks.remove_worker("w0@there")
    assert "is gone" not in read(admin)


def test_it_tells_what_waits_how_it_grows_and_what_was_backed_up(admin: Client) -> None:
    now = timezone.now()
    factories.import_run(status=ImportRun.Status.QUEUED, not_before=now)
    assert growth.note_daily_size(now - timedelta(days=8)) and not growth.note_daily_size(now - timedelta(days=8))
    then = UpkeepEntry.objects.get()
    then.details["database_bytes"] = 0
    then.save()
    factories.docket()
    details = {"file": "night.dump", "bytes": 2048, "dockets": 7, "differ": 0}
    for kind in ("backup", "restore_test"):
        UpkeepEntry.objects.create(kind=kind, at=now - timedelta(hours=30), details=details)
    text = read(admin)
    assert '<th scope="row">Imports</th> <td data-label="Waiting">1</td>' in text
    assert '<th scope="row">Cases to interpret</th> <td data-label="Waiting">1</td>' in text
    assert "in 8 days" in text and "1 day ago: night.dump, 2.0" in text and "7 cases, all as they were dumped" in text


def test_it_costs_a_fixed_number_of_queries(admin: Client) -> None:
    for _ in range(3):
        factories.source(failures=1)
        factories.docket()
    admin.get("/site/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        admin.get("/site/")
    assert len(asked) == QUERIES, "\n".join(query["sql"][:150] for query in asked)
