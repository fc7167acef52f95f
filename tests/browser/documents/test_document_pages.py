"""From a file to a passage that anybody can be shown: an editor brings in a PDF, lets readers see it, marks words on
its page and copies the link; whoever opens it, on a phone or without scripts, sees these words marked."""

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from casetracker.tasks import fetch_text
from dockets.models import Docket, TextRequest
from rulings.models import WantedDocument
from tests.browser.conftest import Complaints, Opens
from tests.browser.desk.test_enter_claims import logged_in
from tests.browser.test_accessibility import faults
from tests.conftest import Users
from tests.support import factories, pdfs

pytestmark = pytest.mark.django_db(transaction=True)
DOCUMENT = "/cases/wawd/2:21-cv-00031/filings/34/documents/0/"
WORDS = (
    "ORDER 34\nof the Court",
    "The evidence is slight.\nIt is scant speculation, and AWS disputes it.",
    "So ordered.",
)


def mark(page: Page, first: str, last: str) -> None:
    """As a mouse does it, from the beginning of one word to the end of another."""
    begin, end = (page.locator(".leaf text", has_text=words).first.bounding_box() for words in (first, last))
    assert begin and end
    page.mouse.move(begin["x"] + 1, begin["y"] + begin["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] - 4, end["y"] + end["height"] / 2, steps=4)
    page.mouse.up()


def bring_in(page: Page, live: str, docket: Docket) -> None:
    """Several files at once, of which one has a name that tells nothing; and readers see the first one's pages."""
    page.goto(f"{live}/desk/cases/{docket.pk}/documents/")
    given = {"34.pdf": pdfs.pdf(*WORDS), "scan.pdf": pdfs.pdf("A letter")}
    files = [FilePayload(name=name, mimeType="application/pdf", buffer=body) for name, body in given.items()]
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Show what they would be").click()
    expect(page.locator("tbody tr").nth(1)).to_contain_text("does not begin with the number of a filing")
    page.get_by_label("Filing of scan.pdf").fill("35")
    page.get_by_role("button", name="Match them anew").click()
    expect(page.locator("tbody tr").nth(1)).to_contain_text("New")
    assert faults(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="Take those that are chosen").click()
    expect(page.locator("tbody tr").first).to_contain_text("Waits")
    for request in TextRequest.objects.order_by("pk"):
        fetch_text(request_id=request.pk)
    page.goto(live + DOCUMENT)
    with page.expect_navigation():
        page.locator("form[action$='publish/'] button").first.click()


def test_a_passage_of_a_file_is_found_by_whoever_has_its_link(
    opens: Opens, live: str, users: Users, complaints: Complaints
) -> None:
    docket = factories.docket(docket_number="2:21-cv-00031", case_name="Parler LLC v. Amazon Web Services, Inc.")
    for number in ("34", "35", "36"):
        factories.filing(docket=docket, number=number, long_text="ORDER denying it")
    page = logged_in(opens, live, permissions=["clipboard-read", "clipboard-write"])
    bring_in(page, live, docket)
    page.goto(f"{live}{DOCUMENT}pages/2/?q=evidence")
    expect(page.locator(".on-hit")).to_have_count(1)
    assert faults(page) == []
    mark(page, "scant", "speculation")
    page.get_by_role("button", name="Copy link to the passage").click()
    expect(page.locator(".leaf-quote [role=status]")).to_have_text("Link copied")
    link = str(page.evaluate("navigator.clipboard.readText()"))
    assert link.startswith(f"{live}{DOCUMENT}pages/2/?passage=")
    page.get_by_role("button", name="Copy for embedding").click()
    embed = link.replace("/?passage=", "/embed/?passage=")
    assert f'src="{embed}"' in str(page.evaluate("navigator.clipboard.readText()"))
    phone = opens(width=390)
    phone.goto(link)
    expect(phone.locator(".on-passage")).to_be_in_viewport()
    assert phone.locator(".leaf-passage blockquote").inner_text() == "scant speculation,"
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert faults(phone) == []
    phone.goto(embed)
    expect(phone.locator(".leaf rect")).to_be_in_viewport()
    assert faults(phone) == []
    plain = opens(java_script_enabled=False)
    plain.goto(link)
    expect(plain.locator(".on-passage")).to_have_count(1)
    plain.get_by_role("link", name="How it looks there").click()
    expect(plain.locator("blockquote")).to_have_text("“scant speculation,”")
    assert complaints == []


def test_what_is_wanted_and_what_changed_can_be_read_by_everybody(
    opens: Opens, live: str, users: Users, complaints: Complaints
) -> None:
    docket = factories.docket(docket_number="2:21-cv-00031")
    filing = factories.filing(docket=docket, number="34", long_text="ORDER denying it")
    other = factories.filing(docket=docket, number="35", long_text="LETTER")
    for words in (WORDS, (WORDS[0], "The evidence is strong.", WORDS[2])):
        factories.kept_document(filing=filing, by=users.editor, pages=words)
    wish = {"docket": docket, "filing": other, "document_number": 0, "by": users.editor, "at": timezone.now()}
    WantedDocument.objects.create(**wish)
    page = logged_in(opens, live)
    page.goto(f"{live}/desk/wanted/")
    expect(page.locator("article.wish")).to_have_count(1)
    assert faults(page) == []
    for scripts in (True, False):
        reader = opens(width=390, java_script_enabled=scripts)
        reader.goto(f"{live}{DOCUMENT}versions/")
        expect(reader.locator("main")).to_contain_text("strong")
        assert not scripts or (reader.evaluate("document.documentElement.scrollWidth") <= 390 and not faults(reader))
    assert complaints == []
