"""Which docket a written number means."""

from datetime import date

import pytest

from dockets.search.find import SHOWN_CHOICES, find_docket_by_number, find_dockets_by_number
from tests.support import factories

pytestmark = pytest.mark.django_db


def test_a_number_that_leaves_its_office_out_is_taken_when_it_can_mean_one_docket() -> None:
    seattle = factories.docket(docket_number="2:21-cv-00031")
    assert find_docket_by_number(seattle.court, "C21-0031") == seattle
    factories.docket(docket_number="3:21-cv-00031")
    assert find_docket_by_number(seattle.court, "C21-0031") is None
    assert find_docket_by_number(seattle.court, "2:21-cv-31-BJR") == seattle


def test_other_courts_types_and_defendants_stay_apart() -> None:
    docket = factories.docket(docket_number="2:21-cr-00031-1")
    for written in ("2:21-cv-00031-1", "2:21-cr-00031-2", "2:20-cr-00031-1", "", "nothing"):
        assert find_docket_by_number(docket.court, written) is None, written
    assert find_docket_by_number(factories.court("cacd"), docket.docket_number) is None


def test_without_a_court_every_docket_of_the_number_is_found() -> None:
    here = factories.docket(docket_number="2:21-cv-00031")
    there = factories.docket(court=factories.court("cacd"), docket_number="2:21-cv-00031")
    factories.docket(docket_number="2:21-cv-00032")
    assert set(find_dockets_by_number("2:21-cv-00031")) == {here, there}
    assert find_dockets_by_number("Parler") == []


def test_the_case_that_is_meant_is_found_among_many_of_the_same_year_and_serial() -> None:
    """A case of many defendants has a docket for each; courts and divisions number alike."""
    for number in range(SHOWN_CHOICES + 10):
        factories.docket(docket_number=f"1:21-cr-00031-{number + 1}", date_last_filing=date(2022, 1, 1))
    older = factories.docket(docket_number="2:21-cv-00031", date_last_filing=date(2021, 1, 1))
    assert find_dockets_by_number("2:21-cv-00031") == find_dockets_by_number("21-cv-31") == [older]
    assert find_docket_by_number(older.court, "C21-0031") == older
    assert len(find_dockets_by_number("21-31")) == 1


def test_of_several_the_one_with_the_latest_filing_stands_first() -> None:
    unknown, old, new = (
        factories.docket(court=factories.court(court), docket_number="2:21-cv-00031", date_last_filing=day)
        for court, day in (("wawd", None), ("cacd", date(2020, 1, 1)), ("nysd", date(2021, 1, 1)))
    )
    assert find_dockets_by_number("2:21-cv-00031") == [new, old, unknown]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Case 2:21-cv-00031-BJR Document 34 Filed 01/21/21 Page 1 of 14", "2:21-cv-00031"),
        ("2:21-cv-00031-BJR (W.D. Wash.), ECF No. 34", "2:21-cv-00031"),
        ("2:21-cv-00031-BJR, W.D. Wash.", "2:21-cv-00031"),
        ("(2:21-cv-00031)", "2:21-cv-00031"),
        ("[No. C21-0031-BJR]", "2:21-cv-00031"),
        ("S1 21 Cr. 31 (LAK)", "1:21-cr-00031"),
        ("(S2) 21-cr-31", "1:21-cr-00031"),
        ("USCA11 Case: 22-13005     Document: 34     Date Filed: 09/21/2022     Page: 1 of 29", "22-13005"),
        ("USCA Case #22-13005      Document #1880000", "22-13005"),
        ("Case: 22-13005, 01/21/2022, ID: 11971111, DktEntry: 34-1, Page 1 of 2", "22-13005"),
        ("Appeal No. 22-13005", "22-13005"),
        ("Chapter 11 Case No. 12-20770 (MG)", "12-20770"),
        ("Bankr. No. 12-20770", "12-20770"),
        ("No. 24A1000", "24A1000"),
        ("24-A-1000", "24A1000"),
    ],
)
def test_what_courts_and_lawyers_write_around_a_number_is_no_part_of_it(written: str, number: str) -> None:
    there = [
        ("wawd", "district", "2:21-cv-00031"),
        ("nysd", "district", "1:21-cr-00031"),
        ("ca11", "appellate", "22-13005"),
        ("nysb", "bankruptcy", "12-20770"),
        ("scotus", "supreme", "24A1000"),
    ]
    for court, kind, docket_number in there:
        factories.docket(court=factories.court(court, kind=kind), docket_number=docket_number)
    assert [docket.docket_number for docket in find_dockets_by_number(written)] == [number]


@pytest.mark.parametrize(
    "text", ["order denying 2:21-cv-00031", "Bank of America", "Document 34 Filed 01/21/21", "2:21-cv-31 " + "x" * 400]
)
def test_a_text_is_no_number(text: str) -> None:
    factories.docket(docket_number="2:21-cv-00031")
    assert find_dockets_by_number(text) == []
