from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from dockets.record.records import (
    AttorneyRecord,
    DocumentRecord,
    EntryRecord,
    NotADocket,
    PartyRecord,
    RelationRecord,
    WrongCourt,
)
from dockets.sources import recognise_payload
from dockets.sources.pacer.docket import PACER_DOCKET
from tests.dockets.sources.payloads import ARIZONA, DCD, MAD, WAWD, payload

CIVIL = payload("pacer_docket/civil.html")
BANKRUPTCY = payload("pacer_docket/bankruptcy.html")


@pytest.mark.parametrize(
    ("name", "court"),
    [
        ("civil", "wawd"),
        ("criminal", "mad"),
        ("multiple_documents", "dcd"),
        ("bankruptcy", "arb"),
        ("adversary", "arb"),
        ("trade", "cit"),
        ("multidistrict", "jpml"),
    ],
)
def test_it_is_recognised_with_its_court(name: str, court: str) -> None:
    claim = recognise_payload(payload(f"pacer_docket/{name}.html"), "page.html")
    assert claim is not None
    assert (claim.source, claim.court_id) == ("pacer-docket", court)


def test_the_court_is_read_from_the_heading_where_nothing_links_to_it() -> None:
    claim = recognise_payload(CIVIL.replace(b"ecf.wawd.uscourts.gov", b"localhost"), "page.html")
    assert claim is not None
    assert claim.court_id == "wawd"


def test_the_head_of_a_civil_docket() -> None:
    (docket,) = PACER_DOCKET.parse(CIVIL, WAWD).dockets
    assert (docket.court_id, docket.docket_number, docket.case_name) == (
        "wawd",
        "2:24-cv-00417-QRS",
        "Lantern Street Press LLC v. Meridian Hosting, Inc.",
    )
    assert (docket.date_filed, docket.date_terminated) == (date(2024, 3, 27), None)
    assert (docket.assigned_to, docket.referred_to) == ("Quentin R. Sorrel", "Ada Whitlow")
    assert (docket.cause, docket.nature_of_suit) == ("28:1332 Diversity-Breach of Contract", "190 Contract: Other")
    assert (docket.jury_demand, docket.demand, docket.jurisdiction, docket.division) == (
        "Plaintiff",
        "$75,000",
        "Diversity",
        "Seattle",
    )
    assert (docket.pacer_case_id, docket.source_url) == (
        "900417",
        "https://ecf.wawd.uscourts.gov/cgi-bin/DktRpt.pl?900417",
    )
    assert (docket.complete, docket.as_of) == (
        True,
        datetime(2024, 5, 2, 9, 14, 5, tzinfo=ZoneInfo("America/Los_Angeles")),
    )


def test_the_parties_with_their_lawyers() -> None:
    (docket,) = PACER_DOCKET.parse(CIVIL, WAWD).dockets
    assert [(party.type, party.name, party.date_terminated, len(party.attorneys)) for party in docket.parties] == [
        ("Plaintiff", "Lantern Street Press LLC", None, 2),
        ("Defendant", "Meridian Hosting, Inc.", None, 1),
        ("Defendant", "Jonah Pell", date(2024, 4, 30), 0),
    ]
    assert docket.parties[0].extra_info == "a Washington limited liability company"
    assert docket.parties[0].attorneys[0] == AttorneyRecord(
        "Ines María Castañeda",
        ("LEAD ATTORNEY", "ATTORNEY TO BE NOTICED"),
        "Castañeda & Roe PLLC\n100 Example Ave\nSuite 4\nSeattle, WA 98101\n206-555-0100\nEmail:"
        " ines@castaneda-roe.example",
    )


