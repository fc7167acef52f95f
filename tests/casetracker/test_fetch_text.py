"""The text of one document from CourtListener: asked for by an editor, fetched by the task, kept with its account; and
whatever comes instead is said on the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from casetracker.tasks import fetch_text, ring_due
from dockets.db.leases import MAX_ATTEMPTS
from dockets.documents import requests
from dockets.documents.requests import NO_ACCOUNT, NO_ID
from dockets.models import AuditEntry, DocumentText, Filing, TextRequest
from dockets.sources.courtlistener.document_text import DENIED, NO_TEXT, UNKNOWN
from tests.casetracker.test_tasks import bells
from tests.conftest import Users
from tests.fakes import fake_courtlistener
from tests.fakes.fake_courtlistener import CASE, DOCKET, Courtlistener, error
from tests.fakes.fakes import Script, answer
from tests.servers.workers import empty_broker
from tests.support import factories, pages, pdfs

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = f"/cases/wawd/{CASE}/filings/7/documents/0/"


@pytest.fixture
def fake(settings: Any) -> Iterator[Courtlistener]:
    empty_broker()
    settings.COURTLISTENER_TOKEN = fake_courtlistener.TOKEN
    settings.COURTLISTENER_QUOTA = "1000/minute"
    settings.FETCH_ALLOW_LOOPBACK = True
    with fake_courtlistener.courtlistener() as server:
        settings.COURTLISTENER_URL = settings.COURTLISTENER_STORAGE_URL = server.url
        server.add_docket(court_id="wawd")
        server.add_entry(DOCKET, 7)
        yield server
    empty_broker()


@pytest.fixture
def filing(fake: Courtlistener) -> Filing:
    row = factories.filing(docket=factories.docket(docket_number=CASE), number="7")
    document = fake.entries[0]["recap_documents"][0]
    factories.document(filing=row, pacer_doc_id=document["pacer_doc_id"])
    return row


@pytest.fixture
def editor(client: Client, users: Users) -> Users:
    client.force_login(users.editor)
    return users


def asked(client: Client) -> TextRequest:
    assert client.post(f"{PAGE}fetch/").status_code == 302
    return TextRequest.objects.latest("id")


def page(client: Client) -> str:
    return pages.text(pages.parsed(client.get(PAGE)))


def give(fake: Courtlistener, words: str) -> None:
    fake.entries[0]["recap_documents"][0]["plain_text"] = words


def test_it_comes_with_one_request_and_stands_with_its_account(
    fake: Courtlistener, filing: Filing, client: Client, editor: Users
) -> None:
    give(fake, "ORDER\n\fThe motion of John Doe, SSN 123-45-6789, is denied.\n\f")
    row = asked(client)
    assert "CourtListener is being asked" in page(client)
    assert bells() == [("casetracker.tasks.fetch_text", {"request_id": row.pk})]
    fetch_text(request_id=row.pk)
    (request,) = fake.asked
    assert request.endpoint == "recap-documents"
    document = fake.entries[0]["recap_documents"][0]
    court = {"docket_entry__docket__court": "wawd"}
    assert (
        request.query
        == {"pacer_doc_id": document["pacer_doc_id"], "fields": "id,plain_text,is_available,filepath_local"} | court
    )
    text = DocumentText.objects.get()
    assert (text.origin, text.name, text.by, text.page_count) == (
        "courtlistener",
        str(document["id"]),
        editor.editor,
        2,
    )
    assert text.pages.get(number=2).words == "The motion of John Doe, SSN [number withheld], is denied."
    assert AuditEntry.objects.get(kind="documenttext").by == editor.editor
    assert "From CourtListener" in page(client) and "being asked" not in page(client)


def test_the_file_comes_along_where_the_storage_has_it(
    fake: Courtlistener, filing: Filing, client: Client, editor: Users
) -> None:
    path = "recap/gov.uscourts.wawd.1/gov.uscourts.wawd.1.7.0.pdf"
    fake.files[path] = pdfs.pdf("ORDER of the file", "Page two")
    fake.entries[0]["recap_documents"][0] |= {"is_available": True, "filepath_local": path}
    fetch_text(request_id=asked(client).pk)
    text = DocumentText.objects.get()
    assert text.file is not None and text.published_at is None and text.page_count == text.file.page_count == 2
    assert text.pages.get(number=1).words == "ORDER of the file"
    assert fake.authorizations[-1] == ""  # the token is for the API alone


@pytest.mark.parametrize(
    "fields",
    [
        {"is_available": False, "filepath_local": "recap/a.pdf"},
        {"is_available": True, "filepath_local": "recap/../../a.pdf"},
        {"is_available": True, "filepath_local": "recap/none.pdf"},
        {"is_available": True, "filepath_local": "recap/damaged.pdf"},
    ],
)
def test_without_a_file_that_can_be_read_the_text_is_taken(
    fake: Courtlistener, filing: Filing, client: Client, editor: Users, fields: dict[str, Any]
) -> None:
    fake.files |= {"recap/a.pdf": pdfs.pdf("Not this"), "a.pdf": pdfs.pdf("Not this"), "recap/damaged.pdf": b"%PDF-1.7"}
    fake.entries[0]["recap_documents"][0] |= fields
    give(fake, "ORDER")
    fetch_text(request_id=asked(client).pk)
    text = DocumentText.objects.get()
    assert text.file is None and text.pages.get().words == "ORDER"


def test_twice_is_once(fake: Courtlistener, filing: Filing, client: Client, editor: Users) -> None:
    row = asked(client)
    assert asked(client) == row
    for _ in "ab":
        fetch_text(request_id=row.pk)
    assert len(fake.asked) == DocumentText.objects.count() == AuditEntry.objects.count() == 1


def test_it_is_asked_of_the_documents_own_court(
    fake: Courtlistener, filing: Filing, client: Client, editor: Users
) -> None:
    fake.dockets[DOCKET]["court_id"] = "nysd"
    fetch_text(request_id=asked(client).pk)
    assert UNKNOWN in page(client)


@pytest.mark.parametrize(
    ("words", "said"), [("", NO_TEXT), (" \n\f ", NO_TEXT), ("x\f" * 1_001, "1,001 pages; at most 1,000")]
)
def test_what_has_no_text_is_said(
    fake: Courtlistener, filing: Filing, client: Client, editor: Users, words: str, said: str
) -> None:
    give(fake, words)
    fetch_text(request_id=asked(client).pk)
    assert said in page(client) and not DocumentText.objects.exists()


def test_what_an_account_may_not_see_is_said(
    fake: Courtlistener, filing: Filing, client: Client, editor: Users
) -> None:
    fake.denied.add("recap-documents")
    fetch_text(request_id=asked(client).pk)
    assert DENIED in page(client) and TextRequest.objects.get().status == "failed"


def test_a_document_of_which_no_id_is_known_is_not_asked_for(
    fake: Courtlistener, filing: Filing, client: Client, editor: Users
) -> None:
    filing.documents.update(pacer_doc_id="")
    assert NO_ID in pages.text(pages.parsed(client.post(f"{PAGE}fetch/"), 422))
    Filing.objects.update(pacer_doc_id="19700000700")
    assert asked(client).pacer_doc_id == "19700000700"


def test_without_an_account_nothing_is_asked(filing: Filing, client: Client, editor: Users, settings: Any) -> None:
    settings.COURTLISTENER_TOKEN = ""
    assert NO_ACCOUNT in page(client)
    assert NO_ACCOUNT in pages.text(pages.parsed(client.post(f"{PAGE}fetch/"), 422))
    assert not TextRequest.objects.exists()


def test_where_the_quota_is_used_up_it_waits_and_is_asked_again(
    fake: Courtlistener, filing: Filing, client: Client, editor: Users, settings: Any
) -> None:
    settings.COURTLISTENER_QUOTA = "0/minute"
    row = asked(client)
    fetch_text(request_id=row.pk)
    assert "quota is used up" in page(client) and "asked again by itself" in page(client)
    row.refresh_from_db()
    assert (row.status, row.attempts) == ("waiting", 0) and row.not_before > timezone.now()
    settings.COURTLISTENER_QUOTA = "1000/minute"
    TextRequest.objects.update(not_before=timezone.now())
    empty_broker()
    ring_due()
    assert ("casetracker.tasks.fetch_text", {"request_id": row.pk}) in bells()
    fetch_text(request_id=row.pk)
    assert DocumentText.objects.count() == 1


@pytest.mark.parametrize("script", [error(500, "x"), answer(b"<html>maintenance"), answer(b'{"results": [')])
def test_what_goes_wrong_there_is_tried_three_times(
    fake: Courtlistener, filing: Filing, client: Client, editor: Users, script: Any
) -> None:
    fake.fail(script, times=99)
    row = asked(client)
    for attempt in range(1, MAX_ATTEMPTS + 1):
        row.refresh_from_db()
        assert row.is_open and row.attempts == attempt - 1
        fetch_text(request_id=row.pk)
    row.refresh_from_db()
    assert row.status == "failed" and row.said and row.said in page(client)


def test_one_whose_worker_ended_is_taken_up_again_and_in_the_end_given_up(
    fake: Courtlistener, filing: Filing, client: Client, editor: Users
) -> None:
    row = asked(client)
    ahead = timezone.now() + timedelta(minutes=1)
    TextRequest.objects.update(status="running", attempts=1, lease_until=ahead, lease_token="dead")
    assert requests.list_due_requests(timezone.now(), 9) == [] and requests.perform_text_request(row.pk) is None
    TextRequest.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert requests.list_due_requests(timezone.now(), 9) == [row.pk]
    TextRequest.objects.update(attempts=MAX_ATTEMPTS)
    fetch_text(request_id=row.pk)
    assert requests.GIVEN_UP in page(client) and fake.asked == []


def test_the_page_is_asked_for_how_far_it_is(
    fake: Courtlistener, filing: Filing, client: Client, editor: Users
) -> None:
    row, htmx = asked(client), {"HX-Request": "true", "HX-Target": "asking"}
    part = client.get(PAGE, headers=htmx)
    assert part.content.decode().strip().startswith('<div id="asking"') and "HX-Refresh" not in part
    fetch_text(request_id=row.pk)
    assert client.get(PAGE, headers=htmx)["HX-Refresh"] == "true"


def test_readers_are_not_told_of_it(fake: Courtlistener, filing: Filing, client: Client, editor: Users) -> None:
    asked(client)
    assert "being asked" not in page(Client())


def text_answer(words: str) -> Script:
    return answer(b'{"results": [{"id": 5, "plain_text": "%s"}]}' % words.encode(), content_type="application/json")


@contextmanager
def late_worker(fake: Courtlistener, row: TextRequest, late_answer: Script) -> Iterator[None]:
    """A worker in a thread and with a connection of its own has the request in hand, and waits for CourtListener until
    its lease has run out. ``late_answer`` comes when the block ends, and then the worker comes to its end."""
    asked, come = Event(), Event()

    def script(request: BaseHTTPRequestHandler) -> None:
        asked.set()
        assert come.wait(20)
        late_answer(request)

    def work() -> None:
        try:
            fetch_text(request_id=row.pk)
        finally:
            connections.close_all()

    fake.fail(script)
    worker = Thread(target=work)
    worker.start()
    try:
        assert asked.wait(20)
        TextRequest.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        yield
    finally:
        come.set()
        worker.join(60)


@pytest.mark.parametrize("late_answer", [text_answer(""), error(500, "x"), error(429, "x"), text_answer("OLD ORDER")])
def test_a_late_worker_changes_nothing_of_what_another_has_done(
    fake: Courtlistener, filing: Filing, client: Client, editor: Users, late_answer: Script
) -> None:
    give(fake, "ORDER denying the motion.")
    row = asked(client)
    with late_worker(fake, row, late_answer):
        fetch_text(request_id=row.pk)
        done = TextRequest.objects.values().get()
        assert done["status"] == "done"
    assert TextRequest.objects.values().get() == done
    assert DocumentText.objects.get().pages.get().words == "ORDER denying the motion."


def test_a_late_worker_keeps_no_text_while_another_has_the_request(
    fake: Courtlistener, filing: Filing, client: Client, editor: Users
) -> None:
    row = asked(client)
    give(fake, "ORDER denying the motion.")
    with late_worker(fake, row, text_answer("OLD ORDER")):
        assert requests.perform_text_request(row.pk)
        held = TextRequest.objects.values().get()
    assert TextRequest.objects.values().get() == held
    assert not DocumentText.objects.exists() and not AuditEntry.objects.exists()
