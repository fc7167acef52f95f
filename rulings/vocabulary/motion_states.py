"""How far a motion has come. Pure.

Values are stored in the database and used in addresses (``?kind=motion``); labels are shown to people. Shared by
``rulings.reading`` (which does not import Django), the models, exports and pages.
"""

from enum import StrEnum


class MotionState(StrEnum):
    """How far a motion has come."""

    PENDING = "pending"
    BRIEFED = "briefed"
    """The reply has been filed."""
    ARGUED = "argued"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    MOOT = "moot"
    NOT_SEEN_DECIDED = "not_seen_decided"
    """No ruling was seen, and too little of the docket is known to call it pending."""
    OVERTAKEN = "overtaken"
    """Nobody will rule on it: the case ended, a later motion took its place, or what it asked for has been done."""
    OVER = "over"
    """The clerk has ended it; how is not told."""


MOTION_STATE_LABELS: dict[MotionState, str] = {
    MotionState.PENDING: "Pending",
    MotionState.BRIEFED: "Briefed",
    MotionState.ARGUED: "Argued",
    MotionState.DECIDED: "Decided",
    MotionState.WITHDRAWN: "Withdrawn",
    MotionState.MOOT: "Moot",
    MotionState.NOT_SEEN_DECIDED: "Not seen decided",
    MotionState.OVERTAKEN: "Overtaken",
    MotionState.OVER: "No longer pending",
}


OPEN_STATES = (MotionState.PENDING, MotionState.BRIEFED, MotionState.ARGUED)
"""The court has not ruled yet."""

STATES_WITHOUT_RULING = tuple(state.value for state in (*OPEN_STATES, MotionState.NOT_SEEN_DECIDED))
"""No ruling has been seen. Plain texts, since the condition of an index is made of them."""
