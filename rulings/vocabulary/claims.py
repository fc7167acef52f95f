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


CHANGE_LABELS: dict[Change, str] = {
    Change.AMENDED: "Amended",
    Change.RENUMBERED: "Renumbered",
    Change.DROPPED: "Dropped",
}
