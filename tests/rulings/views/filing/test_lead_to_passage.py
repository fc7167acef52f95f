"""A decision's quotation and a note on a document's text lead to the words on the page, where readers may see it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from dockets.models import DocumentText, Filing
from rulings.models import Annotation, Disposition
from rulings.notes import save
from rulings.notes.save import NoteTarget, NoteWords
from rulings.passages.anchors import Passage
from rulings.passages.links import build_passage_link
from rulings.trackers.save import add_matters
from tests.conftest import Users
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
CASE = "/cases/wawd/2:21-cv-00031/"
PAGE = f"{CASE}filings/34/documents/0/"
WORDS = (
    "ORDER on a motion",
    "It is scant specu-\nlation, the Court finds.",
    "So it is ordered. The case goes",
    "on here.",
)
WHOLE = "\n".join(WORDS)


@pytest.fixture
def filing() -> Filing:
    docket = factories.docket(docket_number="2:21-cv-00031", case_name="Parler LLC v. Amazon")
    row = factories.filing(docket=docket, number="34", long_text="ORDER denying it")
    factories.event(filing=row, event_kind="ruling", kind="order", headline="Order", outcome="denied")
    factories.reading(docket=docket)
    return row


@pytest.fixture
def quoting(filing: Filing) -> Disposition:
    claim = factories.claim(docket=filing.docket)
    ruling = factories.ruling(filing=filing)
    return factories.disposition(ruling=ruling, claim=claim, quotation="It [was] scant speculation", place="at 2")


def marked(words: str) -> str:
    link = build_passage_link(WHOLE, WHOLE.index(words), WHOLE.index(words) + len(words))
    return f"?passage={link}"


def test_a_quotation_leads_to_the_page_or_else_to_the_text(
    client: Client, filing: Filing, quoting: Disposition, users: Users
) -> None:
    address = f"{PAGE}pages/?quotation={quoting.pk}"
    assert client.get(address)["Location"] == f"{CASE}filings/34/"
    factories.kept_document(filing=filing, by=users.editor, pages=WORDS)
    for quoted, place, where in (
        ("[I]t is scant speculation", "", f"{PAGE}pages/2/{marked('It is scant specu-\nlation')}"),
        ("it is", "at 3", f"{PAGE}pages/3/{marked('it is')}"),
        ("The case goes on here", "", f"{PAGE}pages/3/{marked('The case goes\non here')}"),
        ("as the docket says", "", f"{CASE}filings/34/"),
    ):
        Disposition.objects.update(quotation=quoted, place=place)
        assert client.get(address)["Location"] == where
    Disposition.objects.update(quotation="scant speculation")
    DocumentText.objects.update(withheld=[2])
    assert client.get(address)["Location"] == f"{PAGE}#page-2"
    assert client.get(f"{PAGE}pages/?quotation={quoting.pk + 1}")["Location"] == f"{CASE}filings/34/"


def test_quotations_on_pages_are_links_where_a_text_of_the_ruling_is_kept(
    client: Client, filing: Filing, quoting: Disposition, users: Users
) -> None:
    shown = (CASE, f"{CASE}claims/", f"{CASE}filings/34/")
    address = f"/documents/0/pages/?quotation={quoting.pk}"

    def leads(where: str) -> list[str]:
        page = pages.parsed(client.get(where))
        return [str(link.get("href")) for link in page.iter("a") if address in f"/{link.get('href')}"]

    assert [leads(where) for where in shown] == [[], [], []]
    factories.document_text(filing=filing, by=users.editor, pages=WORDS)
    assert [len(leads(where)) for where in shown] == [1, 1, 1]
    Disposition.objects.update(quoted_from="a report")
    assert [leads(where) for where in shown] == [[], [], []]


def test_a_trackers_row_leads_to_the_words_that_its_status_rests_on(
    client: Client, filing: Filing, quoting: Disposition, users: Users
) -> None:
    tracker = factories.tracker(slug="hosts")
    (matter,) = add_matters(tracker.pk, [filing.docket_id], by=users.editor, now=timezone.now())
    row = f"/trackers/hosts/rows/{matter.anchor}/"
    assert pages.links(pages.parsed(client.get(row)))["Its words"].endswith(f"/pages/?quotation={quoting.pk}")
    Disposition.objects.update(quotation="")
    assert "Its words" not in pages.links(pages.parsed(client.get(row)))


def write_note(filing: Filing, words: str, author: User, visibility: str) -> Annotation:
    target = NoteTarget(Annotation.About.DOCUMENT, 0, Passage(words), of_text=True)
    return save.add_note(filing.pk, NoteWords("A note", visibility, ()), by=author, now=factories.NOW, target=target)


def test_a_note_leads_to_its_passage_on_the_page_or_else_in_the_text(
    client: Client, filing: Filing, users: Users
) -> None:
    factories.kept_document(filing=filing, by=users.editor, pages=WORDS)
    row = write_note(filing, "the Court finds", users.editor, Annotation.Visibility.PUBLIC)
    address = f"{PAGE}pages/?note={row.public_id}"
    assert client.get(address)["Location"] == f"{PAGE}pages/2/{marked('the Court finds')}"
    DocumentText.objects.update(withheld=[2])
    assert client.get(address)["Location"] == f"{PAGE}?note={row.public_id}#note-{row.public_id}"
    DocumentText.objects.update(withheld=[])
    private = write_note(filing, "scant", users.editor, Annotation.Visibility.PRIVATE)
    assert client.get(f"{PAGE}pages/?note={private.public_id}")["Location"] == PAGE
