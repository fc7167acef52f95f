"""How far a case has come. Pure.

Values are stored in the database and used in addresses (``?kind=motion``); labels are shown to people. Shared by
``rulings.reading`` (which does not import Django), the models, exports and pages.
"""

from enum import StrEnum


class Stage(StrEnum):
    """How far a case has come, in order. A case may skip some."""

    FILED = "filed"
    ANSWERED = "answered"
    """Somebody answered, moved to dismiss or was arraigned; in an appeal, the first brief was filed."""
    DISCOVERY = "discovery"
    """The court has set a schedule."""
    SUMMARY_JUDGMENT = "summary_judgment"
    TRIAL = "trial"
    """In an appeal, oral argument."""
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
    # A case that was withdrawn or sent to another court has ended without a decision.
    Stage.DECIDED: "Ended",
    Stage.APPEALED: "On appeal",
    Stage.CLOSED: "Closed",
}