def test_the_entries_in_their_order() -> None:
    (docket,) = PACER_DOCKET.parse(CIVIL, WAWD).dockets
    assert [
        (entry.number, entry.date_filed, entry.date_entered, entry.pacer_doc_id, entry.pacer_seq_no)
        for entry in docket.entries
    ] == [
        ("1", date(2024, 3, 27), date(2024, 3, 27), "197010001001", "5"),
        ("2", date(2024, 3, 27), date(2024, 3, 27), "197010001010", "9"),
        ("", date(2024, 3, 28), None, "", ""),
        ("", date(2024, 3, 29), date(2024, 3, 29), "", ""),
        ("", date(2024, 3, 29), date(2024, 3, 29), "", ""),
        ("3", date(2024, 4, 2), date(2024, 4, 2), "197010001077", "14"),
        ("4", date(2024, 4, 3), date(2024, 4, 3), "", ""),
        ("5", date(2024, 4, 9), date(2024, 4, 10), "197010001099", "20"),
        ("5", date(2024, 4, 9), date(2024, 4, 10), "197010001100", "21"),
    ]
    assert docket.entries[1] == EntryRecord(
        number="2",
        pacer_doc_id="197010001010",
        pacer_seq_no="9",
        date_filed=date(2024, 3, 27),
        date_entered=date(2024, 3, 27),
        long_text=(
            "MOTION for Temporary Restraining Order, filed by Plaintiff Lantern Street Press LLC. "
            "(Castañeda, Ines) (Entered: 03/27/2024)"
        ),
        documents=(DocumentRecord(0, "", "197010001010", url="https://ecf.wawd.uscourts.gov/doc1/197010001010"),),
    )


def test_court_text_is_kept_as_text_even_where_it_quotes_an_error_message() -> None:
    (docket,) = PACER_DOCKET.parse(CIVIL, WAWD).dockets
    assert "<script>alert(1)</script> Agreement. Case not found." in docket.entries[6].long_text


def test_a_criminal_docket_keeps_the_number_of_its_defendant() -> None:
    (docket,) = PACER_DOCKET.parse(payload("pacer_docket/criminal.html"), MAD).dockets
    assert (docket.docket_number, docket.case_name, docket.assigned_to) == (
        "1:23-cr-10112-HJO-2",
        "United States v. Marlowe",
        "Helena Ostrom",
    )
    assert [(party.type, party.name, party.extra_info) for party in docket.parties] == [
        ("Defendant", "Peregrine Vance", "Pending count: 18:1343 and 2 WIRE FRAUD; AIDING AND ABETTING(2-4)"),
        ("Plaintiff", "USA", ""),
    ]
    assert [entry.number for entry in docket.entries] == ["1", "", "7"]


def test_counts_are_told_with_what_became_of_them() -> None:
    page = payload("pacer_docket/criminal.html").replace(
        b'<td width="60%"></td>', b'<td width="60%">Dismissed on motion</td>'
    )
    (docket,) = PACER_DOCKET.parse(page, MAD).dockets
    assert docket.parties[0].extra_info.endswith("AIDING AND ABETTING(2-4). Dismissed on motion")


def test_a_docket_of_the_court_of_international_trade() -> None:
    parsed = PACER_DOCKET.parse(payload("pacer_docket/trade.html"), None)
    (docket,) = parsed.dockets
    assert (docket.court_id, docket.docket_number, docket.case_name, docket.pacer_case_id, docket.assigned_to) == (
        "cit",
        "1:23-cv-00204-MMB",
        "Quillfeather Bearings, Inc. v. United States",
        "4204",
        "M. Miller Bancroft",
    )
    assert (docket.date_filed, docket.date_terminated, docket.complete) == (date(2023, 10, 2), date(2024, 2, 1), True)
    assert docket.relations == (RelationRecord("member_of", "cit", "1:23-cv-00188-MMB"),)
    assert docket.parties == (
        PartyRecord(
            "Quillfeather Bearings, Inc.",
            "Plaintiff",
            attorneys=(AttorneyRecord("Aldo Renn", ("LEAD ATTORNEY",), "Renn & Daughters\n1 Tariff Row"),),
        ),
        PartyRecord("United States", "Defendant"),
    )
    assert [(entry.number, entry.date_filed, entry.long_text) for entry in docket.entries] == [
        ("1", date(2023, 10, 2), "Summons filed by Quillfeather Bearings, Inc. (Renn, Aldo) (Entered: 10/02/2023)"),
        ("", date(2024, 2, 1), "Case consolidated under lead case 23-00188. (Entered: 02/01/2024)"),
    ]
    assert parsed.notes == ()


def test_a_docket_of_the_panel_on_multidistrict_litigation() -> None:
    parsed = PACER_DOCKET.parse(payload("pacer_docket/multidistrict.html"), None)
    (docket,) = parsed.dockets
    assert (docket.court_id, docket.docket_number, docket.case_name, docket.mdl_status) == (
        "jpml",
        "MDL No. 3311",
        "IN RE: Saltmarsh Kettle Products Liability Litigation",
        "Denied by Panel",
    )
    assert (docket.date_filed, docket.date_terminated) == (date(2024, 4, 12), date(2024, 6, 8))
    assert docket.parties == (PartyRecord("Liaison Counsel for Plaintiff(s)", "Plaintiff"),)
    assert [(entry.number, entry.pacer_doc_id, entry.pacer_seq_no) for entry in docket.entries] == [
        ("1", "85001422250", "1")
    ]
    assert parsed.notes == ("There is no PACER receipt at its end: this may be part of a docket.",)


