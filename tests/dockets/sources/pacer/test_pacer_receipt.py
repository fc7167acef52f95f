from datetime import date, datetime

import pytest

from dockets.sources.pacer.receipt import find_receipt

FILED = date(2024, 3, 27)


def _page(criteria: str, printed: str = "05/02/2024 09:14:05") -> str:
    return (
        "<td>04/01/2024 PACER Service Center invoice</td><TH>PACER Service Center </TH><TH>Transaction Receipt</TH>"
        f"<TD><FONT>{printed}</FONT></TD><TH>PACER Login:</TH><TD>x</TD><TH>Description:</TH><TD>Docket Report</TD>"
        f"<TH>Search Criteria:</TH><TD>{criteria}</TD><TH>Billable Pages:</TH><TD>3</TD><TH>Cost:</TH><TD>0.30</TD>"
    )


def test_what_a_receipt_says() -> None:
    receipt = find_receipt(_page("2:24-cv-00417-QRS"))
    assert receipt is not None
    assert (receipt.printed_at, receipt.description, receipt.criteria) == (
        datetime(2024, 5, 2, 9, 14, 5),  # noqa: DTZ001
        "Docket Report",
        "2:24-cv-00417-QRS",
    )


@pytest.mark.parametrize(
    "criteria",
    [
        "2:24-cv-00417-QRS",
        "2:24-cv-00417-QRS Start date: 1/1/1980 End date: 5/2/2024",
        "2:24-cv-00417-QRS Start date: 3/27/2024",
        "2:24-cv-00417-QRS Starting with document: 1",
        (
            "24-00417-abc Fil or Ent: filed From: 1/1/1979 To: 5/2/2024 Doc From: 0 Doc To: 99999999 Term: included"
            " Format: html"
        ),
        "24-00417-abc Fil or Ent: filed Doc From: 0 Doc To: 100000 Format: html",
    ],
)
def test_a_report_of_everything(criteria: str) -> None:
    receipt = find_receipt(_page(criteria))
    assert receipt is not None
    assert receipt.covers_all_since(FILED)


@pytest.mark.parametrize(
    "criteria",
    [
        "2:24-cv-00417-QRS Start date: 4/1/2024",
        "2:24-cv-00417-QRS End date: 5/1/2024",
        "2:24-cv-00417-QRS Starting with document: 2",
        "2:24-cv-00417-QRS Starting with document: 1 Ending with document: 20",
        "24-00417 Fil or Ent: filed From: 4/5/2024 Doc From: 0 Doc To: 99999999 Format: html",
        "24-00417 Fil or Ent: entered To: 5/1/24 Doc From: 0 Doc To: 99999999 Format: html",
        "24-00417 Fil or Ent: filed Doc From: 17 Doc To: 99999999",
        "24-00417 Start date: 99/99/2024",
    ],
)
def test_a_report_of_a_part(criteria: str) -> None:
    receipt = find_receipt(_page(criteria))
    assert receipt is not None
    assert not receipt.covers_all_since(FILED)


def test_where_the_beginning_of_the_case_is_unknown_a_first_day_may_cut_it() -> None:
    receipt = find_receipt(_page("2:24-cv-00417 Start date: 1/1/1980"))
    assert receipt is not None
    assert not receipt.covers_all_since(None)


def test_an_unreadable_time_is_none() -> None:
    receipt = find_receipt(_page("2:24-cv-00417", printed="13/45/2024 09:14:05"))
    assert receipt is not None
    assert receipt.printed_at is None


def test_a_page_without_receipt() -> None:
    assert find_receipt("<td>PACER Service Center</td><td>billing questions</td>") is None
    assert find_receipt("") is None
