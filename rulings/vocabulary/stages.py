"""The kinds of case, the steps by which each goes on, and what ends it: one table for a court reporter to read. Pure.

Values are stored in the database and used in addresses; labels are shown to people. A ``Step`` is what one entry shows
of the course of the whole case, as its text says it; which steps count, under which name, depends on the kind of case.
The vocabularies are those of the courts' own statistics: the Federal Judicial Center's codes for how civil cases end,
the Bankruptcy Code's chapters, the Supreme Court Database's dispositions."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class CaseKind(StrEnum):
    """What sort of case a docket is of."""

    CIVIL = "civil"
    CRIMINAL = "criminal"
    BANKRUPTCY = "bankruptcy"
    ADVERSARY = "adversary"
    """A lawsuit inside a bankruptcy, with a number of its own."""
    APPEAL = "appeal"
    """An appeal, or the review of an agency's order."""
    SUPREME_COURT = "supreme_court"
    PANEL = "panel"
    """A matter of the Judicial Panel on Multidistrict Litigation."""
    MISCELLANEOUS = "miscellaneous"


class Step(StrEnum):
    """What one entry shows of the course of the whole case."""

    OPENED = "opened"
    """The paper that opens a case: complaint, notice of removal, indictment, petition."""
    ANSWERED = "answered"
    SCHEDULED = "scheduled"
    """The court sets the course of discovery and of the case."""
    SUMMARY_JUDGMENT_ASKED = "summary_judgment_asked"
    TRIAL_HELD = "trial_held"
    VERDICT = "verdict"
    ARRAIGNED = "arraigned"
    PLEA = "plea"
    """Guilty, or no contest."""
    SENTENCED = "sentenced"
    REVOCATION = "revocation"
    CONVERTED = "converted"
    PLAN_CONFIRMED = "plan_confirmed"
    DISCHARGED = "discharged"
    BRIEFED = "briefed"
    ARGUED = "argued"
    DISTRIBUTED = "distributed"
    REVIEW_GRANTED = "review_granted"
    REVIEW_DENIED = "review_denied"
    APPLICATION_GRANTED = "application_granted"
    APPLICATION_DENIED = "application_denied"
    REHEARING_ASKED = "rehearing_asked"
    MANDATE = "mandate"
    JUDGMENT_ISSUED = "judgment_issued"
    APPEALED = "appealed"
    DISMISSED = "dismissed"
    DISMISSED_VOLUNTARILY = "dismissed_voluntarily"
    SETTLED = "settled"
    JUDGMENT = "judgment"
    REMANDED = "remanded"
    TRANSFERRED = "transferred"
    AFFIRMED = "affirmed"
    REVERSED = "reversed"
    VACATED = "vacated"
    DECIDED = "decided"
    """An appeal or a matter of the panel was decided in a way that has no step of its own."""
    CLOSED = "closed"
    REOPENED = "reopened"


class Stage(StrEnum):
    """How far a case has come."""

    FILED = "filed"
    CHARGED = "charged"
    DOCKETED = "docketed"
    ANSWERED = "answered"
    ARRAIGNED = "arraigned"
    SCHEDULED = "scheduled"
    SUMMARY_JUDGMENT = "summary_judgment"
    PLEA = "plea"
    TRIAL = "trial"
    VERDICT = "verdict"
    SENTENCED = "sentenced"
    REVOCATION = "revocation"
    CONVERTED = "converted"
    PLAN_CONFIRMED = "plan_confirmed"
    DISCHARGED = "discharged"
    BRIEFED = "briefed"
    DISTRIBUTED = "distributed"
    GRANTED = "granted"
    DENIED = "denied"
    ARGUED = "argued"
    DECIDED = "decided"
    REHEARING = "rehearing"
    MANDATE = "mandate"
    JUDGMENT_ISSUED = "judgment_issued"
    DISMISSED = "dismissed"
    ENDED = "ended"
    CLOSED = "closed"
    APPEALED = "appealed"
    REOPENED = "reopened"


class CaseWord(StrEnum):
    """Whether a case goes on, as far as that is known."""

    OPEN = "open"
    """As the docket's own header or an editor has it."""
    NO_END_SEEN = "no_end_seen"
    ENDED = "ended"
    OPEN_AGAIN = "open_again"
    UNKNOWN = "unknown"


