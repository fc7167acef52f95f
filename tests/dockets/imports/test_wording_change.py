"""How two wordings of an entry are compared for a preview."""

from hypothesis import given
from hypothesis import strategies as st

from dockets.imports import wording_change
from dockets.imports.wording_change import SHOWN, WordingComparison

WORDS = st.lists(st.sampled_from(["the", "motion", "ORDER", "denying", "2", "\n", " "]), max_size=30).map(" ".join)


@given(WORDS, WORDS)
def test_the_parts_put_together_are_both_texts(old: str, new: str) -> None:
    before, one, other, after = wording_change._apart(old, new)
    assert (before + one + after, before + other + after) == (old, new)


@given(WORDS, WORDS)
def test_short_pieces_spell_both_texts(old: str, new: str) -> None:
    pieces = WordingComparison().pieces(old, new)
    if all("…" not in text for _, text in pieces):
        assert "".join(text for how, text in pieces if how != "added") == old
        assert "".join(text for how, text in pieces if how != "removed") == new


def test_what_is_the_same_is_left_out_but_for_a_few_words_around_the_change() -> None:
    same = "word " * 400
    pieces = WordingComparison().pieces(f"{same}denied {same}", f"{same}granted {same}")
    assert [(how, text) for how, text in pieces if how != "same"] == [("removed", "denied"), ("added", "granted")]
    assert all(len(text) < 200 for _, text in pieces)
    assert pieces[0][1].startswith("…") and pieces[-1][1].endswith("…")


def test_a_word_is_never_split() -> None:
    assert [
        piece for piece in WordingComparison().pieces("Motion for TRO", "Motion for Trial") if piece[0] != "same"
    ] == [
        ("removed", "TRO"),
        ("added", "Trial"),
    ]


def test_beyond_its_effort_it_shows_both_texts_whole_and_cut() -> None:
    differ = WordingComparison()
    old, new = (" ".join(f"{name}{place}" for place in range(2_500)) for name in "ab")
    pieces = differ.pieces(old, new)
    assert [how for how, _ in pieces] == ["removed", "added"]
    assert all(len(text) <= SHOWN for _, text in pieces)
    assert [how for how, _ in differ.pieces("a b c", "a x c")] == [
        "same",
        "removed",
        "added",
        "same",
    ] or differ.left < 0
