"""Which other case a text names. A case that the text does not relate to its own docket is not named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockets.courts.court_names import find_circuit, find_court_id
from rulings.interpret.texts import pack_reading, unpack_reading
from rulings.reading.filing import read_filing

NAMED = [
    (
        "USCA Case Number 21-35123 for 12 Notice of Appeal to 9th Circuit, filed by Lantern Street Press LLC.",
        [("appealed_as", "usca", "21-35123")],
    ),
    ("NOTICE OF APPEAL to Ninth Circuit, No. 21-35123, by Plaintiff.", [("appealed_as", "ninth circuit", "21-35123")]),
    ("NOTICE OF APPEAL to Ninth Circuit (21-35123) re 34 Order", [("appealed_as", "ninth circuit", "21-35123")]),
    (
        "ORDER of USCA, Federal Circuit Case Number 22-1234, as to 9 Notice of Appeal",
        [("appealed_as", "federal circuit", "22-1234")],
    ),
    ("9CCA Case Number 24-00101 for 12 Notice of Appeal", [("appealed_as", "9cca", "24-00101")]),
    (
        (
            "NOTICE OF REMOVAL from King County Superior Court, case number 21-2-02856-6 SEA; (Receipt # 1), filed by"
            " Pell."
        ),
        [("removed_from", "king county superior court", "21-2-02856-6 SEA")],
    ),
    (
        "NOTICE OF REMOVAL by Pell from Los Angeles Superior Court, Case No. 24STCV01234.",
        [("removed_from", "los angeles superior court", "24STCV01234")],
    ),
    (
        "ORDER granting 20 Motion to Remand. Case remanded to King County Superior Court.",
        [("remanded_to", "king county superior court", "")],
    ),
    (
        "ORDER: the case is REMANDED to the Superior Court of Washington for King County, Cause No. 21-2-02856-6 SEA.",
        [("remanded_to", "superior court of washington for king county", "21-2-02856-6 SEA")],
    ),
    (
        "Case transferred to the Northern District of California, Case No. 3:21-cv-01234.",
        [("transferred_to", "northern district of california", "3:21-cv-01234")],
    ),
    (
        "ORDER that this case is consolidated with Case No. 2:21-cv-00270-BJR.",
        [("consolidated_with", "", "2:21-cv-00270-BJR")],
    ),
    ("CONDITIONAL TRANSFER ORDER (CTO-5) from the Panel, MDL No. 2741.", [("member_of", "", "MDL No. 2741")]),
    ("NOTICE that the action was refiled as Case No. 2:22-cv-00005.", [("refiled_as", "", "2:22-cv-00005")]),
]
NOTHING = [
    "NOTICE OF APPEAL to Ninth Circuit by Plaintiff Lantern Street Press LLC. Filing fee $505, receipt AWAWDC-1234567.",
    "ORDER denying 20 Motion to Remand to King County. The Court relies on Doe v. Roe, No. 19-35001 (9th Cir. 2020).",
    "MOTION to Consolidate Cases by Plaintiff.",
    "MOTION to Transfer Case to Northern District of California by Defendant.",
    "NOTICE OF REMOVAL from King County Superior Court.",
    "RESPONSE to 20 Motion to Remand.",
    "MOTION asking that the case be remanded to King County Superior Court by Plaintiff.",
    "ORDER denying the request that this case be remanded to King County Superior Court.",
    "MEMORANDUM citing Smith v. Jones, No. 20-17285, Ninth Circuit.",
    "",
]


@pytest.mark.parametrize(("text", "named"), NAMED)
def test_a_text_that_names_another_case(text: str, named: list[tuple[str, str, str]]) -> None:
    found = read_filing(text).other_cases
    assert [(one.relation, one.court, one.number) for one in found] == named
    assert all(one.number in one.quote and one.quote.strip("… ") in text for one in found)


@pytest.mark.parametrize("text", NOTHING)
def test_a_text_that_names_none(text: str) -> None:
    assert read_filing(text).other_cases == ()


def test_what_was_read_is_kept_whole() -> None:
    for text, _ in NAMED:
        assert unpack_reading(pack_reading(read_filing(text))) == read_filing(text)


@given(st.text(alphabet="remand transfer to district circuit court no. 21-35123 mdl: ,(", max_size=400))
def test_no_text_is_an_error(text: str) -> None:
    read_filing(text)


def test_a_long_text_is_read_in_no_time() -> None:
    """No rule scans a text again and again: a quarter of a second would be a hundred times too long."""
    import time

    for words in (
        "remanded to the ",
        "transferred to district of ",
        "notice of removal from superior ",
        "appeal circuit court ",
        "consolidated with case no ",
    ):
        began = time.process_time()
        read_filing(words * 2_000)
        assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("words", "court"),
    [
        ("ninth circuit", "ca9"),
        ("9th circuit", "ca9"),
        ("9cca", "ca9"),
        ("usca 11", "ca11"),
        ("usca", "ca9"),
        ("court of appeals", "ca9"),
        ("federal circuit", "cafc"),
        ("district of columbia circuit", None),
        ("d.c. circuit", "cadc"),
        ("king county superior court", "washsuperct"),
        ("superior court of washington for king county", "washsuperct"),
        ("northern district of california", "cand"),
        ("district of oregon", "ord"),
        ("district of nowhere", None),
        ("some tribunal", None),
        ("fifteenth circuit", None),
    ],
)
def test_the_court_that_words_mean_in_seattle(words: str, court: str | None) -> None:
    assert find_court_id(words, "wawd") == court


def test_a_county_has_its_own_court_where_there_is_one() -> None:
    assert find_court_id("los angeles superior court", "cacd") == "calsuppctla"
    assert find_court_id("alameda county superior court", "cand") == "calsuperct"


@pytest.mark.parametrize(
    ("district", "circuit"),
    [
        ("wawd", "ca9"),
        ("nysd", "ca2"),
        ("dcd", "cadc"),
        ("mad", "ca1"),
        ("txnd", "ca5"),
        ("nmd", "ca10"),
        ("nmid", "ca9"),
        ("gud", "ca9"),
        ("prd", "ca1"),
        ("ca9", None),
        ("washsuperct", None),
    ],
)
def test_the_circuit_above_a_district(district: str, circuit: str | None) -> None:
    assert find_circuit(district) == circuit


def test_every_district_has_its_circuit() -> None:
    from dockets.record.court_table import DISTRICTS

    assert [district for district in sorted(DISTRICTS) if find_circuit(district) is None] == []
