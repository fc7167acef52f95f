"""Docket numbers: one case is one key however it is written, and two cases are two."""

from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dockets.record.docket_number import find_matching_dockets, match_docket_numbers, parse_docket_number
from tests.support.examples import count_examples

laws = settings(max_examples=count_examples(60, 200), deadline=None)


@pytest.mark.parametrize(
    "text",
    [
        "2:21-cv-00031",
        "2:21-cv-00031-BJR",
        "2:21-cv-0031-BJR",
        "2:21-CV-31",
        "2:2021cv00031",
        "2:2021-cv-00031",
        "2:21-cv-00031-BJR-MLP",
        "2:21\u2013cv\u201300031\u2014BJR",
        "2:21\u2012cv\u201100031",
        "No. 2:21-cv-00031-BJR (W.D. Wash.)",
        "Case No. 2:21-cv-00031",
        "CASE NO.: 2:21-cv-00031",
        "Civil Action No. 2:21-cv-00031",
        "CIVIL DOCKET FOR CASE #: 2:21-cv-00031-BJR",
        "Case 2:21-cv-00031",
        "02:21-cv-00031",
        "\ufeff 2:21-cv-00031\u00a0\n",
        "2:21-cv-00031 (BJR)",
    ],
)
def test_one_case_of_one_office_is_one_key_however_it_is_written(text: str) -> None:
    number = parse_docket_number(text, "wawd", "district")
    assert (number.key, number.display) == ("2:2021-cv-31", "2:21-cv-00031")
    assert (number.office, number.year, number.case_type, number.serial, number.defendant) == (
        "2",
        2021,
        "cv",
        31,
        None,
    )
    assert not number.is_partial


@pytest.mark.parametrize(
    "text",
    [
        "C21-0031-BJR",
        "C21-31 BJR",
        "C21-0031",
        "21-cv-00031",
        "21-cv-31",
        "21cv31-BAS",
        "21 Civ. 31 (JPO)",
        "Civil No. 21-31",
    ],
)
def test_a_number_without_its_office_is_partial(text: str) -> None:
    number = parse_docket_number(text, "wawd", "district")
    assert (number.key, number.display, number.is_partial) == ("2021-cv-31", "21-cv-00031", True)


