"""What became of a motion or a claim in a ruling. Pure.

Values are stored in the database and used in addresses (``?kind=motion``); labels are shown to people. Shared by
``rulings.reading`` (which does not import Django), the models, exports and pages.
"""

from enum import StrEnum


class Outcome(StrEnum):
    """What became of a motion or claim in a ruling. ``TONES`` gives its colour."""

    GRANTED = "granted"
    DENIED = "denied"
    DENIED_WITHOUT_PREJUDICE = "denied_without_prejudice"
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
    JUDGMENT_IN_PART = "judgment_in_part"
    """For the claimant on some of what it claims, against it on the rest (Fed. R. Civ. P. 54)."""
    NOT_LIKELY_TO_SUCCEED = "not_likely_to_succeed"
    LIKELY_TO_SUCCEED = "likely_to_succeed"
    REMANDED = "remanded"
    STAYED = "stayed"
    AFFIRMED = "affirmed"
    AFFIRMED_AS_MODIFIED = "affirmed_as_modified"
    AFFIRMED_IN_PART = "affirmed_in_part"
    VACATED_IN_PART = "vacated_in_part"
    REVERSED = "reversed"
    REVERSED_AND_REMANDED = "reversed_and_remanded"
    VACATED = "vacated"
    VACATED_AND_REMANDED = "vacated_and_remanded"
    APPEAL_DISMISSED = "appeal_dismissed"
    """The decision below stands: no jurisdiction, or given up (Fed. R. App. P. 42)."""
    SETTLED = "settled"
    TRANSFERRED = "transferred"
    OTHER = "other"


OUTCOME_LABELS: dict[Outcome, str] = {
    Outcome.GRANTED: "Granted",
    Outcome.DENIED: "Denied",
    Outcome.DENIED_WITHOUT_PREJUDICE: "Denied without prejudice",
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
    Outcome.JUDGMENT_IN_PART: "Judgment for the claimant in part",
    Outcome.NOT_LIKELY_TO_SUCCEED: "Not likely to succeed",
    Outcome.LIKELY_TO_SUCCEED: "Likely to succeed",
    Outcome.REMANDED: "Remanded",
    Outcome.STAYED: "Stayed",
    Outcome.AFFIRMED: "Affirmed",
    Outcome.AFFIRMED_AS_MODIFIED: "Affirmed as modified",
    Outcome.AFFIRMED_IN_PART: "Affirmed in part, reversed in part",
    Outcome.VACATED_IN_PART: "Affirmed in part, vacated in part",
    Outcome.REVERSED: "Reversed",
    Outcome.REVERSED_AND_REMANDED: "Reversed and remanded",
    Outcome.VACATED: "Vacated",
    Outcome.VACATED_AND_REMANDED: "Vacated and remanded",
    Outcome.APPEAL_DISMISSED: "Appeal dismissed",
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
    Outcome.AFFIRMED_AS_MODIFIED: "granted",
    Outcome.DENIED: "denied",
    Outcome.DENIED_WITHOUT_PREJUDICE: "denied",
    Outcome.NOT_LIKELY_TO_SUCCEED: "denied",
    Outcome.DISMISSED: "denied",
    Outcome.DISMISSED_WITH_PREJUDICE: "denied",
    Outcome.DISMISSED_WITHOUT_PREJUDICE: "denied",
    Outcome.DISMISSED_WITH_LEAVE: "denied",
    Outcome.JUDGMENT_AGAINST: "denied",
    Outcome.STRICKEN: "denied",
    Outcome.REVERSED: "denied",
    Outcome.REVERSED_AND_REMANDED: "denied",
    Outcome.VACATED: "denied",
    Outcome.VACATED_AND_REMANDED: "denied",
    Outcome.IN_PART: "mixed",
    Outcome.JUDGMENT_IN_PART: "mixed",
    Outcome.AFFIRMED_IN_PART: "mixed",
    Outcome.VACATED_IN_PART: "mixed",
    Outcome.REMANDED: "mixed",
}
"""The colour of each outcome: "granted", "denied" or "mixed"; the rest are "pending" grey. The colour is never shown
without the word."""


UNDOES = frozenset({
    Outcome.REVERSED, Outcome.REVERSED_AND_REMANDED, Outcome.VACATED, Outcome.VACATED_AND_REMANDED,
})  # fmt: skip
"""Outcomes after which the earlier decision that they concern no longer stands."""


UPHOLDS = frozenset({
    Outcome.AFFIRMED, Outcome.AFFIRMED_AS_MODIFIED, Outcome.AFFIRMED_IN_PART, Outcome.VACATED_IN_PART,
    Outcome.APPEAL_DISMISSED,
})  # fmt: skip
"""Outcomes after which it stands, if only in part: where it falls for some parties, these have a row of their own."""


REVIEWS = UNDOES | UPHOLDS
"""Outcomes that concern an earlier decision, not the claim itself."""


DECIDED = frozenset({
    Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART, Outcome.DISMISSED, Outcome.DISMISSED_WITH_PREJUDICE,
    Outcome.JUDGMENT_FOR, Outcome.JUDGMENT_AGAINST, Outcome.JUDGMENT_IN_PART,
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
