"""A document's pages as they look: who sees them, their words over the picture, what is found and linked there, and the
file itself."""

import re
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casetracker.tasks import fetch_text, make_reader_file
from dockets.documents.extract import extract_words
from dockets.documents.files import build_drawn_folder, build_file_name
from dockets.documents.inspection.render import render_as_images
from dockets.documents.reader_files import list_due_reader_files
from dockets.models import DocumentFile, DocumentText, Filing, ReaderFile, TextRequest
from rulings.desk.document_texts import (
    delete_document_texts,
    publish_document_file,
    remove_document_text,
    restore_document_text,
)
from rulings.notes.anchor_text import get_page_offsets, join_pages
from rulings.passages.links import build_passage_link
from tests.conftest import Users
from tests.dockets.documents.ocr.scans import draw_lines
from tests.support import factories, pages, pdfs

pytestmark = pytest.mark.django_db
PAGE = "/cases/wawd/2:21-cv-00031/filings/34/documents/0/"
WORDS = ("ORDER on a motion", "It is scant speculation, the Court finds.", "So ordered. It is scant")


@pytest.fixture
def filing() -> Filing:
    return factories.filing(docket=factories.docket(docket_number="2:21-cv-00031"), number="34", long_text="ORDER")


def status(client: Client, address: str) -> int:
    answer = client.get(PAGE + address)
    b"".join(answer) if answer.streaming else None
    return answer.status_code


def marks(page: Any, kind: str) -> list[Any]:
    return [rect for rect in page.iter("rect") if rect.get("class") == f"on-{kind}"]


def test_readers_see_it_once_it_is_published_but_for_what_is_withheld(
    client: Client, filing: Filing, users: Users
) -> None:
    text = factories.kept_document(filing=filing, by=users.editor, pages=WORDS, published=False)
    shown = ("pages/2/", "pages/2/900.webp", "document.pdf", "pages/3/180.webp")
    assert [status(client, one) for one in shown] == [302, 404, 404, 404]
    assert client.get(f"{PAGE}pages/2/")["Location"].endswith("documents/0/#page-2")
    client.force_login(users.editor)
    assert [status(client, one) for one in shown] == [200, 200, 200, 200]
    answer = client.post(f"{PAGE}publish/", {"text": text.pk, "withheld": "2, 9"})
    assert answer.status_code == 422 and "“9” is no page of this document" in answer.content.decode()
    client.post(f"{PAGE}publish/", {"text": text.pk, "withheld": "2"})
    assert [status(client, one) for one in shown] == [200, 200, 200, 200]
    client.logout()
    assert [status(client, one) for one in shown] == [200, 404, 404, 200]
    withheld = client.get(f"{PAGE}pages/2/").content.decode()
    assert "Page 2 is withheld by the editors." in withheld and "speculation" not in withheld
    for elsewhere in (PAGE, f"{PAGE}pages/1/?q=speculation", f"{PAGE}versions/", "/search/?q=speculation"):
        assert "scant speculation" not in pages.text(pages.parsed(client.get(elsewhere)))
    client.force_login(users.editor)
    client.post(f"{PAGE}unpublish/", {"text": text.pk})
    client.logout()
    assert [status(client, one) for one in shown] == [302, 404, 404, 404]


