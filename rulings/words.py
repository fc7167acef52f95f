"""The vocabulary of the reading: what a filing can be, what a court can decide, how one filing can speak of another. Pure.

Values are stored and stand in addresses (``?kind=motion``); labels are shown. Shared by ``reading`` (which has no Django) and
the models.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What a filing is."""

    COMPLAINT = "complaint"
    ANSWER = "answer"
    MOTION = "motion"
    OPPOSITION = "opposition"
    REPLY = "reply"
    BRIEF = "brief"
    DECLARATION = "declaration"
    EXHIBIT = "exhibit"
    NOTICE = "notice"
    STIPULATION = "stipulation"
    ORDER = "order"
    OPINION = "opinion"
    JUDGMENT = "judgment"
    MINUTES = "minutes"
    SERVICE = "service"
    APPEARANCE = "appearance"
    TRANSCRIPT = "transcript"
    LETTER = "letter"
    OTHER = "other"


KIND_LABELS: dict[Kind, str] = {
    Kind.COMPLAINT: "Complaint",
    Kind.ANSWER: "Answer",
    Kind.MOTION: "Motion",
    Kind.OPPOSITION: "Opposition",
    Kind.REPLY: "Reply",
    Kind.BRIEF: "Brief",
    Kind.DECLARATION: "Declaration",
    Kind.EXHIBIT: "Exhibit",
    Kind.NOTICE: "Notice",
    Kind.STIPULATION: "Stipulation",
    Kind.ORDER: "Order",
    Kind.OPINION: "Opinion",
    Kind.JUDGMENT: "Judgment",
    Kind.MINUTES: "Minute entry",
    Kind.SERVICE: "Summons or service",
    Kind.APPEARANCE: "Appearance",
    Kind.TRANSCRIPT: "Transcript",
    Kind.LETTER: "Letter",
    Kind.OTHER: "Other",
}

RULING_KINDS = frozenset({Kind.ORDER, Kind.OPINION, Kind.JUDGMENT})
"""What comes from the court and decides something."""


class Detail(StrEnum):
    """What a filing is about, where that matters more than its kind: of a motion, of what is said for and against it, and of the
    ruling on it."""

    TRO = "tro"
    PRELIMINARY_INJUNCTION = "preliminary_injunction"
    SUMMARY_JUDGMENT = "summary_judgment"
    MOTION_TO_DISMISS = "motion_to_dismiss"
    IN_LIMINE = "in_limine"
    CLASS_CERTIFICATION = "class_certification"
    SEALING = "sealing"
    EXTENSION = "extension"
    APPEAL = "appeal"
    SETTLEMENT = "settlement"
    DISMISSAL = "dismissal"
    JUDGMENT = "judgment"
    SENTENCING = "sentencing"
    MANDATE = "mandate"


DETAIL_LABELS: dict[Detail, str] = {
    Detail.TRO: "Temporary restraining order",
    Detail.PRELIMINARY_INJUNCTION: "Preliminary injunction",
    Detail.SUMMARY_JUDGMENT: "Summary judgment",
    Detail.MOTION_TO_DISMISS: "Motion to dismiss",
    Detail.IN_LIMINE: "In limine",
    Detail.CLASS_CERTIFICATION: "Class certification",
    Detail.SEALING: "Sealing",
    Detail.EXTENSION: "Extension of time",
    Detail.APPEAL: "Appeal",
    Detail.SETTLEMENT: "Settlement",
    Detail.DISMISSAL: "Dismissal",
    Detail.JUDGMENT: "Judgment",
    Detail.SENTENCING: "Sentencing",
    Detail.MANDATE: "Mandate",
}


class ThreadState(StrEnum):
    """How far a motion has come."""

    PENDING = "pending"
    BRIEFED = "briefed"
    """The reply is in."""
    ARGUED = "argued"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    MOOT = "moot"


THREAD_STATE_LABELS: dict[ThreadState, str] = {
    ThreadState.PENDING: "Pending",
    ThreadState.BRIEFED: "Briefed",
    ThreadState.ARGUED: "Argued",
    ThreadState.DECIDED: "Decided",
    ThreadState.WITHDRAWN: "Withdrawn",
    ThreadState.MOOT: "Moot",
}

OPEN_STATES = (ThreadState.PENDING, ThreadState.BRIEFED, ThreadState.ARGUED)
"""The court has not ruled yet."""


