"""Which words of a docket text cite the law, and where they lead."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulings.reading.references.citations import LONGEST, MOST, find_citations

CORNELL = "https://www.law.cornell.edu"
LISTENER = "https://www.courtlistener.com/c"


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("531 U.S. 98", f"{LISTENER}/us/531/98/"),
        ("410 U. S. 113", f"{LISTENER}/us/410/113/"),
        ("347 US 483", f"{LISTENER}/us/347/483/"),
        ("141 S. Ct. 1163", f"{LISTENER}/s-ct/141/1163/"),
        ("123 F.4th 45", f"{LISTENER}/f4th/123/45/"),
        ("598 F.Supp.2d 1", f"{LISTENER}/f-supp-2d/598/1/"),
        ("598 F. Supp. 2d 1", f"{LISTENER}/f-supp-2d/598/1/"),
        ("400 B.R. 12", f"{LISTENER}/br/400/12/"),
        ("5 F. App'x 3", f"{LISTENER}/f-appx/5/3/"),
        ("28 U.S.C. § 1407", f"{CORNELL}/uscode/text/28/1407"),
        ("28 U.S.C. 636", f"{CORNELL}/uscode/text/28/636"),
        ("11 USC 1112", f"{CORNELL}/uscode/text/11/1112"),
        ("42 U.S.C. Sec. 1983", f"{CORNELL}/uscode/text/42/1983"),
        ("42 U.S.C.A. § 1983", f"{CORNELL}/uscode/text/42/1983"),
        ("15 U.S.C. § 78j", f"{CORNELL}/uscode/text/15/78j"),
        ("42 U.S.C. § 2000e-5", f"{CORNELL}/uscode/text/42/2000e-5"),
        ("11 U.S.C. §§ 362", f"{CORNELL}/uscode/text/11/362"),
        ("8 C.F.R. § 214.2", "https://www.ecfr.gov/current/title-8/section-214.2"),
        ("8 CFR 214.2", "https://www.ecfr.gov/current/title-8/section-214.2"),
        ("Fed. R. Civ. P. 12", f"{CORNELL}/rules/frcp/rule_12"),
        ("Fed.R.Civ.P. 5.2", f"{CORNELL}/rules/frcp/rule_5.2"),
        ("FRCP 41", f"{CORNELL}/rules/frcp/rule_41"),
        ("F.R.C.P. 41", f"{CORNELL}/rules/frcp/rule_41"),
        ("F.R.Civ.P. 41", f"{CORNELL}/rules/frcp/rule_41"),
        ("FED. R. CIV. P. 4", f"{CORNELL}/rules/frcp/rule_4"),
        ("Fed. R. Civ. Pro. 26", f"{CORNELL}/rules/frcp/rule_26"),
        ("Fed R Civ P 41", f"{CORNELL}/rules/frcp/rule_41"),
        ("Federal Rule of Civil Procedure 26", f"{CORNELL}/rules/frcp/rule_26"),
        ("Rule 16(e) of the Federal Rules of Civil Procedure", f"{CORNELL}/rules/frcp/rule_16"),
        ("Fed. R. Crim. P. 29", f"{CORNELL}/rules/frcrmp/rule_29"),
        ("Federal Rules of Evidence 702", f"{CORNELL}/rules/fre/rule_702"),
        ("Fed. R. App. P. 4", f"{CORNELL}/rules/frap/rule_4"),
    ],
)
@pytest.mark.parametrize(
    "around", ["ORDER under {}. So ordered.", "see {}(b)(6), (7)", "({})", "pursuant to\n{}, at 5"]
)
def test_what_is_cited_leads_to_where_it_can_be_read(words: str, address: str, around: str) -> None:
    text = around.format(words)
    (cites,) = find_citations(text)
    assert (cites.words, cites.address) == (words, address)
    assert text[cites.start :].startswith(words)


@pytest.mark.parametrize(
    "text",
    [
        "ORDER granting 12 Motion to Dismiss filed by Meridian, Inc. 5 of 9",
        "MOTION under Rule 12(b)(6)",
        "Local Rule 7.1 and FRBP 9019",
        "2021 WL 123456 and 2021 U.S. Dist. LEXIS 5",
        "03 Civ. 6978 and 03 Civ. 5738",
        "# 1 U.S. Patent No. 10,626,088, # 2 U.S. Patent No. 11",
        "28:1332 Diversity",
        "98 U.S.C. 3, 99 C.F.R. 1.1",
        "Fed. R. Civ. P. 702 and Fed. R. Evid. 12",
        "3 Decl. 5, 4 Tr. 17",
        "",
    ],
)
def test_what_is_no_citation_or_has_no_sure_address_stays_words(text: str) -> None:
    assert find_citations(text) == ()


def test_several_are_found_in_order_and_none_twice() -> None:
    text = "12 Motion. See 531 U.S. 98, 99; 7 F.3d 8; 28 U.S.C. § 1404(a) and FRCP 12(b)(2). 531 U.S. 98"
    found = find_citations(text)
    assert [cites.words for cites in found] == ["531 U.S. 98", "7 F.3d 8", "28 U.S.C. § 1404", "FRCP 12", "531 U.S. 98"]
    assert found[0].start < found[-1].start


PIECES = ["1", "23", " ", ".", "U.S.", "F.3d", "§", "U.S.C.", "Fed. R. Civ. P. ", "FRE ", "(", "x", "C.F.R."]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_every_citation_stands_where_it_says_and_apart_from_the_next(text: str) -> None:
    end = 0
    for cites in find_citations(text):
        assert cites.start >= end
        end = cites.start + len(cites.words)
        assert text[cites.start : end] == cites.words
        assert cites.address.startswith("https://")
        assert cites.address.isascii()
        assert " " not in cites.address


HOSTILE = [
    "1 U.S. " * 15_000, "[" * 50_000, "§ " * 30_000, "1" * 100_000, "1 F. " * 25_000, "1 A.A.A.A.A.A.A.A. " * 9_000,
    "12 USC " * 9_000, "1 AAAAAAAAAAAAAAAAAAAA" * 9_000, "Fed. R. " * 9_000, "1 U.S.C. § " * 9_000,
    "12 U. S. C. 1-" * 9_000, "1 U.S.C.1" + "a" * 90_000, " " * 100_000, "1 F. Supp. 2" * 9_000, "1 C. F. R. " * 9_000,
    "Federal Rules of " * 9_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:12] for text in HOSTILE])
def test_hostile_text_takes_no_longer_than_a_fifth_of_a_second(text: str) -> None:
    find_citations("531 U.S. 98")
    took = []
    for _ in range(3):
        begun = time.process_time()
        find_citations(text)
        took.append(time.process_time() - begun)
    assert min(took) < 0.2


def test_beyond_a_length_and_a_number_nothing_is_looked_at() -> None:
    assert find_citations(" " * LONGEST + "28 U.S.C. 1407") == ()
    assert len(find_citations("531 U.S. 98, " * 150)) == MOST


def test_eyecite_is_loaded_by_the_first_text_that_may_cite_a_case_and_by_no_other() -> None:
    code = (
        "import sys; from rulings.reading.references.citations import find_citations\n"
        "find_citations('ORDER granting 12 Motion under 28 U.S.C. 1407 and FRCP 12'); print('eyecite' in sys.modules)\n"
        "find_citations('see 531 U.S. 98'); print('eyecite' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
