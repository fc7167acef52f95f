"""Two wordings compared word by word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dockets.format.word_diff import MOST_WORDS, diff_words

TEXTS = st.text(alphabet="ab \n<&", max_size=40)


@settings(max_examples=100)
@given(old=TEXTS, new=TEXTS)
def test_the_pieces_spell_both_wordings(old: str, new: str) -> None:
    pieces = diff_words(old, new)
    assert "".join(text for how, text in pieces if how != "added") == old
    assert "".join(text for how, text in pieces if how != "removed") == new


def test_a_changed_word_is_struck_out_and_the_rest_stays() -> None:
    assert diff_words("ORDER granting motion", "ORDER denying motion") == [
        ("same", "ORDER "),
        ("removed", "granting"),
        ("added", "denying"),
        ("same", " motion"),
    ]


def test_texts_too_long_to_compare_are_shown_whole() -> None:
    old, new = "a " * MOST_WORDS, "b " * MOST_WORDS
    assert diff_words(old, new) == [("removed", old), ("added", new)]
