"""An address that a person pastes: watched, or read once; nothing else is ever asked for."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from dockets.imports import actions
from dockets.imports.run import perform_run
from dockets.models import Docket, ImportRun, Source
from dockets.watch import poll_sources
from tests.fakes import fakes
from tests.support import factories, pages
from tests.support.data import DATA

pytestmark = pytest.mark.django_db

FEED = "https://ecf.wawd.uscourts.gov/cgi-bin/rss_outside.pl"
BODY = (DATA / "court_feed" / "district.xml").read_bytes()


def paste(client: Client, address: str, *, watch: bool) -> Any:
    return client.post("/imports/address/", {"address": address, **({"watch": "on"} if watch else {})})


def test_it_is_watched_from_now_on(admin: Client, users: Any) -> None:
    response = paste(admin, f"  {FEED} ", watch=True)
    source = Source.objects.get()
    assert response["Location"] == f"/imports/sources/{source.pk}/"
    assert (source.slug, source.url, source.enabled, source.reads_once, source.added_by) == (
        "court-feed",
        FEED,
        True,
        "",
        users.admin,
    )


def test_it_is_read_once_into_a_preview(admin: Client, settings: Settings) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True
    with fakes.court_server(fakes.answer(BODY)) as court:
        factories.source(url=court.url, enabled=False, validators={"etag": "old"})
        response = paste(admin, court.url, watch=False)
        source = Source.objects.get()
        assert response["Location"] == f"/imports/batch/{source.reads_once}/"
        poll_sources.poll_server([source.pk])
        assert "if-none-match" not in court.asked[0]
    run = ImportRun.objects.get()
    assert (run.batch, run.previews, run.watched) == (source.reads_once, True, source)
    source.refresh_from_db()
    assert not source.enabled
    perform_run(run.pk)
    assert not Docket.objects.exists()
    assert "Import the one that can be" in pages.text(pages.parsed(admin.get(response["Location"])))
    actions.confirm_runs(ImportRun.objects.filter(pk=run.pk))
    assert perform_run(run.pk)


def test_what_is_watched_already_stays_watched(admin: Client) -> None:
    source = factories.source(url=FEED, validators={"etag": "x"})
    response = paste(admin, FEED, watch=False)
    assert response["Location"] == f"/imports/sources/{source.pk}/"
    source.refresh_from_db()
    assert (source.enabled, source.reads_once, source.validators) == (True, "", {"etag": "x"})


@pytest.mark.parametrize(
    "typed",
    [
        "http://127.0.0.1/",
        "https://evil.example/rss",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://ecf.wawd.uscourts.gov.evil.example/",
    ],
)
def test_nothing_else_that_was_typed_is_taken(admin: Client, typed: str) -> None:
    page = pages.parsed(paste(admin, typed, watch=True), 422)
    assert "That is no address that is read here." in " ".join(
        pages.text(found) for found in pages.by_class(page, "errorlist")
    )
    assert typed in {field.get("value") for field in page.iter("input")}
    assert not Source.objects.exists()
