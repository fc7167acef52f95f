"""An editorial file in the browser: what it would change, then that."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dockets.models import AuditEntry, Docket
from rulings.models import Claim, Milestone
from tests.conftest import Users
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
PAGE = "/desk/editorial-file/"


@pytest.fixture
def docket(client: Client, users: Users) -> Docket:
    client.force_login(users.editor)
    row = factories.docket(docket_number="2:21-cv-00031")
    factories.filing(docket=row, number="1")
    return row


def document(**fields: Any) -> dict[str, Any]:
    claim = {"number": 1, "title": "Fraud", "pleading": "1", **fields}
    gone = {"filing": "99", "headline": "Not there"}
    case = {"court": "wawd", "docket_number": "2:21-cv-00031", "claims": [claim], "plain_words": [gone]}
    case["milestones"] = [{"date": "2021-01-10", "headline": "Off the\x00 shelf", "source": "A paper"}]
    return {"format": "casetracker-reading/1", "dockets": [case]}


def send(client: Client, data: Any, **fields: str) -> Any:
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    return client.post(PAGE, {"file": SimpleUploadedFile("x.json", body, "application/json"), **fields})


def form(response: Any) -> dict[str, Any]:
    """Of the preview, as it would be sent."""
    page = pages.parsed(response)
    (found,) = [one for one in page.iter("form") if any(i.get("name") == "version" for i in one.iter("input"))]
    return pages.form_values(found)


def test_a_preview_says_what_would_change_and_changes_nothing(client: Client, docket: Docket) -> None:
    answer = send(client, document(), act="preview")
    text = pages.text(pages.parsed(answer))
    assert "2 new, 0 changed, 0 unchanged" in text
    assert "$.dockets[0].plain_words[0].filing" in text, "what is refused, by its path"
    assert "Entered claim" in text and "Fraud" in text and "Off the shelf" in text
    assert not Claim.objects.exists() and not AuditEntry.objects.exists()
    taken = client.post(PAGE, form(answer))
    assert "What it changed" in pages.text(pages.parsed(taken))
    assert Claim.objects.get().title == "Fraud" and Milestone.objects.exists()
    assert set(AuditEntry.objects.values_list("by_name", flat=True)) == {"editor"}
    again = pages.text(pages.parsed(send(client, document(), act="preview")))
    assert "Nothing: all of it is here already." in again and "Take it in" not in again


def test_what_was_shown_is_what_is_done(client: Client, docket: Docket) -> None:
    sent = form(send(client, document(), act="preview"))
    factories.claim(docket=docket, number=1, title="Deceit")
    answer = client.post(PAGE, sent)
    text = pages.text(pages.parsed(answer, 409))
    assert "not what you were shown any more" in text and "Deceit" in text
    assert Claim.objects.get().title == "Deceit"
    client.post(PAGE, form_of_conflict(answer))
    assert Claim.objects.get().title == "Fraud"


def form_of_conflict(answer: Any) -> dict[str, Any]:
    answer.status_code = 200
    return form(answer)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "Choose a file"),
        (b"{", "This is not JSON"),
        (b"[" * 100_000, "This is not JSON"),
        (b"[]", "This is no reading"),
        (b'{"format": "casetracker-reading/1"}', "names no docket"),
    ],
)
def test_what_is_no_such_file_is_refused(client: Client, docket: Docket, body: bytes, why: str) -> None:
    for act in ("preview", ""):
        answer = send(client, body, act=act) if body else client.post(PAGE, {"act": act})
        assert why in pages.text(pages.parsed(answer, 422))


@pytest.mark.parametrize("deep", [300, 900, 1500])
def test_a_file_that_is_nested_deeply_is_refused(client: Client, docket: Docket, deep: int) -> None:
    body = b'{"format": "casetracker-reading/1", "dockets": [' + b"[" * deep + b"]" * deep + b"]}"
    answer = send(client, body)
    assert answer.status_code in (200, 422)
    assert any(told in pages.text(pages.parsed(answer, answer.status_code)) for told in ("Refused", "This"))


def test_where_a_second_editor_looks_a_file_publishes_nothing(client: Client, docket: Docket, settings: Any) -> None:
    settings.NOTES_NEED_SECOND_EDITOR = True
    assert "a second editor sees" in pages.text(pages.parsed(send(client, document()), 422))
    data = document(state="review")
    for name in ("plain_words", "milestones"):
        data["dockets"][0][name][0]["state"] = "draft"
    send(client, data)
    assert Claim.objects.get().status == "waiting" and Milestone.objects.get().status == "draft"


def test_editors_find_the_ways_in(client: Client, users: Users, docket: Docket) -> None:
    case = f"/cases/wawd/{docket.docket_number}/"
    for where in ("/desk/", "/desk/cases/", case):
        assert pages.links(pages.parsed(client.get(where)))["Editorial file"] == PAGE
    for where in ("/desk/cases/", case):
        assert pages.links(pages.parsed(client.get(where)))["Notes from a file"] == f"/desk/cases/{docket.pk}/notes/"
    client.force_login(users.journalist)
    links = pages.links(pages.parsed(client.get(case)))
    assert "Editorial file" not in links and "Notes from a file" not in links