def test_what_is_withdrawn_is_gone_at_once_and_its_address_says_so(
    client: Client, filing: Filing, users: Users
) -> None:
    text = factories.kept_document(filing=filing, by=users.editor, pages=WORDS)
    assert text.file is not None and status(client, "pages/1/180.webp") == 200
    store, name, drawn = (
        storages["documents"],
        build_file_name(text.file.sha256),
        f"{build_drawn_folder(text.file.sha256)}/1-180.webp",
    )
    assert store.exists(name) and store.exists(drawn)
    etag = client.get(f"{PAGE}pages/1/180.webp")["ETag"]
    assert client.get(f"{PAGE}pages/1/180.webp", headers={"If-None-Match": etag}).status_code == 304
    remove_document_text(text.pk, by=users.editor, now=timezone.now())
    assert [status(client, one) for one in ("pages/1/", "pages/1/180.webp", "document.pdf")] == [410, 404, 404]
    assert client.get(f"{PAGE}pages/1/180.webp", headers={"If-None-Match": etag}).status_code == 404
    assert "the editors have withdrawn them" in client.get(f"{PAGE}pages/1/").content.decode()
    restore_document_text(text.pk, by=users.editor, now=timezone.now())
    assert status(client, "pages/1/180.webp") == 200
    remove_document_text(text.pk, by=users.editor, now=timezone.now())
    delete_document_texts(filing.pk, 0, private=False, by=users.admin)
    assert not DocumentFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_where_a_page_is_withheld_readers_get_pictures_of_the_others(
    client: Client, filing: Filing, users: Users
) -> None:
    text = factories.kept_document(filing=filing, by=users.editor, pages=WORDS)
    assert text.file is not None
    now, folder = timezone.now(), build_drawn_folder(text.file.sha256)
    publish_document_file(text.pk, withheld=[2], by=users.editor, now=now)
    assert "The file is being made" in client.get(f"{PAGE}pages/1/").content.decode()
    assert status(client, "document.pdf") == 404
    (due,) = list_due_reader_files(timezone.now(), 9)
    ReaderFile.objects.update(lease_until=now, lease_token="of a worker that was killed", attempts=1)
    make_reader_file(reader_file_id=due)
    make_reader_file(reader_file_id=due)
    row = ReaderFile.objects.get()
    assert (row.status, row.attempts) == ("done", 2)
    body = b"".join(client.get(f"{PAGE}document.pdf"))
    assert len(body) == row.size and len(extract_words(body).pages) == 3 and b"speculation" not in body
    assert "Download (PDF, pictures)" in client.get(f"{PAGE}pages/1/").content.decode()
    part = client.get(f"{PAGE}document.pdf", headers={"Range": "bytes=5-9"})
    assert part.status_code == 206 and b"".join(part) == body[5:10]
    client.force_login(users.editor)
    assert b"".join(client.get(f"{PAGE}document.pdf")) == pdfs.pdf(*WORDS)
    assert b"".join(client.get(f"{PAGE}document.pdf?as=reader")) == body
    client.logout()
    storages["documents"].delete(f"{folder}/readers-{row.key}.pdf")  # as after a restore: it is asked for again
    assert status(client, "document.pdf") == 404
    make_reader_file(reader_file_id=ReaderFile.objects.get(status="waiting").pk)
    assert status(client, "document.pdf") == 200
    publish_document_file(text.pk, withheld=[], pictures_only=True, by=users.editor, now=now)
    late = ReaderFile.objects.get()  # the one without page 2 is gone
    assert status(client, "document.pdf") == 404
    remove_document_text(text.pk, by=users.editor, now=now)
    make_reader_file(reader_file_id=late.pk)
    assert not ReaderFile.objects.exists() and not storages["documents"].listdir(folder)[1]
    restore_document_text(text.pk, by=users.editor, now=now)
    make_reader_file(reader_file_id=ReaderFile.objects.get().pk)
    assert status(client, "document.pdf") == 200


