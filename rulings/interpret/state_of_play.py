"""Builds the state of play of a docket: how far the case has come, what is pending, the last ruling, the dates that the
court has set. Pure, rows in and JSON out; called by ``interpret_docket``, which stores the result, so that the head of
a case page counts nothing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from rulings.interpret.events import FiledEvent, HearingEvent
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import Kind, SetDate
from rulings.vocabulary.motion_states import OPEN_STATES, MotionState
from rulings.vocabulary.outcomes import REVIEWS, Outcome
from rulings.vocabulary.stages import Stage
from rulings.vocabulary.supreme_court import ends_a_case

MOST_PENDING = 20
MOST_DATES = 12
_STAGES = list(Stage)

_SCHEDULE = re.compile(
    r"scheduling order|discovery|case management (?:order|plan)|pretrial (?:order|schedul)", re.IGNORECASE
)
_TRIAL = re.compile(r"\b(?:jury trial|bench trial|trial|oral argument|voir dire)\b", re.IGNORECASE)
_ARRAIGNED = re.compile(r"\barraignment\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:received )?(?:copy of |certified copy of )?(?:the"
    r" )?(?:district|bankruptcy|supreme|circuit|superior|lower|state"
    r"|agency) court"
    r"(?:'s)? (?:order|judgment|opinion|mandate)\b|received (?:copy of )?(?:the )?(?:order|judgment|opinion"
    r"|mandate) (?:from|of) "
    r"|disposition of adversary\b",
    re.IGNORECASE,
)
"""What another court did, noted in this docket: "Received copy of District Court order filed on 11/02/2017"; in a
bankruptcy, the end of one adversary proceeding."""
_FIRST_BRIEF = re.compile(
    r"(?:appellants?'?s?'?|petitioners?'?s?'?|opening)\b.{0,40}? brief\b|brief of (?:the )?(?:appellant|petitioner)",
    re.IGNORECASE,
)
_PART_ONLY = re.compile(r"\bpartial\b|\bdefault\b|\bproposed\b", re.IGNORECASE)
_REVIVES = re.compile(
    r"\bvacat(?:e|es|ed|ing) (?:the )?(?:dismissal|default|(?:order|judgment) (?:of dismissal|dismissing))"
    r"|\b(?:reopening|reinstating) (?:the |this )?(?:case|action|matter|complaint)",
    re.IGNORECASE,
)
"""Headlines of orders that undo the end of a case in the same court: "Order Vacating Dismissal Order"."""
_VOLUNTARY = re.compile(
    r"\bvoluntary dismissal\b(?! (?:of|as to|against) (?:defendant|count|claim|party|part))", re.IGNORECASE
)
"""Fed. R. Civ. P. 41(a)(1): the plaintiff's notice alone ends the case."""
_FORMAL = re.compile(r"(?:judgment|mandate) issued\b", re.IGNORECASE)
"""Entries by which an earlier decision takes effect; they decide nothing new."""
_WHOLE = frozenset({
    Outcome.DISMISSED, Outcome.DISMISSED_WITH_PREJUDICE, Outcome.DISMISSED_WITHOUT_PREJUDICE, Outcome.REMANDED,
    Outcome.AFFIRMED, Outcome.REVERSED, Outcome.SETTLED,
})  # fmt: skip
"""Outcomes that, in a ruling that names no motion, apply to the whole case."""
_RESULTS = REVIEWS | _WHOLE
_OF_COURSE = frozenset({Detail.EXTENSION, Detail.SEALING})
"""Details of procedural rulings, on time and on seals: they are not shown as the last ruling of a case."""