CASE_WORD_LABELS: dict[CaseWord, str] = {
    CaseWord.OPEN: "Open",
    CaseWord.NO_END_SEEN: "No end seen",
    CaseWord.ENDED: "Ended",
    CaseWord.OPEN_AGAIN: "Open again",
    CaseWord.UNKNOWN: "Not known",
}


STAGE_LABELS: dict[Stage, str] = {
    Stage.FILED: "Filed",
    Stage.CHARGED: "Charged",
    Stage.DOCKETED: "Docketed",
    Stage.ANSWERED: "Answered",
    Stage.ARRAIGNED: "Arraigned",
    Stage.SCHEDULED: "Schedule set",
    Stage.SUMMARY_JUDGMENT: "Summary judgment asked for",
    Stage.PLEA: "Plea",
    Stage.TRIAL: "Trial",
    Stage.VERDICT: "Verdict",
    Stage.SENTENCED: "Sentenced",
    Stage.REVOCATION: "Release revocation asked for",
    Stage.CONVERTED: "Converted",
    Stage.PLAN_CONFIRMED: "Plan confirmed",
    Stage.DISCHARGED: "Debts discharged",
    Stage.BRIEFED: "First brief",
    Stage.DISTRIBUTED: "Sent to conference",
    Stage.GRANTED: "Granted",
    Stage.DENIED: "Denied",
    Stage.ARGUED: "Argued",
    Stage.DECIDED: "Decided",
    Stage.REHEARING: "Rehearing asked for",
    Stage.MANDATE: "Mandate",
    Stage.JUDGMENT_ISSUED: "Judgment issued",
    Stage.DISMISSED: "Dismissed",
    Stage.ENDED: "Ended",
    Stage.CLOSED: "Closed",
    Stage.APPEALED: "Appealed",
    Stage.REOPENED: "Reopened",
}


_LAWSUIT = {
    Step.OPENED: Stage.FILED,
    Step.ANSWERED: Stage.ANSWERED,
    Step.SCHEDULED: Stage.SCHEDULED,
    Step.SUMMARY_JUDGMENT_ASKED: Stage.SUMMARY_JUDGMENT,
    Step.TRIAL_HELD: Stage.TRIAL,
    Step.VERDICT: Stage.VERDICT,
    Step.APPEALED: Stage.APPEALED,
    Step.REOPENED: Stage.REOPENED,
}

STAGE_OF_STEP: Mapping[CaseKind, Mapping[Step, Stage]] = MappingProxyType(
    {
        CaseKind.CIVIL: _LAWSUIT,
        CaseKind.ADVERSARY: _LAWSUIT,
        CaseKind.CRIMINAL: {
            Step.OPENED: Stage.CHARGED,
            Step.ARRAIGNED: Stage.ARRAIGNED,
            Step.PLEA: Stage.PLEA,
            Step.TRIAL_HELD: Stage.TRIAL,
            Step.VERDICT: Stage.VERDICT,
            Step.SENTENCED: Stage.SENTENCED,
            Step.REVOCATION: Stage.REVOCATION,
            Step.APPEALED: Stage.APPEALED,
            Step.REOPENED: Stage.REOPENED,
        },
        CaseKind.BANKRUPTCY: {
            Step.OPENED: Stage.FILED,
            Step.CONVERTED: Stage.CONVERTED,
            Step.PLAN_CONFIRMED: Stage.PLAN_CONFIRMED,
            Step.DISCHARGED: Stage.DISCHARGED,
            Step.DISMISSED: Stage.DISMISSED,
            Step.CLOSED: Stage.CLOSED,
            Step.APPEALED: Stage.APPEALED,
            Step.REOPENED: Stage.REOPENED,
        },
        CaseKind.APPEAL: {
            Step.OPENED: Stage.DOCKETED,
            Step.BRIEFED: Stage.BRIEFED,
            Step.ARGUED: Stage.ARGUED,
            Step.REHEARING_ASKED: Stage.REHEARING,
            Step.MANDATE: Stage.MANDATE,
            Step.REOPENED: Stage.REOPENED,
        },
        CaseKind.SUPREME_COURT: {
            Step.OPENED: Stage.FILED,
            Step.DISTRIBUTED: Stage.DISTRIBUTED,
            Step.REVIEW_GRANTED: Stage.GRANTED,
            Step.REVIEW_DENIED: Stage.DENIED,
            Step.APPLICATION_GRANTED: Stage.GRANTED,
            Step.APPLICATION_DENIED: Stage.DENIED,
            Step.ARGUED: Stage.ARGUED,
            Step.REHEARING_ASKED: Stage.REHEARING,
            Step.JUDGMENT_ISSUED: Stage.JUDGMENT_ISSUED,
        },
        CaseKind.PANEL: {Step.OPENED: Stage.FILED, Step.ARGUED: Stage.ARGUED},
        CaseKind.MISCELLANEOUS: {
            Step.OPENED: Stage.FILED,
            Step.APPEALED: Stage.APPEALED,
            Step.REOPENED: Stage.REOPENED,
        },
    }
)
"""The stages of each kind of case, by the step that shows them. ``STAGE_OF_END`` has the stage at which a case ends."""

