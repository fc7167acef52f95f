"""Works out the state of play of a docket: how far the case has come, what is pending, the last ruling, the dates that the court
has set. Pure, rows in and JSON out; ``interpret`` keeps it, so that the head of a case counts nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from rulings.highest import ends_a_case
from rulings.timeline import FiledLine, HeardLine
from rulings.words import OPEN_STATES, REVIEWS, Detail, Kind, Outcome, SetDate, Stage, ThreadState

MOST_PENDING = 20
MOST_DATES = 12
_STAGES = list(Stage)

_SCHEDULE = re.compile(r"scheduling order|discovery|case management (?:order|plan)|pretrial (?:order|schedul)", re.IGNORECASE)
_TRIAL = re.compile(r"\b(?:jury trial|bench trial|trial|oral argument|voir dire)\b", re.IGNORECASE)
_ARRAIGNED = re.compile(r"\barraignment\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:received )?(?:copy of |certified copy of )?(?:the )?(?:district|bankruptcy|supreme|circuit|superior|lower|state"
    r"|agency) court"
    r"(?:'s)? (?:order|judgment|opinion|mandate)\b|received (?:copy of )?(?:the )?(?:order|judgment|opinion"
    r"|mandate) (?:from|of) "
    r"|disposition of adversary\b",
    re.IGNORECASE,
)
"""What another court did, noted in this docket: "Received copy of District Court order filed on 11/02/2017"; in a bankruptcy
the end of one adversary proceeding."""
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
"""What undoes the end of a case in the same court: "Order Vacating Dismissal Order"."""
_VOLUNTARY = re.compile(r"\bvoluntary dismissal\b(?! (?:of|as to|against) (?:defendant|count|claim|party|part))", re.IGNORECASE)
"""Rule 41(a)(1): the plaintiff's notice ends the case by itself."""
_FORMAL = re.compile(r"(?:judgment|mandate) issued\b", re.IGNORECASE)
"""What was decided before takes effect."""
_WHOLE = frozenset({
    Outcome.DISMISSED, Outcome.DISMISSED_WITH_PREJUDICE, Outcome.DISMISSED_WITHOUT_PREJUDICE, Outcome.REMANDED, Outcome.AFFIRMED,
    Outcome.REVERSED, Outcome.SETTLED,
})  # fmt: skip
"""What a ruling that names no motion does to the whole case."""
_RESULTS = REVIEWS | _WHOLE
_OF_COURSE = frozenset({Detail.EXTENSION, Detail.SEALING})
"""Rulings on time and on seals: they move a case, and are no news of it."""


def state_of_play(
    filed: Sequence[FiledLine], heard: Iterable[HeardLine], begun: date | None, closed: date | None, as_of: date
) -> dict[str, Any]:
    """``begun`` and ``closed`` are the docket's own dates, ``as_of`` the day of which its record is known::

        {"stage": "trial", "passed": [{"stage", "date", "number", "public_id", "headline"}],
         "pending": [{"number", "public_id", "headline", "detail", "state", "since", "date"}], "pending_count": 3,
         "ruling": {"number", "public_id", "headline", "date", "outcome", "later"} or None,
         "result": {"number", "public_id", "headline", "date", "outcome"} or None,
         "dates": [{"kind", "title", "date", "at", "place"}]}

    ``stage`` is a ``words.Stage``; ``passed`` are the stages in order with the first filing that shows each; ``pending`` the
    motions without a ruling, the oldest first, but for routine ones (to appear pro hac vice), ``state`` since ``since``;
    ``ruling`` the last one of weight (of any, where there is none), with ``later`` procedural ones after it; ``result`` the last
    that reviewed another court's decision, or sent the case back or away as a whole: of an appeal, what became of it; ``dates``
    the hearings and deadlines from ``as_of`` on that are not called off, the next first. Days are ISO text or None; lists are cut
    to ``MOST_PENDING`` and ``MOST_DATES``.
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


def _once(lines: Sequence[FiledLine]) -> Iterator[FiledLine]:
    """Eastern Pennsylvania's bankruptcy court has a "Notice of Motion" behind every motion, as an entry of its own."""
    before: FiledLine | None = None
    for line in lines:
        noticed = before is not None and before.reading.kind is Kind.MOTION and before.day == line.day
        if not (noticed and line.headline.lower() == "notice of motion"):
            yield line
        before = line