def build_state_of_play(
    filed: Sequence[FiledEvent], heard: Iterable[HearingEvent], begun: date | None, closed: date | None, as_of: date
) -> dict[str, Any]:
    """The state of play as JSON. ``begun`` and ``closed`` are the docket's own dates, ``as_of`` the day of which its
    record is known::

        {"stage": "trial", "passed": [{"stage", "date", "number", "public_id", "headline"}],
         "pending": [{"number", "public_id", "headline", "detail", "state", "since", "date"}], "pending_count": 3,
         "ruling": {"number", "public_id", "headline", "date", "outcome", "later"} or None,
         "result": {"number", "public_id", "headline", "date", "outcome"} or None,
         "dates": [{"kind", "title", "date", "at", "place"}]}

    ``stage`` is a ``Stage``. ``passed`` lists the stages in order, each with the first filing that shows it.
    ``pending`` lists the motions without a ruling, the oldest first, except routine ones (to appear pro hac vice); each
    has been in its ``state`` since ``since``. ``ruling`` is the last ruling of weight (of any, where there is none),
    ``later`` the number of procedural ones after it. ``result`` is the last ruling that reviewed another court's
    decision, or sent the case back or away as a whole: in an appeal, its outcome. ``dates`` lists the hearings and
    deadlines from ``as_of`` on that are not called off, the next first. Days are ISO text or None; lists are cut to
    ``MOST_PENDING`` and ``MOST_DATES``.
    """
    in_order = sorted(filed, key=lambda line: (line.place, line.id))
    passed = _passed(in_order, begun, closed)
    pending = [line for line in _once(in_order) if line.state in OPEN_STATES and not line.reading.routine]
    own = [line for line in in_order if line.is_ruling and line.day and not _ELSEWHERE.match(line.headline)]
    return {
        "stage": _stage(passed),
        "passed": passed,
        "pending": [_pending(line) for line in pending[:MOST_PENDING]],
        "pending_count": len(pending),
        "ruling": _last(own),
        "result": _result(own),
        "dates": _dates(heard, as_of),
    }


def _once(lines: Sequence[FiledEvent]) -> Iterator[FiledEvent]:
    """The lines without duplicates of motions: Eastern Pennsylvania's bankruptcy court files a "Notice of Motion" after
    every motion, as an entry of its own."""
    before: FiledEvent | None = None
    for line in lines:
        noticed = before is not None and before.reading.kind is Kind.MOTION and before.day == line.day
        if not (noticed and line.headline.lower() == "notice of motion"):
            yield line
        before = line


def _result(rulings: Sequence[FiledEvent]) -> dict[str, Any] | None:
    """The last ruling that decided the whole case. Later rulings that leave it as it is (a recall of the mandate or a
    rehearing that was denied) do not count."""
    for line in reversed(rulings):
        if line.outcome in _RESULTS and not line.reading.decides and not _REVIVES.search(line.headline):
            return _link(line) | {"outcome": line.outcome.value}
    return None


def _last(rulings: Sequence[FiledEvent]) -> dict[str, Any] | None:
    """The last ruling of weight. The very last order is rarely one: leave to appear and more time are granted to the
    end."""
    if not rulings:
        return None
    weighty = (place for place, line in reversed(list(enumerate(rulings))) if _has_weight(line))
    place = next(weighty, len(rulings) - 1)
    ruling = rulings[place]
    return _link(ruling) | {
        "outcome": ruling.outcome.value if ruling.outcome else "",
        "later": len(rulings) - 1 - place,
    }


def _has_weight(line: FiledEvent) -> bool:
    """Whether a ruling decided something. One that no rule understands ("ORDER re letter") counts as deciding
    nothing."""
    if line.reading.routine or line.detail in _OF_COURSE or _FORMAL.match(line.headline):
        return False
    return bool(line.outcome or line.detail) or line.reading.kind in (Kind.JUDGMENT, Kind.OPINION)


