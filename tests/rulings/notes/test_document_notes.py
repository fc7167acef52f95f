"""Notes on passages of a document's own text: where they stand, who sees them, and what becomes of them when the text
goes, changes, or comes back."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from dockets.identity.decisions import Verdict, decide_identity, undo_identity_decision
from dockets.models import AuditEntry, DocumentText, Filing
from dockets.record.records import DocumentRecord
from rulings.desk import document_texts
from rulings.history.snapshots import DOCUMENT_TEXT
from rulings.interpret.docket import interpret_docket
from rulings.interpret.repoint import WITHHELD
from rulings.models import Annotation
from rulings.notes import save
from rulings.notes.anchor_text import NOWHERE, get_ground
from rulings.notes.import_notes import import_notes
from rulings.notes.jsonld import build_annotation_collection, parse_annotations
from rulings.notes.save import NoteTarget, NoteWords
from rulings.passages.anchors import Fit, Passage
from tests.conftest import Users
from tests.dockets.identity.test_decide import pair
from tests.dockets.upsert.test_merge import DAY, entry, sheet, take
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
BASE = "/cases/wawd/2:21-cv-00031/"
PAGE = f"{BASE}filings/34/documents/0/"
PAGES = ["ORDER\nThe motion is here.", "The balance of equities\nis even, and the motion fails.", "So ordered."]
PASSAGE = "the motion fails"


@pytest.fixture
def filing(users: Users) -> Filing:
    docket = factories.docket(docket_number="2:21-cv-00031")
    row = factories.filing(docket=docket, number="34", long_text="ORDER: the motion fails")
    factories.document_text(filing=row, by=users.editor, pages=PAGES)
    return row


def note(filing: Filing, users: Users, passage: str = PASSAGE, number: int = 0, **words: Any) -> Annotation:
    target = NoteTarget(Annotation.About.DOCUMENT, number, Passage(passage), of_text=True)
    told = NoteWords(words.pop("body", "A note"), words.pop("visibility", "public"))
    return save.add_note(filing.pk, told, by=words.pop("by", users.editor), now=factories.NOW, target=target)


def bring(filing: Filing, users: Users, *shown: str, number: int = 0) -> DocumentText:
    """As an editor does it, after what was there."""
    from dockets.documents.extract import ExtractedText
    from dockets.documents.texts import TextOrigin, mask_text

    now = timezone.now()
    came = TextOrigin("upload", "new.pdf", "\f".join(shown).encode())
    row = document_texts.add_document_text(
        filing.pk, number, mask_text(filing.pk, ExtractedText(list(shown))), came, by=users.editor, now=now
    )
    assert row is not None
    return row


def stands(row: Annotation) -> tuple[str, str, bool]:
    """How it fits, the words that it stands on, and whether the words are others than the writer's."""
    row.refresh_from_db()
    text = get_ground(row.filing, row.document_number, of_text=True).text
    on = "" if row.start is None else text[row.start : row.start + row.length]
    return row.fit, on, row.words_changed_at is not None


def delete(*options: str, by: str = "admin", number: str = "34") -> None:
    call_command(
        "delete_texts", "wawd", "2:21-cv-00031", number, "0", f"--by={by}", *filter(None, options), stdout=StringIO()
    )


def test_a_note_stands_at_its_passage(client: Client, filing: Filing, users: Users) -> None:
    row = note(filing, users)
    page = pages.parsed(client.get(PAGE))
    (second,) = [section for section in page.iter("section") if section.get("id") == "page-2"]
    assert [(pages.text(mark), mark.get("href")) for mark in pages.by_class(second, "noted")] == [
        (PASSAGE, f"#note-{row.public_id}")
    ]
    (beside,) = [aside for aside in page.iter("aside") if aside.get("aria-label") == "Notes on page 2"]
    assert "A note" in pages.text(beside) and PASSAGE in pages.text(beside)


