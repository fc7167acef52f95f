"""How a case went on and whether it has ended, from the steps that its entries show and from the docket's own header.

Which steps count and what ends a case depends on its kind: ``rulings.vocabulary.stages`` has the table. A header that
says when the case was terminated is believed; one that does not, while the docket is known to a later day, says that
the case goes on, whatever a single order did. Pure; called by ``rulings.interpret.account.ledger``."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from rulings.interpret.account.sources import DocketFacts
from rulings.interpret.events import FiledEvent
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.stages import ENDS, STAGE_OF_END, STAGE_OF_STEP, CaseKind, Stage, Step

_LAG = timedelta(days=21)
"""How long after its end a clerk may leave a docket open."""
_BEFORE, _AFTER = timedelta(days=45), timedelta(days=21)
"""The ruling that ended a case is looked for so long before and after the day on which the clerk terminated it."""
_OPENING = timedelta(days=10)
_RANK = (
    Step.SENTENCED, Step.JUDGMENT, Step.REVERSED, Step.VACATED, Step.AFFIRMED, Step.SETTLED, Step.DISMISSED,
    Step.DISMISSED_VOLUNTARILY, Step.REMANDED, Step.TRANSFERRED, Step.DECIDED, Step.REVIEW_DENIED,
    Step.APPLICATION_GRANTED, Step.APPLICATION_DENIED, Step.CLOSED, Step.MANDATE,
)  # fmt: skip
"""Of several ends of one day, the first of these names what happened."""
_OUTLIVE = frozenset({
    Stage.APPEALED, Stage.MANDATE, Stage.REHEARING, Stage.JUDGMENT_ISSUED, Stage.REVOCATION, Stage.CLOSED,
    Stage.REOPENED, Stage.DISCHARGED,
})  # fmt: skip
"""Stages that a case may reach after its end."""
_STAGES_OF_THEIR_OWN = frozenset({Step.REVIEW_DENIED, Step.APPLICATION_GRANTED, Step.APPLICATION_DENIED})
"""Ends that are a stage already: an application that was granted was decided by that."""
_FINAL_OUTCOMES = frozenset({
    Outcome.DISMISSED, Outcome.DISMISSED_WITH_PREJUDICE, Outcome.DISMISSED_WITHOUT_PREJUDICE, Outcome.REMANDED,
    Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART, Outcome.SETTLED, Outcome.TRANSFERRED, Outcome.MOOT,
})  # fmt: skip


class Certainty(StrEnum):
    """What a statement rests on."""

    STATED = "stated"
    """The docket's own header says so."""
    READ = "read"
    """An entry's text says so."""
    INFERRED = "inferred"
    CORRECTED = "corrected"
    """An editor says so."""


@dataclass(frozen=True, slots=True)
class ReachedStage:
    """A stage, when the case reached it, and the entry that shows it; None where the docket's header states it."""

    stage: Stage
    day: date | None
    line: FiledEvent | None
    sure: Certainty


@dataclass(frozen=True, slots=True)
class Ending:
    """How and when a case ended. ``step`` None: the docket states only that it has."""

    step: Step | None
    day: date | None
    line: FiledEvent | None
    sure: Certainty


@dataclass(frozen=True, slots=True)
class Progress:
    """The course of a case. ``ended`` None: it goes on, or it is not known whether it does (``is_known``)."""

    stages: tuple[ReachedStage, ...]
    ended: Ending | None
    reopened: FiledEvent | None
    """The entry by which it goes on after an end."""
    is_known: bool
    """Whether it is known that the case has, or has not, ended."""


def trace_progress(facts: DocketFacts, lines: Sequence[FiledEvent]) -> Progress:
    """The course of a case. ``lines``: its filings in the order of the docket."""
    lines = leave_out_applications(facts, lines)
    ended, reopened = _find_end(facts, lines)
    reached = {one.stage: one for one in reversed([*_reach(facts, lines)])}
    if ended:
        _add_end(facts.kind, ended, reached)
    if reopened is None:
        reached.pop(Stage.REOPENED, None)
    stages = sorted(_in_time(reached.values(), facts, ended, reopened), key=_by_day)
    is_known = bool(ended or reopened or facts.said or facts.has_header or not facts.by_scraps)
    return Progress(tuple(stages), ended, reopened, is_known)


