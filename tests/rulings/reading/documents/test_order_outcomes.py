"""What an order's sentences decide on motions and claims, and what they only tell of."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulings.reading.documents.motions_by_words import OrderMotions
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
    "The motion to dismiss Count III is DENIED.": {"claim 3": "may_proceed"},
    "Plaintiff’s motion to dismiss Counterclaim 2 is granted without prejudice.": {
        "counterclaim 2": "dismissed_without_prejudice",
    },
    "The motion to dismiss Count III is GRANTED in part.": {},
    "The request for more time (Dkt. 12) is GRANTED.": {"motion 12": "granted"},
    "The motion (Dkt. No. 8) should be, and hereby is, GRANTED.": {"motion 8": "granted"},
    "MEMORANDUM AND ORDER GRANTING IN PART 16 Motion to Compel": {"motion 16": "in_part"},
    "Certificate of service of the Order granting the motion (Dkt. 16)": {},
    "Plaintiff requests that the motion (Dkt. 12) be denied, and Dkt. 12 is moot.": {},
}  # fmt: skip


@pytest.mark.parametrize("words", SAID)
def test_only_what_is_decided_here_and_now_is_read(words: str) -> None:
    found = read_order_outcomes(list_sentences([(1, words)]))
    assert {one.about: one.outcome.value for one in found} == SAID[words]


def test_the_last_sentence_on_a_thing_counts() -> None:
    said = "The motion (Dkt. No. 20) is GRANTED for now. On reflection, the motion (Dkt. No. 20) is DENIED."
    (one,) = read_order_outcomes(list_sentences([(3, said)]))
    assert (one.about, one.outcome, one.sentence.first) == ("motion 20", "denied", 3)


TITLES = {"20": "Motion to dismiss for failure to state a claim", "24": "Motion to strike", "31": "Motion for TRO"}
BY_WORDS: Mapping[str, dict[str, str]] = {
    "For the foregoing reasons, Defendants' motion to dismiss is GRANTED.": {"20": "granted"},
    "Accordingly, the Court GRANTS Acme Corp.’s Motion to Dismiss the First Amended Complaint with leave to amend.":
        {"20": "granted"},
    "The Court GRANTS in part and DENIES in part the motion to dismiss.": {"20": "in_part"},
    "The motion to dismiss is GRANTED as to standing and DENIED as to the rest.": {"20": "in_part"},
    "The Court grants the motion to dismiss and denies the motion to strike.": {"20": "granted", "24": "denied"},
    "The motion to strike, filed on May 4, 2021, is therefore DENIED AS MOOT.": {"24": "moot"},
    "OPINION AND ORDER GRANTING IN PART AND DENYING IN PART DEFENDANT’S MOTION TO DISMISS": {"20": "in_part"},
    "IT IS HEREBY ORDERED that Plaintiff's TRO motion is DENIED without prejudice.": {"31": "denied"},
    "MOTION TO STRIKE DENIED.": {"24": "denied"},
    "The motion is GRANTED.": {},
    "The motion to dismiss the claim of fraud is DENIED.": {},
    "The motion to dismiss is DENIED as to standing.": {},
    "The Court denies the motion to dismiss on this ground.": {},
    "The motion to dismiss is denied to the extent that it asks for fees.": {},
    "A motion to dismiss is granted where no facts are pleaded.": {},
    "An earlier motion to dismiss was denied.": {},
    "The Court DENIES the motion for leave to file an amended complaint.": {},
    "The Court GRANTS the request for judicial notice and denies the petition.": {},
    "The order granting the motion to dismiss is under appeal.": {},
    "The motion to dismiss is GRANTED. The motion to dismiss is DENIED.": {},
}  # fmt: skip


@pytest.mark.parametrize("words", BY_WORDS)
def test_motions_that_are_named_by_words_are_those_that_the_docket_or_the_text_has_told(words: str) -> None:
    decided = {f"motion {number}": outcome for number, outcome in BY_WORDS[words].items()}
    for before, motions in (("", OrderMotions(TITLES)), (BOTH_TOLD, OrderMotions({}, TITLES))):
        found = read_order_outcomes(list_sentences([(1, before + words)]), motions)
        assert {one.about: one.outcome.value for one in found if one.about.startswith("motion ")} == decided
    assert not [one for one in read_order_outcomes(list_sentences([(1, words)])) if one.about.startswith("motion ")]


BOTH_TOLD = "The Court has read the motions (Dkt. 20, 24 and 31).\n"


def test_the_motion_alone_is_the_only_one_that_the_docket_names() -> None:
    motions = OrderMotions({"20": "Motion to dismiss"}, {"24": "Motion to strike"})
    (one,) = read_order_outcomes(list_sentences([(1, "For these reasons the motion is DENIED.")]), motions)
    assert (one.about, one.outcome) == ("motion 20", "denied")


@settings(max_examples=count_examples(25, 300))
@given(
    st.lists(st.sampled_from([*SAID, *BY_WORDS, "count ", "i, ", "is DENIED ", "through "]), max_size=30).map("".join)
)
def test_whatever_the_text_each_thing_has_one_outcome_and_a_sentence_of_the_text(text: str) -> None:
    found = read_order_outcomes([OrderSentence(text, 1, 1, 4), *list_sentences([(1, text)])], OrderMotions(TITLES))
    assert len({one.about for one in found}) == len(found)
    assert all(one.sentence.words in (text, *(" ".join(text.split()),)) or one.sentence.words in text for one in found)
