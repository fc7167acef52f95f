"""A court's text in pieces, those that cite the law with their address."""

from hypothesis import given
from hypothesis import strategies as st

from rulings.html.cited_law import link_citations
from rulings.html.event_lines import LinePart

LAW = "https://law.example/28/1407"


def test_what_is_cited_is_a_link_and_the_rest_stays() -> None:
    text = "ORDER under 28 U.S.C. 1407 and 1407."
    assert link_citations(text, [(12, "28 U.S.C. 1407", LAW)]) == [
        LinePart("ORDER under "),
        LinePart("28 U.S.C. 1407", LAW),
        LinePart(" and 1407."),
    ]
    assert link_citations("28 U.S.C. 1407", [(0, "28 U.S.C. 1407", LAW)]) == [LinePart("28 U.S.C. 1407", LAW)]
    assert link_citations(text, []) == [LinePart(text)]
    assert link_citations("", []) == []


def test_a_text_that_has_changed_since_it_was_read_has_no_link_at_the_wrong_place() -> None:
    assert link_citations("CORRECTED ORDER under 28 U.S.C. 1407", [(12, "28 U.S.C. 1407", LAW)]) == [
        LinePart("CORRECTED ORDER under 28 U.S.C. 1407")
    ]


def test_an_address_of_another_scheme_is_no_link() -> None:
    assert link_citations("see X", [(4, "X", "javascript:alert(1)")]) == [LinePart("see "), LinePart("X")]


@given(
    st.text("ab", max_size=12),
    st.lists(st.tuples(st.integers(0, 12), st.text("ab", max_size=3), st.just(LAW)), max_size=6),
)
def test_no_letter_is_lost_or_doubled(text: str, cites: list[tuple[int, str, str]]) -> None:
    assert "".join(part.text for part in link_citations(text, cites)) == text
