import pytest

from dockets.records import NotADocket, WrongCourt
from dockets.sources import pacer_court
from tests.dockets.sources.payloads import MAD, WAWD


@pytest.mark.parametrize(
    ("heading", "court"),
    [
        ("<h3>U.S. District Court<BR>District of Columbia (Washington, DC)<BR>CIVIL DOCKET FOR CASE #: 1</h3>", "dcd"),
        ("United States District Court<br>Northern District of Illinois - CM/ECF LIVE, Ver 6.3.3 (Chicago)", "ilnd"),
        ("UNITED STATES DISTRICT COURT, CENTRAL DISTRICT OF CALIFORNIA (Western Division)", "cacd"),
        ("U.S. District Court<BR>United States District Court for the Western District of Washington (Seattle)", "wawd"),
        ("U.S. Bankruptcy Court<BR>District&nbsp;of Nebraska (Omaha)<BR>Bankruptcy Petition #: 1", "nebraskab"),
        ("U.S. District Court<br>District of Atlantis", ""),
        ("CIT DOCKET FOR CASE #: 1:08-cv-00398 Case in other court: U.S. District Court, District of Maine", ""),
        ("", ""),
    ],
)
def test_the_court_in_a_heading(heading: str, court: str) -> None:
    assert pacer_court.court_id_in_heading(heading) == court


def test_the_court_in_the_links_is_the_one_most_linked_to() -> None:
    page = 'ecf.nysd.uscourts.gov/doc1/1 <a href="https://ecf.azb.uscourts.gov/doc1/1"> ECF.AZB.uscourts.gov/cgi-bin/x'
    assert pacer_court.pacer_id_in_links(page) == "azb"
    assert pacer_court.court_id(page) == "arb"


def test_a_heading_counts_more_than_a_link_to_another_court() -> None:
    page = '<h3>U.S. District Court<br>District of Maine</h3> see <a href="https://ecf.nysd.uscourts.gov/doc1/1">2</a>'
    assert pacer_court.court_id(page) == "med"


def test_the_court_that_both_agree_on() -> None:
    assert pacer_court.agreed(WAWD, "wawd") == pacer_court.agreed(WAWD, "") == WAWD
    assert pacer_court.agreed(None, "wawd") == WAWD


def test_two_courts_do_not_agree() -> None:
    with pytest.raises(WrongCourt, match="--court wawd"):
        pacer_court.agreed(MAD, "wawd")
    with pytest.raises(NotADocket, match="--court"):
        pacer_court.agreed(None, "")
