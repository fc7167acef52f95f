"""Builds the account of a docket: its status, its stages, what is pending, the last ruling, the dates that the court
has set, and what is not known of it. Every statement names the entries that it rests on. Pure, rows in and JSON out;
called by ``interpret_docket``, which stores the result, so that the head of a case page counts nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rulings.interpret.account.last_ruling import LastRuling, find_last_ruling, find_result
from rulings.interpret.account.progress import Ending, Progress, ReachedStage, leave_out_applications
from rulings.interpret.account.sources import DocketFacts, UnseenNumbers
from rulings.interpret.events import FiledEvent, HearingEvent
from rulings.vocabulary.kinds import Kind, SetDate
from rulings.vocabulary.motion_states import OPEN_STATES, MotionState
from rulings.vocabulary.stages import Step

MOST_PENDING = 20
MOST_DATES = 12


@dataclass(frozen=True, slots=True)
class CaseInput:
    """What an account is built from. ``heard``: the days that the court has set."""

    facts: DocketFacts
    progress: Progress
    unseen: UnseenNumbers
    filed: Sequence[FiledEvent]
    heard: Iterable[HearingEvent]


def build_account(case: CaseInput) -> dict[str, Any]:
    """The account as JSON. A link is ``{"number", "public_id", "headline", "date"}``; days are ISO text or None::

        {"kind": "civil",
         "status": {"value": "open" | "ended" | "unknown", "how", "date", "sure", "rests_on": [link]},
         "stage": "trial", "passed": [link | {"stage", "sure"}],
         "pending": [link | {"detail", "state", "since", "rests_on": [link]}], "pending_count": 3,
         "unseen": [as "pending"], "unseen_count": 1,
         "ruling": link | {"outcome", "later"} or None, "result": link | {"outcome"} or None,
         "dates": [{"kind", "title", "date", "at", "place", "rests_on": [link]}],
         "known": {"as_of", "by", "numbers": [[526, 994]], "count": 469}}

    ``kind`` is a ``CaseKind``, ``stage`` a ``Stage``: the last that the case reached. ``how`` is the ``Step`` that
    ended it, "reopened" where it goes on after an end, or "". ``sure`` is "stated" (by the docket's own header),
    "read" (from an entry's text), "inferred" or "corrected" (by an editor). ``passed`` lists the stages in the
    order of their days, each with the entry that shows it. ``pending`` lists the motions without a ruling, the
    oldest first, except routine ones; ``unseen`` those of which no ruling was seen, in a docket of which too little
    is known to call them pending. ``ruling`` is the last ruling of substance, ``later`` the number of procedural
    ones after it. ``result`` is the last ruling that reviewed another court's decision, or sent the case back or
    away as a whole. ``dates`` lists the hearings and deadlines from the day on, as of which the docket is known,
    that are not called off. ``known`` says by what little the docket is known: ``by`` "scraps" (feeds and notices),
    "names" (names of entries without their texts) or ""; and which of its numbers are unseen. Lists are cut to
    ``MOST_PENDING`` and ``MOST_DATES``."""
    in_order = sorted(case.filed, key=lambda line: (line.place, line.id))
    by_id = {line.id: line for line in in_order}
    ruling, result = find_last_ruling(leave_out_applications(case.facts, in_order)), find_result(in_order)
    return {
        "kind": case.facts.kind.value,
        "status": _status(case.facts, case.progress),
        "stage": case.progress.stages[-1].stage.value if case.progress.stages else "",
        "passed": [_passed(one) for one in case.progress.stages],
        **_motions(in_order, by_id),
        "ruling": _ruling(ruling) if ruling else None,
        "result": _link(result) | {"outcome": result.outcome.value} if result and result.outcome else None,
        "dates": _dates(case.heard, case.facts.as_of, by_id),
        "known": _known(case.facts, case.unseen),
    }


def _motions(in_order: Sequence[FiledEvent], by_id: Mapping[int, FiledEvent]) -> dict[str, Any]:
    motions = [line for line in _once(in_order) if not line.reading.routine]
    pending = [line for line in motions if line.state in OPEN_STATES]
    unseen = [line for line in motions if line.state is MotionState.NOT_SEEN_DECIDED]
    return {
        "pending": [_pending(line, by_id) for line in pending[:MOST_PENDING]],
        "pending_count": len(pending),
        "unseen": [_pending(line, by_id) for line in unseen[:MOST_PENDING]],
        "unseen_count": len(unseen),
    }


def _status(facts: DocketFacts, progress: Progress) -> dict[str, Any]:
    if ended := progress.ended:
        how = ended.step.value if ended.step else ""
        return {"value": "ended", "how": how, "date": _iso(ended.day), "sure": ended.sure.value} | _grounds(ended)
    if again := progress.reopened:
        told = {"value": "open", "how": Step.REOPENED.value, "date": _iso(again.day), "sure": "read"}
        return told | {"rests_on": [_link(again)]}
    value = "open" if progress.is_known else "unknown"
    sure = "corrected" if facts.said else "stated" if facts.has_header else "inferred"
    return {"value": value, "how": "", "date": None, "sure": sure, "rests_on": []}


def _grounds(ended: Ending) -> dict[str, Any]:
    return {"rests_on": [_link(ended.line)] if ended.line else []}


def _known(facts: DocketFacts, unseen: UnseenNumbers) -> dict[str, Any]:
    by = "scraps" if facts.by_scraps else "names" if facts.by_names else ""
    return {"as_of": _iso(facts.as_of), "by": by, "numbers": unseen.describe(), "count": len(unseen.unseen)}


def _once(lines: Sequence[FiledEvent]) -> Iterator[FiledEvent]:
    """The lines without duplicates of motions: Eastern Pennsylvania's bankruptcy court files a "Notice of Motion" after
    every motion, as an entry of its own."""
    before: FiledEvent | None = None
    for line in lines:
        noticed = before is not None and before.reading.kind is Kind.MOTION and before.day == line.day
        if not (noticed and line.reading.title.lower() == "notice of motion"):
            yield line
        before = line


def _ruling(ruling: LastRuling) -> dict[str, Any]:
    outcome = ruling.line.outcome.value if ruling.line.outcome else ""
    return _link(ruling.line) | {"outcome": outcome, "later": ruling.later}


def _passed(one: ReachedStage) -> dict[str, Any]:
    line = one.line
    return {
        "stage": one.stage.value,
        "date": _iso(one.day),
        "number": line.number if line else "",
        "public_id": line.public_id if line else "",
        "headline": line.headline if line else "",
        "sure": one.sure.value,
    }


def _link(line: FiledEvent) -> dict[str, Any]:
    return {"number": line.number, "public_id": line.public_id, "headline": line.headline, "date": _iso(line.day)}


def _pending(line: FiledEvent, by_id: Mapping[int, FiledEvent]) -> dict[str, Any]:
    state = line.state or MotionState.PENDING
    shown_by = by_id.get(line.shown_by or 0)
    return _link(line) | {
        "detail": line.detail.value if line.detail else "",
        "state": state.value,
        "since": _iso(line.since),
        "rests_on": [_link(line), *([_link(shown_by)] if shown_by and shown_by.id != line.id else [])],
    }


def _dates(heard: Iterable[HearingEvent], as_of: date, by_id: Mapping[int, FiledEvent]) -> list[dict[str, Any]]:
    known = (line for line in heard if line.kind is not SetDate.RELEASE and not line.vacated and line.held_by is None)
    coming = [line for line in known if line.date >= as_of]
    coming.sort(key=lambda line: (line.date, line.starts_at is None, line.starts_at, line.id))
    return [
        {
            "kind": SetDate(line.kind).value,
            "title": line.title,
            "date": line.date.isoformat(),
            "at": line.starts_at.isoformat() if line.starts_at else None,
            "place": line.place,
            "rests_on": [_link(by_id[line.filing])] if line.filing and line.filing in by_id else [],
        }
        for line in coming[:MOST_DATES]
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
