"""What can be called otherwise by a newsroom: outcomes, statuses and standards, with the words that are built in. Pure.

Whatever shows one of these names asks ``get_label`` for it (of a standard ``name_standard``). Stored values and codes
for programs stay.
"""

from collections.abc import Mapping
from enum import StrEnum

from dockets.format.house_words import get_house_word
from rulings.vocabulary.claims import CHANGE_LABELS, CLAIM_WORD_LABELS
from rulings.vocabulary.hearing_status import HEARING_STATUS_LABELS
from rulings.vocabulary.motion_states import MOTION_STATE_LABELS
from rulings.vocabulary.outcomes import OUTCOME_LABELS
from rulings.vocabulary.stages import CASE_WORD_LABELS, END_LABELS, STAGE_LABELS
from rulings.vocabulary.standards import STANDARD_LABELS, STANDARD_TEXTS


class WordGroup(StrEnum):
    """Names that belong together; the value is stored, and "case" is known to ``dockets`` too."""

    OUTCOME = "outcome"
    CLAIM = "claim"
    CHANGE = "change"
    MOTION = "motion"
    HEARING = "hearing"
    CASE = "case"
    END = "end"
    STAGE = "stage"
    STANDARD = "standard"
    STANDARD_TEXT = "standard_text"


GROUP_LABELS: dict[WordGroup, str] = {
    WordGroup.OUTCOME: "What became of a motion or a claim",
    WordGroup.CLAIM: "What a claim has come to",
    WordGroup.CHANGE: "What a later pleading did to a claim",
    WordGroup.MOTION: "How far a motion has come",
    WordGroup.HEARING: "What became of a day in court",
    WordGroup.CASE: "Whether a case goes on",
    WordGroup.END: "How a case ended",
    WordGroup.STAGE: "How far a case has come",
    WordGroup.STANDARD: "Usual standards, as editors choose them",
    WordGroup.STANDARD_TEXT: "Usual standards, as readers see them",
}


BUILT_IN: Mapping[WordGroup, Mapping[str, str]] = {
    WordGroup.OUTCOME: {key.value: label for key, label in OUTCOME_LABELS.items()},
    WordGroup.CLAIM: {key.value: label for key, label in CLAIM_WORD_LABELS.items()},
    WordGroup.CHANGE: {key.value: label for key, label in CHANGE_LABELS.items()},
    WordGroup.MOTION: {key.value: label for key, label in MOTION_STATE_LABELS.items()},
    WordGroup.HEARING: {key.value: label for key, label in HEARING_STATUS_LABELS.items() if key != "ahead"},
    WordGroup.CASE: {key.value: label for key, label in CASE_WORD_LABELS.items()},
    WordGroup.END: {key.value: label for key, label in END_LABELS.items()},
    WordGroup.STAGE: {key.value: label for key, label in STAGE_LABELS.items()},
    WordGroup.STANDARD: {key.value: label for key, label in STANDARD_LABELS.items()},
    WordGroup.STANDARD_TEXT: {key.value: text for key, text in STANDARD_TEXTS.items()},
}
"""Group -> value -> the word that is built in. A day ahead is never called anything."""
_STANDARDS = {text: key for key, text in BUILT_IN[WordGroup.STANDARD_TEXT].items()}


def get_label(group: WordGroup, value: str) -> str:
    """What a value is called on this site. Raises ``KeyError`` for a value that is not of the group."""
    return get_house_word(group, value, BUILT_IN[group][value])


def list_choices(group: WordGroup) -> list[tuple[str, str]]:
    """For forms: each value with what it is called."""
    return [(value, get_label(group, value)) for value in BUILT_IN[group]]


def list_standards() -> list[tuple[str, str]]:
    """The usual standards, by name and text, as this site has them."""
    texts = BUILT_IN[WordGroup.STANDARD_TEXT]
    return [(get_label(WordGroup.STANDARD, value), get_label(WordGroup.STANDARD_TEXT, value)) for value in texts]


def name_standard(text: str) -> str:
    """A ruling's standard as it is shown: a usual one as this site has it, any other as it was written."""
    value = _STANDARDS.get(text.strip())
    return get_label(WordGroup.STANDARD_TEXT, value) if value else text


def find_standard_text(shown: str) -> str:
    """The reverse of ``name_standard``: what is stored."""
    for text, value in _STANDARDS.items():
        if " ".join(shown.split()) == get_label(WordGroup.STANDARD_TEXT, value):
            return text
    return shown
