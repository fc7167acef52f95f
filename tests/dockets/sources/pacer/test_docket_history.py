import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from dockets.record.records import DocketRecord, DocumentRecord, EntryRecord, NotADocket, Refusal, WrongCourt
from dockets.sources.pacer.history import DOCKET_HISTORY
from dockets.sources.pacer.receipt import NO_RECEIPT
from tests.dockets.sources.payloads import ARIZONA, MAD, WAWD, payload

CIVIL = payload("docket_history/civil.html")
BANKRUPTCY = payload("docket_history/bankruptcy.html")


def _linked(court: str, doc_id: str) -> tuple[DocumentRecord, ...]:
    return (DocumentRecord(0, "", doc_id, url=f"https://ecf.{court}.uscourts.gov/doc1/{doc_id}"),)


@pytest.mark.parametrize(("page", "court"), [(CIVIL, "wawd"), (BANKRUPTCY, "arb")])
def test_it_is_recognised_with_its_court(page: bytes, court: str) -> None:
    claim = DOCKET_HISTORY.recognise(page, "page.html")
    assert claim is not None
    assert (claim.source, claim.court_id) == ("docket-history", court)


def test_a_whole_page() -> None:
    parsed = DOCKET_HISTORY.parse(CIVIL, None)
    day, set_on = date(2024, 3, 27), date(2024, 3, 29)
    assert parsed.dockets == (
        DocketRecord(
            court_id="wawd",
            docket_number="2:24-cv-00417-QRS",
            case_name="Lantern Street Press LLC v. Meridian Hosting, Inc.",
            pacer_case_id="900417",
            date_filed=day,
            assigned_to="Quentin R. Sorrel",
            referred_to="Ada Whitlow",
            source_url="https://ecf.wawd.uscourts.gov/cgi-bin/HistDocQry.pl?900417",
            entries=(
                EntryRecord(
                    "1", "", "197010001001", "5", day, day, None, "Complaint", "", _linked("wawd", "197010001001"),
                ),
                EntryRecord(
                    "2", "", "197010001010", "9", day, day, None, "Motion for TRO",
                    "MOTION for Temporary Restraining Order, filed by Plaintiff Lantern Street Press LLC."
                    " (Castañeda, Ines)",
                    _linked("wawd", "197010001010"),
                ),
                EntryRecord("", "", "", "", set_on, set_on, None, "Set/Reset Deadlines", "Set/Reset Deadlines. (AB)"),
                EntryRecord(
                    "3", "", "197010001077", "14", date(2024, 4, 2), date(2024, 4, 2), None, "Response to Motion", "",
                    _linked("wawd", "197010001077"),
                ),
                EntryRecord(
                    "4", date_filed=date(2024, 4, 3), date_entered=date(2024, 4, 3), short_text="Sealed Document",
                ),
                EntryRecord(
                    "5", "", "197010001099", "20", date(2024, 4, 9), date(2024, 4, 10), None, "Order on Motion for TRO",
                    "ORDER denying Plaintiff's 2 Motion for TRO. Signed by Judge Quentin R. Sorrel. (AB)",
                    _linked("wawd", "197010001099"),
                ),
            ),
            terminated=(("2", date(2024, 4, 9)),),
            as_of=datetime(2024, 5, 2, 9, 20, tzinfo=ZoneInfo("America/Los_Angeles")),
        ),
    )  # fmt: skip
    assert parsed.notes == ()
    assert parsed.refused == (
        Refusal(
            "history row “doc Filed & Entered: 04/11/2024 Notice to the Clerk”",
            "This row could not be read: “doc” stands where the entry number should be.",
        ),
    )


def test_an_end_is_told_where_the_cells_run_together() -> None:
    """As New Jersey's pages have it: "Filed & Entered: 03/27/2024Terminated: 04/09/2024"."""
    page = re.sub(rb"</TR>\s+<TR><TD><I>Terminated", b"</TR><TR><TD><I>Terminated", CIVIL)
    assert page != CIVIL
    assert DOCKET_HISTORY.parse(page, WAWD).dockets[0].terminated == (("2", date(2024, 4, 9)),)


