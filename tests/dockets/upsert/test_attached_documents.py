"""A page of one entry's attachments beside the pages of its docket: it joins the filing only where that is known."""

import itertools
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from dockets.models import Docket, Document, Filing
from dockets.record.records import DocketRecord, EntryRecord, NotADocket
from tests.dockets.sources.payloads import payload
from tests.dockets.upsert.test_merge import take
from tests.support.data import DATA

pytestmark = pytest.mark.django_db

DOCKET = payload("pacer_docket/civil.html")
HISTORY = payload("docket_history/civil.html").replace(b">doc<", b">6<")
ATTACHMENTS = payload("attachment_page/district.html")
BEFORE_ENTRY_2 = HISTORY[: HISTORY.index(b"Motion for TRO")]
"""The history page, cut off before its second row is complete: that filing is not known from it."""


def _import(body: bytes, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(body)
    call_command("import_docket", str(file))


def _filings() -> list[tuple[object, ...]]:
    rows = Filing.objects.current().order_by("date_filed", "number", "pacer_doc_id", "long_text", "position")
    return [
        (row.number, row.date_filed, row.pacer_doc_id, row.short_text, row.long_text, _documents(row)) for row in rows
    ]


def _documents(filing: Filing) -> list[tuple[object, ...]]:
    return list(
        filing.documents.order_by("number").values_list(
            "number", "description", "pacer_doc_id", "page_count", "file_size"
        )
    )


OF_ENTRY_2 = [
    (0, "", "197010001010", 12, 28487),
    (1, "Proposed Order", "197010001011", 1, 23284),
    (2, "Declaration of Ines Castañeda", "197010001012", 30, 99000),
]


def test_it_adds_documents_to_the_filing_that_is_known(tmp_path: Path) -> None:
    _import(DOCKET, tmp_path)
    before, documents = _filings(), Document.objects.count()
    _import(ATTACHMENTS, tmp_path)
    assert [row[:5] for row in _filings()] == [row[:5] for row in before], (
        "no filing more, none less, and no word is another"
    )
    assert _documents(Filing.objects.get(number="2")) == OF_ENTRY_2
    assert Document.objects.count() == documents + 2


PAGES = {"docket": DOCKET, "history": HISTORY, "attachments": ATTACHMENTS}


def _held_after(order: tuple[str, ...], tmp_path: Path) -> list[tuple[object, ...]]:
    """What is believed after these pages; then all is as it was. An attachment page that comes too early comes once
    more."""
    with transaction.atomic():
        for name in (*order, "attachments"):
            try:
                _import(PAGES[name], tmp_path)
            except CommandError:
                assert name == order[0] == "attachments", "only while no docket is known is such a page refused"
        found = _filings()
        transaction.set_rollback(True)
    return found


def test_the_order_in_which_the_pages_come_does_not_matter(tmp_path: Path) -> None:
    first, *others = [_held_after(order, tmp_path) for order in itertools.permutations(PAGES)]
    assert all(other == first for other in others)
    assert len(first) == 10, "the docket's nine, and the one that the history has since"
    (second,) = [row for row in first if row[0] == "2"]
    assert (second[3], str(second[4])[:20], second[5]) == ("Motion for TRO", "MOTION for Temporary", OF_ENTRY_2)


def test_a_filing_that_is_not_known_yet_is_joined_when_it_comes(tmp_path: Path) -> None:
    _import(BEFORE_ENTRY_2, tmp_path)
    _import(ATTACHMENTS, tmp_path)
    (alone,) = Filing.objects.current().filter(number="2")
    _import(DOCKET, tmp_path)
    (joined,) = Filing.objects.current().filter(number="2")
    assert (joined.public_id, joined.long_text[:6]) == (alone.public_id, "MOTION")


def test_of_two_entries_with_one_number_it_joins_the_one_with_its_document(tmp_path: Path) -> None:
    _import(DOCKET, tmp_path)
    page = (
        ATTACHMENTS.replace(b"197110001010", b"197110001100")
        .replace(b"document_2_", b"document_5_")
        .replace(b"'9'", b"'21'")
    )
    _import(page, tmp_path)
    order, conference = Filing.objects.current().filter(number="5").order_by("pacer_doc_id")
    assert (order.documents.count(), conference.documents.count()) == (1, 3)
    assert Filing.objects.current().count() == 9


def test_without_the_main_documents_id_it_joins_by_number(tmp_path: Path) -> None:
    _import(DOCKET, tmp_path)
    start, end = (
        ATTACHMENTS.index(b'<tr>\n\t<td colspan="2"><b>Document Number'),
        ATTACHMENTS.index(b'<tr height="50px">'),
    )
    _import(ATTACHMENTS[:start] + ATTACHMENTS[end:], tmp_path)
    assert Filing.objects.current().count() == 9
    assert [row[0] for row in _documents(Filing.objects.get(number="2"))] == [0, 1, 2]


def test_a_filing_that_its_docket_no_longer_shows_is_marked_though_its_attachments_were_seen(tmp_path: Path) -> None:
    _import(DOCKET, tmp_path)
    _import(ATTACHMENTS, tmp_path)
    start = DOCKET.index(b"<tr><td width='94' valign=top nowrap>03/27/2024</td>", DOCKET.index(b"COMPLAINT"))
    end = DOCKET.index(b"<tr><td width='94' valign=top nowrap>03/28/2024")
    _import((DOCKET[:start] + DOCKET[end:]).replace(b"05/02/2024 09:14:05", b"05/03/2024 09:14:05"), tmp_path)
    gone = Filing.objects.current().get(number="2")
    assert gone.missing_since is not None
    assert (gone.long_text[:6], gone.documents.count()) == ("MOTION", 3), "and nothing of it is lost"


def test_without_a_case_number_the_documents_tell_the_docket(tmp_path: Path) -> None:
    _import(payload("pacer_docket/bankruptcy.html"), tmp_path)
    _import(payload("attachment_page/bankruptcy.html"), tmp_path)
    assert Docket.objects.count() == 1
    filing = Filing.objects.current().get(number="1")
    assert [row[:2] for row in _documents(filing)] == [(0, "Main Document"), (1, "Schedules")]


def test_an_appellate_page_joins_its_docket(tmp_path: Path) -> None:
    _import(payload("appellate_docket/appeal.html"), tmp_path)
    before = _filings()
    _import(payload("attachment_page/appellate.html"), tmp_path)
    assert _filings() == before, "the docket page listed these documents already"


@pytest.mark.parametrize("name", ["district", "bankruptcy", "appellate"])
def test_where_the_docket_is_not_known_it_says_so(name: str) -> None:
    with pytest.raises(CommandError, match="Import the docket itself first, then this"):
        call_command("import_docket", str(DATA / f"attachment_page/{name}.html"))
    assert Docket.objects.count() == 0


def test_where_several_dockets_have_the_document_none_is_guessed(tmp_path: Path) -> None:
    entry = EntryRecord(number="1", pacer_doc_id="024040000001", long_text="Petition")
    for number in ("2:21-bk-00001", "2:21-bk-00002"):
        take(DocketRecord("arb", number, entries=(entry,)))
    with pytest.raises(
        CommandError, match=r"several cases of U\.S\. Bankruptcy Court, District of Arizona are known here by that"
    ):
        _import(payload("attachment_page/bankruptcy.html"), tmp_path)


def test_a_record_that_names_nothing_is_refused() -> None:
    with pytest.raises(NotADocket, match="nothing tells which case it is"):
        take(DocketRecord("wawd", "", entries=(EntryRecord(number="1", long_text="Order"),)))