def test_many_notes_on_one_document_all_stand_there(client: Client, filing: Filing, users: Users) -> None:
    """A long order is annotated page by page: the newest note must not be the one that is left out."""
    row = note(filing, users, body="The first")
    fields = {
        field.attname: getattr(row, field.attname)
        for field in Annotation._meta.fields
        if field.attname not in ("id", "public_id")
    }
    Annotation.objects.bulk_create(Annotation(**(fields | {"body": f"Note {place}"})) for place in range(2, 121))
    page = pages.parsed(client.get(PAGE))
    (beside,) = [aside for aside in page.iter("aside") if aside.get("aria-label") == "Notes on page 2"]
    assert len(pages.by_class(beside, "note")) == 120 and "Note 120" in pages.text(beside)


def test_it_is_written_from_the_page(client: Client, filing: Filing, users: Users) -> None:
    client.force_login(users.editor)
    page = pages.parsed(client.get(PAGE))
    begins = {
        section.get("id"): section.get("data-begin") for section in page.iter("section") if section.get("data-begin")
    }
    assert begins == {"page-1": "0", "page-2": str(len(PAGES[0]) + 1), "page-3": str(len(PAGES[0]) + len(PAGES[1]) + 2)}
    (form,) = [form for form in page.iter("form") if form.get("action") == f"/notes/on/{filing.public_id}/"]
    start = len(PAGES[0]) + 1 + PAGES[1].index(PASSAGE)
    sent = pages.form_values(form) | {
        "body": "Written here",
        "exact": PASSAGE,
        "start": str(start),
        "visibility": "public",
    }
    answer = client.post(f"/notes/on/{filing.public_id}/", sent | {"when": "now"})
    row = Annotation.objects.get()
    assert answer.get("Location") == f"{PAGE}?note={row.public_id}#note-{row.public_id}"
    assert (row.about, row.document_number, row.of_text, row.start, row.fit) == ("document", 0, True, start, "exact")
    assert row.words_changed_at is None and stands(row)[1] == PASSAGE


def test_words_that_do_not_stand_there_are_said_to_be_missing_in_the_document(
    client: Client, filing: Filing, users: Users
) -> None:
    client.force_login(users.editor)
    (form,) = [form for form in pages.parsed(client.get(PAGE)).iter("form") if "/notes/on/" in form.get("action", "")]
    sent = pages.form_values(form) | {
        "body": "A note",
        "exact": "words of nobody",
        "visibility": "newsroom",
        "when": "now",
    }
    page = pages.parsed(client.post(f"/notes/on/{filing.public_id}/", sent), status=422)
    assert "These words do not stand in the document’s text." in pages.text(page)


def test_without_a_passage_it_is_on_the_document(client: Client, filing: Filing, users: Users) -> None:
    row = save.add_note(
        filing.pk, NoteWords("On all of it", "public"), by=users.editor, now=factories.NOW,
        target=NoteTarget(Annotation.About.DOCUMENT, 0, None, words_key="0" * 32, of_text=True),
    )  # fmt: skip
    assert (row.of_text, row.words_changed_at) == (False, None)
    assert "On all of it" in pages.text(pages.by_id(pages.parsed(client.get(PAGE)), f"note-{row.public_id}"))


def test_the_filings_page_leads_there_and_marks_nothing_of_its_own(
    client: Client, filing: Filing, users: Users
) -> None:
    row = note(filing, users)
    page = pages.parsed(client.get(f"{BASE}filings/34/"))
    assert not pages.by_class(page, "noted")
    assert pages.links(page)["On the main document, at its passage"] == f"{PAGE}pages/?note={row.public_id}"


@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [
        ("private", {"editor"}),
        ("newsroom", {"editor", "journalist", "admin"}),
        ("public", {"nobody", "editor", "journalist", "admin"}),
    ],
)
def test_who_sees_it_there(filing: Filing, users: Users, visibility: str, seen_by: set[str]) -> None:
    row = note(filing, users, visibility=visibility, body="Whispered")
    for role in ("nobody", "journalist", "editor", "admin"):
        client = Client()
        if role != "nobody":
            client.force_login(getattr(users, role))
        text = client.get(f"{PAGE}?note={row.public_id}").content.decode()
        assert ("Whispered" in text, 'class="noted"' in text) == (role in seen_by, role in seen_by), role


