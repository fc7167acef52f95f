"""What a filing is, and what kinds of lines a timeline has. Pure.

Values are stored in the database and used in addresses (``?kind=motion``); labels are shown to people. Shared by
``rulings.reading`` (which does not import Django), the models, exports and pages.
"""

import re
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
"""Kinds by which a court decides something."""


class EventKind(StrEnum):
    """What a line of the timeline is."""

    FILING = "filing"
    RULING = "ruling"
    HEARING = "hearing"
    """Trials too: their ``detail`` is "trial"."""
    DEADLINE = "deadline"
    MILESTONE = "milestone"


class SetDate(StrEnum):
    """What a court sets a date for."""

    HEARING = "hearing"
    TRIAL = "trial"
    DEADLINE = "deadline"
    RELEASE = "release"
    """A transcript's restriction ends."""


SET_DATE_LABELS: dict[SetDate, str] = {
    SetDate.HEARING: "Hearing",
    SetDate.TRIAL: "Trial",
    SetDate.DEADLINE: "Deadline",
    SetDate.RELEASE: "End of a transcript’s restriction",
}
UNTIMED = (SetDate.DEADLINE, SetDate.RELEASE)
"""Days on which nobody has to be in court."""
TRANSCRIPT_RELEASE = "Release of transcript restriction"
"""What such a day is called, after the clerks' own words."""
_TRANSCRIPT = re.compile(r"transcript", re.IGNORECASE)
_RELEASED = re.compile(r"restriction|release|redaction", re.IGNORECASE)
_TO_DO = re.compile(r"request|due", re.IGNORECASE)
"""Of days before that, by which a redaction is asked for or made: "Transcript redaction request"."""


def is_transcript_release(title: str) -> bool:
    """Whether a date is the one on which a transcript may be had by everybody: "Release of Transcript Restriction"."""
    return bool(_TRANSCRIPT.search(title) and _RELEASED.search(title)) and not _TO_DO.search(title)
