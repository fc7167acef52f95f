import pytest

from dockets.record.records import CourtFacts, RelationRecord
from dockets.sources.pacer.docket import PACER_DOCKET
from dockets.sources.pacer.relations import read_related_cases
from tests.dockets.sources.payloads import WAWD, payload

CACD = CourtFacts("cacd", "cacd", "America/Los_Angeles")
OWN = "2:24-cv-00417-QRS"


def _page(*lines: str) -> str:
    head = "<br>\n".join(lines)
    return (
        f"<h3>U.S. District Court<BR>CIVIL DOCKET FOR CASE #: {OWN}</h3><table><tr><td>Lantern Street Press v."
        f" Meridian<br>{head}</td><td>Date Filed: 03/27/2024<br>Jury Demand:"
        " None</td></tr></table><td><b><u>Plaintiff</u></b></td><p>Lead case: 2:24-cv-09999"
    )


def _found(*lines: str, court: CourtFacts = WAWD) -> list[tuple[str, str, str]]:
    return [(one.kind, one.court_id, one.docket_number) for one in read_related_cases(_page(*lines), court, OWN)]


@pytest.mark.parametrize(
    "lines",
    [
        ["Lead case: <a href='/cgi-bin/DktRpt.pl?1'>2:23-md-03000-QRS</a>"],
        ["<b>Lead Docket:</b> 2:23-md-03000-QRS"],
        ["Lead case:", "2:23-md-03000-QRS", "Cause: 28:1332"],
        ["Lead case: 2:23-md-03000-QRS", "Lead case: 2:23-md-03000-QRS"],
    ],
)
def test_a_lead_case_is_what_this_is_a_member_of(lines: list[str]) -> None:
    assert _found(*lines) == [("member_of", "wawd", "2:23-md-03000-QRS")]


@pytest.mark.parametrize(
    "lines",
    [
        [f"Lead case: {OWN}"],
        ["Lead case: none"],
        ["Lead Docket: ", "Jurisdiction: Diversity"],
        ["Member case: 2:23-cv-03001-QRS"],
        ["Member cases:", "2:23-cv-03001-QRS", "2:23-cv-03002-QRS"],
        ["Related Case: 2:23-cv-03001-QRS"],
        ["Case in other court: USCA Ninth Circuit, 24-2201", "Cause: 28:1441 Petition for Removal"],
        ["Case in other court: Los Angeles Superior Court, BC123456", "Cause: 28:1332 Diversity"],
        ["Case in other court: Superior Court, BC123456", "Cause: 28:1441 Petition for Removal"],
        ["Case in other court: Los Angeles Superior Court", "Cause: 28:1441 Petition for Removal"],
        ["Case in other court: King County Superior Court, 24-2-01234-5", "Cause: 28:1441 Petition for Removal"],
    ],
)
def test_what_is_not_told_surely_is_left(lines: list[str]) -> None:
    assert _found(*lines, court=CACD) == []


@pytest.mark.parametrize(
    "cause",
    ["Cause: 28:1441 Petition for Removal", "Cause: 28:1446 Notice", "Cause: 15:1 Petition for Removal- Antitrust"],
)
def test_a_removed_case_names_the_states_court(cause: str) -> None:
    lines = [
        "Case in other court:&nbsp; Los Angeles Superior Court, 24STCV01234",
        "Washington Superior Court, 24-2-01234-5 SEA",
        cause,
    ]
    assert _found(*lines, court=CACD) == [
        ("removed_from", "calsuppctla", "24STCV01234"),
        ("removed_from", "washsuperct", "24-2-01234-5 SEA"),
    ]


def test_an_appeal_from_a_bankruptcy_court() -> None:
    lines = [
        "Case in other court: Bankruptcy Court for the Western District of Washington, 23-10112-TRG",
        "Cause: 28:0158 Appeal",
    ]
    assert _found(*lines) == [("appeal_of", "wawb", "23-10112-TRG")]


def test_only_the_head_of_a_page_counts() -> None:
    assert _found("Cause: 28:1332") == [], "the page goes on to quote “Lead case: 2:24-cv-09999”"


def test_a_docket_page_tells_them() -> None:
    page = payload("pacer_docket/civil.html").replace(b"Related Case: ", b"Lead case: ")
    (docket,) = PACER_DOCKET.parse(page, None).dockets
    assert docket.relations == (RelationRecord("member_of", "wawd", "2:24-cv-00399-QRS"),)
