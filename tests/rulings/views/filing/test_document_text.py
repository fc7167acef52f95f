"""The page of a document's text: what stands there for whom, and what editors do with it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from casetracker.tasks import fetch_text
from dockets.documents import requests, texts
from dockets.documents.extract import ENCRYPTED, extract_words
from dockets.format.urls import PAGES_SHOWN
from dockets.models import AuditEntry, DocumentText, Filing, TextRequest
from rulings.history.snapshots import DOCUMENT_TEXT
from tests.conftest import Users
from tests.support import factories, pages, pdfs

pytestmark = pytest.mark.django_db
BASE = "/cases/wawd/2:21-cv-00031/"
PAGE = f"{BASE}filings/34/documents/0/"


@pytest.fixture
def filing() -> Filing:
    docket = factories.docket(docket_number="2:21-cv-00031")
    return factories.filing(
        docket=docket, number="34", long_text="ORDER denying 2 Motion. (Attachments: # 1 Exhibit A)"
    )


@pytest.fixture
def editor(client: Client, users: Users) -> Users:
    client.force_login(users.editor)
    return users


def sheets(page: Any) -> dict[str, list[str]]:
    """Each page by its anchor: its paragraphs."""
    (held,) = pages.by_class(page, "sheets")
    return {section.get("id", ""): [pages.text(p) for p in section.iter("p")] for section in held.iter("section")}


def send(client: Client, body: bytes, address: str = PAGE, **typed: str) -> Any:
    return client.post(f"{address}upload/", {"file": SimpleUploadedFile("order.pdf", body), **typed}, follow=True)


def upload(client: Client, body: bytes, address: str = PAGE, **typed: str) -> Any:
    """Sends the file, and returns the page after a worker has read it."""
    answer = send(client, body, address, **typed)
    opened = list(TextRequest.objects.filter(status__in=TextRequest.OPEN).values_list("pk", flat=True))
    for key in opened:
        fetch_text(request_id=key)
    return client.get(address) if opened else answer


def test_the_text_stands_there_by_pages(client: Client, filing: Filing, users: Users) -> None:
    factories.document_text(filing=filing, by=users.editor, pages=["ORDER\nIt is <b>denied</b>.", "", "So ordered."])
    page = pages.parsed(client.get(PAGE))
    assert sheets(page) == {"page-1": ["ORDER", "It is <b>denied</b>."], "page-2": [""], "page-3": ["So ordered."]}
    assert "3 pages" in pages.text(page) and "order.pdf" not in pages.text(page)
    assert pages.by_class(page, "folio")[2].get("href") == "#page-3"


def test_what_is_marked_there_stands_as_it_is_kept(client: Client, filing: Filing, users: Users) -> None:
    """Passages are found by their place: nothing of ours may stand between the court's words."""
    factories.document_text(filing=filing, by=users.editor, pages=["ORDER\nIt is denied.", "", "So ordered."])
    (held,) = pages.by_class(pages.parsed(client.get(PAGE)), "sheets")
    assert "".join(held.itertext()) == "ORDER\nIt is denied.\n\nSo ordered."


def test_the_law_that_a_file_cites_is_linked_where_it_stands(client: Client, filing: Filing, editor: Users) -> None:
    said = ["ORDER\nUnder 28 U.S.C. 1331 and Winter, 555 U.S. 7,\nit is denied.", "So ordered. See FRCP 65."]
    upload(client, pdfs.pdf(*said))
    text = DocumentText.objects.get()
    (held,) = pages.by_class(pages.parsed(client.get(PAGE)), "sheets")
    law = [link.get("href") for link in held.iter("a") if "external" in (link.get("rel") or "")]
    assert law == [
        "https://www.law.cornell.edu/uscode/text/28/1331", "https://www.courtlistener.com/c/us/555/7/",
        "https://www.law.cornell.edu/rules/frcp/rule_65",
    ]  # fmt: skip
    kept = list(text.pages.values_list("words", flat=True))
    assert "".join(held.itertext()) == "\n".join(kept)
    text.pages.filter(number=2).update(words=f"So {kept[1]}")
    (held,) = pages.by_class(pages.parsed(client.get(PAGE)), "sheets")
    assert len([1 for link in held.iter("a") if "external" in (link.get("rel") or "")]) == 2