def test_an_adversary_proceeding_names_its_bankruptcy() -> None:
    (docket,) = PACER_DOCKET.parse(payload("pacer_docket/adversary.html"), ARIZONA).dockets
    assert (docket.docket_number, docket.case_name, docket.date_filed, docket.assigned_to) == (
        "2:21-ap-00391",
        "Wilhelmina Thackeray - Adversary Proceeding",
        date(2021, 9, 10),
        "Tobias R. Grell",
    )
    assert docket.relations == (RelationRecord("member_of", "arb", "2:21-bk-04455", "Wilhelmina Thackeray"),)
    assert [(party.type, party.name, party.extra_info) for party in docket.parties] == [
        ("Plaintiff", "Bartholomew Quince", "")
    ]
    assert [(entry.number, entry.date_filed) for entry in docket.entries] == [("1", date(2021, 9, 10))]


@pytest.mark.parametrize(("name", "court"), [("trade", "cit"), ("multidistrict", "jpml")])
def test_a_special_court_is_read_from_the_heading_too(name: str, court: str) -> None:
    page = payload(f"pacer_docket/{name}.html").replace(b"ecf." + court.encode(), b"ecf.elsewhere")
    assert PACER_DOCKET.parse(page, None).dockets[0].court_id == court


def test_attachments_of_a_report_of_multiple_documents() -> None:
    (docket,) = PACER_DOCKET.parse(payload("pacer_docket/multiple_documents.html"), DCD).dockets
    documents = docket.entries[0].documents
    assert [(row.number, row.description, row.pacer_doc_id, row.page_count, row.file_size) for row in documents] == [
        (0, "", "04509000101", 64, 1074119),
        (1, "Civil Cover Sheet", "04509000102", 2, 38495),
        (2, "Summons", "04509000103", 3, 75539),
    ]
    assert docket.entries[1].documents == ()
    assert docket.complete, "from 1980 to the day of the receipt is everything"


def test_a_bankruptcy_page_is_read_without_addresses_and_numbers_of_people() -> None:
    (docket,) = PACER_DOCKET.parse(BANKRUPTCY, ARIZONA).dockets
    assert (docket.court_id, docket.docket_number, docket.case_name) == ("arb", "2:21-bk-04455", "Wilhelmina Thackeray")
    assert docket.parties == (
        PartyRecord("Wilhelmina Thackeray", "Debtor", attorneys=(AttorneyRecord("Wilhelmina Thackeray"),)),
        PartyRecord(
            "Bartholomew Quince",
            "Trustee",
            attorneys=(
                AttorneyRecord(
                    "Sofia Lindqvist", (), "Desert Law Group\n1 Mesa Rd\nMesa, AZ 85201\nEmail: sofia@desertlaw.example"
                ),
            ),
        ),
    )
    assert docket.entries[0].long_text.startswith(
        "Chapter 7 Voluntary Petition for Individuals, SSN [number withheld]. Fee Amount $338."
    )
    assert not docket.complete, "its receipt asks from the second day on"


def test_a_page_without_receipt_is_a_part() -> None:
    page, _, _ = CIVIL.partition(b"<br><HR><CENTER>")
    parsed = PACER_DOCKET.parse(page, WAWD)
    (docket,) = parsed.dockets
    assert (len(docket.entries), docket.complete, docket.as_of) == (9, False, None)
    assert parsed.notes == ("There is no PACER receipt at its end: this may be part of a docket.",)
    assert PACER_DOCKET.parse(CIVIL, WAWD).notes == ()


def test_a_truncated_page_is_a_part() -> None:
    (docket,) = PACER_DOCKET.parse(CIVIL[: CIVIL.index(b"RESPONSE, by") + 30], WAWD).dockets
    assert [entry.number for entry in docket.entries] == ["1", "2", "", "", "", "3"]
    assert not docket.complete


def test_a_page_of_another_court_is_refused_by_name() -> None:
    with pytest.raises(WrongCourt, match=r"from the court “wawd”, not from “mad”"):
        PACER_DOCKET.parse(CIVIL, MAD)


