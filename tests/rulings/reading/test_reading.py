"""Properties of the reading that hold for any text."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulings.reading.filing import read_filing
from rulings.reading.headlines.cutting import MOST
from rulings.reading.references.relations import MOST_WORDS
from rulings.reading.text import READ_CHARACTERS, prepare_text
from rulings.reading.values import PartyName
from tests.support.examples import count_examples

PARTIES = (PartyName(1, "Parler LLC", "Plaintiff", "plaintiff"), PartyName(2, "Ann Roe", "Defendant", "defendant"))
PIECES = st.sampled_from(
    [
        "MOTION", "ORDER", "granting", "denying", "in part", "re", "re:", "[2-1]", "Dkt. No.", "2", "39, 44,", "and",
        "by", "filed by", "on behalf of", "Plaintiff", "All Defendants", "Parler LLC", "Inc.", "(Attachments: # 1", ")",
        "(", "[", "]", "Entered:", "set for", "3/4/2021", "at", "10:00 AM", "February 30, 2021", "Hearing",
        "Conference", "is", "DENIED.", "hereby", "to", "of", "Minute Entry", "held", "***", "FILING ERROR -", "'s",
        "’s", "is vacated", "continued to", "99/99/9999", "$", "#", "§", ".", ":", ";", "İ", "ſ", "\u0000", "\ud800",
        "\u202e", "１２",
    ]
)  # fmt: skip


@settings(max_examples=count_examples(50, 150))
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map(" ".join)), st.text(max_size=40))
def test_any_text_is_read(long_text: str, short_text: str) -> None:
    reading = read_filing(long_text, short_text, PARTIES)
    assert len(reading.title) <= 90
    assert len(reading.headline) <= len("Deficient filing: ") + MOST
    assert all(refers.number.isdigit() for refers in reading.refers_to)
    assert {decided.number for decided in reading.decides} <= {refers.number for refers in reading.refers_to}
    assert len({refers.number for refers in reading.refers_to}) == len(reading.refers_to)


@settings(max_examples=100)
@given(st.lists(PIECES, min_size=1, max_size=40).map(" ".join))
def test_a_text_with_a_letter_has_a_headline(text: str) -> None:
    assert bool(read_filing(text).headline) or not any(character.isalpha() for character in text)


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_white_space_makes_no_difference(text: str) -> None:
    assert read_filing(text) == read_filing("\n\t " + text.replace(" ", " \u00a0\n "))


@pytest.mark.parametrize(
    "piece",
    [
        "(Attachments: ", "[", "re 2, ", "granting ", "hearing set for ", "by Plaintiff ", "**", "is denied ",
        "1/1/2021 ", "a" * 50, "A.B.C. ", "Dkt. No. ", "filed by Mr. ", "motion, ", "2 and ", "(re (", "will hold a ",
        "MOTION to ", "the The ", "'s A", "-", " ",
    ],
)  # fmt: skip
def test_the_time_is_bounded_whatever_repeats(piece: str) -> None:
    began = time.process_time()
    read_filing(("ORDER " + piece * (READ_CHARACTERS // len(piece) + 1)) * 2)
    assert time.process_time() - began < 2, "an honest text of this length takes some milliseconds"


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        ("NOTICE of hearing set for 3/4/2021 ", "N. "),
        ("NOTICE of hearing set for 3/4/2021 before Hon. ", "12 Oak St. N. "),
        ("MOTION ", "v. "),
        ("MOTION re ", "D.E. "),
    ],
)
def test_the_time_is_bounded_where_abbreviations_repeat(head: str, piece: str) -> None:
    began = time.process_time()
    read_filing(head + piece * (READ_CHARACTERS // len(piece)))
    assert time.process_time() - began < 2


def test_no_more_than_the_beginning_is_read() -> None:
    filler = "x " * (READ_CHARACTERS // 2)
    assert read_filing(f"ORDER {filler} granting 5 Motion to Stay").decides == ()


@given(text=st.lists(PIECES, max_size=25).map(" ".join))
def test_a_relation_quotes_words_of_its_text_that_name_the_entry(text: str) -> None:
    for refers in read_filing(text, "", PARTIES).refers_to:
        words = refers.words.removeprefix("… ").removesuffix(" …")
        assert words in prepare_text(text).text and len(words) <= MOST_WORDS
        assert refers.number in unicodedata.normalize("NFKC", words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ORDER denying 2 Motion to Dismiss.", "ORDER denying 2 Motion to Dismiss."),
        (
            f"{'The parties have said enough. ' * 4}The Court GRANTS 12 Motion to Compel production of all documents.",
            "… enough. The parties have said enough. The Court GRANTS 12 Motion to Compel production of all …",
        ),
    ],
)
def test_a_long_text_is_quoted_in_whole_words_around_the_number(text: str, words: str) -> None:
    (refers,) = read_filing(text).refers_to
    assert refers.words == words
