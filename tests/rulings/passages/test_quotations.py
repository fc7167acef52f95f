"""Whether a text says what a quotation of it says."""

import random
import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from rulings.passages.quotations import find_quotation, locate_quotation

TEXT = """ORDER denying Plaintiff's 2 Motion for Preliminary Injunction. The Court finds that Oak Bank's alle-
gations are "both dwindling and disputed," and that its so-called
agreement -- which it signed on January 5, 2021 -- lets Elm stop its services at once. The Court ex-
plicitly rejects any suggestion to the contrary. SO ORDERED."""
SAID = [
    "Oak Bank’s allegations are “both dwindling and disputed,”",
    "allegations are ‘both dwindling and disputed’",
    "so-called agreement — which it signed on January 5, 2021",
    "[T]he Court explicitly rejects any suggestion",
    "the court finds that . . . its so-called agreement",
    "The Court finds … that its so-called agreement",
    "The Court finds that [its] allegations are both dwindling",
    "[Oak Bank]'s allegations",
    "lets Elm stop its services [sic] at once,",
    "lets   Elm\nstop its services at once.",
    "explicitly rejects",
]
NOT_SAID = [
    "The Court finds that Oak Bank's allegations are true",
    "lets Elm stop its service at once",
    "which it signed on January 6, 2021",
    "at once lets Elm stop",
    "any suggestion to the contrary … The Court finds",
    "allegations are dwindling",
    "…",
    "[Oak Bank]",
    "",
    "x" * 6_000,
]


@pytest.mark.parametrize("words", SAID)
def test_matters_of_form_are_no_misquotation(words: str) -> None:
    assert find_quotation(words, TEXT)


@pytest.mark.parametrize("words", NOT_SAID)
def test_other_words_are_not_there(words: str) -> None:
    assert find_quotation(words, TEXT) is None


def test_an_ellipsis_does_not_reach_over_a_whole_opinion() -> None:
    long = f"The motion is denied. {'More words follow here. ' * 400} The case goes on."
    assert find_quotation("The motion is denied … More words", long)
    assert find_quotation("The motion is denied … The case goes on", long) is None


def test_a_first_piece_that_stands_twice_is_tried_at_both() -> None:
    long = f"The motion is {'or may be ' * 600} said. The motion is denied."
    assert find_quotation("The motion is … denied", long)


VOCABULARY = [
    "court",
    "denies",
    "the",
    "motion",
    "of",
    "Oak",
    "Bank,",
    "granting",
    "relief;",
    "12",
    "days",
    "§5",
    "so-called",
    "AT&T",
]
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=8, max_size=60)


def dress(passage: str, chance: random.Random) -> str:
    """As a person copies it: other marks, other blanks, a dash for a hyphen."""
    passage = re.sub(r"[ \n]+", lambda _: chance.choice([" ", "  ", "\n", "\u00a0"]), passage)
    return chance.choice(["“{}”", "{}", "‘{}’", "{}."]).format(passage.replace("-", chance.choice("-‐‑")))


@example(words=["AT&T", "AT&T", "so-called", *["court"] * 5], at=0, size=3, seed=0)
@given(words=WORDS, at=st.integers(0, 50), size=st.integers(3, 12), seed=st.integers(0, 999))
def test_any_passage_of_a_text_is_found_as_a_person_would_copy_it(
    words: list[str], at: int, size: int, seed: int
) -> None:
    chance = random.Random(seed)
    text = "".join(word + chance.choice([" ", "\n", " "]) for word in words)
    passage = words[at % len(words) :][:size]
    assume(any(part[0].isalnum() for part in passage))
    quoted = dress(" ".join(passage), chance)
    place = locate_quotation(quoted, text)
    assert place and find_quotation(quoted, text[slice(*place)])
    assert len(text[slice(*place)].split()) <= len(passage) + 1


@given(words=WORDS, at=st.integers(0, 50), size=st.integers(2, 12), changed=st.integers(0, 11))
def test_a_changed_word_is_not(words: list[str], at: int, size: int, changed: int) -> None:
    passage = words[at % len(words) :][:size]
    passage[changed % len(passage)] = "grants"
    assert find_quotation(" ".join(passage), " ".join(words)) is None
