"""Where a document can be got, who wants it, and what the desk says of it and of transcripts."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dockets.documents.texts import withdraw_text
from dockets.models import AuditEntry, Docket, DocumentText, Filing
from rulings.desk.assignments import assign_case
from rulings.desk.queue import DeskItem, DeskKind, DeskScope, list_piles
from rulings.interpret.docket import interpret_docket
from rulings.interpret.repoint import repoint_merged_filings
from rulings.models import DeskMark, WantedDocument
from tests.conftest import Users
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
SOLD = "https://ecf.wawd.uscourts.gov/doc1/19709328245"
STORED = "https://storage.courtlistener.com/recap/gov.uscourts.wawd.1/gov.uscourts.wawd.1.1.0.pdf"


@pytest.fixture
def docket(users: Users) -> Docket:
    row = factories.docket(case_name="Parler v. AWS")
    assign_case(row, users.editor, by=users.admin, now=timezone.now() - timedelta(days=9))
    return row


@pytest.fixture
def filing(docket: Docket) -> Filing:
    row = factories.filing(docket=docket, number="7", long_text="DECLARATION of Ann Roe filed by Plaintiff")
    factories.document(filing=row, url=SOLD, page_count=12)
    factories.document(filing=row, number=1, url=STORED, page_count=90, description="Exhibit A")
    interpret_docket(docket.pk)
    return row


def send(client: Client, filing: Filing, number: int = 0, **fields: str) -> Any:
    """The form as its page shows it, with other values in it."""
    address = f"/desk/wanted/{filing.public_id}/{number}/"
    form = pages.entry_values(list(pages.parsed(client.get(address)).iter("form"))[-1])
    return client.post(address, form | fields)


def text_of(client: Client, address: str) -> str:
    return pages.text(pages.parsed(client.get(address)))


def lying(users: Users, kind: DeskKind, scope: DeskScope = DeskScope.MINE) -> list[DeskItem]:
    return {pile.kind: pile.items for pile in list_piles(users.editor, scope, now=timezone.now())}[kind]


def test_pages_tell_readers_where_a_document_is_and_for_how_much(client: Client, filing: Filing, users: Users) -> None:
    page = f"/cases/wawd/{filing.docket.docket_number}/filings/7/"
    told = text_of(client, page)
    assert "12 pages PACER, $1.20" in told and "90 pages Free at CourtListener" in told
    assert "Where it is PACER, $1.20 for 12 pages." in text_of(client, f"{page}documents/0/")
    assert "Mark as wanted" not in told
    factories.document_text(filing=filing, by=users.editor)
    assert "PACER" not in text_of(client, page) and "PACER" not in text_of(client, f"{page}documents/0/")


def test_an_editor_wants_a_document_and_is_told_when_it_is_here(client: Client, filing: Filing, users: Users) -> None:
    client.force_login(users.editor)
    assert send(client, filing, why="For the piece on servers").status_code == 302
    row = WantedDocument.objects.get()
    assert (row.by, row.why, row.document_number) == (users.editor, "For the piece on servers", 0)
    assert "Wanted by editor" in text_of(client, f"/cases/wawd/{filing.docket.docket_number}/filings/7/")
    assert "For the piece on servers" in text_of(client, "/desk/wanted/")
    assert "wanted the main document of 7" in text_of(client, "/desk/edits/")
    assert lying(users, DeskKind.CAME) == []
    text = factories.document_text(filing=filing, by=users.admin)
    assert "Nobody wants a document" in text_of(client, "/desk/wanted/")
    (item,) = lying(users, DeskKind.CAME)
    assert (item.said, item.document, item.number) == ("For the piece on servers", 0, "7")
    desk = pages.parsed(client.get("/desk/"))
    assert f"filings/{filing.public_id}/documents/0/" in str(pages.links(desk))
    client.post("/desk/done/", {"kind": "came", "id": str(item.object_id)})
    assert lying(users, DeskKind.CAME) == [] and DeskMark.objects.get().done_by == users.editor
    withdraw_text(text.pk, now=timezone.now())
    assert "1 document wanted" in text_of(client, "/desk/wanted/"), "it is not here any more"


def test_it_is_taken_back_and_nothing_is_done_twice_or_unseen(client: Client, filing: Filing, users: Users) -> None:
    client.force_login(users.editor)
    address = f"/desk/wanted/{filing.public_id}/1/"
    form = pages.entry_values(list(pages.parsed(client.get(address)).iter("form"))[-1])
    for _ in range(2):
        assert client.post(address, form | {"why": "One"}).status_code == 302
    assert AuditEntry.objects.filter(kind="wanteddocument").count() == 1
    stale = client.post(address, form | {"why": "Two"})
    assert stale.status_code == 409
    told = pages.text(pages.parsed(stale, status=409))
    assert "another window" in told and "One" in told and "Two" in told
    assert send(client, filing, 1, act="take-back").status_code == 302
    assert not WantedDocument.objects.exists()
    assert AuditEntry.objects.filter(kind="wanteddocument", after__isnull=True).count() == 1
    form = pages.entry_values(list(pages.parsed(client.get(address)).iter("form"))[-1])
    factories.document_text(filing=filing, number=1, by=users.admin)
    assert client.post(address, form).status_code == 409, "it came in meanwhile"
    assert client.get(f"/desk/wanted/{filing.public_id}/2/").status_code == 404, "nothing mentions it"


@pytest.mark.parametrize(
    ("query", "found", "total"),
    [
        ("", ["7 Declaration", "7-1 Declaration", "8 Transcript"], "$1.20 for 1 document, and 1 document whose price"),
        ("?order=price", ["7-1 Declaration", "7 Declaration", "8 Transcript"], "$1.20 for 1 document"),
        ("?place=free", ["7-1 Declaration"], ""),
        ("?place=buy&whose=mine", ["7 Declaration"], "PACER does not bill an account"),
        ("?whose=x", ["7 Declaration", "7-1 Declaration", "8 Transcript"], "not one of the choices"),
    ],
)
def test_the_list_is_narrowed_and_sorted(
    client: Client, filing: Filing, users: Users, query: str, found: list[str], total: str
) -> None:
    other = factories.filing(docket=filing.docket, number="8", long_text="TRANSCRIPT of Trial")
    interpret_docket(filing.docket_id)
    for day, (of, number, by) in enumerate(
        [(filing, 0, users.editor), (filing, 1, users.admin), (other, 0, users.admin)]
    ):
        WantedDocument.objects.create(
            docket=filing.docket, filing=of, document_number=number, by=by, at=datetime(2021, 1, 1 + day, tzinfo=UTC)
        )
    client.force_login(users.editor)
    page = pages.parsed(client.get(f"/desk/wanted/{query}"))
    heads = [pages.text(item.find("h3")) for item in pages.by_class(page, "item")]
    assert [" ".join(head.split()[:2]) for head in heads] == found
    assert total in pages.text(page)
    table = client.get(f"/desk/wanted.csv{query}")
    assert table.status_code == (400 if "x" in query else 200)
    if table.status_code == 200:
        assert len(table.content.decode().splitlines()) == len(found) + 1


def test_the_list_goes_on_page_by_page_and_a_wish_goes_with_its_account(
    client: Client, docket: Docket, users: Users
) -> None:
    at = timezone.now()
    rows = [factories.filing(docket=docket, number=str(number)) for number in range(1, 53)]
    wishes = [WantedDocument(docket=docket, filing=row, document_number=0, by=users.admin, at=at) for row in rows]
    WantedDocument.objects.bulk_create(wishes)
    WantedDocument.objects.create(docket=docket, filing=rows[51], document_number=0, by=users.editor, at=at)
    client.force_login(users.editor)
    first, second = (client.get(f"/desk/wanted/?{page}") for page in ("place=", "page=2"))
    assert [len(pages.by_class(pages.parsed(one), "item")) for one in (first, second)] == [50, 2]
    assert "52 documents wanted" in pages.text(pages.parsed(second)) and "page=2" in first.content.decode()
    with CaptureQueriesContext(connection) as many:
        client.get("/desk/wanted/?page=2")
    users.admin.delete()
    with CaptureQueriesContext(connection) as few:
        assert len(pages.by_class(pages.parsed(client.get("/desk/wanted/?page=2")), "item")) == 1
    assert len(few) == len(many)
    assert len(client.get("/desk/wanted.csv").content.splitlines()) == 2


def test_journalists_see_nothing_of_it(client: Client, filing: Filing, users: Users) -> None:
    WantedDocument.objects.create(
        docket=filing.docket, filing=filing, document_number=0, by=users.editor, at=timezone.now()
    )
    client.force_login(users.journalist)
    assert "anted" not in text_of(client, f"/cases/wawd/{filing.docket.docket_number}/filings/7/")
    assert client.get("/desk/wanted/").status_code == 403


def test_a_wish_goes_with_a_filing_that_is_another_one(filing: Filing, users: Users) -> None:
    other = factories.filing(docket=filing.docket, number="7")
    row = WantedDocument.objects.create(
        docket=filing.docket, filing=filing, document_number=0, by=users.editor, at=timezone.now()
    )
    Filing.objects.filter(pk=filing.pk).update(merged_into=other)
    repoint_merged_filings(filing.docket_id)
    row.refresh_from_db()
    assert row.filing_id == other.pk


@pytest.mark.parametrize(
    ("now", "read", "said"),
    [
        (date(2021, 5, 11), None, None),
        (date(2021, 5, 12), date(2021, 5, 10), "The docket has not been read since."),
        (date(2021, 5, 20), date(2021, 5, 19), "Overdue: the docket, read on May 19, 2021, shows nothing of it"),
        (date(2021, 6, 20), date(2021, 5, 19), None),
    ],
)
def test_a_transcript_lies_on_the_desk_for_a_month_after_its_day(
    users: Users, now: date, read: date | None, said: str | None
) -> None:
    docket = factories.docket()
    text = "TRANSCRIPT of Trial. Release of Transcript Restriction set for 5/12/2021."
    filing = factories.filing(docket=docket, number="8", long_text=text)
    if read:
        factories.sheet(docket=docket, as_of=datetime(read.year, read.month, read.day, 20, tzinfo=UTC))
    interpret_docket(docket.pk)
    with time_machine.travel(datetime(now.year, now.month, now.day, 18, tzinfo=UTC), tick=False):
        found = lying(users, DeskKind.RELEASE, DeskScope.ALL)
        assert [said in item.said for item in found if said] == ([True] if said else []) and bool(found) == bool(said)
        DocumentText.objects.all().delete()
        factories.document_text(filing=filing, by=users.editor)
        assert lying(users, DeskKind.RELEASE, DeskScope.ALL) == [], "its text is here"
