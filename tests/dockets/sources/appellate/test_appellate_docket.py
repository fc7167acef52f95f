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
from dockets.sources.appellate.docket import APPELLATE_DOCKET
from dockets.sources.pacer.receipt import NO_RECEIPT
from tests.dockets.sources.payloads import CA9, WAWD, payload

APPEAL = payload("appellate_docket/appeal.html")
WITHOUT_NUMBERS = payload("appellate_docket/without_numbers.html")
PACIFIC = ZoneInfo("America/Los_Angeles")


@pytest.mark.parametrize(("page", "court"), [(APPEAL, "ca9"), (WITHOUT_NUMBERS, "cadc")])
def test_it_is_recognised_with_its_court(page: bytes, court: str) -> None:
    claim = APPELLATE_DOCKET.recognise(page, "page.html")
    assert claim is not None
    assert (claim.source, claim.court_id) == ("appellate-docket", court)


def test_the_court_is_read_from_links_where_no_heading_names_it() -> None:
    page = APPEAL.replace(b"United States Court of Appeals for the Ninth Circuit", b"General")
    claim = APPELLATE_DOCKET.recognise(page, "page.html")
    assert claim is not None
    assert claim.court_id == "ca9", "and not the court below, to which it links too"


def test_the_head_of_an_appeal() -> None:
    (docket,) = APPELLATE_DOCKET.parse(APPEAL, CA9).dockets
    assert (docket.court_id, docket.docket_number, docket.case_name, docket.pacer_case_id) == (
        "ca9",
        "24-2201",
        "Lantern Street Press LLC v. Meridian Hosting, Inc.",
        "355120",
    )
    assert (docket.date_filed, docket.date_terminated, docket.nature_of_suit, docket.assigned_to) == (
        date(2024, 4, 12),
        None,
        "4190 Other Contract Actions",
        "OKAFOR LINDHOLM PRASAD",
    )
    assert docket.relations == (RelationRecord("appeal_of", "wawd", "2:24-cv-00417-QRS"),)
    assert (
        docket.source_url
        == "https://ecf.ca9.uscourts.gov/n/beam/servlet/TransportRoom?servlet=CaseSummary.jsp&caseNum=24-2201"
    )
    assert (docket.complete, docket.as_of) == (True, datetime(2024, 5, 7, 17, 2, 30, tzinfo=PACIFIC))


def test_the_parties_with_their_lawyers() -> None:
    (docket,) = APPELLATE_DOCKET.parse(APPEAL, CA9).dockets
    assert [(party.type, party.name, party.date_terminated) for party in docket.parties] == [
        ("Plaintiff - Appellant", "LANTERN STREET PRESS LLC", None),
        ("Defendant - Appellee", "MERIDIAN HOSTING, INC.", None),
        ("Defendant", "JONAH PELL", date(2024, 4, 30)),
    ]
    assert docket.parties[0].attorneys == (
        AttorneyRecord(
            "Ines María Castañeda, Esquire",
            ("COR LD NTC Retained",),
            "Direct: 206-555-0100\nCastañeda & Roe PLLC\n100 Example Ave\nSeattle, WA 98101",
        ),
        AttorneyRecord("Tomasz Wren", ("COR NTC Retained",), "Wren Law\n9 Sample St\nPortland, OR 97201"),
    )
    assert docket.parties[2].attorneys[0].contact == "Harbor Counsel LLP\n1 Pier Way\nSeattle, WA 98104", "as above"


def test_a_line_of_unknown_meaning_beside_a_party_is_dropped() -> None:
    assert b"55512-086" in APPEAL
    assert "55512" not in repr(APPELLATE_DOCKET.parse(APPEAL, CA9))


ALONE = APPEAL.replace(
    b"Oluwaseun Adebayo<br>[COR LD NTC Retained]<BR>(see above)",
    b"Jonah Pell<br>Direct: 206-555-0177<br>[NTC Pro Se]<BR>7 Quay Lane<br>Seattle, WA 98101",
)


def test_the_home_of_who_acts_without_a_lawyer_is_neither_read_nor_kept() -> None:
    assert b"7 Quay Lane" in ALONE
    kept = APPELLATE_DOCKET.scrub(ALONE)
    for shown in (kept.decode("latin-1"), repr(APPELLATE_DOCKET.parse(ALONE, CA9))):
        assert not [home for home in ("Quay Lane", "555-0177") if home in shown]
    assert APPELLATE_DOCKET.parse(kept, CA9) == APPELLATE_DOCKET.parse(ALONE, CA9)
    assert APPELLATE_DOCKET.parse(ALONE, CA9).dockets[0].parties[2].attorneys == (
        AttorneyRecord("Jonah Pell", ("NTC Pro Se",)),
    )
    assert b"100 Example Ave" in kept, "a lawyer's office stays"


