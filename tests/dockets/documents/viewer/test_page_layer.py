"""The words of a page joined with the words in its picture."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dockets.documents.viewer.page_layer import merge_boxes, place_words
from dockets.documents.viewer.page_lists import describe_page_list, parse_page_list

_WORDS = st.lists(st.sampled_from(["the", "Court", "finds", "liti-", "gation", "[redacted]", "1"]), max_size=30)


def drawn(*words: str) -> list[tuple[str, float, float, float, float]]:
    return [(word, place / 100, 0.1, place / 100 + 0.005, 0.12) for place, word in enumerate(words)]


@given(kept=_WORDS, shown=_WORDS)
def test_a_place_has_the_words_that_the_text_has_there(kept: list[str], shown: list[str]) -> None:
    """Nothing can be marked in the picture that the text does not have, and nothing twice."""
    text = " ".join(kept)
    placed = place_words(text, drawn(*shown))
    assert all(text[word.begin : word.end] == word.text for word in placed)
    assert all(one.end <= other.begin for one, other in pairwise(placed))


@given(before=_WORDS, kept=_WORDS, after=_WORDS)
def test_words_that_stand_in_a_row_all_have_their_place(before: list[str], kept: list[str], after: list[str]) -> None:
    shown = drawn(*before, *kept, *after)
    placed = place_words(" ".join(kept), shown)
    assert [word.text for word in placed] == kept
    lefts = [word.left for word in placed]
    assert lefts in [[one[1] for one in shown[at : at + len(kept)]] for at in range(len(shown))] or not kept


def test_a_word_that_a_lines_end_parts_stands_on_both_lines() -> None:
    placed = place_words("the litigation ends", drawn("the", "liti-", "gation", "ends"))
    assert [(word.text, word.begin) for word in placed] == [("the", 0), ("liti", 4), ("gation", 8), ("ends", 15)]


def test_stamps_and_what_is_masked_have_no_place() -> None:
    placed = place_words("born [birth date] in", drawn("Page", "1", "born", "5/4/1970", "in"))
    assert [word.text for word in placed] == ["born", "in"]


def test_boxes_of_one_line_are_one() -> None:
    first, second = ("one", 0.1, 0.1, 0.2, 0.12), ("two", 0.21, 0.1, 0.3, 0.12)
    placed = place_words("one two three", [first, second, ("three", 0.1, 0.14, 0.2, 0.16)])
    assert merge_boxes(placed, 0, 13) == [(0.1, 0.1, 0.3, 0.12), (0.1, 0.14, 0.2, 0.16)]
    assert merge_boxes(placed, 4, 7) == [second[1:]]


@given(st.sets(st.integers(1, 40)))
def test_a_list_of_pages_is_read_as_it_is_written(chosen: set[int]) -> None:
    assert parse_page_list(describe_page_list(sorted(chosen)), 40) == sorted(chosen)