def leave_out_applications(facts: DocketFacts, lines: Sequence[FiledEvent]) -> Sequence[FiledEvent]:
    """The entries without what they say of applications on the way: for a stay, where a petition is what the Supreme
    Court has to decide; for more time, unless the docket is that application's own."""
    if facts.kind is not CaseKind.SUPREME_COURT:
        return lines
    of_petition = any(_is_petition(line) for line in lines)
    return [
        _without(line, _OF_APPLICATIONS)
        if _OF_APPLICATIONS & set(line.reading.steps)
        and (of_petition or (not facts.of_application and _MORE_TIME.search(line.headline)))
        else line
        for line in lines
    ]


_MORE_TIME = re.compile(r"\bext(?:end|ension)", re.IGNORECASE)


def _is_petition(line: FiledEvent) -> bool:
    return line.reading.kind is Kind.COMPLAINT and "petition" in line.headline.lower()


_OF_APPLICATIONS = frozenset({Step.APPLICATION_GRANTED, Step.APPLICATION_DENIED})


def _without(line: FiledEvent, steps: frozenset[Step]) -> FiledEvent:
    kept = tuple(step for step in line.reading.steps if step not in steps)
    return replace(line, reading=replace(line.reading, steps=kept))


def _by_day(one: ReachedStage) -> tuple[date, int]:
    return one.day or date.min, list(Stage).index(one.stage)


def _reach(facts: DocketFacts, lines: Sequence[FiledEvent]) -> Iterator[ReachedStage]:
    """Every stage that an entry shows, in the order of the docket; the opening may rest on the header."""
    opening = STAGE_OF_STEP[facts.kind][Step.OPENED]
    opened = next((line for line in lines if _opens(line, facts)), None)
    if opened or facts.filed:
        first = opened.day if opened and facts.kind is CaseKind.CRIMINAL else facts.filed or (opened and opened.day)
        yield ReachedStage(opening, first or None, opened, Certainty.STATED if facts.filed else Certainty.READ)
    for line in lines:
        for step in _own_steps(facts, line):
            stage = STAGE_OF_STEP[facts.kind].get(step)
            if stage and step is not Step.OPENED:
                yield ReachedStage(stage, line.day, line, Certainty.READ)


def _own_steps(facts: DocketFacts, line: FiledEvent) -> tuple[Step, ...]:
    """What an entry shows of this case. A bankruptcy's docket tells of its adversary proceedings as well: "Adversary
    Case 21-17 Closed". The judgment of a criminal case is the sentence, unless it acquits or is one of forfeiture."""
    steps = line.reading.steps
    if not steps:
        return ()
    headline = line.headline.lower()
    if facts.kind is not CaseKind.ADVERSARY and "adversary" in headline:
        return ()
    if facts.kind is not CaseKind.CRIMINAL or Step.JUDGMENT not in steps or "acquit" in headline:
        return steps
    sentenced = (Step.SENTENCED,) if "forfeit" not in headline else ()
    return (*sentenced, *(step for step in steps if step is not Step.JUDGMENT))


def _opens(line: FiledEvent, facts: DocketFacts) -> bool:
    """Whether an entry is the paper that opened the case, and not one of a later claim or of an adversary."""
    if Step.OPENED not in line.reading.steps:
        return False
    if facts.kind is CaseKind.BANKRUPTCY and "petition" not in line.reading.title.lower():
        return False
    return line.number == "1" or (
        facts.filed is not None and line.day is not None and line.day <= facts.filed + _OPENING
    )


def _add_end(kind: CaseKind, ended: Ending, reached: dict[Stage, ReachedStage]) -> None:
    stage = STAGE_OF_END[kind]
    if ended.step is Step.DISMISSED and kind in (CaseKind.BANKRUPTCY, CaseKind.CRIMINAL):
        stage = Stage.DISMISSED
    if kind is CaseKind.CRIMINAL and ended.step is Step.SENTENCED:
        reached.setdefault(Stage.SENTENCED, ReachedStage(Stage.SENTENCED, ended.day, ended.line, ended.sure))
        return
    if ended.step in _STAGES_OF_THEIR_OWN or (kind is CaseKind.APPEAL and ended.step is Step.MANDATE):
        return
    reached[stage] = ReachedStage(stage, ended.day, ended.line, ended.sure)


