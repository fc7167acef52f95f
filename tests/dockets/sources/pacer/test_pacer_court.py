import pytest

from dockets.record.records import NotADocket, WrongCourt
from dockets.sources.pacer.court import (
    agree_on_court,
    find_appellate_id_in_heading,
    find_court_id_in_heading,
    find_court_id_of_page,
    find_pacer_id_in_links,
)
from tests.dockets.sources.payloads import MAD, WAWD


@pytest.mark.parametrize(
    ("heading", "court"),
    [
        ("<h3>U.S. District Court<BR>District of Columbia (Washington, DC)<BR>CIVIL DOCKET FOR CASE #: 1</h3>", "dcd"),
        ("United States District Court<br>Northern District of Illinois - CM/ECF LIVE, Ver 6.3.3 (Chicago)", "ilnd"),
        ("UNITED STATES DISTRICT COURT, CENTRAL DISTRICT OF CALIFORNIA (Western Division)", "cacd"),
        (
            "U.S. District Court<BR>United States District Court for the Western District of Washington (Seattle)",
            "wawd",
        ),
        ("U.S. Bankruptcy Court<BR>District&nbsp;of Nebraska (Omaha)<BR>Bankruptcy Petition #: 1", "nebraskab"),
        ("U.S. District Court<br>District of Atlantis", ""),
        ("CIT DOCKET FOR CASE #: 1:08-cv-00398 Case in other court: U.S. District Court, District of Maine", ""),
        ("", ""),
    ],
)
def test_the_court_in_a_heading(heading: str, court: str) -> None:
    assert find_court_id_in_heading(heading) == court


@pytest.mark.parametrize(
    ("heading", "court"),
    [
        ("<b>General Docket<br>\n\tUnited States Court of Appeals for the Ninth Circuit</b>", "ca9"),
        ("United States Court of Appeals for the Eleventh Circuit", "ca11"),
        ("United States Court of Appeals for District of Columbia Circuit", "cadc"),
        ("United States Court of Appeals for the D.C. Circuit", "cadc"),
        ("UNITED STATES COURT OF APPEALS FOR THE FEDERAL CIRCUIT", "cafc"),
        ("United States Court of Appeals for Veterans Claims", "cavc"),
        ("U.S. Bankruptcy Appellate Panel of the Ninth Circuit", "bap9"),
        ("United States Bankruptcy Appellate Panel for the First Circuit", "bap1"),
        ("Bankruptcy Appellate Panel of the Third Circuit", ""),
        ("Court of Appeals for the Lunar Circuit", ""),
        ("", ""),
    ],
)
def test_a_court_of_appeals_in_a_heading(heading: str, court: str) -> None:
    assert find_appellate_id_in_heading(heading) == court


def test_the_court_in_the_links_is_the_one_most_linked_to() -> None:
    page = 'ecf.nysd.uscourts.gov/doc1/1 <a href="https://ecf.azb.uscourts.gov/doc1/1"> ECF.AZB.uscourts.gov/cgi-bin/x'
    assert find_pacer_id_in_links(page) == "azb"
    assert find_court_id_of_page(page) == "arb"


def test_a_heading_counts_more_than_a_link_to_another_court() -> None:
    page = '<h3>U.S. District Court<br>District of Maine</h3> see <a href="https://ecf.nysd.uscourts.gov/doc1/1">2</a>'
    assert find_court_id_of_page(page) == "med"


def test_the_court_that_both_agree_on() -> None:
    assert agree_on_court(WAWD, "wawd") == agree_on_court(WAWD, "") == WAWD
    assert agree_on_court(None, "wawd") == WAWD


def test_two_courts_do_not_agree() -> None:
    with pytest.raises(WrongCourt, match="Give the court wawd"):
        agree_on_court(MAD, "wawd")
    with pytest.raises(NotADocket, match="name the court"):
        agree_on_court(None, "")
