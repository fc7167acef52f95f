"""What an order's sentences decide on motions and claims, and what they only tell of."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulings.reading.documents.order_outcomes import read_order_outcomes
from rulings.reading.documents.sentences import OrderSentence, list_sentences
from tests.support.examples import count_examples

SAID: Mapping[str, dict[str, str]] = {
    "The motion to dismiss (Dkt. No. 20) is GRANTED as to Counts I and III with leave to amend and DENIED as to Count"
    " II.": {
        "motion 20": "in_part", "claim 1": "dismissed_with_leave", "claim 3": "dismissed_with_leave",
        "claim 2": "may_proceed",
    },
    "Plaintiff's motion for sanctions, Dkt. 33, is DENIED.": {"motion 33": "denied"},
    "The motion to strike (Dkt. 60) is denied as moot.": {"motion 60": "moot"},
    "The Court DISMISSES Count IV without prejudice.": {"claim 4": "dismissed_without_prejudice"},
    "Counts Five through Seven are dismissed with prejudice.":
        dict.fromkeys(("claim 5", "claim 6", "claim 7"), "dismissed_with_prejudice"),
    "The fourth cause of action may proceed.": {"claim 4": "may_proceed"},
    "The Court declines to dismiss Counterclaim 1.": {"counterclaim 1": "may_proceed"},
    "In Smith v. Jones, the court granted the motion (Dkt. 4).": {},
    "The Court previously denied a motion (Dkt. No. 9) on the same ground.": {},
    "Plaintiff argues that the motion, Dkt. 12, is moot and Count II is dismissed.": {},
    "If nothing is filed by May 4, Count II will be dismissed.": {},
    "Count II is not dismissed on that ground.": {},
}  # fmt: skip


@pytest.mark.parametrize("words", SAID)
def test_only_what_is_decided_here_and_now_is_read(words: str) -> None:
    found = read_order_outcomes(list_sentences([(1, words)]))
    assert {one.about: one.outcome.value for one in found} == SAID[words]


def test_the_last_sentence_on_a_thing_counts() -> None:
    said = "The motion (Dkt. No. 20) is GRANTED for now. On reflection, the motion (Dkt. No. 20) is DENIED."
    (one,) = read_order_outcomes(list_sentences([(3, said)]))
    assert (one.about, one.outcome, one.sentence.first) == ("motion 20", "denied", 3)


@settings(max_examples=count_examples(25, 300))
@given(st.lists(st.sampled_from([*SAID, "count ", "i, ", "is DENIED ", "through "]), max_size=30).map("".join))
def test_whatever_the_text_each_thing_has_one_outcome_and_a_sentence_of_the_text(text: str) -> None:
    found = read_order_outcomes([OrderSentence(text, 1, 1, 4), *list_sentences([(1, text)])])
    assert len({one.about for one in found}) == len(found)
    assert all(one.sentence.words in (text, *(" ".join(text.split()),)) or one.sentence.words in text for one in found)