@pytest.mark.parametrize(
    ("text", "court", "kind", "key", "display"),
    [
        ("CR21-0031", "wawd", "district", "2021-cr-31", "21-cr-00031"),
        ("Criminal No. 21-31", "dcd", "district", "2021-cr-31", "21-cr-00031"),
        ("1:14-cr-10363-RGS-1", "mad", "district", "1:2014-cr-10363-1", "1:14-cr-10363-1"),
        ("1:14-cr-10363-RGS-All", "mad", "district", "1:2014-cr-10363", "1:14-cr-10363"),
        ("1:09-cr-00466-4", "ilnd", "district", "1:2009-cr-466-4", "1:09-cr-00466-4"),
        ("3:20-cr-00070-TKW-MAL-1", "flnd", "district", "3:2020-cr-70-1", "3:20-cr-00070-1"),
        ("1:18-mj-03122-1", "nysd", "district", "1:2018-mj-3122-1", "1:18-mj-03122-1"),
        ("8:21-cv-31-T-33AAS", "flmd", "district", "8:2021-cv-31", "8:21-cv-00031"),
        ("SACV 21-00031 JVS (KESx)", "cacd", "district", "8:2021-cv-31", "8:21-cv-00031"),
        ("CV-21-00031-PHX-DLR", "azd", "district", "2021-cv-31", "21-cv-00031"),
        ("No. 21-35856", "ca9", "appellate", "2021-35856", "21-35856"),
        ("11-8", "ca4", "appellate", "2011-8", "11-8"),
        ("2021-1234", "cafc", "appellate", "2021-1234", "21-1234"),
        ("21-1234-cv", "ca2", "appellate", "2021-1234", "21-1234"),
        ("16-10992-smb", "nysb", "bankruptcy", "2016-10992", "16-10992"),
        ("95-05684", "casb", "bankruptcy", "1995-5684", "95-05684"),
        ("Adversary Proceeding #: 08-01789-smb", "nysb", "bankruptcy", "2008-ap-1789", "08-ap-01789"),
        ("6:22-bk-13768", "cacb", "bankruptcy", "6:2022-bk-13768", "6:22-bk-13768"),
        ("2:22-ap-01234", "cacb", "bankruptcy", "2:2022-ap-1234", "2:22-ap-01234"),
        ("MDL No. 2741", "jpml", "special", "mdl-2741", "MDL No. 2741"),
        ("MDL-2741", "jpml", "special", "mdl-2741", "MDL No. 2741"),
        ("2:14-md-02591", "ksd", "district", "2:2014-md-2591", "2:14-md-02591"),
        ("1:08-cv-00398", "cit", "special", "1:2008-cv-398", "1:08-cv-00398"),
        ("21-1234V", "uscfc", "special", "2021-vv-1234", "21-vv-01234"),
        ("16-1362", "scotus", "supreme", "2016-1362", "16-1362"),
        ("01-10063", "scotus", "supreme", "2001-10063", "01-10063"),
        ("16A1191", "scotus", "supreme", "2016-a-1191", "16A1191"),
        ("22O141", "scotus", "supreme", "orig-141", "22O141"),
        ("No. 141, Original", "scotus", "supreme", "orig-141", "22O141"),
        ("21-2-02856-6 SEA", "washsuperct", "state", "king:2021-2-2856-6", "21-2-02856-6 SEA"),
        ("CGC-21-590123", "calsuperctsf", "state", "2021-cgc-590123", "CGC-21-590123"),
        ("BC-2021-00123", "ohctcomplbutler", "state", "2021-bc-123", "BC-2021-00123"),
        ("C-21-00031", "mdcirctbalt", "state", "2021-c-31", "C-21-00031"),
        ("2022-0613-KSJM", "delch", "state", "2022-613", "2022-0613"),
        ("2021-CA-001234-O", "flacirct9ora", "state", "2021-ca-001234-o", "2021-CA-001234-O"),
        ("Index No. 650123/2021", "nysupctnewyork", "state", "650123/2021", "650123/2021"),
        ("5:18-~gr-00001", "txwd", "district", "5:18-~gr-00001", "5:18-~gr-00001"),
        ("Nos. 17-11426, 15-11166", "ca11", "appellate", "17-11426, 15-11166", "17-11426, 15-11166"),
    ],
)
def test_forms_of_all_courts(text: str, court: str, kind: str, key: str, display: str) -> None:
    number = parse_docket_number(text, court, kind)
    assert (number.key, number.display) == (key, display)
    assert parse_docket_number(number.display, court, kind).key == key


def test_initials_are_kept_beside_the_number() -> None:
    assert parse_docket_number("1:12-cv-04402-PKC-CLP").judge_initials == "PKC-CLP"
    assert parse_docket_number("1:14-cr-10363-RGS-1").judge_initials == "RGS"


@pytest.mark.parametrize("text", ["", "   ", "No.", "Case No. ", "\u200b", "\x00", "\ud800"])
def test_an_empty_number_matches_nothing(text: str) -> None:
    number = parse_docket_number(text)
    assert number.key == ""
    assert not match_docket_numbers(number, number)
    assert find_matching_dockets(number, [(number, 1)]) == []


def test_a_partial_number_names_the_only_docket_that_it_can_mean() -> None:
    partial = parse_docket_number("C21-0031-BJR", "wawd", "district")
    seattle, tacoma = parse_docket_number("2:21-cv-00031"), parse_docket_number("3:21-cv-00031")
    others = [
        parse_docket_number(text) for text in ("2:21-cr-00031", "2:21-cv-00032", "2:22-cv-00031", "2:21-cv-00031-1")
    ]
    assert find_matching_dockets(partial, [(other, other.key) for other in [seattle, *others]]) == [seattle.key]
    assert find_matching_dockets(partial, [(seattle, "s"), (tacoma, "t")]) == ["s", "t"]
    assert find_matching_dockets(partial, [(seattle, "s"), (partial, "itself")]) == ["itself"]
    assert find_matching_dockets(seattle, [(partial, "partial"), (tacoma, "t")]) == ["partial"]
    assert find_matching_dockets(seattle, [(tacoma, "t")]) == []