BY_NAME = ALONE.replace(b"[NTC Pro Se]<BR>", b"")
"""In the lawyer's place stands the party, and nothing calls it so."""
NOBODY = APPEAL.replace(b"Oluwaseun Adebayo<br>[COR LD NTC Retained]<BR>(see above)", b"").replace(
    b"No. 55512-086, an inmate<BR>", b"7 Quay Lane<BR>\nApt. 3B<BR>P.O. Box 12<br>\nSeattle, WA 98101-3045<BR>"
)


@pytest.mark.parametrize("page", [BY_NAME, NOBODY], ids=["by name", "nobody"])
def test_the_home_of_who_acts_alone_without_being_called_so_is_neither_read_nor_kept(page: bytes) -> None:
    kept = APPELLATE_DOCKET.scrub(page)
    for shown in (kept.decode("latin-1"), repr(APPELLATE_DOCKET.parse(page, CA9))):
        assert not [home for home in ("Quay Lane", "555-0177", "Apt. 3B", "Box 12", "98101-3045") if home in shown]
    assert APPELLATE_DOCKET.parse(kept, CA9) == APPELLATE_DOCKET.parse(page, CA9)
    assert APPELLATE_DOCKET.scrub(kept) == kept
    assert b"100 Example Ave" in kept and b"1 Pier Way" in kept, "a lawyer's office stays"
    assert b"Terminated: </B>04/30/2024" in kept


@pytest.mark.parametrize("page", [APPEAL, WITHOUT_NUMBERS, b"", b"\xff\x00"])
def test_a_page_without_such_homes_is_kept_byte_for_byte(page: bytes) -> None:
    assert APPELLATE_DOCKET.scrub(page) == page


def test_the_entries_with_the_moment_of_their_entry() -> None:
    (docket,) = APPELLATE_DOCKET.parse(APPEAL, CA9).dockets
    told = [(row.number, row.pacer_doc_id, row.pacer_seq_no, row.date_filed, row.entered_at) for row in docket.entries]
    assert told == [
        ("1", "009039990001", "12877001", date(2024, 4, 12), datetime(2024, 4, 12, 16, 20, tzinfo=PACIFIC)),
        ("2", "009039990010", "12877002", date(2024, 4, 26), datetime(2024, 4, 27, 0, 5, tzinfo=PACIFIC)),
        ("3", "", "", date(2024, 5, 3), datetime(2024, 5, 3, 9, 0, tzinfo=PACIFIC)),
        ("12", "009040001", "12877012", date(2024, 5, 3), datetime(2024, 5, 3, 16, 59, tzinfo=PACIFIC)),
    ]  # fmt: skip
    url = "https://ecf.ca9.uscourts.gov/docs1/"
    assert docket.entries[1] == EntryRecord(
        number="2",
        pacer_doc_id="009039990010",
        pacer_seq_no="12877002",
        date_filed=date(2024, 4, 26),
        date_entered=date(2024, 4, 27),
        entered_at=datetime(2024, 4, 27, 0, 5, tzinfo=PACIFIC),
        long_text="Filed (ECF) Appellant Lantern Street Press LLC Motion to expedite, see entry of "
        "[Entered: 04/12/2024 04:20 PM]. Date of service: 04/26/2024. [12877002] (Castañeda, Ines) "
        "[Entered: 04/27/2024 12:05 AM]",
        documents=(
            DocumentRecord(0, "", "009039990010", 6, 300247, url + "009039990010"),
            DocumentRecord(1, "Main Document", "009039990010", 2, 69092, url + "009039990010"),
            DocumentRecord(2, "Declaration", "009039990011", 4, 231155, url + "009039990011"),
        ),
    )


