"""How one filing refers to another, and a docket whose events stand in the timeline of another. Pure.

Values are stored in the database and used in addresses (``?kind=motion``); labels are shown to people. Shared by
``rulings.reading`` (which does not import Django), the models, exports and pages.
"""

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo


class Relation(StrEnum):
    """How one filing refers to another."""

    ABOUT = "about"
    """The other is named ("re 2 MOTION"), and nothing more is known."""
    OPPOSES = "opposes"
    REPLIES = "replies"
    SUPPORTS = "supports"
    DECIDES = "decides"
    SETS_HEARING = "sets_hearing"
    AMENDS = "amends"
    WITHDRAWS = "withdraws"


@dataclass(frozen=True, slots=True)
class CombinedDocket:
    """Another docket of the same dispute whose events are shown in the same timeline."""

    docket: int
    number: str
    base: str
    """The path of its page."""
    zone: ZoneInfo
    css: str
    """The CSS name of its colour."""
    event_count: int
    name: str
    """Name of the case; "" where it has none."""
    court: str