def test_a_bankruptcy_s_bare_number_can_be_of_a_petition_or_an_adversary_proceeding() -> None:
    bare = parse_docket_number("22-01234", "cacb", "bankruptcy")
    assert match_docket_numbers(bare, parse_docket_number("6:22-bk-01234", "cacb", "bankruptcy"))
    assert match_docket_numbers(bare, parse_docket_number("2:22-ap-01234", "cacb", "bankruptcy"))


def test_counties_of_one_state_court_are_told_apart_by_the_check_digit() -> None:
    assert not match_docket_numbers(parse_docket_number("21-2-02856-6"), parse_docket_number("21-2-02856-9 SEA"))
    assert match_docket_numbers(parse_docket_number("21-2-02856-6"), parse_docket_number("21-2-02856-6 SEA"))


class Parts(NamedTuple):
    office: str
    year: int
    case_type: str
    serial: int
    defendant: int | None


parts = st.builds(
    Parts,
    st.sampled_from("0123456789"),
    st.integers(1950, 2049),
    st.sampled_from(["cv", "cr", "mc", "mj", "md", "bk", "ap"]),
    st.integers(1, 99_999),
    st.none() | st.integers(1, 120),
)
initials = st.sampled_from(["", "-BJR", "-RSM-MLP", "-J", "-SHM-tmp"])
dashes = st.sampled_from(["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"])
labels = st.sampled_from(["", "No. ", "Case No. ", "CASE NO.: ", "Docket No. "])


@st.composite
def writings(draw: st.DrawFn, of: Parts) -> str:
    year = draw(st.sampled_from([f"{of.year % 100:02}", str(of.year)]))
    serial = str(of.serial).zfill(draw(st.integers(1, 7)))
    case_type = draw(st.sampled_from([of.case_type, of.case_type.upper()]))
    defendant = "" if of.defendant is None else f"-{str(of.defendant).zfill(draw(st.integers(1, 3)))}"
    middle = draw(st.sampled_from(["-{}-", "{}"])).format(case_type)
    number = f"{of.office}:{year}{middle}{serial}{draw(initials)}{defendant}"
    court = draw(st.sampled_from(["", " (W.D. Wash.)"]))
    return draw(labels) + number.replace("-", draw(dashes)) + court


@laws
@given(st.data())
def test_all_writings_of_the_same_parts_have_the_same_key(data: st.DataObject) -> None:
    of = data.draw(parts)
    one, other = (parse_docket_number(data.draw(writings(of)), "wawd", "district") for _ in range(2))
    assert one.key == other.key
    assert one.display == other.display
    assert Parts(one.office, one.year or 0, one.case_type, one.serial or 0, one.defendant) == of


@laws
@given(parts, parts, st.data())
def test_different_parts_have_different_keys(one: Parts, other: Parts, data: st.DataObject) -> None:
    assume(one != other)
    first, second = parse_docket_number(data.draw(writings(one))), parse_docket_number(data.draw(writings(other)))
    assert first.key != second.key
    assert not match_docket_numbers(first, second)


kinds = st.sampled_from(["", "district", "appellate", "bankruptcy", "supreme", "special", "state", "other"])
courts = st.sampled_from(["", "wawd", "cacd", "uscfc", "delch"])
likely = st.text("0123456789:-ABCcvr~() .NoMDL/\u2013\u0130\ud800", max_size=40)


@laws
@given(st.text() | likely, courts, kinds)
def test_any_text_is_a_number_that_can_be_stored_and_reads_itself(text: str, court: str, kind: str) -> None:
    number = parse_docket_number(text, court, kind)
    assert len(number.key) <= 100
    assert len(number.display) <= 200
    assert bool(number.key) == bool(number.display)
    assert "\x00" not in number.key + number.display
    (number.key + number.display + number.judge_initials).encode()
    assert parse_docket_number(number.display, court, kind).key == number.key or len(text) > 200
    assert len(number.judge_initials) <= 20
    assert len(number.office) <= 4
    assert len(number.case_type) <= 12


def test_a_hostile_number_is_read_at_once() -> None:
    for part in ("-a", " 1", "no.", "()", "civil action ", "(", " (a", "/a"):
        number = parse_docket_number("21-cv-31" + part * 50_000)
        assert len(number.key) == 100
