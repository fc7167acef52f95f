import time
from datetime import UTC, date, datetime

import pytest

from dockets.record.records import AttorneyRecord, DocumentRecord, NotADocket, PartyRecord, Refusal, WrongCourt
from dockets.sources.archive.docket_xml import ARCHIVE_XML
from tests.dockets.sources.payloads import MAD, WAWD, payload

XML = payload("archive_xml/docket.xml")
ITEM = "https://archive.org/download/gov.uscourts.wawd.900417/gov.uscourts.wawd.900417"
PACER = "https://ecf.wawd.uscourts.gov/doc1"


def test_it_is_recognised_with_its_court() -> None:
    claim = ARCHIVE_XML.recognise(XML, "docket.xml")
    assert claim is not None
    assert (claim.source, claim.court_id) == ("archive-xml", "wawd")


def test_the_head_of_a_docket() -> None:
    parsed = ARCHIVE_XML.parse(XML, None)
    (docket,) = parsed.dockets
    assert (docket.court_id, docket.docket_number, docket.case_name, docket.pacer_case_id) == (
        "wawd",
        "2:24-cv-00417",
        "Lantern Street Press LLC v. Meridian Hosting, Inc.",
        "900417",
    )
    assert (docket.date_filed, docket.date_terminated) == (date(2024, 3, 27), None)
    assert (docket.assigned_to, docket.referred_to) == ("Quentin R. Sorrel", "Ada Whitlow")
    assert (docket.cause, docket.nature_of_suit, docket.jury_demand, docket.jurisdiction) == (
        "28:1332 Diversity-Breach of Contract",
        "190 Contract: Other",
        "Plaintiff",
        "Diversity",
    )
    assert docket.source_url == "https://ecf.wawd.uscourts.gov/cgi-bin/DktRpt.pl?900417"
    assert (docket.complete, parsed.refused, parsed.notes) == (False, (), ())


@pytest.mark.parametrize(
    ("old", "new", "moment"),
    [
        (b"", b"", datetime(2024, 4, 10, 6, 59, 59, tzinfo=UTC)),  # 9 April in Seattle, to its end
        (b"2024-03-28 17:05:25", b"2025-03-28 17:05:25", datetime(2025, 3, 28, 17, 5, 25, tzinfo=UTC)),
        (b"<date_filed>2024-04-09", b"<date_filed>2024-44-09", datetime(2024, 3, 28, 17, 5, 25, tzinfo=UTC)),
        (b"2024-03-28 17:05:25", b"yesterday", datetime(2024, 4, 10, 6, 59, 59, tzinfo=UTC)),
    ],
)
def test_it_is_of_the_last_moment_that_it_tells_of(old: bytes, new: bytes, moment: datetime) -> None:
    (docket,) = ARCHIVE_XML.parse(XML.replace(old, new), None).dockets
    assert docket.as_of == moment


def test_the_parties() -> None:
    (docket,) = ARCHIVE_XML.parse(XML, None).dockets
    contact = "Castañeda & Roe PLLC\n100 Example Ave\nSeattle, WA 98101"
    assert docket.parties == (
        PartyRecord(
            "Lantern Street Press LLC",
            "Plaintiff",
            "a Washington limited liability company",
            attorneys=(AttorneyRecord("Ines María Castañeda", ("LEAD ATTORNEY", "ATTORNEY TO BE NOTICED"), contact),),
        ),
        PartyRecord(
            "Jonah Pell",
            "Third Party Defendant",
            "TERMINATED: 04/30/2024",
            date(2024, 4, 30),
            (AttorneyRecord("Ines María Castañeda", (), contact),),
        ),
    )


def test_a_bankruptcys_homes_are_neither_read_nor_kept() -> None:
    body = (
        XML.replace(b"<court>wawd<", b"<court>wawb<")
        .replace(b"LEAD ATTORNEY\n", b"PRO SE\n")
        .replace(b"a Washington lim", b"7 Quay Lane, a lim")
    )
    kept = ARCHIVE_XML.scrub(body)
    for shown in (kept.decode(), repr(ARCHIVE_XML.parse(body, None))):
        assert not [home for home in ("Quay Lane", "100 Example Ave") if home in shown]
    assert ARCHIVE_XML.parse(kept, None) == ARCHIVE_XML.parse(body, None)
    assert ARCHIVE_XML.scrub(XML) == XML


def test_the_entries_with_their_attachments() -> None:
    (docket,) = ARCHIVE_XML.parse(XML, None).dockets
    told = [
        (row.number, row.pacer_doc_id, row.pacer_seq_no, row.date_filed, row.date_entered, row.short_text)
        for row in docket.entries
    ]
    assert told == [
        ("1", "197010001001", "5", date(2024, 3, 27), date(2024, 3, 27), "Complaint"),
        ("2", "", "", None, None, ""),
        ("3", "", "", None, None, ""),
        ("5", "197010001099", "", date(2024, 4, 9), None, ""),
    ]
    assert [row.documents for row in docket.entries] == [
        (
            DocumentRecord(0, "", "197010001001", url=f"{ITEM}.1.0.pdf"),
            DocumentRecord(1, "Civil Cover Sheet", "197010001002", url=f"{PACER}/197010001002"),
        ),
        (DocumentRecord(0, "", "", url=f"{ITEM}.2.0.pdf"),),
        (DocumentRecord(1, "Exhibit A", "197010001078", url=f"{PACER}/197010001078"),),
        (DocumentRecord(0, "", "197010001099", url=f"{PACER}/197010001099"),),
    ]