def _in_time(
    stages: Iterable[ReachedStage], facts: DocketFacts, ended: Ending | None, reopened: FiledEvent | None
) -> Iterator[ReachedStage]:
    """The stages without those before the case was filed, and without those after its end that no case reaches then."""
    begun = min((day for one in stages if (day := one.day) and one.stage in _OPENINGS), default=None)
    for one in stages:
        if one.day and begun and one.day < begun:
            continue
        after = one.day and ended and ended.day and not reopened and one.day > ended.day
        if not after or one.stage in _OUTLIVE | {STAGE_OF_END[facts.kind], Stage.SENTENCED, Stage.DISMISSED}:
            yield one


_OPENINGS = frozenset({Stage.FILED, Stage.CHARGED, Stage.DOCKETED})


def _find_end(facts: DocketFacts, lines: Sequence[FiledEvent]) -> tuple[Ending | None, FiledEvent | None]:
    """The end of the case, and the entry by which it goes on after one."""
    if facts.said:
        return (Ending(facts.said.how, facts.said.day, None, Certainty.CORRECTED) if facts.said.is_over else None), None
    ending = _stated_end(facts.terminated, facts, lines) if facts.terminated else None
    passed: Ending | None = None  # An end that the header does not show: it was undone, or it was none.
    reopened: FiledEvent | None = None
    for line in lines:
        if line.day is None or not line.reading.steps:
            continue
        if Step.REOPENED in line.reading.steps and _follows(line, ending or passed):
            ending, passed, reopened = None, None, line
        elif facts.of_application and Step.OPENED in line.reading.steps:
            ending = None  # Applied for once more: for still more time, or to another Justice.
        elif ending is None and (step := _ends(facts, line)):
            found = Ending(step, line.day, line, Certainty.READ)
            ending, passed = (None, found) if _header_says_open(facts, line) else (found, passed)
    return ending, reopened if ending is None else None


def _follows(line: FiledEvent, ending: Ending | None) -> bool:
    """Whether an entry is later than the end."""
    if ending is None or ending.day is None or line.day is None:
        return False
    return line.day >= ending.day and (ending.line is None or line.place > ending.line.place)


def _header_says_open(facts: DocketFacts, line: FiledEvent) -> bool:
    """Whether the docket's header still shows the case as open long after an entry that looks like its end. (A page
    that does not say when it was saved may be as old as that entry.)"""
    if facts.header_as_of is None or facts.kind is CaseKind.SUPREME_COURT or facts.terminated:
        return False
    return line.day is not None and line.day + _LAG < facts.header_as_of


def _stated_end(closed: date, facts: DocketFacts, lines: Sequence[FiledEvent]) -> Ending:
    """The end that the header states, with the entry that brought it about: the nearest that ends a case of this kind,
    else a ruling of the same days."""
    near = [line for line in lines if line.day and closed - _BEFORE <= line.day <= closed + _AFTER]
    ends = [(line, step) for line in near if (step := _ends(facts, line))]
    if ends:
        line, step = min(ends, key=lambda pair: _distance(pair[0], pair[1], closed))
        return Ending(step, line.day, line, Certainty.STATED)
    ruled = [
        line
        for line in near
        if line.is_ruling and line.outcome in _FINAL_OUTCOMES and line.day and abs((line.day - closed).days) <= 3
    ]
    ruling = min(ruled, key=lambda one: abs((one.day - closed).days) if one.day else 0) if ruled else None
    return Ending(None, ruling.day if ruling else closed, ruling, Certainty.STATED)


def _distance(line: FiledEvent, step: Step, closed: date) -> tuple[int, int]:
    return abs((line.day - closed).days) if line.day else 9_999, _RANK.index(step)


_REVIEWS = frozenset({Step.AFFIRMED, Step.REVERSED, Step.VACATED, Step.DISMISSED, Step.REMANDED})
"""What an appeal's judgment does, which tells more than that there was one."""


def _ends(facts: DocketFacts, line: FiledEvent) -> Step | None:
    """The step by which an entry ends the case, if it does."""
    found = ENDS[facts.kind].intersection(_own_steps(facts, line))
    if not found or (facts.kind is CaseKind.CRIMINAL and facts.defendants > 1 and not facts.terminated):
        return None
    if facts.kind is CaseKind.CRIMINAL and line.reading.kind is Kind.OTHER and Step.SENTENCED in found:
        found = found - {Step.SENTENCED}
    if facts.kind is CaseKind.APPEAL and found & _REVIEWS:
        found = found - {Step.JUDGMENT}
    return min(found, key=_RANK.index) if found else None