class Stage(StrEnum):
    """How far a case has come, in order. A case may skip some."""

    FILED = "filed"
    ANSWERED = "answered"
    """Somebody answered, moved to dismiss or was arraigned; in an appeal, the first brief is in."""
    DISCOVERY = "discovery"
    """The court has set a schedule."""
    SUMMARY_JUDGMENT = "summary_judgment"
    TRIAL = "trial"
    """Of an appeal: argument."""
    DECIDED = "decided"
    """Judgment, dismissal, sentence, or a transfer or remand to another court."""
    APPEALED = "appealed"
    CLOSED = "closed"


STAGE_LABELS: dict[Stage, str] = {
    Stage.FILED: "Filed",
    Stage.ANSWERED: "Answered",
    Stage.DISCOVERY: "Discovery",
    Stage.SUMMARY_JUDGMENT: "Summary judgment",
    Stage.TRIAL: "Trial",
    # A case that is withdrawn or sent to another court has ended, and nothing of it was decided.
    Stage.DECIDED: "Ended",
    Stage.APPEALED: "On appeal",
    Stage.CLOSED: "Closed",
}


class SetDate(StrEnum):
    """What a court sets a date for."""

    HEARING = "hearing"
    TRIAL = "trial"
    DEADLINE = "deadline"


class Outcome(StrEnum):
    """What became of a motion or claim in a ruling. Which colour it has is ``TONES``."""

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
    """A claim that an order leaves standing: a motion to dismiss it was denied."""
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
"""Outcome -> "granted", "denied" or "mixed"; the rest are "pending" grey. Never shown without the word."""

REVIEWS = frozenset({Outcome.AFFIRMED, Outcome.REVERSED, Outcome.VACATED})
"""What is said of an earlier decision, and not of the claim itself."""
UNDOES = frozenset({Outcome.REVERSED, Outcome.VACATED})
"""Those of them after which the earlier decision no longer stands."""
DECIDED = frozenset({
    Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART, Outcome.DISMISSED, Outcome.DISMISSED_WITH_PREJUDICE, Outcome.JUDGMENT_FOR,
    Outcome.JUDGMENT_AGAINST,
})  # fmt: skip
"""What decides a claim. It stands until a later ruling reviews it."""
ENDED = frozenset({
    Outcome.WITHDRAWN, Outcome.SETTLED, Outcome.MOOT, Outcome.STRICKEN, Outcome.DISMISSED_WITHOUT_PREJUDICE, Outcome.REMANDED,
    Outcome.TRANSFERRED,
})  # fmt: skip
"""What ends a claim in this court without deciding it."""
REPLEADABLE = frozenset({
    Outcome.DISMISSED, Outcome.DISMISSED_WITHOUT_PREJUDICE, Outcome.DISMISSED_WITH_LEAVE, Outcome.STRICKEN, Outcome.WITHDRAWN,
})  # fmt: skip
"""What no longer holds once a later pleading makes the claim again (Fed. R. Civ. P. 15, 41)."""


class ClaimKind(StrEnum):
    """Who makes a claim against whom. Their alphabetical order is the order in which they are shown."""

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
    """On which side of a claim somebody speaks."""

    FOR = "for"
    AGAINST = "against"


class Change(StrEnum):
    """What a later pleading does to a claim of an earlier one. One that it adds is a claim of its own, made by that pleading."""

    AMENDED = "amended"
    RENUMBERED = "renumbered"
    DROPPED = "dropped"


CHANGE_LABELS: dict[Change, str] = {Change.AMENDED: "Amended", Change.RENUMBERED: "Renumbered", Change.DROPPED: "Dropped"}


class Relation(StrEnum):
    """How one filing speaks of another."""

    ABOUT = "about"
    """ "re 2 MOTION": named, no more is known."""
    OPPOSES = "opposes"
    REPLIES = "replies"
    SUPPORTS = "supports"
    DECIDES = "decides"
    SETS_HEARING = "sets_hearing"
    AMENDS = "amends"
    WITHDRAWS = "withdraws"


class EventKind(StrEnum):
    """What stands on the timeline."""

    FILING = "filing"
    RULING = "ruling"
    HEARING = "hearing"
    """A trial too: its ``detail`` is "trial"."""
    DEADLINE = "deadline"
    MILESTONE = "milestone"
