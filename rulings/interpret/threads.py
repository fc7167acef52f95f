"""How far each motion has come, from all that was read of a docket. Pure.

A motion is pending from the day it was filed; briefed when the reply is in; argued when the minutes of a hearing speak of it, or
are of the day of its hearing, or the court took it under advisement; then decided, moot or withdrawn. What a closed case left
undecided is in no known state: it died with the case, or the ruling was not seen. The same goes for time that was asked for a
paper which has come.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from rulings.interpret.order import FilingOrder
from rulings.reading import FilingReading
from rulings.timeline import HeardLine, Spoken
from rulings.words import OPEN_STATES, Detail, Kind, Outcome, Relation, SetDate, ThreadState

type State = tuple[ThreadState, date | None]
"""A state, and the day on which the motion came into it."""

type _Step = tuple[ThreadState, int]
"""A state, and the filing that brought it."""

_ENDS = {Outcome.MOOT: ThreadState.MOOT, Outcome.WITHDRAWN: ThreadState.WITHDRAWN}
_DECIDES_LATER = frozenset({Outcome.DEFERRED})


def states(
    motions: Collection[int],
    readings: Mapping[int, FilingReading],
    spoken: Iterable[Spoken],
    decisions: Mapping[int, Iterable[tuple[int, Outcome]]],
    heard: Iterable[HeardLine],
    order: FilingOrder,
    closed: date | None,
) -> dict[int, State]:
    """The state of each motion that can be told. ``motions`` are filings; ``decisions``: motion -> (ruling, what it did);
    ``closed``: the day the case was."""
    found: dict[int, list[_Step]] = {motion: [(ThreadState.PENDING, motion)] for motion in {*motions, *decisions}}
    for motion, state, filing in (*_spoken_of(list(spoken), readings), *_argued(heard, readings, order)):
        if motion in found and order.key(filing) > order.key(motion):
            found[motion].append((state, filing))
    for motion, ruled in decisions.items():
        found[motion].extend((_ruled(outcome), ruling) for ruling, outcome in ruled)
    known = {motion: _last(steps, order) for motion, steps in found.items()}
    papers = _papers(readings, order)
    return {
        motion: state
        for motion, state in known.items()
        if not _left_open(motion, state, order, closed) and not _overtaken(motion, state, readings, papers, order)
    }


def _spoken_of(spoken: Iterable[Spoken], readings: Mapping[int, FilingReading]) -> Iterator[tuple[int, ThreadState, int]]:
    """A reply that names the opposition is a reply on the motion that is opposed."""
    opposed: dict[int, list[int]] = {}
    for word in spoken:
        if word.relation is Relation.OPPOSES:
            opposed.setdefault(word.filing, []).append(word.target)
    for word in spoken:
        if step := _step(word, readings[word.filing]):
            yield from ((motion, step, word.filing) for motion in (word.target, *opposed.get(word.target, ())))


def _step(word: Spoken, speaker: FilingReading) -> ThreadState | None:
    if speaker.kind is Kind.REPLY:
        return ThreadState.BRIEFED
    if speaker.kind is Kind.MINUTES:
        return ThreadState.ARGUED if _tells_of_argument(speaker) else None
    return ThreadState.WITHDRAWN if word.relation is Relation.WITHDRAWS else None


_HEARD = re.compile(r"\bhearing\b(?! on (?:bail|bond))|\bargu(?:ment|ed)\b|\bpre-?trial\b|\btrial\b", re.IGNORECASE)


def _tells_of_argument(minutes: FilingReading) -> bool:
    """Northern Illinois puts its schedules into minute entries, and Central California its orders "(IN CHAMBERS)": minutes that
    tell of no hearing held, and set or call off days, tell of no argument."""
    if _HEARD.search(minutes.headline):
        return True
    return ":" not in minutes.headline and not (minutes.hearings or minutes.deadlines or minutes.vacates)


def _argued(
    heard: Iterable[HeardLine], readings: Mapping[int, FilingReading], order: FilingOrder
) -> Iterator[tuple[int, ThreadState, int]]:
    """Where the court's minutes are of the day for which the motion's hearing was set."""
    days = {order.day(filing): filing for filing, reading in readings.items() if reading.kind is Kind.MINUTES}
    for line in heard:
        if line.kind is SetDate.HEARING and not line.vacated and line.date in days:
            yield from ((motion, ThreadState.ARGUED, days[line.date]) for motion in line.about)


def days_of_decisions(decisions: Mapping[int, Iterable[tuple[int, Outcome]]], order: FilingOrder) -> dict[int, date]:
    """Motion -> the day of the last ruling that ends it, of those whose rulings all have one. ``decisions`` as for ``states``."""
    days = {
        motion: [order.day(ruling) for ruling, outcome in ruled if outcome not in _DECIDES_LATER]
        for motion, ruled in decisions.items()
    }
    return {motion: max(day for day in found if day) for motion, found in days.items() if found and all(found)}


def _ruled(outcome: Outcome) -> ThreadState:
    return ThreadState.ARGUED if outcome in _DECIDES_LATER else _ENDS.get(outcome, ThreadState.DECIDED)


def _last(steps: list[tuple[ThreadState, int]], order: FilingOrder) -> State:
    """What ended it last; else the furthest that it came, from the day on which it first was there."""
    ends = [step for step in steps if step[0] not in OPEN_STATES]
    if ends:
        state, filing = max(ends, key=lambda step: order.key(step[1]))
    else:
        furthest = max(OPEN_STATES.index(state) for state, _ in steps)
        state, filing = min((s for s in steps if s[0] is OPEN_STATES[furthest]), key=lambda step: order.key(step[1]))
    return state, order.day(filing)


_PAPERS = frozenset({Kind.ANSWER, Kind.BRIEF, Kind.OPPOSITION, Kind.REPLY})


def _papers(readings: Mapping[int, FilingReading], order: FilingOrder) -> Mapping[int, tuple[date, int, int]]:
    """Party -> where the last paper stands that it might have asked more time for."""
    last: dict[int, tuple[date, int, int]] = {}
    for filing, reading in readings.items():
        for party in reading.filed_by if reading.kind in _PAPERS else ():
            last[party] = max(last.get(party, order.key(filing)), order.key(filing))
    return last


def _overtaken(
    motion: int,
    state: State,
    readings: Mapping[int, FilingReading],
    papers: Mapping[int, tuple[date, int, int]],
    order: FilingOrder,
) -> bool:
    """Whether more time was asked for and the paper has come since: the Sixth Circuit's clerk then only resets the schedule."""
    if state[0] not in OPEN_STATES or readings[motion].detail is not Detail.EXTENSION:
        return False
    return any(party in papers and papers[party] > order.key(motion) for party in readings[motion].filed_by)


def _left_open(motion: int, state: State, order: FilingOrder, closed: date | None) -> bool:
    """Whether the case was closed over a motion of before."""
    return closed is not None and state[0] in OPEN_STATES and order.place(motion)[0] <= closed
