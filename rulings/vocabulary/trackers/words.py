"""The words of trackers: where a dispute stands, columns, and the kinds of changes that readers are told. Pure.

Values are stored in the database and used in addresses; labels are shown to people. A ``Standing`` is what follows by
rule from the cases; each tracker has a vocabulary of its own, whose values name the standings that they stand for.
"""

from enum import StrEnum
from typing import NamedTuple


class Standing(StrEnum):
    """Where a dispute stands, as it follows from what was decided in its cases and whether they have ended."""

    AWAITING = "awaiting"
    """Nothing of substance was decided."""
    RELIEF_GRANTED = "relief_granted"
    """The last ruling on a temporary restraining order or an injunction grants it, and a case goes on."""
    RELIEF_IN_PART = "relief_in_part"
    RELIEF_DENIED = "relief_denied"
    RELIEF_LAPSED = "relief_lapsed"
    """A temporary restraining order was granted, the days that it may last are over, and no later ruling was seen."""
    PROCEEDS = "proceeds"
    """A motion to dismiss was denied, and nothing else was decided."""
    DISMISSED = "dismissed"
    """A motion to dismiss was granted."""
    JUDGMENT_FOR = "judgment_for"
    """All claims are decided, for the claimants."""
    JUDGMENT_AGAINST = "judgment_against"
    JUDGMENT_IN_PART = "judgment_in_part"
    """All claims are decided, some for and some against the claimants."""
    ENDED_UNDECIDED = "ended_undecided"
    """Every case of it has ended, and what was asked for was never decided."""
    UNKNOWN = "unknown"
    """Nothing of its cases has been read."""


IN_EFFECT = frozenset(
    {Standing.RELIEF_GRANTED, Standing.RELIEF_IN_PART, Standing.JUDGMENT_FOR, Standing.JUDGMENT_IN_PART}
)
"""Something that was asked for holds now."""
NOT_KNOWN = frozenset({Standing.RELIEF_LAPSED, Standing.UNKNOWN})
"""Whether something does is not known."""


STANDING_LABELS: dict[Standing, str] = {
    Standing.AWAITING: "Nothing decided yet",
    Standing.RELIEF_GRANTED: "Interim relief granted, in effect",
    Standing.RELIEF_IN_PART: "Interim relief granted in part, in effect",
    Standing.RELIEF_DENIED: "Interim relief denied",
    Standing.RELIEF_LAPSED: "Temporary order granted, not known to be in effect still",
    Standing.PROCEEDS: "Motion to dismiss denied",
    Standing.DISMISSED: "Motion to dismiss granted",
    Standing.JUDGMENT_FOR: "Claims decided for the claimants",
    Standing.JUDGMENT_AGAINST: "Claims decided against the claimants",
    Standing.JUDGMENT_IN_PART: "Claims decided for the claimants in part",
    Standing.ENDED_UNDECIDED: "Ended without a decision",
    Standing.UNKNOWN: "Not known",
}


class Tone(StrEnum):
    """The colours of outcomes: there is no other palette."""

    GRANTED = "granted"
    DENIED = "denied"
    MIXED = "mixed"
    PENDING = "pending"


TONE_LABELS: dict[Tone, str] = {
    Tone.GRANTED: "Green",
    Tone.DENIED: "Red",
    Tone.MIXED: "Amber",
    Tone.PENDING: "Grey",
}


class UsualStatus(NamedTuple):
    """A value of the vocabulary with which a tracker begins."""

    name: str
    tone: Tone
    is_open: bool
    definition: str
    standings: tuple[Standing, ...]


USUAL_STATUSES = (
    UsualStatus(
        "Relief denied",
        Tone.DENIED,
        True,
        "The last ruling denies what was asked for before judgment, or the claims were decided against the claimants.",
        (Standing.RELIEF_DENIED, Standing.DISMISSED, Standing.JUDGMENT_AGAINST),
    ),
    UsualStatus(
        "Relief in effect",
        Tone.GRANTED,
        True,
        "An order or a judgment gives what was asked for, and no later ruling has undone it.",
        (Standing.RELIEF_GRANTED, Standing.JUDGMENT_FOR),
    ),
    UsualStatus(
        "In effect in part",
        Tone.MIXED,
        True,
        "An order or a judgment gives some of what was asked for.",
        (Standing.RELIEF_IN_PART, Standing.JUDGMENT_IN_PART),
    ),
    UsualStatus(
        "Not known to be in effect",
        Tone.PENDING,
        True,
        "A temporary restraining order was granted more than 14 days ago (Fed. R. Civ. P. 65(b)(2)), and no later"
        " ruling was seen.",
        (Standing.RELIEF_LAPSED,),
    ),
    UsualStatus(
        "Awaiting a ruling",
        Tone.PENDING,
        True,
        "No court has ruled on what was asked for.",
        (Standing.AWAITING, Standing.PROCEEDS, Standing.UNKNOWN),
    ),
    UsualStatus(
        "Ended undecided",
        Tone.PENDING,
        False,
        "Every case of the dispute has ended, and no court decided it.",
        (Standing.ENDED_UNDECIDED,),
    ),
)


class Told(StrEnum):
    """Kinds of entries in a tracker's log of changes."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    REVISION = "revision"


TOLD_LABELS: dict[Told, str] = {
    Told.CORRECTION: "Correction",
    Told.CLARIFICATION: "Clarification",
    Told.UPDATE: "Update",
    Told.REVISION: "Editorial revision",
}


class ColumnKey(StrEnum):
    """What a column of a tracker shows."""

    DISPUTE = "dispute"
    STATUS = "status"
    LATEST = "latest"
    NEXT = "next"
    TOPIC = "topic"
    ACTION = "action"
    SIDES = "sides"
    STAGE = "stage"
    JUDGE = "judge"
    COURT = "court"
    FILED = "filed"
    DAYS = "days"
    ACTIVITY = "activity"
    CHECKED = "checked"
    EFFECT = "effect"
    """What is in effect now, since when, for how many days."""
    DOCUMENTS = "documents"
    """Filings, documents and passages that the editors chose."""
    OWN = "own"


COLUMN_LABELS: dict[ColumnKey, str] = {
    ColumnKey.DISPUTE: "Dispute",
    ColumnKey.STATUS: "Where it stands",
    ColumnKey.LATEST: "Latest",
    ColumnKey.NEXT: "Next",
    ColumnKey.TOPIC: "Topic",
    ColumnKey.ACTION: "Challenged",
    ColumnKey.SIDES: "Who is on which side",
    ColumnKey.STAGE: "Stage",
    ColumnKey.JUDGE: "Judge",
    ColumnKey.COURT: "Court",
    ColumnKey.FILED: "Filed",
    ColumnKey.DAYS: "Days so far",
    ColumnKey.ACTIVITY: "Last in court",
    ColumnKey.CHECKED: "Last checked",
    ColumnKey.EFFECT: "In effect now",
    ColumnKey.DOCUMENTS: "Key documents",
    ColumnKey.OWN: "A column of our own",
}
USUAL_COLUMNS = (ColumnKey.DISPUTE, ColumnKey.STATUS, ColumnKey.LATEST, ColumnKey.NEXT)


class ValueKind(StrEnum):
    """What stands in a column of the editors' own."""

    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    NUMBER = "number"
    LINK = "link"