def test_a_text_without_pages_says_so(client: Client, filing: Filing, users: Users) -> None:
    factories.document_text(filing=filing, by=users.editor, pages=["one", "two"], is_paged=False)
    page = pages.parsed(client.get(PAGE))
    assert "2 parts" in pages.text(page) and "ours and not the document’s" in pages.text(page)


STEPS = {
    **dict.fromkeys(("", "?from=7", "?from=x&junk=1"), (1, 100)),
    **dict.fromkeys(("?from=207", "?from=99999"), (201, 230)),
    "?all=1": (1, 230),
}


@pytest.mark.parametrize("asked", STEPS)
def test_a_long_one_is_shown_in_steps(client: Client, filing: Filing, users: Users, asked: str) -> None:
    factories.document_text(filing=filing, by=users.editor, pages=[f"Words {number}" for number in range(1, 231)])
    shown, (first, last) = list(sheets(pages.parsed(client.get(f"{PAGE}{asked}")))), STEPS[asked]
    assert (shown[0], shown[-1], len(shown)) == (f"page-{first}", f"page-{last}", last - first + 1)
    assert PAGES_SHOWN == 100


def test_without_a_text_the_page_says_how_to_get_it(client: Client, filing: Filing, users: Users) -> None:
    factories.document(filing=filing, url="https://ecf.example/34.pdf")
    page = pages.parsed(client.get(PAGE))
    assert "not kept here yet" in pages.text(page) and "https://ecf.example/34.pdf" in pages.links(page).values()
    client.force_login(users.journalist)
    assert not [form for form in pages.parsed(client.get(PAGE)).iter("form") if "upload" in form.get("action", "")]
    client.force_login(users.editor)
    assert [form for form in pages.parsed(client.get(PAGE)).iter("form") if form.get("action") == f"{PAGE}upload/"]


@pytest.mark.parametrize(("number", "status"), [(0, 200), (1, 200), (2, 404), (10_000, 404), (10**30, 404)])
def test_what_nobody_has_told_of_is_not_there(client: Client, filing: Filing, number: int, status: int) -> None:
    assert client.get(f"{BASE}filings/34/documents/{number}/").status_code == status


@pytest.mark.parametrize(("number", "taken"), [(0, 1), (1, 1), (2, 0)])
def test_and_no_text_can_be_brought_in_for_it(
    client: Client, filing: Filing, editor: Users, number: int, taken: int
) -> None:
    upload(client, b"words", f"{BASE}filings/34/documents/{number}/")
    assert DocumentText.objects.count() == taken


def test_other_addresses_of_it_lead_to_it(client: Client, filing: Filing, users: Users) -> None:
    other = factories.docket(docket_number="2:22-cv-00001")
    gone = factories.filing(docket=other, number="3", merged_into=filing)
    home = f"{BASE}filings/{filing.public_id}/documents/0/"
    for case, row in (("/cases/wawd/2:22-cv-00001/", filing), (BASE, gone)):
        asked = f"{case}filings/{row.public_id}/documents/0/"
        answer = client.get(f"{asked}?from=3")
        assert (answer.status_code, answer.get("Location")) == (302, f"{home}?from=3")
    assert client.get("/cases/wawd/C21-0031/filings/34/documents/0/").get("Location") == PAGE
    factories.filing(docket=filing.docket, number="34")
    assert client.get(PAGE).get("Location") == f"{BASE}filings/34/"


def test_words_under_dark_boxes_stay_out_and_are_told(client: Client, filing: Filing, editor: Users) -> None:
    """A text that was brought in before boxes were looked for is read anew when its file comes again."""
    body = pdfs.drawn_on("Mercer is the informant.", b"0 g 71 716 34 12 re f")
    factories.document_text(filing=filing, by=editor.editor, pages=["Mercer is the informant."], body=body)
    for _ in range(2):
        page = pages.parsed(upload(client, body))
        assert sheets(page) == {"page-1": ["[redacted] is the informant."]}
        assert "1 word lies under dark boxes and was left out." in pages.text(page)
    assert [row.gone_at is None for row in DocumentText.objects.order_by("pk")] == [False, True]