@pytest.mark.django_db(transaction=True)
def test_a_long_copy_is_made_by_turns_and_what_is_drawn_is_kept(
    client: Client, filing: Filing, users: Users, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = factories.kept_document(filing=filing, by=users.editor, pages=WORDS)
    assert text.file is not None
    publish_document_file(text.pk, withheld=[2], by=users.editor, now=timezone.now())
    monkeypatch.setattr("dockets.documents.reader_files.ONE_TURN", 0)
    monkeypatch.setattr("dockets.documents.inspection.render.AT_ONCE", 1)
    row, folder = ReaderFile.objects.get(), build_drawn_folder(text.file.sha256)
    for left in (2, 1):
        make_reader_file(reader_file_id=row.pk)
        row.refresh_from_db()
        assert (row.status, row.attempts, len(row.stretches)) == ("waiting", 0, 3 - left)
        assert row.said == f"{left} pages are left."
    storages["documents"].delete(f"{folder}/readers-{row.key}-to-1.part")
    for _ in range(4):  # the last page, then all are drawn anew
        make_reader_file(reader_file_id=row.pk)
    row.refresh_from_db()
    assert (row.status, row.stretches) == ("done", [1, 2, 3])
    body = b"".join(client.get(f"{PAGE}document.pdf"))
    assert body == render_as_images(pdfs.pdf(*WORDS), [2]) and len(extract_words(body).pages) == 3
    assert [name for name in storages["documents"].listdir(folder)[1] if "part" in name] == []


@pytest.mark.django_db(transaction=True)
def test_bytes_go_with_the_last_text_that_shows_them(filing: Filing, users: Users) -> None:
    other = factories.filing(docket=filing.docket, number="35")
    one, two = (factories.kept_document(filing=place, by=users.editor, pages=WORDS) for place in (filing, other))
    assert one.file == two.file and one.file is not None
    store, name = storages["documents"], build_file_name(one.file.sha256)
    for text, place, stays in ((one, filing, True), (two, other, False)):
        remove_document_text(text.pk, by=users.editor, now=timezone.now())
        delete_document_texts(place.pk, 0, private=False, by=users.admin)
        assert store.exists(name) == stays == DocumentFile.objects.exists()


def test_a_scan_is_kept_and_shown_though_it_has_no_words(client: Client, filing: Filing, users: Users) -> None:
    client.force_login(users.editor)
    client.post(f"{PAGE}upload/", {"file": SimpleUploadedFile("order.pdf", pdfs.pdf("", ""))})
    fetch_text(request_id=TextRequest.objects.get().pk)
    assert TextRequest.objects.get(origin="upload").said.startswith("No words are in it: its pages are pictures.")
    assert DocumentText.objects.get().page_count == 2
    assert "This page is a picture" in client.get(f"{PAGE}pages/2/").content.decode()


def test_editors_are_told_what_readers_should_not_see(client: Client, filing: Filing, users: Users) -> None:
    client.force_login(users.editor)
    covered = pdfs.drawn_on("The witness is Eleanor Brackwater", b"0 g 60 700 300 40 re f")
    client.post(f"{PAGE}upload/", {"file": SimpleUploadedFile("order.pdf", covered)})
    fetch_text(request_id=TextRequest.objects.get().pk)
    assert "Eleanor" not in DocumentText.objects.get().pages.get().words
    told = "words lie on page 1 under dark boxes"
    assert told in client.get(PAGE).content.decode()
    page = client.get(f"{PAGE}pages/1/")
    assert told in page.content.decode() and len(marks(pages.parsed(page), "finding")) == 1
    client.post(f"{PAGE}publish/", {"text": DocumentText.objects.get().pk})
    client.logout()
    seen = client.get(f"{PAGE}pages/1/")
    assert told not in seen.content.decode() and not marks(pages.parsed(seen), "finding")


def test_a_program_reads_a_scan_and_its_words_are_marked_as_such(client: Client, filing: Filing, users: Users) -> None:
    client.force_login(users.editor)
    scan = draw_lines("Preliminary injunction", "is DENIED to John", "SSN 123-45-6789")
    client.post(f"{PAGE}upload/", {"file": SimpleUploadedFile("order.pdf", scan)})
    fetch_text(request_id=TextRequest.objects.get().pk)
    request = TextRequest.objects.get(origin="ocr")
    assert "1 page is a picture" in client.get(PAGE).content.decode()
    fetch_text(request_id=request.pk)
    request.refresh_from_db()
    page = DocumentText.objects.get().pages.get()
    assert request.status == "done" and page.read_by.startswith("rapidocr") and (page.confidence or 0) > 0.8
    assert "injunction" in page.words and "DENIED" in page.words and "6789" not in page.words + str(page.places)
    shown = client.get(f"{PAGE}pages/1/?q=injunction")
    assert "Machine-read, and perhaps wrong" in shown.content.decode()
    assert len(marks(pages.parsed(shown), "hit")) == 1
    assert "Machine-read by rapidocr" in client.get(PAGE).content.decode()


def test_words_stand_over_the_picture_and_hits_are_marked(client: Client, filing: Filing, users: Users) -> None:
    factories.kept_document(filing=filing, by=users.editor, pages=WORDS)
    page = pages.parsed(client.get(f"{PAGE}pages/2/?q=speculations"))
    drawn = {pages.text(word).strip(): word for word in page.iter("text")}
    words = {text: (word.get("data-begin"), word.get("data-end")) for text, word in drawn.items()}
    assert words["scant"] == ("6", "11") and words["finds."] == ("35", "41")
    (hit,) = marks(page, "hit")
    left, width, there = (
        float(str(given)) for given in (hit.get("x"), hit.get("width"), drawn["speculation,"].get("x"))
    )
    assert left <= there <= left + width
    (listed,) = pages.by_class(page, "leaf-hits")
    assert [pages.text(link) for link in listed.iter("a")] == ["Page 2"]
    assert "No page of this document has" in client.get(f"{PAGE}pages/2/?q=zymurgy").content.decode()


def test_words_of_the_first_pages_with_hits_are_shown_and_the_numbers_of_others(
    client: Client, filing: Filing, users: Users
) -> None:
    factories.kept_document(filing=filing, by=users.editor, pages=["the <b>court</b> and its orders"] * 30)
    page = client.get(f"{PAGE}pages/30/?q=court&passage=1-2.abcd")
    (listed,) = pages.by_class(pages.parsed(page), "leaf-hits")
    links = [pages.text(link) for link in listed.iter("a")]
    assert links == [f"Page {number}" for number in range(1, 21)] + [str(number) for number in range(21, 31)]
    assert {link.get("href") for link in listed.iter("a")} >= {f"{PAGE}pages/30/?q=court"}
    assert "On 30 pages" in pages.text(listed) and "&lt;b&gt;court&lt;/b&gt; </text>" in page.content.decode()


def test_a_link_to_a_passage_leads_to_its_words_also_in_a_new_version(
    client: Client, filing: Filing, users: Users
) -> None:
    factories.kept_document(filing=filing, by=users.editor, pages=WORDS)
    text = "\n".join(WORDS)
    begin = text.index("scant speculation")
    link = build_passage_link(text, begin, begin + len("scant speculation"))
    assert len(marks(pages.parsed(client.get(f"{PAGE}pages/2/?passage={link}")), "passage")) == 1
    assert client.get(f"{PAGE}pages/1/?passage={link}")["Location"] == f"{PAGE}pages/2/?passage={link}"
    factories.kept_document(filing=filing, by=users.editor, pages=["A new first page", *WORDS])
    there = client.get(f"{PAGE}pages/2/?passage={link}", follow=True)
    assert there.redirect_chain[-1][0].startswith(f"{PAGE}pages/3/")
    assert "stands elsewhere" in there.content.decode() and len(marks(pages.parsed(there), "passage")) == 1
    factories.kept_document(filing=filing, by=users.editor, pages=["Nothing of all that was ever said"] * 3)
    lost = client.get(f"{PAGE}pages/2/?passage={link}")
    assert "could not be found" in lost.content.decode() and not marks(pages.parsed(lost), "passage")


def test_where_pages_begin_is_known_without_their_words(filing: Filing, users: Users) -> None:
    """Each page that is shown asks for it, and a thousand pages of words are a megabyte that is kept packed."""
    told = ["𝄞 é\tA", "", "B" * 9_000, "C"]
    text = factories.document_text(filing=filing, by=users.editor, pages=told)
    with CaptureQueriesContext(connection) as asked:
        begins = get_page_offsets(text)
    joined = join_pages(text)
    assert [joined[begins[number] :][: len(words)] for number, words in enumerate(told, 1)] == told
    assert len(asked) == 1 and "words" not in asked[0]["sql"]
    text.pages.filter(number=1).update(words="longer than before")
    assert join_pages(text)[get_page_offsets(text)[3] :].startswith("BB")


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("bytes=0-3", 206, b"%PDF"),
        ("bytes=-6", 206, None),
        ("bytes=5-", 206, None),
        ("bytes=99999999-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=0-1,3-4", 200, None),
        ("lines=1-2", 200, None),
    ],
)
def test_the_file_is_had_whole_or_in_ranges(
    client: Client, filing: Filing, users: Users, asked: str, status: int, told: bytes | None
) -> None:
    factories.kept_document(filing=filing, by=users.editor, pages=WORDS)
    whole = b"".join(client.get(f"{PAGE}document.pdf"))
    assert whole == pdfs.pdf(*WORDS)
    answer = client.get(f"{PAGE}document.pdf", headers={"Range": asked})
    assert answer.status_code == status
    body = b"".join(answer)
    if told is not None:
        assert body == told
    if status == 206:
        match = re.fullmatch(rf"bytes (\d+)-(\d+)/{len(whole)}", answer["Content-Range"])
        assert match and body == whole[int(match[1]) : int(match[2]) + 1]


