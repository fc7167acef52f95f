"""What the head of a case says of its state: the stages passed, what is pending and for how long, what comes next, and
the last ruling. Taken from ``Reading.state``, which ``rulings.interpret.state_of_play`` computes; no query is made
here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dockets.format.print_style import format_date, format_zoned_clock
from dockets.format.urls import build_filing_url
from rulings.html.event_lines import describe_motion_state, get_outcome_tone, label_outcome
from rulings.vocabulary.stages import STAGE_LABELS, Stage

PENDING_SHOWN = 5
DATES_SHOWN = 3
LONGEST_LABEL = 70
"""Characters of a headline under a stage."""
_ENDS = {Stage.CLOSED}
_OVER = {Stage.DECIDED, Stage.CLOSED}
_LONG = 730
"""Days: from two years on, an age is given in years."""


@dataclass(frozen=True, slots=True)
class PassedStage:
    """A stage that the case has passed, or its last ruling."""

    label: str
    when: str
    url: str
    shape: str
    """The colour of a ruling; "end" where nothing follows; "" for other stages."""
    outcome: str = ""
    how: str = ""
    """What ended the case, in the words of its filing."""


@dataclass(frozen=True, slots=True)
class PendingMotion:
    """A motion without a ruling."""

    number: str
    headline: str
    url: str
    standing: str
    days: str
    """For how long: "62 days", "3 years"; "" where that is not known, or less than a few days."""


@dataclass(frozen=True, slots=True)
class UpcomingDate:
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
    """"" where the headline already says it."""
    tone: str
    later: str
    """Later rulings that decided nothing of weight: "3 procedural ones since"."""


@dataclass(frozen=True, slots=True)
class StateOfPlay:
    """The state of a case, in words."""

    stage: str
    points: Sequence[PassedStage]
    pending: Sequence[PendingMotion]
    pending_count: int
    coming: Sequence[UpcomingDate]
    were_ahead: Sequence[UpcomingDate]
    """Set where no date is upcoming: the dates that were ahead on the day up to which the docket is known. Whether they
    took place is not known."""
    ruling: LastRuling | None

    as_of: str
    """The day up to which the docket is known, where that is not today: what is pending or comes next is as of then."""
    is_over: bool
    """Motions still without a ruling when the case ended; they are not pending, since nobody will rule on them."""
    ended: str
    """When a case without a closing date ended, as far as its filings tell; "" where it has not."""

    @property
    def pending_more(self) -> int:
        return self.pending_count - len(self.pending)


def describe_state_of_play(
    state: Mapping[str, Any], base: str, zone: ZoneInfo, now: datetime, as_of: datetime | None = None
) -> StateOfPlay | None:
    """None: the docket has not been interpreted yet, or is empty. ``base`` is the address of the case; ``as_of`` is the
    day up to which it is known, None: today. What is pending is so on that day; for how long after it is not known."""
    if not state.get("passed"):
        return None
    today = now.astimezone(zone).date()
    known = min(as_of.astimezone(zone).date(), today) if as_of else today
    ruling = _ruling(state["ruling"], base) if state["ruling"] else None
    stage = Stage(state["stage"]) if state["stage"] else None
    decided = next((place for place in state["passed"] if place["stage"] == Stage.DECIDED), None)
    dates = [entry for entry in state["dates"] if entry["date"] >= known.isoformat()]
    coming = [entry for entry in dates if entry["date"] >= today.isoformat()]
    return StateOfPlay(
        stage=STAGE_LABELS[stage] if stage else "",
        points=_points(state["passed"], state["ruling"], ruling, base),
        pending=[_pending(motion, base, known) for motion in state["pending"][:PENDING_SHOWN]],
        pending_count=state["pending_count"],
        coming=[_coming(entry, zone) for entry in coming[:DATES_SHOWN]],
        were_ahead=[] if coming else [_coming(entry, zone) for entry in dates[:DATES_SHOWN]],
        ruling=ruling,
        as_of="" if known == today else format_date(known),
        is_over=stage in _OVER,
        ended=_day(decided["date"]) if decided and stage is Stage.DECIDED else "",
    )


def _ruling(told: Mapping[str, Any], base: str) -> LastRuling:
    outcome, headline, later = label_outcome(told["outcome"]), told["headline"] or "Ruling", told.get("later", 0)
    return LastRuling(
        told["number"],
        headline,
        _day(told["date"]),
        build_filing_url(base, told["number"], told["public_id"]),
        "" if outcome.lower() in headline.lower() else outcome,
        get_outcome_tone(told["outcome"]),
        f"{later} procedural one{'s' if later > 1 else ''} since" if later else "",
    )


def _points(passed: Sequence[Mapping[str, Any]], told: Any, ruling: LastRuling | None, base: str) -> list[PassedStage]:
    """The stages in their order, with the last ruling placed among them by its day; a ruling that is itself a stage has
    its outcome there."""
    if not told or not ruling:
        return [_stage(stage, base, None) for stage in passed]
    is_it = [stage["public_id"] == told["public_id"] for stage in passed]
    points = [_stage(stage, base, ruling if it else None) for stage, it in zip(passed, is_it, strict=True)]
    if not any(is_it):
        day = told["date"] or ""
        later = (
            place
            for place, stage in enumerate(passed)
            if stage["date"] and (stage["date"], _ends(stage)) > (day, False)
        )
        points.insert(next(later, len(points)), _ruled(ruling))
    return points


def _ends(stage: Mapping[str, Any]) -> bool:
    """Whether a stage ends the case: a ruling of the same day is placed before it."""
    return Stage(stage["stage"]) in _ENDS


def _stage(stage: Mapping[str, Any], base: str, ruling: LastRuling | None) -> PassedStage:
    url = build_filing_url(base, stage["number"], stage["public_id"]) if stage["public_id"] else ""
    name = Stage(stage["stage"])
    shape = ruling.tone if ruling else "end" if name in _ENDS else ""
    outcome = ruling.outcome if ruling else ""
    how = stage.get("headline", "") if name is Stage.DECIDED and not outcome else ""
    return PassedStage(STAGE_LABELS[name], _day(stage["date"]), url, shape, outcome, _shortened(how))


def _ruled(ruling: LastRuling) -> PassedStage:
    return PassedStage(_shortened(ruling.headline), ruling.when, ruling.url, ruling.tone or "pending", ruling.outcome)


def _shortened(headline: str) -> str:
    if len(headline) <= LONGEST_LABEL:
        return headline
    return f"{headline[:LONGEST_LABEL].rpartition(' ')[0] or headline}…"


def _pending(motion: Mapping[str, Any], base: str, known: date) -> PendingMotion:
    since = date.fromisoformat(motion["since"]) if motion["since"] else None
    begun = date.fromisoformat(motion["date"]) if motion["date"] else since
    days = (known - begun).days if begun else 0
    return PendingMotion(
        motion["number"],
        motion["headline"] or "Motion",
        build_filing_url(base, motion["number"], motion["public_id"]),
        describe_motion_state(motion["state"], since),
        _age(days),
    )


def _age(days: int) -> str:
    return f"{days * 4 // 1461} years" if days > _LONG else f"{days} days" if days > 1 else ""


def _coming(entry: Mapping[str, Any], zone: ZoneInfo) -> UpcomingDate:
    day = date.fromisoformat(entry["date"])
    at = datetime.fromisoformat(entry["at"]).astimezone(zone) if entry["at"] else None
    when = f"{format_date(day)}, {format_zoned_clock(at)}" if at else format_date(day)
    return UpcomingDate(entry["title"] or "Hearing", when, (at or day).isoformat(), entry["place"])


def _day(iso: str | None) -> str:
    return format_date(date.fromisoformat(iso)) if iso else ""