def test_an_editor_brings_it_in(client: Client, filing: Filing, editor: Users) -> None:
    page = pages.parsed(upload(client, pdfs.pdf("ORDER\nIt is denied.", "")))
    said = TextRequest.objects.get(origin="upload").said
    assert "2 pages, and search finds it. 1 of them have no words" in said
    assert "1 page is a picture: a program reads what stands there next." in pages.text(page)
    assert list(sheets(page)) == ["page-1", "page-2"]
    row = DocumentText.objects.get()
    assert (row.name, row.by, row.origin) == ("order.pdf", editor.editor, "upload")
    edit = AuditEntry.objects.get(kind=DOCUMENT_TEXT)
    assert edit.before is None and edit.after is not None and edit.docket == filing.docket
    assert (edit.after["filing"], edit.after["pages"], edit.after["stands"]) == ("34", 2, True)
    account = pages.parsed(client.get("/desk/edits/"))
    assert "editor brought in the text of the main document of 34" in pages.text(account)
    assert pages.links(account)["the main document of 34"] == PAGE
    client.post(f"{PAGE}take-away/", {"text": row.pk})
    client.post(f"{PAGE}put-back/", {"text": row.pk})
    account = pages.by_class(pages.parsed(client.get("/desk/edits/")), "decisions")[0]
    told = [pages.text(line) for line in account.iter("li")]
    assert [line.partition(" of the main")[0] for line in told] == [
        "editor put back the text", "editor took away the text", "editor brought in the text",
    ]  # fmt: skip
    assert row.sha256 not in pages.text(account) and "file order.pdf" in told[2]


@pytest.mark.parametrize(
    ("body", "said", "status"),
    [
        (pdfs.encrypted(), ENCRYPTED, 200),
        (b" " * (2**20 + 1), "1 MB are taken", 422),
        (b"", "No words are in this file", 200),
    ],
)
def test_what_cannot_be_read_is_said_and_costs_nothing(
    client: Client, filing: Filing, editor: Users, settings: Any, body: bytes, said: str, status: int
) -> None:
    settings.DOCUMENT_MEGABYTES = 1
    upload(client, pdfs.pdf("Kept"))
    page = pages.parsed(upload(client, body), status)
    assert not TextRequest.objects.exclude(body=None).exists(), "of a file that was not taken nothing is kept"
    assert said in pages.text(page) and sheets(page) == {"page-1": ["Kept"]}
    assert DocumentText.objects.count() == AuditEntry.objects.count() == 1


def test_no_file_is_said(client: Client, filing: Filing, editor: Users) -> None:
    assert "Choose a file first" in pages.text(pages.parsed(client.post(f"{PAGE}upload/"), 422))


def test_a_form_that_is_sent_twice_is_taken_once(client: Client, filing: Filing, editor: Users) -> None:
    for words in ("first", "second"):
        upload(client, pdfs.pdf(words), request_id="once")
    assert [row.pages.get().words for row in DocumentText.objects.all()] == ["first"]


