"""Documents in a bucket, against a real server of S3: all that is done with their files, as with a folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from casetracker.config.document_storage import build_document_storage
from casetracker.tasks import fetch_text, make_reader_file
from dockets.documents.check_files import list_file_faults, mend_file_fault
from dockets.documents.files import FileMissing, build_drawn_folder, build_file_name, has_bytes, keep_bytes, open_file
from dockets.documents.storage import forget_failure
from dockets.models import DocumentFile, ReaderFile, TextRequest
from rulings.desk.document_texts import (
    delete_document_texts,
    publish_document_file,
    remove_document_text,
    restore_document_text,
)
from tests.conftest import Users
from tests.servers.bucket_server import BUCKET, serve_bucket
from tests.support import factories, pdfs

PAGE = "/cases/wawd/2:21-cv-00031/filings/34/documents/0/"


@pytest.fixture
def bucket(settings: Any) -> Iterator[Any]:
    with serve_bucket() as address:
        yield use_bucket(settings, address)


def use_bucket(settings: Any, address: str) -> Any:
    given = {"CASETRACKER_DOCUMENTS_BUCKET": BUCKET, "CASETRACKER_DOCUMENTS_ENDPOINT": address}
    given["CASETRACKER_DOCUMENTS_REGION"] = "us-east-1"
    documents = build_document_storage(given, Path("/nowhere"), access_key="key", secret_key="word")
    settings.STORAGES = {**settings.STORAGES, "documents": documents}
    return storages["documents"]


def faults() -> list[tuple[str, str]]:
    return [(fault.what, fault.sha256) for fault in list_file_faults(timezone.now())]


@pytest.mark.programs
@pytest.mark.django_db(transaction=True)
def test_all_that_is_done_with_a_file(client: Client, users: Users, bucket: Any) -> None:
    filing = factories.filing(docket=factories.docket(docket_number="2:21-cv-00031"), number="34", long_text="ORDER")
    assert faults() == [] and bucket.listdir("files") == ([], [])
    text = factories.kept_document(filing=filing, by=users.editor, pages=["ORDER", "So ordered."])
    row, whole = text.file, pdfs.pdf("ORDER", "So ordered.")
    assert row is not None
    name, drawn = build_file_name(row.sha256), build_drawn_folder(row.sha256)
    with open_file(row) as file:
        assert file.read(4) == b"%PDF" and file.seek(-6, 2) and file.read() == whole[-6:] and file.size == len(whole)
        assert file.seek(0) == 0 and file.read() == whole
    answer = client.get(f"{PAGE}document.pdf", headers={"Range": "bytes=9-20"})
    assert answer.status_code == 206 and b"".join(answer) == whole[9:21]
    assert not any("127.0.0.1" in value for value in answer.headers.values())
    with pytest.raises(NotImplementedError):
        bucket.url(name)
    assert client.get(f"{PAGE}pages/1/180.webp").content[:4] == b"RIFF"
    assert "1-180.webp" in bucket.listdir(drawn)[1] and client.get(f"{PAGE}pages/1/").status_code == 200
    publish_document_file(text.pk, withheld=[2], by=users.editor, now=timezone.now())
    make_reader_file(reader_file_id=ReaderFile.objects.get().pk)
    assert b"".join(client.get(f"{PAGE}document.pdf")).startswith(b"%PDF-1.5")
    remove_document_text(text.pk, by=users.editor, now=timezone.now())
    assert bucket.listdir(drawn) == ([], []) and client.get(f"{PAGE}pages/1/").status_code == 410
    restore_document_text(text.pk, by=users.editor, now=timezone.now())
    assert client.get(f"{PAGE}pages/1/180.webp").status_code == 200
    keep_bytes("a" * 64, b"of no row")
    assert faults() == [("stray", "a" * 64)]
    for fault in list_file_faults(timezone.now()):
        mend_file_fault(fault)
    assert faults() == []
    with open_file(row) as file:
        bucket.delete(name)  # after it was opened
        with pytest.raises(FileNotFoundError):
            file.read()
    assert faults() == [("missing", row.sha256)] and not has_bytes(row)
    with pytest.raises(FileMissing):
        open_file(row)
    assert client.get(f"{PAGE}pages/2/1800.webp").status_code == 404
    keep_bytes(row.sha256, whole)
    assert faults() == []
    remove_document_text(text.pk, by=users.editor, now=timezone.now())
    delete_document_texts(filing.pk, 0, private=False, by=users.admin)
    assert not DocumentFile.objects.exists() and not bucket.exists(name)


@pytest.mark.programs
@pytest.mark.django_db(transaction=True)
def test_while_the_bucket_is_away_everybody_is_told_and_nothing_is_lost(
    client: Client, users: Users, settings: Any
) -> None:
    filing = factories.filing(docket=factories.docket(docket_number="2:21-cv-00031"), number="34", long_text="ORDER")
    with serve_bucket() as address:
        use_bucket(settings, address)
        text = factories.kept_document(filing=filing, by=users.editor, pages=["ORDER", "So ordered."])
        assert text.file is not None and client.get(f"{PAGE}pages/1/900.webp").status_code == 200
    forget_failure()
    for user in (None, users.editor):
        client.force_login(user) if user else client.logout()
        for part in ("pages/1/", "pages/1/900.webp", "pages/2/180.webp", "document.pdf"):
            answer = client.get(PAGE + part)
            assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "10", "no-store")
            assert "Nothing is lost; ask again" in answer.content.decode()
    assert "So ordered." in client.get(f"{PAGE}pages/2/").content.decode()  # the words stand in the database
    assert client.get(PAGE).status_code == 200
    body = pdfs.pdf("Another order")
    sent = client.post(f"{PAGE}upload/", {"file": SimpleUploadedFile("other.pdf", body), "request_id": "1"})
    request = TextRequest.objects.get()
    assert sent.status_code == 302 and bytes(request.body or b"") == body
    fetch_text(request_id=request.pk)
    request.refresh_from_db()
    assert (request.status, request.attempts, bytes(request.body or b"")) == ("waiting", 0, body)
    assert "cannot be reached" in request.said and "cannot be reached" in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}publish/", {"text": text.pk, "withheld": "2"}).status_code == 302
    copy = ReaderFile.objects.get()
    make_reader_file(reader_file_id=copy.pk)
    copy.refresh_from_db()
    assert (copy.status, copy.attempts) == ("waiting", 0)
    assert client.post(f"{PAGE}take-away/", {"text": text.pk}).status_code == 302
    assert client.get(f"{PAGE}pages/1/").status_code == 410
    with serve_bucket(int(address.rpartition(":")[2])):
        forget_failure()
        TextRequest.objects.update(not_before=timezone.now())
        fetch_text(request_id=request.pk)
        request.refresh_from_db()
        assert request.status == "done" and client.get(f"{PAGE}pages/1/900.webp").status_code == 200


def test_one_key_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="Set both"):
        build_document_storage({"CASETRACKER_DOCUMENTS_BUCKET": "b"}, Path("/nowhere"), access_key="key")
    assert "location" in build_document_storage({}, Path("/somewhere"))["OPTIONS"]