def test_an_end_on_a_day_that_is_none_is_no_end() -> None:
    page = CIVIL.replace(b"04/09/2024</TD></TR></TABLE>", b"13/45/2024</TD></TR></TABLE>", 1)
    assert page != CIVIL
    (docket,) = DOCKET_HISTORY.parse(page, WAWD).dockets
    assert docket.terminated == () and "2" in [entry.number for entry in docket.entries]


def test_a_bankruptcy_page_is_read_without_numbers_of_people() -> None:
    parsed = DOCKET_HISTORY.parse(BANKRUPTCY, ARIZONA)
    (docket,) = parsed.dockets
    assert (docket.docket_number, docket.case_name, docket.assigned_to, docket.date_filed) == (
        "2:21-bk-04455",
        "Wilhelmina Thackeray",
        "Tobias R. Grell",
        date(2021, 6, 1),
    )
    assert [(entry.number, entry.short_text) for entry in docket.entries] == [
        ("1", "Voluntary Petition (Chapter 7)"),
        ("", "Meeting of Creditors"),
    ]
    assert "123-45-6789" not in docket.entries[0].long_text
    assert docket.entries[0].long_text.startswith("Chapter 7 Voluntary Petition")
    assert parsed.notes == (NO_RECEIPT,)


@pytest.mark.parametrize("page", [CIVIL, BANKRUPTCY])
def test_it_is_never_taken_for_the_whole_docket(page: bytes) -> None:
    assert not DOCKET_HISTORY.parse(page, None).dockets[0].complete


@pytest.mark.parametrize("day", ["13/45/2024", "04/02/20021", "04/02/0000"])
def test_a_date_that_nobody_can_have_costs_its_row_and_its_text(day: str) -> None:
    page = CIVIL.replace(
        b">03/27/2024</TD></TR>\n          <TR><TD><I>Terminated", f">{day}</TD></TR><TR><TD><I>Terminated".encode()
    )
    assert page != CIVIL
    parsed = DOCKET_HISTORY.parse(page, WAWD)
    assert [entry.number for entry in parsed.dockets[0].entries] == ["1", "", "3", "4", "5"]
    assert parsed.refused[0].why == f"This row could not be read: “{day}” is no date."
    assert parsed.dockets[0].entries[0].long_text == "", "the text of the refused row is not another one's"


def test_a_truncated_page_is_a_part() -> None:
    parsed = DOCKET_HISTORY.parse(CIVIL[: CIVIL.index(b"Sealed Document")], WAWD)
    assert [entry.number for entry in parsed.dockets[0].entries][:4] == ["1", "2", "", "3"]
    assert parsed.notes == (NO_RECEIPT,)


def test_a_page_of_another_court_is_refused_by_name() -> None:
    with pytest.raises(WrongCourt, match=r"from the court “wawd”, not from “mad”"):
        DOCKET_HISTORY.parse(CIVIL, MAD)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (CIVIL.replace(b"2:24-cv-00417-QRS</FONT>", b"</FONT>"), "no docket number and filing date"),
        (CIVIL.replace(b"<B>Date filed:</B> 03/27/2024", b""), "no docket number and filing date"),
        (
            b"<table><tr><th>Doc. No.</th><th>Dates</th><th>Description</th></tr></table> ecf.wawd.uscourts.gov",
            "no docket number",
        ),
        (payload("pacer_docket/civil.html"), "This"),
        (payload("attachment_page/district.html"), "attachments"),
        (b"<html><title>PACER: Login</title><form name='login'><input name='loginName'></form></html>", "login"),
        (b"<html><body><p>Your session has expired.</p></body></html>", "session has expired"),
        (b"", "empty"),
    ],
)
def test_what_is_no_history_is_said(page: bytes, said: str) -> None:
    with pytest.raises(NotADocket, match=said):
        DOCKET_HISTORY.parse(page, WAWD)


def test_a_page_over_the_cap_is_refused() -> None:
    with pytest.raises(NotADocket, match="may have"):
        DOCKET_HISTORY.parse(CIVIL + b" " * 50 * 1024 * 1024, WAWD)
