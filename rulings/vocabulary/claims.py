"""Kinds of claims, the two stances towards one, and what later pleadings do to it. Pure.

Values are stored in the database and used in addresses (``?kind=motion``); labels are shown to people. Shared by
``rulings.reading`` (which does not import Django), the models, exports and pages.
"""

from enum import StrEnum


class ClaimKind(StrEnum):
    """Who makes a claim against whom. Kinds are shown in their alphabetical order."""

    CLAIM = "claim"
    COUNTERCLAIM = "counterclaim"
    CROSSCLAIM = "crossclaim"
    THIRD_PARTY = "third_party"


CLAIM_KIND_LABELS: dict[ClaimKind, str] = {
    ClaimKind.CLAIM: "Claim",
    ClaimKind.COUNTERCLAIM: "Counterclaim",
    ClaimKind.CROSSCLAIM: "Cross-claim",
    ClaimKind.THIRD_PARTY: "Third-party claim",
}


class Stance(StrEnum):
    """Whether a side speaks for a claim or against it."""

    FOR = "for"
    AGAINST = "against"


class Change(StrEnum):
    """What a later pleading does to a claim of an earlier one. A claim that it adds is a claim of its own, made by that
    pleading."""

    AMENDED = "amended"
    RENUMBERED = "renumbered"
    DROPPED = "dropped"


class ClaimWord(StrEnum):
    """What is said of a claim beside the outcomes that rulings gave it."""

    NOT_DECIDED = "not_decided"
    NEVER_DECIDED = "never_decided"
    """The claim or its case ended without a decision on it."""
    OPEN_AGAIN = "open_again"
    PLEADED_AGAIN = "pleaded_again"
    ALLOWED = "allowed"
    """Of a claim that may proceed no more: it is not called what it was while it might."""


CLAIM_WORD_LABELS: dict[ClaimWord, str] = {
    ClaimWord.NOT_DECIDED: "Not decided yet",
    ClaimWord.NEVER_DECIDED: "Never decided",
    ClaimWord.OPEN_AGAIN: "Open again",
    ClaimWord.PLEADED_AGAIN: "Pleaded again",
    ClaimWord.ALLOWED: "Was allowed to proceed",
}


CHANGE_LABELS: dict[Change, str] = {
    Change.AMENDED: "Amended",
    Change.RENUMBERED: "Renumbered",
    Change.DROPPED: "Dropped",
}
