"""Deciding on a run: through the addresses that the buttons post to."""

from typing import Any

import pytest
from django.test import Client

from dockets.models import Docket, ImportRun
from tests.dockets.imports.test_preview import docket, entry, imported, previewed
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
Status = ImportRun.Status


def act(client: Client, run: ImportRun, what: str, **fields: str) -> str:
    """What the page that comes next says."""
    response = client.post(f"/imports/{run.pk}/{what}", fields, follow=True)
    run.refresh_from_db()
    return pages.text(pages.parsed(response))


def test_confirmed_it_waits_for_a_worker(admin: Client) -> None:
    run = previewed(docket(entry(1)))
    assert "Waiting for a worker." in act(admin, run, "confirm")
    assert (run.status, run.previews) == (Status.QUEUED, False)


def test_a_second_word_comes_too_late_and_is_told_so(admin: Client) -> None:
    run = previewed(docket(entry(1)))
    assert "Nothing of it was imported, and the file is not kept." in act(admin, run, "throw-away")
    assert "Nothing was done" in act(admin, run, "confirm")
    assert run.status == Status.THROWN_AWAY and not Docket.objects.exists()


def test_cancelled_before_a_worker_came(admin: Client) -> None:
    run = factories.import_run(status=Status.QUEUED)
    assert "It was cancelled before anything was imported." in act(admin, run, "cancel")


def test_a_replay_leads_to_its_own_page(admin: Client, users: Any) -> None:
    run = imported(docket(entry(1)))
    response = admin.post(f"/imports/{run.pk}/replay")
    again = ImportRun.objects.get(replay_of=run)
    assert response["Location"] == f"/imports/{again.pk}/"
    assert (again.requested_by, again.reference, again.status) == (users.admin, "docket.json", Status.QUEUED)
    assert pages.links(pages.parsed(admin.get(response["Location"])))["an earlier import"] == f"/imports/{run.pk}/"


def test_what_was_thrown_away_is_not_replayed(admin: Client) -> None:
    run = previewed(docket(entry(1)))
    act(admin, run, "throw-away")
    assert "Its file was thrown away" in act(admin, run, "replay")
    assert ImportRun.objects.count() == 1


def test_it_is_read_as_a_person_says(admin: Client) -> None:
    run = previewed(b"<html><title>PACER Login</title></html>", name="login.html")
    act(admin, run, "read-as", source="court-feed", court="W.D. Wash.")
    assert (run.source_slug, run.court_id, run.status) == ("court-feed", "wawd", Status.QUEUED)


def test_a_court_that_there_is_not_is_said(admin: Client) -> None:
    run = previewed(docket(entry(1)))
    assert "There is no court “atlantis”" in act(admin, run, "read-as", court="atlantis")
    assert run.status == Status.PREVIEW


@pytest.mark.parametrize("address", ["/imports/{}/dance", "/imports/999999/confirm"])
def test_there_is_no_such_thing(admin: Client, address: str) -> None:
    assert admin.post(address.format(factories.import_run().pk)).status_code == 404