def test_a_page_number_that_is_typed_leads_to_the_page(client: Client, filing: Filing, users: Users) -> None:
    factories.kept_document(filing=filing, by=users.editor, pages=WORDS)
    found = [client.get(f"{PAGE}pages/{asked}")["Location"] for asked in ("", "?page=3", "?page=99", "?page=x")]
    assert found == [f"{PAGE}pages/{page}/" for page in (1, 3, 3, 1)]
    assert [status(client, f"pages/{page}/") for page in (0, 4)] == [404, 404]


def test_versions_that_readers_have_seen_can_be_compared_until_one_is_withdrawn(
    client: Client, filing: Filing, users: Users
) -> None:
    secret = factories.kept_document(filing=filing, by=users.editor, pages=["Nobody saw this"], published=False)
    factories.kept_document(filing=filing, by=users.editor, pages=["The motion is denied.", "So ordered."])
    last = factories.kept_document(filing=filing, by=users.editor, pages=["The motion is granted.", "So ordered."])
    assert "The file was replaced on" in client.get(PAGE).content.decode()
    page = pages.parsed(client.get(f"{PAGE}versions/"))
    changed = [
        (pages.text(ins), pages.text(gone)) for ins, gone in zip(page.iter("ins"), page.iter("del"), strict=True)
    ]
    assert changed == [("granted.", "denied.")] and "Nobody saw this" not in pages.text(page)
    client.force_login(users.editor)
    assert "Nobody" in pages.text(pages.parsed(client.get(f"{PAGE}versions/")))
    client.logout()
    remove_document_text(last.pk, by=users.editor, now=timezone.now())
    assert client.get(f"{PAGE}versions/").status_code == 404
    factories.kept_document(filing=filing, by=users.editor, pages=["The motion is granted in part."])
    again = pages.text(pages.parsed(client.get(f"{PAGE}versions/")))
    assert "denied" not in again and "granted." not in again and secret.pk
