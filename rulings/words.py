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
    NOT_LIKELY_TO_SUCCEED = "not_likely_to_succeed"
    LIKELY_TO_SUCCEED = "likely_to_succeed"
    REMANDED = "remanded"
    STAYED = "stayed"
    AFFIRMED = "affirmed"
    REVERSED = "reversed"
    VACATED = "vacated"
    SETTLED = "settled"
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
    Outcome.NOT_LIKELY_TO_SUCCEED: "Not likely to succeed",
    Outcome.LIKELY_TO_SUCCEED: "Likely to succeed",
    Outcome.REMANDED: "Remanded",
    Outcome.STAYED: "Stayed",
    Outcome.AFFIRMED: "Affirmed",
    Outcome.REVERSED: "Reversed",
    Outcome.VACATED: "Vacated",
    Outcome.SETTLED: "Settled",
    Outcome.OTHER: "Decided",
}

TONES: dict[Outcome, str] = {
    Outcome.GRANTED: "granted",
    Outcome.LIKELY_TO_SUCCEED: "granted",
    Outcome.AFFIRMED: "granted",
    Outcome.DENIED: "denied",
    Outcome.NOT_LIKELY_TO_SUCCEED: "denied",
    Outcome.DISMISSED: "denied",
    Outcome.DISMISSED_WITH_PREJUDICE: "denied",
    Outcome.DISMISSED_WITHOUT_PREJUDICE: "denied",
    Outcome.STRICKEN: "denied",
    Outcome.REVERSED: "denied",
    Outcome.VACATED: "denied",
    Outcome.IN_PART: "mixed",
    Outcome.REMANDED: "mixed",
}
"""Outcome -> "granted", "denied" or "mixed"; the rest are "pending" grey. Never shown without the word."""


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
    MILESTONE = "milestone"