def test_a_court_without_numbers_gives_ids_and_no_numbers() -> None:
    parsed = APPELLATE_DOCKET.parse(WITHOUT_NUMBERS, None)
    (docket,) = parsed.dockets
    assert (docket.court_id, docket.docket_number, docket.date_terminated) == ("cadc", "23-7044", date(2024, 1, 19))
    assert [(entry.number, entry.pacer_doc_id) for entry in docket.entries] == [
        ("", "01208990001"),
        ("", ""),
        ("", "01208990044"),
    ]
    assert docket.parties == (PartyRecord("Harrow Gazette, Inc.", "Petitioner"),)
    assert docket.relations == (), "an agency is no court, and an alien number no docket number"
    assert (docket.complete, parsed.notes) == (False, (NO_RECEIPT,))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"Docket Report (filtered)", b"Case Summary"),
        (b"name='dateFrom' value=''", b"name='dateFrom' value='05/01/2024'"),
        (b"name='dateTo' value=''", b"name='dateTo' value='05/01/2024'"),
        (b"<INPUT type='hidden' name='dateTo' value=''>", b""),
        (b"Transaction Receipt", b"Receipt"),
    ],
)
def test_what_may_leave_out_entries_is_a_part(before: bytes, after: bytes) -> None:
    assert before in APPEAL
    (docket,) = APPELLATE_DOCKET.parse(APPEAL.replace(before, after), CA9).dockets
    assert (len(docket.entries), docket.complete) == (4, False)


def test_a_truncated_page_is_a_part() -> None:
    parsed = APPELLATE_DOCKET.parse(APPEAL[: APPEAL.index(b"ARGUED AND") + 10], CA9)
    assert [entry.number for entry in parsed.dockets[0].entries] == ["1", "2", "3"]
    assert (parsed.dockets[0].complete, parsed.notes) == (False, (NO_RECEIPT,))


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (b"05/03/20021", "“05/03/20021” is no date."),
        (b"05/03/0000", "“05/03/0000” is no date."),
        (b"&nbsp;", "it has no date."),
    ],
)
def test_one_bad_row_costs_that_row(cell: bytes, why: str) -> None:
    page = APPEAL.replace(
        b"<td valign=top>05/03/2024</td><td valign=top NOWRAP>\n\n", b"<td>" + cell + b"</td><td>\n", 1
    )
    parsed = APPELLATE_DOCKET.parse(page, CA9)
    assert [entry.number for entry in parsed.dockets[0].entries] == ["1", "2", "12"]
    (refusal,) = parsed.refused
    assert "ARGUED AND SUBMITTED" in refusal.where
    assert refusal.why == f"This row could not be read: {why}"


def test_one_bad_party_costs_that_party() -> None:
    parsed = APPELLATE_DOCKET.parse(
        APPEAL.replace(b"<B>Terminated: </B>04/30/2024", b"<B>Terminated: </B>99/99/9999"), CA9
    )
    assert [party.name for party in parsed.dockets[0].parties] == ["LANTERN STREET PRESS LLC", "MERIDIAN HOSTING, INC."]
    assert len(parsed.dockets[0].entries) == 4
    (refusal,) = parsed.refused
    assert refusal.where.startswith("party “JONAH PELL")


def test_a_date_of_the_case_that_nobody_can_have_is_not_told() -> None:
    (docket,) = APPELLATE_DOCKET.parse(APPEAL.replace(b"</b> 04/12/2024", b"</b> 04/12/20241"), CA9).dockets
    assert (docket.date_filed, len(docket.entries)) == (None, 4)


def test_a_page_of_another_court_is_refused_by_name() -> None:
    with pytest.raises(WrongCourt, match=r"from the court “cadc”, not from “ca9”"):
        APPELLATE_DOCKET.parse(WITHOUT_NUMBERS, CA9)


def test_no_district_court_has_such_a_docket() -> None:
    page = APPEAL.replace(b"United States Court of Appeals for the Ninth Circuit", b"General").replace(
        b"ecf.ca9.", b"ecf."
    )
    with pytest.raises(WrongCourt, match="“wawd” is none"):
        APPELLATE_DOCKET.parse(page, WAWD)
    assert APPELLATE_DOCKET.parse(page, CA9).dockets[0].docket_number == "24-2201"


@pytest.mark.parametrize(
    "page",
    [
        APPEAL.replace(b"</b>24-2201", b"</b>") .replace(b"24-2201 Docket", b"Docket"),
        b"<!-- NEW SECTION - Case Stub -->Court of Appeals Docket #: 24-2201 ecf.ca9.uscourts.gov",
        b"<html><title>PACER: Login</title><form name='login'><input name='loginName'></form></html>",
        b"<html><head><title>404 Not Found</title></head></html>",
        b"",
        payload("pacer_docket/civil.html"),
    ],
)  # fmt: skip
def test_what_is_no_appellate_docket_is_said(page: bytes) -> None:
    with pytest.raises(NotADocket, match=r"^This .*\. ?.*\.$"):
        APPELLATE_DOCKET.parse(page, CA9)


def test_a_page_over_the_cap_is_refused() -> None:
    with pytest.raises(NotADocket, match="may have"):
        APPELLATE_DOCKET.parse(APPEAL + b" " * 50 * 1024 * 1024, CA9)
