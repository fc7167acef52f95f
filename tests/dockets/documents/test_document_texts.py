"""Texts of documents: what is kept of them, what is not, and that they go where their documents go."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dockets.documents.texts import list_texts_of_document, mask_pages, repoint_texts, restore_text, withdraw_text
from dockets.identity.decisions import Verdict, decide_identity, undo_identity_decision
from dockets.identity.merge_dockets import undo_docket_merge as part
from dockets.models import Document, DocumentPage, DocumentText, Filing
from dockets.payloads.mask import RULES
from dockets.record.records import DocumentRecord
from tests.conftest import Users
from tests.dockets.identity.test_decide import pair
from tests.dockets.identity.test_unite import NOW, OTHER, docket, made_one, two_halves
from tests.dockets.payloads.test_masking import CIVIL, take_in
from tests.dockets.upsert.test_merge import DAY, entry, sheet, take
from tests.dockets.upsert.test_withhold import IMMIGRATION, says
from tests.support import factories

pytestmark = pytest.mark.django_db


def shown() -> list[tuple[str, int, str]]:
    """Public id of the filing, number of the document, words of its first page."""
    rows = DocumentPage.objects.filter(text__shown=True, number=1).order_by("words")
    return list(rows.values_list("text__filing__public_id", "text__document_number", "words"))


def test_numbers_of_persons_are_not_kept(users: Users) -> None:
    filing = factories.filing(docket=factories.docket())
    pages = ["John Doe, SSN 123-45-6789, was", "born on 03/04/1970. His Social Security No. is"]
    factories.document_text(filing=filing, by=users.editor, pages=[*pages, "987-65-4321 or so"])
    assert [page.words for page in DocumentPage.objects.all()] == [
        "John Doe, SSN [number withheld], was",
        "born on [date withheld]. His Social Security No. is",
        "[number withheld] or so",
    ]
    assert says("123-45-6789") == says("987-65-4321") == []


def test_a_number_on_two_pages_leaves_two_pages() -> None:
    assert mask_pages(["Tax ID 123", "45 6789 paid", "end"], private=False) == [
        "Tax ID [number withheld]",
        " paid",
        "end",
    ]


def test_homes_are_not_kept_where_courts_print_them(users: Users) -> None:
    told = "the petitioner, with the address 7 Oak St, Mesa, AZ 85201, says"
    filing = factories.filing(docket=factories.docket(nature_of_suit=IMMIGRATION))
    civil = factories.filing(docket=factories.docket())
    for one in (filing, civil):
        factories.document_text(filing=one, by=users.editor, pages=[told])
    without = told.replace("7 Oak St, Mesa, AZ 85201", "[address withheld]")
    assert [page.words for page in DocumentPage.objects.order_by("id")] == [without, told]


def test_homes_go_when_it_turns_out_that_courts_print_them_there(users: Users) -> None:
    take_in(CIVIL)
    filing = Filing.objects.earliest("id")
    row = factories.document_text(
        filing=filing, by=users.editor, pages=["x", "with the address 9 Elm St, Mesa, AZ 85201, since"]
    )
    withdraw_text(row.pk, now=NOW)  # what was taken away is kept, and is no better than what stands
    take(
        sheet(
            entry("1", "PETITION"),
            day=9,
            nature_of_suit=IMMIGRATION,
            complete=False,
            docket_number=filing.docket.docket_number,
        )
    )
    assert says("9 Elm St") == []
    assert row.pages.get(number=2).words == "with the address [address withheld], since"


def as_older_rules_left(row: DocumentText, *words: str) -> None:
    for number, page in enumerate(words, 1):
        row.pages.filter(number=number).update(words=page)
    DocumentText.objects.filter(pk=row.pk).update(masked_by=0)


def test_what_older_rules_left_is_masked_once(users: Users) -> None:
    """Also a number that begins on one page and ends on the next, and also in a text that was taken away."""
    filing = factories.filing(docket=factories.docket(nature_of_suit=IMMIGRATION))
    made = [
        factories.document_text(filing=filing, by=users.editor, pages=[words, "y"], now=NOW) for words in ("one", "two")
    ]
    as_older_rules_left(made[0], "with the address 9 Elm St, Mesa, AZ 85201. Tax ID 123", "45 6789 paid")
    as_older_rules_left(made[1], "fine", "words")
    told = StringIO()
    call_command("mask_payloads", at_most=1, stdout=told)
    assert DocumentText.objects.filter(masked_by=RULES).count() == 1, "it is interrupted, and goes on"
    call_command("mask_payloads", stdout=told)
    call_command("mask_payloads", stdout=told)
    assert [line for line in told.getvalue().splitlines() if "texts" in line] == [
        "1 texts of documents looked at, 1 of them masked again.",
        "1 texts of documents looked at, 0 of them masked again.",
    ]
    assert says("9 Elm St") == []
    first, second = made[0].pages.order_by("number").values_list("words", flat=True)
    assert (first, second) == ("with the address [address withheld]. Tax ID [number withheld]", " paid")
    made[0].refresh_from_db()
    assert made[0].characters == len(first) + len(second) and made[0].gone_at is not None


def test_a_home_on_two_pages_goes_when_it_turns_out(users: Users) -> None:
    take_in(CIVIL)
    filing = Filing.objects.earliest("id")
    row = factories.document_text(
        filing=filing, by=users.editor, pages=["with the address", "9 Elm St, Mesa, AZ 85201, since"]
    )
    number = filing.docket.docket_number
    take(sheet(entry("1", "PETITION"), day=9, nature_of_suit=IMMIGRATION, complete=False, docket_number=number))
    assert row.pages.get(number=2).words == "[address withheld], since"


def test_another_text_takes_the_place_of_the_first_and_each_can_come_back(users: Users) -> None:
    filing = factories.filing(docket=factories.docket())
    first = factories.document_text(filing=filing, by=users.editor, pages=["first"])
    second = factories.document_text(filing=filing, by=users.editor, pages=["second"], now=NOW + timedelta(days=9))
    assert [words for *_, words in shown()] == ["second"]
    restore_text(first.pk, now=NOW)
    assert [words for *_, words in shown()] == ["first"]
    withdraw_text(first.pk, now=NOW)
    assert shown() == [] and list_texts_of_document(filing, 0) == [second, first]


def test_the_same_file_again_changes_nothing(users: Users) -> None:
    filing = factories.filing(docket=factories.docket())
    made = [factories.document_text(filing=filing, by=users.editor) for _ in "ab"]
    assert made[0] == made[1] and DocumentText.objects.count() == 1


def test_texts_of_two_filings_that_are_one_stand_there_and_go_back(users: Users) -> None:
    one, other = pair()
    factories.document_text(filing=one, by=users.editor, pages=["of one"], now=NOW)
    factories.document_text(filing=other, by=users.editor, pages=["of the other"], now=NOW + timedelta(1))
    factories.document_text(filing=other, by=users.editor, pages=["attached"], number=2)
    before = shown()
    said = decide_identity(other.pk, one.pk, Verdict.SAME, by=None, now=DAY)
    assert shown() == [(one.public_id, 2, "attached"), (one.public_id, 0, "of the other")]
    assert [row.page_count for row in list_texts_of_document(one, 0)] == [1, 1], "the older one is at hand"
    undo_identity_decision(said.pk, by=None, now=DAY)
    assert shown() == before


def test_no_merge_brings_back_what_stood_behind_a_text_that_was_taken_away(users: Users) -> None:
    one, other = pair()
    factories.document_text(filing=one, by=users.editor, pages=["of one"], now=NOW)
    newest = factories.document_text(filing=other, by=users.editor, pages=["of the other"], now=NOW + timedelta(1))
    decide_identity(other.pk, one.pk, Verdict.SAME, by=None, now=DAY)
    withdraw_text(newest.pk, now=NOW)
    repoint_texts(one.docket_id)
    assert shown() == []


def test_a_text_that_comes_for_a_filing_that_is_another_one_goes_there(users: Users) -> None:
    one, other = pair()
    decide_identity(other.pk, one.pk, Verdict.SAME, by=None, now=DAY)
    assert factories.document_text(filing=other, by=users.editor).filing == one


def test_they_go_along_with_a_docket_that_is_another_one_and_come_back(users: Users) -> None:
    two_halves()
    loser = Filing.objects.get(docket=docket(OTHER), number="2")
    factories.document_text(filing=loser, by=users.editor, pages=["of the loser"])
    before = shown()
    merged = made_one()
    survivor = Filing.objects.get(pk=loser.pk).merged_into or loser
    assert shown() == [(survivor.public_id, 0, "of the loser")]
    assert not DocumentText.objects.exclude(filing__merged_into=None).exists()
    part(merged.pk, now=NOW)
    assert shown() == before


def test_no_import_loses_a_text_and_it_finds_its_document_by_its_id(users: Users) -> None:
    def told(*documents: DocumentRecord, day: int) -> None:
        take(sheet(entry("1", "MOTION", documents=documents), entry("2"), day=day))

    exhibit = DocumentRecord(number=1, description="Exhibit A", pacer_doc_id="19701234567")
    told(DocumentRecord(number=0), exhibit, day=0)
    filing = Filing.objects.get(number="1")
    factories.document_text(filing=filing, by=users.editor, number=1, pages=["exhibit"])
    told(
        DocumentRecord(number=0),
        DocumentRecord(number=1, description="Index", pacer_doc_id="19701234999"),
        DocumentRecord(number=2, description="Exhibit A", pacer_doc_id="19701234567"),
        day=1,
    )
    assert set(Document.objects.filter(filing=filing).values_list("number", flat=True)) == {0, 1, 2}
    assert shown() == [(filing.public_id, 2, "exhibit")]
    take(sheet(entry("2"), day=2))
    assert [words for *_, words in shown()] == ["exhibit"], "the court shows neither the entry nor its documents"


def test_a_sheet_that_only_adds_asks_nothing_of_texts(users: Users) -> None:
    take(sheet(entry("1"), entry("2")))
    factories.document_text(filing=Filing.objects.get(number="1"), by=users.editor)
    with CaptureQueriesContext(connection) as asked:
        take(sheet(entry("1"), entry("2"), entry("3"), day=1))
    assert not [query for query in asked.captured_queries if "documenttext" in query["sql"]]


def test_a_very_long_page_is_indexed_as_far_as_postgresql_can(users: Users) -> None:
    """Battery B5: 1 MB of distinct words would fail the whole batch."""
    filing = factories.filing(docket=factories.docket())
    words = " ".join(f"w{number:06}" for number in range(200_000))
    factories.document_text(filing=filing, by=users.editor, pages=[words])
    assert DocumentPage.objects.extra(where=["search @@ to_tsquery('w000003')"]).exists()
