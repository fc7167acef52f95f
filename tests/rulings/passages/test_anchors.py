"""A marked passage is found again, whatever a court does to its text; or it is said to be lost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulings.passages.anchors import (
    CONTEXT,
    LONGEST,
    SEARCHED,
    Fit,
    FoundPassage,
    Passage,
    count_allowed_changes,
    cut_passage,
    locate_passage,
)

ORDER = (
    "ORDER denying Plaintiff's 2 Motion for TRO. Parler has failed to meet the standard set by Ninth Circuit and"
    " Supreme Court precedent for issuance of a preliminary injunction. Signed by Judge Barbara J. Rothstein. (MIH)"
)
STANDARD = "failed to meet the standard"
signs = st.characters(codec="utf-8", exclude_categories=["Cs"])
texts = st.text(signs, max_size=300)


def marked(text: str, words: str) -> Passage:
    start = text.index(words)
    return cut_passage(text, start, start + len(words))


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, Passage]:
    text = draw(st.text(signs, min_size=1, max_size=300).filter(str.strip))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return text, cut_passage(text, start, end)


@given(passages())
def test_in_an_unchanged_text_it_stands_where_it_stood(given: tuple[str, Passage]) -> None:
    text, passage = given
    if passage.exact.strip():
        assert locate_passage(passage, text) == FoundPassage(Fit.EXACT, passage.start or 0, passage.end or 0)


@given(st.text(signs, max_size=200), st.text(signs, max_size=200))
def test_it_survives_insertion_before_and_after(before: str, after: str) -> None:
    found = locate_passage(marked(ORDER, STANDARD), before + ORDER + after)
    assert found.fit in (Fit.EXACT, Fit.MOVED)
    assert found.start == len(before) + ORDER.index(STANDARD)


@given(st.integers(0, ORDER.index(STANDARD)), st.integers(ORDER.index(STANDARD) + len(STANDARD), len(ORDER)))
def test_it_survives_the_deletion_of_everything_around_it(start: int, end: int) -> None:
    shorter = ORDER[start:end]
    found = locate_passage(marked(ORDER, STANDARD), shorter)
    assert shorter[found.start : found.end] == STANDARD


@given(st.lists(st.tuples(st.integers(0, len(STANDARD) - 1), st.sampled_from(["", "x", "qq"])), max_size=4))
def test_it_survives_small_changes_within(changes: list[tuple[int, str]]) -> None:
    words = list(STANDARD)
    for place, sign in changes:
        words[place] = sign
    changed = "".join(words)
    text = ORDER.replace(STANDARD, changed)
    found = locate_passage(marked(ORDER, STANDARD), text)
    assert found.fit != Fit.ORPHANED
    # The edges are a matter of taste where they themselves were changed; the middle is not.
    assert abs(found.start - text.index(changed)) <= 4
    assert abs(found.end - text.index(changed) - len(changed)) <= 4


def test_changed_words_are_found_with_their_own_edges() -> None:
    text = "CORRECTED " + ORDER.replace(STANDARD, "failed to meet that standard")
    found = locate_passage(marked(ORDER, STANDARD), text)
    assert (found.fit, text[found.start : found.end]) == (Fit.CHANGED, "failed to meet that standard")


def test_words_that_were_put_otherwise_are_lost() -> None:
    text = ORDER.replace(STANDARD, "not shown a likelihood of success on the merits")
    assert locate_passage(marked(ORDER, STANDARD), text) == FoundPassage(Fit.ORPHANED)


def test_of_the_same_words_those_with_the_same_surroundings_are_meant() -> None:
    text = "Motion granted as to Count One. Motion granted as to Count Two."
    second = cut_passage(text, text.rindex("granted"), text.rindex("granted") + 7)
    changed = "NOTICE. " + text
    found = locate_passage(second, changed)
    assert (found.fit, found.start) == (Fit.MOVED, changed.rindex("granted"))
    # Even where other words of the kind stand in the old place by now.
    moved = "x" * (text.rindex("granted") - text.index("granted")) + text
    assert locate_passage(second, moved).start == moved.rindex("granted")


def test_pasted_words_are_found_although_their_blanks_differ() -> None:
    text = "ORDER\n  denying   motion. SO ORDERED."
    found = locate_passage(Passage("denying motion."), text)
    assert text[found.start : found.end] == "denying   motion."


@given(passages(), texts)
def test_whatever_the_text_becomes_the_answer_is_within_it(given: tuple[str, Passage], other: str) -> None:
    _, passage = given
    found = locate_passage(passage, other)
    assert 0 <= found.start <= found.end <= len(other)
    assert found.fit == Fit.ORPHANED or other[found.start : found.end].strip()
    assert locate_passage(passage, other) == found
    if found.fit in (Fit.EXACT, Fit.MOVED):
        assert other[found.start : found.end].split() == passage.exact.split()


def distance(one: str, other: str) -> int:
    """By the book: Levenshtein."""
    row = list(range(len(other) + 1))
    for place, sign in enumerate(one, start=1):
        before, row[0] = row[0], place
        for at, against in enumerate(other, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (sign != against))
    return row[-1]


@given(st.text("abc ", min_size=4, max_size=20).filter(str.strip), st.text("abc ", max_size=40))
def test_nearly_the_same_words_are_those_that_differ_least(words: str, text: str) -> None:
    found = locate_passage(Passage(words, start=0), text)
    spans = [(start, end) for start in range(len(text) + 1) for end in range(start, len(text) + 1)]
    fewest = min(distance(words, text[start:end]) for start, end in spans)
    if found.fit == Fit.CHANGED:
        assert distance(words, text[found.start : found.end]) == fewest <= count_allowed_changes(words)
    elif found.fit == Fit.ORPHANED and words not in text:
        assert fewest > count_allowed_changes(words) or not text.strip()


def seconds(text: str) -> float:
    passage = Passage("x" * (LONGEST - 1) + "y", "a" * CONTEXT, "b" * CONTEXT, 30_000)
    taken = []
    for _ in range(3):
        begin = time.thread_time()
        locate_passage(passage, text)
        taken.append(time.thread_time() - begin)
    return min(taken)


@pytest.mark.slow_rows
@pytest.mark.parametrize("words", ["abcdefg ", "x", "x "])
def test_the_time_does_not_grow_with_the_text(words: str) -> None:
    assert seconds((words * SEARCHED)[: 8 * SEARCHED]) < 3 * seconds((words * SEARCHED)[:SEARCHED]) + 0.05


def test_nothing_and_too_much_are_not_looked_for() -> None:
    assert locate_passage(Passage("  "), ORDER) == FoundPassage(Fit.ORPHANED)
    assert locate_passage(Passage("x" * (LONGEST + 1)), "x" * (LONGEST + 1)) == FoundPassage(Fit.ORPHANED)