def test_it_goes_with_its_words_into_another_text(filing: Filing, users: Users) -> None:
    row = note(filing, users)
    bring(filing, users, "A cover sheet", *PAGES)
    assert stands(row) == ("moved", PASSAGE, True)
    save.acknowledge_note(row.pk, by=users.editor, now=factories.NOW)
    assert stands(row) == ("moved", PASSAGE, False)
    bring(filing, users, PAGES[0], PAGES[1].replace("motion", "motions"))
    assert stands(row)[:2] == ("changed", "the motions fails")


def test_what_it_is_about_is_kept_where_the_words_are_gone_and_found_again(
    client: Client, filing: Filing, users: Users
) -> None:
    row, text = note(filing, users), DocumentText.objects.get()
    bring(filing, users, "Of quite another case")
    assert stands(row) == ("orphaned", "", True)
    page = pages.parsed(client.get(PAGE))
    told = pages.text(pages.by_id(page, f"note-{row.public_id}"))
    assert PASSAGE in told and "no longer stand in the document’s text" in told
    document_texts.restore_document_text(text.pk, by=users.editor, now=timezone.now())
    assert stands(row) == ("moved", PASSAGE, False)
    document_texts.remove_document_text(text.pk, by=users.editor, now=timezone.now())
    row.refresh_from_db()
    assert (row.fit, row.anchored_to, row.exact) == ("orphaned", NOWHERE, PASSAGE)
    assert "A note" in pages.text(pages.parsed(client.get(PAGE))), "without a text too"


def test_marked_anew_it_is_looked_for_in_the_document(filing: Filing, users: Users) -> None:
    row = note(filing, users)
    save.anchor_note_again(row.pk, Passage("So ordered"), by=users.editor, version=1, now=factories.NOW)
    assert stands(row) == ("exact", "So ordered", False)
    with pytest.raises(save.CannotAnnotate):
        save.anchor_note_again(row.pk, Passage("lighthouse keepers"), by=users.editor, version=2, now=factories.NOW)


def test_it_follows_a_filing_that_is_another_one_and_comes_back(users: Users) -> None:
    one, other = pair()
    factories.document_text(filing=other, by=users.editor, pages=PAGES)
    row = note(other, users)
    said = decide_identity(other.pk, one.pk, Verdict.SAME, by=None, now=DAY)
    interpret_docket(one.docket_id)
    assert stands(row) == ("exact", PASSAGE, False) and row.filing == one
    undo_identity_decision(said.pk, by=None, now=DAY)
    interpret_docket(one.docket_id)
    assert stands(row) == ("exact", PASSAGE, False) and row.filing == other


@pytest.mark.parametrize(
    ("marked", "kept"),
    [
        ("{home}", "[address withheld]"),
        ("Elm St{rest}", WITHHELD),
        ("the debtor, with the address {home}, since", "the debtor, with the address [address withheld], since"),
        ("since May", "since May"),
    ],
)
@pytest.mark.parametrize("of_text", [True, False])
@pytest.mark.parametrize("rest", [", Mesa, AZ 85201", ", AZ 85201"], ids=["longer", "as long as what takes its place"])
def test_a_quotation_keeps_no_home_that_the_text_does_not_show_any_more(
    filing: Filing, users: Users, marked: str, kept: str, of_text: bool, rest: str
) -> None:
    home = f"9 Elm St{rest}"
    told, marked = f"the debtor, with the address {home}, since May", marked.format(home=home, rest=rest)
    take(sheet(entry("1", told), docket_number="2:21-cv-00031", complete=False))
    first = Filing.objects.get(number="1", docket=filing.docket)
    factories.document_text(filing=first, by=users.editor, pages=[told])
    about = Annotation.About.DOCUMENT if of_text else Annotation.About.FILING
    target = NoteTarget(about, 0 if of_text else None, Passage(marked), of_text=of_text)
    row = save.add_note(first.pk, NoteWords("A note"), by=users.editor, now=factories.NOW, target=target)
    of_immigration = {"nature_of_suit": "463 Habeas Corpus - Alien Detainee", "docket_number": "2:21-cv-00031"}
    take(sheet(entry("2", "ORDER"), day=9, complete=False, **of_immigration))
    interpret_docket(filing.docket_id)
    row.refresh_from_db()
    assert row.exact == kept and "Elm" not in row.prefix + row.suffix


