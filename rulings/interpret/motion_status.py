"""How far each motion has come, from everything read of a docket. Pure; called by ``interpret_docket``.

A motion is pending from the day it was filed; briefed when the reply is filed; argued when the minutes of a hearing
refer to it, or are of the day of its hearing, or the court took it under advisement; then decided, moot or withdrawn. A
motion that the end of the case left undecided is overtaken, and so is one whose place another took, or that asks more
time for a paper that has been filed since. One that the clerk ended without a ruling that names it is over. And where
too little of a docket is known to say that the court has not ruled, a motion is not pending but not seen decided."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from rulings.interpret.account.overtaken import (
    find_attendant_motions,
    find_fees_paid,
    find_leave_used,
    find_reached,
    find_replaced_motions,
    find_taken_back,
    find_what_was_reached,
    is_for_the_clerk,
)
from rulings.interpret.events import HearingEvent, SpokenReference
from rulings.interpret.order import FilingOrder
from rulings.reading.values import FilingReading
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import Kind, SetDate
from rulings.vocabulary.motion_states import OPEN_STATES, MotionState
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.relations import Relation


class State(NamedTuple):
    """A state, the day from which the motion was in it (None: nobody knows), and the filing that brought it there."""

    state: MotionState
    since: date | None
    shown_by: int | None


@dataclass(frozen=True, slots=True)
class CaseBounds:
    """What the case as a whole means for its motions."""

    ended: date | None = None
    """The day on which it ended, if it has."""
    by_clerk: Mapping[int, date] = field(default_factory=dict)
    """Motion -> the day on which the clerk ended it."""
    on_that_day: Callable[[int], Sequence[int]] = lambda motion: ()
    """The rulings of that day of which one must have decided the motion."""
    breaks_off: bool = False
    """Whether the entries that are known stop long before that day."""
    in_doubt: Callable[[int], bool] = lambda motion: False
    """Whether too little is known of what came after a motion to say that the court has not ruled on it."""


type _Step = tuple[MotionState, int]
"""A state, and the filing that brought it about."""

_ENDS = {Outcome.MOOT: MotionState.MOOT, Outcome.WITHDRAWN: MotionState.WITHDRAWN}
_DECIDES_LATER = frozenset({Outcome.DEFERRED})


def get_motion_states(
    motions: Collection[int],
    readings: Mapping[int, FilingReading],
    spoken: Iterable[SpokenReference],
    decisions: Mapping[int, Iterable[tuple[int, Outcome]]],
    heard: Iterable[HearingEvent],
    order: FilingOrder,
    case: CaseBounds,
) -> dict[int, State]:
    """The state of each motion. ``motions`` are filing ids; ``decisions``: motion -> (ruling, its outcome)."""
    said = list(spoken)
    found: dict[int, list[_Step]] = {motion: [(MotionState.PENDING, motion)] for motion in {*motions, *decisions}}
    for motion, state, filing in (*_spoken_of(said, readings), *_argued(heard, readings, order)):
        if motion in found and order.key(filing) > order.key(motion):
            found[motion].append((state, filing))
    for motion, ruled in decisions.items():
        found[motion].extend((_ruled(outcome), ruling) for ruling, outcome in ruled)
    for motion, ruling in find_taken_back(said, readings, decisions):
        if motion in found and motion not in decisions:
            found[motion].append((MotionState.WITHDRAWN, ruling))
    known = {motion: _last(steps, order) for motion, steps in found.items()}
    open_ones = [one for one in known if known[one].state in OPEN_STATES]
    ruled_by = {
        motion: max((ruling for ruling, _ in ruled), key=order.key) for motion, ruled in decisions.items() if ruled
    }
    overtaken = _find_overtaken(open_ones, ruled_by, said, readings, order)
    return known | dict(_closed(open_ones, overtaken, readings, order, case))


def _find_overtaken(
    open_ones: Sequence[int],
    ruled_by: Mapping[int, int],
    said: Sequence[SpokenReference],
    readings: Mapping[int, FilingReading],
    order: FilingOrder,
) -> dict[int, int]:
    """Open motion -> the filing that overtook it."""
    every = {*open_ones, *ruled_by}
    decided = {motion: ruling for motion, ruling in ruled_by.items() if motion not in open_ones}
    reached = find_reached(readings, order)
    by_step = {one: shown for one in open_ones if (shown := find_what_was_reached(one, reached, readings, order))}
    leave = {one: filing for one, filing in find_leave_used(readings, order).items() if one in open_ones}
    attendant = find_attendant_motions(said, readings, decided)
    paid = {one: filing for one, filing in find_fees_paid(readings, order).items() if one in open_ones}
    return leave | by_step | attendant | paid | find_replaced_motions(said, every, readings, order)


def _closed(
    motions: Iterable[int],
    overtaken: Mapping[int, int],
    readings: Mapping[int, FilingReading],
    order: FilingOrder,
    case: CaseBounds,
) -> Iterator[tuple[int, State]]:
    """Motions without a ruling that are not pending, or not known to be."""
    papers = _papers(readings, order)
    for motion in motions:
        is_void = readings[motion].void or is_for_the_clerk(readings[motion])
        if motion in overtaken or is_void or _is_filed_since(motion, readings, papers, order):
            yield motion, State(MotionState.OVERTAKEN, order.day(overtaken.get(motion, motion)), overtaken.get(motion))
        elif motion in case.by_clerk:
            ruling = next(iter(case.on_that_day(motion)), None)
            yield motion, State(MotionState.DECIDED if ruling else MotionState.OVER, case.by_clerk[motion], ruling)
        elif case.ended is not None and order.place(motion)[0] <= case.ended and not case.breaks_off:
            yield motion, State(MotionState.OVERTAKEN, case.ended, None)
        elif case.breaks_off or case.in_doubt(motion):
            yield motion, State(MotionState.NOT_SEEN_DECIDED, None, motion)


def _spoken_of(
    spoken: Iterable[SpokenReference], readings: Mapping[int, FilingReading]
) -> Iterator[tuple[int, MotionState, int]]:
    """Steps from references. A reply that names the opposition is a reply on the motion that is opposed."""
    opposed: dict[int, list[int]] = {}
    for word in spoken:
        if word.relation is Relation.OPPOSES:
            opposed.setdefault(word.filing, []).append(word.target)
    for word in spoken:
        if step := _step(word, readings[word.filing]):
            yield from ((motion, step, word.filing) for motion in (word.target, *opposed.get(word.target, ())))


def _step(word: SpokenReference, speaker: FilingReading) -> MotionState | None:
    if _TERMINATES.match(speaker.headline.lower()) and speaker.kind in _OF_CLERKS:
        return MotionState.OVER
    if speaker.kind is Kind.REPLY:
        return MotionState.BRIEFED
    if speaker.kind is Kind.MINUTES:
        return MotionState.ARGUED if _tells_of_argument(speaker) else None
    return MotionState.WITHDRAWN if word.relation is Relation.WITHDRAWS else None


_OF_CLERKS = frozenset({Kind.OTHER, Kind.NOTICE})
_TERMINATES = re.compile(
    r"(?:clerk'?s (?:notice|note|entry)[: ]+)?(?:[\w/-]+ and |(?:pending|letter) )?"
    r"(?:motions?(?: \([^()]{1,40}\))?:? (?:are |is |(?:has|have) been )?terminated"
    r"|terminat(?:e|ed|es|ing) (?:[\w,/-]+ (?:and )?){0,2}motions?)\b(?!.{0,200}\b(?:error|reinstat|reopen))"
)
"""The clerk ends what is still open on the list of motions: "***Motions terminated: 12 MOTION to Compel"."""
_HEARD = re.compile(r"\bhearing\b(?! on (?:bail|bond))|\bargu(?:ment|ed)\b|\bpre-?trial\b|\btrial\b", re.IGNORECASE)


def _tells_of_argument(minutes: FilingReading) -> bool:
    """Whether minutes show that something was argued. Northern Illinois puts its schedules into minute entries, and
    Central California its orders "(IN CHAMBERS)": minutes that mention no hearing held, and set or call off days, do
    not count."""
    if _HEARD.search(minutes.title):
        return True
    return ":" not in minutes.title and not (minutes.hearings or minutes.deadlines or minutes.vacates)


def _argued(
    heard: Iterable[HearingEvent], readings: Mapping[int, FilingReading], order: FilingOrder
) -> Iterator[tuple[int, MotionState, int]]:
    """Steps from the court's minutes of the day for which the motion's hearing was set."""
    days = {order.day(filing): filing for filing, reading in readings.items() if reading.kind is Kind.MINUTES}
    for line in heard:
        if line.kind is SetDate.HEARING and not line.vacated and line.date in days:
            yield from ((motion, MotionState.ARGUED, days[line.date]) for motion in line.about)


def get_decision_dates(decisions: Mapping[int, Iterable[tuple[int, Outcome]]], order: FilingOrder) -> dict[int, date]:
    """Motion -> the day of the last ruling that ends it; only motions whose rulings all have a day. ``decisions`` as
    for ``get_motion_states``."""
    days = {
        motion: [order.day(ruling) for ruling, outcome in ruled if outcome not in _DECIDES_LATER]
        for motion, ruled in decisions.items()
    }
    return {motion: max(day for day in found if day) for motion, found in days.items() if found and all(found)}


def _ruled(outcome: Outcome) -> MotionState:
    return MotionState.ARGUED if outcome in _DECIDES_LATER else _ENDS.get(outcome, MotionState.DECIDED)


def _last(steps: list[tuple[MotionState, int]], order: FilingOrder) -> State:
    """The last state that ended it; else the furthest open state, from the day on which it was first reached."""
    ends = [step for step in steps if step[0] not in OPEN_STATES]
    if ends:
        state, filing = max(ends, key=lambda step: order.key(step[1]))
    else:
        furthest = max(OPEN_STATES.index(state) for state, _ in steps)
        state, filing = min((s for s in steps if s[0] is OPEN_STATES[furthest]), key=lambda step: order.key(step[1]))
    return State(state, order.day(filing), filing)


_PAPERS = frozenset({Kind.ANSWER, Kind.BRIEF, Kind.OPPOSITION, Kind.REPLY})


def _papers(readings: Mapping[int, FilingReading], order: FilingOrder) -> Mapping[int, tuple[date, int, int]]:
    """Party -> place of the last paper for which it might have asked more time."""
    last: dict[int, tuple[date, int, int]] = {}
    for filing, reading in readings.items():
        for party in reading.filed_by if reading.kind in _PAPERS else ():
            last[party] = max(last.get(party, order.key(filing)), order.key(filing))
    return last


def _is_filed_since(
    motion: int,
    readings: Mapping[int, FilingReading],
    papers: Mapping[int, tuple[date, int, int]],
    order: FilingOrder,
) -> bool:
    """Whether a motion for more time is overtaken by the paper itself: the Sixth Circuit's clerk then only resets the
    schedule."""
    if readings[motion].detail is not Detail.EXTENSION:
        return False
    return any(party in papers and papers[party] > order.key(motion) for party in readings[motion].filed_by)
