"""What became of a motion or a claim in a ruling. Pure.

Values are stored in the database and used in addresses (``?kind=motion``); labels are shown to people. Shared by
``rulings.reading`` (which does not import Django), the models, exports and pages.
"""

from enum import StrEnum


class Outcome(StrEnum):
    """What became of a motion or claim in a ruling. ``TONES`` gives its colour."""

    GRANTED = "granted"
    DENIED = "denied"
    IN_PART = "in_part"
    MOOT = "moot"
    WITHDRAWN = "withdrawn"
    DEFERRED = "deferred"
    STRICKEN = "stricken"
    DISMISSED = "dismissed"
    DISMISSED_WITH_PREJUDICE = "dismissed_with_prejudice"
    DISMISSED_WITHOUT_PREJUDICE = "dismissed_without_prejudice"
    DISMISSED_WITH_LEAVE = "dismissed_with_leave"
    MAY_PROCEED = "may_proceed"
    """The order lets a claim stand: a motion to dismiss it was denied."""
    JUDGMENT_FOR = "judgment_for"
    JUDGMENT_AGAINST = "judgment_against"
    NOT_LIKELY_TO_SUCCEED = "not_likely_to_succeed"
    LIKELY_TO_SUCCEED = "likely_to_succeed"
    REMANDED = "remanded"
    STAYED = "stayed"
    AFFIRMED = "affirmed"
    REVERSED = "reversed"
    VACATED = "vacated"
    SETTLED = "settled"
    TRANSFERRED = "transferred"
    OTHER = "other"


OUTCOME_LABELS: dict[Outcome, str] = {
    Outcome.GRANTED: "Granted",
    Outcome.DENIED: "Denied",
    Outcome.IN_PART: "Granted in part",
    Outcome.MOOT: "Moot",
    Outcome.WITHDRAWN: "Withdrawn",
    Outcome.DEFERRED: "Deferred",
    Outcome.STRICKEN: "Stricken",
    Outcome.DISMISSED: "Dismissed",
    Outcome.DISMISSED_WITH_PREJUDICE: "Dismissed with prejudice",
    Outcome.DISMISSED_WITHOUT_PREJUDICE: "Dismissed without prejudice",
    Outcome.DISMISSED_WITH_LEAVE: "Dismissed with leave to amend",
    Outcome.MAY_PROCEED: "May proceed",
    Outcome.JUDGMENT_FOR: "Judgment for the claimant",
    Outcome.JUDGMENT_AGAINST: "Judgment against the claimant",
    Outcome.NOT_LIKELY_TO_SUCCEED: "Not likely to succeed",
    Outcome.LIKELY_TO_SUCCEED: "Likely to succeed",
    Outcome.REMANDED: "Remanded",
    Outcome.STAYED: "Stayed",
    Outcome.AFFIRMED: "Affirmed",
    Outcome.REVERSED: "Reversed",
    Outcome.VACATED: "Vacated",
    Outcome.SETTLED: "Settled",
    Outcome.TRANSFERRED: "Transferred",
    Outcome.OTHER: "Decided",
}


TONES: dict[Outcome, str] = {
    Outcome.GRANTED: "granted",
    Outcome.LIKELY_TO_SUCCEED: "granted",
    Outcome.MAY_PROCEED: "granted",
    Outcome.JUDGMENT_FOR: "granted",
    Outcome.AFFIRMED: "granted",
    Outcome.DENIED: "denied",
    Outcome.NOT_LIKELY_TO_SUCCEED: "denied",
    Outcome.DISMISSED: "denied",
    Outcome.DISMISSED_WITH_PREJUDICE: "denied",
    Outcome.DISMISSED_WITHOUT_PREJUDICE: "denied",
    Outcome.DISMISSED_WITH_LEAVE: "denied",
    Outcome.JUDGMENT_AGAINST: "denied",
    Outcome.STRICKEN: "denied",
    Outcome.REVERSED: "denied",
    Outcome.VACATED: "denied",
    Outcome.IN_PART: "mixed",
    Outcome.REMANDED: "mixed",
}
"""The colour of each outcome: "granted", "denied" or "mixed"; the rest are "pending" grey. The colour is never shown
without the word."""


REVIEWS = frozenset({Outcome.AFFIRMED, Outcome.REVERSED, Outcome.VACATED})
"""Outcomes that concern an earlier decision, not the claim itself."""


UNDOES = frozenset({Outcome.REVERSED, Outcome.VACATED})
"""Of ``REVIEWS``, those after which the earlier decision no longer stands."""


DECIDED = frozenset({
    Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART, Outcome.DISMISSED, Outcome.DISMISSED_WITH_PREJUDICE,
    Outcome.JUDGMENT_FOR, Outcome.JUDGMENT_AGAINST,
})  # fmt: skip
"""Outcomes that decide a claim. They stand until a later ruling reviews them."""


ENDED = frozenset({
    Outcome.WITHDRAWN, Outcome.SETTLED, Outcome.MOOT, Outcome.STRICKEN, Outcome.DISMISSED_WITHOUT_PREJUDICE,
    Outcome.REMANDED, Outcome.TRANSFERRED,
})  # fmt: skip
"""Outcomes that end a claim in this court without deciding it."""


REPLEADABLE = frozenset({
    Outcome.DISMISSED, Outcome.DISMISSED_WITHOUT_PREJUDICE, Outcome.DISMISSED_WITH_LEAVE, Outcome.STRICKEN,
    Outcome.WITHDRAWN,
})  # fmt: skip
"""Outcomes that no longer hold once a later pleading makes the claim again (Fed. R. Civ. P. 15, 41)."""
