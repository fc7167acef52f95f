import pytest

from dockets.record.records import DocketRecord, DocumentRecord, EntryRecord, NotADocket, WrongCourt
from dockets.sources.pacer.attachment_page import ATTACHMENT_PAGE
from tests.dockets.sources.payloads import ARIZONA, CA9, MAD, WAWD, payload

DISTRICT = payload("attachment_page/district.html")
BANKRUPTCY = payload("attachment_page/bankruptcy.html")
APPELLATE = payload("attachment_page/appellate.html")
NAMELESS = DISTRICT.replace(b"https://ecf.wawd.uscourts.gov", b"").replace(b"Western District of Washington", b"Court")


def _document(number: int, description: str, host: str, doc_id: str, pages: int, size: int) -> DocumentRecord:
    path = "docs1" if host == "ca9" else "doc1"
    return DocumentRecord(number, description, doc_id, pages, size, f"https://ecf.{host}.uscourts.gov/{path}/{doc_id}")


@pytest.mark.parametrize(("page", "court"), [(DISTRICT, "wawd"), (BANKRUPTCY, "arb"), (APPELLATE, "ca9")])
def test_it_is_recognised_with_its_court(page: bytes, court: str) -> None:
    claim = ATTACHMENT_PAGE.recognise(page, "page.html")
    assert claim is not None
    assert (claim.source, claim.court_id) == ("attachment-page", court)


def test_a_page_of_a_district_court() -> None:
    assert ATTACHMENT_PAGE.parse(DISTRICT, None).dockets == (
        DocketRecord(
            "wawd",
            "",
            pacer_case_id="900417",
            entries=(
                EntryRecord(
                    number="2",
                    pacer_doc_id="197010001010",
                    pacer_seq_no="9",
                    documents=(
                        _document(0, "", "wawd", "197010001010", 12, 28487),
                        _document(1, "Proposed Order", "wawd", "197010001011", 1, 23284),
                        _document(2, "Declaration of Ines Castañeda", "wawd", "197010001012", 30, 99000),
                    ),
                ),
            ),
        ),
    )


def test_a_page_of_a_bankruptcy_court_tells_neither_case_nor_number() -> None:
    assert ATTACHMENT_PAGE.parse(BANKRUPTCY, ARIZONA).dockets == (
        DocketRecord(
            "arb",
            "",
            entries=(
                EntryRecord(
                    pacer_doc_id="024040000001",
                    documents=(
                        _document(0, "Main Document", "azb", "024040000001", 8, 50000),
                        _document(1, "Schedules", "azb", "024040000002", 3, 70000),
                    ),
                ),
            ),
        ),
    )


def test_a_page_of_a_court_of_appeals() -> None:
    assert ATTACHMENT_PAGE.parse(APPELLATE, None).dockets == (
        DocketRecord(
            "ca9",
            "",
            pacer_case_id="355120",
            entries=(
                EntryRecord(
                    pacer_doc_id="009039990010",
                    pacer_seq_no="12877002",
                    documents=(
                        _document(1, "Main Document", "ca9", "009039990010", 2, 69092),
                        _document(2, "Declaration", "ca9", "009039990011", 4, 231155),
                    ),
                ),
            ),
        ),
    )


def test_where_the_entrys_own_document_is_restricted_its_id_is_not_known() -> None:
    start, end = DISTRICT.index(b'<tr>\n\t<td colspan="2"><b>Document Number'), DISTRICT.index(b'<tr height="50px">')
    (docket,) = ATTACHMENT_PAGE.parse(DISTRICT[:start] + DISTRICT[end:], None).dockets
    (entry,) = docket.entries
    assert (entry.number, entry.pacer_doc_id, entry.pacer_seq_no) == ("2", "", "9")
    assert [document.number for document in entry.documents] == [1, 2]


def test_without_links_to_a_host_the_documents_ids_tell_the_court() -> None:
    claim = ATTACHMENT_PAGE.recognise(NAMELESS, "page.html")
    assert claim is not None
    assert claim.court_id == ""
    assert ATTACHMENT_PAGE.parse(NAMELESS, None).dockets == ATTACHMENT_PAGE.parse(DISTRICT, None).dockets


def test_an_id_of_no_court_asks_for_it() -> None:
    page = NAMELESS.replace(b"/doc1/1971", b"/doc1/9991")
    with pytest.raises(NotADocket, match="name the court"):
        ATTACHMENT_PAGE.parse(page, None)


def test_a_page_of_another_court_is_refused_by_name() -> None:
    with pytest.raises(WrongCourt, match=r"from the court “wawd”, not from “mad”"):
        ATTACHMENT_PAGE.parse(DISTRICT, MAD)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            b"Document Selection Menu <a href='https://ecf.wawd.uscourts.gov/doc1/197110001010'>2</a>",
            "no document could be read",
        ),
        (DISTRICT + b"<tr><td><a href='x'>1</a></td></tr>" * 3_001, "larger than any"),
        (DISTRICT + b"<div>" * 1_000, "larger than any"),
        (DISTRICT + b" " * 5_000_000, "larger than any"),
        (b"<html><b>Document Selection Menu</b> Select the document you wish to view.", "attachments"),
        (payload("pacer_docket/multiple_documents.html"), "This"),
        (payload("docket_history/civil.html"), "history report"),
        (b"<html><title>PACER: Login</title><form name='login'><input name='loginName'></form></html>", "login"),
        (b"", "empty"),
    ],
)
def test_what_is_no_attachment_page_is_said(page: bytes, said: str) -> None:
    with pytest.raises(NotADocket, match=said):
        ATTACHMENT_PAGE.parse(page, WAWD)


def test_an_attachment_page_does_not_tell_that_an_entry_is_still_there() -> None:
    assert ATTACHMENT_PAGE.dates_are_of_entry
    assert not ATTACHMENT_PAGE.parse(APPELLATE, CA9).dockets[0].complete