def test_a_file_waits_for_a_worker_and_the_request_reads_nothing(
    client: Client, filing: Filing, editor: Users, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading and masking take long: no request does them, and no transaction is open meanwhile."""
    monkeypatch.setattr(requests, "extract_words", None)
    page = pages.parsed(send(client, b"SSN 123 - 45 - 6002", request_id="one"))
    assert "order.pdf is here. A worker reads it next" in pages.text(page) and not DocumentText.objects.exists()
    assert "being read just now" in pages.text(pages.parsed(send(client, b"another", request_id="two"), 422))
    assert "taken once" in pages.text(pages.parsed(send(client, b"SSN 123 - 45 - 6002", request_id="one")))
    assert TextRequest.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_file_is_read_and_masked(
    client: Client, filing: Filing, editor: Users, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[tuple[bool, str]] = []

    def watch(work: Any) -> Any:
        def look(*given: Any, **more: Any) -> Any:
            said = TextRequest.objects.get().said
            looked.append((connection.in_atomic_block, said))
            assert "order.pdf" in pages.text(pages.parsed(client.get(PAGE))) and said in client.get(PAGE).text
            return work(*given, **more)

        return look

    monkeypatch.setattr(requests, "extract_words", watch(extract_words))
    monkeypatch.setattr(texts, "mask_pages", watch(texts.mask_pages))
    page = pages.parsed(upload(client, b"SSN 123 - 45 - 6002"))
    assert looked == [
        (False, "Its pages are being read."), (False, "1 part is looked through for what is not kept."),
    ]  # fmt: skip
    assert sheets(page) == {"page-1": ["SSN [number withheld]"]}
    assert TextRequest.objects.get().body is None


def test_it_is_replaced_taken_away_and_put_back_with_an_account(client: Client, filing: Filing, editor: Users) -> None:
    for words in ("first", "second"):
        upload(client, pdfs.pdf(words))
    second, first = DocumentText.objects.order_by("-id")
    assert not first.shown and second.shown

    def act(name: str, row: DocumentText) -> Any:
        return pages.parsed(client.post(f"{PAGE}{name}/", {"text": row.pk}, follow=True))

    assert sheets(act("put-back", first)) == {"page-1": ["first"]}
    assert not pages.by_class(act("take-away", first), "sheets")
    assert "not kept here yet" in pages.text(pages.parsed(Client().get(PAGE)))
    told = [(edit.object_id, bool(edit.after and edit.after["stands"])) for edit in AuditEntry.objects.order_by("id")]
    both = [(row.pk, stands) for row in (first, second) for stands in (True, False)]
    assert sorted(told) == sorted([*both, (first.pk, True), (first.pk, False)])
    assert {edit.by for edit in AuditEntry.objects.all()} == {editor.editor}


@pytest.mark.parametrize("sent", ["", "x", "99999999", "9" * 40, "other"])
def test_a_text_of_another_document_is_none_of_this_page(
    client: Client, filing: Filing, editor: Users, sent: str
) -> None:
    row = factories.document_text(filing=filing, by=editor.editor, number=1)
    for act in ("take-away", "put-back"):
        assert client.post(f"{PAGE}{act}/", {"text": row.pk if sent == "other" else sent}).status_code == 404
    assert DocumentText.objects.get().shown and client.post(f"{PAGE}burn/").status_code == 404


def test_the_filings_page_and_the_timeline_lead_there(client: Client, filing: Filing, users: Users) -> None:
    factories.event(filing=filing)
    factories.reading(docket=filing.docket)
    assert not [
        link for link in pages.addresses(pages.parsed(client.get(f"{BASE}filings/34/"))) if "documents/" in link
    ]
    factories.document_text(filing=filing, by=users.editor)
    factories.document_text(filing=filing, by=users.editor, number=1)
    links = [link for link in pages.addresses(pages.parsed(client.get(f"{BASE}filings/34/"))) if "documents/" in link]
    assert links == [PAGE, f"{BASE}filings/34/documents/1/"]
    (line,) = pages.lines(pages.parsed(client.get(BASE)))
    assert pages.links(line)["its text"] == "filings/34/documents/0/"


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(
    client: Client, filing: Filing, users: Users, number: int, django_assert_num_queries: Any
) -> None:
    for place in range(number):
        factories.document(filing=filing, number=place)
        factories.document_text(filing=filing, by=users.editor, number=place, now=factories.NOW + timedelta(place))
        factories.document_text(
            filing=filing, by=users.editor, pages=[f"{place}"] * number, now=factories.NOW + timedelta(99)
        )
    # Docket; filing; its documents; texts of this one; notes; pages; the filing’s headline.
    with django_assert_num_queries(7):
        client.get(PAGE)
