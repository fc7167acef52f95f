"""Matches rulings to motions by name in a docket without entry numbers: the Supreme Court's "Motion for leave to file
amicus brief GRANTED", "Application granted by Justice Roe", "Rehearing DENIED". Pure; called by ``interpret_docket``.

A ruling decides the one open motion that its words name. Where several fit, none is chosen.
"""

import re
from collections.abc import Mapping, Sequence

from rulings.interpret.order import FilingOrder
from rulings.interpret.texts import FilingFacts
from rulings.reading.values import FilingReading
from rulings.vocabulary.kinds import RULING_KINDS, Kind
from rulings.vocabulary.outcomes import Outcome

_ON_MOTIONS = frozenset(
    {Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART, Outcome.MOOT, Outcome.DISMISSED, Outcome.WITHDRAWN}
)
_SUBJECT = re.compile(r"(?P<said>.{3,}?)(?:,? (?:is|are|was))?(?: (?:granted|denied|dismissed|withdrawn)\b.*)?$")

type Decision = tuple[int, int, Outcome]
"""(ruling's filing, motion's filing, outcome)."""


def find_decisions_by_name(
    filings: Sequence[FilingFacts], readings: Mapping[int, FilingReading], order: FilingOrder
) -> list[Decision]:
    """The decisions; none where entries have numbers."""
    if any(filing.number for filing in filings):
        return []
    found: list[Decision] = []
    open_motions: list[int] = []
    for filing in sorted((filing.id for filing in filings), key=order.key):
        reading = readings[filing]
        if reading.kind is Kind.MOTION:
            open_motions.append(filing)
        elif reading.kind in RULING_KINDS:
            fitting = _fitting(reading, open_motions, readings)
            if len(fitting) == 1 and reading.outcome:
                found.append((filing, fitting[0], reading.outcome))
                open_motions.remove(fitting[0])
    return found


def _fitting(ruling: FilingReading, motions: Sequence[int], readings: Mapping[int, FilingReading]) -> list[int]:
    subject = _SUBJECT.match(ruling.headline.lower())
    if ruling.outcome not in _ON_MOTIONS or not subject:
        return []
    return [motion for motion in motions if _names(subject["said"], readings[motion].headline.lower())]


def _names(said: str, motion: str) -> bool:
    """Whether one begins with the other, or the motion ends with "for" and the words: "Rehearing" names a "Petition for
    rehearing"."""
    return motion.startswith(said) or said.startswith(motion) or motion.endswith(f" for {said}")