@pytest.mark.parametrize("private", [False, True])
def test_a_text_is_deleted_for_good_on_record_without_its_words(filing: Filing, users: Users, private: bool) -> None:
    row, elsewhere = note(filing, users), note(filing, users, "is here")
    gone = DocumentText.objects.get()
    bring(filing, users, "It is here and nowhere else.")
    delete("--private" if private else "")
    assert list(DocumentText.objects.all()) == list(DocumentText.objects.shown()) != []
    edit = AuditEntry.objects.latest("id")
    assert (edit.kind, edit.object_id, edit.by, edit.after) == (DOCUMENT_TEXT, gone.pk, users.admin, None)
    assert edit.before is not None and edit.before["filing"] == "34" and "fails" not in str(edit.before)
    assert stands(row) == (Fit.ORPHANED, "", True)
    assert row.exact == (WITHHELD if private else PASSAGE) and bool(row.prefix + row.suffix) is not private
    assert stands(elsewhere)[1] == "is here" == elsewhere.exact


def test_only_what_was_taken_away_is_deleted_and_by_admins_alone(filing: Filing, users: Users) -> None:
    with pytest.raises(CommandError, match="Take the text away on its page first"):
        delete()
    with pytest.raises(CommandError, match="no admin editor"):
        delete(by="editor")
    with pytest.raises(CommandError, match="no such filing"):
        delete(number="35")
    assert DocumentText.objects.count() == 1 and not AuditEntry.objects.filter(kind=DOCUMENT_TEXT).exists()


def test_it_follows_its_document_to_another_number(users: Users) -> None:
    exhibit = DocumentRecord(number=1, description="Exhibit A", pacer_doc_id="19701234567")
    take(sheet(entry("1", "MOTION", documents=(exhibit,))))
    filing = Filing.objects.get()
    factories.document_text(filing=filing, by=users.editor, number=1, pages=PAGES)
    row = note(filing, users, number=1)
    moved = DocumentRecord(number=2, description="Exhibit A", pacer_doc_id="19701234567")
    index = DocumentRecord(number=1, description="Index", pacer_doc_id="19701234999")
    take(sheet(entry("1", "MOTION", documents=(index, moved)), day=1))
    interpret_docket(filing.docket_id)
    assert stands(row) == ("exact", PASSAGE, False) and row.document_number == 2


def test_other_programs_get_it_with_the_documents_address_and_give_it_back(filing: Filing, users: Users) -> None:
    row = note(filing, users)
    told = build_annotation_collection([row], "https://tracker.example/notes", "https://tracker.example")
    (item,) = told["first"]["items"]
    source = f"https://tracker.example{BASE}filings/{filing.public_id}/documents/0/"
    assert item["target"]["source"] == source
    (given,), refused = parse_annotations(told)
    assert refused == [] and (given.filing, given.target.of_text, given.target.document_number) == (
        filing.public_id,
        True,
        0,
    )
    was = (row.start, row.length, row.exact, row.prefix, row.suffix, row.fit, row.document_number)
    assert import_notes(filing.docket, [replace(given, public_id="")], by=users.editor, now=factories.NOW).made == 1
    again = Annotation.objects.exclude(pk=row.pk).get()
    assert (again.start, again.length, again.exact, again.prefix, again.suffix, again.fit, again.document_number) == was


def test_a_note_leads_to_the_step_that_its_page_is_in(client: Client, users: Users) -> None:
    filing = factories.filing(docket=factories.docket(docket_number="2:21-cv-00031"), number="34")
    factories.document_text(
        filing=filing, by=users.editor, pages=["x"] * 106 + ["lighthouse"], now=factories.NOW + timedelta(9)
    )
    row = note(filing, users, "lighthouse")
    page = pages.parsed(client.get(f"{PAGE}?note={row.public_id}"))
    assert (
        pages.text(pages.by_id(page, "page-107")) == "lighthouse"
        and pages.by_id(page, f"note-{row.public_id}") is not None
    )


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(
    client: Client, filing: Filing, users: Users, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        note(filing, users)
    # One more than without notes: where its pages begin.
    with django_assert_num_queries(8):
        client.get(PAGE)