_DISPOSED = (
    Step.DISMISSED, Step.DISMISSED_VOLUNTARILY, Step.SETTLED, Step.JUDGMENT, Step.REMANDED, Step.TRANSFERRED,
    Step.CLOSED,
)  # fmt: skip
_REVIEWED = (Step.AFFIRMED, Step.REVERSED, Step.VACATED, Step.REMANDED, Step.DECIDED)

ENDS: Mapping[CaseKind, frozenset[Step]] = MappingProxyType({
    CaseKind.CIVIL: frozenset(_DISPOSED),
    CaseKind.ADVERSARY: frozenset(_DISPOSED),
    CaseKind.CRIMINAL: frozenset({Step.SENTENCED, Step.JUDGMENT, Step.DISMISSED, Step.TRANSFERRED, Step.CLOSED}),
    CaseKind.BANKRUPTCY: frozenset({Step.DISMISSED, Step.CLOSED, Step.TRANSFERRED}),
    CaseKind.APPEAL: frozenset({*_DISPOSED, *_REVIEWED, Step.MANDATE}),
    CaseKind.SUPREME_COURT: frozenset({
        *_REVIEWED, Step.DISMISSED, Step.REVIEW_DENIED, Step.APPLICATION_GRANTED, Step.APPLICATION_DENIED,
        Step.DISMISSED_VOLUNTARILY,
    }),
    CaseKind.PANEL: frozenset({Step.DECIDED, Step.TRANSFERRED, Step.DISMISSED}),
    CaseKind.MISCELLANEOUS: frozenset(_DISPOSED),
})  # fmt: skip
"""What ends a case of each kind in this court. A discharge or a confirmed plan ends no bankruptcy, and the mandate only
repeats what an appeal's decision ended."""

STAGE_OF_END: Mapping[CaseKind, Stage] = MappingProxyType(
    {
        CaseKind.CIVIL: Stage.ENDED,
        CaseKind.ADVERSARY: Stage.ENDED,
        CaseKind.CRIMINAL: Stage.ENDED,
        CaseKind.BANKRUPTCY: Stage.CLOSED,
        CaseKind.APPEAL: Stage.DECIDED,
        CaseKind.SUPREME_COURT: Stage.DECIDED,
        CaseKind.PANEL: Stage.DECIDED,
        CaseKind.MISCELLANEOUS: Stage.ENDED,
    }
)

END_LABELS: dict[Step, str] = {
    Step.DISMISSED: "Dismissed",
    Step.DISMISSED_VOLUNTARILY: "Dismissed by agreement or notice",
    Step.SETTLED: "Settled",
    Step.JUDGMENT: "Judgment entered",
    Step.REMANDED: "Sent back",
    Step.TRANSFERRED: "Sent to another court",
    Step.CLOSED: "Closed",
    Step.SENTENCED: "Sentenced",
    Step.AFFIRMED: "Affirmed",
    Step.REVERSED: "Reversed",
    Step.VACATED: "Vacated",
    Step.DECIDED: "Decided",
    Step.MANDATE: "Mandate issued",
    Step.REVIEW_DENIED: "Review denied",
    Step.APPLICATION_GRANTED: "Application granted, in whole or in part",
    Step.APPLICATION_DENIED: "Application denied",
}
"""How a case ended, in words for readers."""