def test_entities_in_a_text_are_decoded_once() -> None:
    """The file has ``&amp;lt;Press&amp;gt;`` and ``R&amp;amp;amp;D``: XML's escapes are decoded, and the page's."""
    (docket,) = ARCHIVE_XML.parse(XML, None).dockets
    text = docket.entries[0].long_text
    assert text.endswith(
        '(Fee $ 405), filed by Lantern Street Press LLC, "the <Press>", R&amp;D. (Entered: 03/27/2024)'
    )


def test_texts_are_plain_strings() -> None:
    """lxml's own kind of string keeps its whole document alive."""
    (docket,) = ARCHIVE_XML.parse(XML, None).dockets
    values = [
        docket.case_name,
        docket.docket_number,
        docket.entries[3].long_text,
        docket.entries[0].number,
        docket.parties[0].name,
    ]
    values += [docket.assigned_to, docket.entries[0].documents[1].description, docket.parties[0].attorneys[0].contact]
    assert {type(value) for value in values} == {str}


@pytest.mark.parametrize("day", ["2024-13-45", "20021-04-02", "0000-04-02", "soon"])
def test_a_date_that_nobody_can_have_costs_its_entry(day: str) -> None:
    parsed = ARCHIVE_XML.parse(XML.replace(b"<date_filed>2024-04-09<", f"<date_filed>{day}<".encode()), None)
    assert [entry.number for entry in parsed.dockets[0].entries] == ["1", "2", "3"]
    assert parsed.refused == (Refusal("document 5", f"“{day}” is no date."),)


def test_what_is_no_number_is_named() -> None:
    page = XML.replace(b'doc_num="5"', b'doc_num="five"').replace(
        b'doc_num="1" attachment_num="1"', b'doc_num="1" attachment_num="B"'
    )
    parsed = ARCHIVE_XML.parse(page, None)
    assert [entry.number for entry in parsed.dockets[0].entries] == ["1", "2", "3"]
    assert parsed.refused == (
        Refusal("document 1, attachment B", "“B” stands where the number of the attachment should be."),
        Refusal("document five", "“five” stands where the number of the entry should be."),
    )


def test_a_date_of_the_case_that_nobody_can_have_costs_that_date() -> None:
    parsed = ARCHIVE_XML.parse(XML.replace(b"filed>2024-03-27</date_case", b"filed>9999-99-99</date_case"), None)
    assert (parsed.dockets[0].date_filed, len(parsed.dockets[0].entries)) == (None, 4)
    assert parsed.refused == (Refusal("docket: date filed", "“9999-99-99” is no date; the rest was taken without it."),)


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    parsed = ARCHIVE_XML.parse(XML[: XML.index(b'<document doc_num="5"')], None)
    assert [entry.number for entry in parsed.dockets[0].entries] == ["1", "2", "3"]
    assert parsed.notes == ("It is cut off or damaged: this may be part of a docket.",)


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE gov_uscourts_docket [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 20) for level in range(20))
    + b"]><gov_uscourts_docket><case_details><docket_num>&u;</docket_num></case_details></gov_uscourts_docket>"
)
HOSTILE = {
    "billion laughs": LAUGHS,
    "file": (
        b"<!DOCTYPE gov_uscourts_docket [<!ENTITY x SYSTEM"
        b' "file:///etc/passwd">]><gov_uscourts_docket>&x;</gov_uscourts_docket>'
    ),
    "dtd": b'<!DOCTYPE gov_uscourts_docket SYSTEM "http://127.0.0.1/x.dtd" [ ]><gov_uscourts_docket/>',
    "later": b"<gov_uscourts_docket><x/><!ENTITY a 'b'></gov_uscourts_docket>",
    "upper case": LAUGHS.replace(b"<!DOCTYPE", b"<!doctype").replace(b"ENTITY", b"Entity"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_entities_and_document_types_are_refused_before_they_are_parsed(kind: str) -> None:
    began = time.process_time()
    with pytest.raises(NotADocket, match="declares entities or a document type of its own"):
        ARCHIVE_XML.parse(HOSTILE[kind], WAWD)
    assert time.process_time() - began < 1


def test_a_page_of_another_court_is_refused_by_name() -> None:
    with pytest.raises(WrongCourt, match=r"from the court “wawd”, not from “mad”"):
        ARCHIVE_XML.parse(XML, MAD)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b"<?xml version='1.0'?><invoice/>", "XML of a kind"),
        (b"<html>&lt;gov_uscourts_docket&gt;</html>", "web page"),
        (b"<html><body><gov_uscourts_docket></body></html>", "cannot be read as XML"),
        (b"<gov_uscourts_docket", "cannot be read as XML"),
        (XML.replace(b"<docket_num>2:24-cv-00417</docket_num>", b""), "no docket number"),
        (
            XML.replace(b"<court>wawd</court>", b"").replace(b"<gov_uscourts_docket>", b"<gov_uscourts_docket a='1'>"),
            "name the court",
        ),
    ],
)
def test_what_is_no_docket_is_said(body: bytes, said: str) -> None:
    with pytest.raises(NotADocket, match=said):
        ARCHIVE_XML.parse(body, None)


def test_a_file_over_the_cap_is_refused() -> None:
    with pytest.raises(NotADocket, match="may have"):
        ARCHIVE_XML.parse(XML + b" " * 50 * 1024 * 1024, WAWD)
