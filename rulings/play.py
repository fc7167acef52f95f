"""What the head of a case says of its state: the stages that it has passed, what is pending and for how long, what comes next,
the last ruling. Worked out from ``Reading.state``, which ``rulings.state_of_play`` makes; nothing is counted or asked here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dockets.addresses import filing_address
from dockets.print_style import full_date, zoned_clock
from rulings.rows import outcome_label, standing, tone_of
from rulings.words import STAGE_LABELS, Stage

PENDING_SHOWN = 5
DATES_SHOWN = 3
LONGEST_LABEL = 70
"""Characters of a headline under a point."""
_ENDS = {Stage.CLOSED}
_OVER = {Stage.DECIDED, Stage.CLOSED}
_LONG = 730
"""Days: from two years on, an age is told in years."""


@dataclass(frozen=True, slots=True)
class Point:
    """A stage that the case has passed, or its last ruling."""

    label: str
    when: str
    url: str
    shape: str
    """The colour of a ruling; "end" where nothing follows; "" for the rest."""
    outcome: str = ""
    how: str = ""
    """What ended the case, in the words of its filing."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A motion without a ruling."""

    number: str
    headline: str
    url: str
    standing: str
    days: str
    """For how long: "62 days", "3 years"; "" where it is not known, or a matter of a day."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A date that the court has set."""

    title: str
    when: str
    iso: str
    place: str


@dataclass(frozen=True, slots=True)
class LastRuling:
    number: str
    headline: str
    when: str
    url: str
    outcome: str
    """"" where the headline says it already."""
    tone: str
    later: str
    """What came after it and decided nothing of weight: "3 procedural ones since"."""


@dataclass(frozen=True, slots=True)
class Play:
    """The state of a case, in words."""

    stage: str
    points: Sequence[Point]
    pending: Sequence[Pending]
    pending_count: int
    coming: Sequence[Coming]
    were_ahead: Sequence[Coming]
    """Where none is: those that were ahead on the day of which the docket is known. Whether they came about, nobody knows."""
    ruling: LastRuling | None

    as_of: str
    """The day of which the docket is known, where that is not today: what is pending or comes next is so as of then."""
    is_over: bool
    """What is left without a ruling is not pending any more: nobody will rule on it."""
    ended: str
    """When a case without a closing date came to its end, as far as its filings tell; "" where it has not."""

    @property
    def pending_more(self) -> int:
        return self.pending_count - len(self.pending)


def play(state: Mapping[str, Any], base: str, zone: ZoneInfo, now: datetime, as_of: datetime | None = None) -> Play | None:
    """None: the docket has not been read yet, or holds nothing. ``base`` is the address of the case; ``as_of`` of when it is
    known, None: of now. What is pending is so on that day, and nobody knows for how long after it.
    """
    if not state.get("passed"):
        return None
    today = now.astimezone(zone).date()
    known = min(as_of.astimezone(zone).date(), today) if as_of else today
    ruling = _ruling(state["ruling"], base) if state["ruling"] else None
    stage = Stage(state["stage"]) if state["stage"] else None
    decided = next((place for place in state["passed"] if place["stage"] == Stage.DECIDED), None)
    dates = [entry for entry in state["dates"] if entry["date"] >= known.isoformat()]
    coming = [entry for entry in dates if entry["date"] >= today.isoformat()]
    return Play(
        stage=STAGE_LABELS[stage] if stage else "",
        points=_points(state["passed"], state["ruling"], ruling, base),
        pending=[_pending(motion, base, known) for motion in state["pending"][:PENDING_SHOWN]],
        pending_count=state["pending_count"],
        coming=[_coming(entry, zone) for entry in coming[:DATES_SHOWN]],
        were_ahead=[] if coming else [_coming(entry, zone) for entry in dates[:DATES_SHOWN]],
        ruling=ruling,
        as_of="" if known == today else full_date(known),
        is_over=stage in _OVER,
        ended=_day(decided["date"]) if decided and stage is Stage.DECIDED else "",
    )


def _ruling(told: Mapping[str, Any], base: str) -> LastRuling:
    outcome, headline, later = outcome_label(told["outcome"]), told["headline"] or "Ruling", told.get("later", 0)
    return LastRuling(
        told["number"],
        headline,
        _day(told["date"]),
        filing_address(base, told["number"], told["public_id"]),
        "" if outcome.lower() in headline.lower() else outcome,
        tone_of(told["outcome"]),
        f"{later} procedural one{'s' if later > 1 else ''} since" if later else "",
    )


def _points(passed: Sequence[Mapping[str, Any]], told: Any, ruling: LastRuling | None, base: str) -> list[Point]:
    """The stages in their order, the last ruling among them by its day; where it is a stage itself, that has its outcome."""
    if not told or not ruling:
        return [_stage(stage, base, None) for stage in passed]
    is_it = [stage["public_id"] == told["public_id"] for stage in passed]
    points = [_stage(stage, base, ruling if it else None) for stage, it in zip(passed, is_it, strict=True)]
    if not any(is_it):
        day = told["date"] or ""
        later = (place for place, stage in enumerate(passed) if stage["date"] and (stage["date"], _ends(stage)) > (day, False))
        points.insert(next(later, len(points)), _ruled(ruling))
    return points


def _ends(stage: Mapping[str, Any]) -> bool:
    """Whether nothing follows a stage: a ruling of its day comes before it."""
    return Stage(stage["stage"]) in _ENDS


def _stage(stage: Mapping[str, Any], base: str, ruling: LastRuling | None) -> Point:
    url = filing_address(base, stage["number"], stage["public_id"]) if stage["public_id"] else ""
    name = Stage(stage["stage"])
    shape = ruling.tone if ruling else "end" if name in _ENDS else ""
    outcome = ruling.outcome if ruling else ""
    how = stage.get("headline", "") if name is Stage.DECIDED and not outcome else ""
    return Point(STAGE_LABELS[name], _day(stage["date"]), url, shape, outcome, _shortened(how))


def _ruled(ruling: LastRuling) -> Point:
    return Point(_shortened(ruling.headline), ruling.when, ruling.url, ruling.tone or "pending", ruling.outcome)


def _shortened(headline: str) -> str:
    if len(headline) <= LONGEST_LABEL:
        return headline
    return f"{headline[:LONGEST_LABEL].rpartition(' ')[0] or headline}…"


def _pending(motion: Mapping[str, Any], base: str, known: date) -> Pending:
    since = date.fromisoformat(motion["since"]) if motion["since"] else None
    begun = date.fromisoformat(motion["date"]) if motion["date"] else since
    days = (known - begun).days if begun else 0
    return Pending(
        motion["number"],
        motion["headline"] or "Motion",
        filing_address(base, motion["number"], motion["public_id"]),
        standing(motion["state"], since),
        _age(days),
    )


def _age(days: int) -> str:
    return f"{days * 4 // 1461} years" if days > _LONG else f"{days} days" if days > 1 else ""


def _coming(entry: Mapping[str, Any], zone: ZoneInfo) -> Coming:
    day = date.fromisoformat(entry["date"])
    at = datetime.fromisoformat(entry["at"]).astimezone(zone) if entry["at"] else None
    when = f"{full_date(day)}, {zoned_clock(at)}" if at else full_date(day)
    return Coming(entry["title"] or "Hearing", when, (at or day).isoformat(), entry["place"])


def _day(iso: str | None) -> str:
    return full_date(date.fromisoformat(iso)) if iso else ""
