"""A case by its court and number: CourtListener is asked, a fake one on a real local port, and a person chooses."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from dockets.imports import actions
from dockets.imports.run import perform_run
from dockets.models import Docket, Filing, ImportRun, Source
from dockets.watch import poll_sources
from tests.fakes import fake_courtlistener
from tests.fakes.fake_courtlistener import CASE, DOCKET, Courtlistener, error, throttled
from tests.servers.workers import empty_broker
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def fake(settings: Settings) -> Iterator[Courtlistener]:
    empty_broker()
    with fake_courtlistener.courtlistener() as server:
        settings.FETCH_ALLOW_LOOPBACK = True
        settings.COURTLISTENER_URL = server.url
        settings.COURTLISTENER_TOKEN = fake_courtlistener.TOKEN
        settings.COURTLISTENER_QUOTA = "1000/minute"
        yield server


def ask(client: Client, court: str = "wawd", number: str = CASE, status: int = 200) -> Any:
    return pages.parsed(client.post("/imports/find/", {"court": court, "number": number}), status)


def offered(page: Any) -> str:
    return pages.text(pages.by_id(page, "offers"))


def test_what_is_found_is_offered_and_read_once_into_previews(admin: Client, fake: Courtlistener) -> None:
    fake.add_docket(entries=25)
    page = ask(admin)
    assert CASE in offered(page) and {"Watch it", "Read it once"} <= {
        pages.text(button) for button in page.iter("button")
    }
    hidden = next(field for field in pages.by_id(page, "offers").iter("input") if field.get("name") == "address")
    response = admin.post("/imports/address/", {"address": hidden.get("value")})
    source = Source.objects.get()
    assert source.url == f"courtlistener:docket/{DOCKET}"
    for _ in range(10):
        poll_sources.poll_server([source.pk])
    source.refresh_from_db()
    assert not source.enabled and source.reads_once in response["Location"]
    runs = ImportRun.objects.filter(batch=source.reads_once)
    assert runs.count() == 5 and not Docket.objects.exists()
    for run in runs:
        perform_run(run.pk)
    assert set(runs.values_list("status", flat=True)) == {ImportRun.Status.PREVIEW}
    actions.confirm_runs(runs)
    for run in runs:
        perform_run(run.pk)
    assert Filing.objects.count() == 25


def test_a_case_that_this_tracker_has_is_pointed_out(admin: Client, fake: Courtlistener) -> None:
    factories.docket(docket_number=CASE)
    page = ask(admin)
    assert "This tracker has it already" in offered(page)
    assert f"/cases/wawd/{CASE}/" in pages.links(page).values()


@pytest.mark.parametrize(
    ("script", "words"), [(throttled(7), "CourtListener"), (error(500, "broken"), "could not be asked")]
)
def test_a_source_that_cannot_be_asked_says_why(admin: Client, fake: Courtlistener, script: Any, words: str) -> None:
    fake.fail(script, times=5)
    page = ask(admin)
    assert words in pages.text(pages.by_class(pages.by_id(page, "offers"), "notice")[0])


def test_what_no_source_has_is_said(admin: Client, fake: Courtlistener) -> None:
    assert "No source has a case of this court and number." in offered(ask(admin))


def test_a_court_that_there_is_not_is_said(admin: Client) -> None:
    assert "There is no court “atlantis”" in pages.text(ask(admin, court="atlantis", status=422))
