"""What editors can correct of what a machine read. Pure.

Values are stored in the database; labels are shown to people.
"""

from enum import StrEnum


class CorrectedField(StrEnum):
    """One thing that a machine says of a filing, of a case (``STATUS``) or of a party (``OF_PARTY``). Beside each: the
    JSON that a correction holds for it."""

    KIND = "kind"
    """A ``Kind``."""
    DETAIL = "detail"
    """A ``Detail``, or "" for none."""
    HEADLINE = "headline"
    """Text."""
    ROUTINE = "routine"
    """True or false."""
    FILER = "filer"
    """``{"names": [text], "side": "plaintiff" | "defendant" | ""}``; names of parties where the docket has them."""
    REFERENCES = "references"
    """``[[Relation, entry number]]``: all that the filing refers to."""
    STEPS = "steps"
    """``[Step]``: what the filing shows of the course of the case."""
    DAYS = "days"
    """``[{"kind": "hearing" | "deadline" | "release", "date": day, "time": "10:00" or null, "title": text,
    "place": text}]``: all that the filing sets, in the court's time."""
    HELD = "held"
    """``[day]``: the days on which, as the filing says, something was held in court."""
    CALLED_OFF = "called_off"
    """``[day]``: the days whose hearing the filing calls off or moves."""
    ATTACHMENTS = "attachments"
    """``[[number, description]]``: all that the entry has attached, in the court's numbers."""
    STATE = "state"
    """``{"state": MotionState, "since": day or null}`` of a motion."""
    STATUS = "status"
    """``{"value": "open" | "ended", "how": Step or "", "on": day or null}`` of a case."""
    PARTY_NAME = "party_name"
    """Text: the name as shown."""
    PARTY_SIDE = "party_side"
    """A ``Party.Side``."""
    SAME_PARTY = "same_party"
    """The court's name of another row of the case: this one is the same party under another name."""
    COUNSEL = "counsel"
    """``{"left_out": [name], "added": [{"name": text, "firm": text}]}``: lawyers of the court's list who do not act for
    the party, and others who do."""


FIELD_LABELS: dict[CorrectedField, str] = {
    CorrectedField.KIND: "What it is",
    CorrectedField.DETAIL: "What it is about",
    CorrectedField.HEADLINE: "Headline on the timeline",
    CorrectedField.ROUTINE: "Routine",
    CorrectedField.FILER: "Who filed it",
    CorrectedField.REFERENCES: "What it refers to",
    CorrectedField.STEPS: "What it shows of the course of the case",
    CorrectedField.DAYS: "Hearings and deadlines that it sets",
    CorrectedField.HELD: "Days in court that it reports",
    CorrectedField.CALLED_OFF: "Days that it calls off",
    CorrectedField.ATTACHMENTS: "Its attachments",
    CorrectedField.STATE: "How far the motion has come",
    CorrectedField.STATUS: "Whether the case goes on",
    CorrectedField.PARTY_NAME: "Name as shown",
    CorrectedField.PARTY_SIDE: "Side",
    CorrectedField.SAME_PARTY: "Another name of",
    CorrectedField.COUNSEL: "Counsel",
}

OF_PARTY = (
    CorrectedField.PARTY_NAME,
    CorrectedField.PARTY_SIDE,
    CorrectedField.SAME_PARTY,
    CorrectedField.COUNSEL,
)
"""What can be corrected of a party."""

CORRECTED = "corrected by the editors"
"""Beside what an editor has corrected."""