def _passed(in_order: Sequence[FiledEvent], begun: date | None, closed: date | None) -> list[dict[str, Any]]:
    first: dict[Stage, dict[str, Any]] = {}
    numbered = any(line.number for line in in_order)
    for line in in_order:
        if line.is_ruling and _REVIVES.search(line.headline):
            first.pop(Stage.DECIDED, None)
            continue
        for stage in _shown(line):
            if stage is Stage.DECIDED and stage not in first:
                # An earlier appeal was of a single order; the appeal of the case comes after its end.
                first.pop(Stage.APPEALED, None)
            first.setdefault(stage, _place(stage, line.day, line))
        if not numbered and line.is_ruling and line.detail is not Detail.EXTENSION and ends_a_case(line.headline):
            first.setdefault(Stage.DECIDED, _place(Stage.DECIDED, line.day, line))
    if begun or in_order:
        # Where a case is known only from a late notice, its filing date is not known.
        opened = next((line for line in in_order if line.number == "1" or not numbered), None)
        first[Stage.FILED] = _place(Stage.FILED, begun or (opened.day if opened else None), opened)
    if closed:
        first[Stage.CLOSED] = _place(Stage.CLOSED, closed, None)
    return [first[stage] for stage in _STAGES if stage in first]


def _shown(line: FiledEvent) -> Iterator[Stage]:
    """The stages that a filing shows the case to be in."""
    kind, detail, said = line.reading.kind, line.detail, line.headline
    if (
        kind is Kind.ANSWER
        or (kind is Kind.MOTION and detail is Detail.MOTION_TO_DISMISS)
        or (kind is Kind.BRIEF and _FIRST_BRIEF.match(said))
        or _ARRAIGNED.search(said)
    ):
        yield Stage.ANSWERED
    if kind is Kind.ORDER and _SCHEDULE.search(said):
        yield Stage.DISCOVERY
    if kind is Kind.MOTION and detail is Detail.SUMMARY_JUDGMENT:
        yield Stage.SUMMARY_JUDGMENT
    if kind is Kind.MINUTES and _TRIAL.search(said):
        yield Stage.TRIAL
    if _decides_all(line):
        yield Stage.DECIDED
    if kind is Kind.NOTICE and detail is Detail.APPEAL:
        yield Stage.APPEALED


def _decides_all(line: FiledEvent) -> bool:
    if _PART_ONLY.search(line.headline) or _ELSEWHERE.match(line.headline):
        return False
    if line.reading.kind is Kind.JUDGMENT:
        return True
    if line.reading.kind is Kind.NOTICE and _VOLUNTARY.search(line.headline):
        return True
    if line.reading.kind in (Kind.NOTICE, Kind.STIPULATION) or not line.is_ruling:
        return False
    if line.detail is Detail.DISMISSAL and (line.outcome or "dismiss" in line.headline.lower()):
        return True
    return not line.reading.decides and line.outcome in _WHOLE


def _stage(passed: Sequence[dict[str, Any]]) -> str:
    """The furthest stage. An appeal before any decision is of one order, not of the case, and does not count."""
    names = [place["stage"] for place in passed]
    if Stage.APPEALED in names and not {Stage.DECIDED, Stage.CLOSED} & set(names):
        names.remove(Stage.APPEALED)
    return names[-1] if names else ""


def _place(stage: Stage, day: date | None, line: FiledEvent | None) -> dict[str, Any]:
    return {
        "stage": stage.value,
        "date": _iso(day),
        "number": line.number if line else "",
        "public_id": line.public_id if line else "",
        "headline": line.headline if line else "",
    }


def _link(line: FiledEvent) -> dict[str, Any]:
    return {"number": line.number, "public_id": line.public_id, "headline": line.headline, "date": _iso(line.day)}


def _pending(line: FiledEvent) -> dict[str, Any]:
    state = line.state or MotionState.PENDING
    return _link(line) | {
        "detail": line.detail.value if line.detail else "",
        "state": state.value,
        "since": _iso(line.since),
    }


def _dates(heard: Iterable[HearingEvent], as_of: date) -> list[dict[str, Any]]:
    coming = [line for line in heard if line.date >= as_of and not line.vacated]
    coming.sort(key=lambda line: (line.date, line.starts_at is None, line.starts_at, line.id))
    return [
        {
            "kind": SetDate(line.kind).value,
            "title": line.title,
            "date": line.date.isoformat(),
            "at": line.starts_at.isoformat() if line.starts_at else None,
            "place": line.place,
        }
        for line in coming[:MOST_DATES]
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