def _result(rulings: Sequence[FiledLine]) -> dict[str, Any] | None:
    """A recall of the mandate or a rehearing that was denied comes later, and changes nothing of it."""
    for line in reversed(rulings):
        if line.outcome in _RESULTS and not line.reading.decides and not _REVIVES.search(line.headline):
            return _link(line) | {"outcome": line.outcome.value}
    return None


def _last(rulings: Sequence[FiledLine]) -> dict[str, Any] | None:
    """A case's last word is rarely its last order: leave to appear and more time are granted to the end."""
    if not rulings:
        return None
    weighty = (place for place, line in reversed(list(enumerate(rulings))) if _has_weight(line))
    place = next(weighty, len(rulings) - 1)
    ruling = rulings[place]
    return _link(ruling) | {"outcome": ruling.outcome.value if ruling.outcome else "", "later": len(rulings) - 1 - place}


def _has_weight(line: FiledLine) -> bool:
    """Whether a ruling decided something; one that no rule understands ("ORDER re letter") did nothing, as far as is known."""
    if line.reading.routine or line.detail in _OF_COURSE or _FORMAL.match(line.headline):
        return False
    return bool(line.outcome or line.detail) or line.reading.kind in (Kind.JUDGMENT, Kind.OPINION)


def _passed(in_order: Sequence[FiledLine], begun: date | None, closed: date | None) -> list[dict[str, Any]]:
    first: dict[Stage, dict[str, Any]] = {}
    numbered = any(line.number for line in in_order)
    for line in in_order:
        if line.is_ruling and _REVIVES.search(line.headline):
            first.pop(Stage.DECIDED, None)
            continue
        for stage in _shown(line):
            if stage is Stage.DECIDED and stage not in first:
                # An appeal of before was of one order; the case's own comes after its end.
                first.pop(Stage.APPEALED, None)
            first.setdefault(stage, _place(stage, line.day, line))
        if not numbered and line.is_ruling and line.detail is not Detail.EXTENSION and ends_a_case(line.headline):
            first.setdefault(Stage.DECIDED, _place(Stage.DECIDED, line.day, line))
    if begun or in_order:
        # Of a case that is known from one late notice, nobody knows when it was filed.
        opened = next((line for line in in_order if line.number == "1" or not numbered), None)
        first[Stage.FILED] = _place(Stage.FILED, begun or (opened.day if opened else None), opened)
    if closed:
        first[Stage.CLOSED] = _place(Stage.CLOSED, closed, None)
    return [first[stage] for stage in _STAGES if stage in first]


def _shown(line: FiledLine) -> Iterator[Stage]:
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


def _decides_all(line: FiledLine) -> bool:
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
    """The furthest; an appeal before any decision is of one order and not of the case."""
    names = [place["stage"] for place in passed]
    if Stage.APPEALED in names and not {Stage.DECIDED, Stage.CLOSED} & set(names):
        names.remove(Stage.APPEALED)
    return names[-1] if names else ""


def _place(stage: Stage, day: date | None, line: FiledLine | None) -> dict[str, Any]:
    return {
        "stage": stage.value,
        "date": _iso(day),
        "number": line.number if line else "",
        "public_id": line.public_id if line else "",
        "headline": line.headline if line else "",
    }


def _link(line: FiledLine) -> dict[str, Any]:
    return {"number": line.number, "public_id": line.public_id, "headline": line.headline, "date": _iso(line.day)}


def _pending(line: FiledLine) -> dict[str, Any]:
    state = line.state or ThreadState.PENDING
    return _link(line) | {
        "detail": line.detail.value if line.detail else "",
        "state": state.value,
        "since": _iso(line.since),
    }


def _dates(heard: Iterable[HeardLine], as_of: date) -> list[dict[str, Any]]:
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