def test_a_page_that_names_no_court_asks_for_it() -> None:
    page = CIVIL.replace(b"ecf.wawd.uscourts.gov", b"localhost").replace(b"Western District of Washington", b"Court")
    with pytest.raises(NotADocket, match="name the court"):
        PACER_DOCKET.parse(page, None)
    assert PACER_DOCKET.parse(page, WAWD).dockets[0].docket_number == "2:24-cv-00417-QRS"


def test_the_page_itself_names_the_court() -> None:
    assert PACER_DOCKET.parse(CIVIL, None).dockets == PACER_DOCKET.parse(CIVIL, WAWD).dockets


def test_case_of_the_mark_up_does_not_matter() -> None:
    page = CIVIL.replace(b"CIVIL DOCKET FOR CASE", b"Civil Docket for Case").replace(
        b"PACER Service Center", b"Pacer SERVICE CENTER"
    )
    assert PACER_DOCKET.parse(page, WAWD).dockets == PACER_DOCKET.parse(CIVIL, WAWD).dockets


def test_one_bad_row_costs_that_row() -> None:
    page = CIVIL.replace(b">04/02/2024<", b">99/99/9999<")
    parsed = PACER_DOCKET.parse(page, WAWD)
    assert [entry.number for entry in parsed.dockets[0].entries] == ["1", "2", "", "", "", "4", "5", "5"]
    (refusal,) = parsed.refused
    assert refusal.where.startswith("docket row “99/99/9999 3 RESPONSE, by Defendant")
    assert refusal.why.startswith("This row could not be read")


def test_a_row_without_a_date_is_named() -> None:
    parsed = PACER_DOCKET.parse(CIVIL.replace(b">03/28/2024<", b">&nbsp;<"), WAWD)
    assert len(parsed.dockets[0].entries) == 8
    assert [refusal.why for refusal in parsed.refused] == ["This row has no date."]


def test_a_row_with_a_word_for_a_number_is_named() -> None:
    parsed = PACER_DOCKET.parse(CIVIL.replace(b"align='right'>4&nbsp;", b"align='right'>doc&nbsp;"), WAWD)
    assert len(parsed.dockets[0].entries) == 8
    assert [refusal.why for refusal in parsed.refused] == ["“doc” stands where the entry number should be."]


def test_bytes_that_are_no_text_cost_a_character() -> None:
    page = CIVIL.replace(b"Status", b"Status").replace(b"All Defendants", b"All\x00 Defen\xe9\xffdants\x0b")
    (docket,) = PACER_DOCKET.parse(page, WAWD).dockets
    assert "against defendant(s) All Defenéÿdants with" in docket.entries[0].long_text
    assert docket.parties[0].attorneys[0].name == "Ines María Castañeda", "the rest of the page is still UTF-8"


def test_two_megabytes_of_text_are_read() -> None:
    text = b" ".join(b"w%d" % number for number in range(300_000))
    (docket,) = PACER_DOCKET.parse(CIVIL.replace(b"Set/Reset Deadlines.", text, 1), WAWD).dockets
    assert len(docket.entries) == 9
    assert len(docket.entries[3].long_text) > 2_000_000


@pytest.mark.parametrize(
    "page",
    [
        CIVIL.replace(b"2:24-cv-00417-QRS</h3>", b"</h3>"),
        CIVIL.replace(b"Date Filed: 03/27/2024", b""),
        b"<h3>CIVIL DOCKET FOR CASE #: </h3> ecf.wawd.uscourts.gov",
    ],
)
def test_a_heading_alone_is_no_docket(page: bytes) -> None:
    with pytest.raises(NotADocket, match="no docket number and filing date"):
        PACER_DOCKET.parse(page, WAWD)


@pytest.mark.parametrize("body", [b"", b" \n", b"<html><body>hello</body></html>", b"%PDF-1.7", b"\x00\x01\x02" * 100])
def test_what_is_no_docket_page_is_said(body: bytes) -> None:
    with pytest.raises(NotADocket, match="This"):
        PACER_DOCKET.parse(body, WAWD)


def test_a_page_over_the_cap_is_refused() -> None:
    with pytest.raises(NotADocket, match="may have"):
        PACER_DOCKET.parse(CIVIL + b" " * 50 * 1024 * 1024, WAWD)
