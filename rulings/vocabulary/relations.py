"""How one filing refers to another. Pure.

Values are stored in the database and used in addresses (``?kind=motion``); labels are shown to people. Shared by
``rulings.reading`` (which does not import Django), the models, exports and pages.
"""

from enum import StrEnum


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
